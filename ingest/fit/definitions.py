"""Definition messages: what the data messages that follow look like, byte by byte."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

ByteOrder: TypeAlias = Literal["little", "big"]

RECORD = 20
HEART_RATES = 132
FIELD_DESCRIPTION = 206
# Field descriptions travel to fitdecode under a number of the manufacturers' free range: it has
# no profile for it, so it hands the plain fields over instead of judging developer data itself.
DESCRIPTION_ALIAS = 0xFF0F

TIMESTAMP = 253
_UINT32 = (4, 0x86)
_BASE_TYPES = (0x00, 0x01, 0x02, 0x83, 0x84, 0x85, 0x86, 0x07, 0x88, 0x89)
_BASE_TYPES_Z = (0x0A, 0x8B, 0x8C, 0x0D, 0x8E, 0x8F, 0x90)
# Some writers leave out the flag for "has a byte order"; the low five bits say which type it is.
_CANONICAL = {base & 0x1F: base for base in (*_BASE_TYPES, *_BASE_TYPES_Z)}


@dataclass(frozen=True, slots=True)
class FieldSlot:
    """Where a field of the profile stands in a data message, and how its bytes are typed."""

    number: int
    base_type: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class DeveloperSlot:
    """Where a developer field stands in a data message, and which description it belongs to."""

    developer: int
    number: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """What one definition message says.

    ``size`` counts a whole data message with its header byte, ``profile_size`` only up to the end
    of the profile's own fields. ``clean`` is the definition without what breaks other decoders:
    empty fields and developer fields, which are read by :mod:`ingest.fit.developer`.
    """

    message: int
    local: int
    order: ByteOrder
    size: int
    profile_size: int
    timestamp_at: int | None
    fields: tuple[FieldSlot, ...]
    developer: tuple[DeveloperSlot, ...]
    clean: bytes


def definition_end(data: bytes, position: int) -> int:
    """Return where the definition message that starts at ``position`` ends, in bytes.

    Raises
    ------
    IndexError
        When the data ends inside it.
    """
    end = position + 6 + 3 * data[position + 5]
    if data[position] & 0x20:
        end += 1 + 3 * data[end]
    if end > len(data):
        raise IndexError
    return end


@lru_cache(4096)
def read_definition(body: bytes) -> Definition:
    """Read one whole definition message; cached, since one watch writes the same ones always."""
    order: ByteOrder = "big" if body[2] else "little"
    message = int.from_bytes(body[3:5], order)
    profile_end = 6 + 3 * body[5]
    offset, timestamp_at, fields = 1, None, []
    for number, size, base in _triples(body[6:profile_end]):
        base_type = _CANONICAL.get(base & 0x1F, base)
        if number == TIMESTAMP and (size, base_type) == _UINT32:
            timestamp_at = offset
        if size:
            fields.append(FieldSlot(number, base_type, offset, size))
        offset += size
    profile_size = offset
    slots = []
    for number, size, developer in _triples(body[profile_end + 1 :]):
        slots.append(DeveloperSlot(developer, number, offset, size))
        offset += size
    alias = DESCRIPTION_ALIAS if message == FIELD_DESCRIPTION else message
    kept = b"".join(bytes((field.number, field.size, field.base_type)) for field in fields)
    clean = bytes((body[0] & 0xDF, body[1], body[2], *alias.to_bytes(2, order), len(fields))) + kept
    local = body[0] & 0x0F
    places = (tuple(fields), tuple(slots))
    return Definition(message, local, order, offset, profile_size, timestamp_at, *places, clean)


def _triples(body: bytes) -> Iterator[tuple[int, int, int]]:
    return zip(body[0::3], body[1::3], body[2::3], strict=True)
