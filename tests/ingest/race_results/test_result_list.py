"""What the columns were taken for is told, can be corrected, and gives the times on the way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import IngestError, read_race_results
from ingest.athlete_tables import RACE_RESULTS
from ingest.race_results import ROLES, read_result_list

LIST = (
    b"Town Marathon,2026-04-12\n"
    b"Place,Bib,Name,5 km,Half,30K,Gun time,Chip time\n"
    b"1,12,Runner One,0:20:00,1:24:00,2:00:30,2:51:07,2:50:57\n"
    b"2,7,Runner Two,0:22:10,1:35:00,,3:20:09,3:19:30\n"
    b"3,9,Runner Three,0:24:00,1:44:00,2:31:00,3:33:09,3:32:30\n"
)


def test_each_column_says_what_it_was_taken_for_with_examples():
    read = read_result_list(LIST)

    assert dict(zip(read.headings, read.roles, strict=True)) == {
        "Place": "place_overall",
        "Bib": "bib",
        "Name": "name",
        "5 km": "split_5000",
        "Half": "split_half",
        "30K": "split_30000",
        "Gun time": "gun",
        "Chip time": "chip",
    }
    assert read.examples[2] == ("Runner One", "Runner Two", "Runner Three")
    assert read.examples[5] == ("2:00:30", "2:31:00")
    assert len(read.shape) == 32


def test_the_finishes_are_those_of_the_other_door_with_splits_beside_them():
    read = read_result_list(LIST).results

    assert list(read.columns) == [
        *RACE_RESULTS.names,
        *("name", "bib", "split_5000", "split_21097.5", "split_30000"),
    ]
    assert read[[*RACE_RESULTS.names, "name", "bib"]].equals(read_race_results(LIST))
    assert read["split_5000"].tolist() == [1200, 1330, 1440]
    assert read["split_21097.5"].tolist() == [5040, 5700, 6240]
    assert np.isnan(read["split_30000"][1])


@pytest.mark.parametrize(
    "half",
    [
        pytest.param(["0:01:00", "0:01:10", "0:01:20"], id="before the split before it"),
        pytest.param(["2:55:00", "3:25:00", "3:40:00"], id="after the finish"),
        pytest.param(["2:40:00", "3:10:00", "3:20:00"], id="at another place of the course"),
        pytest.param(["", "-", "n/a"], id="empty"),
    ],
)
def test_a_column_that_is_no_time_since_the_start_is_left_out(half):
    data = LIST.decode()
    for before, after in zip(("1:24:00", "1:35:00", "1:44:00"), half, strict=True):
        data = data.replace(before, after)

    assert "split_21097.5" not in read_result_list(data.encode()).results


def test_a_time_printed_with_seconds_for_minutes_is_not_off_by_sixty_on_the_way():
    data = LIST.replace(b"0:20:00", b"20:00:00")

    assert read_result_list(data).results["split_5000"].tolist() == [1200, 1330, 1440]


def test_half_of_a_race_of_unknown_length_is_no_split():
    data = LIST.replace(b"Town Marathon", b"Town run").replace(b"5 km", b"Lap 1")
    read = read_result_list(data)

    assert [name for name in read.results if name.startswith("split_")] == ["split_30000"]


def test_a_corrected_role_is_followed():
    read = read_result_list(LIST)
    swapped = [{"gun": "chip", "chip": ""}.get(role, role) for role in read.roles]
    again = read_result_list(LIST, roles=swapped)

    assert again.roles == tuple(swapped)
    assert again.results["chip_time_s"].tolist() == read.results["gun_time_s"].tolist()
    assert again.results["gun_time_s"].isna().all()
    assert again.shape == read.shape


def test_of_two_columns_with_one_role_the_first_counts():
    read = read_result_list(LIST)
    again = read_result_list(LIST, roles=[*read.roles[:-2], "time", "time"])

    assert again.results["chip_time_s"].tolist() == read.results["gun_time_s"].tolist()
    assert again.roles[-2:] == ("time", "")


def test_a_list_without_headings_can_be_said_what_it_is():
    bare = b"1,12,Runner One,36:45,M\n2,13,Runner Two,37:45,M\n3,14,Runner Three,38:45,F\n"
    read = read_result_list(bare)
    assert read.roles == ("place_overall", "bib", "name", "time", "")
    again = read_result_list(bare, roles=("", "bib", "name", "gun", "gender"))

    assert again.results["place_overall"].isna().all()
    assert again.results["bib"].tolist() == ["12", "13", "14"]
    other = read_result_list(b"Runner One,12,36:45,M,1\nRunner Two,13,37:45,M,2\n")
    assert other.shape != read.shape


def test_roles_of_another_list_are_not_used():
    assert read_result_list(LIST, roles=("name", "time")).roles == read_result_list(LIST).roles


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        (["name"] + [""] * 7, "No column is the finish time"),
        (["shoe size", *["chip"] * 7], "shoe size is nothing"),
        (["split_", *["chip"] * 7], "split_ is nothing"),
    ],
)
def test_roles_that_cannot_be_say_why(roles, words):
    with pytest.raises(IngestError, match=words):
        read_result_list(LIST, roles=roles)


def test_the_column_said_to_be_the_time_has_to_hold_times():
    roles = ["", "", "chip", *[""] * 5]
    with pytest.raises(IngestError, match="no finish times"):
        read_result_list(LIST, roles=roles)


@given(st.lists(st.sampled_from([*ROLES, "split_5000", "split_half"]), min_size=8, max_size=8))
def test_whatever_the_columns_are_said_to_be_there_are_finishes_or_a_sentence(roles):
    results, said = None, "."
    try:
        results = read_result_list(LIST, roles=roles).results
    except IngestError as error:
        said = str(error)

    assert said.endswith(".")
    if results is not None:
        times = results[["gun_time_s", "chip_time_s"]].to_numpy()
        assert np.isfinite(times).any()
        assert (times[np.isfinite(times)] > 0).all()


def test_lists_with_the_same_headings_have_one_shape_whatever_is_in_them():
    other = b"Other Marathon,2025-04-12\n" + LIST.split(b"\n", 1)[1].replace(b"12,", b"13,")

    assert read_result_list(other).shape == read_result_list(LIST).shape
    assert read_result_list(LIST.replace(b"Bib", b"Nr")).shape != read_result_list(LIST).shape


def test_pasted_lines_have_no_columns():
    read = read_result_list(b"Springbank Half Marathon 1:51:57 5:19 min/km 123/456")

    assert (read.headings, read.roles, read.shape, read.examples) == ((), (), "", ())
    assert read.results["chip_time_s"].tolist() == [6717]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("10K", "split_10000"),
        ("split_15k", "split_15000"),
        ("21.1 km", "split_21097.5"),
        ("KM 25", "split_25000"),
        ("Halbmarathon", "split_21097.5"),
        ("halftime", "split_half"),
        ("5-10 km", "split_10000"),
        ("Lap 3", ""),
        ("10K place", "place_overall"),
    ],
)
def test_a_heading_of_a_split_names_its_distance(heading, role):
    data = LIST.replace(b"Place", b"Rank").replace(b"5 km", heading.encode())

    assert read_result_list(data).roles[3] == ("" if role == "place_overall" else role)


def test_every_role_has_a_name_of_its_own():
    assert len(set(ROLES)) == len(ROLES)


TRIATHLON = (
    b"Lake Triathlon,2026-06-14\n"
    b"Place,Bib,Name,Swim,T1,Bike,T2,Run,Total time\n"
    b"1,12,Runner One,0:24:00,0:01:30,1:05:10,0:00:50,0:38:30,2:10:00\n"
    b"2,7,Runner Two,0:28:00,0:02:10,1:10:00,0:01:10,0:44:00,2:25:20\n"
)


def test_the_legs_of_a_triathlon_stand_in_their_order_and_add_up():
    read = read_result_list(TRIATHLON)

    legs = [name for name in read.results if name.startswith("leg_")]
    assert legs == [
        "leg_1_swimming",
        "leg_2_transition",
        "leg_3_cycling",
        "leg_4_transition",
        "leg_5_running",
    ]
    assert read.roles[4:8] == ("leg_transition", "leg_cycling", "leg_transition_2", "leg_running")
    assert read.results[legs].sum(axis=1).tolist() == [7800, 8720]
    assert read.results["chip_time_s"].tolist() == [7800, 8720]


def test_both_runs_of_a_duathlon_are_legs():
    data = TRIATHLON.replace(b"Swim", b"Run 1").replace(b"Run,Total", b"Run 2,Total")
    read = read_result_list(data)

    assert read.roles[3:8:2] == ("leg_running", "leg_cycling", "leg_running_2")
    assert "leg_1_running" in read.results
    assert "leg_5_running" in read.results


@pytest.mark.parametrize(
    ("found", "instead"),
    [
        (b"0:38:30,2:10:00", b"2:10:00,2:10:00"),
        (b"0:38:30,2:10:00", b"0:08:30,2:10:00"),
        (b"Swim,T1,Bike", b"Club,Town,Ort"),
    ],
)
def test_what_does_not_add_up_or_is_one_sport_has_no_legs(found, instead):
    data = TRIATHLON.replace(found, instead).replace(b"0:44:00", b"0:14:00")

    assert not [name for name in read_result_list(data).results if name.startswith("leg_")]


def test_transitions_that_no_column_prints_may_be_missing():
    data = TRIATHLON.replace(b"T1", b"Club").replace(b"T2", b"Town")
    assert "leg_3_running" in read_result_list(data).results
