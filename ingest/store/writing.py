"""Changes to the store: each takes a connection inside a write transaction, and one athlete."""

from dataclasses import asdict, dataclass
from functools import cache
from math import isnan

from sqlalchemy import Connection, Select, bindparam, func, insert, select, update

from ingest.local_day import LocalDay, athlete_day
from ingest.store import schema
from ingest.store.beside import keep_told
from ingest.store.errors import NotFound, StoreError
from ingest.store.frames import day_number, microseconds, now_us, pack_histogram, timestamp
from ingest.store.identity import activity_id as id_of_activity
from ingest.store.identity import new_id
from ingest.store.identity import session_id as id_of_session
from ingest.store.known import Repeat, known_files, repeats_row
from ingest.store.models import NewActivity, NewFile, NewSession, ReceiptRow
from ingest.store.people import athlete
from ingest.store.rows import add_rows, add_unless_there
from ingest.store.same_session import in_words, settle
from ingest.tables import NEVER_US, RECEIPT_ROWS, Athlete, Laps, Summary

# The sources of an offset that an athlete's zone decides; the others come from the file.
OF_THE_ATHLETE = ("athlete", "unknown")


class NotRunning(StoreError):
    """The import was cancelled or has ended; nothing more may be added under its receipt."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an import stands: what it looks at, and how much of it is done with this one."""

    source: str
    member: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Keys:
    """Whose data, and under which receipt it came; None when no import brought it."""

    athlete_id: str
    receipt_id: str | None


def add_athlete(connection: Connection, name: str, time_zone: str) -> Athlete:
    """Add a person; a name that is there already gives that person back, unchanged."""
    table = schema.athletes
    known_id = connection.scalar(select(table.c.athlete_id).where(table.c.name == name))
    if known_id is not None:
        return athlete(connection, known_id)
    person = Athlete(new_id(), name, time_zone)
    values = {"athlete_id": person.athlete_id, "name": name, "time_zone": time_zone}
    connection.execute(insert(table).values(values))
    connection.execute(insert(schema.revision).values(athlete_id=person.athlete_id, revision=0))
    return person


def raise_revision(connection: Connection, athlete_id: str) -> None:
    """Count one more write to an athlete's data; NotFound when there is no such athlete."""
    table = schema.revision
    raised = update(table).where(table.c.athlete_id == athlete_id)
    if connection.execute(raised.values(revision=table.c.revision + 1)).rowcount == 0:
        raise NotFound("There is no such athlete in this database.")


def start_receipt(connection: Connection, athlete_id: str) -> str:
    """Write the receipt of an import that is about to begin."""
    receipt_id, now = new_id(), now_us()
    connection.execute(
        insert(schema.receipts).values(
            athlete_id=athlete_id,
            receipt_id=receipt_id,
            state="running",
            done=0,
            total=0,
            started_at_us=now,
            updated_at_us=now,
        )
    )
    return receipt_id


def close_receipt(connection: Connection, keys: Keys, state: str) -> None:
    """End an import as done or cancelled; one that has ended stays as it ended."""
    table = schema.receipts
    now = now_us()
    connection.execute(
        update(table)
        .where(table.c.athlete_id == keys.athlete_id, table.c.receipt_id == keys.receipt_id)
        .where(table.c.state == "running")
        .values(state=state, finished_at_us=now, updated_at_us=now)
    )


def move_on(connection: Connection, keys: Keys, place: Place, rows: tuple[ReceiptRow, ...]) -> None:
    """Note how far an import is, with the rows it has found there.

    Raises
    ------
    NotRunning
        When the import was cancelled, undone or has ended.
    """
    table, lines = schema.receipts, schema.receipt_rows
    mine = (table.c.athlete_id == keys.athlete_id) & (table.c.receipt_id == keys.receipt_id)
    moved = update(table).where(mine, table.c.state == "running")
    values = {"done": place.done, "total": place.total, "updated_at_us": now_us()}
    if connection.execute(moved.values(values)).rowcount == 0:
        raise NotRunning("This import was cancelled or has ended. What is in stays in.")
    written = connection.scalar(
        select(func.count()).where(
            lines.c.athlete_id == keys.athlete_id, lines.c.receipt_id == keys.receipt_id
        )
    )
    numbered = enumerate(rows, start=written or 0)
    owner = asdict(keys)
    said = [
        {"position": at, **owner, **{name: getattr(row, name) for name in RECEIPT_ROWS.names}}
        for at, row in numbered
    ]
    add_rows(connection, lines, said)


def add_file(
    connection: Connection,
    keys: Keys,
    place: Place,
    file: NewFile,
    known: tuple[Repeat, ...] | None = None,
) -> tuple[ReceiptRow, ...]:
    """Store a file with every activity in it that is not there yet; one receipt row for each.

    ``known`` are those that are; None when that has not been asked.
    """
    if known is None:
        known = known_files(connection, keys.athlete_id, [file.sha256]).get(file.sha256, ())
    here = {repeat.activity_id: repeat for repeat in known}
    rows = []
    for recording in file.activities:
        activity_id = id_of_activity(keys.athlete_id, file.sha256, recording.part)
        if activity_id in here:
            rows.append(repeats_row(place.source, place.member, here[activity_id]))
            continue
        _add_original(connection, keys.athlete_id, file)
        _add_activity(connection, keys, activity_id, file.sha256, recording)
        settled = settle(connection, keys.athlete_id, activity_id)
        keep_told(connection, keys.athlete_id, activity_id, recording)
        row = _added(place, activity_id, recording)
        rows.append(in_words(connection, keys.athlete_id, row, settled))
    return tuple(rows)


def _added(place: Place, activity_id: str, recording: NewActivity) -> ReceiptRow:
    messages = [problem.message for problem in recording.problems]
    return ReceiptRow(
        place.source,
        place.member,
        "repaired" if messages else "imported",
        messages[0] if messages else "",
        activity_id,
        problems="\n".join(messages),
    )


@cache
def _zone_query() -> Select[*tuple[str]]:
    people = schema.athletes
    return select(people.c.time_zone).where(people.c.athlete_id == bindparam("athlete_id"))


def _add_original(connection: Connection, athlete_id: str, file: NewFile) -> None:
    values = {
        "athlete_id": athlete_id,
        "sha256": file.sha256,
        "name": file.name,
        "n_bytes": file.n_bytes,
        "content_zstd": file.content_zstd,
    }
    add_unless_there(connection, schema.files, values)


def _add_activity(
    connection: Connection, keys: Keys, activity_id: str, sha256: str, recording: NewActivity
) -> None:
    first = min(session.summary.start_time for session in recording.sessions)
    values = {
        "athlete_id": keys.athlete_id,
        "receipt_id": keys.receipt_id,
        "activity_id": activity_id,
        "sha256": sha256,
        "part": recording.part,
        "name": recording.name,
        "device": recording.device,
        "source_format": recording.source_format,
        "start_time_us": microseconds(first),
    }
    add_rows(connection, schema.activities, [values])
    owner = {"athlete_id": keys.athlete_id, "activity_id": activity_id}
    problems = [
        {**owner, **asdict(problem), "position": position}
        for position, problem in enumerate(recording.problems)
    ]
    add_rows(connection, schema.problems, problems)
    for session in recording.sessions:
        _add_session(connection, owner, session)


def _add_session(connection: Connection, activity: dict[str, str], session: NewSession) -> None:
    owner = {
        "athlete_id": activity["athlete_id"],
        "session_id": id_of_session(activity["activity_id"], session.position),
    }
    summary = session.summary
    values = {
        **owner,
        "activity_id": activity["activity_id"],
        "position": session.position,
        "leg": session.leg,
        "sport": session.sport,
        "sub_sport": session.sub_sport,
        "start_time_us": microseconds(summary.start_time),
        **_local_day(_day_of(connection, owner["athlete_id"], summary)),
        **{name: known(getattr(summary, name)) for name in schema.SESSION_NUMBERS},
        "rpe": known(summary.rpe),
        "rpe_source": summary.rpe_source,
        "n_records": session.n_records,
        "n_laps": len(session.laps),
        "has_position": session.has_position,
        "has_heart_rate": session.has_heart_rate,
        "heart_rate_seconds": pack_histogram(summary.heart_rate_seconds),
        "graded_speed_seconds": pack_histogram(summary.graded_speed_seconds),
        "best_efforts_s": pack_histogram(summary.best_efforts_s),
    }
    add_rows(connection, schema.sessions, [values])
    add_rows(connection, schema.streams, [{**owner, "parquet": session.stream}])
    _add_laps(connection, owner, session.laps)


def _day_of(connection: Connection, athlete_id: str, summary: Summary) -> LocalDay:
    if summary.utc_offset_source in OF_THE_ATHLETE:
        time_zone = connection.execute(_zone_query(), {"athlete_id": athlete_id}).scalar_one()
        return athlete_day(summary.start_time, time_zone)
    return LocalDay(summary.utc_offset_s, summary.utc_offset_source, summary.local_day)


def _local_day(day: LocalDay) -> dict[str, int | str | None]:
    return {
        "utc_offset_s": day.utc_offset_s,
        "utc_offset_source": day.source,
        "local_day": day_number(day.day),
    }


def set_time_zone(connection: Connection, athlete_id: str, time_zone: str) -> None:
    """Change an athlete's zone; sessions whose day rests on it alone move to their new day."""
    people, table = schema.athletes, schema.sessions
    mine = people.c.athlete_id == athlete_id
    connection.execute(update(people).where(mine).values(time_zone=time_zone))
    query = select(table.c.session_id, table.c.start_time_us).where(
        table.c.athlete_id == athlete_id, table.c.utc_offset_source.in_(OF_THE_ATHLETE)
    )
    for session_id, start_us in connection.execute(query).all():
        day = athlete_day(timestamp(start_us), time_zone)
        this = (table.c.athlete_id == athlete_id) & (table.c.session_id == session_id)
        connection.execute(update(table).where(this).values(_local_day(day)))


def _add_laps(connection: Connection, owner: dict[str, str], laps: Laps) -> None:
    starts = laps.start_us.tolist()
    columns = {
        "position": range(len(laps)),
        "lap": laps.lap.tolist(),
        "start_time_us": [None if start == NEVER_US else start for start in starts],
        **{name: [known(value) for value in laps[name].tolist()] for name in schema.LAP_NUMBERS},
    }
    rows = zip(*columns.values(), strict=True)
    said = [{**owner, **dict(zip(columns, row, strict=True))} for row in rows]
    add_rows(connection, schema.laps, said)


def known(number: float) -> float | None:
    """NaN as the database's NULL: not measured."""
    return None if isnan(number) else float(number)
