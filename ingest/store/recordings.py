"""Recordings as they are compared and shown when there are several of one session."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from math import nan

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from ingest.duplicates import Leg, Recording, Worth
from ingest.store import schema

# What holds more of a recording, the least first; a session by hand is none of them.
FORMATS = ("gpx", "tcx", "fit")


@dataclass(frozen=True, slots=True)
class SameSession:
    """One recording of a session of which there are several; one of them ``is_counted``."""

    activity_id: str
    name: str
    file_name: str
    source_format: str
    device: str
    is_counted: bool
    is_deleted: bool
    has_position: bool
    has_heart_rate: bool
    n_records: int


def stream(connection: Connection, athlete_id: str, session_id: str) -> bytes:
    """Read the samples of one session as they are stored."""
    table = schema.streams
    query = select(table.c.parquet).where(
        table.c.athlete_id == athlete_id, table.c.session_id == session_id
    )
    return bytes(connection.execute(query).scalar_one())


@cache
def near_query() -> Select[*tuple[str]]:
    """Ask for counted recordings with a session between ``earliest`` and ``latest``."""
    table, recording = schema.sessions, schema.activities
    return (
        select(table.c.activity_id)
        .distinct()
        .join_from(table, recording, schema.same(table, recording, "activity_id"))
        .where(
            table.c.athlete_id == bindparam("athlete_id"),
            table.c.start_time_us.between(bindparam("earliest"), bindparam("latest")),
            table.c.activity_id != bindparam("activity_id"),
            recording.c.duplicate_of.is_(None),
        )
    )


@cache
def _legs_query() -> Select[*tuple[object, ...]]:
    table, recording = schema.sessions, schema.activities
    return (
        select(
            table.c.activity_id,
            recording.c.sha256,
            table.c.session_id,
            table.c.leg,
            table.c.sport,
            table.c.start_time_us,
            table.c.elapsed_s,
            table.c.distance_m,
        )
        .join_from(table, recording, schema.same(table, recording, "activity_id"))
        .where(
            table.c.athlete_id == bindparam("athlete_id"),
            table.c.activity_id.in_(bindparam("ids", expanding=True)),
        )
        .order_by(table.c.activity_id, table.c.position)
    )


def recordings(
    connection: Connection, athlete_id: str, activity_ids: list[str]
) -> dict[str, Recording]:
    """Read what is compared of some recordings."""
    rows = connection.execute(_legs_query(), {"athlete_id": athlete_id, "ids": activity_ids}).all()
    files: dict[str, str] = {}
    legs: defaultdict[str, list[Leg]] = defaultdict(list)
    changes: defaultdict[str, list[Leg]] = defaultdict(list)
    for row in rows:
        files[row.activity_id] = row.sha256
        (changes if row.leg is None else legs)[row.activity_id].append(_leg(row))
    return {
        key: Recording(key, sha256, tuple(legs[key]), tuple(changes[key]))
        for key, sha256 in files.items()
    }


def _leg(row: Row[*tuple[object, ...]]) -> Leg:
    elapsed_s = nan if row.elapsed_s is None else row.elapsed_s
    distance_m = nan if row.distance_m is None else row.distance_m
    return Leg(row.session_id, row.sport, row.start_time_us / 1e6, elapsed_s, distance_m)


def worth(connection: Connection, athlete_id: str, activity_ids: list[str]) -> dict[str, Worth]:
    """Weigh how much some recordings hold."""
    return {
        row.activity_id: Worth(
            n_legs=row.n_legs,
            has_samples=row.n_records > 0,
            n_measured=row.has_position + row.has_heart_rate,
            format_rank=FORMATS.index(row.source_format) if row.source_format in FORMATS else -1,
            n_records=row.n_records,
            n_laps=row.n_laps,
        )
        for row in connection.execute(described(athlete_id, activity_ids))
    }


def described(athlete_id: str, activity_ids: list[str]) -> Select[*tuple[object, ...]]:
    """Ask for what is shown and weighed of some recordings."""
    table, recording, files = schema.sessions, schema.activities, schema.files
    edits, gone = schema.activity_edits, schema.deletions
    return (
        select(
            recording.c.activity_id,
            func.coalesce(edits.c.name, recording.c.name).label("name"),
            files.c.name.label("file_name"),
            recording.c.source_format,
            recording.c.device,
            gone.c.activity_id.is_not(None).label("is_deleted"),
            func.count(table.c.leg).label("n_legs"),
            func.max(table.c.has_position).label("has_position"),
            func.max(table.c.has_heart_rate).label("has_heart_rate"),
            func.sum(table.c.n_records).label("n_records"),
            func.sum(table.c.n_laps).label("n_laps"),
        )
        .join_from(recording, table, schema.same(recording, table, "activity_id"))
        .join(files, schema.same(recording, files, "sha256"))
        .outerjoin(edits, schema.same(recording, edits, "activity_id"))
        .outerjoin(gone, schema.same(recording, gone, "activity_id"))
        .where(recording.c.athlete_id == athlete_id, recording.c.activity_id.in_(activity_ids))
        .group_by(recording.c.activity_id)
    )


def as_same_session(row: Row[*tuple[object, ...]], *, is_counted: bool) -> SameSession:
    """Turn a row of :func:`described` into a record."""
    return SameSession(
        activity_id=row.activity_id,
        name=row.name,
        file_name=row.file_name,
        source_format=row.source_format,
        device=row.device,
        is_counted=is_counted,
        is_deleted=bool(row.is_deleted),
        has_position=bool(row.has_position),
        has_heart_rate=bool(row.has_heart_rate),
        n_records=row.n_records,
    )
