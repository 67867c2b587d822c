"""Records as a device wrote them -> records to calculate with: clock, distance, speed, moving.

Rules, not evidence (printed here because a person may ask):

- Distance is the device's where it has one, else that of the positions.
- Moving: an interval with a mean speed of at least 0.5 m/s on foot or in water, 1.0 on a bike, that
  is no longer than 30 s unless timer events say the watch was running. Of a longer interval with a
  pause in it, as between two walls of a pool, the part outside the pause. Without distance, moving
  is the time the timer ran.
- A heart rate of 0 is no heart rate. A position of 0 N 0 E is no position.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ingest.clock import Floats, Integers, bridged, repair_clock, seconds
from ingest.grade import BAROMETER_HYSTERESIS_M, GPS_HYSTERESIS_M, climb_m
from ingest.positions import Flags, believable, path_m
from ingest.sports import motion
from ingest.tables import NEVER_US, Laps, Problem, RawSession, Samples, Stops

LONGEST_GAP_S = 30.0
SPEED_WINDOW_S = 3.0
RESTART_M = 50.0  # a fall of the distance by more than this is a counter that began again
TOUCH_S = 1e-6
TICK_S = 3.0
LEAST_PART_S = 5.0  # a shorter rest of an interval around a pause is the time to press a button


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """Samples with all that is calculated of them, and what had to be repaired to get there.

    Beside the canonical columns and the reader's own, ``ascent_m`` and ``descent_m`` hold the
    climb and descent since the session began, where there is elevation, and ``paused_s`` the
    seconds of pause within a moving interval, where there are any.
    """

    samples: Samples
    problems: tuple[Problem, ...]

    @property
    def records(self) -> pd.DataFrame:
        """RECORDS of the samples, built anew."""
        return self.samples.records()


def track(raw: RawSession) -> Track:
    """Complete one session's records.

    Parameters
    ----------
    raw : RawSession
        Samples in file order. The distance starts as the device gives it (a later leg of a
        triathlon may start at 14,237 m); a session's distance is last minus first.

    Returns
    -------
    Track
        As many samples in the same order. ``distance_m`` never falls and has no gaps once there
        is any; ``time_us`` rises.
    """
    if not len(raw.samples):
        return Track(raw.samples, ())
    clock = repair_clock(raw.samples.time_us)
    ran_s = running_s(clock.time_us, raw.timer_stops)
    samples = replace(raw.samples, time_us=clock.time_us)
    samples, spikes = _without_spikes(samples, raw.sport)
    distance_m = _distance_m(samples, ran_s)
    if distance_m is None:
        samples = samples.without("distance_m")
    else:
        speed_mps = _speed_mps(samples["speed_mps"], distance_m, ran_s)
        samples = samples.with_numbers(distance_m=distance_m, speed_mps=speed_mps)
    moving = _moving(samples.elapsed_s, distance_m, ran_s, raw)
    samples = replace(samples, moving=moving, lap=_laps(samples, raw.lap_table))
    samples = _with_climb(_with_pauses(samples, moving, ran_s), raw)
    return Track(samples, (*clock.problems, *spikes))


def running_s(time_us: Integers, stops: Stops | None) -> Floats:
    """Seconds the device's timer ran in the interval that ends at each sample.

    Parameters
    ----------
    time_us : ndarray of int, shape (n,)
        Repaired sample times, in microseconds since 1970.
    stops : Stops or None
        An unknown end lasts until the last sample. None: the timer never stopped.

    Returns
    -------
    ndarray of float, shape (n,)
        0 for the first sample.
    """
    elapsed_s = seconds(time_us)
    gap_s = np.diff(elapsed_s, prepend=elapsed_s[:1])
    if stops is None or not len(stops):
        return gap_s
    edge_s, total_s = _stopped_by(stops, int(time_us[0]), elapsed_s[-1])
    stopped_s = np.diff(np.interp(elapsed_s, edge_s, total_s), prepend=0.0)
    return np.clip(gap_s - stopped_s, 0.0, gap_s)


def _stopped_by(stops: Stops, start_us: int, last_s: float) -> tuple[list[float], list[float]]:
    """Knots of the stopped time so far, over seconds since the start; overlaps count once."""
    begins_s, ends_s = (stops.start_us - start_us) / 1e6, (stops.end_us - start_us) / 1e6
    ends_s = np.where(stops.end_us == NEVER_US, last_s, ends_s)
    edge_s, total_s = [0.0], [0.0]
    for begin_s, end_s in sorted(zip(begins_s.tolist(), ends_s.tolist(), strict=True)):
        begin_s = max(begin_s, edge_s[-1])  # noqa: PLW2901 - the part not yet counted
        if end_s > begin_s:
            edge_s += [begin_s, end_s]
            total_s += [total_s[-1], total_s[-1] + end_s - begin_s]
    return edge_s, total_s


def _without_spikes(samples: Samples, sport: str) -> tuple[Samples, tuple[Problem, ...]]:
    """Blank the positions that are spikes or nowhere."""
    if not ("latitude_deg" in samples and "longitude_deg" in samples):
        return samples, ()
    latitude_deg, longitude_deg = samples["latitude_deg"], samples["longitude_deg"]
    top_mps = motion(sport).top_mps
    kept = believable(samples.elapsed_s, latitude_deg, longitude_deg, top_mps)
    count = int((np.isfinite(latitude_deg) & np.isfinite(longitude_deg) & ~kept).sum())
    if not count:
        return samples, ()
    blanked = samples.with_numbers(
        latitude_deg=np.where(kept, latitude_deg, np.nan),
        longitude_deg=np.where(kept, longitude_deg, np.nan),
    )
    are, their = ("position is", "its") if count == 1 else ("positions are", "their")
    message = (
        f"{count:,} {are} nowhere or too far to reach at {top_mps:g} m/s: left out of the map, "
        f"{their} other values are kept."
    )
    return blanked, (Problem("position_spike", message),)


def _distance_m(samples: Samples, ran_s: Floats) -> Floats | None:
    """Device's distance if it counted any, else that of the positions, else None."""
    time_s = samples.elapsed_s
    if "distance_m" in samples:
        given = samples["distance_m"]
        known = given[np.isfinite(given)]
        if known.size > 1 and known.max() > known.min():
            return _never_falling(given, time_s)
    return path_m(time_s, samples["latitude_deg"], samples["longitude_deg"], ran_s)


def _never_falling(given: Floats, time_s: Floats) -> Floats:
    """Bridge gaps; level small falls and blips; carry on where the counter began again."""
    known = np.flatnonzero(np.isfinite(given))
    values = given[known]
    if (np.diff(values) < 0).any():
        values = _restarted(_without_blips(values))
    return bridged(time_s, known, values)


def _without_blips(values: Floats) -> Floats:
    """Level a single sample that stands far off two neighbours who agree."""
    before, after = np.roll(values, 1), np.roll(values, -1)
    before[0], after[-1] = values[0], values[-1]
    far = (np.abs(values - before) > RESTART_M) & (np.abs(values - after) > RESTART_M)
    return np.where(far & (np.abs(after - before) < RESTART_M), (before + after) / 2, values)


def _restarted(values: Floats) -> Floats:
    step = np.diff(values, prepend=values[:1])
    carried = np.cumsum(np.where(step < -RESTART_M, -step, 0.0))
    return np.maximum.accumulate(values + carried)


def _speed_mps(given: Floats, distance_m: Floats, ran_s: Floats) -> Floats:
    """Device's speed, gaps filled with the slope of the distance over six seconds of timer."""
    use_given = np.isfinite(given) & (given > 0).any()
    if use_given.all():
        return given
    timer_s = np.cumsum(ran_s)
    low = np.maximum(timer_s - SPEED_WINDOW_S, timer_s[0])
    high = np.minimum(timer_s + SPEED_WINDOW_S, timer_s[-1])
    moved_m = np.interp(high, timer_s, distance_m) - np.interp(low, timer_s, distance_m)
    slope = np.full_like(moved_m, np.nan)
    np.divide(moved_m, high - low, out=slope, where=high > low)
    return np.asarray(np.where(use_given, given, slope), dtype=np.float64)


def _moving(time_s: Floats, distance_m: Floats | None, ran_s: Floats, raw: RawSession) -> Flags:
    gap_s = np.diff(time_s, prepend=time_s[:1])
    running = (gap_s > 0) & (ran_s >= gap_s - TOUCH_S)
    partly = ~running & (gap_s > LONGEST_GAP_S) & (ran_s >= LEAST_PART_S)
    if raw.timer_stops is None:
        running &= gap_s <= LONGEST_GAP_S
    if distance_m is None or distance_m[-1] <= distance_m[0]:
        return running
    least_mps = motion(raw.sport).least_mps
    quick = np.diff(distance_m, prepend=distance_m[:1]) >= least_mps * ran_s
    fast = (running | partly) & quick
    return fast | (running & _between_ticks(fast, time_s, distance_m, least_mps))


def _with_pauses(samples: Samples, moving: Flags, ran_s: Floats) -> Samples:
    elapsed_s = samples.elapsed_s
    gap_s = np.diff(elapsed_s, prepend=elapsed_s[:1])
    paused_s = np.where(moving, gap_s - ran_s, 0.0)
    return samples.with_numbers(paused_s=paused_s) if (paused_s > TOUCH_S).any() else samples


def _between_ticks(fast: Flags, time_s: Floats, distance_m: Floats, least_mps: float) -> Flags:
    """Find still moments of a counter that ticks in whole metres, rather than of the person.

    Up to 3 s between two moving intervals, when the distance from their start to the end of the
    interval after them is enough for motion.
    """
    edges = np.flatnonzero(np.diff(fast.astype(np.int8), prepend=0, append=0))
    last, first = edges[1:-1:2] - 1, edges[2::2]  # last moving before, first moving after
    covered_m, taken_s = distance_m[first] - distance_m[last], time_s[first] - time_s[last]
    brief = (time_s[first - 1] - time_s[last] <= TICK_S) & (covered_m >= least_mps * taken_s)
    marks = np.zeros(len(fast) + 1, dtype=np.int64)
    np.add.at(marks, last[brief] + 1, 1)
    np.add.at(marks, first[brief], -1)
    return np.asarray(np.cumsum(marks[:-1]) > 0, dtype=np.bool_)


def _laps(samples: Samples, laps: Laps) -> Integers:
    """Reader's lap numbers, else those of the laps that had begun by each sample."""
    if samples.lap is not None and bool((samples.lap > 0).any()):
        return samples.lap
    known = laps.start_us != NEVER_US
    order = np.argsort(laps.start_us[known], kind="stable")
    if not order.size:
        return np.zeros(len(samples), dtype=np.int64)
    begun = np.searchsorted(laps.start_us[known][order], samples.time_us, side="right")
    number: Integers = laps.lap[known][order][np.maximum(begun - 1, 0)]
    return number


def _with_climb(samples: Samples, raw: RawSession) -> Samples:
    elevation_m = samples["elevation_m"]
    if not np.isfinite(elevation_m).any():
        return samples
    hysteresis_m = BAROMETER_HYSTERESIS_M if raw.has_barometer else GPS_HYSTERESIS_M
    ascent_m, descent_m = climb_m(elevation_m, hysteresis_m)
    return samples.with_numbers(ascent_m=ascent_m, descent_m=descent_m)
