"""Developer fields: columns that apps on the watch invent, described in the file itself."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.fit.base_types import BYTE, base_type, order_mark
from ingest.fit.columns import Column
from ingest.fit.definitions import FIELD_DESCRIPTION, ByteOrder, DeveloperSlot
from ingest.fit.limits import MAX_DEVELOPER_FIELDS
from ingest.fit.raw_messages import Raw, raw_messages
from ingest.fit.scan import ScannedPart
from ingest.fit.walk import Places
from ingest.tables import Problem

# Numbers of the fields of a field description in the profile.
_DEVELOPER, _NUMBER, _BASE_TYPE, _NAME, _SCALE, _OFFSET = 0, 1, 2, 3, 6, 7


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """What a file says of one developer field: its name, its type, how it is scaled."""

    developer: int
    number: int
    name: str
    base_type: int
    scale: float = 1.0
    offset: float = 0.0

    def values(self, raw: NDArray[np.uint8], order: ByteOrder) -> Column:
        """Return the numbers that some bytes hold.

        Parameters
        ----------
        raw : ndarray of uint8, shape (n, size)
            The bytes of the field, a row a message.
        order : str
            Their order in a number.

        Returns
        -------
        ndarray of float, shape (n,)
            NaN where a field holds no number, several, or none that was measured.
        """
        base = base_type(self.base_type)
        if base is None or base.letter == "s" or base.size != raw.shape[1]:
            return np.full(len(raw), np.nan)
        numbers = np.ascontiguousarray(raw).view(order_mark(order) + base.letter)[:, 0]
        values = numbers.astype(np.float64)
        if self.scale != 1 or self.offset:
            values = values / self.scale - self.offset
        unmeasured = ~np.isfinite(values) if base.invalid is None else numbers == base.invalid
        np.copyto(values, np.nan, where=unmeasured)
        return values


class DeveloperFields:
    """All descriptions of a part, and the column name of each field."""

    __slots__ = ("_columns", "_described", "_left_out")

    def __init__(self) -> None:
        self._described: dict[tuple[int, int], list[tuple[int, FieldDescription]]] = {}
        self._columns: dict[tuple[int, int], str] = {}
        self._left_out: set[tuple[int, int]] = set()

    def describe(self, description: FieldDescription, at_byte: int = 0) -> None:
        """Take in a description; a later one for the same field holds from its byte on."""
        key = (description.developer, description.number)
        if key not in self._columns:
            if len(self._columns) == MAX_DEVELOPER_FIELDS:
                self._left_out.add(key)
                return
            self._columns[key] = self._free_name(description)
        described = self._described.setdefault(key, [])
        if not described or described[-1][1] != description:
            described.append((at_byte, description))

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

    def column(self, slot: DeveloperSlot) -> str:
        """Return the name of a field's column; empty where the file does not describe it."""
        return self._columns.get((slot.developer, slot.number), "")

    def is_described_once(self, slot: DeveloperSlot) -> bool:
        """Whether a described field means the same throughout the file."""
        return len(self._described[slot.developer, slot.number]) == 1

    def values(
        self, slot: DeveloperSlot, raw: NDArray[np.uint8], starts: Places, order: ByteOrder
    ) -> Column:
        """Return the numbers of one described field.

        Parameters
        ----------
        slot : DeveloperSlot
            Where it stands.
        raw : ndarray of uint8, shape (n, size)
            Its bytes, a row a message.
        starts : ndarray of int, shape (n,)
            Where the messages start, rising.
        order : str
            The order of bytes in a number.
        """
        described = self._described[slot.developer, slot.number]
        values = described[0][1].values(raw, order)
        for at_byte, description in described[1:]:
            later = bisect_right(starts, at_byte)
            values[later:] = description.values(raw[later:], order)
        return values


def developer_fields(part: ScannedPart) -> DeveloperFields:
    """Read what a part says of the fields of apps."""
    fields = DeveloperFields()
    for start, raw in raw_messages(part, FIELD_DESCRIPTION):
        description = _description(raw)
        if description:
            fields.describe(description, start)
    return fields


def _description(raw: dict[int, Raw]) -> FieldDescription | None:
    developer, number, name = raw.get(_DEVELOPER), raw.get(_NUMBER), raw.get(_NAME)
    if not (isinstance(developer, int) and isinstance(number, int)):
        return None
    base, scale, offset = raw.get(_BASE_TYPE), raw.get(_SCALE), raw.get(_OFFSET)
    return FieldDescription(
        developer,
        number,
        name.strip() if isinstance(name, str) else "",
        base if isinstance(base, int) else BYTE,
        float(scale) if isinstance(scale, int) and scale else 1.0,
        float(offset) if isinstance(offset, int) else 0.0,
    )
