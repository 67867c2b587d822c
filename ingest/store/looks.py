"""Looks: what the list of clients needs of each athlete, packed, and made anew where it is old."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod

import numpy as np
from sqlalchemy import (
    Connection,
    ScalarSelect,
    Select,
    bindparam,
    case,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.sql import ColumnElement

from ingest.athlete_tables import MOMENTS, REGIONS, SIDES
from ingest.clinic_look import FORM, KEPT_DAYS, PAIN, SESSION, WITH_NO_ASPECT, Rows
from ingest.store import clinic_schema, diary_schema, schema
from ingest.store.frames import DAY_US

# Local clocks are at most a day from UTC.
ONE_DAY = 1
# Stands in no word of the tables.
APART = "|"
_PLACES = {
    name: {word: number for number, word in enumerate(words)}
    for name, words in (
        ("region", REGIONS),
        ("side", SIDES),
        ("aspect", WITH_NO_ASPECT),
        ("moment", MOMENTS),
    )
}

# Numbers for a place and moment, and for a score, in one whole number of a day.
PLACES = prod(len(words) for words in _PLACES.values())
SCORES = 16

RowsRead = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Look:
    """One athlete's packed rows, and the revision they were made at."""

    athlete_id: str
    revision: int
    first_day: int
    first_activity: int | None
    sessions: bytes
    pain: bytes


def fresh(connection: Connection, today: int) -> dict[str, Look]:
    """Read the looks that are as new as their athlete and reach back far enough for a day."""
    table = clinic_schema.looks
    query = (
        select(
            table.c.athlete_id,
            table.c.revision,
            table.c.first_day,
            table.c.first_activity,
            table.c.sessions,
            table.c.pain,
        )
        .join_from(table, schema.revision, table.c.athlete_id == schema.revision.c.athlete_id)
        .where(_is_fresh(today))
    )
    return {row[0]: Look(*row) for row in connection.execute(query)}


def made(connection: Connection, today: int) -> dict[str, Look]:
    """Make the looks that are missing or too old for a day, from what is stored."""
    query = _stale(today).add_columns(schema.revision.c.revision, _first_activity())
    old = connection.execute(query).all()
    if not old:
        return {}
    first_day = today - KEPT_DAYS
    sessions = _sessions(_read(connection, _session_query(today)))
    pain = _pain(_read(connection, _pain_query(today)))
    return {
        whose: Look(
            whose, revision, first_day, earliest, sessions.get(whose, b""), pain.get(whose, b"")
        )
        for whose, revision, earliest in old
    }


def keep(connection: Connection, looks: Iterable[Look]) -> None:
    """Put looks in the place of older ones; the athletes' revisions stay as they are.

    A look whose athlete has changed since, or is gone, is left out.
    """
    table, revision = clinic_schema.looks, schema.revision
    query = select(revision.c.athlete_id, revision.c.revision)
    now = {row[0]: row[1] for row in connection.execute(query)}
    rows = [
        {
            "athlete_id": look.athlete_id,
            "revision": look.revision,
            "form": FORM,
            "first_day": look.first_day,
            "first_activity": look.first_activity,
            "sessions": look.sessions,
            "pain": look.pain,
        }
        for look in looks
        if now.get(look.athlete_id) == look.revision
    ]
    if rows:
        gone = delete(table).where(table.c.athlete_id == bindparam("whose"))
        connection.execute(gone, [{"whose": row["athlete_id"]} for row in rows])
        connection.execute(insert(table), rows)


def _read(connection: Connection, query: Select[*tuple[object, ...]]) -> RowsRead:
    """Read rows as the driver gives them: numbers and texts that nobody has to look at."""
    result = connection.execute(query)
    rows: RowsRead = result.cursor.fetchall()
    result.close()
    return rows


def _is_fresh(today: int) -> ColumnElement[bool]:
    table = clinic_schema.looks
    return (
        (table.c.revision == schema.revision.c.revision)
        & (table.c.form == FORM)
        & (table.c.first_day <= today - KEPT_DAYS)
    )


def _stale(today: int) -> Select[tuple[str]]:
    table, revision = clinic_schema.looks, schema.revision
    same = (table.c.athlete_id == revision.c.athlete_id) & _is_fresh(today)
    return (
        select(revision.c.athlete_id)
        .outerjoin_from(revision, table, same)
        .where(table.c.athlete_id.is_(None))
    )


def _first_activity() -> ScalarSelect[int]:
    """Ask for the local day of an athlete's first session that counts, however long ago."""
    table, recording = schema.sessions.alias(), schema.activities.alias()
    gone = schema.deletions.alias()
    return (
        select(table.c.local_day)
        .join_from(table, recording, schema.same(table, recording, "activity_id"))
        .outerjoin(gone, schema.same(table, gone, "activity_id"))
        .where(
            table.c.athlete_id == schema.revision.c.athlete_id,
            table.c.leg.is_not(None),
            recording.c.duplicate_of.is_(None),
            gone.c.activity_id.is_(None),
        )
        .order_by(table.c.start_time_us)
        .limit(1)
        .scalar_subquery()
    )


def _session_query(today: int) -> Select[*tuple[object, ...]]:
    table, edits, recording = schema.sessions, schema.session_edits, schema.activities
    answered, first_day = edits.c.rpe_source.is_not(None), today - KEPT_DAYS
    rpe = case((answered, edits.c.rpe), else_=table.c.rpe)
    source = func.coalesce(edits.c.rpe_source, table.c.rpe_source)
    lasted = func.coalesce(table.c.timer_s, table.c.elapsed_s, table.c.moving_s)
    return (
        select(
            table.c.athlete_id,
            table.c.session_id,
            table.c.activity_id,
            table.c.start_time_us,
            table.c.local_day,
            func.coalesce(edits.c.sport, table.c.sport) == "running",
            rpe.is_not(None) & (source != "assumed") & lasted.is_not(None),
            table.c.distance_m,
            table.c.descent_m,
        )
        .join_from(table, recording, schema.same(table, recording, "activity_id"))
        .outerjoin(edits, schema.same(table, edits, "session_id"))
        .outerjoin(schema.deletions, schema.same(table, schema.deletions, "activity_id"))
        .where(
            table.c.athlete_id.in_(_stale(today)),
            table.c.start_time_us >= (first_day - ONE_DAY) * DAY_US,
            table.c.local_day >= first_day,
            table.c.leg.is_not(None),
            recording.c.duplicate_of.is_(None),
            schema.deletions.c.activity_id.is_(None),
        )
        .order_by(table.c.athlete_id, table.c.start_time_us, table.c.position)
    )


def _pain_query(today: int) -> Select[*tuple[object, ...]]:
    table = diary_schema.pain_entries
    return (
        select(
            table.c.athlete_id,
            table.c.local_day,
            table.c.felt_at_us,
            # One text a row is read in half the time of four.
            table.c.region + APART + table.c.side + APART + table.c.aspect + APART + table.c.moment,
            table.c.intensity_nprs,
        )
        .where(table.c.athlete_id.in_(_stale(today)), table.c.deleted_at_us.is_(None))
        .order_by(table.c.athlete_id, table.c.felt_at_us)
    )


def _sessions(rows: RowsRead) -> dict[str, bytes]:
    if not rows:
        return {}
    whose, ids, activities, start, day, is_run, is_rated, distance, descent = zip(
        *rows, strict=True
    )
    numbers: dict[object, int] = {}
    packed = np.zeros(len(rows), dtype=SESSION)
    packed["session_id"] = ids
    packed["recording"] = [numbers.setdefault(one, len(numbers)) for one in activities]
    packed["start_us"], packed["day"] = start, day
    packed["is_run"], packed["is_rated"] = is_run, is_rated
    # None becomes NaN.
    packed["distance_m"] = np.array(distance, dtype=np.float64)
    packed["descent_m"] = np.array(descent, dtype=np.float64)
    ends = _ends(whose)
    pieces = np.split(packed, ends[:-1])
    return {str(whose[end - 1]): piece.tobytes() for end, piece in zip(ends, pieces, strict=True)}


def _pain(rows: RowsRead) -> dict[str, bytes]:
    """Pack the worst entry of each day, place and moment, in the order of the days."""
    if not rows:
        return {}
    whose, day, felt, said, nprs = zip(*rows, strict=True)
    packed = np.zeros(len(rows), dtype=PAIN)
    packed["day"], packed["felt_us"], packed["nprs"] = day, felt, nprs
    numbers: dict[object, int] = {}
    place = np.array([numbers.setdefault(one, len(numbers)) for one in said])
    words = zip(*(str(one).split(APART) for one in numbers), strict=True)
    for (name, known), column in zip(_PLACES.items(), words, strict=True):
        packed[name] = np.array([known[word] for word in column])[place]
    ends = _ends(whose)
    pieces = np.split(packed, ends[:-1])
    return {
        str(whose[end - 1]): _worst(piece).tobytes()
        for end, piece in zip(ends, pieces, strict=True)
    }


def _worst(packed: Rows) -> Rows:
    """Keep the worst entry of a day, place and moment; the last felt of equal ones."""
    place = np.zeros(len(packed), dtype=np.int64)
    for name, words in _PLACES.items():
        place = place * len(words) + packed[name]
    same = packed["day"].astype(np.int64) * PLACES + place
    # Rows come in the order felt, which a stable sort keeps.
    order = np.argsort(same * SCORES + packed["nprs"], kind="stable")
    last = np.append(np.diff(same[order]) != 0, [True])
    kept: Rows = packed[order[last]]
    return kept


def _ends(whose: Sequence[object]) -> list[int]:
    """Return where each athlete's rows end, in rows ordered by athlete."""
    changes = (at for at, (one, other) in enumerate(pairwise(whose), 1) if one != other)
    return [*changes, len(whose)]
