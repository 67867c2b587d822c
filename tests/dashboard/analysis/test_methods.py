from dataclasses import replace

import numpy as np
import pytest

from dashboard.analysis.load import session_loads
from dashboard.analysis.methods import METHODS, method_named
from ingest.thresholds import Thresholds


def score(sessions, athlete, method):
    return session_loads(sessions, athlete, method)["load"].tolist()


def test_the_methods_are_the_listed_ones():
    assert list(METHODS) == [
        "session_rpe",
        "trimp",
        "edwards",
        "threshold_load",
        "distance",
        "duration",
        "steps",
        "descent_m",
    ]
    assert all(method.unit and method.label for method in METHODS.values())


def test_an_unlisted_method_names_the_listed_ones():
    with pytest.raises(ValueError, match="'tss' is not one of: session_rpe, trimp"):
        method_named("tss")


@pytest.mark.parametrize(("sex", "expected"), [("male", "108.10"), ("female", "121.50")])
def test_trimp_of_an_hour_at_150_is_the_published_one(make_sessions, runner, sex, expected):
    hour = make_sessions({"bpm": 150})
    (load,) = score(hour, replace(runner, sex=sex), "trimp")
    assert f"{load:.2f}" == expected


def test_trimp_counts_a_heart_rate_above_the_highest_as_the_highest(make_sessions, runner):
    above, at = score(make_sessions({"bpm": 200}, {"bpm": 190}), runner, "trimp")
    assert above == at


def test_trimp_is_unknown_when_sex_or_a_threshold_is(make_sessions, runner):
    hour = make_sessions({"bpm": 150})
    no_rest = (Thresholds(runner.thresholds[0].valid_from, heart_rate_max_bpm=190),)
    upside_down = (Thresholds(runner.thresholds[0].valid_from, 190, 150),)
    for athlete in (
        replace(runner, sex=""),
        replace(runner, thresholds=no_rest),
        replace(runner, thresholds=upside_down),
        replace(runner, thresholds=()),
    ):
        assert np.isnan(score(hour, athlete, "trimp")).all()


def test_a_session_uses_the_thresholds_valid_on_its_day(make_sessions, runner, day):
    newer = Thresholds(day(10), 50, 170)
    athlete = replace(runner, thresholds=(newer, *runner.thresholds))
    sessions = make_sessions(
        {"day": -1, "bpm": 150}, {"day": 9, "bpm": 150}, {"day": 10, "bpm": 150}
    )
    before_any, old, new = score(sessions, athlete, "trimp")
    assert np.isnan(before_any)
    assert f"{old:.2f}" == "108.10"
    assert new > old


@pytest.mark.parametrize(
    ("bpm", "points_a_minute"),
    [(94, 0), (95, 1), (113, 1), (114, 2), (133, 3), (151, 3), (152, 4), (171, 5), (205, 5)],
)
def test_edwards_zones_begin_on_their_lower_edge(make_sessions, runner, bpm, points_a_minute):
    assert score(make_sessions({"bpm": bpm}), runner, "edwards") == [60 * points_a_minute]


def test_an_hour_at_threshold_pace_is_100_points(make_sessions, runner):
    at, slower = make_sessions(
        {"normalised_speed_mps": 1000 / 300}, {"normalised_speed_mps": 1000 / 375}
    ).pipe(score, runner, "threshold_load")
    assert at == pytest.approx(100)
    assert slower == pytest.approx(64)


def test_standing_still_adds_no_threshold_load(make_sessions, runner):
    stood = make_sessions({"minutes": 90, "moving_s": 3600.0, "normalised_speed_mps": 1000 / 300})
    assert score(stood, runner, "threshold_load") == [pytest.approx(100)]


def test_session_rpe_is_effort_times_minutes(make_sessions, runner):
    assert score(make_sessions({"rpe": 7, "minutes": 45}), runner, "session_rpe") == [315]


def test_an_effort_of_zero_is_scored_and_not_replaced_by_the_default(make_sessions, runner):
    loads = session_loads(make_sessions({"rpe": 0}), runner, "session_rpe")
    assert loads["load"].tolist() == [0]
    assert loads["state"].tolist() == ["scored"]


def test_a_session_nobody_rated_uses_the_default_and_says_so(make_sessions, runner):
    sessions = make_sessions({"minutes": 30}, {"minutes": 30, "rpe": 4, "rpe_source": "assumed"})
    loads = session_loads(sessions, runner, "session_rpe")
    assert loads["load"].tolist() == [120, 120]
    assert loads["state"].tolist() == ["assumed", "assumed"]


def test_without_a_default_effort_the_load_is_unknown(make_sessions, runner):
    loads = session_loads(
        make_sessions({"minutes": 30}), replace(runner, default_rpe=np.nan), "session_rpe"
    )
    assert loads["load"].isna().all()
    assert loads["state"].tolist() == ["unknown"]


def test_impact_counts_running_only(make_sessions, runner):
    sessions = make_sessions(
        {"km": 10, "steps": 9000, "descent_m": 120},
        {"km": 40, "sport": "cycling", "descent_m": 500},
    )
    for method, expected in {
        "distance": 10,
        "steps": 9000,
        "descent_m": 120,
        "duration": 60,
    }.items():
        loads = session_loads(sessions, runner, method)
        assert loads["load"].tolist()[0] == expected
        assert np.isnan(loads["load"].tolist()[1])
        assert loads["state"].tolist() == ["scored", "not_counted"]


@pytest.mark.parametrize("method", list(METHODS))
def test_what_was_not_measured_is_unknown_and_never_zero(make_sessions, runner, method):
    bare = make_sessions({"timer_s": np.nan, "elapsed_s": np.nan})
    assert np.isnan(score(bare, runner, method)).all()
    bare_of_columns = bare.drop(columns=["heart_rate_seconds", "normalised_speed_mps"])
    assert np.isnan(score(bare_of_columns, runner, method)).all()


def test_a_strap_that_died_early_has_not_scored_the_session(make_sessions, runner):
    half = make_sessions({"bpm": 150, "minutes": 30, "timer_s": 3600.0})
    most = make_sessions({"bpm": 150, "minutes": 48, "timer_s": 3600.0})
    assert np.isnan(score(half, runner, "trimp")).all()
    assert score(most, runner, "trimp") == [pytest.approx(108.10 * 0.8, abs=0.01)]


def test_a_transition_is_no_session(make_sessions, runner):
    assert score(make_sessions({"sport": "transition", "rpe": 5}), runner, "session_rpe") == []
