"""Records and device totals of one session -> its SESSIONS row, so that no list reads a stream."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ingest import intensity
from ingest.clock import Floats, seconds
from ingest.grade import graded_distance_m, graded_speed_mps
from ingest.intensity import Motion
from ingest.local_day import Claim, Place, local_day
from ingest.splits import best_efforts, in_motion_s, measured_s
from ingest.sports import is_graded
from ingest.tables import EFFORT_DISTANCES_M, RawSession, Summary
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


def summary(raw: RawSession, records: pd.DataFrame, place: Place | None = None) -> Summary:
    """Sum up one session.

    Parameters
    ----------
    raw : RawSession
        For the device's totals, stops, sport and claims.
    records : pandas.DataFrame
        Its records as :func:`ingest.track.track` completed them; may be empty: then the device's
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
    start_time = start_of(raw, records)
    day = local_day(
        start_time,
        Claim(raw.utc_offset_s, raw.utc_offset_source),
        _real_place(raw, records, place),
    )
    clocks = _clocks(raw, records)
    motion = _motion(raw.sport, records, clocks.moving_s)
    graded = _graded(raw.sport, records, motion)
    rate = records["heart_rate_bpm"].to_numpy()
    return Summary(
        start_time=start_time,
        utc_offset_s=day.utc_offset_s,
        utc_offset_source=day.source,
        local_day=day.day,
        distance_m=_span(records["distance_m"].to_numpy(), raw.totals.distance_m),
        elapsed_s=clocks.elapsed_s,
        timer_s=clocks.timer_s,
        moving_s=clocks.moving_s,
        ascent_m=_last(records, "ascent_m", raw.totals.ascent_m),
        descent_m=_last(records, "descent_m", raw.totals.descent_m),
        steps=_steps(raw, records),
        heart_rate_mean_bpm=_mean_over_time(rate, measured_s(seconds(records["time"]))),
        heart_rate_max_bpm=float(np.nanmax(rate)) if np.isfinite(rate).any() else np.nan,
        graded_pace_s_per_km=graded.pace_s_per_km,
        normalised_speed_mps=graded.normalised_speed_mps,
        decoupling_percent=np.nan if motion is None else _decoupling(records, motion),
        rpe=raw.totals.rpe,
        rpe_source="file" if np.isfinite(raw.totals.rpe) else "none",
        heart_rate_seconds=intensity.heart_rate_seconds(records),
        graded_speed_seconds=graded.speed_seconds,
        best_efforts_s=_best_efforts_s(raw.sport, records),
    )


def start_of(raw: RawSession, records: pd.DataFrame) -> pd.Timestamp:
    """When the session began: the device's word, unless it is a day away from its records.

    Raises
    ------
    ValueError
        If there is neither a start nor a record.
    """
    if not records.empty:
        first = pd.Timestamp(records["time"].iloc[0])
        if raw.start_time is None or abs(raw.start_time - first) > STALE_START:
            return first
    if raw.start_time is None:
        message = "a session needs a start time or a record"
        raise ValueError(message)
    return raw.start_time


def first_place(records: pd.DataFrame) -> Place | None:
    """Return the first known position, None where there is none."""
    known = records["latitude_deg"].notna() & records["longitude_deg"].notna()
    if not known.any():
        return None
    row = int(known.to_numpy().argmax())
    return Place(
        float(records["latitude_deg"].iloc[row]), float(records["longitude_deg"].iloc[row])
    )


def _real_place(raw: RawSession, records: pd.DataFrame, other: Place | None) -> Place | None:
    """Where the person was; a virtual ride's positions are on an island of its maker."""
    return None if raw.sub_sport.startswith("virtual") else first_place(records) or other


def _clocks(raw: RawSession, records: pd.DataFrame) -> Clocks:
    elapsed_s = seconds(records["time"])
    span_s = float(elapsed_s[-1]) if elapsed_s.size else 0.0
    ran_s = float(running_s(records["time"], raw.stops).sum()) if elapsed_s.size else 0.0
    total_s = _sane_elapsed(raw.totals.elapsed_s, span_s)
    timer_s = raw.totals.timer_s
    if not 0 < timer_s <= total_s + ROUNDING_S:
        # What the device's elapsed time holds beyond the records counts as run.
        timer_s = ran_s + (total_s - span_s)
    timer_s = min(timer_s, total_s)
    return Clocks(total_s, timer_s, min(_moving_s(records, timer_s), timer_s))


def _sane_elapsed(device_s: float, span_s: float) -> float:
    """Device's elapsed time when it holds its records, else the records' (2 s of rounding)."""
    if not span_s - ROUNDING_S <= device_s <= LONGEST_S:
        return span_s
    return max(device_s, span_s)


def _moving_s(records: pd.DataFrame, timer_s: float) -> float:
    distance_m = records["distance_m"].to_numpy()
    if not _has_distance(distance_m):
        return timer_s
    return float(in_motion_s(records).sum())


def _has_distance(distance_m: Floats) -> bool:
    known = distance_m[np.isfinite(distance_m)]
    return bool(known.size and known.max() > known.min())


def _span(distance_m: Floats, device_m: float) -> float:
    """Last minus first record; a device's total of 0 without records is not a measurement."""
    known = distance_m[np.isfinite(distance_m)]
    if known.size:
        return float(known[-1] - known[0])
    return device_m if device_m > 0 else np.nan


def _last(records: pd.DataFrame, column: str, otherwise: float) -> float:
    if column not in records.columns or records.empty:
        return otherwise
    return float(records[column].iloc[-1])


def _steps(raw: RawSession, records: pd.DataFrame) -> float:
    if raw.totals.steps > 0:
        return raw.totals.steps
    cadence = records["cadence_spm"].to_numpy()
    if not np.isfinite(cadence).any():
        return np.nan
    return float(np.nansum(cadence * measured_s(seconds(records["time"])))) / 60.0


def _mean_over_time(values: Floats, weight_s: Floats) -> float:
    known = np.isfinite(values)
    if not known.any():
        return np.nan
    weights = weight_s[known]
    return float(np.average(values[known], weights=weights if weights.sum() > 0 else None))


def _motion(sport: str, records: pd.DataFrame, moving_s: float) -> Motion | None:
    """Intervals with their metres, graded on foot; None without distance.

    Their seconds add up to the session's ``moving_s``, which is less than the records say where
    the device's timer ran for less than they move.
    """
    distance_m = records["distance_m"].to_numpy()
    if not _has_distance(distance_m):
        return None
    along = graded_distance_m(records) if is_graded(sport) else distance_m
    weight_s = in_motion_s(records)
    share = moving_s / weight_s.sum() if weight_s.any() else 1.0
    return Motion(weight_s * share, np.diff(along, prepend=along[:1]))


@dataclass(frozen=True, slots=True, eq=False)
class _Graded:
    pace_s_per_km: float
    normalised_speed_mps: float
    speed_seconds: Floats


def _graded(sport: str, records: pd.DataFrame, motion: Motion | None) -> _Graded:
    if motion is None or not is_graded(sport):
        return _Graded(np.nan, np.nan, np.zeros(intensity.SPEED_BINS))
    metres = float(motion.step_m[motion.moving_s > 0].sum())
    return _Graded(
        1000.0 * float(motion.moving_s.sum()) / metres if metres > 0 else np.nan,
        intensity.normalised_speed_mps(motion),
        intensity.speed_seconds(graded_speed_mps(records), motion.moving_s),
    )


def _decoupling(records: pd.DataFrame, motion: Motion) -> float:
    return intensity.decoupling_percent(records, motion)


def _best_efforts_s(sport: str, records: pd.DataFrame) -> Floats:
    found = best_efforts(records) if is_graded(sport) else None
    if found is None:
        return np.full(len(EFFORT_DISTANCES_M), np.nan)
    times = dict(zip(found["name"], found["elapsed_s"], strict=True))
    return np.array([times.get(name, np.nan) for name in EFFORT_DISTANCES_M], dtype=np.float64)
