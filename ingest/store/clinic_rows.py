"""The clinic's rows: kinds of entries, and what is kept as a whole: a week, a list, a file."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy import Table as StoredTable

from ingest.clinic_tables import (
    AGREED_LIMITS,
    ASSESSMENTS,
    EXERCISE_LOG,
    EXERCISES,
    NOTES,
    PLANNED_RUNS,
    QUESTIONNAIRES,
    REVIEWS,
    SEEN,
    WORKING_SITES,
)
from ingest.diary import ClientFile, PlanLimits, Review, WeekPlan, WorkingSite
from ingest.store import clinic_schema
from ingest.store.diary_rows import Kind
from ingest.store.editing import put
from ingest.store.frames import day_at, day_number, frame, now_us
from ingest.store.people import athlete
from ingest.store.writing import known
from ingest.tables import TIME, Table

LIMITS = Kind(
    clinic_schema.agreed_limits, AGREED_LIMITS, "limits_id", "valid_from", "agreed limits"
)
SCORE = Kind(
    clinic_schema.questionnaires, QUESTIONNAIRES, "score_id", "answered_on", "questionnaire"
)
NOTE = Kind(clinic_schema.notes, NOTES, "note_id", "written_at_us", "note")
ASSESSMENT = Kind(
    clinic_schema.assessments, ASSESSMENTS, "assessment_id", "assessed_on", "assessment"
)
EXERCISE = Kind(clinic_schema.exercises, EXERCISES, "exercise_id", "first_day", "exercise")
REVIEW = Kind(clinic_schema.reviews, REVIEWS, "review_id", "reviewed_on", "review")


def rows_of(
    connection: Connection, stored: StoredTable, canonical: Table, athlete_id: str
) -> pd.DataFrame:
    """Read all rows of an athlete in the order of their key, as the canonical frame."""
    athlete(connection, athlete_id)
    names = [
        f"{column.name}_us" if column.dtype == TIME else column.name for column in canonical.columns
    ]
    query = select(*(stored.c[name] for name in names)).where(stored.c.athlete_id == athlete_id)
    rows = connection.execute(query.order_by(*stored.primary_key.columns)).all()
    return frame(rows, canonical)


def first_days(connection: Connection, athlete_id: str) -> list[tuple[str, pd.Timestamp]]:
    """Return id and first day of every set of limits that stands."""
    table = clinic_schema.agreed_limits
    query = select(table.c.limits_id, table.c.valid_from).where(
        table.c.athlete_id == athlete_id, table.c.deleted_at_us.is_(None)
    )
    return [(row.limits_id, day_at(row.valid_from)) for row in connection.execute(query)]


def limits_to_keep(limits: PlanLimits) -> PlanLimits:
    """Return limits as they are stored: no blanks around who set them."""
    return replace(limits, set_by=limits.set_by.strip())


def week_plan(connection: Connection, athlete_id: str, monday: pd.Timestamp) -> pd.DataFrame:
    """Read PLANNED_RUNS of one week, by day."""
    athlete(connection, athlete_id)
    table = clinic_schema.planned_runs
    query = select(*(table.c[name] for name in PLANNED_RUNS.names)).where(
        table.c.athlete_id == athlete_id, table.c.week == day_number(monday)
    )
    rows = connection.execute(query.order_by(table.c.day, table.c.position)).all()
    return frame(rows, PLANNED_RUNS)


def save_week_plan(connection: Connection, athlete_id: str, plan: WeekPlan) -> None:
    """Put a week's runs in the place of those planned before."""
    table, week = clinic_schema.planned_runs, day_number(plan.week)
    mine = (table.c.athlete_id == athlete_id) & (table.c.week == week)
    connection.execute(delete(table).where(mine))
    rows = [
        {
            "athlete_id": athlete_id,
            "week": week,
            "position": position,
            "day": day_number(run.day),
            "distance_km": float(run.distance_km),
            "descent_m": known(run.descent_m),
            "note": run.note,
        }
        for position, run in enumerate(plan.runs)
    ]
    if rows:
        connection.execute(insert(table), rows)


def save_working_sites(
    connection: Connection, athlete_id: str, sites: Sequence[WorkingSite]
) -> None:
    """Put a list of places in the place of the one before, in its order."""
    table = clinic_schema.working_sites
    connection.execute(delete(table).where(table.c.athlete_id == athlete_id))
    rows = [
        {
            "athlete_id": athlete_id,
            "position": position,
            "region": site.region,
            "side": site.side,
            "aspect": site.aspect,
            "since": day_number(site.since),
        }
        for position, site in enumerate(sites)
    ]
    if rows:
        connection.execute(insert(table), rows)


def working_sites(connection: Connection, athlete_id: str) -> pd.DataFrame:
    """Read WORKING_SITES in their order."""
    return rows_of(connection, clinic_schema.working_sites, WORKING_SITES, athlete_id)


def exercise_log(connection: Connection, athlete_id: str) -> pd.DataFrame:
    """Read EXERCISE_LOG, the oldest day first; a deleted exercise's ticks are left out."""
    table, plan = clinic_schema.exercise_log, clinic_schema.exercises
    athlete(connection, athlete_id)
    same = (table.c.athlete_id == plan.c.athlete_id) & (table.c.exercise_id == plan.c.exercise_id)
    query = (
        select(table.c.exercise_id, table.c.day)
        .join_from(table, plan, same)
        .where(table.c.athlete_id == athlete_id, plan.c.deleted_at_us.is_(None))
        .order_by(table.c.day, table.c.exercise_id)
    )
    return frame(connection.execute(query).all(), EXERCISE_LOG)


def tick(connection: Connection, athlete_id: str, exercise_id: str, day: pd.Timestamp) -> None:
    """Note that an exercise was done on a day; a second tick changes nothing."""
    untick(connection, athlete_id, exercise_id, day)
    values = {"athlete_id": athlete_id, "exercise_id": exercise_id, "day": day_number(day)}
    connection.execute(insert(clinic_schema.exercise_log).values(values))


def untick(connection: Connection, athlete_id: str, exercise_id: str, day: pd.Timestamp) -> None:
    """Take a tick away; where there is none nothing changes."""
    table = clinic_schema.exercise_log
    connection.execute(
        delete(table).where(
            table.c.athlete_id == athlete_id,
            table.c.exercise_id == exercise_id,
            table.c.day == day_number(day),
        )
    )


def client_file(connection: Connection, athlete_id: str) -> ClientFile:
    """Read what holds for an athlete as a client; the start values where nothing was said."""
    athlete(connection, athlete_id)
    table = clinic_schema.client_files
    row = connection.execute(select(table).where(table.c.athlete_id == athlete_id)).one_or_none()
    if row is None:
        return ClientFile()
    since, due = (
        None if number is None else day_at(number)
        for number in (row.conservative_since, row.review_due)
    )
    return ClientFile(row.is_client, row.phase, since, due)


def save_client_file(connection: Connection, athlete_id: str, file: ClientFile) -> None:
    """Keep what holds for an athlete as a client."""
    values = {
        "is_client": file.is_client,
        "phase": file.phase,
        "conservative_since": _day_or_none(file.conservative_since),
        "review_due": _day_or_none(file.review_due),
    }
    put(connection, clinic_schema.client_files, {"athlete_id": athlete_id}, values)


def set_next_due(connection: Connection, athlete_id: str, review: Review) -> None:
    """Make a review's next day the client's, unless a later review stands."""
    table = clinic_schema.reviews
    newest = connection.scalar(
        select(func.max(table.c.reviewed_on)).where(
            table.c.athlete_id == athlete_id, table.c.deleted_at_us.is_(None)
        )
    )
    if newest is None or newest <= day_number(review.reviewed_on):
        file = client_file(connection, athlete_id)
        save_client_file(connection, athlete_id, replace(file, review_due=review.next_due))


def mark_seen(connection: Connection, athlete_id: str, note: str) -> None:
    """Note that somebody looked, now; twice within a microsecond is once."""
    table, now = clinic_schema.seen, now_us()
    last = connection.scalar(
        select(func.max(table.c.seen_at_us)).where(table.c.athlete_id == athlete_id)
    )
    at = now if last is None else max(now, last + 1)
    values = {"athlete_id": athlete_id, "seen_at_us": at, "note": note.strip()}
    connection.execute(insert(table).values(values))


def unsee(connection: Connection, athlete_id: str) -> None:
    """Take the newest look back; where there is none nothing changes."""
    table = clinic_schema.seen
    mine = table.c.athlete_id == athlete_id
    last = connection.scalar(select(func.max(table.c.seen_at_us)).where(mine))
    connection.execute(delete(table).where(mine, table.c.seen_at_us == last))


def seen(connection: Connection, athlete_id: str) -> pd.DataFrame:
    """Read SEEN, the oldest first."""
    return rows_of(connection, clinic_schema.seen, SEEN, athlete_id)


def _day_or_none(day: pd.Timestamp | None) -> int | None:
    return None if day is None or pd.isna(day) else day_number(day)
