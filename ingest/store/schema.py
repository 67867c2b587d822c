"""The tables of the database. Each carries ``athlete_id`` and every key begins with it.

Times are microseconds since 1970 (UTC), days are whole days since then, so that a value read
back is the value written. Edits have no foreign key to what they edit: they outlive an undo and
attach again when the same file comes back.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.sql import ColumnElement, FromClause

from ingest.store.columns import belongs_to, blob, metadata, numbers, only_owner, owner, text, whole

SESSION_NUMBERS = (
    "distance_m",
    "elapsed_s",
    "timer_s",
    "moving_s",
    "ascent_m",
    "descent_m",
    "steps",
    "heart_rate_mean_bpm",
    "heart_rate_max_bpm",
    "graded_pace_s_per_km",
    "normalised_speed_mps",
    "decoupling_percent",
)
LAP_NUMBERS = (
    "elapsed_s",
    "timer_s",
    "distance_m",
    "ascent_m",
    "descent_m",
    "heart_rate_mean_bpm",
    "heart_rate_max_bpm",
)


athletes = Table(
    "athletes",
    metadata,
    Column("athlete_id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    text("time_zone"),
)

revision = Table(
    "revision",
    metadata,
    only_owner(),
    whole("revision"),
)

receipts = Table(
    "receipts",
    metadata,
    owner(),
    text("receipt_id"),
    text("state"),
    whole("done"),
    whole("total"),
    whole("started_at_us"),
    whole("updated_at_us"),
    Column("finished_at_us", BigInteger),
    Column("undone_at_us", BigInteger),
    PrimaryKeyConstraint("athlete_id", "receipt_id"),
    CheckConstraint("state IN ('running', 'done', 'cancelled')", name="known_state"),
)

receipt_rows = Table(
    "receipt_rows",
    metadata,
    owner(),
    text("receipt_id"),
    whole("position"),
    text("source"),
    text("member"),
    text("status"),
    text("reason"),
    text("activity_id"),
    text("duplicate_of"),
    text("problems"),
    PrimaryKeyConstraint("athlete_id", "receipt_id", "position"),
    belongs_to("receipts", "receipt_id"),
    CheckConstraint(
        "status IN ('imported', 'repaired', 'duplicate', 'skipped', 'refused')",
        name="known_status",
    ),
)

files = Table(
    "files",
    metadata,
    owner(),
    text("sha256"),
    text("name"),
    whole("n_bytes"),
    blob("content_zstd"),
    PrimaryKeyConstraint("athlete_id", "sha256"),
)

activities = Table(
    "activities",
    metadata,
    owner(),
    text("activity_id"),
    text("sha256"),
    Column("part", Integer, nullable=False),
    text("name"),
    text("device"),
    text("source_format"),
    # None for a session written by hand: no import brought it.
    Column("receipt_id", Text),
    Column("duplicate_of", Text),
    whole("start_time_us"),
    PrimaryKeyConstraint("athlete_id", "activity_id"),
    UniqueConstraint("athlete_id", "sha256", "part"),
    belongs_to("files", "sha256"),
    belongs_to("receipts", "receipt_id"),
    Index("activities_of_a_receipt", "athlete_id", "receipt_id"),
)

problems = Table(
    "problems",
    metadata,
    owner(),
    text("activity_id"),
    whole("position"),
    text("code"),
    text("message"),
    Column("at_byte", BigInteger),
    whole("records_lost"),
    PrimaryKeyConstraint("athlete_id", "activity_id", "position"),
    belongs_to("activities", "activity_id"),
)

sessions = Table(
    "sessions",
    metadata,
    owner(),
    text("session_id"),
    text("activity_id"),
    Column("position", Integer, nullable=False),
    Column("leg", Integer),
    text("sport"),
    text("sub_sport"),
    whole("start_time_us"),
    Column("utc_offset_s", Integer),
    text("utc_offset_source"),
    Column("local_day", Integer, nullable=False),
    *numbers(SESSION_NUMBERS),
    Column("rpe", Double),
    text("rpe_source"),
    whole("n_records"),
    whole("n_laps"),
    Column("has_position", Boolean, nullable=False),
    Column("has_heart_rate", Boolean, nullable=False),
    blob("heart_rate_seconds"),
    blob("graded_speed_seconds"),
    blob("best_efforts_s"),
    PrimaryKeyConstraint("athlete_id", "session_id"),
    UniqueConstraint("athlete_id", "activity_id", "position"),
    belongs_to("activities", "activity_id"),
    Index("sessions_by_time", "athlete_id", "start_time_us"),
)

laps = Table(
    "laps",
    metadata,
    owner(),
    text("session_id"),
    whole("position"),
    whole("lap"),
    Column("start_time_us", BigInteger),
    *numbers(LAP_NUMBERS),
    PrimaryKeyConstraint("athlete_id", "session_id", "position"),
    belongs_to("sessions", "session_id"),
)

streams = Table(
    "streams",
    metadata,
    owner(),
    text("session_id"),
    blob("parquet"),
    PrimaryKeyConstraint("athlete_id", "session_id"),
    belongs_to("sessions", "session_id"),
)

activity_edits = Table(
    "activity_edits",
    metadata,
    owner(),
    text("activity_id"),
    Column("name", Text),
    Column("is_race", Boolean),
    Column("note", Text),
    PrimaryKeyConstraint("athlete_id", "activity_id"),
)

session_edits = Table(
    "session_edits",
    metadata,
    owner(),
    text("session_id"),
    Column("sport", Text),
    Column("rpe", Double),
    Column("rpe_source", Text),
    PrimaryKeyConstraint("athlete_id", "session_id"),
)

deletions = Table(
    "deletions",
    metadata,
    owner(),
    text("activity_id"),
    whole("deleted_at_us"),
    PrimaryKeyConstraint("athlete_id", "activity_id"),
    belongs_to("activities", "activity_id"),
)


def same(left: FromClause, right: FromClause, key: str) -> ColumnElement[bool]:
    """Say that two tables speak of the same thing of the same athlete."""
    return (left.c.athlete_id == right.c.athlete_id) & (left.c[key] == right.c[key])
