"""A race's age grade, by sex, whole years of age and distance."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.age_grade.table import standards

SOURCE = "2025 road standards"
# A standard faster than the runner by less than rounding is no reason to refuse a grade.
NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class AgeGrade:
    """A time against the standard of its age.

    ``percent`` = 100 x ``standard_s`` / time; ``factor`` is what the open standard is divided by,
    and ``open_time_s``, time x factor, is what the same grade is at the best age of all.
    """

    percent: float
    standard_s: float
    factor: float
    open_time_s: float
    age: int
    source: str = SOURCE


def age_grade(distance_m: float, time_s: float, sex: str, age: int) -> AgeGrade | None:
    """Grade a road race.

    Parameters
    ----------
    distance_m : float
        Official metres, from a mile to 200 km.
    time_s : float
        Seconds, above 0.
    sex : str
        "male" or "female": the standards are for these two alone.
    age : int
        Whole years on the day of the race, 6 to 100.

    Returns
    -------
    AgeGrade or None
        None outside the table. Between two listed distances the open standard is interpolated in
        the logarithms of distance and time, the factor in the logarithm of distance.

    Notes
    -----
    Source: road standards 2025 compiled by Alan Jones, approved by USATF Masters Long Distance
    Running, CC0; the table is ``road_2025.csv`` beside this file.
    """
    listed = standards().get(sex)
    if listed is None or not time_s > 0 or not listed.youngest <= age <= listed.oldest:
        return None
    known_m = listed.distances_m
    if not known_m[0] * (1 - NEAR) <= distance_m <= known_m[-1] * (1 + NEAR):
        return None
    place, log_known = math.log(distance_m), np.log(known_m)
    open_s = math.exp(np.interp(place, log_known, np.log(listed.open_s)))
    factor = float(np.interp(place, log_known, listed.factors[age - listed.youngest]))
    standard_s = open_s / factor
    return AgeGrade(100 * standard_s / time_s, standard_s, factor, time_s * factor, age)


def age_on(born_on: pd.Timestamp, day: pd.Timestamp) -> int:
    """Whole years of age on a day; who was born on 29 February is a year older on 1 March."""
    birthday_to_come = (day.month, day.day) < (born_on.month, born_on.day)
    return int(day.year - born_on.year - birthday_to_come)
