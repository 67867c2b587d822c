"""A motion as FIT messages, in the order a watch writes them.

A message is the official encoder's own shape: a name and its fields.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from sample_data.making.courses import Array
from sample_data.making.motion import Motion

FieldValue: TypeAlias = int | float | str | list[int] | dict[int, float]
Message: TypeAlias = tuple[str, dict[str, FieldValue]]

_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
_SEMICIRCLES_PER_DEGREE = 2**31 / 180


@dataclass(frozen=True, slots=True)
class Style:
    """How a watch writes: 32-bit heights and speeds or 16-bit ones, and its clock."""

    wide: bool = False
    dynamics: bool = False
    barometer: bool = False
    local_time: bool = True
    local_time_off_s: int = 0


PLAIN = Style()


def stamp(moment: datetime) -> int:
    """Seconds since FIT's epoch, the end of 1989 UTC."""
    return int((moment - _EPOCH).total_seconds())


def opening(motion: Motion, style: Style = PLAIN) -> list[Message]:
    """Say whose file it is, what sport, and that the timer starts."""
    begin = stamp(motion.plan.start)
    plan = motion.plan
    messages: list[Message] = [
        file_id("activity", plan.start),
        ("file_creator", {"software_version": 100}),
        ("device_info", {"timestamp": begin, "device_index": 0, "manufacturer": "development"}),
    ]
    if style.barometer:
        inside: dict[str, FieldValue] = {"timestamp": begin, "device_index": 1}
        inside |= {"device_type": 4, "source_type": "local"}
        messages.append(("device_info", inside))
    messages.append(("sport", {"sport": plan.sport, "sub_sport": plan.sub_sport}))
    return [*messages, timer(begin, "start")]


def file_id(kind: str, moment: datetime) -> Message:
    """Name the kind of file; the maker of this watch is "development", which FIT keeps for it."""
    return (
        "file_id",
        {
            "type": kind,
            "manufacturer": "development",
            "product": 1,
            "time_created": stamp(moment),
            "product_name": "Invented watch",
        },
    )


def timer(second: int, event_type: str) -> Message:
    """Start or stop the timer."""
    return ("event", {"timestamp": second, "event": "timer", "event_type": event_type})


def records(motion: Motion, style: Style = PLAIN) -> list[Message]:
    """One record a sample, with every channel the motion has."""
    begin = stamp(motion.plan.start)
    columns = {"timestamp": begin + motion.seconds, **_columns(motion, style)}
    names = list(columns)
    rows = zip(*(column.tolist() for column in columns.values()), strict=True)
    return [("record", dict(zip(names, row, strict=True))) for row in rows]


def _columns(motion: Motion, style: Style) -> dict[str, Array]:
    # Whole numbers go in already scaled; the encoder scales and rounds the rest.
    columns: dict[str, Array] = {}
    if motion.position is not None:
        for name, degrees in zip(("position_lat", "position_long"), motion.position, strict=True):
            columns[name] = np.floor(degrees * _SEMICIRCLES_PER_DEGREE + 0.5).astype(np.int64)
    if motion.plan.distance_m:
        columns["distance"] = np.round(motion.distance_m, 2)
        columns["enhanced_speed" if style.wide else "speed"] = np.round(motion.speed_mps, 3)
    if motion.elevation_m is not None:
        name = "enhanced_altitude" if style.wide else "altitude"
        columns[name] = np.round(motion.elevation_m * 5) / 5
    columns |= _body(motion)
    return columns | (_dynamics(motion) if style.dynamics else {})


def _body(motion: Motion) -> dict[str, Array]:
    columns: dict[str, Array] = {}
    if motion.heart_rate_bpm is not None:
        columns["heart_rate"] = motion.heart_rate_bpm.astype(np.int64)
    if motion.cadence is not None:
        # On foot FIT counts one foot's steps.
        turns = motion.cadence / (1 if motion.plan.sport in ("cycling", "swimming") else 2)
        columns["cadence"] = np.floor(turns).astype(np.int64)
        columns["fractional_cadence"] = turns - np.floor(turns)
    if motion.power_w is not None:
        columns["power"] = motion.power_w.astype(np.int64)
    if motion.temperature_c is not None:
        columns["temperature"] = motion.temperature_c.astype(np.int64)
    return columns


def _dynamics(motion: Motion) -> dict[str, Array]:
    faster = motion.speed_mps - 3.0
    return {
        "vertical_oscillation": np.round(88 - 4 * faster, 1),
        "stance_time": np.round(252 - 20 * faster, 1),
    }


def laps(motion: Motion, first_index: int = 0) -> list[Message]:
    """One lap message for each lap, from end to end."""
    messages: list[Message] = []
    for index, (start, end) in enumerate(pairwise((0, *motion.lap_ends))):
        last = index == len(motion.lap_ends) - 1
        fields: dict[str, FieldValue] = {
            "message_index": first_index + index,
            "event": "lap",
            "event_type": "stop",
            "lap_trigger": "session_end" if last else "distance",
            **_totals(motion, start, end),
        }
        messages.append(("lap", fields))
    return messages


def session(motion: Motion, index: int = 0, first_lap: int = 0) -> Message:
    """Sum a session up."""
    fields: dict[str, FieldValue] = {
        "message_index": index,
        "event": "session",
        "event_type": "stop",
        "first_lap_index": first_lap,
        "num_laps": len(motion.lap_ends),
        **_totals(motion, 0, len(motion.seconds) - 1),
    }
    return ("session", fields)


def _totals(motion: Motion, start: int, end: int) -> dict[str, FieldValue]:
    begun, ended = int(motion.seconds[start]), int(motion.seconds[end])
    paused = sum(again - off for off, again in motion.stops() if begun <= off < ended)
    fields: dict[str, FieldValue] = {
        "timestamp": stamp(motion.at(ended)),
        "start_time": stamp(motion.at(begun)),
        "sport": motion.plan.sport,
        "sub_sport": motion.plan.sub_sport,
        "total_elapsed_time": ended - begun,
        "total_timer_time": ended - begun - paused,
    }
    if motion.plan.distance_m:
        far = float(motion.distance_m[end] - motion.distance_m[start])
        fields["total_distance"] = round(far, 2)
    if motion.heart_rate_bpm is not None:
        beats = motion.heart_rate_bpm[start : end + 1]
        fields["avg_heart_rate"] = int(np.mean(beats))
        fields["max_heart_rate"] = int(np.max(beats))
    return fields


def closing(motions: Sequence[Motion], style: Style = PLAIN) -> Message:
    """Write the activity message, which carries the watch's own clock."""
    last = motions[-1]
    end = stamp(last.at(last.elapsed_s))
    fields: dict[str, FieldValue] = {
        "timestamp": end,
        "total_timer_time": sum(motion.timer_s for motion in motions),
        "num_sessions": len(motions),
        "type": "auto_multi_sport" if len(motions) > 1 else "manual",
        "event": "activity",
        "event_type": "stop",
    }
    if style.local_time:
        fields["local_timestamp"] = end + last.plan.utc_offset_s + style.local_time_off_s
    return ("activity", fields)


def body(motion: Motion, style: Style = PLAIN, first_lap: int = 0) -> list[Message]:
    """Put records, laps and pauses in the order they happened."""
    begin = stamp(motion.plan.start)
    timed: list[tuple[int, Message]] = [
        (int(fields["timestamp"]), (name, fields))  # type: ignore[arg-type]
        for name, fields in [*records(motion, style), *laps(motion, first_lap)]
    ]
    timed += [(begin + second, message) for second, message in _pauses(motion, begin)]
    timed.sort(key=lambda pair: pair[0])
    return [message for _, message in timed]


def _pauses(motion: Motion, begin: int) -> Iterator[tuple[int, Message]]:
    for off, again in motion.stops():
        yield off, timer(begin + off, "stop_all")
        yield again, timer(begin + again, "start")


def last_stop(motion: Motion) -> Message:
    """Stop the timer for good, at the last sample."""
    return timer(stamp(motion.at(motion.elapsed_s)), "stop_all")


def activity(motion: Motion, style: Style = PLAIN) -> list[Message]:
    """Give the whole of a single-sport activity, as a watch writes it."""
    return [
        *opening(motion, style),
        *body(motion, style),
        last_stop(motion),
        session(motion),
        closing([motion], style),
    ]


def multisport(motions: Sequence[Motion], style: Style = PLAIN) -> list[Message]:
    """Give several sports in one recording: all records first, all sessions at the end."""
    messages, sessions, first_lap = opening(motions[0], style), [], 0
    for index, motion in enumerate(motions):
        messages += body(motion, style, first_lap)
        sessions.append(session(motion, index, first_lap))
        first_lap += len(motion.lap_ends)
    return [*messages, last_stop(motions[-1]), *sessions, closing(motions, style)]
