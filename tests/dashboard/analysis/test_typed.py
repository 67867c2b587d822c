"""What people type into a race's form, read exactly or refused in a sentence."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis import typed, units, words
from ingest.diary import WrongEntry


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1:51:57", 6717), ("51:57", 3117), ("0:59", 59), ("51:57.4", 3117.4), ("101:02", 6062)],
)
def test_a_time(text, seconds) -> None:
    assert typed.time_s("chip_time_s", text) == pytest.approx(seconds)


@pytest.mark.parametrize("text", ["fast", "1:60", "1:75:00", "51", "-1:00", "1:2:3:4", "1:5"])
def test_what_is_no_time_is_refused_beside_its_field(text) -> None:
    with pytest.raises(WrongEntry) as refused:
        typed.time_s("gun_time_s", text)
    assert refused.value.field == "gun_time_s"


@given(st.integers(60, 100 * 3600 - 1))
def test_a_time_shown_reads_back(seconds) -> None:
    assert typed.time_s("chip_time_s", words.duration(float(seconds))) == seconds


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("Half marathon", 21097.5),
        ("half marathon", 21097.5),
        ("10 miles", 16093.44),
        ("21097.5", 21097.5),
        ("21,097.5 m", 21097.5),
        ("21,097 m", 21097),
        ("21,0975 km", 21097.5),
        ("13.1 miles", 13.1 * 1609.344),
        ("1 mi", 1609.344),
        ("5km", 5000),
    ],
)
def test_a_distance(text, metres) -> None:
    assert typed.distance_m("official_distance_m", text) == pytest.approx(metres)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10", "Write the unit too: 10 km or 10 miles?"),
        ("far", "Write the distance like 21097.5 m, 10 km or 13.1 miles."),
        ("1.2.3 km", "Write the distance like 21097.5 m, 10 km or 13.1 miles."),
    ],
)
def test_what_is_no_distance_is_refused(text, said) -> None:
    with pytest.raises(WrongEntry) as refused:
        typed.distance_m("official_distance_m", text)
    assert str(refused.value) == said


def test_a_pace_is_for_the_person_s_unit_unless_it_says_another() -> None:
    assert typed.pace_s_per_km("p", "5:19") == 319
    assert typed.pace_s_per_km("p", "8:33 /mile") == pytest.approx(513 / 1.609344)
    units.use("mile")
    try:
        assert typed.pace_s_per_km("p", "8:33") == pytest.approx(513 / 1.609344)
        assert typed.pace_s_per_km("p", "5:19/km") == 319
    finally:
        units.use("km")
    with pytest.raises(WrongEntry):
        typed.pace_s_per_km("p", "5:19 /league")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("436 of 1183", (436, 1183)),
        ("436/1,183", (436, 1183)),
        ("436", (436, None)),
        ("", (None, None)),
    ],
)
def test_a_place(text, place) -> None:
    assert typed.place("place_overall", text) == place


def test_what_is_no_place_is_refused() -> None:
    with pytest.raises(WrongEntry):
        typed.place("place_overall", "first")


def test_nothing_typed_is_not_known() -> None:
    for read in (typed.time_s, typed.distance_m, typed.pace_s_per_km):
        assert math.isnan(read("field", " "))
