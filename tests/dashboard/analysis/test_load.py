import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.load import (
    METHODS,
    choose_method,
    daily_load,
    running_only,
    session_loads,
    trends,
)
from dashboard.analysis.trends import by_day
from ingest.athlete_tables import DAILY_LOAD
from ingest.tables import conform, empty

SEASON = st.lists(
    st.fixed_dictionaries(
        {
            "day": st.integers(0, 60),
            "minutes": st.integers(5, 240),
            "sport": st.sampled_from(["running", "cycling", "transition"]),
        },
        optional={"rpe": st.integers(0, 10), "km": st.floats(0.5, 50), "bpm": st.integers(60, 200)},
    ),
    max_size=12,
)


def days_of(daily):
    numbers = (daily["local_day"] - daily["local_day"].min()).dt.days
    return dict(zip(numbers, daily["load"], strict=True))


def test_days_between_sessions_are_rest_and_the_days_after_the_last_are_not_there(
    make_sessions, runner
):
    daily = daily_load(make_sessions({"day": 0, "km": 5}, {"day": 3, "km": 8}), runner, "distance")
    assert days_of(daily) == {0: 5, 1: 0, 2: 0, 3: 8}
    assert daily["unit"].unique().tolist() == ["km"]
    assert daily["athlete_id"].unique().tolist() == ["a"]


def test_days_up_to_the_last_import_are_rest(make_sessions, runner, day):
    daily = daily_load(make_sessions({"km": 5}), runner, "distance", until=day(2))
    assert days_of(daily) == {0: 5, 1: 0, 2: 0}


def test_a_day_whose_session_cannot_be_scored_is_unknown(make_sessions, runner):
    daily = daily_load(make_sessions({"day": 0, "bpm": 150}, {"day": 1}), runner, "trimp")
    assert daily["load"].isna().tolist() == [False, True]
    assert daily["coverage"].tolist() == [1, 0]


def test_a_day_is_the_sum_of_what_could_be_scored_with_the_share_beside_it(make_sessions, runner):
    daily = daily_load(make_sessions({"bpm": 150}, {}), runner, "trimp")
    assert round(daily["load"].item(), 2) == 108.10
    assert daily["coverage"].item() == 0.5
    assert daily["sessions"].item() == 2


def test_sports_are_apart_and_add_up(make_sessions, runner):
    sessions = make_sessions({"rpe": 5}, {"rpe": 3, "sport": "cycling"})
    daily = daily_load(sessions, runner, "session_rpe")
    assert daily["sport"].tolist() == ["cycling", "running"]
    assert daily["load"].tolist() == [180, 300]
    assert by_day(daily)["load"].tolist() == [480]


def test_an_assumed_effort_counts_in_the_load_but_not_in_the_coverage(make_sessions, runner):
    daily = daily_load(make_sessions({"rpe": 5}, {}), runner, "session_rpe")
    assert daily["load"].item() == 540
    assert daily["assumed_load"].item() == 240
    assert daily["coverage"].item() == 0.5


def test_active_rest_is_credited_and_is_not_read_as_running(make_sessions, runner):
    sessions = make_sessions({"day": 0, "rpe": 5}, {"day": 1, "rpe": 3, "sport": "cycling"})
    daily = daily_load(sessions, runner, "session_rpe")
    assert days_of(daily) == {0: 300, 1: 180}
    assert days_of(running_only(daily)) == {0: 300, 1: 0}
    assert days_of(daily_load(sessions, runner, "duration")) == {0: 60, 1: 0}


def test_an_unknown_run_stays_unknown_beside_a_known_ride(make_sessions, runner):
    sessions = make_sessions({}, {"km": 40, "sport": "cycling"})
    assert by_day(daily_load(sessions, runner, "distance"))["load"].isna().all()


def test_no_sessions_give_an_empty_table_of_the_same_shape(make_sessions, runner):
    daily = daily_load(make_sessions(), runner, "session_rpe")
    pd.testing.assert_frame_equal(daily, empty(DAILY_LOAD))
    assert trends(daily).empty
    assert running_only(daily).empty


def test_an_unlisted_method_is_refused(make_sessions, runner):
    with pytest.raises(ValueError, match="not one of"):
        daily_load(make_sessions({}), runner, "suffering")


@given(SEASON, st.sampled_from(list(METHODS)))
@settings(max_examples=40)
def test_every_day_has_a_row_and_the_days_add_up_to_the_sessions(
    make_sessions, runner, rows, method
):
    sessions = make_sessions(*rows)
    before = sessions.copy(deep=True)
    daily = daily_load(sessions, runner, method)
    loads = session_loads(sessions, runner, method)

    pd.testing.assert_frame_equal(sessions, before)
    pd.testing.assert_frame_equal(conform(daily, DAILY_LOAD), daily)
    assert daily["load"].sum() == pytest.approx(loads["load"].sum())
    days = pd.DatetimeIndex(daily["local_day"].unique())
    assert (np.diff(days) == np.timedelta64(1, "D")).all()


@given(SEASON, st.sampled_from(list(METHODS)))
@settings(max_examples=40)
def test_missing_is_never_zero(make_sessions, runner, rows, method):
    daily = daily_load(make_sessions(*rows), runner, method)
    loads = session_loads(make_sessions(*rows), runner, method)
    known = loads[loads["load"].notna()]
    counted = loads[loads["state"] != "not_counted"]
    for row in daily.itertuples():
        here = (counted["local_day"] == row.local_day) & (counted["sport"] == row.sport)
        scored = (known["local_day"] == row.local_day) & (known["sport"] == row.sport)
        assert np.isnan(row.load) == (here.any() and not scored.any())
        assert (row.sport == "") == (not (counted["local_day"] == row.local_day).any())


def test_the_method_to_start_with_has_the_greatest_coverage(make_sessions, runner):
    rated = {"rpe": 5, "km": 8, "bpm": 150}
    unrated = {"km": 8, "bpm": 150}
    assert choose_method(make_sessions(rated, rated), runner) == "session_rpe"
    assert choose_method(make_sessions(rated, unrated), runner) == "trimp"
    assert choose_method(make_sessions({"km": 8}, {"km": 8}), runner) == "distance"
    assert choose_method(make_sessions(), runner) == "session_rpe"


def test_a_method_blind_to_half_of_the_training_does_not_win(make_sessions, runner):
    ride = {"sport": "cycling", "bpm": 120}
    sessions = make_sessions({"km": 8, "bpm": 150}, {"km": 8}, ride, ride)
    assert choose_method(sessions, runner) == "trimp"


def test_only_the_last_ninety_days_decide(make_sessions, runner):
    ridden = {"sport": "cycling"}
    old, new = {"rpe": 5, **ridden}, {"bpm": 150, **ridden}
    assert choose_method(make_sessions(old, old, {"day": 90, **new}), runner) == "trimp"
    assert choose_method(make_sessions(old, old, {"day": 89, **new}), runner) == "session_rpe"
