import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.overview import History, season
from dashboard.analysis.week_sentence import NOTHING_YET, week_sentence

MONDAY = pd.Timestamp("2025-09-22")


def said(history: History, today: int) -> str:
    found = season(history, "session_rpe")
    return week_sentence(found, history.entries, MONDAY + pd.Timedelta(days=today))


def runs(*days_and_km: tuple[int, float]) -> list[dict]:
    return [{"day": day, "km": km, "rpe": 4} for day, km in days_and_km]


def test_nothing_at_all_leads_somewhere(make_history) -> None:
    assert said(make_history(), 0) == NOTHING_YET


def test_two_known_weeks_are_compared(make_history) -> None:
    history = make_history(runs((0, 9), (8, 10), (15, 8), (20, 8.1)))

    assert said(history, 20) == (
        "You ran 16.1 km in the last 7 days, 6.1 km more than in the 7 before."
    )


def test_less_and_the_same_are_said_so(make_history) -> None:
    less = make_history(runs((0, 9), (8, 20), (15, 8)))
    same = make_history(runs((0, 9), (8, 8.2), (15, 8)))

    assert "12.0 km less than in the 7 before" in said(less, 20)
    assert "about as much as in the 7 before" in said(same, 20)


def test_the_first_week_is_compared_with_nothing(make_history) -> None:
    assert said(make_history(runs((0, 9), (3, 5))), 3) == "You ran 14.0 km in the last 7 days."


def test_a_run_far_beyond_the_month_before_comes_first(make_history) -> None:
    history = make_history(runs((0, 5), (20, 6), (33, 6), (40, 9.5)))

    # Day 40 counts from a Monday: a Saturday.
    assert said(history, 41) == (
        "Saturday's 9.5 km was 1.58 times the longest run of the 30 days before, 6.0 km."
    )


def test_a_run_beyond_a_month_that_is_half_unknown_is_not_flagged(make_history) -> None:
    assert "times the longest" not in said(make_history(runs((0, 5), (9, 9))), 10)


def test_rest_from_running_is_credited_in_minutes(make_history) -> None:
    bike = [{"day": 16, "sport": "cycling", "minutes": 90}]
    history = make_history([*runs((0, 9), (8, 10)), *bike])

    assert said(history, 20) == (
        "No running in the last 7 days, 90 min of other training; you ran 10.0 km in the 7 before."
    )


def test_two_weeks_without_a_run_compare_their_minutes(make_history) -> None:
    rows = [
        {"day": day, "sport": "swimming", "minutes": minutes}
        for day, minutes in ((0, 30), (8, 60), (15, 40))
    ]

    assert said(make_history(rows), 20) == (
        "No running in the last 7 days, 40 min of other training, 20 min less than in the 7 before."
    )


def test_a_run_without_a_distance_is_counted_not_guessed(make_history) -> None:
    history = make_history([*runs((0, 9), (8, 10), (15, 5)), {"day": 16, "km": np.nan}])

    assert said(history, 20) == "You ran 2 times in the last 7 days, 10.0 km in the 7 before."


def test_where_files_end_is_not_called_rest(make_history) -> None:
    silent = make_history(runs((0, 9)))
    rested = make_history(runs((0, 9)), known_until=MONDAY + pd.Timedelta(days=20))

    assert said(silent, 20) == "Your files end 20 days ago, on 22 Sep 2025."
    assert said(rested, 20) == "No session for 20 days, the last on 22 Sep 2025."


def test_only_pain_is_told_of_one_place_and_moment(make_history) -> None:
    pain = [
        {"day": 0, "nprs": 5},
        {"day": 8, "nprs": 2},
        {"day": 9, "nprs": 1, "side": "right"},
    ]

    assert said(make_history([], pain), 10) == (
        "Your inner left knee was at 2 of 10 at most in the morning, 5 the week before."
    )


def test_another_moment_the_week_before_is_not_compared(make_history) -> None:
    pain = [{"day": 0, "nprs": 5, "moment": "after"}, {"day": 8, "nprs": 2}]

    assert said(make_history([], pain), 10) == (
        "Your inner left knee was at 2 of 10 at most in the morning."
    )


def test_a_week_of_zeros_is_a_week_noted(make_history) -> None:
    pain = [{"day": 1, "nprs": 3}, {"day": 8, "nprs": 0}]

    assert said(make_history([], pain), 10) == (
        "Your inner left knee was at 0 of 10 in the morning, 3 the week before."
    )


def test_silence_in_the_diary_is_not_called_no_pain(make_history) -> None:
    history = make_history(runs((0, 9), (20, 5)), [{"day": 0, "nprs": 3}])

    assert said(history, 20).endswith("No pain entry for 20 days.")


@pytest.mark.parametrize("word", ["risk", "should", "safe", "danger", "!"])
def test_it_neither_warns_nor_praises(long_history, word: str) -> None:
    history = long_history()

    told = " ".join(said(history, today) for today in range(0, 427, 13))

    assert word not in told
