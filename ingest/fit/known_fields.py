"""The profile: which messages and fields there are, what they are called and how they are scaled.

It comes with fitdecode; here it gets types, and everything about one message is read once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from fitdecode.profile import MESSAGE_TYPES

SEMICIRCLES = "semicircles"
DEGREES_PER_SEMICIRCLE = 180 / 2**31

_TIME_TYPES = frozenset({"date_time", "local_date_time"})
_NO_NAMES: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True)
class Component:
    """A field packed into some bits of another; ``accumulates`` where it counts on past its end."""

    target: int
    scale: float
    offset: float
    bits: int
    bit_offset: int
    accumulates: bool


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A field of the profile: a value is ``raw / scale - offset``, or its name in ``names``.

    ``wants`` says of a subfield when the field goes by its name: when another field of the message
    has one of these numbers and raw values.
    """

    number: int
    name: str
    scale: float
    offset: float
    units: str
    is_time: bool
    is_enum: bool
    names: Mapping[int, str] = field(default_factory=dict)
    components: tuple[Component, ...] = ()
    subfields: tuple["Field", ...] = ()
    wants: tuple[tuple[int, int], ...] = ()


class _Type(Protocol):
    name: str
    enum: Mapping[int, str] | None


class _Component(Protocol):
    def_num: int
    scale: float | None
    offset: float | None
    bits: int
    bit_offset: int
    accumulate: bool | None


class _Reference(Protocol):
    def_num: int
    raw_value: int


class _Source(Protocol):
    name: str
    def_num: int
    type: _Type
    scale: float | None
    offset: float | None
    units: str | None
    components: Iterable[_Component] | None


@cache
def message_name(number: int) -> str:
    """Return what the profile calls the messages of a number; empty when it does not know it."""
    known = MESSAGE_TYPES.get(number)
    return str(known.name) if known else ""


@cache
def fields_of(message: int) -> Mapping[int, Field]:
    """Return the fields of a message by their number; empty for an unknown message."""
    known = MESSAGE_TYPES.get(message)
    if known is None:
        return {}
    return {
        number: _field(source, tuple(_subfield(s, s.ref_fields) for s in source.subfields or ()))
        for number, source in known.fields.items()
    }


def _subfield(source: _Source, references: Iterable[_Reference]) -> Field:
    wants = tuple((reference.def_num, reference.raw_value) for reference in references)
    return _field(source, wants=wants)


def _field(
    source: _Source,
    subfields: tuple[Field, ...] = (),
    wants: tuple[tuple[int, int], ...] = (),
) -> Field:
    kind = source.type
    is_enum = getattr(getattr(kind, "base_type", kind), "identifier", None) == 0
    return Field(
        source.def_num,
        source.name,
        source.scale or 1.0,
        source.offset or 0.0,
        source.units or "",
        kind.name in _TIME_TYPES,
        is_enum,
        kind.enum or _NO_NAMES,
        tuple(_component(component) for component in source.components or ()),
        subfields,
        wants,
    )


def _component(source: _Component) -> Component:
    return Component(
        source.def_num,
        source.scale or 1.0,
        source.offset or 0.0,
        source.bits,
        source.bit_offset or 0,
        bool(source.accumulate),
    )
