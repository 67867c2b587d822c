"""Marks of the report's charts: hatched sports, marks that say their numbers, and whole pictures.

A chart is drawn once, for screen and paper: the shapes are SVG, the words lie over them. On a
screen each mark has its numbers in a ``title``, which a reader of screens and a mouse both find.
"""

import html
import math
from collections.abc import Iterable, Sequence

from dashboard.analysis.sports import FAMILIES
from dashboard.analysis.users_text import one_line
from dashboard.charts.tokens import LIGHT
from dashboard.report.svg import Drawing, Label, Part

# As wide as the text of an A4 page, in quarters of a millimetre.
WIDTH = 712.0
FLARE_EDGE = "#CC6685"
STEP = 5
# Sports keep apart without colour: a white pattern on each but running, which is solid.
_LINE = '<path d="{way}" stroke="#fff" stroke-width="1.1" fill="none"/>'
_DOT = '<circle cx="2.5" cy="2.5" r="0.9" fill="#fff"/>'
_PATTERNS = {
    "bike": _LINE.format(way="M-1 6L6 -1"),
    "swim": _LINE.format(way="M0 2.5H5"),
    "strength": _DOT,
    "walk": _LINE.format(way="M-1 -1L6 6"),
    "elliptical": _LINE.format(way="M2.5 0V5"),
    "yoga": _LINE.format(way="M0 2.5H5M2.5 0V5"),
    "other": _LINE.format(way="M0 0L5 5M0 5L5 0"),
}


def hatches(families: Iterable[str]) -> str:
    """Define the patterns of some sports, for :func:`fill`."""
    box = f'width="{STEP}" height="{STEP}" patternUnits="userSpaceOnUse"'
    made = "".join(
        f'<pattern id="hatch-{family}" {box}><rect width="{STEP}" height="{STEP}"'
        f' fill="{LIGHT.sport(family)}"/>{_PATTERNS[family]}</pattern>'
        for family in families
        if family in _PATTERNS
    )
    return f"<defs>{made}</defs>" if made else ""


def fill(family: str) -> str:
    """Give the fill of a sport: its colour, with its pattern where it has one."""
    known = family if family in FAMILIES else FAMILIES[-1]
    return f"url(#hatch-{known})" if known in _PATTERNS else LIGHT.sport(known)


def saying(words: str, shapes: str) -> str:
    """Group shapes as one mark that says ``words`` when it is pointed at."""
    said = html.escape(one_line(words))
    return f'<g class="mark"><title>{said}</title>{shapes}</g>'


def path(points: Sequence[tuple[float, float]], colour: str, width: float) -> str:
    """Draw a line through places; one that is not a number breaks it."""
    way, drawing = [], False
    for x, y in points:
        known = math.isfinite(x) and math.isfinite(y)
        if known:
            way.append(f"{'L' if drawing else 'M'}{x:.1f} {y:.1f}")
        drawing = known
    look = f'stroke="{colour}" stroke-width="{width:g}"'
    return (
        f'<path d="{"".join(way)}" fill="none" {look} stroke-linejoin="round"'
        ' stroke-linecap="round"/>'
    )


def pennant(x: float, top: float, floor: float, *, to_left: bool) -> str:
    """Draw a race: a pole with a cloth at its top, on the side its label stands."""
    tip = x - 9 if to_left else x + 9
    ink = LIGHT.ink
    pole = f'<path d="M{x:.1f} {top:.1f}V{floor:.1f}" stroke="{ink}" stroke-width="1.2"/>'
    cloth = f"M{x:.1f} {top:.1f}L{tip:.1f} {top + 3.6:.1f}L{x:.1f} {top + 7.2:.1f}Z"
    return f'{pole}<path d="{cloth}" fill="{ink}"/>'


def flare_band(left: float, right: float, top: float, height: float) -> str:
    """Shade a flare: pale, with an edge that holds without colour."""
    box = f'x="{left:.1f}" y="{top:.1f}" width="{max(right - left, 2.0):.1f}" height="{height:.1f}"'
    return f'<rect {box} fill="#F8E4EA" stroke="{FLARE_EDGE}" stroke-width="0.7"/>'


def inline(drawn: Drawing, alt: str) -> str:
    """Write a drawing as SVG to stand in a page: its words as text, its meaning as a label."""
    letters = "".join(_text(label) for label in drawn.labels)
    box = f'viewBox="0 0 {drawn.width:g} {drawn.height:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img"'
    said = html.escape(one_line(alt), quote=True)
    shapes = drawn.shapes[drawn.shapes.index(">") + 1 : -len("</svg>")]
    return f'{head} aria-label="{said}">{shapes}<g aria-hidden="true">{letters}</g></svg>'


def _text(label: Label) -> str:
    look = label.look
    place = f'x="{label.x:.1f}" y="{label.y:.1f}" font-size="{look.size:g}" fill="{look.colour}"'
    style = f'text-anchor="{look.anchor}" font-weight="{look.weight}"'
    return f"<text {place} {style}>{html.escape(label.words)}</text>"


def nice_step(highest: float, most: int) -> float:
    """Choose a round step for an axis up to ``highest`` with at most ``most`` lines."""
    if not highest > 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(highest / most))
    return next(
        size * power
        for size in (1.0, 2.0, 2.5, 5.0, 10.0, 20.0)
        if highest / (size * power) <= most
    )


def width_of(words: str, size: float) -> float:
    """Guess how wide a text is: enough to keep labels apart."""
    return 0.52 * size * len(words)


Parts = list[Part]
