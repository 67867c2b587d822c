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
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.sql import ColumnElement

metadata = MetaData()

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


def _owner() -> Column[str]:
    return Column(
        "athlete_id", Text, ForeignKey("athletes.athlete_id", ondelete="CASCADE"), nullable=False
    )


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _whole(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def _numbers(names: tuple[str, ...]) -> list[Column[float]]:
    return [Column(name, Double) for name in names]


def _blob(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _belongs_to(table: str, key: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["athlete_id", key], [f"{table}.athlete_id", f"{table}.{key}"], ondelete="CASCADE"
    )


athletes = Table(
    "athletes",
    metadata,
    Column("athlete_id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    _text("time_zone"),
)

revision = Table(
    "revision",
    metadata,
    Column(
        "athlete_id",
        Text,
        ForeignKey("athletes.athlete_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    _whole("revision"),
)

receipts = Table(
    "receipts",
    metadata,
    _owner(),
    _text("receipt_id"),
    _text("state"),
    _whole("done"),
    _whole("total"),
    _whole("started_at_us"),
    _whole("updated_at_us"),
    Column("finished_at_us", BigInteger),
    Column("undone_at_us", BigInteger),
    PrimaryKeyConstraint("athlete_id", "receipt_id"),
    CheckConstraint("state IN ('running', 'done', 'cancelled')", name="known_state"),
)

receipt_rows = Table(
    "receipt_rows",
    metadata,
    _owner(),
    _text("receipt_id"),
    _whole("position"),
    _text("source"),
    _text("member"),
    _text("status"),
    _text("reason"),
    _text("activity_id"),
    _text("duplicate_of"),
    _text("problems"),
    PrimaryKeyConstraint("athlete_id", "receipt_id", "position"),
    _belongs_to("receipts", "receipt_id"),
    CheckConstraint(
        "status IN ('imported', 'repaired', 'duplicate', 'skipped', 'refused')",
        name="known_status",
    ),
)

files = Table(
    "files",
    metadata,
    _owner(),
    _text("sha256"),
    _text("name"),
    _whole("n_bytes"),
    _blob("content_zstd"),
    PrimaryKeyConstraint("athlete_id", "sha256"),
)

activities = Table(
    "activities",
    metadata,
    _owner(),
    _text("activity_id"),
    _text("sha256"),
    Column("part", Integer, nullable=False),
    _text("name"),
    _text("device"),
    _text("source_format"),
    _text("receipt_id"),
    Column("duplicate_of", Text),
    _whole("start_time_us"),
    PrimaryKeyConstraint("athlete_id", "activity_id"),
    UniqueConstraint("athlete_id", "sha256", "part"),
    _belongs_to("files", "sha256"),
    _belongs_to("receipts", "receipt_id"),
    Index("activities_of_a_receipt", "athlete_id", "receipt_id"),
)

problems = Table(
    "problems",
    metadata,
    _owner(),
    _text("activity_id"),
    _whole("position"),
    _text("code"),
    _text("message"),
    Column("at_byte", BigInteger),
    _whole("records_lost"),
    PrimaryKeyConstraint("athlete_id", "activity_id", "position"),
    _belongs_to("activities", "activity_id"),
)

sessions = Table(
    "sessions",
    metadata,
    _owner(),
    _text("session_id"),
    _text("activity_id"),
    Column("position", Integer, nullable=False),
    Column("leg", Integer),
    _text("sport"),
    _text("sub_sport"),
    _whole("start_time_us"),
    Column("utc_offset_s", Integer),
    _text("utc_offset_source"),
    Column("local_day", Integer, nullable=False),
    *_numbers(SESSION_NUMBERS),
    Column("rpe", Double),
    _text("rpe_source"),
    _whole("n_records"),
    _whole("n_laps"),
    Column("has_position", Boolean, nullable=False),
    Column("has_heart_rate", Boolean, nullable=False),
    _blob("heart_rate_seconds"),
    _blob("graded_speed_seconds"),
    _blob("best_efforts_s"),
    PrimaryKeyConstraint("athlete_id", "session_id"),
    UniqueConstraint("athlete_id", "activity_id", "position"),
    _belongs_to("activities", "activity_id"),
    Index("sessions_by_time", "athlete_id", "start_time_us"),
)

laps = Table(
    "laps",
    metadata,
    _owner(),
    _text("session_id"),
    _whole("position"),
    _whole("lap"),
    Column("start_time_us", BigInteger),
    *_numbers(LAP_NUMBERS),
    PrimaryKeyConstraint("athlete_id", "session_id", "position"),
    _belongs_to("sessions", "session_id"),
)

streams = Table(
    "streams",
    metadata,
    _owner(),
    _text("session_id"),
    _blob("parquet"),
    PrimaryKeyConstraint("athlete_id", "session_id"),
    _belongs_to("sessions", "session_id"),
)

activity_edits = Table(
    "activity_edits",
    metadata,
    _owner(),
    _text("activity_id"),
    Column("name", Text),
    Column("is_race", Boolean),
    Column("note", Text),
    PrimaryKeyConstraint("athlete_id", "activity_id"),
)

session_edits = Table(
    "session_edits",
    metadata,
    _owner(),
    _text("session_id"),
    Column("sport", Text),
    Column("rpe", Double),
    Column("rpe_source", Text),
    PrimaryKeyConstraint("athlete_id", "session_id"),
)

deletions = Table(
    "deletions",
    metadata,
    _owner(),
    _text("activity_id"),
    _whole("deleted_at_us"),
    PrimaryKeyConstraint("athlete_id", "activity_id"),
    _belongs_to("activities", "activity_id"),
)


def same(left: Table, right: Table, key: str) -> ColumnElement[bool]:
    """Say that two tables speak of the same thing of the same athlete."""
    return (left.c.athlete_id == right.c.athlete_id) & (left.c[key] == right.c[key])
