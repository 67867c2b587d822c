"""Sports kept apart without colour: the same hatches as in the report, dark on the bright bars."""

from collections.abc import Iterable

from dashboard.charts.tokens import DARK
from dashboard.report.share.sheet import GROUND

STEP = 9
# Ways inside one tile; running has none and is solid, strength is dotted.
_WAYS = {
    "bike": "M-1 10L10 -1",
    "swim": "M0 4.5H9",
    "strength": "M4.5 4.5h.01",
    "walk": "M-1 -1L10 10",
    "elliptical": "M4.5 0V9",
    "yoga": "M0 4.5H9M4.5 0V9",
    "other": "M0 0L9 9M0 9L9 0",
}
_WIDTHS = {"strength": 3.6}


def hatches(families: Iterable[str]) -> str:
    """Define the tiles of some sports, for :func:`filled`."""
    tiles = "".join(_tile(family) for family in families if family in _WAYS)
    return f"<defs>{tiles}</defs>" if tiles else ""


def filled(family: str) -> str:
    """Give the fill of a sport: its colour, with its hatch where it has one."""
    return f"url(#sport-{family})" if family in _WAYS else DARK.sport(family)


def _tile(family: str) -> str:
    look = f'stroke="{GROUND}" stroke-width="{_WIDTHS.get(family, 1.6)}" stroke-linecap="round"'
    size = f'width="{STEP}" height="{STEP}"'
    return (
        f'<pattern id="sport-{family}" {size} patternUnits="userSpaceOnUse">'
        f'<rect {size} fill="{DARK.sport(family)}"/>'
        f'<path d="{_WAYS[family]}" fill="none" {look}/></pattern>'
    )
