"""FIT bytes -> the columns of its records and its other messages, whatever the damage.

The scan decides what is a message; fitdecode, given a clean stream of only the messages that are
asked for, decodes their fields. A faster decoder of records can take its place behind
:func:`read_parts` without anybody noticing.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import fitdecode
import numpy as np
from numpy.typing import NDArray

from ingest.errors import DamagedFile
from ingest.fit.definitions import FIELD_DESCRIPTION, RECORD
from ingest.fit.developer import DeveloperFields, FieldDescription
from ingest.fit.limits import refuse_too_much
from ingest.fit.scan import ScannedPart, scan
from ingest.tables import Problem

Value: TypeAlias = int | float | str | bytes | tuple["Value", ...] | None
Column: TypeAlias = NDArray[np.float64]

UNIX_OF_FIT_ZERO = 631_065_600
UINT32 = 2**32
# FIT times below this count seconds since the watch was switched on, not since 1989.
FIRST_DATE = UNIX_OF_FIT_ZERO + 0x10000000

_NAMES = {
    0: "file_id",
    2: "device_settings",
    12: "sport",
    18: "session",
    19: "lap",
    RECORD: "record",
    21: "event",
    23: "device_info",
    34: "activity",
    101: "length",
    FIELD_DESCRIPTION: "field_description",
}
_TIME_FIELDS = frozenset({"timestamp", "start_time", "local_timestamp", "time_created"})
_MOST_BROKEN_LAYOUTS = 8
# Fields with components and an impossible type make fitdecode fail in ways it has no name for.
_DECODER_ERRORS = (
    fitdecode.FitError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message that is no record; times are whole Unix seconds."""

    fields: Mapping[str, Value]

    def number(self, name: str) -> float:
        """Return a field as a number; NaN when absent. Of an array, the first number."""
        value = self.fields.get(name)
        if isinstance(value, tuple):
            value = next((v for v in value if isinstance(v, int | float)), None)
        number = float(value) if isinstance(value, int | float) else math.nan
        return number if math.isfinite(number) else math.nan

    def text(self, name: str) -> str:
        """Return a field as text; empty when absent or only known as a number."""
        value = self.fields.get(name)
        return value.strip() if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True, eq=False)
class FitColumns:
    """One FIT file of a chain: ``record[name][i]`` is a profile field of the i-th record.

    All columns are float64 with NaN for "not measured", in file order and in the profile's units;
    ``timestamp`` is in Unix seconds; developer fields are called ``dev:<name>``.
    """

    n_records: int
    record: dict[str, Column]
    messages: dict[str, tuple[Message, ...]]
    problems: tuple[Problem, ...] = ()

    def first(self, name: str) -> Message:
        """Return the first message of that name, or one without fields."""
        return next(iter(self.messages.get(name, ())), Message({}))

    def all(self, name: str) -> tuple[Message, ...]:
        """Return all messages of that name, in file order."""
        return self.messages.get(name, ())


@dataclass(slots=True)
class _Gathered:
    n_records: int
    record: dict[str, Column] = field(default_factory=dict)
    messages: defaultdict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))
    developer: DeveloperFields = field(default_factory=DeveloperFields)
    row: int = 0

    def set(self, name: str, value: float) -> None:
        if name not in self.record:
            self.record[name] = np.full(self.n_records, np.nan)
        self.record[name][self.row] = value if math.isfinite(value) else math.nan


def read_parts(data: bytes) -> tuple[FitColumns, ...]:
    """Decode every part of a FIT file.

    Raises
    ------
    EmptyFile, UnknownFormat, TooLarge
        As :func:`ingest.fit.scan.scan` and :func:`ingest.fit.limits.refuse_too_much`.
    DamagedFile
        When message after message has a layout that makes no sense.
    """
    parts = scan(data)
    chosen = [_choose(part) for part in parts]
    refuse_too_much(parts, chosen)
    return tuple(_decode(part, keep) for part, keep in zip(parts, chosen, strict=True))


def _choose(part: ScannedPart) -> list[int]:
    wanted = [d.message in _NAMES for d in part.definitions]
    keep = [i for i, kind in enumerate(part.kinds) if wanted[kind]]
    if any(part.data[part.starts[i]] & 0x80 for i in keep):
        # Compressed times count on from the last full time, whichever message carried it.
        dated = [w or d.timestamp_at for w, d in zip(wanted, part.definitions, strict=True)]
        keep = [i for i, kind in enumerate(part.kinds) if dated[kind]]
    return keep


def _decode(part: ScannedPart, keep: Sequence[int]) -> FitColumns:
    problems = list(part.problems)
    for _ in range(_MOST_BROKEN_LAYOUTS):
        gathered = _Gathered(_count(part, keep))
        broken = _gather(part, keep, gathered)
        if broken is None:
            messages = {name: tuple(found) for name, found in gathered.messages.items()}
            problems.extend(gathered.developer.problems())
            return FitColumns(gathered.n_records, gathered.record, messages, tuple(problems))
        problems.append(_undecodable(part, keep, broken))
        keep = [i for i in keep if part.kinds[i] != broken]
    raise DamagedFile(
        "This FIT file describes its messages in ways that make no sense, so nothing in it can be "
        "trusted. Export it from the watch again."
    )


def _count(part: ScannedPart, keep: Sequence[int]) -> int:
    return sum(part.definitions[part.kinds[i]].message == RECORD for i in keep)


def _undecodable(part: ScannedPart, keep: Sequence[int], broken: int) -> Problem:
    number = part.definitions[broken].message
    lost = sum(part.kinds[i] == broken for i in keep)
    message = (
        f"{lost} messages of the kind {_NAMES.get(number, number)!r} have a layout that "
        "contradicts itself and were left out."
    )
    return Problem("undecodable", message, records_lost=lost if number == RECORD else 0)


def _gather(part: ScannedPart, keep: Sequence[int], gathered: _Gathered) -> int | None:
    """Decode all that is kept; return the layout that could not be, if one could not."""
    done = 0
    try:
        for frame in _frames(_clean_stream(part, keep)):
            _take(part, keep[done], frame, gathered)
            done += 1
    except _DECODER_ERRORS:
        return part.kinds[keep[done]]
    return None


def _clean_stream(part: ScannedPart, keep: Sequence[int]) -> bytes:
    # Only what is asked for, without developer fields: nothing fitdecode could stumble over.
    data, chunks = part.data, [b""]
    defined: dict[int, int] = {}
    for i in keep:
        kind = part.kinds[i]
        definition = part.definitions[kind]
        if defined.get(definition.local) != kind:
            defined[definition.local] = kind
            chunks.append(definition.clean)
        chunks.append(data[part.starts[i] : part.starts[i] + definition.profile_size])
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


def _take(
    part: ScannedPart, index: int, frame: fitdecode.FitDataMessage, gathered: _Gathered
) -> None:
    definition = part.definitions[part.kinds[index]]
    name = _NAMES.get(definition.message, "")
    if definition.message == RECORD:
        _take_record(frame, gathered)
        values = gathered.developer.values(part.data, part.starts[index], definition)
        for column, value in values:
            gathered.set(column, value)
        gathered.row += 1
    elif definition.message == FIELD_DESCRIPTION:
        _take_description(frame, gathered.developer)
    elif name:
        gathered.messages[name].append(Message(_fields(frame)))


def _take_record(frame: fitdecode.FitDataMessage, gathered: _Gathered) -> None:
    seen: set[str] = set()
    for item in frame.fields:
        value = _unix(item.raw_value) if item.name == "timestamp" else item.value
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


def _fields(frame: fitdecode.FitDataMessage) -> dict[str, Value]:
    fields: dict[str, Value] = {}
    for item in frame.fields:
        value = _unix(item.raw_value) if item.name in _TIME_FIELDS else item.value
        if item.field and value is not None and not (item.name in fields and item.is_expanded):
            fields[item.name] = value
    return fields


def _take_description(frame: fitdecode.FitDataMessage, developer: DeveloperFields) -> None:
    # The alias has no profile, so the fields come by number: see definitions.DESCRIPTION_ALIAS.
    raw = {item.def_num: item.raw_value for item in frame.fields}
    index, number, name = raw.get(0), raw.get(1), raw.get(3)
    if isinstance(index, int) and isinstance(number, int):
        base, scale, offset = raw.get(2), raw.get(6), raw.get(7)
        developer.describe(
            FieldDescription(
                index,
                number,
                name.strip() if isinstance(name, str) else "",
                base if isinstance(base, int) else 0x0D,
                float(scale) if isinstance(scale, int) and scale else 1.0,
                float(offset) if isinstance(offset, int) else 0.0,
            )
        )
