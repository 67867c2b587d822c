"""From version 4 to 5: what is kept apart, archives that were seen, what exports said later.

The text is what version 5 was, and stays so whatever the schema becomes later.
"""

import sqlite3

NEW_TABLES = """
CREATE TABLE kept_apart (
    athlete_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    PRIMARY KEY (athlete_id, activity_id, other_id),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE seen_archives (
    athlete_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    receipt_id TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (athlete_id, sha256, receipt_id),
    FOREIGN KEY(athlete_id, receipt_id) REFERENCES receipts (athlete_id, receipt_id)
        ON DELETE CASCADE,
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE retold (
    athlete_id TEXT NOT NULL,
    receipt_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    field TEXT NOT NULL,
    was TEXT,
    told TEXT NOT NULL,
    PRIMARY KEY (athlete_id, receipt_id, activity_id, session_id, field),
    FOREIGN KEY(athlete_id, receipt_id) REFERENCES receipts (athlete_id, receipt_id)
        ON DELETE CASCADE,
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
"""


def to_version_5(connection: sqlite3.Connection) -> None:
    """Add the tables beside an import."""
    for statement in NEW_TABLES.split(";"):
        connection.execute(statement)
