import math

import pandas as pd
import pytest

from dashboard.analysis.morning_after import Settled, morning_after, run_sentence, settled


@pytest.fixture
def runs(make_sessions, day):
    """Three runs, of which the second is not settled, and one whose next morning is not noted."""
    sessions = make_sessions(
        {"day": 0, "km": 5.0},
        {"day": 2, "km": 9.2},
        {"day": 5, "km": 4.0},
        {"day": 8, "km": 3.0},
        {"day": 3, "km": 30.0, "sport": "cycling"},
    ).assign(name="A run")
    noted = {0: 2, 1: 2, 2: 1, 3: 4, 5: 3, 6: 1, 8: 2}
    mornings = pd.Series(noted.values(), index=pd.DatetimeIndex([day(at) for at in noted]))
    return morning_after(sessions, mornings)


def test_a_run_is_settled_unless_the_next_morning_is_a_point_above_the_one_before(runs):
    assert runs["state"].tolist() == ["settled", "not settled", "settled", "not known"]
    assert runs["rise"].tolist()[:3] == [0, 3, -2]
    assert math.isnan(runs["rise"].iloc[3])


def test_only_running_is_listed_with_its_kilometres_and_its_session(runs):
    assert runs["running_km"].tolist() == [5.0, 9.2, 4.0, 3.0]
    assert runs["session_id"].tolist() == ["s0", "s1", "s2", "s3"]


def test_the_settled_are_counted_of_those_whose_mornings_are_known(runs):
    assert settled(runs) == Settled(settled=2, known=3, runs=4)
    assert settled(runs).words == "2 of 3 runs"
    assert settled(runs.iloc[3:]).words == ""


def test_a_run_is_told_with_its_day_its_length_and_both_mornings(runs):
    said = [run_sentence(row) for _, row in runs.iterrows()]
    assert said[1] == (
        "Not settled after Wednesday 7 Jan 2026, 9.2 km: 4 the next morning, 1 the morning before."
    )
    assert said[2].startswith("Settled after Saturday 10 Jan 2026, 4.0 km: 1 the next morning")
    assert said[3] == ""


def test_a_run_of_today_waits_for_its_morning(make_sessions, day):
    sessions = make_sessions({"day": 3, "km": 5.0}).assign(name="A run")
    mornings = pd.Series([1.0], index=[day(3)])
    assert morning_after(sessions, mornings, day(3))["state"].tolist() == ["morning to come"]
    assert morning_after(sessions, mornings, day(4))["state"].tolist() == ["not known"]


def test_without_runs_or_without_mornings_nothing_is_claimed(make_sessions):
    nothing = pd.Series(dtype="float64", index=pd.DatetimeIndex([]))
    ride = make_sessions({"day": 0, "km": 30.0, "sport": "cycling"}).assign(name="A ride")
    assert morning_after(ride, nothing).empty
    run = make_sessions({"day": 0, "km": 5.0}).assign(name="A run")
    assert morning_after(run, nothing)["state"].tolist() == ["not known"]


def test_the_worst_of_two_entries_of_a_morning_counts(make_sessions, day):
    run = make_sessions({"day": 0, "km": 5.0}).assign(name="A run")
    mornings = pd.Series([1, 1, 3], index=[day(0), day(1), day(1)])
    assert morning_after(run, mornings)["state"].tolist() == ["not settled"]
