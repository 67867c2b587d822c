"""Questions to the store: each takes an open connection and one athlete, and changes nothing."""

from functools import cache

import pandas as pd
from sqlalchemy import BindParameter, Connection, Row, Select, Table, bindparam, case, func, select
from sqlalchemy.sql import ColumnElement

from ingest.store import diary_schema, schema
from ingest.store.errors import NotFound, damaged_content
from ingest.store.frames import frame, timestamp, unpack_file
from ingest.store.identity import file_hash
from ingest.store.models import StoredActivity, StoredReceipt
from ingest.store.people import athlete
from ingest.tables import (
    LAPS,
    RECEIPT_ROWS,
    RECEIPTS,
    SESSION_LIST,
    Problem,
)

WHOSE: BindParameter[str] = bindparam("athlete_id")


def revision(connection: Connection, athlete_id: str) -> int:
    """Count of the writes to one athlete's data so far."""
    query = select(schema.revision.c.revision)
    number = connection.scalar(query.where(schema.revision.c.athlete_id == athlete_id))
    if number is None:
        raise NotFound("There is no such athlete in this database.")
    return int(number)


def session_list(connection: Connection, athlete_id: str) -> pd.DataFrame:
    """Every session, newest first; no transitions, nothing deleted, no duplicates. No streams."""
    athlete(connection, athlete_id)
    query = (
        _sessions(athlete_id)
        .where(schema.sessions.c.leg.is_not(None))
        .where(schema.activities.c.duplicate_of.is_(None))
        .where(schema.deletions.c.activity_id.is_(None))
        .order_by(schema.sessions.c.start_time_us.desc(), schema.sessions.c.position.desc())
    )
    return frame(connection.execute(query).all(), SESSION_LIST)


def activity(connection: Connection, athlete_id: str, activity_id: str) -> StoredActivity:
    """One recording with all its sessions in order, transitions included."""
    row = _activity_row(connection, athlete_id, activity_id)
    query = _sessions(athlete_id).where(schema.sessions.c.activity_id == activity_id)
    rows = connection.execute(query.order_by(schema.sessions.c.position)).all()
    return StoredActivity(
        activity_id=activity_id,
        name=row.name,
        file_name=row.file_name,
        source_format=row.source_format,
        device=row.device,
        receipt_id=row.receipt_id,
        is_race=row.is_race,
        note=row.note,
        is_deleted=row.is_deleted,
        problems=_problems(connection, athlete_id, activity_id),
        sessions=frame(rows, SESSION_LIST),
    )


def _activity_row(
    connection: Connection, athlete_id: str, activity_id: str
) -> Row[*tuple[object, ...]]:
    table, edits = schema.activities, schema.activity_edits
    query = (
        select(
            func.coalesce(edits.c.name, table.c.name).label("name"),
            schema.files.c.name.label("file_name"),
            table.c.source_format,
            table.c.device,
            func.coalesce(table.c.receipt_id, "").label("receipt_id"),
            _is_race(table).label("is_race"),
            func.coalesce(edits.c.note, "").label("note"),
            schema.deletions.c.activity_id.is_not(None).label("is_deleted"),
        )
        .join_from(table, schema.files, schema.same(table, schema.files, "sha256"))
        .outerjoin(edits, schema.same(table, edits, "activity_id"))
        .outerjoin(schema.deletions, schema.same(table, schema.deletions, "activity_id"))
        .where(table.c.athlete_id == WHOSE, table.c.activity_id == activity_id)
    )
    row = connection.execute(query.params(athlete_id=athlete_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such activity. Its import may have been undone.")
    return row


def _problems(connection: Connection, athlete_id: str, activity_id: str) -> tuple[Problem, ...]:
    table = schema.problems
    query = select(table.c.code, table.c.message, table.c.at_byte, table.c.records_lost)
    mine = (table.c.athlete_id == athlete_id) & (table.c.activity_id == activity_id)
    rows = connection.execute(query.where(mine).order_by(table.c.position))
    return tuple(Problem(*row) for row in rows)


def records(connection: Connection, athlete_id: str, session_id: str) -> bytes:
    """Read the stream of one session as it is stored."""
    table = schema.streams
    query = select(table.c.parquet).where(
        table.c.athlete_id == athlete_id, table.c.session_id == session_id
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound("There is no such session. Its import may have been undone.")
    blob: bytes = row[0]
    return blob


def laps(connection: Connection, athlete_id: str, session_id: str) -> pd.DataFrame:
    """Laps of one session as the device marked them; empty when it marked none."""
    records(connection, athlete_id, session_id)
    table = schema.laps
    names = ["start_time_us" if name == "start_time" else name for name in LAPS.names]
    query = select(*(table.c[name] for name in names)).where(
        table.c.athlete_id == athlete_id, table.c.session_id == session_id
    )
    return frame(connection.execute(query.order_by(table.c.position)).all(), LAPS)


def original(connection: Connection, athlete_id: str, activity_id: str) -> tuple[str, bytes]:
    """Name and bytes of the file an activity came from."""
    table = schema.files
    query = (
        select(table.c.name, table.c.content_zstd, table.c.n_bytes, table.c.sha256)
        .join_from(table, schema.activities, schema.same(table, schema.activities, "sha256"))
        .where(schema.activities.c.athlete_id == athlete_id)
        .where(schema.activities.c.activity_id == activity_id)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound("There is no such activity. Its import may have been undone.")
    data = unpack_file(row.content_zstd, row.n_bytes)
    if file_hash(data) != row.sha256:
        raise damaged_content("This file")
    return row.name, data


def receipt(connection: Connection, athlete_id: str, receipt_id: str) -> StoredReceipt:
    """One import with its rows so far."""
    table, lines = schema.receipts, schema.receipt_rows
    mine = (table.c.athlete_id == athlete_id) & (table.c.receipt_id == receipt_id)
    row = connection.execute(select(table).where(mine)).one_or_none()
    if row is None:
        raise NotFound("There is no such import.")
    query = select(*(lines.c[name] for name in RECEIPT_ROWS.names)).where(
        lines.c.athlete_id == athlete_id, lines.c.receipt_id == receipt_id
    )
    rows = connection.execute(query.order_by(lines.c.position)).all()
    return StoredReceipt(
        receipt_id=receipt_id,
        state=row.state,
        done=row.done,
        total=row.total,
        started_at=timestamp(row.started_at_us),
        updated_at=timestamp(row.updated_at_us),
        finished_at=None if row.finished_at_us is None else timestamp(row.finished_at_us),
        undone_at=None if row.undone_at_us is None else timestamp(row.undone_at_us),
        rows=frame(rows, RECEIPT_ROWS),
    )


def receipts(connection: Connection, athlete_id: str) -> pd.DataFrame:
    """Every import of an athlete, newest first."""
    athlete(connection, athlete_id)
    table = schema.receipts
    names = [f"{name}_us" if name.endswith("_at") else name for name in RECEIPTS.names]
    query = select(*(table.c[name] for name in names)).where(table.c.athlete_id == athlete_id)
    rows = connection.execute(query.order_by(table.c.started_at_us.desc())).all()
    return frame(rows, RECEIPTS)


def _sessions(athlete_id: str) -> Select[*tuple[object, ...]]:
    """One query for SESSION_LIST, in the order of its columns."""
    return _all_sessions().params(athlete_id=athlete_id)


@cache
def _all_sessions() -> Select[*tuple[object, ...]]:
    # Putting the statement together takes longer than the database takes to answer it.
    table, worn, shoes = schema.sessions, diary_schema.session_shoes, diary_schema.shoes
    return (
        select(*(_listed(name) for name in SESSION_LIST.names))
        .join_from(table, schema.activities, schema.same(table, schema.activities, "activity_id"))
        .outerjoin(schema.activity_edits, schema.same(table, schema.activity_edits, "activity_id"))
        .outerjoin(schema.session_edits, schema.same(table, schema.session_edits, "session_id"))
        .outerjoin(schema.deletions, schema.same(table, schema.deletions, "activity_id"))
        .outerjoin(worn, schema.same(table, worn, "session_id"))
        .outerjoin(shoes, schema.same(worn, shoes, "shoe_id") & shoes.c.deleted_at_us.is_(None))
        .where(table.c.athlete_id == WHOSE)
    )


def _listed(name: str) -> ColumnElement[object]:
    table, recording = schema.sessions, schema.activities
    of_activity, of_session = schema.activity_edits, schema.session_edits
    answered = of_session.c.rpe_source.is_not(None)
    computed: dict[str, ColumnElement[object]] = {
        "sport": func.coalesce(of_session.c.sport, table.c.sport),
        "start_time": table.c.start_time_us,
        "rpe": case((answered, of_session.c.rpe), else_=table.c.rpe),
        "rpe_source": func.coalesce(of_session.c.rpe_source, table.c.rpe_source),
        "shoe_id": func.coalesce(diary_schema.shoes.c.shoe_id, ""),
        "name": func.coalesce(of_activity.c.name, recording.c.name),
        "device": recording.c.device,
        "source_format": recording.c.source_format,
        "is_race": _is_race(table),
        "note": func.coalesce(of_activity.c.note, ""),
    }
    return computed[name] if name in computed else table.c[name]


def _is_race(table: Table) -> ColumnElement[object]:
    """Ask whether a person marked the activity, or a race result belongs to one of its sessions."""
    legs, races = schema.sessions.alias(), diary_schema.race_results
    # Found once for the athlete: asked again for each session it takes five times as long.
    raced = (
        select(legs.c.activity_id)
        .join_from(races, legs, legs.c.session_id == races.c.session_id)
        .where(races.c.athlete_id == WHOSE, legs.c.athlete_id == WHOSE)
        .where(races.c.deleted_at_us.is_(None))
    )
    marked = func.coalesce(schema.activity_edits.c.is_race, False)
    return case((table.c.activity_id.in_(raced), True), else_=marked)
