"""Where a race went, without the places near its start and finish unless they are asked for."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard.analysis.privacy_zone import legs_without_ends, pieces
from dashboard.analysis.race_editions import Edition
from dashboard.analysis.stream import EARTH_RADIUS_M, Floats, Track, evenly, smoothed_speed
from dashboard.analysis.year.model import Course, YearRecord

PLACE = ["latitude_deg", "longitude_deg"]
# Of all stretches together: more than a printed line can show.
MOST_POINTS = 1200
FEWEST_POINTS = 2


def course_of(one: Edition, legs: Sequence[pd.DataFrame], record: YearRecord) -> Course | None:
    """Lay the way of a race flat; None where the file has no positions, or none far enough away.

    Parameters
    ----------
    one : Edition
        The race, for its words.
    legs : sequence of pandas.DataFrame
        RECORDS of each leg, whole.
    record : YearRecord
        ``wanted.near_start`` keeps what lies within 500 m of the start and finish points.

    Returns
    -------
    Course or None
        In metres around the middle of what is shown: no degree of latitude or longitude is in it.
    """
    say, near = record.language.say, record.wanted.near_start
    shown = tuple(legs) if near else legs_without_ends(legs)
    placed = [piece.dropna(subset=PLACE) for leg in shown for piece in pieces(leg)]
    kept = [piece for piece in placed if len(piece) >= FEWEST_POINTS]
    if not kept:
        return None
    found, speed = _flat(kept), f"{say.course_speed} "
    if len(legs) > 1:  # the bike's speed beside the run's says nothing
        found, speed = tuple(map(_without_speed, found)), ""
    return Course(
        title=say.course,
        alt=say.course_alt.format(race=one.result.race),
        note=f"{speed}{say.course_whole if near else say.course_note}",
        stretches=found,
    )


def _without_speed(way: Track) -> Track:
    return replace(way, speed_mps=np.full(len(way.speed_mps), np.nan))


def _flat(stretches: list[pd.DataFrame]) -> tuple[Track, ...]:
    """Lay stretches around one middle, equirectangular: within 0.1 % over 50 km."""
    whole = sum(map(len, stretches))
    every = np.concatenate([_radians(piece) for piece in stretches])
    middle = (every.min(axis=0) + every.max(axis=0)) / 2
    return tuple(
        _track(piece, middle, max(FEWEST_POINTS, MOST_POINTS * len(piece) // whole))
        for piece in stretches
    )


def _track(piece: pd.DataFrame, middle: Floats, most: int) -> Track:
    kept = evenly(len(piece), most)
    away = (_radians(piece)[kept] - middle) * EARTH_RADIUS_M
    return Track(
        east_m=away[:, 1] * np.cos(middle[0]),
        north_m=away[:, 0],
        speed_mps=smoothed_speed(piece)[kept],
        distance_m=piece["distance_m"].to_numpy(np.float64)[kept],
    )


def _radians(piece: pd.DataFrame) -> Floats:
    """Latitude and longitude in radians, shape (n, 2); a way over the date line goes on."""
    return np.unwrap(np.radians(piece[PLACE].to_numpy(np.float64)), axis=0)
