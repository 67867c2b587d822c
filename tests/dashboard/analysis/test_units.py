"""Miles where the person reads miles: every number printed, none computed."""

import contextvars
import math
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis import sports, units, words


@pytest.fixture
def miles():
    units.use("mile")
    yield
    units.use("km")


@pytest.mark.usefixtures("miles")
def test_a_half_marathon_in_miles() -> None:
    assert words.distance(21097.5) == "13.1 miles"
    assert words.exact_distance(21097.5) == "13.1094 miles"
    assert words.pace(21097.5, 6717) == "8:32 /mile"
    assert words.speed(1609.344, 3600) == "1.0 mph"
    assert words.long_distance(1609.344) == "1.00 miles"


@pytest.mark.usefixtures("miles")
def test_a_track_and_a_pool_stay_in_metres() -> None:
    assert words.distance(400) == "400 m"
    assert words.distance(800) == "0.5 miles"
    assert sports.how_fast("swimming", 1500, 1500) == "1:40 /100 m"
    assert words.metres(1008) == "1,008 m"


def test_kilometres_are_read_where_nobody_chose() -> None:
    assert contextvars.Context().run(units.chosen) is units.KM
    assert words.exact_distance(10_000) == "10 km"
    units.use("furlong")
    assert units.chosen() is units.KM


@pytest.mark.usefixtures("miles")
def test_one_persons_unit_is_not_anothers() -> None:
    seen: list[units.LongUnit] = []
    other = threading.Thread(target=lambda: seen.append(units.chosen()))
    other.start()
    other.join()

    assert seen == [units.KM]
    assert units.chosen() is units.MILE


@pytest.mark.parametrize(
    ("printed_s", "per_m", "said"),
    [
        (319, 1000, "5:19 /km"),
        (513, words.METRES_PER_MILE, "8:33 /mile"),
        (480, words.METRES_PER_MILE, "8:00 /mile"),
    ],
)
def test_a_published_pace_shows_as_it_was_printed(printed_s, per_m, said) -> None:
    assert words.printed_pace(printed_s / per_m * 1000) == said
    assert words.printed_pace(math.nan) == ""


@given(st.integers(120, 1200))
def test_a_pace_printed_for_the_kilometre_stays_one(seconds: int) -> None:
    assert words.printed_pace(float(seconds)) == f"{words.clock_face(seconds)} /km"
