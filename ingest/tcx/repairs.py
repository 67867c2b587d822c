"""Repairs of one TCX session before it becomes a table: its clock, its distance, its laps."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby, pairwise
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ingest.tables import LAPS, STOPS, DeviceTotals, Problem, conform
from ingest.tcx.legs import Leg
from ingest.xml_points import NAN, Sample, microseconds, stops_of

# A watch that never set its clock counts from 31 December 1989, the zero of Garmin's clock.
_CLOCK_NOT_SET_US = microseconds(datetime(1990, 2, 1, tzinfo=UTC))
# A pause is looked for only where a sample is late by more than any watch's recording step.
_LATE_US = 30_000_000
_ROUNDING_US = 2_000_000
# Less than this is a first sample or a standstill, not a lap that could be told from a glitch.
_SHORTEST_LAP_M = 50.0

_Span: TypeAlias = tuple[int, int]


def set_clock(leg: Leg) -> None:
    """Move the times of a watch that counted from its zero to the start its Id tells."""
    first_us = next((lap.start_us for lap in leg.laps), None) or leg.samples[0].time_us
    if first_us is None or leg.started_us is None:
        return
    if first_us > _CLOCK_NOT_SET_US or leg.started_us < _CLOCK_NOT_SET_US:
        return
    behind_us = leg.started_us - first_us
    for sample in leg.samples:
        sample.time_us = None if sample.time_us is None else sample.time_us + behind_us
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
    measured = [s for s in leg.samples if not math.isnan(s.distance_m)]
    before_lap_m = in_lap_m = 0.0
    for _, group in groupby(measured, key=lambda sample: sample.lap):
        samples = list(group)
        if _restarts(samples, in_lap_m):
            before_lap_m += in_lap_m
        in_lap_m = samples[-1].distance_m
        for sample in samples:
            sample.distance_m += before_lap_m
    if before_lap_m:
        leg.problems.append(
            Problem(
                "distance_restarts",
                "The distance begins again with a lap; the laps were added up.",
            )
        )


def _restarts(samples: list[Sample], reached_m: float) -> bool:
    """Whether not one stray sample but the start of a lap lies far behind the lap before."""
    start = samples[: min(3, (len(samples) + 1) // 2)]
    return reached_m >= _SHORTEST_LAP_M and all(s.distance_m < reached_m / 2 for s in start)


def laps_of(leg: Leg) -> pd.DataFrame:
    """Give the laps as LAPS; a lap lasts until the next begins, the last to the last sample."""
    ends = [*(lap.start_us for lap in leg.laps[1:]), leg.samples[-1].time_us]
    frame = pd.DataFrame(
        {
            "lap": [lap.lap for lap in leg.laps],
            "start_time": np.array([lap.start_us for lap in leg.laps], dtype="datetime64[us]"),
            "elapsed_s": [
                _elapsed_s(lap.start_us, end) for lap, end in zip(leg.laps, ends, strict=False)
            ],
            "timer_s": [lap.timer_s for lap in leg.laps],
            "distance_m": [lap.distance_m for lap in leg.laps],
            "heart_rate_mean_bpm": [lap.heart_rate_mean_bpm for lap in leg.laps],
            "heart_rate_max_bpm": [lap.heart_rate_max_bpm for lap in leg.laps],
        }
    )
    return conform(frame, LAPS)


def _elapsed_s(start_us: int | None, end_us: int | None) -> float:
    return NAN if start_us is None or end_us is None else (end_us - start_us) / 1e6


def stops_of_leg(leg: Leg) -> pd.DataFrame | None:
    """Give the pauses as STOPS, as long as the laps' totals say they were.

    A lap's time is that of the timer. Where it is shorter than the lap lasted, the difference is
    taken out of the lap's breaks between tracks, the longest first, and then out of its longest
    gaps between samples: a pool watch writes one at each wall and nothing at the end of a rest.
    Where the totals know of no pause, a break in which the person stood is one.

    Returns
    -------
    pandas.DataFrame or None
        None when the file tells of no pause.
    """
    times = np.array([sample.time_us for sample in leg.samples], dtype=np.int64)
    between = stops_of(leg.samples)
    breaks = [] if between is None else [(_us(a), _us(b)) for a, b in between.to_numpy()]
    ends = [*(lap.start_us for lap in leg.laps[1:]), leg.samples[-1].time_us]
    found: list[_Span] = []
    for lap, end_us in zip(leg.laps, ends, strict=False):
        if lap.start_us is None or end_us is None or end_us <= lap.start_us:
            return between
        mine = (lap.start_us, end_us)
        paused_us = end_us - lap.start_us - lap.timer_s * 1e6
        broken = [cut for span in breaks if (cut := _overlap(span, mine))]
        if paused_us > _ROUNDING_US:
            found += _fill(round(paused_us), broken, _late(mine, times))
        else:
            found += broken
    if not found:
        return between
    stops = np.array(sorted(found), dtype="datetime64[us]")
    return conform(pd.DataFrame({"start_time": stops[:, 0], "end_time": stops[:, 1]}), STOPS)


def _us(moment: pd.Timestamp) -> int:
    return microseconds(moment.to_pydatetime())


def _overlap(span: _Span, other: _Span) -> _Span | None:
    begin, end = max(span[0], other[0]), min(span[1], other[1])
    return (begin, end) if begin < end else None


def _late(lap: _Span, times_us: NDArray[np.int64]) -> list[_Span]:
    """Gaps between samples of a lap that are longer than any watch's recording step."""
    first, last = np.searchsorted(times_us, lap)
    edges = [lap[0], *times_us[first:last].tolist(), lap[1]]
    return [(a, b) for a, b in pairwise(edges) if b - a > _LATE_US]


def _fill(paused_us: int, breaks: list[_Span], gaps: list[_Span]) -> Iterator[_Span]:
    """Lay a lap's pause at the end of its breaks and gaps, the longest first."""
    others = [gap for gap in gaps if not any(_overlap(gap, span) for span in breaks)]
    for spans in (breaks, others):
        for begin, end in sorted(spans, key=lambda span: span[0] - span[1]):
            part_us = min(end - begin, paused_us)
            if part_us > 0:
                paused_us -= part_us
                yield end - part_us, end


def totals_of(leg: Leg) -> DeviceTotals:
    """Add up what the device says of the laps; NaN when a lap is silent."""
    return DeviceTotals(
        distance_m=sum(lap.distance_m for lap in leg.laps) if leg.laps else NAN,
        timer_s=sum(lap.timer_s for lap in leg.laps) if leg.laps else NAN,
    )
