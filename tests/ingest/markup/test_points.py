"""From an element's text to numbers, times, cadence and pauses."""

import math
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import TooLarge
from ingest.markup.points import (
    NO_POINTS,
    Points,
    claimed_offset_s,
    number,
    numbers,
    plural,
    refuse_too_many,
    samples_of,
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
    "texts",
    [
        ["45.5", "7", "-0.125", "1e2"],
        ["45,5", "7", "", "nan", " 8 "],
        ["1" * 64, "1" * 65, "0"],
        ["inf", "-0", "1e999", "0x10", "1_000"],
        [],
    ],
    ids=str,
)
def test_a_column_is_read_as_its_numbers_are(texts: list[str]) -> None:
    expected = [number(text) for text in texts]
    encoded = [text.encode() for text in texts]

    for written in (texts, encoded, pa.array(texts, pa.string())):
        np.testing.assert_array_equal(numbers(written), [expected])
        twice = written * 2 if isinstance(written, list) else pa.concat_arrays([written] * 2)
        np.testing.assert_array_equal(numbers(twice, 2), [expected] * 2)


@given(st.lists(st.floats().map(str) | st.decimals().map(str) | st.text(max_size=9)))
def test_any_column_is_read_as_its_numbers_are(texts: list[str]) -> None:
    texts = [text for text in texts if text.isprintable()]
    encoded = [text.encode() for text in texts]

    for written in (texts, encoded, pa.array(texts, pa.string())):
        np.testing.assert_array_equal(numbers(written), [[number(text) for text in texts]])


def timed(*seconds: float, **columns: list[float]) -> Points:
    time_us = np.array([round(second * 1e6) for second in seconds], dtype=np.int64)
    zeros = np.zeros(len(seconds), dtype=np.int64)
    return replace(
        NO_POINTS,
        place=zeros,
        stretch=zeros,
        lap=zeros,
        has_time=zeros == 0,
        time_us=time_us,
        utc_offset_s=zeros,
        numbers={name: np.array(values, dtype=float) for name, values in columns.items()},
    )


def turning(*cadences: float) -> Points:
    return timed(*range(len(cadences)), cadence=[*cadences])


def test_the_first_offset_that_is_not_zero_is_claimed() -> None:
    assert claimed_offset_s(timed(0, 1)) is None
    assert claimed_offset_s(replace(timed(0, 1), utc_offset_s=np.array([0, 7200]))) == 7200


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
    frame = samples_of(turning(0.0, cadence, cadence), sport).frame()

    assert frame[column].tolist() == [0.0, value, value]
    assert [name for name in frame if "cadence" in name or "stroke" in name] == [column]


def test_standing_still_does_not_make_two_feet_of_one() -> None:
    frame = samples_of(turning(*[0.0] * 50, 172.0, 174.0), "running").frame()

    assert frame["cadence_spm"].max() == 174.0


def test_a_cadence_of_nothing_but_zeros_was_not_measured() -> None:
    assert "cadence_spm" not in samples_of(turning(0.0, 0.0), "running")


def test_records_hold_only_what_the_file_has_within_belief() -> None:
    points = timed(0, 1.5, heart_rate_bpm=[0, 88], power_w=[math.nan, math.nan])
    frame = samples_of(points, "running").frame()

    assert list(frame) == ["time", "heart_rate_bpm"]
    assert str(frame["time"].dtype) == "datetime64[us, UTC]"
    assert math.isnan(frame["heart_rate_bpm"][0])
    assert (frame["time"][1] - frame["time"][0]).total_seconds() == 1.5


def stretches(seconds: float, north_m: float, **columns: list[float]) -> Points:
    degrees = math.degrees(north_m / 6_371_008.8)
    columns = {"latitude_deg": [46.0, 46.0 + degrees], "longitude_deg": [7.0, 7.0], **columns}
    return replace(timed(0, seconds, **columns), stretch=np.array([0, 1]))


def test_a_gap_between_stretches_where_the_person_stood_is_a_pause() -> None:
    stops = stops_of(stretches(120, 20))

    assert stops is not None
    assert (stops.end_us - stops.start_us).tolist() == [120_000_000]


@pytest.mark.parametrize(("seconds", "north_m"), [(120, 300), (1, 3), (0, 0), (-5, 0)])
def test_lost_reception_and_laps_are_no_pause(seconds: float, north_m: float) -> None:
    assert stops_of(stretches(seconds, north_m)) is None


def test_the_device_knows_the_way_better_than_a_straight_line() -> None:
    assert stops_of(stretches(100, 0, distance_m=[1000.0, 1300.0])) is None


def test_across_the_date_line_is_a_short_way() -> None:
    across = [179.99999, -179.99999]

    assert stops_of(stretches(1, 0, longitude_deg=across)) is None
    assert stops_of(stretches(60, 0, longitude_deg=across)) is not None


def test_counts_read_like_sentences() -> None:
    assert plural(1, "point") == "1 point"
    assert plural(1200, "point") == "1,200 points"


def test_a_library_and_a_long_race_are_read_and_no_more_than_that() -> None:
    refuse_too_many(range(1500))
    refuse_too_many([0] * 200)

    with pytest.raises(TooLarge, match=r"1,501 separate recordings.*one file each"):
        refuse_too_many(range(1501))
    with pytest.raises(TooLarge, match=r"201 legs.*Export the activity again"):
        refuse_too_many([*range(1000), *[7] * 200])
