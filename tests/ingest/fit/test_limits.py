import struct

import pytest

from ingest.errors import TooLarge
from ingest.fit import read_parts
from ingest.fit.limits import (
    MAX_DEVELOPER_FIELDS,
    MAX_OTHERS,
    MAX_SAMPLES,
    MAX_SESSIONS,
    MAX_UNTIMED,
)
from ingest.fit.walk import MAX_LAYOUTS

TIME = (253, 4, 0x86)
HEART_RATE = (3, 1, 2)


def assert_refused(fit, body, match):
    with pytest.raises(TooLarge, match=match):
        read_parts(fit.frame(body, crc=0))


def test_more_samples_than_the_limit_are_refused(fit):
    sample = b"\0" + struct.pack("<IB", fit.start, 80)
    body = fit.layout(0, 20, TIME, HEART_RATE) + sample * (MAX_SAMPLES + 1)
    assert_refused(fit, body, "500,000 samples")


def test_swarms_of_samples_without_a_time_are_refused_and_some_are_read(fit):
    layout = fit.layout(0, 20, HEART_RATE)
    assert_refused(fit, layout + b"\0\x50" * (MAX_UNTIMED + 1), "50,001 samples without a time")

    (part,) = read_parts(fit.frame(layout + b"\0\x50" * 100))
    assert part.n_records == 100


def test_samples_with_a_time_in_their_header_have_a_time(fit):
    timed = fit.layout(1, 20, TIME) + b"\1" + struct.pack("<I", fit.start)
    body = timed + fit.layout(0, 20, HEART_RATE) + b"\x81\x50" * (MAX_UNTIMED + 1)
    (part,) = read_parts(fit.frame(body, crc=0))
    assert part.n_records == MAX_UNTIMED + 2


@pytest.mark.parametrize(
    ("message", "count", "says"),
    [
        (18, MAX_SESSIONS + 1, "201 sessions"),
        (19, MAX_OTHERS + 1, "laps, lengths and events"),
        (206, MAX_OTHERS + 1, "laps, lengths and events"),
    ],
)
def test_more_of_anything_than_a_watch_writes_is_refused(fit, message, count, says):
    body = fit.layout(0, message, TIME) + (b"\0" + struct.pack("<I", fit.start)) * count
    assert_refused(fit, body, says)


def test_a_layout_repeated_before_every_sample_is_one_layout(fit):
    sample = b"\0" + struct.pack("<IB", fit.start, 80)
    body = (fit.layout(0, 20, TIME, HEART_RATE) + sample) * (2 * MAX_LAYOUTS)
    (part,) = read_parts(fit.frame(body, crc=0))
    assert part.n_records == 2 * MAX_LAYOUTS


def test_more_layouts_than_a_watch_has_are_refused(fit):
    body = b"".join(fit.layout(0, number, HEART_RATE) for number in range(MAX_LAYOUTS + 1))
    assert_refused(fit, body, "1,000 ways")


def test_developer_fields_beyond_the_limit_are_left_out_and_counted(fit):
    described = fit.layout(1, 206, (0, 1, 2), (1, 1, 2), (2, 1, 2), (3, 4, 7))
    for developer in range(2):
        for number in range(250):
            described += struct.pack("<BBBB4s", 1, developer, number, 2, b"Pow")
    sample = fit.layout(0, 20, TIME) + b"\0" + struct.pack("<I", fit.start)
    (part,) = read_parts(fit.frame(described + sample, crc=0))

    assert [problem.code for problem in part.problems] == ["crc", "developer_fields"]
    assert f"{500 - MAX_DEVELOPER_FIELDS} more fields" in part.problems[-1].message


def test_samples_of_very_many_fields_are_refused_before_they_are_read(fit):
    sample = b"\0" + struct.pack("<I", fit.start) + b"\1" * 255
    body = fit.layout(0, 20, TIME, (69, 255, 2)) + sample * 70_000
    assert_refused(fit, body, "so many fields")


def test_very_many_ways_to_lay_out_very_wide_samples_are_refused(fit):
    wide = [(number, 1, 2) for number in range(250)]
    body = b"".join(fit.layout(0, 20, *wide, (3, size, 2)) for size in range(1, 101))
    assert_refused(fit, body, "100 ways to lay out a sample")


def test_laps_of_more_numbers_than_a_watch_writes_are_refused(fit):
    fields = [(number, 1, 2) for number in range(200)]
    body = fit.layout(0, 19, *fields) + (b"\0" + b"\1" * 200) * 3_000
    assert_refused(fit, body, "600,000 numbers in its laps")
