"""What a person said of a recording, and how it goes on to another recording of the session."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, Table, insert, select, update

from ingest.store import schema
from ingest.store.diary_schema import pain_entries, race_results, session_shoes

BY_HAND = "by hand"
# Tables that say something of a session without belonging to it: an entry moves along.
LINKED = (pain_entries, race_results)
# Tables with one row a session or activity: copied where the other has none.
OF_SESSIONS = (schema.session_edits, session_shoes)


def hand_over(
    connection: Connection,
    athlete_id: str,
    activities: tuple[str, str],
    sessions: Collection[tuple[str, str]],
) -> None:
    """Let what was said of one recording hold for another of the same session.

    Parameters
    ----------
    connection : Connection
        Inside a write transaction.
    athlete_id : str
        Whose they are.
    activities : (str, str)
        From which recording to which.
    sessions : collection of (str, str)
        The same for their sessions, leg by leg.
    """
    _copy(connection, athlete_id, schema.activity_edits, ("activity_id", *activities))
    _copy_written(connection, athlete_id, activities, sessions)
    for giver, taker in sessions:
        for table in OF_SESSIONS:
            _copy(connection, athlete_id, table, ("session_id", giver, taker))
        for table in LINKED:
            mine = (table.c.athlete_id == athlete_id) & (table.c.session_id == giver)
            connection.execute(update(table).where(mine).values(session_id=taker))


def _copy(
    connection: Connection, athlete_id: str, table: Table, keys: tuple[str, str, str]
) -> None:
    key, giver, taker = keys
    mine = table.c.athlete_id == athlete_id
    given = connection.execute(select(table).where(mine, table.c[key] == giver)).one_or_none()
    taken = connection.execute(select(table).where(mine, table.c[key] == taker)).one_or_none()
    if given is not None and taken is None:
        connection.execute(insert(table).values({**given._asdict(), key: taker}))


def _copy_written(
    connection: Connection,
    athlete_id: str,
    activities: tuple[str, str],
    sessions: Collection[tuple[str, str]],
) -> None:
    """Carry on the name and effort that stand in a session written by hand itself."""
    recording, table = schema.activities, schema.sessions
    query = select(recording.c.source_format, recording.c.name).where(
        recording.c.athlete_id == athlete_id, recording.c.activity_id == activities[0]
    )
    row = connection.execute(query).one()
    if row.source_format != BY_HAND:
        return
    if row.name:
        owner = {"athlete_id": athlete_id, "activity_id": activities[1]}
        put_if_none(connection, schema.activity_edits, owner, {"name": row.name})
    for giver, taker in sessions:
        effort = select(table.c.rpe).where(
            table.c.athlete_id == athlete_id, table.c.session_id == giver
        )
        rpe = connection.scalar(effort)
        if rpe is not None:
            owner = {"athlete_id": athlete_id, "session_id": taker}
            said = {"rpe": rpe, "rpe_source": "entered"}
            put_if_none(connection, schema.session_edits, owner, said)


def put_if_none(
    connection: Connection,
    table: Table,
    owner: Mapping[str, str],
    values: Mapping[str, str | float],
) -> None:
    """Write the one row of an owner unless there is one."""
    mine = [table.c[name] == value for name, value in owner.items()]
    if connection.execute(select(table).where(*mine)).one_or_none() is None:
        connection.execute(insert(table).values({**owner, **values}))
