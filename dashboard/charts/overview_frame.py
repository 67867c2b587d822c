"""Where everything of the overview stands: its panels, its days, and labels that must not meet."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from dashboard.analysis.overview_picture import Picture
from dashboard.charts.base import Spec

Side: TypeAlias = Literal["right", "left"]

DAY_MS = 86_400_000
NOON_MS = DAY_MS // 2
CHARACTER_PX = 6.4
# Between a pole and its label, where the cloth flies.
CLOTH_PX = 15.0
# Up to here the ticks are Mondays, beyond it months.
LONGEST_BY_WEEKS = 120


@dataclass(frozen=True, slots=True)
class Style:
    """The sizes of one width of page, in pixels; ``most_lanes`` and ``most_spikes`` are counts."""

    plot_px: float
    load_px: int
    longest_px: int
    lane_px: int
    gap_px: int
    top_px: int
    left_px: int
    right_px: int
    bottom_px: int
    most_lanes: int
    most_spikes: int
    font: int


WIDE = Style(1016, 218, 44, 76, 28, 34, 46, 58, 34, 4, 8, 12)
NARROW = Style(268, 172, 36, 62, 25, 58, 38, 50, 32, 2, 3, 11)


@dataclass(frozen=True, slots=True)
class Frame:
    """Panels as shares of the plot, from the top: pennants, load, strip, longest run, lanes.

    A panel is (bottom, top); None where there is nothing to put in it. ``height`` is the figure's.
    """

    height: int
    plot_height: float
    load: tuple[float, float] | None
    strip: tuple[float, float] | None
    longest: tuple[float, float] | None
    lanes: tuple[tuple[float, float], ...]


def frame(picture: Picture, style: Style, pennant_rows: int) -> Frame:
    """Stack the panels a picture needs."""
    load = style.load_px if picture.has_load else 0
    strip = 18 if picture.marks.events or picture.unknown.any() else 0
    longest = style.longest_px if np.isfinite(picture.longest).any() else 0
    lanes = [style.lane_px] * min(len(picture.lanes), style.most_lanes)
    # Pixels above each panel, then the panel's own.
    stack = [
        (14 * pennant_rows + (6 if pennant_rows else 0), load),
        (2, strip),
        (style.gap_px if load else 0, longest),
        *((style.gap_px, lane) for lane in lanes),
    ]
    whole = float(sum(above + own for above, own in stack if own))
    panels = _shares(stack, whole)
    return Frame(
        height=int(whole) + style.top_px + style.bottom_px,
        plot_height=whole,
        load=panels[0],
        strip=panels[1],
        longest=panels[2],
        lanes=tuple(panel for panel in panels[3:] if panel is not None),
    )


def _shares(stack: list[tuple[int, int]], whole: float) -> list[tuple[float, float] | None]:
    panels: list[tuple[float, float] | None] = []
    down = 0.0
    for above, own in stack:
        if not own:
            panels.append(None)
            continue
        top = 1 - (down + above) / whole
        down += above + own
        panels.append((max(1 - down / whole, 0.0), top))
    return panels


def noon_ms(
    days: "np.ndarray[tuple[int], np.dtype[np.datetime64]]",
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Give the middle of each day in milliseconds, as Plotly counts a date axis."""
    return days.astype("datetime64[ms]").astype(np.float64) + NOON_MS


def day_ms(day: pd.Timestamp) -> float:
    """Give the first moment of a day in milliseconds."""
    return float(day.timestamp() * 1000)


def at_noon(day: pd.Timestamp) -> str:
    """Write the middle of a day for a date axis."""
    return f"{day:%Y-%m-%d}T12:00"


def across_px(picture: Picture, style: Style, day: pd.Timestamp) -> float:
    """Say how many pixels from the left a day's middle stands; close enough to place labels."""
    days = (day - picture.first).days + 0.5
    return days / len(picture.days) * style.plot_px


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands: to which side of its pole, and in which row from the top."""

    side: Side
    row: int


def place(labels: list[tuple[float, str]], style: Style) -> list[Place]:
    """Place labels at their poles so that none covers another or leaves the plot.

    ``labels`` are (pixels from the left, text) in order. Right of the pole is tried first, then
    left, then the same one row lower.
    """
    taken: list[tuple[int, float, float]] = []
    places = []
    for at, text in labels:
        wide = CLOTH_PX + CHARACTER_PX * len(text)
        chosen = _free(at, wide, taken, style.plot_px + style.right_px)
        begin = at if chosen.side == "right" else at - wide
        taken.append((chosen.row, begin, begin + wide))
        places.append(chosen)
    return places


def _free(at: float, wide: float, taken: list[tuple[int, float, float]], end: float) -> Place:
    options: list[tuple[int, Side]] = [
        (row, side) for row in range(3) for side in ("right", "left")
    ]
    for row, side in options:
        begin = at if side == "right" else at - wide
        inside = begin >= 0 and begin + wide <= end
        meets = any(r == row and begin < last and first < begin + wide for r, first, last in taken)
        if inside and not meets:
            return Place(side, row)
    return Place("right" if at < end / 2 else "left", 2)


def time_axis(picture: Picture, style: Style, own: Spec) -> Spec:
    """Write months under a long range and days under a short one; the year once."""
    span = len(picture.days)
    months = next((step for step in (1, 2, 3, 6, 12) if span / 30 / step <= _most(style)), 24)
    if span <= LONGEST_BY_WEEKS:
        weeks = next(step for step in (1, 2, 4, 8) if span / 7 / step <= _most(style))
        monday = picture.first + pd.Timedelta(days=-picture.first.weekday() % 7)
        ticks: Spec = {
            "tick0": at_noon(monday),
            "dtick": weeks * 7 * DAY_MS,
            "tickformat": "%-d %b",
        }
    else:
        ticks = {"tick0": "2000-01-15", "dtick": f"M{months}", "tickformat": "%b\n%Y"}
    return (
        own
        | ticks
        | {
            "type": "date",
            "range": [day_ms(picture.first), day_ms(picture.last) + DAY_MS],
            "showgrid": False,
            "anchor": "free",
            "position": 0,
        }
    )


def _most(style: Style) -> int:
    return int(style.plot_px // 66)
