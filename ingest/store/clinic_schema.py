"""The tables of the clinic: limits, plans, questionnaires, notes, checklist, exercises, reviews.

``deleted_at_us`` is when a row was taken away, empty while it stands.
"""

from sqlalchemy import CheckConstraint, Column, Double, Integer, PrimaryKeyConstraint, Table

from ingest.store import import_schema
from ingest.store.columns import (
    belongs_to,
    blob,
    day,
    deleted,
    flag,
    metadata,
    numbers,
    only_owner,
    owner,
    text,
    whole,
)

agreed_limits = Table(
    "agreed_limits",
    metadata,
    owner(),
    text("limits_id"),
    day("valid_from"),
    *numbers(("longest_run_km", "week_km", "descent_m")),
    text("set_by"),
    text("note"),
    deleted(),
    PrimaryKeyConstraint("athlete_id", "limits_id"),
)

planned_runs = Table(
    "planned_runs",
    metadata,
    owner(),
    day("week"),
    whole("position"),
    day("day"),
    Column("distance_km", Double, nullable=False),
    *numbers(("descent_m",)),
    text("note"),
    PrimaryKeyConstraint("athlete_id", "week", "position"),
)

questionnaires = Table(
    "questionnaires",
    metadata,
    owner(),
    text("score_id"),
    text("questionnaire"),
    day("answered_on"),
    Column("total", Double, nullable=False),
    text("options"),
    text("region"),
    text("side"),
    deleted(),
    PrimaryKeyConstraint("athlete_id", "score_id"),
)

notes = Table(
    "notes",
    metadata,
    owner(),
    text("note_id"),
    whole("written_at_us"),
    text("author"),
    text("text"),
    deleted(),
    PrimaryKeyConstraint("athlete_id", "note_id"),
)

assessments = Table(
    "assessments",
    metadata,
    owner(),
    text("assessment_id"),
    day("assessed_on"),
    text("item"),
    text("side"),
    text("finding"),
    deleted(),
    PrimaryKeyConstraint("athlete_id", "assessment_id"),
)

exercises = Table(
    "exercises",
    metadata,
    owner(),
    text("exercise_id"),
    text("name"),
    text("dose"),
    day("first_day"),
    Column("last_day", Integer),
    Column("sessions_per_week", Integer, nullable=False),
    deleted(),
    PrimaryKeyConstraint("athlete_id", "exercise_id"),
)

exercise_log = Table(
    "exercise_log",
    metadata,
    owner(),
    text("exercise_id"),
    day("day"),
    PrimaryKeyConstraint("athlete_id", "exercise_id", "day"),
    belongs_to("exercises", "exercise_id"),
)

working_sites = Table(
    "working_sites",
    metadata,
    owner(),
    whole("position"),
    text("region"),
    text("side"),
    text("aspect"),
    day("since"),
    PrimaryKeyConstraint("athlete_id", "position"),
)

client_files = Table(
    "client_files",
    metadata,
    only_owner(),
    flag("is_client"),
    Column("phase", Integer),
    Column("conservative_since", Integer),
    Column("review_due", Integer),
    CheckConstraint("phase BETWEEN 0 AND 7", name="known_phase"),
)

reviews = Table(
    "reviews",
    metadata,
    owner(),
    text("review_id"),
    day("reviewed_on"),
    text("agreed"),
    text("decision"),
    Column("next_due", Integer),
    text("figures"),
    deleted(),
    PrimaryKeyConstraint("athlete_id", "review_id"),
)

seen = Table(
    "seen",
    metadata,
    owner(),
    whole("seen_at_us"),
    text("note"),
    PrimaryKeyConstraint("athlete_id", "seen_at_us"),
)

# Copies for the list of clients, each as good as the revision it was made at.
looks = Table(
    "looks",
    metadata,
    only_owner(),
    whole("revision"),
    whole("form"),
    day("first_day"),
    Column("first_activity", Integer),
    blob("sessions"),
    blob("pain"),
)


def every_table() -> list[Table]:
    """All tables of the database, those that others point to first."""
    return import_schema.metadata.sorted_tables
