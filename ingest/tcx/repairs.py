"""Repairs of one TCX session before it becomes a table: its clock, its distance, its laps."""

import math
from datetime import UTC, datetime
from itertools import groupby

import numpy as np
import pandas as pd

from ingest.tables import LAPS, DeviceTotals, Problem, conform
from ingest.tcx.legs import Leg
from ingest.xml_points import NAN, Sample, microseconds

# A watch that never set its clock counts from 31 December 1989, the zero of Garmin's clock.
_CLOCK_NOT_SET_US = microseconds(datetime(1990, 2, 1, tzinfo=UTC))
# Less than this is a first sample or a standstill, not a lap that could be told from a glitch.
_SHORTEST_LAP_M = 50.0


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


def totals_of(leg: Leg) -> DeviceTotals:
    """Add up what the device says of the laps; NaN when a lap is silent."""
    return DeviceTotals(
        distance_m=sum(lap.distance_m for lap in leg.laps) if leg.laps else NAN,
        timer_s=sum(lap.timer_s for lap in leg.laps) if leg.laps else NAN,
    )
