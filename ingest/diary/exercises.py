"""The exercise plan, and the days on which it was done."""

from dataclasses import dataclass

import pandas as pd

from ingest.diary.wrong import (
    WrongEntry,
    check_between,
    check_given,
    check_order,
    check_past_day,
    day_of,
    is_given,
)

MOST_A_WEEK = 21
FARTHEST_AHEAD = pd.Timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise of the plan, an EXERCISES row; ``last_day`` None: it goes on.

    ``dose`` is how much of it in words ("3 x 12, slow"), ``sessions_per_week`` how often.
    """

    name: str
    dose: str
    first_day: pd.Timestamp
    sessions_per_week: int
    last_day: pd.Timestamp | None = None
    exercise_id: str = ""


def check_exercise(exercise: Exercise, now: pd.Timestamp) -> None:
    """Refuse an exercise without a name, that ends before it begins, or is done 0 times a week.

    Raises
    ------
    WrongEntry
        Also for more than 21 times a week and a first day more than a year ahead.
    """
    check_given("name", exercise.name, "The exercise's name")
    if not is_given(exercise.first_day):
        raise WrongEntry("first_day", "The first day is missing.")
    if exercise.first_day > day_of(now) + FARTHEST_AHEAD:
        raise WrongEntry("first_day", f"{exercise.first_day:%d %B %Y} is more than a year ahead.")
    say = "The last day is before the first: one of the two is wrong."
    check_order("last_day", exercise.first_day, exercise.last_day, say)
    say = f"Times a week go from 1 to {MOST_A_WEEK}."
    check_between("sessions_per_week", exercise.sessions_per_week, (1, MOST_A_WEEK), say)


def check_tick(day: pd.Timestamp, now: pd.Timestamp) -> None:
    """Refuse a tick without a day, or on a day to come (WrongEntry)."""
    if not is_given(day):
        raise WrongEntry("day", "The day is missing.")
    check_past_day("day", day, now)
