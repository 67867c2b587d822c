"""Hills: how much was climbed, how steep it is, and what that costs a runner."""

from itertools import pairwise

import numpy as np

from ingest.clock import Floats, bridged
from ingest.tables import Samples

BAROMETER_HYSTERESIS_M = 3.0
GPS_HYSTERESIS_M = 10.0
GRADE_WINDOW_M = 50.0
STEEPEST = 0.45
LEVEL_COST = 3.6  # J/kg/m
NO_LENGTH_M = 0.01


def climb_m(elevation_m: Floats, hysteresis_m: float) -> tuple[Floats, Floats]:
    """Ascent and descent since the start, counting only rises and falls of ``hysteresis_m``.

    A rise counts whole, from its lowest to its highest point, where it is climbed; a wobble
    smaller than the hysteresis counts nothing in either direction (rule: 3 m with a barometer,
    10 m with GPS heights).

    Parameters
    ----------
    elevation_m : ndarray of float, shape (n,)
        Gaps are bridged; all NaN gives all NaN.

    Returns
    -------
    tuple of ndarray of float, shape (n,)
        Metres up and metres down so far; both start at 0 and never fall.
    """
    known = np.flatnonzero(np.isfinite(elevation_m))
    if known.size == 0:
        return np.full_like(elevation_m, np.nan), np.full_like(elevation_m, np.nan)
    height = bridged(np.arange(len(elevation_m), dtype=np.float64), known, elevation_m[known])
    up, down = np.zeros_like(height), np.zeros_like(height)
    turns = _turns(height, hysteresis_m)
    for start, end in pairwise(turns):
        part = height[start : end + 1]
        if part[-1] > part[0]:
            up[start : end + 1] = np.maximum.accumulate(part) - part[0]
        else:
            down[start : end + 1] = part[0] - np.minimum.accumulate(part)
    return _pieced(up), _pieced(down)


def cost_factor(grade: Floats) -> Floats:
    """Energy cost of running on a slope over that on the level, per metre.

    C(i) = 155.4 i^5 - 30.4 i^4 - 43.3 i^3 + 46.3 i^2 + 19.5 i + 3.6 J/kg/m, divided by 3.6;
    +10 % = 1.658, -10 % = 0.598. Measured from -45 to +45 %; i is clipped to that.
    Source: Minetti et al. 2002, J Appl Physiol 93:1039, doi 10.1152/japplphysiol.01177.2001.

    Parameters
    ----------
    grade : ndarray of float
        Rise over length, as a fraction; NaN stays NaN.
    """
    i = np.clip(grade, -STEEPEST, STEEPEST)
    cost = ((((155.4 * i - 30.4) * i - 43.3) * i + 46.3) * i + 19.5) * i + LEVEL_COST
    return np.asarray(cost / LEVEL_COST, dtype=np.float64)


def grade(distance_m: Floats, elevation_m: Floats) -> Floats:
    """Slope at each sample: mean height of the next 50 m against that of the last 50 m.

    Parameters
    ----------
    distance_m : ndarray of float, shape (n,)
        Never falling.
    elevation_m : ndarray of float, shape (n,)
        Gaps are bridged; without any height the course is taken as level (0).

    Returns
    -------
    ndarray of float, shape (n,)
        Rise over length, as a fraction, exact on an even slope; 0 where nothing was covered.
    """
    known = np.flatnonzero(np.isfinite(elevation_m) & np.isfinite(distance_m))
    if known.size == 0:
        return np.zeros_like(distance_m)
    along = distance_m[known]
    height = elevation_m[known]
    area = np.concatenate(([0.0], np.cumsum(np.diff(along) * (height[1:] + height[:-1]) / 2)))
    here = np.clip(distance_m, along[0], along[-1])
    low = np.maximum(here - GRADE_WINDOW_M, along[0])
    high = np.minimum(here + GRADE_WINDOW_M, along[-1])
    is_whole = known.size == len(here)
    so_far = area if is_whole else _area_until(along, height, area, here)
    point = np.interp(here, along, height)
    ahead = _mean_height(_area_until(along, height, area, high) - so_far, high - here, point)
    behind = _mean_height(so_far - _area_until(along, height, area, low), here - low, point)
    apart = (high - low) / 2
    slope = np.divide(ahead - behind, apart, out=np.zeros_like(here), where=apart > NO_LENGTH_M / 2)
    return np.asarray(np.nan_to_num(slope), dtype=np.float64)


def slope_cost(samples: Samples) -> Floats:
    """Energy cost at each sample over that on the level; 1 throughout without heights.

    Parameters
    ----------
    samples : Samples
        With distance.
    """
    return cost_factor(grade(samples["distance_m"], samples["elevation_m"]))


def graded_distance_m(samples: Samples, cost: Floats) -> Floats:
    """Metres on the level that cost a runner as much as the metres run, since the start.

    Parameters
    ----------
    samples : Samples
        With distance.
    cost : ndarray of float, shape (n,)
        Its :func:`slope_cost`.

    Returns
    -------
    ndarray of float, shape (n,)
        Starts at 0, never falls.
    """
    step_m = np.diff(samples["distance_m"]) * (cost[1:] + cost[:-1]) / 2
    return np.asarray(np.concatenate(([0.0], np.cumsum(step_m))), dtype=np.float64)


def graded_speed_mps(samples: Samples, cost: Floats) -> Floats:
    """Speed on the level that would cost a runner as much, at each sample (Minetti 2002)."""
    return np.asarray(samples["speed_mps"] * cost, dtype=np.float64)


def _turns(height: Floats, hysteresis_m: float) -> list[int]:
    """Find the lows and highs between rises and falls of at least the hysteresis."""
    step = np.sign(np.diff(height))
    moved = np.flatnonzero(step)
    bends = moved[1:][step[moved[1:]] != step[moved[:-1]]]
    corners = np.concatenate(([0], bends, [len(height) - 1]))
    turns: list[int] = []
    low = high = (float(height[0]), 0)
    rising: bool | None = None
    for here in zip(height[corners].tolist(), corners.tolist(), strict=True):
        low = here if here[0] < low[0] else low
        high = here if here[0] > high[0] else high
        if rising is not True and here[0] - low[0] >= hysteresis_m:
            turns.append(low[1])
            rising, high = True, here
        elif rising is not False and high[0] - here[0] >= hysteresis_m:
            turns.append(high[1])
            rising, low = False, here
    if rising is not None:
        turns.append((high if rising else low)[1])
    return turns


def _pieced(parts: Floats) -> Floats:
    """Sum pieces that each start again at 0 into one line that never falls."""
    rises = np.maximum(np.diff(parts, prepend=0.0), 0.0)
    return np.asarray(np.cumsum(rises), dtype=np.float64)


def _mean_height(area: Floats, width: Floats, point: Floats) -> Floats:
    """Give the mean height over a width, or that of the point where there is no width."""
    return np.where(width > NO_LENGTH_M, area / np.maximum(width, NO_LENGTH_M), point)


def _area_until(along: Floats, height: Floats, area: Floats, upto: Floats) -> Floats:
    left = np.clip(np.searchsorted(along, upto, side="right") - 1, 0, max(len(along) - 2, 0))
    right = np.minimum(left + 1, len(along) - 1)
    into = upto - along[left]
    slope = (height[right] - height[left]) / np.maximum(along[right] - along[left], 1e-9)
    return np.asarray(area[left] + height[left] * into + slope * into * into / 2, dtype=np.float64)
