"""How the bytes of one layout of records become columns: worked out once, kept for all files."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ingest.fit.base_types import Typed, is_whole_number, order_mark, typed
from ingest.fit.columns import ENHANCED
from ingest.fit.definitions import RECORD, TIMESTAMP, Definition, DeveloperSlot
from ingest.fit.known_fields import Component, Field, fields_of


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A field of the layout: ``key`` is its name in the layout's dtype.

    ``written`` is the same for fields that are the same and written alike, whatever the layout.
    """

    key: str
    field: Field
    typed: Typed
    written: str


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """A field that other numbers are packed into."""

    slot: Slot
    component: Component
    target: Field


@dataclass(frozen=True, slots=True, eq=False)
class RecordLayout:
    """``dtype`` gives a record message its fields; ``time_key`` is that of its time, or empty.

    ``developer`` are the fields of apps, each with its key in the dtype.
    """

    dtype: np.dtype[np.void]
    slots: tuple[Slot, ...]
    packed: tuple[Packed, ...]
    developer: tuple[tuple[str, DeveloperSlot], ...]
    time_key: str


@lru_cache(4096)
def record_layout(definition: Definition) -> RecordLayout:
    """Return how records of a definition are read.

    Of a field that a definition names twice, the last counts. Text and bytes are no measurements.
    """
    known = fields_of(RECORD)
    mark = order_mark(definition.order)
    places = {field.number: field for field in definition.fields if field.number in known}
    slots: list[Slot] = []
    formats, offsets = [], []
    for number, place in places.items():
        kind = typed(place)
        if kind.base.letter == "s":
            continue
        letter = mark + kind.base.letter
        written = f"{number} {letter} {kind.count} {kind.is_bytes} {kind.base.invalid}"
        slots.append(Slot(str(number), known[number], kind, written))
        formats.append((letter, (kind.count,)) if kind.is_bytes or kind.count > 1 else letter)
        offsets.append(place.offset)
    developer = tuple((f"app{i}", s) for i, s in enumerate(definition.developer) if s.size)
    for _, app in developer:
        formats.append(("B", (app.size,)))
        offsets.append(app.offset)
    dtype = np.dtype(
        {
            "names": [slot.key for slot in slots] + [key for key, _ in developer],
            "formats": formats,
            "offsets": offsets,
            "itemsize": definition.size,
        }
    )
    return RecordLayout(dtype, _numbers(slots), _packed(slots), developer, _time_key(slots))


def _numbers(slots: list[Slot]) -> tuple[Slot, ...]:
    return tuple(s for s in slots if s.field.number != TIMESTAMP and not s.typed.is_bytes)


def _time_key(slots: list[Slot]) -> str:
    times = (s.key for s in slots if s.field.number == TIMESTAMP and is_whole_number(s.typed))
    return next(times, "")


def _packed(slots: list[Slot]) -> tuple[Packed, ...]:
    known = fields_of(RECORD)
    return tuple(
        Packed(slot, component, known[component.target])
        for slot in slots
        for component in slot.field.components
        # The wide twin of a field is the same number: they are one column anyway.
        if known[component.target].name != ENHANCED + slot.field.name
        if _holds(slot.typed, component)
    )


def _holds(kind: Typed, component: Component) -> bool:
    return is_whole_number(kind) or (kind.is_bytes and component.bit_offset < 8 * kind.count)
