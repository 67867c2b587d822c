"""What a person sets once: units, zone, sex, default effort, load method; and their limits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from ingest.diary.wrong import WrongEntry, check_between, check_past_day, check_word, is_given
from ingest.thresholds import Sex, Thresholds

Units: TypeAlias = Literal["km", "mile"]

UNITS: tuple[Units, ...] = ("km", "mile")
SEXES: tuple[Sex, ...] = ("male", "female", "")
HIGHEST_RPE = 10
EARLIEST_BIRTH = pd.Timestamp("1900-01-01")
# The ranges in which a limit of the body is believed: bpm, bpm, s/km.
RESTING_BPM = (25.0, 120.0)
HIGHEST_BPM = (100.0, 250.0)
THRESHOLD_PACE_S_PER_KM = (120.0, 1200.0)


@dataclass(frozen=True, slots=True)
class AthleteSettings:
    """How one athlete's numbers are read and shown.

    ``time_zone`` is an IANA name or empty. ``default_rpe`` (0-10) stands in for sessions nobody
    rated, None leaves them unknown. An empty ``load_method`` is chosen by coverage.
    ``born_on`` is a local day, for age grades. ``reports_allowed``: they may be in reports that
    are made for many at once.
    """

    units: Units = "km"
    time_zone: str = ""
    sex: Sex = ""
    default_rpe: float | None = 4.0
    load_method: str = ""
    born_on: pd.Timestamp | None = None
    reports_allowed: bool = False


def check_settings(settings: AthleteSettings) -> None:
    """Refuse units, a sex or a time zone nobody knows, and a default effort outside 0-10.

    Raises
    ------
    WrongEntry
        Also for a day of birth that is to come or before 1900. The load methods are known to
        whoever computes loads, and checked there.
    """
    check_word("units", settings.units, UNITS)
    check_word("sex", settings.sex, SEXES)
    if settings.default_rpe is not None:
        check_rpe("default_rpe", settings.default_rpe)
    _check_zone(settings.time_zone)
    _check_born_on(settings.born_on)


def _check_born_on(born_on: pd.Timestamp | None) -> None:
    if not is_given(born_on):
        return
    check_past_day("born_on", born_on, pd.Timestamp.now("UTC"))
    if born_on < EARLIEST_BIRTH:
        raise WrongEntry("born_on", "The day of birth is before 1900. Check the year.")


def check_rpe(field: str, rpe: float) -> None:
    """Refuse an effort outside 0-10 on the CR10 scale; NaN is none at all, and refused."""
    if not 0 <= rpe <= HIGHEST_RPE:
        raise WrongEntry(field, f"Effort goes from 0 to {HIGHEST_RPE}, not {rpe:g}.")


def is_zone(time_zone: str) -> bool:
    """Say whether a name is an IANA time zone this computer knows; an empty one is none."""
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder is an OSError
        return False
    return True


def _check_zone(time_zone: str) -> None:
    if time_zone and not is_zone(time_zone):
        say = f"{time_zone} is no time zone. Write it like Europe/Brussels."
        raise WrongEntry("time_zone", say)


def check_thresholds(row: Thresholds, others: Iterable[Thresholds], now: pd.Timestamp) -> None:
    """Refuse limits no body has, and a second set that begins on a day which has one.

    Parameters
    ----------
    row : Thresholds
        The new set.
    others : iterable of Thresholds
        The sets there already.
    now : pandas.Timestamp
        The present, with the person's zone.

    Raises
    ------
    WrongEntry
        Also when nothing is given at all, or the day is to come.
    """
    if not is_given(row.valid_from):
        raise WrongEntry("valid_from", "The day from which these limits hold is missing.")
    check_past_day("valid_from", row.valid_from, now)
    if any(other.valid_from == row.valid_from for other in others):
        say = f"There are limits from {row.valid_from:%d %B %Y} on already: delete those first."
        raise WrongEntry("valid_from", say)
    _check_limits(row)


def _check_limits(row: Thresholds) -> None:
    rest, top, pace = row.heart_rate_rest_bpm, row.heart_rate_max_bpm, row.threshold_pace_s_per_km
    say = "The resting heart rate must be between 25 and 120 bpm."
    check_between("heart_rate_rest_bpm", rest, RESTING_BPM, say)
    if top <= rest:
        say = f"The highest heart rate ({top:.0f}) must be above the resting one ({rest:.0f})."
        raise WrongEntry("heart_rate_max_bpm", say)
    say = "The highest heart rate must be between 100 and 250 bpm."
    check_between("heart_rate_max_bpm", top, HIGHEST_BPM, say)
    say = "Threshold pace must be between 2:00 and 20:00 /km."
    check_between("threshold_pace_s_per_km", pace, THRESHOLD_PACE_S_PER_KM, say)
    if pd.isna([rest, top, pace]).all():
        raise WrongEntry("heart_rate_max_bpm", "Give at least one limit.")
