"""Numbers read as a runner expects, whatever float comes in."""

import math
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.analysis import words

any_float = st.floats(allow_nan=True, allow_infinity=True)


def test_the_worked_case_of_a_half_marathon_is_5_18() -> None:
    assert words.pace(21097.5, 6717) == "5:18 /km"


@pytest.mark.parametrize(
    ("distance_m", "time_s", "said"),
    [
        (1000, 299.5, "5:00 /km"),
        (1000, 299.4, "4:59 /km"),
        (1000, 359.9999, "6:00 /km"),
        (1000, 60, "1:00 /km"),
        (10_000, 3600, "6:00 /km"),
        (1000, 4000, "1:06:40 /km"),
        (0, 100, ""),
        (100, 0, ""),
        (math.nan, 100, ""),
        (1, 1e9, ""),
    ],
)
def test_pace(distance_m: float, time_s: float, said: str) -> None:
    assert words.pace(distance_m, time_s) == said


def test_pace_per_mile_and_per_100_m() -> None:
    assert words.pace(words.METRES_PER_MILE, 480, per_m=words.METRES_PER_MILE) == "8:00 /mile"
    assert words.pace(1500, 1500, per_m=100) == "1:40 /100 m"


@given(distance_m=any_float, time_s=any_float)
@example(distance_m=1000.0, time_s=299.5)
@example(distance_m=1e-300, time_s=1e300)
@example(distance_m=5e-324, time_s=5e-324)
def test_no_pace_of_any_float_shows_sixty_seconds(distance_m: float, time_s: float) -> None:
    for per_m in (1000.0, words.METRES_PER_MILE, 100.0):
        said = words.pace(distance_m, time_s, per_m=per_m)

        assert ":60" not in said
        assert "nan" not in said
        assert "inf" not in said


@given(any_float)
@example(59.5)
@example(3599.5)
@example(-0.4)
def test_no_duration_of_any_float_shows_sixty(time_s: float) -> None:
    said = words.duration(time_s)

    assert ":60" not in said
    assert (said == "") == (not math.isfinite(time_s))


@given(st.integers(min_value=0, max_value=10**9))
def test_a_duration_can_be_read_back(seconds: int) -> None:
    parts = [int(part) for part in words.duration(seconds).split(":")]

    assert sum(part * 60**place for place, part in enumerate(reversed(parts))) == seconds


@given(any_float)
def test_no_number_of_any_float_says_nan_or_a_hyphen_for_minus(value: float) -> None:
    for said in (
        words.distance(value),
        words.metres(value),
        words.heart_rate(value),
        words.number(value, decimals=1),
        words.speed(value, 3600),
    ):
        assert "nan" not in said
        assert "inf" not in said
        assert "-" not in said


def test_numbers_carry_a_true_minus_and_thousands() -> None:
    assert words.number(-0.5, decimals=1) == "\N{MINUS SIGN}0.5"
    assert words.number(-0.01, decimals=1) == "0.0"
    assert words.number(1008) == "1,008"


def test_distances_change_from_metres_to_kilometres() -> None:
    assert words.distance(400) == "400 m"
    assert words.distance(999.4) == "999 m"
    assert words.distance(999.6) == "1.0 km"
    assert words.distance(21097.5) == "21.1 km"
    assert words.distance(math.nan) == ""


def test_dates_do_not_depend_on_the_machine() -> None:
    assert words.day(date(2026, 9, 6)) == "6 Sep 2026"
    assert words.long_day(date(2026, 9, 6)) == "Sunday 6 September 2026"
    assert words.day(None) == ""


def test_counts_and_lists_read_as_sentences() -> None:
    assert words.counted(1, "file") == "1 file"
    assert words.counted(1200, "activity", "activities") == "1,200 activities"
    assert words.joined(["a", "b", "c"]) == "a, b and c"
    assert words.joined([]) == ""
