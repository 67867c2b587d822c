"""The traps of real lists, each made here."""

import math

import numpy as np
import pytest

from ingest import read_race_results


def one(text: str, filename: str = "") -> dict[str, object]:
    row: dict[str, object] = read_race_results(text.encode(), filename=filename).iloc[0].to_dict()
    return row


def test_places_may_have_commas() -> None:
    row = one('Place,Name,Time\n"15,301",Runner One,5:10:11\n"15,302",Runner Two,5:10:12\n')

    assert row["place_overall"] == 15_301


@pytest.mark.parametrize("cell", ["1/29", "1 of 29", "1. von 29"])
def test_a_place_may_say_its_field(cell: str) -> None:
    row = one(f"Place,Div/Tot,Name,Time\n4,{cell},Runner One,30:01\n5,,Runner Two,31:00\n")

    assert (row["place_category"], row["field_category"]) == (1, 29)


def test_a_gender_place_may_name_the_gender() -> None:
    assert one("Place,Place Gender,Time\n9,4 M,30:01\n10,6 F,30:05\n")["place_gender"] == 4


def test_gender_and_division_are_places_where_they_hold_numbers() -> None:
    row = one("Overall,Gender,Division,Time\n9,4,2,30:01\n")

    assert (row["place_gender"], row["place_category"], row["category"]) == (4, 2, "")


def test_places_that_begin_anew_for_each_gender_are_by_gender() -> None:
    rows = [f"{i % 5 + 1},Runner {i},{'MF'[i // 5]},3{i}:01" for i in range(10)]
    results = read_race_results("\n".join(["Place,Name,Sex,Time", *rows]).encode())

    assert results["place_overall"].isna().all()
    assert results["place_gender"].tolist() == [1, 2, 3, 4, 5] * 2
    assert results["field_gender"].tolist() == [5] * 10


def test_a_field_is_counted_only_where_nobody_is_left_out() -> None:
    whole = one("Place,Name,Time\n1,Runner One,30:01\n2,Runner Two,30:05\n")
    part = read_race_results(b"Place,Name,Time\n1,Runner One,30:01\n9,Runner Two,30:05\n")

    assert whole["field_overall"] == 2
    assert part["field_overall"].isna().all()


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("DNF", "DNF"),
        ("dns", "DNS"),
        ("DQ", "DSQ"),
        ("aufgegeben", "DNF"),
        ("Did not start", "DNS"),
        ("00:00:00", "DNF"),
        ("", "DNF"),
    ],
)
def test_who_did_not_finish_has_a_status_and_no_time(cell: str, status: str) -> None:
    results = read_race_results(f"Bib,Name,Time\n1,One,30:01\n2,Two,{cell}\n".encode())

    assert results["status"].tolist() == ["finished", status]
    assert np.isnan(results["chip_time_s"].iloc[1])


@pytest.mark.parametrize(
    "headings", ["Gun time,Chip time", "Brutto,Netto", "Tempo,Líquido", "Clock time,Net time"]
)
def test_gun_and_chip_stand_in_either_order(headings: str) -> None:
    gun_first = one(f"Bib,{headings}\n1,30:11,30:01\n2,31:11,31:01\n")
    turned = ",".join(reversed(headings.split(",")))
    chip_first = one(f"Bib,{turned}\n1,30:01,30:11\n2,31:01,31:11\n")

    assert (gun_first["gun_time_s"], gun_first["chip_time_s"]) == (1811, 1801)
    assert (chip_first["gun_time_s"], chip_first["chip_time_s"]) == (1811, 1801)


def test_a_chip_time_that_is_always_the_longer_is_the_gun_time() -> None:
    row = one("Bib,Gun,Chip\n1,30:01,30:11\n2,31:01,31:11\n3,32:01,32:01\n")

    assert (row["gun_time_s"], row["chip_time_s"]) == (1811, 1801)


@pytest.mark.parametrize(
    ("heading", "pace"),
    [("Pace min/km", 300.0), ("Pace (min/mile)", 300 / 1.609344), ("Pace", math.nan)],
)
def test_pace_is_per_kilometre_or_mile_as_its_heading_says(heading: str, pace: float) -> None:
    row = one(f"Bib,Time,{heading}\n1,37:10,5:00\n2,38:10,5:08\n")

    assert row["published_pace_s_per_km"] == pytest.approx(pace, nan_ok=True)


@pytest.mark.parametrize(("time", "unit_km"), [("50:00", 1.0), ("1:20:28", 1.609344)])
def test_a_pace_without_unit_is_settled_by_the_distance(time: str, unit_km: float) -> None:
    distance = "10 km" if unit_km == 1 else "10 miles"
    row = one(f"Town {distance},2025-01-01\nBib,Time,Pace\n1,{time},5:00\n" if unit_km == 1
              else "Town marathon,2025\nBib,Time,Pace\n1,2:11:06,5:00\n")  # fmt: skip

    assert row["published_pace_s_per_km"] == pytest.approx(300 / unit_km)


def test_distances_that_contradict_each_other_are_settled_by_pace_or_left_open() -> None:
    head = "Town marathon,17/04/2017,10k\n"

    assert one(f"{head}Bib,Time,Pace\n1,2:11:06,5:00\n")["official_distance_m"] == 42_195
    assert math.isnan(one(f"{head}Bib,Time\n1,2:11:06\n")["official_distance_m"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("23/09/2018", "2018-09-23"),
        ("09/23/2018", "2018-09-23"),
        ("03/10/2018,42k,UK", "2018-10-03"),
        ("3.10.2018", "2018-10-03"),
        ("October 3 2018", "2018-10-03"),
        ("03/10/2018", ""),
    ],
)
def test_a_day_is_read_where_it_can_be_only_one(day: str, found: str) -> None:
    row = one(f"Town run,{day}\nBib,Time\n1,3:01:02\n")

    assert str(row["race_day"])[:10] == (found or "NaT")
    assert row["race"] == "Town run"


def test_a_comma_inside_a_name_does_not_shift_the_time() -> None:
    results = read_race_results(b"Place,Name,City,Time\n1,One, Jr.,Town,30:01\n2,Two,Town,30:02\n")

    assert results["chip_time_s"].tolist() == [1801, 1802]
    assert results["name"].tolist() == ["One, Jr.", "Two"]


def test_an_unnamed_first_column_does_not_shift_the_others() -> None:
    results = read_race_results(b"Place,Name,Time\n1,1,Runner One,30:01\n2,2,Runner Two,30:02\n")

    assert results["name"].tolist() == ["Runner One", "Runner Two"]
    assert results["place_overall"].tolist() == [1, 2]


def test_places_under_a_heading_of_time_are_not_times() -> None:
    row = one("Bib,Name,Time,Finish\n1,One,408,\n" + "2,Two,409,3:01:02\n" * 3)

    assert row["chip_time_s"] != 408 * 60


def test_swapped_first_and_last_names_are_turned_back() -> None:
    rows = [f"{i},Ann{i % 20},Name{i},30:{i:02}" for i in range(1, 60)]
    right = read_race_results("\n".join(["Place,First name,Last name,Time", *rows]).encode())
    wrong = read_race_results("\n".join(["Place,Last name,First name,Time", *rows]).encode())

    assert right["name"].tolist() == wrong["name"].tolist()
    assert right["name"].iloc[0] == "Ann1 Name1"


def test_repeated_headings_titles_and_notes_are_no_runners() -> None:
    text = (
        "Place,Name,Bib,Time\n1,One,5,30:01\nWomen 40-49,,,\n"
        "Place,Name,Bib,Time\n2,Two,6,30:02\nErrors to the office,,,\n"
    )

    assert read_race_results(text.encode())["name"].tolist() == ["One", "Two"]


def test_an_open_quotation_mark_swallows_nobody() -> None:
    results = read_race_results(b'Place,Name,Time\n1,"One,30:01\n2,Two,30:02\n')

    assert results["name"].tolist() == ["One", "Two"]


def test_multisport_results_are_read_by_their_total() -> None:
    row = one("Place,Name,Swim,T1,Bike,T2,Run,Total\n1,One,12:01,1:02,33:12,0:59,19:01,1:06:15\n")

    assert row["chip_time_s"] == 3975


def test_split_times_are_never_the_finish() -> None:
    row = one("Place,Name,5K,10K,Half,Finish\n1,One,0:25:01,0:50:01,1:45:01,3:31:00\n")

    assert row["chip_time_s"] == 12_660


def test_the_file_s_name_says_what_the_list_does_not() -> None:
    row = one("Bib,Time\n1,1:51:57\n", filename="town_half-marathon_2019.csv")

    assert (row["official_distance_m"], row["edition"]) == (21_097.5, "2019")
