"""The same columns by fitdecode, one message at a time: slow, and there when all else fails.

Given a clean stream of only the messages that a recording is read from, it decodes their fields.
What it stumbles over is left out, a layout at a time; so are the fields of apps.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import fitdecode
import numpy as np

from ingest.errors import DamagedFile
from ingest.fit.columns import (
    ENHANCED,
    TIMESTAMP,
    UINT32,
    UNIX_OF_FIT_ZERO,
    AnyColumn,
    Column,
    FitColumns,
    Message,
    Value,
)
from ingest.fit.definitions import RECORD
from ingest.fit.known_fields import DEGREES_PER_SEMICIRCLE, SEMICIRCLES, message_name
from ingest.fit.scan import ScannedPart
from ingest.fit.walk import Places
from ingest.tables import Problem

# What fitdecode stumbles over. Fields with components and an impossible type make it fail in ways
# it has no name for.
DECODER_ERRORS = (
    fitdecode.FitError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)

_READ = frozenset({0, 2, 12, 18, 19, RECORD, 21, 23, 34, 101})
_TIME_FIELDS = frozenset({"timestamp", "start_time", "local_timestamp", "time_created"})
_MOST_BROKEN_LAYOUTS = 8


@dataclass(slots=True)
class _Gathered:
    n_records: int
    record: dict[str, Column] = field(default_factory=dict)
    messages: defaultdict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))
    row: int = 0

    def set(self, name: str, value: float) -> None:
        if name not in self.record:
            self.record[name] = np.full(self.n_records, np.nan)
        self.record[name][self.row] = value if np.isfinite(value) else np.nan


def by_fitdecode(part: ScannedPart) -> FitColumns:
    """Decode one part.

    Raises
    ------
    DamagedFile
        When message after message has a layout that makes no sense.
    """
    problems = list(part.problems)
    starts, kinds = _chosen(part)
    numbers = np.array([d.message for d in part.definitions] or [0])
    for _ in range(_MOST_BROKEN_LAYOUTS):
        gathered = _Gathered(int((numbers[kinds] == RECORD).sum()))
        broken = _gather(part, starts, kinds, gathered)
        if broken is None:
            return _columns(gathered, tuple(problems))
        problems.append(_undecodable(int(numbers[broken]), int((kinds == broken).sum())))
        starts, kinds = starts[kinds != broken], kinds[kinds != broken]
    raise DamagedFile(
        "This FIT file describes its messages in ways that make no sense, so nothing in it can be "
        "trusted. Export it from the watch again."
    )


def _chosen(part: ScannedPart) -> tuple[Places, Places]:
    starts, kinds = part.located()
    # Compressed times count on from the last full time, whichever message carried it.
    wanted = [
        d.message in _READ or (part.has_compressed_times and d.timestamp_at is not None)
        for d in part.definitions
    ]
    keep = np.array(wanted, dtype=np.bool_)[kinds] if wanted else slice(None)
    return starts[keep], kinds[keep]


def _undecodable(number: int, count: int) -> Problem:
    message = (
        f"{count} messages of the kind {message_name(number) or number!r} have a layout that "
        "contradicts itself and were left out."
    )
    return Problem("undecodable", message, records_lost=count if number == RECORD else 0)


def _gather(part: ScannedPart, starts: Places, kinds: Places, gathered: _Gathered) -> int | None:
    """Decode all that is kept; return the layout that could not be, if one could not."""
    done = 0
    try:
        for frame in _frames(_clean_stream(part, starts, kinds)):
            _take(part.definitions[kinds[done]].message, frame, gathered)
            done += 1
    except DECODER_ERRORS:
        return int(kinds[done])
    return None


def _clean_stream(part: ScannedPart, starts: Places, kinds: Places) -> bytes:
    data, chunks = part.data, [b""]
    defined: dict[int, int] = {}
    for start, kind in zip(starts.tolist(), kinds.tolist(), strict=True):
        definition = part.definitions[kind]
        if defined.get(definition.local) != kind:
            defined[definition.local] = kind
            chunks.append(definition.clean)
        chunks.append(data[start : start + definition.profile_size])
    body = b"".join(chunks)
    header = bytes((12, 0x20)) + bytes(2) + len(body).to_bytes(4, "little") + b".FIT"
    return header + body + bytes(2)


def _frames(stream: bytes) -> Iterator[fitdecode.FitDataMessage]:
    reader = fitdecode.FitReader(
        stream,
        processor=None,
        check_crc=fitdecode.CrcCheck.DISABLED,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    with reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                yield frame


def _take(number: int, frame: fitdecode.FitDataMessage, gathered: _Gathered) -> None:
    if number == RECORD:
        _take_record(frame, gathered)
        gathered.row += 1
    elif number in _READ:
        gathered.messages[message_name(number)].append(Message(_fields(frame)))


def _take_record(frame: fitdecode.FitDataMessage, gathered: _Gathered) -> None:
    seen: set[str] = set()
    for item in frame.fields:
        value = _unix(item.raw_value) if item.name == TIMESTAMP else _in_degrees(item)
        # A field the file holds itself wins over the one expanded from its older twin.
        if item.field is None or not isinstance(value, int | float):
            continue
        if item.name in seen and item.is_expanded:
            continue
        seen.add(item.name)
        gathered.set(item.name, value)


def _unix(raw: Value) -> int | None:
    # A time declared wider than its 32 bits, or as no whole number, is none.
    return raw + UNIX_OF_FIT_ZERO if isinstance(raw, int) and 0 <= raw < UINT32 else None


def _in_degrees(item: fitdecode.types.FieldData) -> Value:
    value: Value = item.value
    if item.units == SEMICIRCLES and isinstance(value, int | float):
        return value * DEGREES_PER_SEMICIRCLE
    return value


def _fields(frame: fitdecode.FitDataMessage) -> dict[str, Value]:
    fields: dict[str, Value] = {}
    for item in frame.fields:
        value = _unix(item.raw_value) if item.name in _TIME_FIELDS else _in_degrees(item)
        if item.field and value is not None and not (item.name in fields and item.is_expanded):
            fields[item.name] = value
    return fields


def _columns(gathered: _Gathered, problems: tuple[Problem, ...]) -> FitColumns:
    record: dict[str, AnyColumn] = {}
    if gathered.n_records:
        seconds = gathered.record.pop(TIMESTAMP, np.full(gathered.n_records, np.nan))
        whole = np.where(np.isnan(seconds), 0, seconds).astype(np.int64)
        times = whole.astype("datetime64[s]")
        times[np.isnan(seconds)] = np.datetime64("NaT")
        record[TIMESTAMP] = times
    for name, column in gathered.record.items():
        narrow = name.removeprefix(ENHANCED)
        other = gathered.record.get(ENHANCED + narrow, column)
        record[narrow] = np.where(np.isnan(other), gathered.record.get(narrow, other), other)
    messages = {name: tuple(found) for name, found in gathered.messages.items()}
    return FitColumns(gathered.n_records, record, messages, problems)
