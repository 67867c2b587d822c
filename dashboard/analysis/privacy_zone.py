"""Where a track begins and ends is often a front door: those places are left out of what is shown.

What counts is how near a point lies to the start and the finish, not how early or late it comes: on
a second lap the way passes the same door again.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.stream import EARTH_RADIUS_M, Floats

RADIUS_M = 500.0
# A line between two points just outside the circle dips into it by far less than this share.
DIP = 0.01


def without_ends(records: pd.DataFrame, radius_m: float = RADIUS_M) -> pd.DataFrame:
    """Leave out every point near a track's start and finish.

    Parameters
    ----------
    records : pandas.DataFrame
        RECORDS of one leg, whole: of a track cut before, other places would count as its ends.
    radius_m : float
        Metres around the first and the last position.

    Returns
    -------
    pandas.DataFrame
        The rows farther away than that, with the index they had, so that a jump in it is a gap in
        the way (:func:`pieces`). A sample without a position goes with its nearest positions
        before and after; without any position everything stays. Where samples are so sparse that
        the line from one to the next would pass through the circle, the first of the two goes too.
    """
    return legs_without_ends((records,), radius_m)[0]


def legs_without_ends(
    legs: Sequence[pd.DataFrame], radius_m: float = RADIUS_M
) -> tuple[pd.DataFrame, ...]:
    """Leave out every point near the start or finish of any leg, from all legs.

    Parameters
    ----------
    legs : sequence of pandas.DataFrame
        RECORDS of each leg of one activity, in order.
    radius_m : float
        Metres, as in :func:`without_ends`.

    Returns
    -------
    tuple of pandas.DataFrame
        One for each leg: where the first run begins, the second does not pass either.
    """
    ends = np.concatenate([np.empty((0, 2)), *(_ends(leg) for leg in legs)])
    return tuple(leg[~_hidden(leg, ends, radius_m)] for leg in legs)


def pieces(records: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    """Part what :func:`without_ends` left into unbroken stretches: no line bridges a gap."""
    breaks = np.flatnonzero(np.diff(records.index.to_numpy()) > 1) + 1
    edges = [0, *breaks.tolist(), len(records)]
    stretches = [records.iloc[start:end] for start, end in pairwise(edges)]
    return tuple(stretch for stretch in stretches if len(stretch))


def _positions(records: pd.DataFrame) -> pd.DataFrame:
    places = records[["latitude_deg", "longitude_deg"]].astype("float64")
    return places.where(places.notna().all(axis="columns"))


def _ends(records: pd.DataFrame) -> Floats:
    """First and last known position in degrees, shape (2, 2); (0, 2) when there is none."""
    known = _positions(records).dropna().to_numpy()
    return np.asarray(known[[0, -1]] if len(known) else known, dtype=np.float64)


def _hidden(records: pd.DataFrame, ends: Floats, radius_m: float) -> NDArray[np.bool_]:
    near = _near(records, ends, radius_m)
    return near | _leaping(records, near, ends, radius_m)


def _near(records: pd.DataFrame, ends: Floats, radius_m: float) -> NDArray[np.bool_]:
    places = _positions(records)
    before, after = places.ffill().to_numpy(), places.bfill().to_numpy()
    near = np.zeros(len(records), dtype=np.bool_)
    for end in ends:
        # Not known compares as False: without a position on either side nothing is near.
        near |= (apart_m(before, end) <= radius_m) | (apart_m(after, end) <= radius_m)
    return near


def _leaping(
    records: pd.DataFrame, near: NDArray[np.bool_], ends: Floats, radius_m: float
) -> NDArray[np.bool_]:
    """Say which samples a line leaves that passes by an end, though it comes out on both sides."""
    places = _positions(records).to_numpy()
    kept = np.flatnonzero(~near & np.isfinite(places[:, 0]))
    # Where samples between were left out, the way is broken already.
    joined = np.diff(np.cumsum(near)[kept]) == 0
    leaping = np.zeros(len(records), dtype=np.bool_)
    for end in ends:
        flat = _flat_m(places[kept], end)
        steps = np.diff(flat, axis=0)
        long = np.maximum((steps**2).sum(axis=1), 1e-9)
        along = np.clip(-(flat[:-1] * steps).sum(axis=1) / long, 0.0, 1.0)
        nearest = np.hypot(*(flat[:-1] + along[:, None] * steps).T)
        leaping[kept[:-1][joined & (nearest < radius_m * (1 - DIP))]] = True
    return leaping


def _flat_m(places_deg: Floats, origin_deg: Floats) -> Floats:
    """Metres north and east of a place, true near it."""
    away = places_deg - origin_deg
    away[:, 1] = (away[:, 1] + 180) % 360 - 180
    scale = np.array([1.0, np.cos(np.radians(origin_deg[0]))])
    return np.asarray(np.radians(away) * scale * EARTH_RADIUS_M, dtype=np.float64)


def apart_m(places_deg: Floats, place_deg: Floats) -> Floats:
    """Metres over a round earth from many places to one.

    Parameters
    ----------
    places_deg : ndarray of float, shape (n, 2)
        Latitude and longitude; NaN gives NaN.
    place_deg : ndarray of float, shape (2,)
        Latitude and longitude.

    Returns
    -------
    ndarray of float, shape (n,)
        By the haversine formula (Sinnott 1984), within 0.6 % of the ellipsoid.
    """
    there, here = np.radians(places_deg), np.radians(place_deg)
    half_north, half_east = ((there - here) / 2).T
    parallels = np.cos(there[:, 0]) * np.cos(here[0])
    square = np.sin(half_north) ** 2 + parallels * np.sin(half_east) ** 2
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(square)), dtype=np.float64)
