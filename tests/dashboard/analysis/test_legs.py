"""SESSION_LIST rows as legs: what was not measured stays NaN, clocks are chosen by rule."""

import math
from datetime import date, datetime

import pandas as pd
import pytest

from dashboard.analysis import legs as module
from dashboard.analysis.legs import Clock, legs
from ingest.tables import SESSION_LIST, conform

START = pd.Timestamp("2026-09-06T23:30:00Z")


def session_list(*rows: dict[str, object]) -> pd.DataFrame:
    usual = {
        "sport": "running",
        "sub_sport": "generic",
        "start_time": START,
        "local_day": pd.Timestamp("2026-09-07"),
        "utc_offset_s": 7200,
        "distance_m": 10_000.0,
        "elapsed_s": 3300.0,
        "timer_s": 3200.0,
        "moving_s": 3180.0,
    }
    return conform(pd.DataFrame([usual | row for row in rows]), SESSION_LIST)


def test_a_leg_starts_on_the_wall_clock_of_its_place() -> None:
    (leg,) = legs(session_list({}))

    assert leg.started == datetime.fromisoformat("2026-09-07T01:30")
    assert leg.clock_is_local
    assert leg.local_day == date(2026, 9, 7)


def test_an_unknown_offset_leaves_utc_and_says_so() -> None:
    (leg,) = legs(session_list({"utc_offset_s": pd.NA}))

    assert leg.started == datetime.fromisoformat("2026-09-06T23:30")
    assert not leg.clock_is_local


def test_training_uses_moving_time_and_a_race_elapsed_time() -> None:
    training, race = legs(session_list({}, {"is_race": True}))

    assert (training.clock, training.time_s) == (Clock.MOVING, 3180.0)
    assert (race.clock, race.time_s) == (Clock.ELAPSED, 3300.0)
    assert training.how_fast == "5:18 /km"
    assert race.how_fast == "5:30 /km"


def test_without_motion_the_clock_is_elapsed() -> None:
    (leg,) = legs(session_list({"moving_s": math.nan}))

    assert leg.clock is Clock.ELAPSED


def test_what_was_not_measured_is_not_a_number_and_never_zero() -> None:
    (leg,) = legs(session_list({"distance_m": math.nan}))

    assert math.isnan(leg.distance_m)
    assert math.isnan(leg.heart_rate_mean_bpm)
    assert leg.how_fast == ""
    assert module.total([leg.distance_m]) is not None
    assert math.isnan(module.total([leg.distance_m]))


def test_legs_of_one_sport_are_numbered_and_others_are_not() -> None:
    parts = legs(
        session_list({}, {"sport": "transition"}, {"sport": "cycling"}, {"sport": "transition"}, {})
    )

    assert module.titles(parts) == ["Run 1", "Change 1", "Bike", "Change 2", "Run 2"]
    assert len(module.legs_only(parts)) == 3


def test_the_whole_lasts_from_first_start_to_last_end() -> None:
    later = START + pd.Timedelta(seconds=4000)
    parts = legs(session_list({}, {"start_time": later}))

    assert module.span_s(parts) == 4000 + 3300


def test_heart_rates_are_weighted_by_time() -> None:
    parts = legs(
        session_list(
            {"heart_rate_mean_bpm": 120.0, "elapsed_s": 100.0},
            {"heart_rate_mean_bpm": 150.0, "elapsed_s": 200.0},
            {"elapsed_s": 900.0},
        )
    )

    assert module.mean_heart_rate(parts) == pytest.approx(140)
