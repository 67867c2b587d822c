"""One row of a list becomes a finish; the others become times without names."""

import pandas as pd
import pytest

from dashboard.analysis import results_in
from dashboard.analysis.results_in import choices, role_words
from ingest.athlete_tables import RACE_RESULTS
from ingest.diary import RaceResult
from ingest.tables import conform

DAY = pd.Timestamp("2026-04-12")
LIST = (
    b"Town Half Marathon,2026-04-12\n"
    b"Place,Bib,Name,5 km,10 km,Gun time,Chip time\n"
    b"1,12,Runner One,0:20:00,0:40:30,1:31:07,1:30:57\n"
    b"2,7,Runner Two,0:22:10,0:45:00,1:40:09,1:39:30\n"
    b"3,112,J\xc3\xb6rg Three,0:24:00,,1:53:09,\n"
    b"4,9,Runner Four,0:24:00,0:49:00,1:54:09,1:53:30\n"
    b",13,Runner Gone,0:25:00,,,DNF\n"
)


@pytest.fixture
def results() -> pd.DataFrame:
    return results_in.read(LIST, "list.csv", None).results


def kept(*known: RaceResult) -> pd.DataFrame:
    rows = [{name: getattr(one, name) for name in RACE_RESULTS.names} for one in known]
    return conform(pd.DataFrame(rows, columns=RACE_RESULTS.names), RACE_RESULTS)


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("12", [0]),
        ("#12", [0]),
        ("runner", [0, 1, 3, 4]),
        ("two run", [1]),
        ("JORG", [2]),
        ("nobody", []),
        ("unner", []),
    ],
)
def test_a_row_is_found_by_its_bib_or_the_beginnings_of_its_name(results, typed, rows) -> None:
    assert results_in.found_rows(results, typed) == rows


def test_of_a_long_list_nothing_is_shown_unasked_and_never_all(results) -> None:
    long = pd.concat([results] * 20, ignore_index=True)
    assert results_in.found_rows(long, " ") == []
    assert len(results_in.found_rows(long, "runner")) == 30


def test_a_row_in_words(results) -> None:
    assert results_in.row_words(results.iloc[0]) == "Runner One · bib 12 · 1:30:57 · place 1"
    assert results_in.row_words(results.iloc[4]) == "Runner Gone · bib 13 · DNF"


def test_a_finish_brings_no_id_of_the_list(results) -> None:
    finish = results_in.finish_of(results.iloc[1])
    assert (finish.result_id, finish.athlete_id, finish.session_id) == ("", "", "")
    assert (finish.race, finish.race_day, finish.chip_time_s) == ("Town Half Marathon", DAY, 5970)


def test_the_field_is_of_the_same_kind_of_time_as_the_row(results) -> None:
    assert results_in.field_times(results, results.iloc[0]).tolist() == [5457, 5970, 6810]
    assert results_in.field_times(results, results.iloc[2]).tolist() == [5467, 6009, 6789, 6849]


def test_another_race_of_the_same_list_is_no_part_of_the_field(results) -> None:
    both = pd.concat([results, results.assign(official_distance_m=10_000.0)], ignore_index=True)
    assert len(results_in.field_times(both, both.iloc[0])) == 3
    both = pd.concat([results, results.assign(race="Other")], ignore_index=True)
    assert len(results_in.field_times(both, both.iloc[0])) == 3


def test_the_times_on_the_way_are_those_that_grow(results) -> None:
    assert results_in.splits_of(results.iloc[0]) == [(5000, 1200), (10_000, 2430)]
    assert results_in.splits_of(results.iloc[2]) == [(5000, 1440)]
    assert results_in.splits_of(results.iloc[0].rename({"split_10000": "split_4000"})) == [
        (4000, 2430)
    ]


def test_published_legs_become_the_legs_of_the_finish() -> None:
    data = (
        b"Place,Name,Run 1,T1,Bike,T2,Run 2,Time\n"
        b"1,Runner One,20:00,1:00,40:00,1:00,18:00,1:20:00\n"
        b"2,Runner Two,22:00,1:00,44:00,1:00,,1:30:00\n"
    )
    results = results_in.read(data, "duathlon.csv", None).results
    legs = results_in.legs_of(results.iloc[0])

    assert [(leg.leg, leg.sport, leg.time_s) for leg in legs] == [
        (1, "running", 1200),
        (2, "transition", 60),
        (3, "cycling", 2400),
        (4, "transition", 60),
        (5, "running", 1080),
    ]
    assert results_in.legs_of(results.iloc[1]) == ()


def test_a_race_of_one_sport_has_no_legs(results) -> None:
    assert results_in.legs_of(results.iloc[0]) == ()


def test_a_race_kept_before_keeps_what_no_list_prints(results) -> None:
    before = RaceResult(
        "Town half marathon 2026",
        DAY,
        result_id="r1",
        edition="2026",
        session_id="s1",
        weather="Rain",
        companions="Bert",
    )
    new = results_in.known_result(kept(before), results_in.finish_of(results.iloc[1]))

    assert (new.result_id, new.session_id, new.chip_time_s) == ("r1", "s1", 5970)
    assert (new.race, new.weather, new.companions) == (before.race, "Rain", "Bert")


@pytest.mark.parametrize(
    "other",
    [
        RaceResult("Town Half Marathon", DAY - pd.Timedelta(days=364), result_id="r1"),
        RaceResult("Evening mile", DAY, result_id="r1", official_distance_m=1609.344),
        RaceResult("Evening run", DAY, result_id="r1"),
    ],
)
def test_another_race_is_left_alone(results, other) -> None:
    new = results_in.finish_of(results.iloc[1])
    assert results_in.known_result(kept(other), new) == new


def test_only_a_finish_without_a_day_is_dated() -> None:
    dated = RaceResult("A race", DAY)
    other = DAY + pd.Timedelta(days=1)
    assert results_in.with_day(dated, other).race_day == DAY
    assert results_in.with_day(RaceResult("A race", pd.NaT), other).race_day == other


def test_roles_that_were_remembered_fit_only_a_list_of_as_many_columns() -> None:
    read = results_in.read(LIST, "list.csv", None)
    assert results_in.is_mapping_of(read, read.roles)
    assert not results_in.is_mapping_of(read, read.roles[1:])
    assert not results_in.is_mapping_of(read, ["shoe size", *read.roles[1:]])


def test_every_choice_has_words_of_its_own() -> None:
    said = [role_words(role) for role in choices(["split_half", "split_21097.5", "name"])]
    assert len(set(said)) == len(said)
    assert role_words("split_5000") == "Time at 5 km"
    assert role_words("split_21097.5") == "Time at 21.0975 km"
    assert role_words("split_half") == "Time halfway"
    assert role_words("leg_transition_2") == "Leg: change 2"
