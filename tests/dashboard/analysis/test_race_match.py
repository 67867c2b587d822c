"""The recording of a race is found by its day and length, and never guessed from far off."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from dashboard.analysis.race_match import day_of, proposed, sessions_for
from ingest.diary import RaceResult


@pytest.fixture
def season(make_history):
    """A week: a warm-up and a half marathon on day 3, another half on day 5, a ride on day 3."""
    return make_history(
        [
            {"day": 3, "key": "warm-up", "km": 3.0, "minutes": 20.0},
            {"day": 3, "key": "half", "km": 21.3, "minutes": 112.1},
            {"day": 3, "key": "ride", "km": 21.1, "minutes": 50.0, "sport": "cycling"},
            {"day": 5, "key": "other", "km": 21.2, "minutes": 111.7, "is_race": True},
        ]
    ).sessions


@pytest.fixture
def half(season) -> RaceResult:
    day = season.loc[season["session_id"] == "half", "local_day"].item()
    return RaceResult("Half", day, official_distance_m=21_097.5, chip_time_s=6717)


def test_the_run_of_that_day_and_distance_is_proposed(season, half) -> None:
    found = sessions_for(half, season)

    assert found["session_id"].tolist() == ["half"]
    assert found["apart"][0] == pytest.approx(0.0096, abs=1e-4)
    assert proposed(half, season) == "half"


def test_without_a_distance_the_time_decides(season, half) -> None:
    found = sessions_for(replace(half, official_distance_m=math.nan), season)
    assert found["session_id"].tolist() == ["half"]


def test_a_run_of_that_day_far_from_the_distance_is_not_proposed(season, half) -> None:
    assert proposed(replace(half, official_distance_m=10_000, chip_time_s=math.nan), season) == ""
    nearer = replace(half, official_distance_m=24_000)
    assert sessions_for(nearer, season)["session_id"].tolist() == ["half"]
    assert proposed(nearer, season) == ""


def test_who_did_not_finish_may_have_run_less(season, half) -> None:
    found = sessions_for(replace(half, status="DNF"), season)
    assert set(found["session_id"]) == {"half", "warm-up"}
    assert proposed(replace(half, status="DNF"), season) == ""


def test_the_legs_of_one_recording_are_one_race(season, half) -> None:
    legs = season.assign(activity_id="duathlon", position=range(len(season)))
    legs = legs[legs["session_id"].isin(["warm-up", "ride"])]
    found = sessions_for(replace(half, official_distance_m=24_000, chip_time_s=4300), legs)

    assert found[["session_id", "distance_m"]].to_numpy().tolist() == [["warm-up", 24_100]]


def test_no_recordings_are_none(season, half) -> None:
    assert sessions_for(half, season.iloc[:0]).empty
    assert proposed(half, season.iloc[:0]) == ""


def test_a_day_that_a_list_leaves_out_is_that_of_the_one_race_it_can_have_been(
    season, half
) -> None:
    assert day_of(half, season) == half.race_day
    undated = replace(half, race_day=pd.NaT, edition=str(half.race_day.year))
    raced = season.loc[season["session_id"] == "other", "local_day"].item()
    assert day_of(undated, season) == raced
    assert day_of(undated, season.assign(is_race=False)) is None
    assert day_of(replace(undated, edition="1999"), season) is None
    assert day_of(replace(undated, official_distance_m=math.nan), season) is None
