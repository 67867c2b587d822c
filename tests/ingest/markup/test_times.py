"""Written times become microseconds, a column at once as one by one."""

from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.markup.times import instant, microseconds, moments, offset_s


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


ZONES = ["", "Z", "+00:00", "+02:00", "-03:30", "+23:59", "+24:00", "+05:61"]
DATE = st.dates().map(str) | st.sampled_from(
    ["2023-02-29", "2024-02-29", "1969-12-31", "3000-01-01"]
)
CLOCK = st.times().map(lambda t: f"{t:%H:%M:%S}") | st.sampled_from(["24:00:00", "23:59:60"])
PLAIN = st.builds(
    lambda day, clock, fraction, zone: f"{day}T{clock}{fraction}{zone}",
    DATE,
    CLOCK,
    st.sampled_from(["", ".0", ".5", ".123", ".123456", ".123456789", "."]),
    st.sampled_from(ZONES),
)


def assert_as_one_by_one(texts: list[str]) -> None:
    one_by_one = [instant(text) for text in texts]
    known = [moment for moment in one_by_one if moment is not None]
    encoded = [text.encode() for text in texts]

    for found in (moments(texts), moments(encoded), moments(pa.array(texts, pa.string()))):
        assert found.is_read.tolist() == [moment is not None for moment in one_by_one]
        assert found.time_us[found.is_read].tolist() == [microseconds(moment) for moment in known]
        assert found.utc_offset_s[found.is_read].tolist() == [offset_s(moment) for moment in known]


@given(st.lists(PLAIN | st.text(max_size=30), max_size=12))
def test_a_column_is_read_as_its_times_are(texts: list[str]) -> None:
    assert_as_one_by_one([text for text in texts if text.isprintable()])


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("fraction", ["", ".000", ".25", ".123456789"])
def test_a_run_a_second_is_read_as_its_times_are(fraction: str, zone: str) -> None:
    days = np.arange("2024-02-28T23:59:50", "2024-03-01T00:00:10", 7, dtype="datetime64[s]")
    texts = [f"{day}{fraction}{zone}" for day in days]

    assert_as_one_by_one(texts)
    assert_as_one_by_one([*texts, "2024-02-28 23:59:50Z", "", "now"])


@given(
    st.lists(DATE | st.dates(min_value=date(1970, 1, 3)).map(str), min_size=1, max_size=6),
    st.lists(CLOCK, min_size=6, max_size=6),
    st.sampled_from(["", ".5", ".123456", ".123456789"]),
    st.sampled_from(ZONES),
    st.integers(min_value=0, max_value=60),
    st.sampled_from("09:T -Zé"),
)
def test_times_of_one_form_are_read_as_each_is(
    days: list[str], clocks: list[str], fraction: str, zone: str, place: int, slip: str
) -> None:
    texts = [
        f"{day}T{clock}{fraction}{zone}"
        for day, clock in zip(days, clocks[: len(days)], strict=True)
    ]

    assert_as_one_by_one(texts)
    if 0 <= place < len(texts[-1]):
        texts[-1] = texts[-1][:place] + slip + texts[-1][place + 1 :]
        assert_as_one_by_one(texts)


def test_what_is_nearly_a_time_is_left_to_a_patient_reader() -> None:
    def patient(text: str) -> datetime:
        return datetime.fromisoformat(text.replace("/", "-") + "+00:00")

    found = moments(pa.array(["2024/05/01", "2024-05-01T00:00:00Z", "never"]), patient)

    assert found.is_read.tolist() == [True, True, False]
    assert found.time_us[0] == found.time_us[1]
