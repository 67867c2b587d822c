// Both knees, from the front and from behind. Left is on the left in both views.
// One left leg is drawn 190 units wide, its outer side at small x; the right leg is its mirror.
const SVG = 'http://www.w3.org/2000/svg'
const LEG = 190
const GAP = 20
const WIDTH = 2 * LEG + GAP
const TOP = 28

const OUTLINE = {
  front: 'M27 0 C26 40 34 80 41 108 C44 120 41 132 40 142 C39 156 43 162 44 174 C38 196 37 222 43 250 C47 270 53 284 56 300 L122 300 C126 276 140 256 148 230 C154 208 152 190 145 172 C147 162 151 152 149 140 C148 130 150 120 153 108 C163 80 166 40 165 0 Z',
  back: 'M27 0 C26 40 34 80 41 108 C44 120 42 132 41 142 C40 152 40 160 40 168 C30 194 32 226 42 250 C48 268 53 284 56 300 L122 300 C126 278 146 258 154 228 C160 200 152 182 148 166 C150 156 150 150 149 140 C148 130 150 120 153 108 C163 80 166 40 165 0 Z',
}

const LINES = {
  front: [
    ['', 'M76 108 C82 100 112 100 118 108 C125 118 124 138 116 148 C110 156 104 160 97 161 C90 160 84 156 78 148 C70 138 69 118 76 108 Z'],
    ['', 'M87 162 C88 174 89 182 90 192 M107 162 C106 174 105 182 104 192'],
    ['', 'M86 194 C90 188 104 188 108 194 C110 204 104 210 97 211 C90 210 84 204 86 194 Z'],
    ['', 'M84 102 C81 76 80 48 82 12 M110 102 C113 76 114 48 112 12'],
    ['', 'M120 106 C138 102 150 86 150 60 C136 66 124 82 120 106'],
    ['', 'M72 100 C58 88 50 66 49 40'],
    ['soft', 'M66 158 C70 166 76 169 82 168 M128 158 C124 166 118 169 112 168'],
    ['soft', 'M97 216 C98 244 96 274 92 300'],
    ['soft', 'M138 184 C144 206 140 232 128 258 M52 186 C48 208 51 234 58 258'],
  ],
  back: [
    ['', 'M62 20 C58 62 56 100 52 140 M130 20 C134 62 138 100 140 140'],
    ['', 'M76 24 C80 66 86 96 96 122 C106 96 112 66 116 24'],
    ['', 'M52 146 C72 136 120 136 141 146'],
    ['soft', 'M58 154 C78 148 114 148 135 154'],
    ['', 'M64 162 C48 188 48 218 62 244 M128 162 C146 188 146 218 132 244'],
    ['soft', 'M96 196 C95 216 96 236 96 262 M72 258 C84 268 108 268 122 258'],
  ],
}

const ZONES = {
  lateral: { word: 'outer', view: 'front', shape: 'M0 92 L70 92 C66 118 68 140 78 152 L84 210 L0 210 Z', hit: [-8, 86, 78, 130], at: [16, 150] },
  anterior: { word: 'front', view: 'front', shape: 'M70 92 L124 92 C128 118 126 140 116 152 L110 210 L84 210 L78 152 C68 140 66 118 70 92 Z', hit: [70, 86, 54, 130], at: [97, 138], inside: true },
  medial: { word: 'inner', view: 'front', shape: 'M124 92 L190 92 L190 210 L110 210 L116 152 C126 140 128 118 124 92 Z', hit: [124, 86, 76, 130], at: [177, 150] },
  posterior: { word: 'behind', view: 'back', shape: 'M0 92 L190 92 L190 206 L0 206 Z', hit: [6, 86, 178, 126], at: [95, 180], inside: true },
}

const PILLS = [
  { aspect: 'deep', word: 'deep inside', show: 'wide', x: 32, width: 130 },
  { aspect: 'deep', word: 'deep', show: 'narrow', x: 4, width: 88 },
  { aspect: 'posterior', word: 'behind', show: 'narrow', x: 100, width: 88 },
]

const WORDS = { lateral: 'outer', anterior: 'front', medial: 'inner', posterior: 'behind', deep: 'deep inside' }

let drawn = 0

function make(name, attributes, text) {
  const element = document.createElementNS(SVG, name)
  for (const key in attributes) element.setAttribute(key, attributes[key])
  if (text !== undefined) element.textContent = text
  return element
}

function button(side, aspect, extraClass) {
  return make('g', {
    class: ('zone ' + (extraClass || '')).trim(), tabindex: 0, role: 'button', 'data-site': side + '-' + aspect,
    'aria-label': side + ' knee, ' + WORDS[aspect], 'aria-pressed': 'false',
  })
}

function frame(zone, x, y, width, height, radius) {
  for (const name of ['halo', 'ring']) zone.append(make('rect', { class: name, x, y, width, height, rx: radius }))
}

function leg(svg, side, left, view, marks) {
  const mirrored = side === 'right'
  const group = make('g', { transform: mirrored ? `translate(${left + LEG} ${TOP}) scale(-1 1)` : `translate(${left} ${TOP})` })
  const across = (x) => left + (mirrored ? LEG - x : x)
  const clip = 'plimsoll-leg-' + ++drawn
  const inside = make('clipPath', { id: clip })
  inside.append(make('path', { d: OUTLINE[view] }))
  const open = make('clipPath', { id: clip + '-open' })
  open.append(make('rect', { x: -10, y: 4, width: LEG + 20, height: 292 }))
  group.append(inside, open, make('path', { class: 'skin', d: OUTLINE[view], 'clip-path': `url(#${clip}-open)` }))
  svg.append(group)
  const words = []
  for (const [aspect, zone] of Object.entries(ZONES)) {
    if (zone.view !== view) continue
    const element = button(side, aspect)
    for (const name of ['fill', 'edge']) element.append(make('path', { class: name, d: zone.shape, 'clip-path': `url(#${clip})` }))
    const [x, y, width, height] = zone.hit
    frame(element, x, y, width, height, 8)
    element.append(make('rect', { class: 'hit', x, y, width, height }))
    group.append(element)
    words.push(make('text', { class: 'word ' + (zone.inside ? 'inside' : ''), 'data-word': side + '-' + aspect, x: across(zone.at[0]), y: TOP + zone.at[1] }, zone.word))
    const mark = marks[side + '-' + aspect]
    if (mark !== undefined) {
      const at = { lateral: [55, 186], anterior: [97, 178], medial: [134, 186], posterior: [96, 108] }[aspect]
      words.push(make('circle', { class: 'badge', cx: across(at[0]), cy: TOP + at[1], r: 11 }), make('text', { class: 'score', x: across(at[0]), y: TOP + at[1] + 4.6 }, mark))
    }
  }
  for (const [extra, d] of LINES[view]) group.append(make('path', { class: 'line ' + extra, d }))
  svg.append(make('text', { class: 'side', x: left + LEG / 2, y: 16 }, mirrored ? 'Right' : 'Left'), ...words)
  if (view === 'front') for (const pill of PILLS) svg.append(pillButton(side, left, pill, marks))
}

function pillButton(side, left, pill, marks) {
  const element = button(side, pill.aspect, pill.show)
  const x = left + pill.x
  const shape = { x, y: 340, width: pill.width, height: 52, rx: 26 }
  const mark = marks[side + '-' + pill.aspect]
  const word = mark === undefined ? pill.word : `${pill.word} · ${mark}`
  element.append(make('rect', { class: 'pill', ...shape }), make('rect', { class: 'fill', ...shape }))
  frame(element, x - 4, 336, pill.width + 8, 60, 30)
  element.append(make('text', { class: 'word pilled', 'data-word': side + '-' + pill.aspect, x: x + pill.width / 2, y: 372 }, word))
  return element
}

function draw(root, marks) {
  root.replaceChildren()
  for (const [view, caption, height] of [['front', 'From the front', 396], ['back', 'From behind', 334]]) {
    const figure = document.createElement('figure')
    const text = document.createElement('figcaption')
    text.textContent = caption
    const svg = make('svg', { viewBox: `-8 0 ${WIDTH + 16} ${height}`, role: 'group', 'aria-label': caption + ': choose where it hurts' })
    leg(svg, 'left', 0, view, marks)
    leg(svg, 'right', LEG + GAP, view, marks)
    figure.className = view
    figure.append(text, svg)
    root.append(figure)
  }
}

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector('.map')
  root.style.setProperty('--pain', data.pain)
  root.style.setProperty('--on-pain', data.on_pain)
  let site = data.site || ''
  const signature = JSON.stringify(data.marks)
  if (root.dataset.signature !== signature) {
    root.dataset.signature = signature
    draw(root, data.marks)
  }
  const paint = () => {
    for (const zone of root.querySelectorAll('.zone')) zone.setAttribute('aria-pressed', String(zone.dataset.site === site))
    for (const word of root.querySelectorAll('[data-word]')) word.classList.toggle('chosen', word.dataset.word === site)
  }
  for (const zone of root.querySelectorAll('.zone')) {
    const choose = () => {
      site = zone.dataset.site === site ? '' : zone.dataset.site
      paint()
      setStateValue('site', site)
    }
    zone.onclick = choose
    zone.onkeydown = (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      choose()
    }
  }
  paint()
}
