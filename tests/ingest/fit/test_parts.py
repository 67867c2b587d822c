"""Columns are fitdecode's, bit for bit, and survive what fitdecode alone does not."""

import math
import struct

import fitdecode
import numpy as np
import pytest

from ingest.fit import read_parts
from ingest.fit.columns import UNIX_OF_FIT_ZERO


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
    assert part.seconds().tolist() == [row["timestamp"] + UNIX_OF_FIT_ZERO for row in rows]


def test_big_endian_and_little_endian_say_the_same(fit):
    fields = (253, 4, 0x86), (5, 4, 0x86)
    big = fit.layout(0, 20, *fields, order=">") + b"\0" + struct.pack(">II", fit.start, 12_345)
    small = fit.layout(0, 20, *fields) + b"\0" + struct.pack("<II", fit.start, 12_345)
    for body in (big, small):
        (part,) = read_parts(fit.frame(body))
        assert part.record["distance"].tolist() == [123.45]
        assert part.seconds().tolist() == [fit.start + UNIX_OF_FIT_ZERO]


def test_compressed_times_count_on_from_the_last_full_one_of_any_message(fit):
    other = fit.layout(1, 21, (253, 4, 0x86)) + b"\1" + struct.pack("<I", (fit.start & ~31) + 30)
    body = fit.layout(0, 20, (3, 1, 2)) + other + b"\x9e\x64" + b"\x9f\x65" + b"\x81\x66"
    (part,) = read_parts(fit.frame(body))
    assert np.diff(part.seconds()).tolist() == [1.0, 2.0]
    assert part.record["heart_rate"].tolist() == [100.0, 101.0, 102.0]


def test_compressed_speed_and_distance_are_unfolded(fit):
    def packed(speed, distance):
        return struct.pack("<I", speed | distance << 12)[:3]

    rows = b"".join(b"\0" + packed(350, (i * 500) & 0xFFF) for i in range(20))
    (part,) = read_parts(fit.frame(fit.layout(0, 20, (8, 3, 0x0D)) + rows))
    assert part.record["speed"].tolist() == [3.5] * 20
    assert part.record["distance"].tolist() == [i * 500 / 16 for i in range(20)]


def test_what_was_not_measured_is_nan(fit):
    body = fit.layout(0, 20, (3, 1, 2), (4, 1, 2)) + b"\0\x64\xff" + b"\0\xff\xff"
    (part,) = read_parts(fit.frame(body))
    assert part.record["heart_rate"][0] == 100.0
    assert math.isnan(part.record["heart_rate"][1])
    assert np.isnan(part.record["cadence"]).all()


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


def test_a_field_of_an_impossible_type_costs_itself_and_nothing_else(fit):
    # Text where the profile expands an array of bytes: other decoders lose the whole message.
    odd = fit.layout(1, 20, (8, 3, 0x07), (3, 1, 2)) + b"\1abc\x66" * 4
    body = fit.layout(0, 20, (3, 1, 2)) + b"\0\x64" * 3 + odd + b"\0\x65"
    (part,) = read_parts(fit.frame(body))
    assert part.record["heart_rate"].tolist() == [100.0] * 3 + [102.0] * 4 + [101.0]
    assert part.problems == ()


def test_a_time_wider_than_its_field_is_no_time(fit):
    body = fit.layout(0, 20, (253, 8, 0x8F), (3, 1, 2)) + b"\0" + b"\1" * 8 + b"\x64"
    (part,) = read_parts(fit.frame(body))
    assert np.isnan(part.seconds()).all()


def test_an_infinite_number_is_not_measured(fit):
    body = (
        fit.layout(0, 20, (139, 4, 0x88), (7, 4, 0x88)) + b"\0" + struct.pack("<ff", 37, math.inf)
    )
    (part,) = read_parts(fit.frame(body))
    assert np.isnan(part.record["power"]).all()


@pytest.mark.parametrize(
    "payload", [b"\x01\0\0\0\0\0\xf0\x7f", struct.pack("<d", 1.7e308)], ids=["signals", "overflows"]
)
def test_numbers_that_computers_warn_of_are_not_measured(fit, payload):
    (part,) = read_parts(fit.frame(fit.layout(0, 20, (69, 8, 0x89)) + b"\0" + payload))
    assert np.isnan(part.record["left_power_phase"]).all()


def test_layouts_in_turn_keep_the_order_of_the_file(fit):
    layouts = fit.layout(0, 20, (3, 1, 2)) + fit.layout(1, 20, (3, 1, 2), (7, 2, 0x84))
    pair = b"\0\x64" + b"\1\x65" + struct.pack("<H", 250)
    (part,) = read_parts(fit.frame(layouts + pair * 3 + b"\0\x66" * 9 + pair))
    rates = [100.0, 101.0] * 3 + [102.0] * 9 + [100.0, 101.0]
    assert part.record["heart_rate"].tolist() == rates
    assert np.flatnonzero(part.record["power"] == 250).tolist() == [1, 3, 5, 16]
    assert np.isnan(part.record["power"]).sum() == 13


def test_the_last_of_a_field_named_twice_counts(fit):
    body = fit.layout(0, 20, (3, 1, 2), (3, 1, 2)) + b"\0\x64\x65"
    (part,) = read_parts(fit.frame(body))
    assert part.record["heart_rate"].tolist() == [101.0]


def test_fields_of_several_values_have_a_second_axis_and_give_way_to_single_ones(fit):
    pair = fit.layout(0, 20, (69, 2, 2)) + b"\0\x10\xff"
    (part,) = read_parts(fit.frame(pair * 2))
    assert part.record["left_power_phase"].shape == (2, 2)
    assert np.isnan(part.record["left_power_phase"][:, 1]).all()
    single = fit.layout(1, 20, (69, 1, 2)) + b"\1\x10"
    for body in (pair + single, single + pair):
        (part,) = read_parts(fit.frame(body))
        assert part.record["left_power_phase"].shape == (2,)
        assert np.isfinite(part.record["left_power_phase"]).sum() == 1


def test_counting_fields_count_on_past_the_end_of_their_bits(fit):
    cycles = bytes((0, 250, 0, 255, 0, 4, 0, 9))
    (part,) = read_parts(fit.frame(fit.layout(0, 20, (18, 1, 0x02)) + cycles))
    known = part.record["total_cycles"]
    assert known[[0, 2, 3]].tolist() == [250.0, 260.0, 265.0]
    assert np.isnan(known[1])


def test_a_number_of_its_own_goes_before_one_packed_into_another(fit):
    both = fit.layout(0, 20, (8, 3, 0x0D), (5, 4, 0x86))
    packed = struct.pack("<I", 350 | 16 << 12)[:3]
    rows = b"".join(b"\0" + packed + struct.pack("<I", d) for d in (500, 0xFFFFFFFF))
    (part,) = read_parts(fit.frame(both + rows))
    assert part.record["distance"].tolist() == [5.0, 1.0]


def test_enums_are_text_and_unknown_ones_their_number(fit):
    (part,) = read_parts(fit.frame(fit.layout(0, 20, (42, 1, 0)) + b"\0\1" + b"\0\xff" + b"\0\x63"))
    assert part.record["activity_type"].tolist() == ["running", "", "99"]
    (part,) = read_parts(fit.frame(fit.layout(0, 20, (42, 1, 0)) + b"\0\x63"))
    assert part.record["activity_type"].tolist() == [99.0]


def test_a_named_number_among_measured_ones_is_none(fit):
    body = fit.layout(0, 20, (30, 1, 2)) + b"\0\x80" + b"\0\x32"
    (part,) = read_parts(fit.frame(body))
    assert np.isnan(part.record["left_right_balance"][0])
    assert part.record["left_right_balance"][1] == 50.0
