"""What all pictures share: words over a chart, the Plimsoll line with its ring, and the name."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from dashboard.report.share.layout import FootPlaces, chart_places
from dashboard.report.share.sheet import SOFT, WHITE, Look, Part, Shape, line, ring, text

WORDMARK = Path(__file__).parents[2] / "assets" / "word-dark.svg"
WORDMARK_SIZE = (180.0, 48.0)
_INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_PAINT = re.compile(r'"#[0-9A-Fa-f]{6}"')


def load_line(shape: Shape, y: float, radius: float) -> str:
    """Draw the line from edge to edge, ended by the ring."""
    width = radius * 0.19
    x = shape.width - shape.edge - radius + width
    across = line((0, y), (shape.width, y), WHITE, width)
    return across + ring(x, y, radius, WHITE, width)


def wordmark(right: float, middle: float, height: float) -> str:
    """Draw the mark with the name, ending at the right."""
    share = height / WORDMARK_SIZE[1]
    left, top = right - WORDMARK_SIZE[0] * share, middle - height / 2
    return f'<g transform="translate({left:.1f} {top:.1f}) scale({share:.4f})">{_mark()}</g>'


def head(shape: Shape, over: str, title: str) -> list[Part]:
    """Write what a chart is of, and under it what it says."""
    at = chart_places(shape)
    look = Look(at.title, WHITE, 650, width=shape.inner, lines=at.lines)
    return [
        text(shape.edge, at.over_y, over, Look(at.over, SOFT, width=shape.inner)),
        text(shape.edge, at.title_y, title, look),
    ]


def foot_of(shape: Shape, at: FootPlaces, said: Sequence[str]) -> list[Part]:
    """Draw the line with its ring, the name right below, and at most two sentences left of it."""
    name = at.mark * WORDMARK_SIZE[0] / WORDMARK_SIZE[1]
    width = shape.inner - name - at.below
    lines = [
        text(
            shape.edge,
            at.below_y + place * at.below * 1.34,
            sentence,
            Look(at.below, SOFT if place else WHITE, width=width),
        )
        for place, sentence in enumerate(said[:2])
    ]
    mark = wordmark(shape.width - shape.edge, at.mark_y, at.mark)
    return [load_line(shape, at.line_y, at.ring), mark, *lines]


@cache
def _mark() -> str:
    inside = _INSIDE.search(WORDMARK.read_text("utf-8"))
    return _PAINT.sub(f'"{WHITE}"', inside[1]) if inside else ""
