"""A session's samples made ready to draw: smoothed, thinned, broken at pauses."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis import units

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

# Pace from one second to the next is noise; over 20 s it is what a runner feels.
SMOOTHING_S = 20.0
# Slower than this is standing (the rule for "moving" on foot).
STANDING_MPS = 0.5
# Two extremes of three lines in each of 300 buckets: at most 1,800 points a line.
BUCKETS = 300
TRACK_POINTS = 1200
EARTH_RADIUS_M = 6_371_008.8
SECONDS_PER_MINUTE = 60.0


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """Aligned arrays of one session, thinned for the screen.

    ``x`` is km (or miles, as the person reads) where ``by_distance``, else minutes from the start.
    ``speed_mps`` is smoothed and NaN in pauses; ``heart_rate_bpm`` and ``elevation_m`` are as
    recorded. A line with nothing to show is all NaN.
    """

    x: Floats
    by_distance: bool
    speed_mps: Floats
    heart_rate_bpm: Floats
    elevation_m: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """Where a session went: metres east and north of its middle, and how fast at each point.

    ``distance_m`` is along the way and NaN where the file has none.
    """

    east_m: Floats
    north_m: Floats
    speed_mps: Floats
    distance_m: Floats


def stream(records: pd.DataFrame) -> Stream:
    """Thin a session's records to what a screen can show.

    Parameters
    ----------
    records : pandas.DataFrame
        RECORDS, in order.

    Returns
    -------
    Stream
        At most 1,800 points; the highest and lowest of each bucket are always among them.
    """
    seconds, distance = elapsed_s(records), _column(records, "distance_m")
    lines = (
        smoothed_speed(records),
        _column(records, "heart_rate_bpm"),
        _column(records, "elevation_m"),
    )
    by_distance = covers_distance(records)
    along = distance / units.chosen().metres if by_distance else seconds / SECONDS_PER_MINUTE
    kept = thin(lines)
    return Stream(along[kept], by_distance, *(line[kept] for line in lines))


def track(records: pd.DataFrame) -> Track | None:
    """Lay a session's positions flat, in metres around their middle; None without positions.

    Equirectangular around the mean latitude: within 0.1 % over 50 km, far below a pixel.
    """
    latitude, longitude = _column(records, "latitude_deg"), _column(records, "longitude_deg")
    placed = np.flatnonzero(np.isfinite(latitude) & np.isfinite(longitude))
    if len(placed) < 2:  # noqa: PLR2004 - one point is no way
        return None
    kept = placed[evenly(len(placed), TRACK_POINTS)]
    north, east = np.radians(latitude[kept]), np.unwrap(np.radians(longitude[kept]))
    middle = float(np.mean(north))
    return Track(
        east_m=(east - east.mean()) * np.cos(middle) * EARTH_RADIUS_M,
        north_m=(north - middle) * EARTH_RADIUS_M,
        speed_mps=smoothed_speed(records)[kept],
        distance_m=_column(records, "distance_m")[kept],
    )


def smoothed_speed(records: pd.DataFrame) -> Floats:
    """Speed in m/s from distance over 20 s of motion; NaN in pauses or where not known.

    The window runs over time in motion, so that a stop at a light is a gap and not a dip.
    Without distance the recorded speed is taken as it is.
    """
    if not covers_distance(records):
        own = _column(records, "speed_mps")
        return np.where(own >= STANDING_MPS, own, np.nan)
    moving = records["moving"].to_numpy(dtype=np.bool_)
    ran, distance = _moving_s(records, moving), _column(records, "distance_m")
    known = np.isfinite(distance)
    low = np.clip(ran - SMOOTHING_S / 2, ran[0], ran[-1])
    high = np.clip(ran + SMOOTHING_S / 2, ran[0], ran[-1])
    reach = np.interp(high, ran[known], distance[known])
    reach -= np.interp(low, ran[known], distance[known])
    speed = np.divide(reach, high - low, out=np.full(len(low), np.nan), where=high > low)
    return np.where(moving & (speed >= STANDING_MPS), speed, np.nan)


def _moving_s(records: pd.DataFrame, moving: NDArray[np.bool_]) -> Floats:
    """Seconds in motion up to each record; ``moving`` speaks of the interval before it."""
    steps = np.diff(elapsed_s(records), prepend=0.0)
    return np.cumsum(np.where(moving, steps, 0.0))


def elapsed_s(records: pd.DataFrame) -> Floats:
    """Seconds from the first sample, one for each record."""
    time = records["time"].to_numpy(dtype="datetime64[us]").astype(np.int64)
    return (time - time[:1]) / 1e6


def covers_distance(records: pd.DataFrame) -> bool:
    """Whether the records hold a distance that grows."""
    distance = _column(records, "distance_m")
    known = distance[np.isfinite(distance)]
    return bool(len(known) > 1 and known[-1] > known[0])


def thin(lines: Sequence[Floats], buckets: int = BUCKETS) -> Places:
    """Choose the places to draw: first, lowest and highest of each line in each bucket.

    Keeps every extreme, so that thinning never hides a peak; all places when there are few.
    """
    length = len(lines[0])
    width = -(-length // buckets)
    if width <= 2 * len(lines):
        return np.arange(length)
    starts = np.arange(0, length, width)
    chosen = [starts, np.array([length - 1])]
    for line in lines:
        padded = np.full(len(starts) * width, np.nan)
        padded[:length] = line
        boxes = padded.reshape(len(starts), width)
        empty = np.isnan(boxes)
        chosen.append(starts + np.where(empty, np.inf, boxes).argmin(axis=1))
        chosen.append(starts + np.where(empty, -np.inf, boxes).argmax(axis=1))
    return np.unique(np.concatenate(chosen))


def evenly(length: int, most: int) -> Places:
    """Choose at most ``most`` places evenly, the first and the last among them."""
    return np.unique(np.linspace(0, length - 1, min(length, most)).round().astype(np.intp))


def _column(records: pd.DataFrame, name: str) -> Floats:
    return records[name].to_numpy(dtype=np.float64)
