"""One message -> the raw values of its fields, by their number in the profile."""

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from ingest.fit.base_types import STRING, Typed, is_whole_number, order_mark, typed
from ingest.fit.definitions import Definition, FieldSlot
from ingest.fit.known_fields import fields_of
from ingest.fit.scan import ScannedPart

Number: TypeAlias = int | float
# A field that is no number but a handful of bytes stays bytes.
Raw: TypeAlias = Number | str | bytes | tuple[Number | None, ...]

_ALL_ONES = 0xFF


@dataclass(frozen=True, slots=True, eq=False)
class _Slot:
    """A field; ``is_whole`` holds for one whole number, the common case."""

    number: int
    index: int
    typed: Typed
    is_text: bool
    is_whole: bool

    def read(self, values: tuple[Number | bytes, ...]) -> Raw | None:
        """Return what the file has in this field; None when nothing was measured."""
        first = values[self.index]
        if isinstance(first, bytes):
            return _text(first) if self.is_text else _bytes(first)
        invalid, count = self.typed.base.invalid, self.typed.count
        if count == 1:
            return None if first == invalid or not math.isfinite(first) else first
        several = values[self.index : self.index + count]
        measured = tuple(
            None if isinstance(v, bytes) or v == invalid or not math.isfinite(v) else v
            for v in several
        )
        return None if measured.count(None) == count else measured


@dataclass(frozen=True, slots=True, eq=False)
class RawLayout:
    """How the messages of one definition are taken apart."""

    unpacker: struct.Struct
    slots: tuple[_Slot, ...]

    def read(self, data: bytes, start: int) -> dict[int, Raw]:
        """Return what was measured in the message that starts at a byte."""
        values = self.unpacker.unpack_from(data, start + 1)
        found: dict[int, Raw] = {}
        for slot in self.slots:
            raw = values[slot.index] if slot.is_whole else slot.read(values)
            if raw is not None and not (slot.is_whole and raw == slot.typed.base.invalid):
                found[slot.number] = raw
        return found


@lru_cache(4096)
def raw_layout(definition: Definition) -> RawLayout:
    """Return how messages of a definition are read; fields outside the profile are passed over."""
    known = fields_of(definition.message)
    letters, slots, index = [], [], 0
    for place in definition.fields:
        if place.number not in known:
            letters.append(f"{place.size}x")
            continue
        kind = typed(place)
        is_text = place.base_type == STRING
        slots.append(_Slot(place.number, index, kind, is_text, is_whole_number(kind)))
        letters.append(_letters(place, kind))
        index += 1 if is_text or kind.is_bytes else kind.count
    unpacker = struct.Struct(order_mark(definition.order) + "".join(letters))
    return RawLayout(unpacker, tuple(slots))


def raw_messages(part: ScannedPart, message: int) -> Iterator[tuple[int, dict[int, Raw]]]:
    """Yield where each message of a number starts, and what was measured in it."""
    starts, kinds = part.located(part.runs_of(message))
    for start, kind in zip(starts.tolist(), kinds.tolist(), strict=True):
        yield start, raw_layout(part.definitions[kind]).read(part.data, start)


def _letters(place: FieldSlot, kind: Typed) -> str:
    return f"{place.size}s" if kind.is_bytes else f"{kind.count}{kind.base.letter}"


def _text(raw: bytes) -> str | None:
    return raw.split(b"\0", 1)[0].decode("utf-8", "replace") or None


def _bytes(raw: bytes) -> bytes | None:
    return raw if raw.strip(bytes((_ALL_ONES,))) else None
