"""Shoes, and what happened on days that no watch knows of."""

import math
from dataclasses import dataclass

import pandas as pd

from ingest.athlete_tables import EVENT_KINDS
from ingest.diary.wrong import (
    WrongEntry,
    check_between,
    check_given,
    check_order,
    check_past_day,
    check_word,
    is_given,
)

HIGHEST_DROP_MM = 40.0
HIGHEST_STACK_MM = 100.0
FARTHEST_START_KM = 20_000.0


@dataclass(frozen=True, slots=True)
class Shoe:
    """A pair of shoes, a SHOES row. Days are local midnights; None and NaN where not known.

    ``start_km`` is how far it was run before the first session in this program. A shoe with a
    ``last_use`` is retired.
    """

    name: str
    heel_drop_mm: float = math.nan
    stack_mm: float = math.nan
    first_use: pd.Timestamp | None = None
    last_use: pd.Timestamp | None = None
    start_km: float = 0.0
    shoe_id: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that may explain a change, an EVENTS row; ``last_day`` None: it goes on."""

    kind: str
    first_day: pd.Timestamp
    last_day: pd.Timestamp | None = None
    note: str = ""
    event_id: str = ""


def check_shoe(shoe: Shoe, now: pd.Timestamp) -> None:
    """Refuse a shoe without a name, retired before its first use, or used in the future.

    Raises
    ------
    WrongEntry
        Also for a heel drop outside -40 to 40 mm, a stack outside 0 to 100 mm and kilometres below
        0 or above 20,000.
    """
    check_given("name", shoe.name, "The shoe's name")
    drop = (-HIGHEST_DROP_MM, HIGHEST_DROP_MM)
    check_between("heel_drop_mm", shoe.heel_drop_mm, drop, "Heel drop goes from -40 to 40 mm.")
    stack = (0.0, HIGHEST_STACK_MM)
    check_between("stack_mm", shoe.stack_mm, stack, "Stack height goes from 0 to 100 mm.")
    far = (0.0, FARTHEST_START_KM)
    check_between("start_km", shoe.start_km, far, "Kilometres before go from 0 to 20,000.")
    if math.isnan(shoe.start_km):
        raise WrongEntry("start_km", "Kilometres before are missing: write 0 for a new shoe.")
    say = "This shoe was retired before its first use: one of the two days is wrong."
    check_order("last_use", shoe.first_use, shoe.last_use, say)
    check_past_day("first_use", shoe.first_use, now)
    check_past_day("last_use", shoe.last_use, now)


def check_event(event: Event, now: pd.Timestamp) -> None:
    """Refuse an event of no known kind, without a first day, or that ends before it begins.

    Raises
    ------
    WrongEntry
        Also when it has not begun yet; its last day may lie ahead.
    """
    check_word("kind", event.kind, EVENT_KINDS)
    if not is_given(event.first_day):
        raise WrongEntry("first_day", "The first day is missing.")
    check_past_day("first_day", event.first_day, now)
    say = "The last day is before the first: one of the two is wrong."
    check_order("last_day", event.first_day, event.last_day, say)
