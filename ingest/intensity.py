"""How hard one session was: seconds at each heart rate and speed, and what follows from them."""

from dataclasses import dataclass

import numpy as np

from ingest.clock import Floats

LOWEST_BPM = 30
HIGHEST_BPM = 250
SPEED_BIN_MPS = 0.05
SPEED_BINS = 241
ROLLING_S = 30.0
FINEST_GRID = 200_000
DECOUPLING_LEAST_S = 20 * 60.0
DECOUPLING_COVERAGE = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """Seconds in motion and metres (graded on foot) covered in the interval before each sample."""

    moving_s: Floats
    step_m: Floats


def heart_rate_seconds(rate_bpm: Floats, weight_s: Floats) -> Floats:
    """Seconds at each whole bpm from 30 to 250.

    Parameters
    ----------
    rate_bpm, weight_s : ndarray of float, shape (n,)
        Heart rate, NaN where not measured, and the seconds it stands for.

    Returns
    -------
    ndarray of float, shape (221,)
        Rates outside the range go to its ends.
    """
    known = np.isfinite(rate_bpm)
    whole = np.clip(np.rint(rate_bpm[known]), LOWEST_BPM, HIGHEST_BPM).astype(np.intp) - LOWEST_BPM
    return _histogram(whole, weight_s[known], HIGHEST_BPM - LOWEST_BPM + 1)


def speed_seconds(speed_mps: Floats, weight_s: Floats) -> Floats:
    """Seconds at each 0.05 m/s of speed from 0; the last of 241 bins holds 12 m/s and more."""
    known = np.isfinite(speed_mps)
    # A hair above the edge: 0.15 / 0.05 is 2.9999999999999996.
    bins = np.floor(speed_mps[known] / SPEED_BIN_MPS + 1e-9).astype(np.intp)
    return _histogram(np.clip(bins, 0, SPEED_BINS - 1), weight_s[known], SPEED_BINS)


def normalised_speed_mps(motion: Motion) -> float:
    """Fourth-power mean of the 30 s rolling speed, over the time in motion.

    The fourth power weighs hard minutes as they feel; after Coggan (2003), who took it of power.
    Shorter than 30 s, it is the mean speed; NaN without motion.

    Parameters
    ----------
    motion : Motion
        Moving seconds and graded metres of each interval.
    """
    clock_s = np.cumsum(motion.moving_s)
    along_m = np.cumsum(np.where(motion.moving_s > 0, motion.step_m, 0.0))
    total_s = float(clock_s[-1])
    if total_s <= 0:
        return np.nan
    if total_s <= ROLLING_S:
        return float(along_m[-1] / total_s)
    size = int(min(np.ceil(total_s - ROLLING_S) + 1, FINEST_GRID))
    ends = np.linspace(ROLLING_S, total_s, size)
    covered_m = np.interp(ends, clock_s, along_m) - np.interp(ends - ROLLING_S, clock_s, along_m)
    squared = (covered_m / ROLLING_S) ** 2
    return float(np.mean(squared**2) ** 0.25)


def decoupling_percent(rate_bpm: Floats, motion: Motion) -> float:
    """Speed per heartbeat lost from the first half of the time in motion to the second, in %.

    100 x (a - b) / a, where a and b are metres per heartbeat (graded metres on foot) of the two
    halves. Above about 5 % endurance at that effort is thought to be lacking.
    Source: after Friel 2009, The Cyclist's Training Bible, 4th ed. (aerobic decoupling).

    Parameters
    ----------
    rate_bpm : ndarray of float, shape (n,)
        Heart rate, NaN where not measured.
    motion : Motion
        Moving seconds and metres of each interval.

    Returns
    -------
    float
        NaN under 20 minutes in motion or with heart rate in less than 80 % of them (rule).
    """
    total_s = float(motion.moving_s.sum())
    weight_s = np.where(np.isfinite(rate_bpm), motion.moving_s, 0.0)
    if total_s < DECOUPLING_LEAST_S or weight_s.sum() < DECOUPLING_COVERAGE * total_s:
        return np.nan
    middle_s = np.cumsum(motion.moving_s) - motion.moving_s / 2
    early = middle_s <= total_s / 2
    first, second = (
        _metres_per_beat(np.where(half, weight_s, 0.0), motion.step_m, rate_bpm)
        for half in (early, ~early)
    )
    return float(100.0 * (first - second) / first) if first > 0 else np.nan


def _metres_per_beat(weight_s: Floats, step_m: Floats, rate_bpm: Floats) -> float:
    beats = float(np.nansum(weight_s * rate_bpm)) / 60.0
    metres = float(np.nansum(np.where(weight_s > 0, step_m, 0.0)))
    return metres / beats if beats > 0 else np.nan


def _histogram(
    bins: np.ndarray[tuple[int], np.dtype[np.intp]], weight_s: Floats, size: int
) -> Floats:
    return np.bincount(bins, weights=weight_s, minlength=size).astype(np.float64)
