"""Where a race went: the darker and wider the line, the faster."""

from itertools import pairwise

import numpy as np

from dashboard.analysis.stream import Floats, Track
from dashboard.analysis.year.model import Course
from dashboard.charts.tokens import ramp
from dashboard.report import svg
from dashboard.report.svg import Drawing
from dashboard.report.yearly.marks import Parts, path

WIDTH, TALLEST, SHORTEST, EDGE = 340.0, 230.0, 90.0, 10.0
CLASSES = 7
THIN, WIDE = 2.0, 4.4
# Of a map on a screen the slowest is paler: on paper nothing lies behind the line.
SHADES = ramp(("#8590A0", "#3F7DB5", "#0A3A70"), CLASSES)
# The speeds between which the shades run: a stop or a sprint does not use them up.
PERCENTILES = (5, 95)


def course_chart(found: Course) -> Drawing:
    """Draw the stretches of a course, none joined to the next.

    Parameters
    ----------
    found : Course
        Metres around a middle; at least one stretch.
    """
    east = np.concatenate([one.east_m for one in found.stretches])
    north = np.concatenate([one.north_m for one in found.stretches])
    wide, high = max(float(np.ptp(east)), 1.0), max(float(np.ptp(north)), 1.0)
    scale = min((WIDTH - 2 * EDGE) / wide, (TALLEST - 2 * EDGE) / high)
    height = max(high * scale + 2 * EDGE, SHORTEST)
    left = (WIDTH - wide * scale) / 2 - float(east.min()) * scale
    floor = height - (height - high * scale) / 2 + float(north.min()) * scale
    ends = _ends(found)
    parts: Parts = []
    for way in found.stretches:
        x, y = left + way.east_m * scale, floor - way.north_m * scale
        for kind, begin, end in _runs(way, ends):
            points = list(zip(x[begin : end + 1], y[begin : end + 1], strict=True))
            width = THIN + (WIDE - THIN) * kind / (CLASSES - 1)
            parts.append(path(points, SHADES[kind], width))
    return svg.drawing(WIDTH, height, parts)


def _ends(found: Course) -> tuple[float, float]:
    speed = np.concatenate([one.speed_mps for one in found.stretches])
    known = speed[np.isfinite(speed)]
    if not len(known):
        return 0.0, 0.0
    slow, fast = np.percentile(known, PERCENTILES)
    return float(slow), float(fast)


def _runs(way: Track, ends: tuple[float, float]) -> list[tuple[int, int, int]]:
    """Part a stretch where its class of speed changes: class, first and last place."""
    kind = _classes((way.speed_mps[:-1] + way.speed_mps[1:]) / 2, ends)
    edges = [0, *(np.flatnonzero(np.diff(kind)) + 1).tolist(), len(kind)]
    return [(int(kind[begin]), begin, end) for begin, end in pairwise(edges)]


def _classes(
    speed: Floats, ends: tuple[float, float]
) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    slow, fast = ends
    share = (speed - slow) / (fast - slow) if fast > slow else np.full(len(speed), 0.5)
    return np.asarray(
        np.clip(np.nan_to_num(share, nan=0.5) * CLASSES, 0, CLASSES - 1).astype(np.intp)
    )
