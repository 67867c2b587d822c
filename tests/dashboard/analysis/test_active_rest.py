import math

import pandas as pd
import pytest

from dashboard.analysis.active_rest import active_rest

REST = (
    {"day": 1, "sport": "swimming", "minutes": 60, "rpe": 3.0},
    {"day": 2, "sport": "swimming", "minutes": 30, "rpe": 4.0},
    {"day": 3, "sport": "training", "minutes": 45, "sub_sport": "yoga"},
    {"day": 4, "sport": "cycling", "minutes": 120, "rpe": 7.0},
    {"day": 5, "km": 8.0, "rpe": 3.0},
    {"day": 6, "sport": "rowing", "minutes": 60, "rpe": 2.0},
    {"day": 50, "sport": "walking", "minutes": 60, "rpe": 1.0},
)


@pytest.fixture
def rest(make_history):
    history = make_history(REST)
    begin = history.sessions["local_day"].min()
    return active_rest(history.sessions, history.athlete, begin, begin + pd.Timedelta(days=41))


def test_what_was_done_beside_running_is_credited_by_sport(rest) -> None:
    assert rest.rows["sport"].tolist() == ["swim", "yoga"]
    assert rest.rows["sessions"].tolist() == [2, 1]
    assert rest.rows["hours"].tolist() == [1.5, 0.75]
    assert rest.rows["load"].tolist() == [60 * 3 + 30 * 4, 45 * 4]


def test_hard_sessions_runs_and_other_sports_are_no_rest(rest) -> None:
    assert (rest.sessions, rest.rated, rest.hard) == (3, 2, 1)
    assert rest.title == "Active rest that counted: 3 times, 2.2 h"
    assert "2 of 3 sessions rated" in rest.note
    assert "1 session above that effort not counted." in rest.note


def test_a_sport_nobody_could_score_has_hours_and_no_load(make_history) -> None:
    history = make_history([{"day": 1, "sport": "swimming", "minutes": math.nan, "rpe": 3.0}])
    day = history.sessions["local_day"].iloc[0]

    rest = active_rest(history.sessions, history.athlete, day, day)

    assert rest.sessions == 1
    assert math.isnan(rest.rows["load"].iloc[0])


def test_no_session_at_all_says_so(make_history) -> None:
    day = pd.Timestamp("2026-01-01")

    rest = active_rest(make_history().sessions, make_history().athlete, day, day)

    assert rest.rows.empty
    assert rest.title == "No active rest in these six weeks"
