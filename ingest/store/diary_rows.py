"""One way to write, read, take away and bring back every kind of entry a person makes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pandas as pd
from sqlalchemy import Connection, insert, select, update
from sqlalchemy import Table as StoredTable

from ingest.athlete_tables import EVENTS, PAIN_ENTRIES, RACE_RESULTS, RED_FLAGS, SHOES
from ingest.store import diary_schema
from ingest.store.errors import NotFound
from ingest.store.frames import day_number, frame, microseconds, now_us
from ingest.store.identity import new_id
from ingest.store.people import athlete
from ingest.tables import DAY, FLAG, FLOAT, TIME, Column, Table

Value: TypeAlias = str | float | pd.Timestamp | None

_MADE: dict[str, Callable[[float], float]] = {FLAG: bool, FLOAT: float}


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A kind of entry: where it is stored, how it is read, its key, its order, its name."""

    stored: StoredTable
    canonical: Table
    key: str
    order: str
    words: str


PAIN = Kind(diary_schema.pain_entries, PAIN_ENTRIES, "entry_id", "felt_at_us", "diary entry")
ANSWER = Kind(diary_schema.red_flag_answers, RED_FLAGS, "answer_id", "answered_at_us", "answer")
SHOE = Kind(diary_schema.shoes, SHOES, "shoe_id", "name", "shoe")
EVENT = Kind(diary_schema.events, EVENTS, "event_id", "first_day", "event")
RACE = Kind(diary_schema.race_results, RACE_RESULTS, "result_id", "race_day", "race result")


def listed(connection: Connection, kind: Kind, athlete_id: str) -> pd.DataFrame:
    """Read what stands of a kind, by day (shoes by name), as its canonical frame."""
    athlete(connection, athlete_id)
    table = kind.stored
    names = [_stored_name(column) for column in kind.canonical.columns]
    query = select(*(table.c[name] for name in names)).where(table.c.athlete_id == athlete_id)
    if "deleted_at_us" in table.c:
        query = query.where(table.c.deleted_at_us.is_(None))
    rows = connection.execute(query.order_by(table.c[kind.order], table.c[kind.key])).all()
    return frame(rows, kind.canonical)


def save(
    connection: Connection, kind: Kind, athlete_id: str, records: Sequence[object]
) -> tuple[str, ...]:
    """Write records already checked: a new id where there is none, the same id replaces.

    An entry that was deleted and is saved again stands again.
    """
    table = kind.stored
    ids = tuple(getattr(record, kind.key, "") or new_id() for record in records)
    rows = {
        key: {"athlete_id": athlete_id, kind.key: key, **_values(record, kind)}
        for key, record in zip(ids, records, strict=True)
    }
    query = select(table.c[kind.key]).where(table.c.athlete_id == athlete_id)
    here = set(connection.scalars(query)) & set(rows)
    added = [row for key, row in rows.items() if key not in here]
    if added:
        connection.execute(insert(table), added)
    for key in here:
        _replace(connection, kind, rows[key])
    return ids


def _replace(connection: Connection, kind: Kind, row: Mapping[str, object]) -> None:
    table = kind.stored
    mine = (table.c.athlete_id == row["athlete_id"]) & (table.c[kind.key] == row[kind.key])
    connection.execute(update(table).where(mine).values({**row, "deleted_at_us": None}))


def take_away(connection: Connection, kind: Kind, athlete_id: str, key: str) -> None:
    """Delete an entry so that it can be brought back; NotFound when it does not stand."""
    _mark(connection, kind, (athlete_id, key), now_us())


def bring_back(connection: Connection, kind: Kind, athlete_id: str, key: str) -> None:
    """Undo a deletion; NotFound when there is nothing to bring back."""
    _mark(connection, kind, (athlete_id, key), None)


def check_here(connection: Connection, kind: Kind, athlete_id: str, key: str) -> None:
    """Raise NotFound when no such entry stands."""
    table = kind.stored
    query = select(table.c[kind.key]).where(
        table.c.athlete_id == athlete_id,
        table.c[kind.key] == key,
        table.c.deleted_at_us.is_(None),
    )
    if connection.scalar(query) is None:
        raise NotFound(f"There is no such {kind.words}.")


def _mark(
    connection: Connection, kind: Kind, key: tuple[str, str], deleted_at_us: int | None
) -> None:
    table = kind.stored
    stands = table.c.deleted_at_us.is_(None)
    marked = (
        update(table)
        .where(table.c.athlete_id == key[0], table.c[kind.key] == key[1])
        .where(~stands if deleted_at_us is None else stands)
        .values(deleted_at_us=deleted_at_us)
    )
    if connection.execute(marked).rowcount == 0:
        deleted = "deleted " if deleted_at_us is None else ""
        raise NotFound(f"There is no such {deleted}{kind.words}.")


def _values(record: object, kind: Kind) -> dict[str, str | float | None]:
    keys = ("athlete_id", kind.key)
    own = (column for column in kind.canonical.columns if column.name not in keys)
    return {_stored_name(column): _value(getattr(record, column.name), column) for column in own}


def _stored_name(column: Column) -> str:
    return f"{column.name}_us" if column.dtype == TIME else column.name


def _value(value: Value, column: Column) -> str | float | None:
    if isinstance(value, str):
        return value
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return day_number(value) if column.dtype == DAY else microseconds(value)
    # A whole number may come as 7.0, or as NumPy's; a flag is kept as one.
    return _MADE.get(column.dtype, int)(value)
