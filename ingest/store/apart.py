"""Recordings that look like one session, and of which the person says that they are two."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, or_, select

from ingest.store.import_schema import kept_apart


def others_kept_apart(connection: Connection, athlete_id: str, activity_id: str) -> set[str]:
    """Return the recordings that one is kept apart from, also those whose file is gone."""
    table = kept_apart
    mine = or_(table.c.activity_id == activity_id, table.c.other_id == activity_id)
    rows = connection.execute(
        select(table.c.activity_id, table.c.other_id).where(table.c.athlete_id == athlete_id, mine)
    )
    return {key for row in rows for key in row} - {activity_id}


def keep(
    connection: Connection, athlete_id: str, activity_id: str, others: Collection[str]
) -> None:
    """Remember that a recording is of another session than some others."""
    known = others_kept_apart(connection, athlete_id, activity_id)
    for other_id in set(others) - known - {activity_id}:
        first, second = sorted((activity_id, other_id))
        values = {"athlete_id": athlete_id, "activity_id": first, "other_id": second}
        connection.execute(insert(kept_apart).values(values))


def forget(connection: Connection, athlete_id: str, activity_id: str) -> None:
    """Take back what was said of a recording and others."""
    table = kept_apart
    mine = or_(table.c.activity_id == activity_id, table.c.other_id == activity_id)
    connection.execute(delete(table).where(table.c.athlete_id == athlete_id, mine))
