"""What one race says of another distance: two published ways, and how far off each was so far.

Neither knows how somebody trained. Their error on this athlete's own races stands beside them.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import pandas as pd

from dashboard.analysis.race_editions import RUNNING, Edition, usual_name

Predictor: TypeAlias = Callable[[float, float, float], float]

SECONDS_PER_MINUTE = 60.0
RIEGEL_POWER = 1.06
# Riegel's own range: efforts of 3.5 to 230 minutes.
RIEGEL_RANGE_S = (210.0, 13_800.0)
# The slowest and fastest speed VDOT is asked for, m/min, around every finish time there is.
SLOWEST_M_PER_MIN, FASTEST_M_PER_MIN = 20.0, 1000.0
HALVINGS = 80
TARGETS_M = MappingProxyType(
    {"5 km": 5000.0, "10 km": 10_000.0, "Half marathon": 21_097.5, "Marathon": 42_195.0}
)
# A race says little of one half a year away (rule).
LONGEST_APART = pd.Timedelta(days=183)


def riegel(distance_m: float, time_s: float, to_m: float) -> float:
    """Predict a time by T2 = T1 (D2 / D1)^1.06.

    Parameters
    ----------
    distance_m, time_s : float
        The race run: metres and seconds.
    to_m : float
        The other distance, metres.

    Returns
    -------
    float
        Seconds; NaN for anything not above 0. Meant for efforts of 3.5 to 230 minutes.

    Notes
    -----
    Source: Riegel 1981, American Scientist 69:285. 1:51:57 over 21,097.5 m gives 50:44 for 10 km.
    """
    if not (distance_m > 0 and time_s > 0 and to_m > 0):
        return math.nan
    return float(time_s * (to_m / distance_m) ** RIEGEL_POWER)


def vdot(distance_m: float, time_s: float) -> float:
    """Give the VDOT of a race, in ml/kg/min: the oxygen its pace costs over the share held so long.

    VDOT = (-4.60 + 0.182258 v + 0.000104 v^2)
    / (0.8 + 0.1894393 e^(-0.012778 t) + 0.2989558 e^(-0.1932605 t)), v in m/min, t in min.

    Parameters
    ----------
    distance_m, time_s : float
        Metres and seconds.

    Returns
    -------
    float
        NaN for anything not above 0. Source: Daniels & Gilbert 1979, Oxygen Power. 1:51:57 over
        21,097.5 m = 39.56.
    """
    if not (distance_m > 0 and time_s > 0):
        return math.nan
    minutes = time_s / SECONDS_PER_MINUTE
    speed = distance_m / minutes
    cost = -4.60 + 0.182258 * speed + 0.000104 * speed**2
    share = (
        0.8 + 0.1894393 * math.exp(-0.012778 * minutes) + 0.2989558 * math.exp(-0.1932605 * minutes)
    )
    return cost / share


def time_for_vdot(value: float, distance_m: float) -> float:
    """Find the time in which a distance has a VDOT: the way back of :func:`vdot`.

    Parameters
    ----------
    value : float
        ml/kg/min.
    distance_m : float
        Metres.

    Returns
    -------
    float
        Seconds, by halving, exact to a thousandth; NaN where no speed from 20 to 1,000 m/min has
        that VDOT.
    """
    fast_s, slow_s = (
        distance_m / speed * SECONDS_PER_MINUTE for speed in (FASTEST_M_PER_MIN, SLOWEST_M_PER_MIN)
    )
    if not vdot(distance_m, slow_s) <= value <= vdot(distance_m, fast_s):
        return math.nan
    for _ in range(HALVINGS):
        middle = (fast_s + slow_s) / 2
        fast_s, slow_s = (middle, slow_s) if vdot(distance_m, middle) > value else (fast_s, middle)
    return (fast_s + slow_s) / 2


def by_vdot(distance_m: float, time_s: float, to_m: float) -> float:
    """Predict a time as the one of equal VDOT; seconds, NaN where there is none."""
    return time_for_vdot(vdot(distance_m, time_s), to_m) if to_m > 0 else math.nan


METHODS: Mapping[str, Predictor] = MappingProxyType({"Riegel": riegel, "VDOT": by_vdot})


@dataclass(frozen=True, slots=True)
class Prediction:
    """One other distance: seconds by each of ``METHODS``; ``best`` is the athlete's own fastest."""

    name: str
    distance_m: float
    times_s: Mapping[str, float]
    best: Edition | None


@dataclass(frozen=True, slots=True)
class Error:
    """How far a method was off on an athlete's own races, in % of the real time.

    ``mean_percent`` above 0 says it promised slower than was run; ``mean_off_percent`` leaves the
    sign out. ``pairs`` of races, each of an earlier and a later one over another distance.
    """

    pairs: int
    mean_percent: float
    mean_off_percent: float


NO_ERROR = Error(0, math.nan, math.nan)


def predictions(race: Edition, known: Iterable[Edition]) -> tuple[Prediction, ...]:
    """Predict the other usual distances from one race.

    Parameters
    ----------
    race : Edition
        A running race that counts; others predict nothing.
    known : iterable of Edition
        All the athlete's races, for the best over each distance.

    Returns
    -------
    tuple of Prediction
        The shortest first; empty where ``race`` says nothing of another.
    """
    if not _predicts(race):
        return ()
    mine = race.figures
    best = {one.distance_word: one for one in known if one.personal_best and one.sport == RUNNING}
    return tuple(
        Prediction(name, to_m, _times(mine.distance_m, mine.time_s, to_m), best.get(name))
        for name, to_m in TARGETS_M.items()
        if name != usual_name(mine.distance_m)
    )


def errors(known: Iterable[Edition], until: pd.Timestamp, to: str = "") -> Mapping[str, Error]:
    """Measure each method on an athlete's own races.

    Parameters
    ----------
    known : iterable of Edition
        The athlete's races, in any order.
    until : pandas.Timestamp
        Races up to this day count.
    to : str
        A usual distance: only races over it are held against what was predicted. Any by default.

    Returns
    -------
    mapping of str to Error
        By the names of ``METHODS``. Each race is predicted from every race of the half year before
        it over a distance that is not the same.
    """
    races = [one for one in known if _predicts(one) and one.result.race_day <= until]
    pairs = [
        (early.figures, late.figures)
        for early, late in product(races, races)
        if _is_pair(early, late) and to in ("", late.distance_word)
    ]
    return {
        name: _error(
            [
                100 * (method(early.distance_m, early.time_s, late.distance_m) / late.time_s - 1)
                for early, late in pairs
            ]
        )
        for name, method in METHODS.items()
    }


def _times(distance_m: float, time_s: float, to_m: float) -> Mapping[str, float]:
    return {name: method(distance_m, time_s, to_m) for name, method in METHODS.items()}


def _predicts(race: Edition) -> bool:
    low, high = RIEGEL_RANGE_S
    return race.counts and race.sport == RUNNING and low <= race.figures.time_s <= high


def _is_pair(early: Edition, late: Edition) -> bool:
    apart = late.result.race_day - early.result.race_day
    share = late.figures.distance_m / early.figures.distance_m
    return pd.Timedelta(0) <= apart <= LONGEST_APART and early is not late and not _same(share)


def _same(share: float) -> bool:
    # Ten miles and 15 km are two distances; 21.0975 and 21.1 km are one.
    return abs(share - 1) < 0.01  # noqa: PLR2004 - one percent


def _error(percents: list[float]) -> Error:
    known = np.array([percent for percent in percents if math.isfinite(percent)])
    if not len(known):
        return NO_ERROR
    return Error(len(known), float(known.mean()), float(np.abs(known).mean()))
