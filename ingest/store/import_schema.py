"""The tables beside an import: what is known of archives, and what became of doubtful cases."""

from sqlalchemy import Column, PrimaryKeyConstraint, Table, Text

from ingest.store import race_schema
from ingest.store.columns import belongs_to, owner, text

metadata = race_schema.metadata

# Two recordings the person keeps apart, the smaller id first. Like edits it outlives an undo.
kept_apart = Table(
    "kept_apart",
    metadata,
    owner(),
    text("activity_id"),
    text("other_id"),
    PrimaryKeyConstraint("athlete_id", "activity_id", "other_id"),
)

# Archives that an import looked at to their end, and by which name: the rows of its receipt say
# what their members were, and none has to be unpacked again.
seen_archives = Table(
    "seen_archives",
    metadata,
    owner(),
    text("sha256"),
    text("receipt_id"),
    text("source"),
    PrimaryKeyConstraint("athlete_id", "sha256", "receipt_id"),
    belongs_to("receipts", "receipt_id"),
)

# What an export said of a recording that was here before, and what stood there: for the undo.
retold = Table(
    "retold",
    metadata,
    owner(),
    text("receipt_id"),
    text("activity_id"),
    text("session_id"),
    text("field"),
    Column("was", Text),
    text("told"),
    PrimaryKeyConstraint("athlete_id", "receipt_id", "activity_id", "session_id", "field"),
    belongs_to("receipts", "receipt_id"),
)
