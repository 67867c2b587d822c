"""What a person changes, takes away and takes back; each in a write transaction, one athlete."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table, delete, exists, insert, select, update

from ingest.diary import check_rpe
from ingest.store import beside, retelling, same_session, schema
from ingest.store.errors import NotFound
from ingest.store.frames import now_us
from ingest.store.models import CLEAR, SessionEdit
from ingest.store.writing import Keys, close_receipt


def edit_session(
    connection: Connection, athlete_id: str, session_id: str, edit: SessionEdit
) -> None:
    """Keep what a person says of a session beside it; the file's own words stay as they were.

    Raises
    ------
    WrongEntry
        For an RPE outside 0 to 10.
    NotFound
        When the athlete has no such session.
    """
    activity_id = activity_of(connection, athlete_id, session_id)
    of_session, of_activity = _session_values(edit), _activity_values(edit)
    if of_session:
        owner = {"athlete_id": athlete_id, "session_id": session_id}
        put(connection, schema.session_edits, owner, of_session)
    if of_activity:
        owner = {"athlete_id": athlete_id, "activity_id": activity_id}
        put(connection, schema.activity_edits, owner, of_activity)


def _session_values(edit: SessionEdit) -> dict[str, str | float | None]:
    values: dict[str, str | float | None] = {}
    if edit.sport is not None:
        values["sport"] = edit.sport.strip() or None
    if edit.rpe is CLEAR:
        values |= {"rpe": None, "rpe_source": "none"}
    elif edit.rpe is not None:
        check_rpe("rpe", edit.rpe)
        values |= {"rpe": float(edit.rpe), "rpe_source": "entered"}
    return values


def _activity_values(edit: SessionEdit) -> dict[str, str | bool | None]:
    values: dict[str, str | bool | None] = {}
    if edit.name is not None:
        values["name"] = edit.name.strip() or None
    if edit.is_race is not None:
        values["is_race"] = edit.is_race
    if edit.note is not None:
        values["note"] = edit.note
    return values


def put(
    connection: Connection,
    table: Table,
    owner: Mapping[str, str],
    values: Mapping[str, str | float | bytes | None],
) -> None:
    """Write the one row of an owner, whether it is there already or not."""
    mine = [table.c[name] == value for name, value in owner.items()]
    if connection.execute(update(table).where(*mine).values(values)).rowcount == 0:
        connection.execute(insert(table).values({**owner, **values}))


def activity_of(connection: Connection, athlete_id: str, session_id: str) -> str:
    """Find the activity a session belongs to, or NotFound."""
    table = schema.sessions
    query = select(table.c.activity_id).where(
        table.c.athlete_id == athlete_id, table.c.session_id == session_id
    )
    activity_id = connection.scalar(query)
    if activity_id is None:
        raise NotFound("There is no such session. Its import may have been undone.")
    return str(activity_id)


def delete_activity(connection: Connection, athlete_id: str, activity_id: str) -> None:
    """Take an activity out of every list and sum; it stays stored and can be restored."""
    table = schema.activities
    mine = (table.c.athlete_id == athlete_id) & (table.c.activity_id == activity_id)
    if not connection.scalar(select(exists().where(mine))):
        raise NotFound("There is no such activity. Its import may have been undone.")
    owner = {"athlete_id": athlete_id, "activity_id": activity_id}
    put(connection, schema.deletions, owner, {"deleted_at_us": now_us()})


def restore_activity(connection: Connection, athlete_id: str, activity_id: str) -> None:
    """Bring a deleted activity back as it was."""
    table = schema.deletions
    mine = (table.c.athlete_id == athlete_id) & (table.c.activity_id == activity_id)
    if connection.execute(delete(table).where(mine)).rowcount == 0:
        raise NotFound("There is no deleted activity to restore.")


def undo_receipt(connection: Connection, keys: Keys) -> int:
    """Remove what an import added, files included; edits stay and attach again on re-import.

    Returns
    -------
    int
        How many activities were removed; 0 when the import was undone before.
    """
    close_receipt(connection, keys, "cancelled")
    table = schema.receipts
    mine = (table.c.athlete_id == keys.athlete_id) & (table.c.receipt_id == keys.receipt_id)
    undone = update(table).where(mine).values(undone_at_us=now_us())
    if connection.execute(undone).rowcount == 0:
        raise NotFound("There is no such import.")
    activities, files = schema.activities, schema.files
    own = (activities.c.athlete_id == keys.athlete_id) & (
        activities.c.receipt_id == keys.receipt_id
    )
    retelling.take_back(connection, keys.athlete_id, keys.receipt_id or "")
    freed = same_session.release(connection, keys.athlete_id, keys.receipt_id or "")
    removed = connection.execute(delete(activities).where(own)).rowcount
    for activity_id in freed:
        same_session.settle(connection, keys.athlete_id, activity_id)
    beside.forget_gear(connection, keys.athlete_id)
    needed = exists().where(schema.same(activities, files, "sha256"))
    connection.execute(delete(files).where(files.c.athlete_id == keys.athlete_id, ~needed))
    return removed
