"""Decoded fields are fitdecode's, bit for bit, and survive what fitdecode alone does not."""

import math
import struct

import fitdecode
import numpy as np
import pytest

from ingest.fit.messages import UNIX_OF_FIT_ZERO, read_parts


def oracle(data):
    """Each record as fitdecode itself gives it: the last value of each numeric field."""
    reader = fitdecode.FitReader(
        data,
        processor=None,
        check_crc=fitdecode.CrcCheck.DISABLED,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    with reader:
        frames = [frame for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA]
    return [
        {f.name: f.value for f in frame.fields if f.field}
        for frame in frames
        if frame.name == "record"
    ]


def test_columns_are_bit_equal_to_fitdecode(fit):
    data = fit.encode(*fit.run(40))
    (part,) = read_parts(data)
    rows = oracle(data)
    for name in ("distance", "heart_rate"):
        assert part.record[name].tolist() == [float(row[name]) for row in rows]
    assert part.record["timestamp"].tolist() == [
        row["timestamp"] + UNIX_OF_FIT_ZERO for row in rows
    ]


def test_big_endian_and_little_endian_say_the_same(fit):
    fields = (253, 4, 0x86), (5, 4, 0x86)
    big = fit.layout(0, 20, *fields, order=">") + b"\0" + struct.pack(">II", fit.start, 12_345)
    small = fit.layout(0, 20, *fields) + b"\0" + struct.pack("<II", fit.start, 12_345)
    for body in (big, small):
        (part,) = read_parts(fit.frame(body))
        assert part.record["distance"].tolist() == [123.45]
        assert part.record["timestamp"].tolist() == [fit.start + UNIX_OF_FIT_ZERO]


def test_compressed_times_count_on_from_the_last_full_one_of_any_message(fit):
    other = fit.layout(1, 21, (253, 4, 0x86)) + b"\1" + struct.pack("<I", (fit.start & ~31) + 30)
    body = fit.layout(0, 20, (3, 1, 2)) + other + b"\x9e\x64" + b"\x9f\x65" + b"\x81\x66"
    (part,) = read_parts(fit.frame(body))
    assert np.diff(part.record["timestamp"]).tolist() == [1.0, 2.0]
    assert part.record["heart_rate"].tolist() == [100.0, 101.0, 102.0]


def test_compressed_speed_and_distance_are_unfolded(fit):
    def packed(speed, distance):
        return struct.pack("<I", speed | distance << 12)[:3]

    rows = b"".join(b"\0" + packed(350, (i * 500) & 0xFFF) for i in range(20))
    (part,) = read_parts(fit.frame(fit.layout(0, 20, (8, 3, 0x0D)) + rows))
    assert part.record["speed"].tolist() == [3.5] * 20
    assert part.record["distance"].tolist() == [i * 500 / 16 for i in range(20)]


def test_an_unmeasured_value_is_nan_and_an_unmeasured_field_no_column(fit):
    body = fit.layout(0, 20, (3, 1, 2), (4, 1, 2)) + b"\0\x64\xff" + b"\0\xff\xff"
    (part,) = read_parts(fit.frame(body))
    assert part.record["heart_rate"][0] == 100.0
    assert math.isnan(part.record["heart_rate"][1])
    assert "cadence" not in part.record


def test_a_heart_rate_of_zero_stays_as_the_file_has_it(fit):
    (part,) = read_parts(fit.frame(fit.layout(0, 20, (3, 1, 2)) + b"\0\0"))
    assert part.record["heart_rate"].tolist() == [0.0]


def test_an_empty_developer_field_does_not_stop_the_reading(fit):
    body = bytearray(fit.layout(0, 20, (3, 1, 2)))
    body[0] |= 0x20
    data = fit.frame(bytes(body) + bytes([1, 0, 0, 0]) + b"\0\x64" * 3)
    with pytest.raises(ValueError, match="size"):
        oracle(data)
    (part,) = read_parts(data)
    assert part.record["heart_rate"].tolist() == [100.0] * 3


def test_a_field_description_of_no_known_app_still_names_its_field(fit):
    described = fit.layout(1, 206, (0, 1, 2), (1, 1, 2), (2, 1, 2), (3, 6, 7))
    described += b"\1" + bytes([5, 0, 0x84]) + b"Power\0"
    body = bytearray(fit.layout(0, 20, (3, 1, 2)))
    body[0] |= 0x20
    record = b"\0\x64" + struct.pack("<H", 300)
    data = fit.frame(described + bytes(body) + bytes([1, 0, 2, 5]) + record)
    (part,) = read_parts(data)
    assert part.record["dev:Power"].tolist() == [300.0]


def test_a_layout_that_contradicts_itself_is_left_out_and_the_rest_kept(fit):
    # Text where the profile expands an array of bytes: fitdecode has no name for that error.
    broken = fit.layout(1, 20, (8, 3, 0x07)) + b"\1abc" * 4
    body = fit.layout(0, 20, (3, 1, 2)) + b"\0\x64" * 3 + broken + b"\0\x65"
    (part,) = read_parts(fit.frame(body))
    assert part.record["heart_rate"].tolist() == [100.0, 100.0, 100.0, 101.0]
    assert [(p.code, p.records_lost) for p in part.problems] == [("undecodable", 4)]


def test_a_time_wider_than_its_field_is_no_time(fit):
    body = fit.layout(0, 20, (253, 8, 0x8F), (3, 1, 2)) + b"\0" + b"\1" * 8 + b"\x64"
    (part,) = read_parts(fit.frame(body))
    assert "timestamp" not in part.record


def test_an_infinite_number_is_not_measured(fit):
    body = (
        fit.layout(0, 20, (139, 4, 0x88), (7, 4, 0x88)) + b"\0" + struct.pack("<ff", 37, math.inf)
    )
    (part,) = read_parts(fit.frame(body))
    assert np.isnan(part.record["power"]).all()


def test_messages_carry_text_numbers_and_the_first_of_an_array(fit):
    (part,) = read_parts(fit.encode(*fit.run(3, workout_rpe=70)))
    session = part.first("session")
    assert session.text("sport") == "running"
    assert session.number("workout_rpe") == 70.0
    assert session.number("start_time") == fit.start + UNIX_OF_FIT_ZERO
    assert math.isnan(session.number("total_ascent"))
    assert session.text("total_ascent") == ""
    assert part.first("activity").fields == {}
