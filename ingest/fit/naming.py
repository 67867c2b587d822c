"""The raw values of one message -> its fields by name, in the units of the profile."""

from collections.abc import Mapping
from functools import cache

from ingest.fit.columns import UINT32, UNIX_OF_FIT_ZERO, Value
from ingest.fit.known_fields import DEGREES_PER_SEMICIRCLE, SEMICIRCLES, Component, Field, fields_of
from ingest.fit.raw_messages import Number, Raw


def named(message: int, raw: Mapping[int, Raw], counters: dict[int, int]) -> dict[str, Value]:
    """Name the fields of one message, and take apart those that hold several.

    Parameters
    ----------
    message : int
        Its number in the profile.
    raw : mapping of int to raw value
        What was measured.
    counters : dict of int to int
        Where the counting fields of this kind of message stand; it is changed. A file begins with
        an empty one.

    Returns
    -------
    dict of str to Value
        A field of its own goes before one that was taken from another.
    """
    known, counting = fields_of(message), _counting(message)
    fields: dict[str, Value] = {}
    taken: dict[int, list[Value]] = {}
    for number, value in raw.items():
        if number in counting:
            _set_counter(number, value, counters)
        field = known[number]
        if field.subfields:
            field = _resolved(field, raw)
        fields[field.name] = _value(field, value)
        for component in field.components:
            piece = _piece(value, component, counters)
            if piece is not None:
                taken.setdefault(component.target, []).append(piece)
    for number, pieces in taken.items():
        field = _resolved(known[number], raw)
        if number not in raw and field.name not in fields:
            values = tuple(field.names.get(p, p) if isinstance(p, int) else p for p in pieces)
            fields[field.name] = values[0] if len(values) == 1 else values
    return {name: value for name, value in fields.items() if value is not None}


@cache
def _counting(message: int) -> frozenset[int]:
    fields = fields_of(message).values()
    return frozenset(c.target for field in fields for c in field.components if c.accumulates)


def _set_counter(number: int, value: Raw, counters: dict[int, int]) -> None:
    last = value[-1] if isinstance(value, tuple) else value
    if isinstance(last, int):
        counters[number] = last


def _resolved(field: Field, raw: Mapping[int, Raw]) -> Field:
    """Return the subfield that other fields of the message call for, else the field itself."""
    for subfield in field.subfields:
        if any(raw.get(number) == wanted for number, wanted in subfield.wants):
            return subfield
    return field


def _value(field: Field, raw: Raw) -> Value:
    if isinstance(raw, int | float):
        return _scalar(field, raw)
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bytes):
        return tuple(raw)
    return tuple(None if number is None else _scalar(field, number) for number in raw)


def _scalar(field: Field, raw: Number) -> Value:
    if isinstance(raw, int) and raw in field.names:
        return field.names[raw]
    if field.is_time:
        # A time declared wider than its 32 bits, or as no whole number, is none.
        return raw + UNIX_OF_FIT_ZERO if isinstance(raw, int) and 0 <= raw < UINT32 else None
    if field.units == SEMICIRCLES:
        return raw * DEGREES_PER_SEMICIRCLE
    return _scaled(raw, field.scale, field.offset)


def _scaled(raw: Number, scale: float, offset: float) -> Number:
    scaled = raw if scale == 1 else raw / scale
    return scaled - offset if offset else scaled


def _piece(raw: Raw, component: Component, counters: dict[int, int]) -> Value:
    if isinstance(raw, bytes):
        if component.bit_offset >= 8 * len(raw):
            return None
        raw = int.from_bytes(raw, "little")
    if not isinstance(raw, int):
        return None
    mask = (1 << component.bits) - 1
    number = (raw >> component.bit_offset) & mask
    if component.accumulates:
        # It starts again at zero when its bits are full.
        before = counters.get(component.target, 0)
        number = counters[component.target] = before + ((number - before) & mask)
    return _scaled(number, component.scale, component.offset)
