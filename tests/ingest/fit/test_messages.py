"""Messages are named as the profile names them, and read when somebody asks."""

import math
import struct

import pytest

from ingest.fit import read_columns, read_parts
from ingest.fit.columns import UNIX_OF_FIT_ZERO
from ingest.fit.messages import MAX_LISTED


def test_messages_carry_text_numbers_and_the_first_of_an_array(fit):
    (part,) = read_parts(fit.encode(*fit.run(3, workout_rpe=70)))
    session = part.first("session")
    assert session.text("sport") == "running"
    assert session.number("workout_rpe") == 70.0
    assert session.number("start_time") == fit.start + UNIX_OF_FIT_ZERO
    assert math.isnan(session.number("total_ascent"))
    assert session.text("total_ascent") == ""
    assert part.first("activity").fields == {}
    assert dict(session) == session.fields
    assert len(session) == len(session.fields)


def test_a_kind_is_there_when_the_file_has_it(fit):
    (part,) = read_parts(fit.encode(*fit.run(3)))
    assert set(part.messages) == {"file_id", "lap", "session"}
    assert len(part.messages) == 3
    assert "event" not in part.messages
    with pytest.raises(KeyError):
        part.messages["event"]


def one(fit, number, fields, payload):
    """The only message of a file that is laid out by hand."""
    (part,) = read_parts(fit.frame(fit.layout(0, number, *fields) + b"\0" + payload))
    (messages,) = part.messages.values()
    return messages[0]


def test_a_subfield_goes_by_the_name_that_another_field_gives_it(fit):
    timer = one(fit, 21, ((0, 1, 0), (1, 1, 0), (3, 4, 0x86)), bytes((0, 0, 1, 0, 0, 0)))
    assert dict(timer) == {"event": "timer", "event_type": "start", "timer_trigger": "auto"}
    product = one(fit, 0, ((1, 2, 0x84), (2, 2, 0x84)), struct.pack("<HH", 1, 3290))
    assert dict(product) == {"manufacturer": "garmin", "garmin_product": "fenix6"}
    other = one(fit, 0, ((1, 2, 0x84), (2, 2, 0x84)), struct.pack("<HH", 294, 7))
    assert dict(other) == {"manufacturer": "coros", "product": 7}


def test_a_packed_field_is_taken_apart_and_named_by_its_target(fit):
    wide = one(fit, 21, ((0, 1, 0), (2, 2, 0x84)), bytes((0, 1, 0)))
    assert wide["timer_trigger"] == "auto"
    gears = one(fit, 21, ((0, 1, 0), (3, 4, 0x86)), bytes((43, 3, 21, 2, 50)))
    assert (gears["rear_gear_num"], gears["rear_gear"]) == (3, 21)
    assert (gears["front_gear_num"], gears["front_gear"]) == (2, 50)
    walk = one(fit, 55, ((24, 1, 0x0D),), bytes((6 | 3 << 5,)))
    assert (walk["activity_type"], walk["intensity"]) == ("walking", 3)


def test_numbers_are_scaled_positions_degrees_times_unix_seconds(fit):
    lap = one(
        fit,
        19,
        ((2, 4, 0x86), (3, 4, 0x85), (9, 4, 0x86), (42, 2, 0x84)),
        struct.pack("<IiIH", fit.start, 2**30, 123_456, 3000),
    )
    assert lap["start_time"] == fit.start + UNIX_OF_FIT_ZERO
    assert lap["start_position_lat"] == 90.0
    assert lap["total_distance"] == 1234.56
    assert lap["avg_altitude"] == lap["enhanced_avg_altitude"] == 100.0


def test_arrays_keep_their_gaps_and_an_empty_one_is_absent(fit):
    beats = one(fit, 78, ((0, 6, 0x84),), struct.pack("<3H", 850, 0xFFFF, 900))
    assert beats["time"] == (0.85, None, 0.9)
    assert dict(one(fit, 78, ((0, 4, 0x84),), b"\xff" * 4)) == {}


def test_text_ends_at_its_zero_and_odd_bytes_do_not_stop_it(fit):
    sport = one(fit, 12, ((3, 8, 7), (0, 1, 0)), b"Tr\xe4il\0xx\1")
    assert sport["name"] == "Tr\ufffdil"
    assert sport["sport"] == "running"
    assert dict(one(fit, 12, ((3, 2, 7),), b"\0\0")) == {}


def test_a_field_of_a_misfit_size_is_bytes(fit):
    assert one(fit, 12, ((0, 1, 0), (1, 3, 0x84)), b"\1\2\3\4")["sub_sport"] == (2, 3, 4)


def test_a_time_in_the_header_is_the_message_s(fit):
    full = fit.layout(1, 21, (253, 4, 0x86)) + b"\1" + struct.pack("<I", (fit.start & ~31) + 30)
    lap = fit.layout(2, 19, (254, 2, 0x84)) + bytes((0x80 | 2 << 5 | 2, 7, 0))
    (part,) = read_parts(fit.frame(full + lap))
    assert part.first("lap").number("timestamp") == (fit.start & ~31) + 34 + UNIX_OF_FIT_ZERO


def test_beats_count_on_from_the_first(fit):
    first = fit.layout(0, 132, (9, 4, 0x86)) + b"\0" + struct.pack("<I", 4000)
    packed = (4090 | 10 << 12).to_bytes(3, "little")
    later = fit.layout(1, 132, (10, 3, 0x0D)) + b"\1" + packed
    (part,) = read_parts(fit.frame(first + later))
    assert part.messages["hr"][1]["event_timestamp"] == (4090 / 1024, (4096 + 10) / 1024)


def test_more_of_a_kind_than_anybody_reads_is_cut_and_said(fit):
    body = fit.layout(0, 78, (0, 2, 0x84)) + b"\0\1\1" * (MAX_LISTED + 1)
    columns = read_columns(fit.frame(body))
    assert [problem.code for problem in columns.problems] == ["too_many_messages"]
    assert len(columns.messages["hrv"]) == MAX_LISTED
    (part,) = read_parts(fit.frame(body))
    assert part.problems == ()


def test_the_messages_of_a_chain_are_one_after_another(fit):
    columns = read_columns(fit.encode(*fit.run(3)) + fit.encode(*fit.run(4, sport="cycling")))
    assert [m.text("sport") for m in columns.messages["session"]] == ["running", "cycling"]
    assert set(columns.messages) == {"file_id", "lap", "session"}
    assert len(columns.messages) == 3
    with pytest.raises(KeyError):
        columns.messages["hrv"]
