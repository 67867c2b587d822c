import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis import words
from dashboard.analysis.predictions import (
    NO_ERROR,
    by_vdot,
    errors,
    predictions,
    riegel,
    time_for_vdot,
    vdot,
)
from dashboard.analysis.race_editions import editions
from ingest.athlete_tables import RACE_RESULTS
from ingest.tables import SESSION_LIST, conform, empty

HALF_M, HALF_S = 21_097.5, 6717.0
LATER = pd.Timestamp("2030-01-01")


def races(*rows: tuple[str, float, float]):
    """Editions from (day, metres, seconds)."""
    table = [
        {
            "result_id": f"r{number}",
            "race": f"Race {number}",
            "race_day": pd.Timestamp(day),
            "official_distance_m": metres,
            "chip_time_s": seconds,
            "gun_time_s": np.nan,
            "published_pace_s_per_km": np.nan,
            "status": "finished",
            "edition": "",
            "category": "",
            "session_id": "",
        }
        for number, (day, metres, seconds) in enumerate(rows)
    ]
    frame = conform(pd.DataFrame(table), RACE_RESULTS)
    return editions(frame, empty(SESSION_LIST))


def test_the_half_marathon_of_the_house_has_its_vdot_and_its_ten_kilometres():
    assert round(vdot(HALF_M, HALF_S), 2) == 39.56
    assert words.duration(riegel(HALF_M, HALF_S, 10_000)) == "50:44"
    assert words.duration(riegel(HALF_M, HALF_S, 5_000)) == "24:20"
    assert words.duration(riegel(HALF_M, HALF_S, 42_195)) == "3:53:24"


# Worked from the equation by another hand: metres, seconds, VDOT.
@pytest.mark.parametrize(
    ("metres", "seconds", "value"),
    [
        (5_000, 19 * 60 + 57, 50.0),
        (10_000, 41 * 60 + 21, 50.0),
        (42_195, 3 * 3600 + 10 * 60 + 49, 50.0),
    ],
)
def test_vdot_50_is_what_the_published_table_has_over_each_distance(metres, seconds, value):
    assert vdot(metres, seconds) == pytest.approx(value, abs=0.06)


@given(st.floats(1_000, 100_000), st.floats(2.2, 12))
def test_a_time_comes_back_from_its_vdot(distance_m, min_per_km):
    time_s = distance_m / 1000 * min_per_km * 60
    value = vdot(distance_m, time_s)
    assert time_for_vdot(value, distance_m) == pytest.approx(time_s, abs=0.001)


@given(st.floats(1_000, 50_000), st.floats(300, 14_000), st.floats(1_000, 50_000))
def test_riegel_is_undone_by_predicting_back(distance_m, time_s, to_m):
    there = riegel(distance_m, time_s, to_m)
    assert riegel(to_m, there, distance_m) == pytest.approx(time_s)


@pytest.mark.parametrize("wrong", [math.nan, 0.0, -1.0])
def test_what_was_not_measured_predicts_nothing(wrong):
    assert math.isnan(riegel(wrong, HALF_S, 10_000))
    assert math.isnan(riegel(HALF_M, wrong, 10_000))
    assert math.isnan(vdot(HALF_M, wrong))
    assert math.isnan(by_vdot(HALF_M, HALF_S, wrong))


def test_a_vdot_nobody_runs_at_has_no_time():
    assert math.isnan(time_for_vdot(math.nan, 10_000))
    assert math.isnan(time_for_vdot(500.0, 10_000))


def test_a_half_marathon_says_something_of_the_other_usual_distances():
    known = races(("2025-05-01", 10_000, 3010), ("2026-06-07", HALF_M, HALF_S))
    said = predictions(known[1], known)
    assert [one.name for one in said] == ["5 km", "10 km", "Marathon"]
    assert [one.best is not None for one in said] == [False, True, False]
    assert words.duration(said[1].times_s["Riegel"]) == "50:44"
    assert words.duration(said[1].times_s["VDOT"]) == "50:29"


def test_a_race_without_an_official_time_predicts_nothing():
    known = races(("2026-06-07", HALF_M, math.nan), ("2026-06-08", HALF_M, 5 * 3600))
    assert [predictions(one, known) for one in known] == [(), ()]


def test_the_error_is_measured_on_own_races_of_half_a_year():
    # Ten km in 50:00, then a half that Riegel says takes 6619.8 s and took 6751.
    known = races(
        ("2026-03-01", 10_000, 3000),
        ("2026-06-07", HALF_M, 6751),
        ("2027-06-07", HALF_M, 9999),
    )
    found = errors(known, LATER)
    expected = 100 * (3000 * 2.10975**1.06 / 6751 - 1)
    assert found["Riegel"].pairs == 1
    assert found["Riegel"].mean_percent == pytest.approx(expected)
    assert found["Riegel"].mean_off_percent == pytest.approx(abs(expected))
    assert errors(known, pd.Timestamp("2026-05-01"))["Riegel"] == NO_ERROR
    assert errors(known, LATER, to="10 km")["VDOT"] == NO_ERROR
    assert errors(known, LATER, to="Half marathon")["VDOT"].pairs == 1


def test_the_same_distance_twice_is_no_test_of_a_prediction():
    known = races(("2026-03-01", HALF_M, 7000), ("2026-06-07", 21_100, 6717))
    assert set(errors(known, LATER).values()) == {NO_ERROR}
