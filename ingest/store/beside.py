"""What an export says beside a file: notes and shoes, kept with the recording they belong to."""

import pandas as pd
from sqlalchemy import Connection, delete, exists, insert, select

from ingest.sports import ON_FOOT
from ingest.store import schema
from ingest.store.diary_schema import session_shoes, shoes
from ingest.store.frames import timestamp
from ingest.store.identity import gear_id
from ingest.store.models import NewActivity
from ingest.store.said import put_if_none


def keep_told(
    connection: Connection, athlete_id: str, activity_id: str, recording: NewActivity
) -> None:
    """Keep the note and the shoe of a new recording, unless the person said something else."""
    if recording.note:
        owner = {"athlete_id": athlete_id, "activity_id": activity_id}
        put_if_none(connection, schema.activity_edits, owner, {"note": recording.note})
    sessions = on_foot(connection, athlete_id, activity_id) if recording.gear.strip() else []
    shoe_id = shoe_of(connection, athlete_id, recording.gear.strip()) if sessions else ""
    for session_id in sessions if shoe_id else ():
        owner = {"athlete_id": athlete_id, "session_id": session_id}
        put_if_none(connection, session_shoes, owner, {"shoe_id": shoe_id})


def forget_gear(connection: Connection, athlete_id: str) -> None:
    """Take away shoes that an export named, nobody changed and no recording was done with."""
    worn = (
        exists()
        .where(schema.same(session_shoes, shoes, "shoe_id"))
        .where(schema.same(session_shoes, schema.sessions, "session_id"))
    )
    untouched = select(shoes.c.shoe_id, shoes.c.name).where(
        shoes.c.athlete_id == athlete_id,
        shoes.c.heel_drop_mm.is_(None),
        shoes.c.stack_mm.is_(None),
        shoes.c.first_use.is_(None),
        shoes.c.last_use.is_(None),
        shoes.c.start_km == 0,
        shoes.c.deleted_at_us.is_(None),
        ~worn,
    )
    for shoe_id, name in connection.execute(untouched).all():
        if shoe_id == gear_id(athlete_id, name):
            mine = (shoes.c.athlete_id == athlete_id) & (shoes.c.shoe_id == shoe_id)
            connection.execute(delete(shoes).where(mine))


def starts(connection: Connection, athlete_id: str) -> tuple[pd.Timestamp, ...]:
    """Return when each recorded session began, also of those that do not count, in order."""
    table = schema.sessions
    query = select(table.c.start_time_us).where(table.c.athlete_id == athlete_id)
    return tuple(map(timestamp, connection.scalars(query.order_by(table.c.start_time_us))))


def began(connection: Connection, athlete_id: str) -> dict[str, pd.Timestamp]:
    """Return when each recording began, by its id."""
    table = schema.activities
    query = select(table.c.activity_id, table.c.start_time_us).where(
        table.c.athlete_id == athlete_id
    )
    return {row.activity_id: timestamp(row.start_time_us) for row in connection.execute(query)}


def on_foot(connection: Connection, athlete_id: str, activity_id: str) -> list[str]:
    """Return the sessions of a recording that a shoe was worn in."""
    table = schema.sessions
    query = select(table.c.session_id).where(
        table.c.athlete_id == athlete_id,
        table.c.activity_id == activity_id,
        table.c.leg.is_not(None),
        table.c.sport.in_(ON_FOOT),
    )
    return list(connection.scalars(query))


def shoe_of(connection: Connection, athlete_id: str, name: str) -> str:
    """Find a shoe by its name, or add it; empty when the person deleted it."""
    query = select(shoes.c.shoe_id).where(
        shoes.c.athlete_id == athlete_id,
        shoes.c.name == name,
        shoes.c.deleted_at_us.is_(None),
    )
    known = connection.scalar(query)
    if known is not None:
        return str(known)
    shoe_id = gear_id(athlete_id, name)
    mine = (shoes.c.athlete_id == athlete_id) & (shoes.c.shoe_id == shoe_id)
    if connection.scalar(select(exists().where(mine))):
        return ""
    values = {"athlete_id": athlete_id, "shoe_id": shoe_id, "name": name, "start_km": 0.0}
    connection.execute(insert(shoes), values)
    return shoe_id
