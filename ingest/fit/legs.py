"""The sessions of one recording in time order, and which records and laps are whose."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.fit.clock import start_of
from ingest.fit.columns import Column, FitColumns, Message

GENERIC = "generic"

Rows = np.ndarray[tuple[int], np.dtype[np.intp]]


@dataclass(frozen=True, slots=True)
class Leg:
    """One sport of a recording. ``start`` and ``end`` bound it, in Unix seconds, end excluded.

    The first leg is bounded by minus infinity and the last by infinity, so that every moment is in
    exactly one. ``message`` is None where the file has no session message.
    """

    message: Message | None
    sport: str
    sub_sport: str
    name: str
    start: float
    end: float


def find_legs(columns: FitColumns) -> tuple[Leg, ...]:
    """Return the sessions of a recording in time order; one generic leg when it names none.

    A leg begins where its session message says and ends where the next begins. The end is never
    taken from the message: devices that write the summary first put the file's start there. The
    start of the first is not trusted either: a fenix 2 wrote 08:00:01 for a leg whose lap, elapsed
    time and records all begin at 07:14:44. That leg, a kayak tour of sport "generic" before the
    runs, is no umbrella over the others: its distance is its own and it ends with the transition.
    """
    messages = _without_umbrella(_without_repeats(columns.all("session")))
    ordered = sorted(messages, key=_order)
    if not ordered:
        sport, sub_sport = _sport_without_session(columns)
        name = columns.first("sport").text("name")
        return (Leg(None, sport, sub_sport, name, -math.inf, math.inf),)
    starts = [_order(message)[0] for message in ordered]
    bounds = [-math.inf, *starts[1:], math.inf]
    return tuple(
        _leg(columns, message, i, (bounds[i], bounds[i + 1])) for i, message in enumerate(ordered)
    )


def _order(message: Message) -> tuple[float, float]:
    start, index = start_of(message), message.number("message_index")
    return (start if math.isfinite(start) else -math.inf, 0.0 if math.isnan(index) else index)


def _without_repeats(messages: Sequence[Message]) -> list[Message]:
    # A watch that saves in between writes the same session again with newer totals: the last holds.
    latest = {(start_of(m), m.text("sport"), m.number("message_index")): m for m in messages}
    return list(latest.values())


def _without_umbrella(messages: list[Message]) -> list[Message]:
    single = [m for m in messages if m.text("sport") != "multisport"]
    return single if len(single) > 1 else messages


def _leg(columns: FitColumns, message: Message, index: int, bounds: tuple[float, float]) -> Leg:
    sports = columns.all("sport")
    legs = len(columns.all("session"))
    twin = sports[index] if len(sports) == legs else columns.first("sport")
    source = message if _named(message.text("sport")) else twin
    return Leg(
        message,
        _named(source.text("sport")) or GENERIC,
        _named(source.text("sub_sport")) or GENERIC,
        message.text("sport_profile_name") or (twin.text("name") if source is twin else ""),
        *bounds,
    )


def _named(sport: str) -> str:
    return "" if sport == "all" else sport


def _sport_without_session(columns: FitColumns) -> tuple[str, str]:
    for message in (*columns.all("sport"), *columns.all("lap")):
        if _named(message.text("sport")):
            return message.text("sport"), _named(message.text("sub_sport")) or GENERIC
    return GENERIC, GENERIC


def rows_of(leg: Leg, seconds: Column) -> Rows:
    """Return which of these moments fall into a leg; a moment on a border opens the later one."""
    return np.flatnonzero((seconds >= leg.start) & (seconds < leg.end))
