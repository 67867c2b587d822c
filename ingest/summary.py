"""Records and device totals of one session -> its SESSIONS row, so that no list reads a stream."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ingest import intensity
from ingest.clock import Floats
from ingest.grade import graded_distance_m, graded_speed_mps, slope_cost
from ingest.intensity import Motion
from ingest.local_day import Claim, Place, local_day
from ingest.splits import efforts_of, in_motion_s, measured_s
from ingest.sports import is_graded
from ingest.tables import EFFORT_DISTANCES_M, RawSession, Samples, Summary
from ingest.track import running_s

LONGEST_S = 31 * 86400.0
ROUNDING_S = 2.0  # devices round their totals and their sample times to seconds
STALE_START = pd.Timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clocks:
    """Three clocks of a session in seconds; ``moving_s <= timer_s <= elapsed_s`` always."""

    elapsed_s: float
    timer_s: float
    moving_s: float


def summary(raw: RawSession, samples: Samples, place: Place | None = None) -> Summary:
    """Sum up one session.

    Parameters
    ----------
    raw : RawSession
        For the device's totals, stops, sport and claims.
    samples : Samples
        Its samples as :func:`ingest.track.track` completed them; may be none: then the device's
        totals stand alone.
    place : Place, optional
        Where another leg of the same activity was, used when this one has no position.

    Returns
    -------
    Summary
        NaN for what was not measured. Distance is last minus first record. Steps are the
        device's, else the cadence over time. Graded numbers and best efforts are for sports on
        foot. The local day has the athlete's zone not yet in it: see ``local_day.athlete_day``.
    """
    start_time = start_of(raw, samples)
    day = local_day(
        start_time,
        Claim(raw.utc_offset_s, raw.utc_offset_source),
        _real_place(raw, samples, place),
    )
    in_motion = in_motion_s(samples)
    clocks = _clocks(raw, samples, in_motion)
    weight_s = measured_s(samples.elapsed_s)
    cost = slope_cost(samples) if is_graded(raw.sport) else None
    motion = _motion(samples, in_motion, clocks.moving_s, cost)
    graded = _graded(samples, motion, cost)
    rate = samples["heart_rate_bpm"]
    return Summary(
        start_time=start_time,
        utc_offset_s=day.utc_offset_s,
        utc_offset_source=day.source,
        local_day=day.day,
        distance_m=_span(samples["distance_m"], raw.totals.distance_m),
        elapsed_s=clocks.elapsed_s,
        timer_s=clocks.timer_s,
        moving_s=clocks.moving_s,
        ascent_m=_last(samples, "ascent_m", raw.totals.ascent_m),
        descent_m=_last(samples, "descent_m", raw.totals.descent_m),
        steps=_steps(raw, samples, weight_s),
        heart_rate_mean_bpm=_mean_over_time(rate, weight_s),
        heart_rate_max_bpm=float(np.nanmax(rate)) if np.isfinite(rate).any() else np.nan,
        graded_pace_s_per_km=graded.pace_s_per_km,
        normalised_speed_mps=graded.normalised_speed_mps,
        decoupling_percent=np.nan if motion is None else _decoupling(rate, motion),
        rpe=raw.totals.rpe,
        rpe_source="file" if np.isfinite(raw.totals.rpe) else "none",
        heart_rate_seconds=intensity.heart_rate_seconds(rate, weight_s),
        graded_speed_seconds=graded.speed_seconds,
        best_efforts_s=_best_efforts_s(raw.sport, samples),
    )


def start_of(raw: RawSession, samples: Samples) -> pd.Timestamp:
    """When the session began: the device's word, unless it is a day away from its records.

    Raises
    ------
    ValueError
        If there is neither a start nor a record.
    """
    if len(samples):
        first = pd.Timestamp(int(samples.time_us[0]), unit="us", tz="UTC")
        if raw.start_time is None or abs(raw.start_time - first) > STALE_START:
            return first
    if raw.start_time is None:
        message = "a session needs a start time or a record"
        raise ValueError(message)
    return raw.start_time


def first_place(samples: Samples) -> Place | None:
    """Return the first known position, None where there is none."""
    latitude_deg, longitude_deg = samples["latitude_deg"], samples["longitude_deg"]
    known = np.isfinite(latitude_deg) & np.isfinite(longitude_deg)
    if not known.any():
        return None
    row = int(known.argmax())
    return Place(float(latitude_deg[row]), float(longitude_deg[row]))


def _real_place(raw: RawSession, samples: Samples, other: Place | None) -> Place | None:
    """Where the person was; a virtual ride's positions are on an island of its maker."""
    return None if raw.sub_sport.startswith("virtual") else first_place(samples) or other


def _clocks(raw: RawSession, samples: Samples, in_motion: Floats) -> Clocks:
    span_s, ran_s = 0.0, 0.0
    if len(samples):
        span_s = float(samples.elapsed_s[-1])
        ran_s = float(running_s(samples.time_us, raw.timer_stops).sum())
    total_s = _sane_elapsed(raw.totals.elapsed_s, span_s)
    timer_s = raw.totals.timer_s
    if not 0 < timer_s <= total_s + ROUNDING_S:
        # What the device's elapsed time holds beyond the records counts as run.
        timer_s = ran_s + (total_s - span_s)
    timer_s = min(timer_s, total_s)
    moved = _has_distance(samples["distance_m"])
    moving_s = float(in_motion.sum()) if moved else timer_s
    return Clocks(total_s, timer_s, min(moving_s, timer_s))


def _sane_elapsed(device_s: float, span_s: float) -> float:
    """Device's elapsed time when it holds its records, else the records' (2 s of rounding)."""
    if not span_s - ROUNDING_S <= device_s <= LONGEST_S:
        return span_s
    return max(device_s, span_s)


def _has_distance(distance_m: Floats) -> bool:
    known = distance_m[np.isfinite(distance_m)]
    return bool(known.size and known.max() > known.min())


def _span(distance_m: Floats, device_m: float) -> float:
    """Last minus first record; a device's total of 0 without records is not a measurement."""
    known = distance_m[np.isfinite(distance_m)]
    if known.size:
        return float(known[-1] - known[0])
    return device_m if device_m > 0 else np.nan


def _last(samples: Samples, column: str, otherwise: float) -> float:
    return float(samples[column][-1]) if column in samples else otherwise


def _steps(raw: RawSession, samples: Samples, weight_s: Floats) -> float:
    if raw.totals.steps > 0:
        return raw.totals.steps
    cadence = samples["cadence_spm"]
    if not np.isfinite(cadence).any():
        return np.nan
    return float(np.nansum(cadence * weight_s)) / 60.0


def _mean_over_time(values: Floats, weight_s: Floats) -> float:
    known = np.isfinite(values)
    if not known.any():
        return np.nan
    weights = weight_s[known]
    return float(np.average(values[known], weights=weights if weights.sum() > 0 else None))


def _motion(
    samples: Samples, in_motion: Floats, moving_s: float, cost: Floats | None
) -> Motion | None:
    """Intervals with their metres, graded on foot; None without distance.

    Their seconds add up to the session's ``moving_s``, which is less than the records say where
    the device's timer ran for less than they move.
    """
    distance_m = samples["distance_m"]
    if not _has_distance(distance_m):
        return None
    along = distance_m if cost is None else graded_distance_m(samples, cost)
    share = moving_s / in_motion.sum() if in_motion.any() else 1.0
    return Motion(in_motion * share, np.diff(along, prepend=along[:1]))


@dataclass(frozen=True, slots=True, eq=False)
class _Graded:
    pace_s_per_km: float
    normalised_speed_mps: float
    speed_seconds: Floats


def _graded(samples: Samples, motion: Motion | None, cost: Floats | None) -> _Graded:
    if motion is None or cost is None:
        return _Graded(np.nan, np.nan, np.zeros(intensity.SPEED_BINS))
    metres = float(motion.step_m[motion.moving_s > 0].sum())
    return _Graded(
        1000.0 * float(motion.moving_s.sum()) / metres if metres > 0 else np.nan,
        intensity.normalised_speed_mps(motion),
        intensity.speed_seconds(graded_speed_mps(samples, cost), motion.moving_s),
    )


def _decoupling(rate_bpm: Floats, motion: Motion) -> float:
    return intensity.decoupling_percent(rate_bpm, motion)


def _best_efforts_s(sport: str, samples: Samples) -> Floats:
    found = efforts_of(samples) if is_graded(sport) else {}
    times = (found[name].elapsed_s if name in found else np.nan for name in EFFORT_DISTANCES_M)
    return np.array([*times], dtype=np.float64)
