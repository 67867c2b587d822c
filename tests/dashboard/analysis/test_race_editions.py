import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.race_editions import (
    editions,
    personal_bests,
    race_key,
    same_race,
    usual_name,
)
from ingest.athlete_tables import RACE_RESULTS
from ingest.diary import RaceResult
from ingest.tables import conform


def half(year: int, time_s: float, **others: object) -> RaceResult:
    known = {
        "race": "Springbank Half Marathon",
        "official_distance_m": 21097.5,
        "chip_time_s": time_s,
        "result_id": f"r{year}",
    }
    return RaceResult(race_day=pd.Timestamp(year=year, month=6, day=7), **(known | others))


def table_of(*results: RaceResult) -> pd.DataFrame:
    rows = [{name: getattr(one, name, np.nan) for name in RACE_RESULTS.names} for one in results]
    return conform(pd.DataFrame(rows, columns=RACE_RESULTS.names), RACE_RESULTS)


FOUR = (half(2026, 6717, session_id="s0"), half(2023, 7385), half(2025, 6881), half(2024, 7100))


@pytest.fixture
def watch(make_sessions):
    return make_sessions({"km": 21.24, "elapsed_s": 6725.0, "day": 153})


def test_editions_stand_the_oldest_first_each_with_its_official_figures(watch):
    known = editions(table_of(*FOUR), watch)
    assert [one.result.race_day.year for one in known] == [2023, 2024, 2025, 2026]
    assert {one.figures.distance_m for one in known} == {21097.5}
    assert [one.session is not None for one in known] == [False, False, False, True]
    assert known[-1].distance_word == "Half marathon"


def test_one_race_is_the_fastest_and_each_faster_one_was_until_then(watch):
    known = editions(table_of(*FOUR, half(2022, 6717)), watch)
    best = [one.result.race_day.year for one in known if one.personal_best]
    until_then = [one.result.race_day.year for one in known if one.best_until_then]
    # 2026 only equals 2022, the first there was.
    assert (best, until_then) == ([2022], [])
    known = editions(table_of(*FOUR), watch)
    assert [one.result.race_day.year for one in known if one.personal_best] == [2026]
    assert [one.result.race_day.year for one in known if one.best_until_then] == [2024, 2025, 2026]


@pytest.mark.parametrize(
    "slower",
    [
        half(2021, 6000, status="DNF"),
        half(2021, 6000, official_distance_m=math.nan),
        half(2021, math.nan),
        half(2021, 6000, official_distance_m=20_000.0),
    ],
)
def test_what_is_not_over_the_same_official_distance_takes_no_best(watch, slower):
    known = editions(table_of(*FOUR, slower), watch)
    assert next(one for one in known if one.result.race_day.year == 2026).personal_best


def test_personal_bests_are_one_a_distance_the_shortest_first(watch):
    ten = half(2024, 3000, race="Mill Lake 10", official_distance_m=10_000.0)
    miles = half(2025, 6700, official_distance_m=13.1 * 1609.344)
    best = personal_bests(editions(table_of(*FOUR, ten, miles), watch))
    assert [one.distance_word for one in best] == ["10 km", "Half marathon"]
    assert best[1].figures.time_s == 6700


def test_a_race_of_several_legs_has_its_official_figures_and_no_personal_best(make_sessions):
    legs = make_sessions(
        {"km": 2.5, "elapsed_s": 800.0, "activity_id": "a0"},
        {"km": 20.0, "elapsed_s": 2400.0, "activity_id": "a0", "sport": "cycling"},
    )
    duathlon = half(2026, math.nan, official_distance_m=math.nan, session_id="s0")
    whole = editions(table_of(duathlon), legs)[0]
    assert whole.several_legs
    assert math.isnan(whole.figures.distance_m)
    assert math.isnan(whole.figures.time_s)
    timed = replace(duathlon, official_distance_m=10_000.0, chip_time_s=4000)
    assert not editions(table_of(timed), legs)[0].personal_best


def test_legs_typed_in_tell_a_race_of_several_without_a_watch(watch):
    legs = pd.DataFrame(
        {
            "result_id": ["r2026"] * 3,
            "leg": [1, 2, 3],
            "sport": ["running", "transition", "cycling"],
        }
    )
    whole = editions(table_of(half(2026, 4000)), watch.iloc[:0], legs)[0]
    assert whole.several_legs
    single = legs[legs["sport"] != "cycling"]
    assert not editions(table_of(half(2026, 4000)), watch.iloc[:0], single)[0].several_legs


def test_nothing_in_gives_nothing(watch):
    assert editions(table_of(), watch) == ()
    assert personal_bests(()) == ()


@pytest.mark.parametrize(
    "name",
    [
        "springbank half-marathon",
        "  Springbank   Half Marathon 2026",
        "33rd Springbank Half Marathon",
        "Spríngbank Half Marathon",
    ],
)
def test_a_race_keeps_its_name_through_the_years(watch, name):
    known = editions(table_of(*FOUR, half(2022, 8000, race=name)), watch)
    assert len(same_race(known, FOUR[0].race)) == 5


def test_a_name_of_nothing_but_a_year_stays_what_it_is():
    assert race_key("2026") == "2026"
    assert race_key("Mill Lake 10") != race_key("Mill Lake 5")


@pytest.mark.parametrize(
    ("metres", "name"),
    [(21_097.5, "Half marathon"), (21_082.4, "Half marathon"), (10_000, "10 km"), (20_000, "")],
)
def test_a_distance_most_races_have_is_called_by_its_name(metres, name):
    assert usual_name(metres) == name
