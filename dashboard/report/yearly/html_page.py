"""The report as one file of HTML: it opens with no network, prints well, and asks nobody anything.

A content policy in the file itself lets only its own script run, so that nothing an author or a
file wrote could, even if it came through as markup.
"""

import base64
import hashlib
import html
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from dashboard.report.yearly.markdown import Node
from dashboard.report.yearly.marks import inline
from dashboard.report.yearly.sheet import (
    CardSheet,
    Figure,
    Grid,
    Part,
    Photo,
    Sheet,
    YearsSheet,
)

HERE = Path(__file__).parent
FONTS, FONT = "fontpkg_source_sans_3", "SourceSans3[wght].ttf"
_TAGS = {
    "paragraph": "p",
    "strong": "strong",
    "em": "em",
    "struck": "s",
    "quote": "blockquote",
    "list": "ul",
    "item": "li",
    "table": "table",
    "row": "tr",
    "head": "th",
    "cell": "td",
    "code": "code",
}
_ALONE = {"break": "<br>", "space": "\n", "rule": "<hr>"}


def page_html(sheet: Sheet) -> str:
    """Write the whole page.

    Parameters
    ----------
    sheet : Sheet
        The report laid out.

    Returns
    -------
    str
        HTML with its style, script, letters and pictures inside.
    """
    body = "".join(_body(sheet))
    return (
        f'<!doctype html><html lang="{_text(sheet.code)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{_text(sheet.title)}</title><style>{_style()}</style></head>"
        f'<body>{body}<div id="say" role="status"></div><script>{_script()}</script>'
        "</body></html>"
    )


@cache
def _script() -> str:
    return (HERE / "page.js").read_text("utf-8")


@cache
def _style() -> str:
    """Give the rules of the page, with its letters inside."""
    font = (Path(str(files(FONTS) / "files")) / FONT).read_bytes()
    source = f"data:font/ttf;base64,{base64.b64encode(font).decode()}"
    face = f'@font-face{{font-family:"Source Sans 3";font-weight:200 900;src:url({source})}}'
    return face + (HERE / "page.css").read_text("utf-8")


@cache
def _policy() -> str:
    """Allow this script, this style, and what the file itself holds; nothing else."""
    script, style = (
        f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'"
        for one in (_script(), _style())
    )
    return (
        f"default-src 'none'; script-src {script}; style-src {style};"
        " img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _body(sheet: Sheet) -> Iterable[str]:
    said = dict(sheet.words)
    yield f'<header><span role="img" aria-label="Plimsoll">{sheet.mark}</span>'
    yield f"<span>{_text(sheet.overline)}</span></header><main>"
    yield f'<h1>{_text(sheet.title)}</h1><p class="lead">{_text(sheet.lead)}</p>'
    if sheet.text:
        yield f'<div class="words">{_nodes(sheet.text)}</div>'
    yield _photos(sheet.photos, said["pictures"])
    for card in sheet.cards:
        yield _card(card, said["show"])
    for years in sheet.years:
        yield _years(years)
    yield _numbers(sheet.numbers, said["numbers"])
    if sheet.load is not None:
        yield f"<section>{_figure(sheet.load, said['show'], wide=True)}</section>"
    for part in sheet.parts:
        yield _part(part)
    yield _notes(sheet.notes, said["notes"])
    yield f"</main><footer><span>{_text(sheet.foot)}</span></footer>"


def _card(card: CardSheet, show: str) -> str:
    facts = "".join(f"<li>{_text(fact)}</li>" for fact in card.facts)
    beside = "" if card.course is None else _figure(card.course, show)
    splits = "" if card.splits is None else _figure(card.splits, show, wide=True)
    legs = "" if card.legs is None else _grid(card.legs)
    kind = "race" if beside else "race alone"
    return (
        f'<section><div class="{kind}"><div><h2>{_text(card.name)}</h2>'
        f'<p class="small">{_text(card.day)}</p><p class="result">{_text(card.result)}</p>'
        f'<p class="division">{_text(card.division)}</p><ul class="facts">{facts}</ul>'
        f"{legs}</div>{beside}</div>{splits}</section>"
    )


def _years(found: YearsSheet) -> str:
    head = f"<h2>{_text(found.race)}: {_text(_lowered(found.title))}</h2>"
    if found.figure is None:
        return f"<section>{head}{_grid(found.grid)}</section>"
    beside = f"<div>{_grid(found.grid)}</div>{_figure(found.figure, '')}"
    return f'<section>{head}<div class="race years">{beside}</div></section>'


def _lowered(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}"


def _numbers(numbers: Sequence[tuple[str, str]], title: str) -> str:
    if not numbers:
        return ""
    rows = "".join(
        f"<div><dt>{_text(label)}</dt><dd>{_text(value)}</dd></div>" for value, label in numbers
    )
    return f'<section><h2>{_text(title)}</h2><dl class="numbers">{rows}</dl></section>'


def _figure(found: Figure, show: str, *, wide: bool = False) -> str:
    head = f"<h2>{_text(found.title)}</h2>" if found.title else ""
    note = f'<p class="small">{_text(found.note)}</p>' if found.note else ""
    drawn = f"<figure>{inline(found.drawing, found.alt)}</figure>"
    if wide:
        drawn = f'<div class="wide">{drawn}</div>'
    behind = ""
    if found.numbers is not None:
        behind = f"<details><summary>{_text(show)}</summary>{_grid(found.numbers)}</details>"
    return f"<div>{head}{drawn}{note}{behind}</div>"


def _grid(grid: Grid) -> str:
    head = _row("th", grid.head, grid.sides, ' scope="col"')
    rows = "".join(
        f"<tr{' class=strong' if at == grid.strong else ''}>{_row('td', row, grid.sides)}</tr>"
        for at, row in enumerate(grid.rows)
    )
    inner = f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    return f'<div class="scroll"><table>{inner}</table></div>'


def _row(tag: str, cells: Sequence[str], sides: Sequence[str], more: str = "") -> str:
    return "".join(
        f"<{tag}{'' if side == 'left' else f' class={side}'}{more}>{_text(cell)}</{tag}>"
        for cell, side in zip(cells, sides, strict=True)
    )


def _part(part: Part) -> str:
    more = f'<p class="small">{_text(part.more)}</p>' if part.more else ""
    return f'<section class="part"><h2>{_text(part.title)}</h2>{_grid(part.grid)}{more}</section>'


def _photos(photos: Sequence[Photo], title: str) -> str:
    if not photos:
        return ""
    shown = "".join(
        f'<figure><img alt="{_text(one.caption or title)}" width="{one.width}"'
        f' height="{one.height}" src="data:image/jpeg;base64,'
        f'{base64.b64encode(one.data).decode()}"><figcaption>{_text(one.caption)}</figcaption>'
        "</figure>"
        for one in photos
    )
    return f'<section class="photos" aria-label="{_text(title)}">{shown}</section>'


def _notes(notes: Sequence[str], title: str) -> str:
    if not notes:
        return ""
    rows = "".join(f"<li>{_text(note)}</li>" for note in notes)
    return f'<section><h2>{_text(title)}</h2><ul class="notes">{rows}</ul></section>'


def _nodes(found: Iterable[Node]) -> str:
    return "".join(map(_node, found))


def _node(node: Node) -> str:
    if node.kind in _ALONE:
        return _ALONE[node.kind]
    inner = _nodes(node.children) or _text(node.text)
    tags = _tags(node)
    # An attribute belongs to the opening tag alone.
    ends = "".join(f"</{tag.partition(' ')[0]}>" for tag in reversed(tags))
    return "".join(f"<{tag}>" for tag in tags) + inner + ends


def _tags(node: Node) -> tuple[str, ...]:
    match node.kind:
        case "heading":
            return (f"h{node.level}",)
        case "numbered":
            return (f'ol start="{node.level}"',)
        case "link":
            return (f'a href="{_text(node.href)}" rel="noopener noreferrer"',)
        case "block":
            return ("pre", "code")
        case _:
            return (_TAGS[node.kind],) if node.kind in _TAGS else ()


def _text(words: str) -> str:
    return html.escape(words, quote=True)
