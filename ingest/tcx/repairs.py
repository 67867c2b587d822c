"""Repairs of one TCX session before it becomes a table: its clock, its distance, its laps."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ingest.markup.points import NAN, stops_of
from ingest.markup.times import microseconds
from ingest.tables import NEVER_US, DeviceTotals, Laps, Problem, Stops
from ingest.tcx.legs import Leg

# A watch that never set its clock counts from 31 December 1989, the zero of Garmin's clock.
_CLOCK_NOT_SET_US = microseconds(datetime(1990, 2, 1, tzinfo=UTC))
# A pause is looked for only where a sample is late by more than any watch's recording step.
_LATE_US = 30_000_000
_ROUNDING_US = 2_000_000
# Less than this is a first sample or a standstill, not a lap that could be told from a glitch.
_SHORTEST_LAP_M = 50.0
_OF_A_LAP = ("timer_s", "distance_m", "heart_rate_mean_bpm", "heart_rate_max_bpm")

_Spans: TypeAlias = NDArray[np.int64]  # begins and ends, in microseconds
_NO_SPANS = np.empty((0, 2), dtype=np.int64)


def set_clock(leg: Leg) -> None:
    """Move the times of a watch that counted from its zero to the start its Id tells."""
    first_us = next((lap.start_us for lap in leg.laps), None) or int(leg.points.time_us[0])
    if leg.started_us is None:
        return
    if first_us > _CLOCK_NOT_SET_US or leg.started_us < _CLOCK_NOT_SET_US:
        return
    behind_us = leg.started_us - first_us
    leg.points = replace(leg.points, time_us=leg.points.time_us + behind_us)
    for lap in leg.laps:
        lap.start_us = None if lap.start_us is None else lap.start_us + behind_us
    leg.problems.append(
        Problem(
            "clock_not_set",
            "The samples count time from 1989, the zero of the watch's clock; they were moved to "
            "the start the activity names.",
        )
    )


def continue_distance(leg: Leg) -> None:
    """Make distance run on through the laps where an exporter begins each lap at 0 m."""
    given = leg.points["distance_m"]
    measured = np.flatnonzero(~np.isnan(given))
    begins = np.flatnonzero(np.diff(leg.points.lap[measured], prepend=-1))
    before_lap_m = in_lap_m = 0.0
    continued = given.copy()
    for rows in np.split(measured, begins[1:]):
        in_this = given[rows]
        if _restarts(in_this, in_lap_m):
            before_lap_m += in_lap_m
        in_lap_m = float(in_this[-1]) if len(in_this) else 0.0
        continued[rows] = in_this + before_lap_m
    if before_lap_m:
        numbers = {**leg.points.numbers, "distance_m": continued}
        leg.points = replace(leg.points, numbers=numbers)
        leg.problems.append(
            Problem(
                "distance_restarts",
                "The distance begins again with a lap; the laps were added up.",
            )
        )


def _restarts(distance_m: NDArray[np.float64], reached_m: float) -> bool:
    """Whether not one stray sample but the start of a lap lies far behind the lap before."""
    start = distance_m[: min(3, (len(distance_m) + 1) // 2)]
    return reached_m >= _SHORTEST_LAP_M and bool((start < reached_m / 2).all())


def laps_of(leg: Leg) -> Laps:
    """Give the laps as columns; a lap lasts until the next begins, the last to the last sample."""
    ends = [*(lap.start_us for lap in leg.laps[1:]), int(leg.points.time_us[-1])]
    starts = [NEVER_US if lap.start_us is None else lap.start_us for lap in leg.laps]
    numbers = {
        "elapsed_s": [
            _elapsed_s(lap.start_us, end) for lap, end in zip(leg.laps, ends, strict=False)
        ],
        **{name: [getattr(lap, name) for lap in leg.laps] for name in _OF_A_LAP},
    }
    return Laps.measured(
        np.array(starts, dtype=np.int64),
        {name: np.array(values, dtype=np.float64) for name, values in numbers.items()},
    )


def _elapsed_s(start_us: int | None, end_us: int | None) -> float:
    return NAN if start_us is None or end_us is None else (end_us - start_us) / 1e6


def stops_of_leg(leg: Leg) -> Stops | None:
    """Give the pauses, as long as the laps' totals say they were.

    A lap's time is that of the timer. Where it is shorter than the lap lasted, the difference is
    taken out of the lap's breaks between tracks, the longest first, and then out of its longest
    gaps between samples: a pool watch writes one at each wall and nothing at the end of a rest.
    Where the totals know of no pause, a break in which the person stood is one.

    Returns
    -------
    Stops or None
        None when the file tells of no pause.
    """
    between = stops_of(leg.points)
    breaks = _NO_SPANS if between is None else np.column_stack((between.start_us, between.end_us))
    ends = [*(lap.start_us for lap in leg.laps[1:]), int(leg.points.time_us[-1])]
    is_rising = bool((np.diff(breaks, axis=0) >= 0).all())  # a clock may have been set back
    found: list[_Spans] = []
    for lap, end_us in zip(leg.laps, ends, strict=False):
        if lap.start_us is None or end_us is None or end_us <= lap.start_us:
            return between
        paused_us = end_us - lap.start_us - lap.timer_s * 1e6
        near = _near(breaks, lap.start_us, end_us) if is_rising else breaks
        broken = _cut(near, lap.start_us, end_us)
        if paused_us > _ROUNDING_US:
            late = _late(lap.start_us, end_us, leg.points.time_us)
            found.append(_filled(round(paused_us), broken, late))
        else:
            found.append(broken)
    stops = np.concatenate([_NO_SPANS, *found])
    if not len(stops):
        return between
    stops = stops[np.lexsort((stops[:, 1], stops[:, 0]))]
    return Stops(stops[:, 0], stops[:, 1])


def _near(spans: _Spans, begin_us: int, end_us: int) -> _Spans:
    """Narrow down which of spans that rise can lie within a lap."""
    first, last = np.searchsorted(spans[:, 1], begin_us), np.searchsorted(spans[:, 0], end_us)
    return spans[first:last]


def _cut(spans: _Spans, begin_us: int, end_us: int) -> _Spans:
    """Give what of the spans lies within a lap."""
    inside = np.clip(spans, begin_us, end_us)
    return inside[inside[:, 0] < inside[:, 1]]


def _late(begin_us: int, end_us: int, times_us: NDArray[np.int64]) -> _Spans:
    """Gaps between samples of a lap that are longer than any watch's recording step."""
    first, last = np.searchsorted(times_us, (begin_us, end_us))
    edges = np.concatenate(([begin_us], times_us[first:last], [end_us]))
    late = np.flatnonzero(np.diff(edges) > _LATE_US)
    return np.column_stack((edges[late], edges[late + 1]))


def _filled(paused_us: int, breaks: _Spans, gaps: _Spans) -> _Spans:
    """Lay a lap's pause at the end of its breaks and gaps, the longest first."""
    others = gaps[~_touched(gaps, breaks)]
    longest_first = [
        spans[np.argsort(spans[:, 0] - spans[:, 1], kind="stable")] for spans in (breaks, others)
    ]
    spans = np.concatenate(longest_first)
    length_us = spans[:, 1] - spans[:, 0]
    before_us = np.cumsum(length_us) - length_us
    taken_us = np.clip(paused_us - before_us, 0, length_us)
    filled = np.column_stack((spans[:, 1] - taken_us, spans[:, 1]))
    return np.asarray(filled[taken_us > 0], dtype=np.int64)


def _touched(spans: _Spans, others: _Spans) -> NDArray[np.bool_]:
    """Say which spans overlap any of the others."""
    if not len(others):
        return np.zeros(len(spans), dtype=np.bool_)
    others = others[np.argsort(others[:, 0], kind="stable")]
    farthest = np.maximum.accumulate(others[:, 1])
    before = np.searchsorted(others[:, 0], spans[:, 1], side="left")  # begin before its end
    reach = np.where(before > 0, farthest[np.maximum(before - 1, 0)], np.iinfo(np.int64).min)
    return np.asarray(reach > spans[:, 0], dtype=np.bool_)


def totals_of(leg: Leg) -> DeviceTotals:
    """Add up what the device says of the laps; NaN when a lap is silent."""
    return DeviceTotals(
        distance_m=sum(lap.distance_m for lap in leg.laps) if leg.laps else NAN,
        timer_s=sum(lap.timer_s for lap in leg.laps) if leg.laps else NAN,
    )
