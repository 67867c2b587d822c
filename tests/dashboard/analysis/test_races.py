import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis import units
from dashboard.analysis.races import (
    RaceResult,
    at_official_distance,
    compare_with_watch,
    figures,
    result_of,
    with_official_distances,
    with_official_results,
)
from ingest.athlete_tables import RACE_RESULTS
from ingest.tables import conform

HALF = RaceResult(
    race="Springbank Half Marathon",
    race_day=pd.Timestamp("2026-04-26"),
    official_distance_m=21097.5,
    chip_time_s=6717,
    gun_time_s=6735,
    published_pace_s_per_km=319,
    session_id="s0",
)


@pytest.fixture
def watch(make_sessions):
    return make_sessions({"km": 21.24, "elapsed_s": 6725.0}).iloc[0]


def test_the_half_marathon_shows_its_arithmetic_and_what_was_published(watch):
    half = figures(HALF, watch)
    assert half.sentence == "1:51:57 / 21.0975 km = 5:18 /km (published 5:19)"
    assert f"{half.pace_s_per_km:.3f}" == "318.379"
    assert half.published_pace_s_per_km == 319
    assert (half.distance_source, half.time_source) == ("official", "chip")


@given(st.floats(1, 100_000))
def test_a_watch_never_changes_a_race_with_an_official_distance(watch_m):
    watch = pd.Series({"distance_m": watch_m, "elapsed_s": watch_m / 3})
    assert figures(HALF, watch) == figures(HALF)


def test_without_a_chip_time_the_gun_time_counts():
    gun = figures(replace(HALF, chip_time_s=math.nan))
    assert gun.time_source == "gun"
    assert gun.sentence == "1:52:15 / 21.0975 km = 5:19 /km (published 5:19)"


def test_a_watch_fills_only_what_the_organiser_left_out(watch):
    fun_run = RaceResult("Fun run", HALF.race_day)
    filled = figures(fun_run, watch)
    assert filled.sentence == "1:52:05 / 21.24 km by the watch = 5:17 /km"
    assert (filled.distance_source, filled.time_source) == ("watch", "watch")
    assert figures(fun_run).sentence == "Time not known, distance not known"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [("DNF", "Did not finish."), ("DNS", "Did not start."), ("DSQ", "Disqualified.")],
)
def test_who_did_not_finish_has_no_time_and_no_pace(watch, status, sentence):
    race = figures(replace(HALF, status=status), watch)
    assert race.sentence == sentence
    assert math.isnan(race.time_s)
    assert math.isnan(race.pace_s_per_km)
    assert race.distance_m == 21097.5
    no_official = replace(HALF, status=status, official_distance_m=math.nan)
    assert math.isnan(figures(no_official, watch).distance_m)


@pytest.mark.parametrize(
    ("distance_m", "time_s", "sentence"),
    [
        (10_000, 2999.0, "49:59 / 10 km = 5:00 /km"),
        (42_195, 12_599.2, "3:30:00 / 42.195 km = 4:59 /km"),
        (5_000, 1499.9, "25:00 / 5 km = 5:00 /km"),
        (1609.344, 300, "5:00 / 1.6093 km = 3:06 /km"),
    ],
)
def test_a_race_time_rounds_up_and_a_pace_to_the_nearest(distance_m, time_s, sentence):
    race = RaceResult("A race", HALF.race_day, official_distance_m=distance_m, chip_time_s=time_s)
    assert figures(race).sentence == sentence


def test_the_one_comparison_names_both_distances(watch):
    both = compare_with_watch(HALF, watch)
    assert both is not None
    assert both.sentence == (
        "The watch measured 21.24 km, 0.7 % more than the official 21.0975 km. The official"
        " distance counts."
    )
    assert compare_with_watch(replace(HALF, official_distance_m=math.nan), watch) is None


def results_of(*results):
    rows = [{name: getattr(one, name, np.nan) for name in RACE_RESULTS.names} for one in results]
    return conform(pd.DataFrame(rows), RACE_RESULTS)


def test_a_row_of_the_table_is_the_same_result():
    placed = replace(HALF, place_overall=123, field_overall=456)
    table = results_of(HALF, placed)
    pd.testing.assert_frame_equal(
        results_of(*map(result_of, (table.iloc[0], table.iloc[1]))), table
    )
    assert result_of(table.iloc[0]).place_overall is None
    assert result_of(table.iloc[1]).place_overall == 123


def test_lists_and_loads_read_the_official_distance_of_a_finished_race(make_sessions):
    sessions = make_sessions({"km": 21.24}, {"km": 10})
    official = with_official_distances(sessions, results_of(HALF))
    assert official["distance_m"].tolist() == [21097.5, 10_000]
    assert sessions["distance_m"].tolist() == [21_240, 10_000]
    stopped = with_official_distances(sessions, results_of(replace(HALF, status="DNF")))
    assert stopped["distance_m"].tolist() == [21_240, 10_000]


def test_in_miles_the_arithmetic_is_in_miles_and_the_published_pace_as_printed():
    units.use("mile")
    try:
        half = figures(HALF)
        printed_for_miles = figures(replace(HALF, published_pace_s_per_km=513 / 1.609344))
    finally:
        units.use("km")
    assert half.sentence == "1:51:57 / 13.1094 miles = 8:32 /mile (published 5:19 /km)"
    assert printed_for_miles.sentence == "1:51:57 / 13.1094 miles = 8:32 /mile (published 8:33)"


def test_an_official_distance_of_a_duathlon_is_no_leg_s(make_sessions):
    legs = make_sessions({"km": 2.5}, {"km": 30, "sport": "cycling"}, {"km": 7})
    legs = legs.assign(activity_id="duathlon")
    whole = results_of(replace(HALF, official_distance_m=39_500.0))
    assert with_official_distances(legs, whole)["distance_m"].tolist() == [2500, 30_000, 7000]
    assert with_official_results(legs, whole)["official_time_s"].isna().all()


def test_an_official_time_stands_beside_its_session(make_sessions):
    sessions = make_sessions({"km": 21.24}, {"km": 10})
    official = with_official_results(sessions, results_of(HALF))
    assert official["official_time_s"].tolist() == pytest.approx([6717, math.nan], nan_ok=True)
    by_gun = with_official_results(sessions, results_of(replace(HALF, chip_time_s=math.nan)))
    assert by_gun["official_time_s"].iloc[0] == 6735


@given(st.lists(st.floats(0, 50), min_size=2, max_size=50), st.floats(100, 100_000))
def test_a_race_s_distances_end_at_the_official_one(steps, official_m):
    along = np.cumsum([*steps, 1.0])
    drawn = at_official_distance(pd.DataFrame({"distance_m": along}), official_m)["distance_m"]
    assert drawn.iloc[0] == 0
    assert drawn.iloc[-1] == official_m
    assert (drawn.diff().dropna() >= 0).all()


def test_a_race_without_distances_stays_as_it_is():
    nothing = pd.DataFrame({"distance_m": [np.nan, np.nan]})
    pd.testing.assert_frame_equal(at_official_distance(nothing, 5000.0), nothing)
