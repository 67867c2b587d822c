"""FIT files that are no activity, and files that are not FIT at all."""

import struct
import zlib
from collections.abc import Iterator

from sample_data import Sample
from sample_data.making.fit_bytes import HEADER_BYTES, encode
from sample_data.making.fit_messages import FieldValue, Message, file_id, records, stamp, timer
from sample_data.making.made import Made, day
from sample_data.making.motion import Plan, move

_START = day(9, 1, "12:00:00")


def made() -> Iterator[Made]:
    """Make every file of this module."""
    for name, what, messages in (
        ("settings.fit", "a watch's settings", _settings()),
        ("course.fit", "a course to follow", _course()),
        ("workout.fit", "a planned workout", _workout()),
        ("monitoring.fit", "a day of steps and heart rate", _monitoring()),
    ):
        sample = Sample(name, "fit", what, "not_activity", "not_activity")
        yield Made(sample, encode(messages))
    whole = encode(_settings())
    what = "a FIT header and nothing behind it"
    yield Made(Sample("header_only.fit", "fit", what, "refused", "empty"), whole[:HEADER_BYTES])
    yield Made(Sample("empty.fit", "", "no bytes at all", "refused", "empty"), b"")
    what = "a PNG picture under a watch file's name"
    yield Made(Sample("picture_renamed.fit", "", what, "refused", "unknown_format"), picture())


def picture() -> bytes:
    """Draw a small PNG: 8 by 8 grey pixels."""
    rows = b"".join(b"\0" + bytes([32 * row] * 8) for row in range(8))
    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    # Stored, not squeezed: another zlib squeezes to other bytes.
    data = zlib.compress(rows, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def _settings() -> list[Message]:
    return [
        file_id("settings", _START),
        ("device_settings", {"utc_offset": 0, "time_offset": 7200}),
        ("user_profile", {"resting_heart_rate": 52, "default_max_heart_rate": 188}),
    ]


def _course() -> list[Message]:
    motion = move(Plan(_START, 3000, 900, 301, loop_m=3000, every_s=(10, 15)))
    begin = stamp(_START)
    ridden: dict[str, FieldValue] = {
        "timestamp": begin + motion.elapsed_s,
        "start_time": begin,
        "total_elapsed_time": motion.elapsed_s,
        "total_timer_time": motion.elapsed_s,
        "total_distance": 3000,
    }
    return [
        file_id("course", _START),
        ("course", {"sport": "running", "name": "Loop of 3 km"}),
        ("lap", ridden),
        timer(begin, "start"),
        *records(motion),
        timer(begin + motion.elapsed_s, "stop_disable_all"),
    ]


def _workout() -> list[Message]:
    messages: list[Message] = [
        file_id("workout", _START),
        ("workout", {"sport": "running", "num_valid_steps": 2, "wkt_name": "Easy, then brisk"}),
    ]
    for index, intensity in enumerate(("warmup", "active")):
        fields: dict[str, FieldValue] = {
            "message_index": index,
            "duration_type": "time",
            "duration_value": 600_000,
            "target_type": "open",
            "intensity": intensity,
        }
        messages.append(("workout_step", fields))
    return messages


def _monitoring() -> list[Message]:
    begin = stamp(_START)
    messages: list[Message] = [
        file_id("monitoring_b", _START),
        ("monitoring_info", {"timestamp": begin, "local_timestamp": begin + 7200}),
    ]
    for hour in range(24):
        fields: dict[str, FieldValue] = {"timestamp": begin + 3600 * hour, "heart_rate": 54 + hour}
        messages.append(("monitoring", fields | {"activity_type": "walking", "cycles": 40 * hour}))
    return messages
