"""From version 1 to 2: what a person says themselves, and activities that no import brought.

The text is what version 2 was, and stays so whatever ``schema.py`` becomes later.
"""

import sqlite3

NEW_TABLES = """
CREATE TABLE athlete_settings (
    athlete_id TEXT NOT NULL,
    units TEXT NOT NULL,
    sex TEXT NOT NULL,
    default_rpe DOUBLE,
    load_method TEXT NOT NULL,
    PRIMARY KEY (athlete_id),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE thresholds (
    athlete_id TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    heart_rate_rest_bpm DOUBLE,
    heart_rate_max_bpm DOUBLE,
    threshold_pace_s_per_km DOUBLE,
    PRIMARY KEY (athlete_id, valid_from),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE pain_entries (
    athlete_id TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    felt_at_us BIGINT NOT NULL,
    local_day INTEGER NOT NULL,
    region TEXT NOT NULL,
    side TEXT NOT NULL,
    aspect TEXT NOT NULL,
    intensity_nprs INTEGER NOT NULL,
    moment TEXT NOT NULL,
    session_id TEXT NOT NULL,
    clicking BOOLEAN NOT NULL,
    swelling BOOLEAN NOT NULL,
    locking BOOLEAN NOT NULL,
    giving_way BOOLEAN NOT NULL,
    numbness_tingling BOOLEAN NOT NULL,
    painkiller_taken BOOLEAN NOT NULL,
    note TEXT NOT NULL,
    deleted_at_us BIGINT,
    PRIMARY KEY (athlete_id, entry_id),
    CONSTRAINT known_pain CHECK (intensity_nprs BETWEEN 0 AND 10),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE INDEX pain_entries_by_time ON pain_entries (athlete_id, felt_at_us);
CREATE TABLE red_flag_answers (
    athlete_id TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    answered_at_us BIGINT NOT NULL,
    region TEXT NOT NULL,
    side TEXT NOT NULL,
    flag TEXT NOT NULL,
    answer BOOLEAN NOT NULL,
    asked_because TEXT NOT NULL,
    PRIMARY KEY (athlete_id, answer_id),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE shoes (
    athlete_id TEXT NOT NULL,
    shoe_id TEXT NOT NULL,
    name TEXT NOT NULL,
    heel_drop_mm DOUBLE,
    stack_mm DOUBLE,
    first_use INTEGER,
    last_use INTEGER,
    start_km DOUBLE NOT NULL,
    deleted_at_us BIGINT,
    PRIMARY KEY (athlete_id, shoe_id),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE session_shoes (
    athlete_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    shoe_id TEXT NOT NULL,
    PRIMARY KEY (athlete_id, session_id),
    FOREIGN KEY(athlete_id, shoe_id) REFERENCES shoes (athlete_id, shoe_id) ON DELETE CASCADE,
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE events (
    athlete_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER,
    note TEXT NOT NULL,
    deleted_at_us BIGINT,
    PRIMARY KEY (athlete_id, event_id),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE race_results (
    athlete_id TEXT NOT NULL,
    result_id TEXT NOT NULL,
    race TEXT NOT NULL,
    edition TEXT NOT NULL,
    category TEXT NOT NULL,
    race_day INTEGER NOT NULL,
    official_distance_m DOUBLE,
    gun_time_s DOUBLE,
    chip_time_s DOUBLE,
    published_pace_s_per_km DOUBLE,
    place_overall INTEGER,
    field_overall INTEGER,
    place_gender INTEGER,
    field_gender INTEGER,
    place_category INTEGER,
    field_category INTEGER,
    status TEXT NOT NULL,
    session_id TEXT NOT NULL,
    deleted_at_us BIGINT,
    PRIMARY KEY (athlete_id, result_id),
    CONSTRAINT known_result CHECK (status IN ('finished', 'DNF', 'DNS', 'DSQ')),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE INDEX race_results_of_a_session ON race_results (athlete_id, session_id);
"""
# An activity's receipt may be unknown now, which takes a new table.
REBUILT_ACTIVITIES = """
CREATE TABLE rebuilt_activities (
    athlete_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    part INTEGER NOT NULL,
    name TEXT NOT NULL,
    device TEXT NOT NULL,
    source_format TEXT NOT NULL,
    receipt_id TEXT,
    duplicate_of TEXT,
    start_time_us BIGINT NOT NULL,
    PRIMARY KEY (athlete_id, activity_id),
    UNIQUE (athlete_id, sha256, part),
    FOREIGN KEY(athlete_id, sha256) REFERENCES files (athlete_id, sha256) ON DELETE CASCADE,
    FOREIGN KEY(athlete_id, receipt_id) REFERENCES receipts (athlete_id, receipt_id)
        ON DELETE CASCADE,
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
INSERT INTO rebuilt_activities SELECT * FROM activities;
DROP TABLE activities;
ALTER TABLE rebuilt_activities RENAME TO activities;
CREATE INDEX activities_of_a_receipt ON activities (athlete_id, receipt_id);
"""


def to_version_2(connection: sqlite3.Connection) -> None:
    """Add the tables of settings, limits, diary, shoes, events and races."""
    for statement in f"{NEW_TABLES}{REBUILT_ACTIVITIES}".split(";"):
        connection.execute(statement)
