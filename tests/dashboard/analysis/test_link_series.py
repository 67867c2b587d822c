from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.link_series import (
    LOADS,
    Log,
    daily_series,
    load_named,
    loads_of,
    noted,
)
from dashboard.analysis.pain import Site

INNER = Site("knee", "left", "medial")


@pytest.fixture
def log(runner, make_sessions, make_diary):
    """A week: two runs, a ride, a gym hour without an effort, and a rest day between."""

    def make(*extra: dict, known_until: pd.Timestamp | None = None) -> Log:
        sessions = make_sessions(
            {"day": 0, "km": 10.0, "minutes": 60, "rpe": 5.0, "steps": 9000.0, "descent_m": 80.0},
            {"day": 2, "sport": "cycling", "sub_sport": "road", "minutes": 90, "rpe": 3.0},
            {"day": 3, "km": 6.0, "minutes": 40, "rpe": 4.0, "sub_sport": "generic"},
            {"day": 3, "sport": "transition", "minutes": 2, "km": 0.1},
            *extra,
        )
        return Log(runner, sessions, make_diary((1, 2)), known_until)

    return make


def test_rest_days_are_zero_and_days_of_other_sports_have_no_running(log) -> None:
    km = daily_series(log(), LOADS["distance"])

    assert km.tolist() == [10, 0, 0, 6]
    assert km.index[0] == pd.Timestamp("2026-01-05")


def test_days_up_to_the_last_import_are_rest(log, day) -> None:
    assert daily_series(log(known_until=day(6)), LOADS["distance"]).tolist() == [
        10, 0, 0, 6, 0, 0, 0
    ]  # fmt: skip


def test_a_day_whose_run_was_not_measured_is_unknown_not_rest(log) -> None:
    km = daily_series(log({"day": 4, "minutes": 30}), LOADS["distance"])

    assert np.isnan(km.iloc[4])
    assert km.iloc[:4].notna().all()


def test_cross_training_is_a_series_of_its_own(log) -> None:
    whole = log()

    assert daily_series(whole, LOADS["session_rpe"]).tolist() == [300, 0, 270, 160]
    assert daily_series(whole, LOADS["session_rpe:run"]).tolist() == [300, 0, 0, 160]
    assert daily_series(whole, LOADS["session_rpe:cross_training"]).tolist() == [0, 0, 270, 0]
    assert daily_series(whole, LOADS["session_rpe:bike"]).tolist() == [0, 0, 270, 0]


def test_all_training_is_running_and_cross_training(log) -> None:
    whole = log({"day": 6, "sport": "swimming", "sub_sport": "lap_swimming", "rpe": 6.0})
    parts = ("session_rpe:run", "session_rpe:cross_training")

    added = sum(daily_series(whole, LOADS[part]) for part in parts)

    assert added.tolist() == daily_series(whole, LOADS["session_rpe"]).tolist()


def test_minutes_above_threshold_pace_count_graded_speed(log) -> None:
    seconds = np.zeros(241)
    seconds[60:80] = 30.0  # from 3.0 to 4.0 m/s; threshold pace is 300 s/km, 3.33 m/s
    whole = replace(log(), graded_speed_seconds={"s0": seconds})

    fast = daily_series(whole, LOADS["threshold_minutes"])

    assert fast.iloc[0] == pytest.approx(20 * 30 / 60 * (4 - 1000 / 300) / 1)
    assert np.isnan(fast.iloc[3])
    assert fast.iloc[1] == 0


def test_a_log_without_sessions_has_no_days(runner, make_sessions, make_diary) -> None:
    empty = Log(runner, make_sessions({"day": 0}).iloc[:0], make_diary((1, 2)))

    assert daily_series(empty, LOADS["distance"]).empty


@pytest.mark.parametrize("key", list(LOADS))
def test_every_load_gives_a_value_or_unknown_for_every_day(key, log) -> None:
    series = daily_series(log(), LOADS[key])

    assert len(series) == 4
    assert (series.dropna() >= 0).all()
    assert series.index.freq is not None or len(series.index) == 4


def test_the_loads_offered_are_those_the_log_knows(log) -> None:
    offered = [load.key for load in loads_of(log())]

    assert offered[0] == "distance"
    assert {"steps", "descent_m", "threshold_minutes", "session_rpe:bike"} <= set(offered)
    assert "session_rpe:swim" not in offered
    assert not any(key.startswith("trimp") for key in offered)


def test_a_runner_who_only_runs_has_no_cross_training(runner, make_sessions, make_diary) -> None:
    runs = make_sessions({"day": 0, "km": 5.0, "sub_sport": "generic"})

    offered = [load.key for load in loads_of(Log(runner, runs, make_diary((1, 2))))]

    assert "session_rpe:cross_training" not in offered
    assert "session_rpe:run" in offered


def test_an_unknown_load_is_named_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="'mood' is not one of: distance, steps"):
        load_named("mood")


def test_the_morning_is_judged_first_once_there_are_enough(make_diary) -> None:
    during = [(day, 3, {"moment": "during"}) for day in range(30)]
    mornings = [(day, 1) for day in range(24)]

    assert next(iter(noted(make_diary(*during, *mornings))[INNER])) == "morning"
    assert next(iter(noted(make_diary(*during, *mornings[:-1]))[INNER])) == "during"


def test_two_entries_on_a_day_are_one_day(make_diary) -> None:
    assert noted(make_diary((0, 1), (0, 4), (1, 2)))[INNER] == {"morning": 2}


def test_the_place_noted_most_comes_first(make_diary) -> None:
    outer = {"side": "right", "aspect": "lateral"}
    diary = make_diary((0, 1), (0, 2, outer), (1, 2, outer))

    assert [site.key for site in noted(diary)] == ["knee-right-lateral", "knee-left-medial"]
    assert noted(diary.iloc[:0]) == {}


def test_of_places_noted_alike_the_first_does_not_depend_on_the_rows(make_diary) -> None:
    diary = make_diary((0, 1), (0, 2, {"side": "right"}))

    assert list(noted(diary)) == list(noted(diary.iloc[::-1]))
