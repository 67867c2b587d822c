"""Time in zones as rows for the screen, and what to say when a limit is missing."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis import units, words
from dashboard.analysis.zones import heart_rate_zones, pace_zones
from ingest.thresholds import Thresholds

Seconds = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ZoneBar:
    """One zone: its name, its range, seconds in it and their share of the whole, 0-1."""

    name: str
    range: str
    seconds: float
    share: float


def heart_rate_bars(seconds: Seconds, limits: Thresholds | None) -> tuple[ZoneBar, ...]:
    """Give time in the five zones of HRmax and below them; nothing without HRmax or heart rate."""
    if limits is None or not seconds.sum() > 0:
        return ()
    zones = heart_rate_zones(seconds, limits)
    ranges = [
        _beats(math.ceil(low), high, is_last=place == len(zones) - 1)
        for place, (low, high) in enumerate(zip(zones["low_bpm"], zones["high_bpm"], strict=True))
    ]
    return _bars(zones, ranges)


def pace_bars(seconds: Seconds, limits: Thresholds | None) -> tuple[ZoneBar, ...]:
    """Give time in the five zones of threshold pace; nothing without that pace or any motion."""
    if limits is None or not seconds.sum() > 0:
        return ()
    zones = pace_zones(seconds, limits)
    pairs = zip(zones["slow_s_per_km"], zones["fast_s_per_km"], strict=True)
    return _bars(zones, [_paces(slow, fast) for slow, fast in pairs])


def missing(limits: Thresholds | None, *, has_heart_rate: bool, has_motion: bool) -> str:
    """Say which limit is missing for which zones; "" when none is or nothing was measured."""
    top = math.nan if limits is None else limits.heart_rate_max_bpm
    pace = math.nan if limits is None else limits.threshold_pace_s_per_km
    absent = [
        said
        for said, needed in (
            ("heart-rate zones need your highest heart rate", has_heart_rate and math.isnan(top)),
            ("pace zones need your threshold pace", has_motion and math.isnan(pace)),
        )
        if needed
    ]
    told = words.joined(absent)
    return f"{told[:1].upper()}{told[1:]}, valid on the day of this session." if told else ""


def _bars(zones: pd.DataFrame, ranges: list[str]) -> tuple[ZoneBar, ...]:
    whole = float(zones["seconds"].sum())
    return tuple(
        ZoneBar(name, shown, float(time_s), float(time_s) / whole if whole else 0.0)
        for name, shown, time_s in zip(zones["zone"], ranges, zones["seconds"], strict=True)
    )


def _beats(low: int, high: float, *, is_last: bool) -> str:
    if is_last:
        return f"{low} bpm and more"
    last = math.ceil(high) - 1
    return f"up to {last} bpm" if low == 0 else f"{low}-{last} bpm"


def _paces(slow: float, fast: float) -> str:
    per_m = units.chosen().metres
    faces = [
        words.clock_face(edge * per_m / words.METRES_PER_KM) if math.isfinite(edge) else ""
        for edge in (slow, fast)
    ]
    unit = words.pace_unit(per_m)
    if not faces[0]:
        return f"slower than {faces[1]} {unit}"
    return f"{faces[0]}-{faces[1]} {unit}" if fast > 0 else f"faster than {faces[0]} {unit}"
