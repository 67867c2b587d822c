// Eleven equal buttons, 0 to 10, one of which is chosen: by click, by arrow keys or by digit.
const STEP = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }

function build(row, ramp) {
  for (let score = 0; score <= 10; score++) {
    const choice = document.createElement('button')
    choice.type = 'button'
    choice.setAttribute('role', 'radio')
    choice.setAttribute('aria-label', score + ' of 10')
    choice.append(String(score), document.createElement('span'))
    choice.lastChild.style.background = ramp[score]
    row.append(choice)
  }
}

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector('.score')
  root.style.setProperty('--pain', data.pain)
  root.style.setProperty('--on-pain', data.on_pain)
  const row = root.querySelector('.row')
  row.setAttribute('aria-label', data.label)
  if (!row.childElementCount) build(row, data.ramp)
  let score = data.score
  const choices = [...row.children]
  const paint = () =>
    choices.forEach((choice, place) => {
      choice.setAttribute('aria-checked', String(place === score))
      choice.tabIndex = place === (score ?? 0) ? 0 : -1
    })
  const choose = (next, focus) => {
    score = Math.min(10, Math.max(0, next))
    paint()
    if (focus) choices[score].focus()
    setStateValue('score', score)
  }
  choices.forEach((choice, place) => {
    choice.onclick = () => choose(place, false)
    choice.onkeydown = (event) => {
      if (event.key in STEP) choose((score ?? 0) + STEP[event.key], true)
      else if (/^[0-9]$/.test(event.key)) choose(Number(event.key), true)
      else return
      event.preventDefault()
    }
  })
  paint()
}
