"""Pictures for paper by hand: shapes as SVG, and beside them the words with their places.

The words are set by whoever sets the page: then they have its fonts and weights, and a user's words
never stand inside markup.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from dashboard.analysis import users_text
from dashboard.charts.tokens import LIGHT

INK, SOFT, GRID, PAIN, RUN, BACKGROUND = (
    LIGHT.ink,
    LIGHT.soft,
    LIGHT.grid,
    LIGHT.pain,
    LIGHT.run,
    LIGHT.background,
)
# The pale band of a flare as a solid colour: a print knows no transparency worth trusting.
BAND = "#F8E4EA"


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a line of text looks; ``anchor`` is the end of it that stands at its place."""

    colour: str = SOFT
    size: float = 9.5
    anchor: Literal["start", "middle", "end"] = "start"
    weight: int = 400


PLAIN = Lettering()
SCALE = Lettering(anchor="end")
NAME = Lettering(INK, weight=600)
VALUE = Lettering(size=8.5, anchor="middle")
ON_BAR = Lettering(BACKGROUND, 8.5, "middle", 600)
HIGHEST = Lettering(PAIN, 9.0, "middle", 600)


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text at its place."""

    x: float
    y: float
    words: str
    look: Lettering


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: ``shapes`` is SVG without any text, ``labels`` the words over it."""

    width: float
    height: float
    shapes: str
    labels: tuple[Label, ...]


Part: TypeAlias = str | Label


def drawing(width: float, height: float, parts: list[Part]) -> Drawing:
    """Put shapes and words on a sheet of ``width`` x ``height`` units."""
    box = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    shapes = "".join(part for part in parts if isinstance(part, str))
    labels = tuple(part for part in parts if isinstance(part, Label))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{shapes}</svg>'
    return Drawing(width, height, svg, labels)


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    """Draw a filled box from its upper left corner."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"/>'
    )


def line(
    start: tuple[float, float], end: tuple[float, float], colour: str, width: float = 1.0
) -> str:
    """Draw a straight line."""
    ends = f'x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width:g}"/>'


def dot(x: float, y: float, radius: float, *, fill: str, edge: str) -> str:
    """Draw a dot with an edge of its own."""
    place = f'cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"'
    return f'<circle {place} fill="{fill}" stroke="{edge}" stroke-width="1"/>'


def text(x: float, y: float, words: str, look: Lettering = PLAIN) -> Label:
    """Write a line of text whose base line begins, has its middle or ends at a place."""
    return Label(x, y, users_text.one_line(words), look)
