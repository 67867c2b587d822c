import math

import numpy as np
import pandas as pd

from dashboard.analysis import race_tables, units
from dashboard.analysis.age_grade import age_grade
from dashboard.analysis.predictions import errors, predictions
from dashboard.analysis.race_editions import editions, personal_bests
from dashboard.analysis.race_review import Around, Course, ShoeShare
from ingest.athlete_tables import RACE_RESULTS
from ingest.diary import RaceResult
from ingest.tables import SESSION_LIST, SPLITS, conform, empty

DAY = pd.Timestamp("2026-06-07")


def half(year: int, time_s: float, **others: object) -> RaceResult:
    known = {
        "race": "Springbank Half Marathon",
        "race_day": DAY.replace(year=year),
        "official_distance_m": 21_097.5,
        "chip_time_s": time_s,
        "gun_time_s": time_s + 46,
        "result_id": f"r{year}",
        "place_overall": 436,
        "field_overall": 1183,
    }
    return RaceResult(**(known | others))


def known_of(*results: RaceResult):
    rows = [{name: getattr(one, name) for name in RACE_RESULTS.names} for one in results]
    return editions(conform(pd.DataFrame(rows), RACE_RESULTS), empty(SESSION_LIST))


THREE = known_of(
    half(2025, 6881),
    half(2026, 6717),
    half(2024, math.nan, status="DNF", official_distance_m=math.nan, place_overall=None),
)


def test_races_stand_the_newest_first_with_official_figures_or_why_there_are_none():
    rows = race_tables.race_rows(THREE)
    assert rows["day"].tolist() == ["7 Jun 2026", "7 Jun 2025", "7 Jun 2024"]
    assert rows["time"].tolist() == ["1:51:57", "1:54:41", "Did not finish"]
    assert rows["pace"].tolist() == ["5:18 /km", "5:26 /km", ""]
    assert rows["best"].tolist() == ["Personal best", "", ""]
    assert rows["distance"].tolist() == ["Half marathon", "Half marathon", ""]


def test_bests_and_editions_carry_their_age_grade():
    graded = {"r2026": age_grade(21_097.5, 6717, "female", 36)}
    best = race_tables.best_rows(personal_bests(THREE), graded)
    assert best["grade"].tolist() == [f"{graded['r2026'].percent:.1f} %"]
    years = race_tables.edition_rows(THREE, graded)
    assert years["year"].tolist() == ["2026", "2025", "2024"]
    assert years["grade"].tolist()[1:] == ["", ""]


def test_facts_hold_the_one_comparison_with_the_watch():
    watch = pd.Series({"distance_m": 21_240.0})
    facts = dict(race_tables.facts(THREE[2], watch, None))
    assert list(facts) == [
        "Chip time",
        "Gun time",
        "Official distance",
        "Watch measured",
        "Overall",
    ]
    assert facts["Watch measured"] == "21.24 km, 0.7 % more"
    assert facts["Official distance"] == "21,097.5 m"


def splits_of(lengths: list[float], times: list[float]) -> pd.DataFrame:
    frame = pd.DataFrame(
        {"split": range(1, len(times) + 1), "distance_m": lengths, "elapsed_s": times}
    )
    return conform(frame, SPLITS)


def test_official_splits_stand_beside_the_watchs_own():
    official = splits_of([1000, 1000, 97.5], [318.0, 322.0, 30.0])
    cut = Course(
        splits_of([1000, 1000, 110], [316.0, 320.0, 34.0]),
        official.assign(graded_pace_s_per_km=[310.0, 322.0, np.nan]),
        None,
        315.0,
        670.0,
        2110.0,
    )
    rows = race_tables.split_rows(cut)
    assert rows["split"].tolist() == ["1", "2", "3 (98 m)"]
    assert rows["official"].tolist() == ["5:18 /km", "5:22 /km", "5:08 /km"]
    assert rows["level"].tolist() == ["5:10 /km", "5:22 /km", ""]
    assert rows["watch"].tolist()[:2] == ["5:16 /km", "5:20 /km"]
    compared = race_tables.against_mean(cut)
    assert compared.numbers == [1, 2]
    assert compared.labels == ["5:18", "5:22"]
    assert compared.faster_by[0] > 0 > compared.faster_by[1]


def test_published_splits_end_with_the_finish_each_with_the_pace_of_its_part():
    taken = pd.DataFrame({"at_m": [10_000.0, 5_000], "time_s": [3245.0, 1625]})
    rows = race_tables.published_rows(THREE[1], taken)
    assert rows["at"].tolist() == ["5 km", "10 km", "21.0975 km"]
    assert rows["time"].tolist() == ["27:05", "54:05", "1:54:41"]
    assert rows["pace"].tolist() == ["5:25 /km", "5:24 /km", "5:28 /km"]
    assert race_tables.published_rows(THREE[0], taken)["at"].tolist() == []


def test_one_split_has_nothing_to_stand_against():
    one = splits_of([700], [200.0])
    assert race_tables.against_mean(Course(one, one.iloc[:0], None, math.nan, 200.0, 700.0)) is None


def test_predictions_stand_beside_the_own_best_and_how_far_off_they_were():
    ten = half(2025, 3000, official_distance_m=10_000.0, race="Ten")
    later = half(2025, 6751, race_day=pd.Timestamp("2025-09-07"), result_id="later")
    known = known_of(ten, later, half(2026, 6717))
    race = known[-1]
    said = predictions(race, known)
    off = {one.name: errors(known, DAY, one.name) for one in said}
    rows = race_tables.prediction_rows(said, off)
    assert rows["distance"].tolist() == ["5 km", "10 km", "Marathon"]
    assert rows["Riegel"].tolist() == ["24:20", "50:44", "3:53:24"]
    assert rows["best"].tolist() == ["", "50:00, 2025", ""]
    assert rows["off"].tolist() == ["", "", ""]
    half_off = race_tables.prediction_rows(
        predictions(known[0], known), {"Half marathon": errors(known, DAY, "Half marathon")}
    )
    told = half_off.loc[half_off["distance"] == "Half marathon", "off"].item()
    assert told.startswith("Riegel \N{MINUS SIGN}2.0 %, VDOT")


def around_of(**weeks: list) -> Around:
    count = len(weeks["week"])
    frame = pd.DataFrame(
        {
            "first": [DAY] * count,
            "last": [DAY] * count,
            "longest_km": [math.nan] * count,
            "load": [math.nan] * count,
            "unknown": [0] * count,
            "at_least": [False] * count,
            "pain": [math.nan] * count,
        }
        | weeks
    )
    return Around(DAY, frame, (), None, (), "AU")


def test_weeks_nobody_knows_of_are_no_rows_and_an_unknown_run_is_a_lower_bound():
    told = around_of(
        week=[-2, -1, 0, 1],
        running_km=[math.nan, 0.0, 21.1, 5.0],
        at_least=[False, False, False, True],
        load=[math.nan, 0.0, 900.0, 100.0],
        unknown=[0, 0, 0, 1],
        pain=[math.nan, math.nan, 1.0, 6.0],
    )
    rows = race_tables.week_rows(told)
    assert rows["week"].tolist() == ["1 before", "Race week", "1 after"]
    assert rows["running"].tolist() == ["0", "21.1 km", "at least 5.0 km"]
    assert rows["load"].tolist() == ["0", "900", "100 and more"]
    assert rows["pain"].tolist() == ["", "1 of 10", "6 of 10"]


def test_shoes_are_said_only_where_they_were_worn():
    shares = (ShoeShare("a", 257_000, 46_000), ShoeShare("b", 0, 5_000), ShoeShare("gone", 900, 0))
    told = Around(DAY, pd.DataFrame(), (), None, shares, "AU")
    shoes = pd.DataFrame({"shoe_id": ["a", "b"], "name": ["Everyday", "Light"]})
    assert race_tables.shoe_words(told, shoes) == (
        "Everyday: 257 km up to the race, 46 km after · Light: 5 km after"
        " · Shoes no longer listed: 900 m up to the race"
    )


def test_who_reads_miles_reads_them_in_every_table():
    units.use("mile")
    try:
        rows = race_tables.race_rows(THREE)
        assert rows["pace"].iloc[0] == "8:32 /mile"
    finally:
        units.use("km")
