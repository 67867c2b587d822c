"""What a physio and a runner agree: the most to run, and the runs of a week."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ingest.diary.wrong import WrongEntry, check_between, check_given, day_of, is_given

LONGEST_KM = 500.0
MOST_DESCENT_M = 30_000.0
WEEK_DAYS = 7
FARTHEST_AHEAD = pd.Timedelta(days=366)
_ABOVE_0 = math.nextafter(0.0, 1.0)


@dataclass(frozen=True, slots=True)
class PlanLimits:
    """The most that was agreed from a day on, an AGREED_LIMITS row; NaN: no limit.

    ``longest_run_km`` and ``descent_m`` speak of one activity, ``week_km`` of Monday to Sunday.
    """

    valid_from: pd.Timestamp
    longest_run_km: float = math.nan
    week_km: float = math.nan
    descent_m: float = math.nan
    set_by: str = ""
    note: str = ""
    limits_id: str = ""


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """A run planned for a local day, a PLANNED_RUNS row."""

    day: pd.Timestamp
    distance_km: float
    descent_m: float = math.nan
    note: str = ""


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The runs planned from ``week``, a Monday, on; no runs is a week of rest or no plan."""

    week: pd.Timestamp
    runs: tuple[PlannedRun, ...] = ()


def check_limits(limits: PlanLimits, now: pd.Timestamp) -> None:
    """Refuse limits that limit nothing, that nobody set, or that no runner could reach.

    Raises
    ------
    WrongEntry
        Also without a first day, and with one more than a year ahead.
    """
    _check_first_day("valid_from", limits.valid_from, now)
    check_given("set_by", limits.set_by, "Who set these limits")
    _check_km("longest_run_km", limits.longest_run_km)
    _check_km("week_km", limits.week_km)
    _check_descent(limits.descent_m)
    if pd.isna([limits.longest_run_km, limits.week_km, limits.descent_m]).all():
        raise WrongEntry("longest_run_km", "Give at least one limit.")
    if limits.longest_run_km > limits.week_km:
        say = "The longest run is more than the whole week: one of the two is wrong."
        raise WrongEntry("longest_run_km", say)


def check_no_other_day(limits: PlanLimits, others: Sequence[tuple[str, pd.Timestamp]]) -> None:
    """Refuse a second set of limits from the same day on; ``others`` are ids and first days."""
    if any(key != limits.limits_id and day == limits.valid_from for key, day in others):
        day = f"{limits.valid_from:%d %B %Y}"
        raise WrongEntry("valid_from", f"There are limits from {day} on already: change those.")


def check_week(plan: WeekPlan, now: pd.Timestamp) -> None:
    """Refuse a plan that does not begin on a Monday, or holds a run of another week.

    Raises
    ------
    WrongEntry
        Also for a run of 0 km or of more than 500 km.
    """
    _check_first_day("week", plan.week, now)
    if plan.week.weekday():
        raise WrongEntry("week", f"A week begins on a Monday; {plan.week:%d %B %Y} is none.")
    for run in plan.runs:
        if not is_given(run.day) or not 0 <= (run.day - plan.week).days < WEEK_DAYS:
            raise WrongEntry("runs", "Each run needs a day within this week.")
        if math.isnan(run.distance_km):
            raise WrongEntry("runs", "How far to run is missing.")
        _check_km("runs", run.distance_km)
        _check_descent(run.descent_m)


def _check_first_day(field: str, day: pd.Timestamp, now: pd.Timestamp) -> None:
    if not is_given(day):
        raise WrongEntry(field, "The first day is missing.")
    if day != day.normalize() or day.tzinfo is not None:
        raise WrongEntry(field, "Give a day without a time.")
    if day > day_of(now) + FARTHEST_AHEAD:
        raise WrongEntry(field, f"{day:%d %B %Y} is more than a year ahead.")


def _check_km(field: str, km: float) -> None:
    say = "A distance must be more than 0 and at most 500 km."
    check_between(field, km, (_ABOVE_0, LONGEST_KM), say)


def _check_descent(metres: float) -> None:
    say = "Downhill goes from 0 to 30,000 metres."
    check_between("descent_m", metres, (0.0, MOST_DESCENT_M), say)
