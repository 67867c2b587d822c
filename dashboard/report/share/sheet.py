"""The sheet every picture to post is drawn on: its sizes, its colours, its marks and its words.

Shapes are SVG. Words stand beside them as data and are set later, so that a user's words never
stand inside markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dashboard.analysis import users_text

Anchor: TypeAlias = Literal["start", "middle", "end"]

# On the ground: words at least 4.5 to 1, marks that carry meaning 3 to 1.
GROUND, WHITE, SOFT, BLUE, GREY, FAINT, PINK = (
    "#0F2A3D",
    "#FFFFFF",
    "#B3C4D1",
    "#7FBEF7",
    "#8296A6",
    "#2A475B",
    "#FF7F9B",
)
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Shape:
    """A size to post in, in pixels; ``edge`` is the margin left and right."""

    name: str
    width: int
    height: int
    edge: int

    @property
    def is_tall(self) -> bool:
        """Whether it stands upright."""
        return self.height > self.width

    @property
    def inner(self) -> int:
        """Pixels between the margins."""
        return self.width - 2 * self.edge


WIDE = Shape("1200x630", 1200, 630, 72)
TALL = Shape("1080x1350", 1080, 1350, 84)
SHAPES = (WIDE, TALL)


@dataclass(frozen=True, slots=True)
class Look:
    """How words look.

    ``anchor`` is the end that stands at their place. ``width`` is the most they may take, 0 for any
    width, and ``lines`` how many they may be: what is longer is set smaller.
    """

    size: float
    colour: str = WHITE
    weight: int = 400
    anchor: Anchor = "start"
    width: float = 0.0
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a line, in a colour and weight of their own."""

    words: str
    colour: str = WHITE
    weight: int = 400


@dataclass(frozen=True, slots=True)
class Words:
    """Words whose first base line lies at a place."""

    x: float
    y: float
    look: Look
    runs: tuple[Run, ...]


Part: TypeAlias = str | Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished drawing: ``shapes`` is the inside of an SVG, without any words."""

    shape: Shape
    shapes: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a sheet, in pixels from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Pixels across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels down."""
        return self.bottom - self.top


def sheet(shape: Shape, parts: Sequence[Part]) -> Sheet:
    """Put shapes and words on the ground of a sheet, in order."""
    ground = rect(Area(0, 0, shape.width, shape.height), GROUND)
    shapes = "".join(part for part in parts if isinstance(part, str))
    words = tuple(part for part in parts if isinstance(part, Words))
    return Sheet(shape, ground + shapes, words)


def text(x: float, y: float, words: str, look: Look) -> Words:
    """Write words at a place; what is very long loses its middle."""
    plain = users_text.shortened(words, LONGEST)
    return Words(x, y, look, (Run(plain, look.colour, look.weight),))


def runs(x: float, y: float, parts: Sequence[Run], look: Look) -> Words:
    """Write a line of several looks at a place."""
    return Words(x, y, look, tuple(parts))


def rect(area: Area, fill: str, radius: float = 0.0) -> str:
    """Draw a filled box."""
    place = f'x="{area.left:.1f}" y="{area.top:.1f}"'
    size = f'width="{area.width:.1f}" height="{area.height:.1f}"'
    return f'<rect {place} {size} rx="{radius:g}" fill="{fill}"/>'


def line(
    start: tuple[float, float], end: tuple[float, float], colour: str, width: float = 1.0
) -> str:
    """Draw a straight line."""
    ends = f'x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width:g}"/>'


def ring(x: float, y: float, radius: float, colour: str, width: float, fill: str = "none") -> str:
    """Draw a circle by its edge."""
    place = f'cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"'
    return f'<circle {place} fill="{fill}" stroke="{colour}" stroke-width="{width:g}"/>'


def way(points: Sequence[tuple[float, float]], colour: str, width: float) -> str:
    """Draw a line through points, with round ends and corners."""
    drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    round_off = 'stroke-linecap="round" stroke-linejoin="round"'
    look = f'fill="none" stroke="{colour}" stroke-width="{width:g}" {round_off}'
    return f'<polyline points="{drawn}" {look}/>'
