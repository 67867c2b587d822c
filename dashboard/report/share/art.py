"""The drawings on the pictures: a course, bars a kilometre, years side by side."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from dashboard.analysis.stream import Floats, Track, evenly
from dashboard.analysis.year.model import EditionRow, KmBars
from dashboard.report.share.sheet import (
    BLUE,
    GREY,
    GROUND,
    SOFT,
    WHITE,
    Area,
    Look,
    Part,
    line,
    rect,
    ring,
    text,
    way,
)

COURSE_POINTS = 700
# "5:18" takes twice its size; set smaller than this it would not be read, and only the fastest and
# the slowest are named.
WIDTH_OF_PACE, LEAST_SIZE = 2.05, 15.0
ROOM_FOR_NUMBER = 21.0
BAR_SHARE = 0.8
LEAST_SECONDS = 12.0
# Years of one race within this share of each other still differ by something that can be seen.
LEAST_SPREAD = 0.01
LEAN = 1.15


def course(area: Area, stretches: Sequence[Track], width: float) -> list[Part]:
    """Draw a way as large as it fits, north up, each stretch a line of its own."""
    east = np.concatenate([one.east_m for one in stretches])
    north = np.concatenate([one.north_m for one in stretches])
    inner = Area(*_shrunk(area, width / 2))
    size = max(float(np.ptp(east)) / inner.width, float(np.ptp(north)) / inner.height, 1e-9)
    middle = (float(east.min() + east.max()) / 2, float(north.min() + north.max()) / 2)
    centre = ((area.left + area.right) / 2, (area.top + area.bottom) / 2)
    drawn: list[Part] = []
    for one in stretches:
        kept = evenly(len(one.east_m), COURSE_POINTS)
        x = centre[0] + (one.east_m[kept] - middle[0]) / size
        y = centre[1] - (one.north_m[kept] - middle[1]) / size
        drawn.append(way(list(zip(x.tolist(), y.tolist(), strict=True)), BLUE, width))
    return drawn


def _shrunk(area: Area, by: float) -> tuple[float, float, float, float]:
    return area.left + by, area.top + by, area.right - by, area.bottom - by


def km_bars(area: Area, km: KmBars, size: float) -> list[Part]:
    """Draw the splits on both sides of the pace of the whole, in an area; ``size`` is of letters.

    Faster stands on the line and slower hangs below it, so that no colour is needed to tell.
    """
    faster = np.array([bar.faster_by_s for bar in km.bars])
    zero, scale = zero_of(area, km, size), _scale(area, faster, size)
    step = area.width / len(km.bars)
    named = _named(faster, step, size)
    drawn: list[Part] = []
    for place, bar in enumerate(km.bars):
        left = area.left + step * (place + (1 - BAR_SHARE) / 2)
        middle, tip = left + step * BAR_SHARE / 2, zero - bar.faster_by_s * scale
        above = bar.faster_by_s >= 0
        across = Area(left, min(tip, zero), left + step * BAR_SHARE, max(tip, zero))
        drawn.append(rect(across, BLUE if above else GREY))
        if place in named:
            look = Look(named[place], WHITE, 600, "middle")
            y = tip - size * 0.45 if above else tip + size * 1.15
            drawn.append(text(middle, y, bar.label, look))
        drawn += _number(bar.number, len(km.bars), (middle, area.bottom), step, size)
    return [*drawn, line((area.left, zero), (area.right, zero), WHITE, max(size / 9, 2.0))]


def zero_of(area: Area, km: KmBars, size: float) -> float:
    """Say how far down the line between faster and slower lies."""
    faster = np.array([bar.faster_by_s for bar in km.bars])
    up, down = _reach(faster)
    spare = (area.height - size * 4.5) - (up + down) * _scale(area, faster, size)
    return area.top + size * 1.5 + up * _scale(area, faster, size) + spare / 2


def _reach(faster: Floats) -> tuple[float, float]:
    return max(float(faster.max()), 0.0), max(float(-faster.min()), 0.0)


def _scale(area: Area, faster: Floats, size: float) -> float:
    """Pixels a second; a race run evenly looks even."""
    return (area.height - size * 4.5) / max(sum(_reach(faster)), LEAST_SECONDS)


def _named(faster: Floats, step: float, size: float) -> dict[int, float]:
    """Choose the bars that carry their pace, and the size of it."""
    fitting = min(size, step / WIDTH_OF_PACE)
    if fitting >= LEAST_SIZE:
        return dict.fromkeys(range(len(faster)), fitting)
    return dict.fromkeys({int(faster.argmax()), int(faster.argmin())}, size)


def _number(
    number: int, count: int, place: tuple[float, float], step: float, size: float
) -> list[Part]:
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100) if step * n >= ROOM_FOR_NUMBER * size / 18)
    if number % every and not (every == 1 or (number == 1 and count < every)):
        return []
    return [text(*place, str(number), Look(size * 0.9, SOFT, anchor="middle"))]


def years(area: Area, rows: Sequence[EditionRow], size: float) -> list[Part]:
    """Draw the editions of a race, the oldest left, the faster the higher; this year's is ringed.

    ``rows`` are those with a time, the oldest first; ``size`` is of letters.
    """
    times = np.array([row.time_s for row in rows])
    low, high = area.top + size * 2.4, area.bottom - size * 3.2
    spread = max(float(np.ptp(times)), float(times.mean()) * LEAST_SPREAD)
    share = (times - times.min()) / spread
    edge = size * 3.2
    x = np.linspace(area.left + edge, area.right - edge, len(rows))
    if len(rows) == 1:
        x = np.array([(area.left + area.right) / 2])
    y = low + share * (high - low)
    drawn: list[Part] = [way(list(zip(x.tolist(), y.tolist(), strict=True)), BLUE, size / 4)]
    shown = _apart(times, [row.is_this_year for row in rows], area.width, size)
    # Where the line climbs, the time stands left of its dot, where it falls right: never on it.
    lean = np.sign(np.gradient(y)) * size * LEAN if len(rows) > 1 else np.zeros(1)
    for place, row in enumerate(rows):
        drawn.append(_dot(row, (float(x[place]), float(y[place])), size))
        if place in shown:
            at = (float(x[place]), float(y[place]), area.bottom)
            drawn += _edition(row, at, float(lean[place]), size)
    return drawn


def _apart(times: Floats, is_now: list[bool], width: float, size: float) -> set[int]:
    """Choose the editions that carry their time: all that fit, else the ends and the fastest."""
    if width / len(times) >= size * 4.2:
        return set(range(len(times)))
    return {0, len(times) - 1, int(times.argmin()), *np.flatnonzero(is_now).tolist()}


def _dot(row: EditionRow, at: tuple[float, float], size: float) -> str:
    if row.is_this_year:
        return ring(*at, size * 0.62, WHITE, size / 5, GROUND)
    return ring(*at, size * 0.3, BLUE, size / 8, GROUND)


def _edition(
    row: EditionRow, at: tuple[float, float, float], lean: float, size: float
) -> list[Part]:
    x, y, bottom = at
    now = row.is_this_year
    look = Look(size * (1.2 if now else 1), WHITE if now else SOFT, 700 if now else 400, "middle")
    foot = Look(size * 0.95, WHITE if now else SOFT, 600 if now else 400, "middle")
    over = y - size * (1.15 if now else 0.9)
    return [text(x + lean, over, row.time, look), text(x, bottom, row.year, foot)]


def cargo(area: Area, heights: Floats, colour: str) -> list[Part]:
    """Stand the weeks of a year on the bottom of an area, the highest as high as it."""
    known = heights[np.isfinite(heights)]
    most = float(known.max()) if len(known) else 0.0
    if not most > 0:
        return []
    step = area.width / len(heights)
    return [
        rect(
            Area(
                area.left + step * place,
                area.bottom - area.height * float(height) / most,
                area.left + step * (place + BAR_SHARE),
                area.bottom,
            ),
            colour,
        )
        for place, height in enumerate(heights)
        if math.isfinite(height) and height > 0
    ]


def even(count: int, area: Area) -> list[float]:
    """Give the left edges of columns of one width across an area."""
    edges = np.linspace(area.left, area.right, count + 1).tolist()
    return [left for left, _ in pairwise(edges)]
