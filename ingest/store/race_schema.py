"""The tables around a race and the report of a year. What belongs to a finish goes with it.

``deleted_at_us`` is when a row was taken away, empty while it stands.
"""

from sqlalchemy import Column, Double, Integer, PrimaryKeyConstraint, Table

from ingest.store import diary_schema
from ingest.store.columns import belongs_to, blob, deleted, flag, numbers, owner, text

metadata = diary_schema.race_results.metadata

race_legs = Table(
    "race_legs",
    metadata,
    owner(),
    text("result_id"),
    Column("leg", Integer, nullable=False),
    text("sport"),
    *numbers(("official_distance_m", "time_s")),
    PrimaryKeyConstraint("athlete_id", "result_id", "leg"),
    belongs_to("race_results", "result_id"),
)

race_splits = Table(
    "race_splits",
    metadata,
    owner(),
    text("result_id"),
    Column("at_m", Double, nullable=False),
    Column("time_s", Double, nullable=False),
    PrimaryKeyConstraint("athlete_id", "result_id", "at_m"),
    belongs_to("race_results", "result_id"),
)

# The times of all finishers, sorted, in seconds with a blank between: nothing else of them.
race_fields = Table(
    "race_fields",
    metadata,
    owner(),
    text("result_id"),
    text("times_s"),
    PrimaryKeyConstraint("athlete_id", "result_id"),
    belongs_to("race_results", "result_id"),
)

result_mappings = Table(
    "result_mappings",
    metadata,
    owner(),
    text("shape"),
    text("roles"),
    PrimaryKeyConstraint("athlete_id", "shape"),
)

report_drafts = Table(
    "report_drafts",
    metadata,
    owner(),
    Column("year", Integer, nullable=False),
    text("title"),
    text("text"),
    flag("with_body"),
    flag("near_start"),
    PrimaryKeyConstraint("athlete_id", "year"),
)

report_pictures = Table(
    "report_pictures",
    metadata,
    owner(),
    text("picture_id"),
    Column("year", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    text("caption"),
    blob("jpeg"),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    deleted(),
    PrimaryKeyConstraint("athlete_id", "picture_id"),
)
