import pandas as pd
import pytest

from dashboard.analysis.client import adherence
from ingest.clinic_tables import EXERCISE_LOG, EXERCISES
from ingest.tables import conform

TODAY = pd.Timestamp("2026-11-22")


def plan(**own: object) -> pd.DataFrame:
    row = {
        "exercise_id": "a",
        "name": "Heel raise",
        "dose": "3 x 12",
        "first_day": TODAY - pd.Timedelta(days=200),
        "sessions_per_week": 3,
        **own,
    }
    return conform(pd.DataFrame([row]), EXERCISES)


def ticks(*days_ago: int, exercise_id: str = "a") -> pd.DataFrame:
    days = [TODAY - pd.Timedelta(days=ago) for ago in days_ago]
    rows = pd.DataFrame(
        {"exercise_id": exercise_id, "day": pd.Series(days, dtype="datetime64[us]")}
    )
    return conform(rows, EXERCISE_LOG)


def test_three_times_a_week_is_eighteen_times_in_six_weeks() -> None:
    [one] = adherence(plan(), ticks(*range(0, 42, 3)), TODAY)

    assert (one.done, one.due, one.days) == (14, 18, 42)
    assert one.kept == "14 of 18 times"
    assert one.last == TODAY


def test_only_these_six_weeks_count_and_a_day_counts_once() -> None:
    [one] = adherence(plan(), ticks(0, 0, 41, 42, 100), TODAY)

    assert one.done == 2


def test_a_plan_that_began_last_week_asks_for_a_week() -> None:
    begun = plan(first_day=TODAY - pd.Timedelta(days=6))

    [one] = adherence(begun, ticks(1), TODAY)

    assert one.kept == "1 of 3 times"


def test_a_plan_that_begins_tomorrow_says_so() -> None:
    [one] = adherence(plan(first_day=TODAY + pd.Timedelta(days=1)), ticks(), TODAY)

    assert one.kept == "not begun"
    assert one.last is None


def test_one_that_ended_before_is_left_out_and_one_that_ended_since_stands_last() -> None:
    long_over = plan(exercise_id="b", last_day=TODAY - pd.Timedelta(days=42))
    over = plan(exercise_id="c", last_day=TODAY - pd.Timedelta(days=7))
    rows = pd.concat([long_over, over, plan()], ignore_index=True)

    found = adherence(rows, ticks(), TODAY)

    assert [(one.exercise_id, one.is_over) for one in found] == [("a", False), ("c", True)]


@pytest.mark.parametrize("times", [1, 7, 21])
def test_what_is_due_grows_with_the_times_a_week(times: int) -> None:
    [one] = adherence(plan(sessions_per_week=times), ticks(), TODAY)

    assert one.due == 6 * times


def test_another_exercises_ticks_do_not_count() -> None:
    [one] = adherence(plan(), ticks(1, 2, exercise_id="b"), TODAY)

    assert one.done == 0


def test_no_plan_is_nothing() -> None:
    assert adherence(conform(pd.DataFrame(), EXERCISES), ticks(), TODAY) == ()
