"""What a later export says of recordings that are here already, and how that is taken back.

The person's own words stand: only what nobody said is filled in, and a name that came with a file
gives way. What stood there before is kept with the receipt, so that its undo brings it back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isnan

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from ingest.store import schema
from ingest.store.beside import on_foot, shoe_of
from ingest.store.diary_schema import session_shoes
from ingest.store.import_schema import retold
from ingest.store.models import Retelling

NAME, NOTE, EFFORT, SHOE = "name", "note", "rpe", "shoe"


@dataclass(frozen=True, slots=True)
class _Change:
    """One thing that is new: of which session, empty for the whole recording, and what was."""

    field: str
    told: str
    session_id: str = ""
    was: str | None = None


def retell(connection: Connection, athlete_id: str, receipt_id: str, told: Retelling) -> bool:
    """Add to a recording what an export says of it; return whether anything was new."""
    changes = list(_changes(connection, athlete_id, told))
    for change in changes:
        _make(connection, athlete_id, told.activity_id, change)
        values = {
            "athlete_id": athlete_id,
            "receipt_id": receipt_id,
            "activity_id": told.activity_id,
            "session_id": change.session_id,
            "field": change.field,
            "was": change.was,
            "told": change.told,
        }
        connection.execute(insert(retold).values(values))
    return bool(changes)


def take_back(connection: Connection, athlete_id: str, receipt_id: str) -> None:
    """Bring back what stood there before an import told otherwise, where that still stands."""
    table = retold
    mine = (table.c.athlete_id == athlete_id) & (table.c.receipt_id == receipt_id)
    for row in connection.execute(select(table).where(mine)).all():
        _unmake(connection, row)
    connection.execute(delete(table).where(mine))


def _changes(connection: Connection, athlete_id: str, told: Retelling) -> Iterator[_Change]:
    recording, edits = schema.activities, schema.activity_edits
    query = (
        select(recording.c.name, edits.c.name.label("own_name"), edits.c.note)
        .outerjoin_from(recording, edits, schema.same(recording, edits, "activity_id"))
        .where(recording.c.athlete_id == athlete_id, recording.c.activity_id == told.activity_id)
    )
    here = connection.execute(query).one_or_none()
    if here is None:
        return
    if told.name and here.own_name is None and told.name != here.name:
        yield _Change(NAME, told.name, was=here.name)
    if told.note and here.note is None:
        yield _Change(NOTE, told.note)
    yield from _of_sessions(connection, athlete_id, told)


def _of_sessions(connection: Connection, athlete_id: str, told: Retelling) -> Iterator[_Change]:
    table, edits = schema.sessions, schema.session_edits
    if not isnan(told.rpe):
        unrated = (
            select(table.c.session_id)
            .outerjoin_from(table, edits, schema.same(table, edits, "session_id"))
            .where(table.c.athlete_id == athlete_id, table.c.activity_id == told.activity_id)
            .where(table.c.leg.is_not(None), table.c.rpe.is_(None), edits.c.rpe_source.is_(None))
        )
        for session_id in connection.scalars(unrated).all():
            yield _Change(EFFORT, repr(told.rpe), session_id)
    worn = set(_shod(connection, athlete_id))
    bare = [key for key in on_foot(connection, athlete_id, told.activity_id) if key not in worn]
    shoe_id = shoe_of(connection, athlete_id, told.gear) if told.gear and bare else ""
    for session_id in bare if shoe_id else ():
        yield _Change(SHOE, shoe_id, session_id)


def _shod(connection: Connection, athlete_id: str) -> Iterator[str]:
    table = session_shoes
    query = select(table.c.session_id).where(table.c.athlete_id == athlete_id)
    yield from connection.scalars(query)


def _make(connection: Connection, athlete_id: str, activity_id: str, change: _Change) -> None:
    recording, edits = schema.activities, schema.activity_edits
    owner = {"athlete_id": athlete_id, "activity_id": activity_id}
    of_session = {"athlete_id": athlete_id, "session_id": change.session_id}
    if change.field == NAME:
        _set(connection, recording, owner, {"name": change.told})
    elif change.field == NOTE:
        if not _set(connection, edits, owner, {"note": change.told}):
            connection.execute(insert(edits).values({**owner, "note": change.told}))
    elif change.field == EFFORT:
        effort: Mapping[str, str | float] = {"rpe": float(change.told), "rpe_source": "file"}
        _set(connection, schema.sessions, of_session, effort)
    else:
        connection.execute(insert(session_shoes).values({**of_session, "shoe_id": change.told}))


def _unmake(connection: Connection, row: Row[*tuple[str, ...]]) -> None:
    owner = {"athlete_id": row.athlete_id, "activity_id": row.activity_id}
    of_session = {"athlete_id": row.athlete_id, "session_id": row.session_id}
    if row.field == NAME:
        _set(connection, schema.activities, {**owner, "name": row.told}, {"name": row.was})
    elif row.field == NOTE:
        _set(connection, schema.activity_edits, {**owner, "note": row.told}, {"note": None})
    elif row.field == EFFORT:
        told = {**of_session, "rpe": float(row.told), "rpe_source": "file"}
        _set(connection, schema.sessions, told, {"rpe": None, "rpe_source": "none"})
    else:
        worn = {**of_session, "shoe_id": row.told}
        mine = [session_shoes.c[name] == value for name, value in worn.items()]
        connection.execute(delete(session_shoes).where(*mine))


def _set(
    connection: Connection,
    table: Table,
    where: Mapping[str, str | float],
    values: Mapping[str, str | float] | Mapping[str, None] | Mapping[str, str | None],
) -> bool:
    mine = [table.c[name] == value for name, value in where.items()]
    return connection.execute(update(table).where(*mine).values(values)).rowcount > 0
