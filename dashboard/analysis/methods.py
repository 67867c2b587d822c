"""How one session's load is scored: the listed methods, their units, sources and formulas.

Each formula takes a SESSIONS frame (with the histograms the store adds) and the athlete, and gives
one number a session, NaN where it cannot be scored.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.zones import HEART_RATE_BINS, HEART_RATES_BPM, heart_rate_zone
from ingest.tables import Athlete
from ingest.thresholds import Sex, Thresholds

RUNNING = "running"
# Rule: a strap that saw less than this share of a session has not scored it.
HEART_RATE_SHARE = 0.8
# Banister 1991: factor and exponent of the weight of r, by sex.
TRIMP_WEIGHTS: dict[Sex, tuple[float, float]] = {"male": (0.64, 1.92), "female": (0.86, 1.67)}

Values = NDArray[np.float64]
Score = Callable[[pd.DataFrame, Athlete], Values]


class Currency(Enum):
    """What a load is paid in: the whole body's work, or the impact that only running has.

    Two, so that active rest is credited and never read as knee load.
    """

    ALL_SPORT = "all sports"
    RUNNING = "running only"


@dataclass(frozen=True, slots=True)
class Method:
    """One way to score a session."""

    name: str
    label: str
    unit: str
    currency: Currency
    source: str
    score: Score


def duration_s(sessions: pd.DataFrame) -> pd.Series:
    """Seconds a session lasted, as load counts them: the timer, else elapsed, else moving time."""
    return sessions["timer_s"].fillna(sessions["elapsed_s"]).fillna(sessions["moving_s"])


def rpe_is_assumed(sessions: pd.DataFrame) -> pd.Series:
    """Say for which sessions nobody gave an effort: none at all, or one already assumed."""
    return sessions["rpe"].isna() | (sessions["rpe_source"] == "assumed")


def _session_rpe(sessions: pd.DataFrame, athlete: Athlete) -> Values:
    rpe = sessions["rpe"].fillna(athlete.default_rpe)
    return _values(rpe * duration_s(sessions) / 60)


def _trimp(sessions: pd.DataFrame, athlete: Athlete) -> Values:
    return _from_heart_rate(sessions, athlete, lambda row: trimp_per_minute(row, athlete.sex))


def _edwards(sessions: pd.DataFrame, athlete: Athlete) -> Values:
    return _from_heart_rate(sessions, athlete, _edwards_per_minute)


def _threshold_load(sessions: pd.DataFrame, athlete: Athlete) -> Values:
    if "normalised_speed_mps" not in sessions.columns:
        return np.full(len(sessions), np.nan)
    threshold = _each_day(sessions, athlete, lambda row: row.threshold_pace_s_per_km)
    intensity = threshold * _values(sessions["normalised_speed_mps"]) / 1000
    # Moving time, because normalised speed is a mean over the time in motion.
    hours = _values(sessions["moving_s"].fillna(duration_s(sessions))) / 3600
    return 100 * hours * intensity**2


def _distance(sessions: pd.DataFrame, _: Athlete) -> Values:
    return _values(sessions["distance_m"]) / 1000


def _duration(sessions: pd.DataFrame, _: Athlete) -> Values:
    return _values(duration_s(sessions)) / 60


def _steps(sessions: pd.DataFrame, _: Athlete) -> Values:
    return _values(sessions["steps"])


def _descent_m(sessions: pd.DataFrame, _: Athlete) -> Values:
    return _values(sessions["descent_m"])


def trimp_per_minute(thresholds: Thresholds, sex: Sex) -> Values:
    """TRIMP of one minute at each whole heart rate 30-250.

    Returns
    -------
    numpy.ndarray
        221 values: r x 0.64 e^(1.92 r) for men, r x 0.86 e^(1.67 r) for women, where
        r = (HR - HRrest) / (HRmax - HRrest), clipped to 0..1. NaN when sex or a threshold is not
        known. Source: Banister 1991.
    """
    rest, top = thresholds.heart_rate_rest_bpm, thresholds.heart_rate_max_bpm
    if sex not in TRIMP_WEIGHTS or not top > rest:
        return np.full(HEART_RATE_BINS, np.nan)
    factor, exponent = TRIMP_WEIGHTS[sex]
    reserve = np.clip((HEART_RATES_BPM - rest) / (top - rest), 0, 1)
    return reserve * factor * np.exp(exponent * reserve)


def _edwards_per_minute(thresholds: Thresholds) -> Values:
    top = thresholds.heart_rate_max_bpm
    if not top > 0:
        return np.full(HEART_RATE_BINS, np.nan)
    return heart_rate_zone(HEART_RATES_BPM, top).astype(np.float64)


def _from_heart_rate(
    sessions: pd.DataFrame, athlete: Athlete, per_minute: Callable[[Thresholds], Values]
) -> Values:
    seconds = _histograms(sessions)
    load = np.full(len(sessions), np.nan)
    for thresholds, rows in _by_thresholds(sessions, athlete):
        load[rows] = seconds[rows] @ per_minute(thresholds) / 60
    seen, lasted = seconds.sum(axis=1), _values(duration_s(sessions))
    load[(seen <= 0) | (seen < HEART_RATE_SHARE * lasted)] = np.nan
    return load


def _histograms(sessions: pd.DataFrame) -> Values:
    """Stack the heart-rate histograms, sessions x 221; rows of 0 where there is none."""
    stacked = np.zeros((len(sessions), HEART_RATE_BINS))
    if "heart_rate_seconds" in sessions.columns:
        for row, histogram in enumerate(sessions["heart_rate_seconds"]):
            if isinstance(histogram, np.ndarray) and histogram.size == HEART_RATE_BINS:
                stacked[row] = histogram
    return stacked


def _each_day(
    sessions: pd.DataFrame, athlete: Athlete, value: Callable[[Thresholds], float]
) -> Values:
    values = np.full(len(sessions), np.nan)
    for thresholds, rows in _by_thresholds(sessions, athlete):
        values[rows] = value(thresholds)
    return values


def _by_thresholds(
    sessions: pd.DataFrame, athlete: Athlete
) -> list[tuple[Thresholds, NDArray[np.intp]]]:
    """Pair each row of thresholds with the positions of the sessions on whose day it is valid."""
    ordered = sorted(athlete.thresholds, key=lambda row: row.valid_from)
    begins = np.array([row.valid_from.to_datetime64() for row in ordered], dtype="datetime64[us]")
    days = sessions["local_day"].to_numpy(dtype="datetime64[us]")
    valid = np.searchsorted(begins, days, side="right") - 1
    return [(row, np.flatnonzero(valid == place)) for place, row in enumerate(ordered)]


def _values(series: pd.Series) -> Values:
    return series.to_numpy(dtype=np.float64)


_FOSTER = "Foster et al. 2001, J Strength Cond Res 15:109"
_COGGAN = "after Coggan's power form; running form as published by coaches"
METHODS: dict[str, Method] = {
    method.name: method
    for method in (
        Method("session_rpe", "effort x minutes", "AU", Currency.ALL_SPORT, _FOSTER, _session_rpe),
        Method("trimp", "heart-rate impulse", "TRIMP", Currency.ALL_SPORT, "Banister 1991", _trimp),
        Method(
            "edwards",
            "heart-rate zone minutes",
            "zone min",
            Currency.ALL_SPORT,
            "Edwards 1993",
            _edwards,
        ),
        Method(
            "threshold_load", "threshold load", "points", Currency.RUNNING, _COGGAN, _threshold_load
        ),
        Method("distance", "running distance", "km", Currency.RUNNING, "", _distance),
        Method("duration", "running time", "min", Currency.RUNNING, "", _duration),
        Method("steps", "running steps", "steps", Currency.RUNNING, "", _steps),
        Method("descent_m", "running descent", "m", Currency.RUNNING, "", _descent_m),
    )
}


def method_named(name: str) -> Method:
    """Return a listed method; another name is a ValueError that lists them."""
    if name not in METHODS:
        raise ValueError(f"method {name!r} is not one of: {', '.join(METHODS)}")
    return METHODS[name]
