"""From an element's text to numbers, times, cadence and pauses."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import TooLarge
from ingest.xml_points import (
    Sample,
    claimed_offset_s,
    instant,
    microseconds,
    number,
    offset_s,
    plural,
    records_of,
    refuse_too_many,
    stops_of,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("45.5", 45.5),
        (" -0.1\n", -0.1),
        ("1e2", 100.0),
        ("0", 0.0),
        ("48,25", 48.25),
        ("-3,5", -3.5),
    ],
)
def test_a_number_is_read(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nan",
        "inf",
        "-Infinity",
        "1e999",
        "7" * 5000,
        "0." + "3" * 5000,
        "--",
        "12 bpm",
        "1,234.5",
        "1,2,3",
    ],
)
def test_what_is_no_number_is_not_measured(text: str) -> None:
    assert math.isnan(number(text))


@given(st.text())
def test_any_text_gives_a_finite_number_or_none(text: str) -> None:
    assert not math.isinf(number(text))


@pytest.mark.parametrize(
    ("text", "utc", "ahead_s"),
    [
        ("2021-01-07T21:51:59.179+01:15", "2021-01-07T20:36:59.179+00:00", 4500),
        ("2021-07-04T11:23:19.418000Z", "2021-07-04T11:23:19.418+00:00", 0),
        ("2021-07-04T11:23:19.123456789Z", "2021-07-04T11:23:19.123456+00:00", 0),
        ("2021-07-04T11:23:19+0200", "2021-07-04T09:23:19+00:00", 7200),
        ("2021-07-04T11:23:19-03:30", "2021-07-04T14:53:19+00:00", -12600),
        (" 2021-07-04 11:23:19 ", "2021-07-04T11:23:19+00:00", 0),
    ],
)
def test_a_time_is_kept_in_utc_beside_its_offset(text: str, utc: str, ahead_s: int) -> None:
    moment = instant(text)
    expected = instant(utc)

    assert moment is not None
    assert expected is not None
    assert microseconds(moment) == microseconds(expected)
    assert offset_s(moment) == ahead_s


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "yesterday",
        "2021-13-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "9" * 5000,
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert instant(text) is None


@given(st.text() | st.datetimes().map(str))
def test_any_text_gives_a_time_or_none(text: str) -> None:
    moment = instant(text)

    assert moment is None or moment.tzinfo is not None


def test_plus_zero_claims_no_offset() -> None:
    sample = Sample()
    sample.set_time(instant("2021-07-04T11:23:19+00:00"))

    assert claimed_offset_s([sample]) is None


def timed(*cadences: float) -> list[Sample]:
    return [Sample(time_us=n * 1_000_000, cadence=c) for n, c in enumerate(cadences)]


@pytest.mark.parametrize(
    ("sport", "cadence", "column", "value"),
    [
        ("running", 84.0, "cadence_spm", 168.0),
        ("running", 172.0, "cadence_spm", 172.0),
        ("walking", 55.0, "cadence_spm", 110.0),
        ("cycling", 84.0, "cadence_rpm", 84.0),
        ("swimming", 30.0, "stroke_rate_spm", 30.0),
        ("generic", 84.0, "cadence", 84.0),
    ],
)
def test_cadence_goes_where_the_sport_says(
    sport: str, cadence: float, column: str, value: float
) -> None:
    frame = records_of(timed(0.0, cadence, cadence), sport).frame()

    assert frame[column].tolist() == [0.0, value, value]
    assert [name for name in frame if "cadence" in name or "stroke" in name] == [column]


def test_standing_still_does_not_make_two_feet_of_one() -> None:
    frame = records_of(timed(*[0.0] * 50, 172.0, 174.0), "running").frame()

    assert frame["cadence_spm"].max() == 174.0


def test_a_cadence_of_nothing_but_zeros_was_not_measured() -> None:
    assert "cadence_spm" not in records_of(timed(0.0, 0.0), "running")


def test_records_hold_only_what_the_file_has_within_belief() -> None:
    samples = [Sample(time_us=0, heart_rate_bpm=0.0), Sample(time_us=1_500_000, heart_rate_bpm=88)]
    frame = records_of(samples, "running").frame()

    assert list(frame) == ["time", "heart_rate_bpm"]
    assert str(frame["time"].dtype) == "datetime64[us, UTC]"
    assert math.isnan(frame["heart_rate_bpm"][0])
    assert (frame["time"][1] - frame["time"][0]).total_seconds() == 1.5


def stretches(seconds: float, north_m: float) -> list[Sample]:
    degrees = math.degrees(north_m / 6_371_008.8)
    return [
        Sample(0, time_us=0, latitude_deg=46.0, longitude_deg=7.0),
        Sample(1, time_us=int(seconds * 1e6), latitude_deg=46.0 + degrees, longitude_deg=7.0),
    ]


def test_a_gap_between_stretches_where_the_person_stood_is_a_pause() -> None:
    stops = stops_of(stretches(120, 20))

    assert stops is not None
    assert (stops["end_time"] - stops["start_time"]).dt.total_seconds().tolist() == [120]


@pytest.mark.parametrize(("seconds", "north_m"), [(120, 300), (1, 3), (0, 0), (-5, 0)])
def test_lost_reception_and_laps_are_no_pause(seconds: float, north_m: float) -> None:
    assert stops_of(stretches(seconds, north_m)) is None


def test_the_device_knows_the_way_better_than_a_straight_line() -> None:
    before, after = stretches(100, 0)
    before.distance_m, after.distance_m = 1000.0, 1300.0

    assert stops_of([before, after]) is None


def test_across_the_date_line_is_a_short_way() -> None:
    before, after = stretches(1, 0)
    before.longitude_deg, after.longitude_deg = 179.99999, -179.99999

    assert stops_of([before, after]) is None
    after.time_us = 60_000_000
    assert stops_of([before, after]) is not None


def test_counts_read_like_sentences() -> None:
    assert plural(1, "point") == "1 point"
    assert plural(1200, "point") == "1,200 points"


def test_a_library_and_a_long_race_are_read_and_no_more_than_that() -> None:
    refuse_too_many(range(2000))
    refuse_too_many([0] * 200)

    with pytest.raises(TooLarge, match=r"2,001 separate recordings.*one file each"):
        refuse_too_many(range(2001))
    with pytest.raises(TooLarge, match=r"201 legs.*Export the activity again"):
        refuse_too_many([*range(1000), *[7] * 200])
