"""FIT's base types: how the bytes of a number are read, and which number means "not measured"."""

from dataclasses import dataclass

from ingest.fit.definitions import ByteOrder, FieldSlot

ENUM, STRING, BYTE = 0x00, 0x07, 0x0D


@dataclass(frozen=True, slots=True)
class BaseType:
    """``letter`` is that of :mod:`struct` and, but for text, of NumPy too.

    ``invalid`` is the number that stands for "not measured"; None where NaN does.
    """

    letter: str
    size: int
    invalid: int | None


_BYTES = BaseType("B", 1, 0xFF)
_BASE_TYPES = {
    ENUM: BaseType("B", 1, 0xFF),
    0x01: BaseType("b", 1, 0x7F),
    0x02: BaseType("B", 1, 0xFF),
    0x83: BaseType("h", 2, 0x7FFF),
    0x84: BaseType("H", 2, 0xFFFF),
    0x85: BaseType("i", 4, 0x7FFFFFFF),
    0x86: BaseType("I", 4, 0xFFFFFFFF),
    STRING: BaseType("s", 1, None),
    0x88: BaseType("f", 4, None),
    0x89: BaseType("d", 8, None),
    0x0A: BaseType("B", 1, 0),
    0x8B: BaseType("H", 2, 0),
    0x8C: BaseType("I", 4, 0),
    BYTE: _BYTES,
    0x8E: BaseType("q", 8, 0x7FFFFFFFFFFFFFFF),
    0x8F: BaseType("Q", 8, 0xFFFFFFFFFFFFFFFF),
    0x90: BaseType("Q", 8, 0),
}
_BY_LOW_BITS = {number & 0x1F: base for number, base in _BASE_TYPES.items()}


def base_type(number: int) -> BaseType | None:
    """Return the type of that number, with or without its flag for "has a byte order"."""
    return _BY_LOW_BITS.get(number & 0x1F)


def order_mark(order: ByteOrder) -> str:
    """Return how :mod:`struct` and NumPy write a byte order."""
    return "<" if order == "little" else ">"


@dataclass(frozen=True, slots=True)
class Typed:
    """How the bytes of one field of one layout are read: ``count`` values of a type.

    ``is_bytes`` holds for what is no number but a handful of bytes, as every decoder takes a field
    whose size is no multiple of its type's.
    """

    base: BaseType
    count: int
    is_bytes: bool


_WHOLE_NUMBERS = "bBhHiIqQ"


def is_whole_number(kind: Typed) -> bool:
    """Say whether a field is one whole number, and not one of a handful of bytes."""
    return kind.base.letter in _WHOLE_NUMBERS and kind.count == 1 and not kind.is_bytes


def typed(slot: FieldSlot) -> Typed:
    """Return how a field's bytes are read."""
    base = base_type(slot.base_type)
    if base is None or slot.size % base.size or slot.base_type == BYTE:
        return Typed(_BYTES, slot.size, is_bytes=True)
    return Typed(base, slot.size // base.size, is_bytes=False)
