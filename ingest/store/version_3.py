"""From version 2 to 3: what a physio agrees, finds, writes down and reviews.

The text is what version 3 was, and stays so whatever ``clinic_schema.py`` becomes later.
"""

import sqlite3

NEW_TABLES = """
CREATE TABLE agreed_limits (
    athlete_id TEXT NOT NULL,
    limits_id TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    longest_run_km DOUBLE,
    week_km DOUBLE,
    descent_m DOUBLE,
    set_by TEXT NOT NULL,
    note TEXT NOT NULL,
    deleted_at_us BIGINT,
    PRIMARY KEY (athlete_id, limits_id),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE planned_runs (
    athlete_id TEXT NOT NULL,
    week INTEGER NOT NULL,
    position BIGINT NOT NULL,
    day INTEGER NOT NULL,
    distance_km DOUBLE NOT NULL,
    descent_m DOUBLE,
    note TEXT NOT NULL,
    PRIMARY KEY (athlete_id, week, position),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE questionnaires (
    athlete_id TEXT NOT NULL,
    score_id TEXT NOT NULL,
    questionnaire TEXT NOT NULL,
    answered_on INTEGER NOT NULL,
    total DOUBLE NOT NULL,
    options TEXT NOT NULL,
    region TEXT NOT NULL,
    side TEXT NOT NULL,
    deleted_at_us BIGINT,
    PRIMARY KEY (athlete_id, score_id),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE notes (
    athlete_id TEXT NOT NULL,
    note_id TEXT NOT NULL,
    written_at_us BIGINT NOT NULL,
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    deleted_at_us BIGINT,
    PRIMARY KEY (athlete_id, note_id),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE assessments (
    athlete_id TEXT NOT NULL,
    assessment_id TEXT NOT NULL,
    assessed_on INTEGER NOT NULL,
    item TEXT NOT NULL,
    side TEXT NOT NULL,
    finding TEXT NOT NULL,
    deleted_at_us BIGINT,
    PRIMARY KEY (athlete_id, assessment_id),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE exercises (
    athlete_id TEXT NOT NULL,
    exercise_id TEXT NOT NULL,
    name TEXT NOT NULL,
    dose TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER,
    sessions_per_week INTEGER NOT NULL,
    deleted_at_us BIGINT,
    PRIMARY KEY (athlete_id, exercise_id),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE exercise_log (
    athlete_id TEXT NOT NULL,
    exercise_id TEXT NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (athlete_id, exercise_id, day),
    FOREIGN KEY(athlete_id, exercise_id) REFERENCES exercises (athlete_id, exercise_id)
        ON DELETE CASCADE,
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE working_sites (
    athlete_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    region TEXT NOT NULL,
    side TEXT NOT NULL,
    aspect TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (athlete_id, position),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE client_files (
    athlete_id TEXT NOT NULL,
    is_client BOOLEAN NOT NULL,
    phase INTEGER,
    conservative_since INTEGER,
    review_due INTEGER,
    PRIMARY KEY (athlete_id),
    CONSTRAINT known_phase CHECK (phase BETWEEN 0 AND 7),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE reviews (
    athlete_id TEXT NOT NULL,
    review_id TEXT NOT NULL,
    reviewed_on INTEGER NOT NULL,
    agreed TEXT NOT NULL,
    decision TEXT NOT NULL,
    next_due INTEGER,
    figures TEXT NOT NULL,
    deleted_at_us BIGINT,
    PRIMARY KEY (athlete_id, review_id),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE seen (
    athlete_id TEXT NOT NULL,
    seen_at_us BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (athlete_id, seen_at_us),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE looks (
    athlete_id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    form BIGINT NOT NULL,
    first_day INTEGER NOT NULL,
    first_activity INTEGER,
    sessions BLOB NOT NULL,
    pain BLOB NOT NULL,
    PRIMARY KEY (athlete_id),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
"""


def to_version_3(connection: sqlite3.Connection) -> None:
    """Add the tables of the clinic."""
    for statement in NEW_TABLES.split(";"):
        connection.execute(statement)
