"""A finish as the organiser published it."""

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

import pandas as pd

from ingest.athlete_tables import STATUSES
from ingest.diary.wrong import (
    WrongEntry,
    check_between,
    check_given,
    check_past_day,
    check_word,
    is_given,
)

RaceStatus: TypeAlias = Literal["finished", "DNF", "DNS", "DSQ"]

LONGEST_M = 1_000_000.0
LONGEST_S = 30 * 86_400.0
SLOWEST_S_PER_KM = 7200.0
# Road times round up to the whole second, so a chip time may stand a second above its gun time.
ROUNDING_S = 1.0


@dataclass(frozen=True, slots=True)
class RaceResult:
    """One finish, a RACE_RESULTS row. Metres, seconds, s/km; NaN and None where not known.

    ``weather`` and ``companions`` are the person's own words.
    """

    race: str
    race_day: pd.Timestamp
    result_id: str = ""
    athlete_id: str = ""
    edition: str = ""
    category: str = ""
    official_distance_m: float = math.nan
    gun_time_s: float = math.nan
    chip_time_s: float = math.nan
    published_pace_s_per_km: float = math.nan
    place_overall: int | None = None
    field_overall: int | None = None
    place_gender: int | None = None
    field_gender: int | None = None
    place_category: int | None = None
    field_category: int | None = None
    status: RaceStatus = "finished"
    session_id: str = ""
    weather: str = ""
    companions: str = ""


def check_race_result(result: RaceResult, now: pd.Timestamp) -> None:
    """Refuse a finish that cannot be.

    Raises
    ------
    WrongEntry
        For a race without a name or day, on a day to come; a distance, time or pace of 0, less, or
        absurdly much; a chip time longer than the gun time; a place below 1 or behind the field.
    """
    check_given("race", result.race, "The race's name")
    check_word("status", result.status, STATUSES)
    if not is_given(result.race_day):
        raise WrongEntry("race_day", "The day of the race is missing.")
    check_past_day("race_day", result.race_day, now)
    _check_numbers(result)
    for group in ("overall", "gender", "category"):
        _check_place(result, group)


def _check_numbers(result: RaceResult) -> None:
    _check_positive("official_distance_m", result.official_distance_m, LONGEST_M, "1,000 km")
    _check_positive("gun_time_s", result.gun_time_s, LONGEST_S, "30 days")
    _check_positive("chip_time_s", result.chip_time_s, LONGEST_S, "30 days")
    pace = result.published_pace_s_per_km
    _check_positive("published_pace_s_per_km", pace, SLOWEST_S_PER_KM, "2 hours a kilometre")
    if result.chip_time_s > result.gun_time_s + ROUNDING_S:
        say = "The chip time is longer than the gun time: the chip starts at the line, never before"
        raise WrongEntry("chip_time_s", f"{say} the gun.")


def _check_positive(field: str, value: float, most: float, shown: str) -> None:
    least = math.nextafter(0.0, 1.0)
    check_between(field, value, (least, most), f"This must be more than 0 and at most {shown}.")


def _check_place(result: RaceResult, group: str) -> None:
    place: int | None = getattr(result, f"place_{group}")
    field: int | None = getattr(result, f"field_{group}")
    if place is not None and place < 1:
        raise WrongEntry(f"place_{group}", "Places begin at 1.")
    if field is not None and field < (place or 1):
        say = f"There cannot be fewer finishers ({field}) than the place reached ({place or 1})."
        raise WrongEntry(f"field_{group}", say)
