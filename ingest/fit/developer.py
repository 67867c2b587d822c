"""Developer fields: columns that apps on the watch invent, described in the file itself."""

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.fit.definitions import Definition, DeveloperSlot
from ingest.fit.limits import MAX_DEVELOPER_FIELDS
from ingest.tables import Problem

# FIT base type -> struct letter and the value that means "not measured" (None: NaN does).
_NUMBERS: dict[int, tuple[str, int | None]] = {
    0x00: ("B", 0xFF),
    0x01: ("b", 0x7F),
    0x02: ("B", 0xFF),
    0x03: ("h", 0x7FFF),
    0x04: ("H", 0xFFFF),
    0x05: ("i", 0x7FFFFFFF),
    0x06: ("I", 0xFFFFFFFF),
    0x08: ("f", None),
    0x09: ("d", None),
    0x0A: ("B", 0),
    0x0B: ("H", 0),
    0x0C: ("I", 0),
    0x0D: ("B", 0xFF),
    0x0E: ("q", 0x7FFFFFFFFFFFFFFF),
    0x0F: ("Q", 0xFFFFFFFFFFFFFFFF),
    0x10: ("Q", 0),
}


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """What a file says of one developer field: its name, its type, how it is scaled."""

    developer: int
    number: int
    name: str
    base_type: int
    scale: float = 1.0
    offset: float = 0.0

    def value(self, raw: bytes, order: str) -> float:
        """Return the number these bytes hold; NaN when it is none, or not measured."""
        letter, invalid = _NUMBERS.get(self.base_type & 0x1F, ("", None))
        if not letter or struct.calcsize(letter) != len(raw):
            return math.nan
        number: float = struct.unpack(("<" if order == "little" else ">") + letter, raw)[0]
        if number == invalid or not math.isfinite(number):
            return math.nan
        return number / self.scale - self.offset


class DeveloperFields:
    """The descriptions met so far, and the column name of each."""

    __slots__ = ("_columns", "_descriptions", "_left_out")

    def __init__(self) -> None:
        self._descriptions: dict[tuple[int, int], FieldDescription] = {}
        self._columns: dict[tuple[int, int], str] = {}
        self._left_out: set[tuple[int, int]] = set()

    def describe(self, description: FieldDescription) -> None:
        """Take in a description; a later one for the same field replaces it."""
        key = (description.developer, description.number)
        if key not in self._columns:
            if len(self._columns) == MAX_DEVELOPER_FIELDS:
                self._left_out.add(key)
                return
            self._columns[key] = self._free_name(description)
        self._descriptions[key] = description

    def problems(self) -> Iterator[Problem]:
        """Say how many fields there were beyond those that are kept."""
        if self._left_out:
            message = (
                f"The file describes {len(self._left_out):,} more fields of apps than the "
                f"{MAX_DEVELOPER_FIELDS} that were kept; theirs were left out."
            )
            yield Problem("developer_fields", message)

    def _free_name(self, description: FieldDescription) -> str:
        # Two apps may both call a field "Power": the second becomes "dev:Power (2)".
        wanted = f"dev:{description.name or f'field {description.number}'}"
        name, count = wanted, 1
        while name in self._columns.values():
            count += 1
            name = f"{wanted} ({count})"
        return name

    def values(
        self, data: bytes, start: int, definition: Definition
    ) -> Iterator[tuple[str, float]]:
        """Yield column and number of each described developer field of one data message."""
        for slot in definition.developer:
            key = (slot.developer, slot.number)
            if key in self._descriptions:
                raw = _bytes(data, start, slot)
                yield self._columns[key], self._descriptions[key].value(raw, definition.order)


def _bytes(data: bytes, start: int, slot: DeveloperSlot) -> bytes:
    return data[start + slot.offset : start + slot.offset + slot.size]
