"""From version 3 to 4: races with legs, splits and fields; reports with words and pictures.

The text is what version 4 was, and stays so whatever the schema becomes later.
"""

import sqlite3

NEW_TABLES = """
CREATE TABLE race_legs (
    athlete_id TEXT NOT NULL,
    result_id TEXT NOT NULL,
    leg INTEGER NOT NULL,
    sport TEXT NOT NULL,
    official_distance_m DOUBLE,
    time_s DOUBLE,
    PRIMARY KEY (athlete_id, result_id, leg),
    FOREIGN KEY(athlete_id, result_id) REFERENCES race_results (athlete_id, result_id)
        ON DELETE CASCADE,
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE race_splits (
    athlete_id TEXT NOT NULL,
    result_id TEXT NOT NULL,
    at_m DOUBLE NOT NULL,
    time_s DOUBLE NOT NULL,
    PRIMARY KEY (athlete_id, result_id, at_m),
    FOREIGN KEY(athlete_id, result_id) REFERENCES race_results (athlete_id, result_id)
        ON DELETE CASCADE,
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE race_fields (
    athlete_id TEXT NOT NULL,
    result_id TEXT NOT NULL,
    times_s TEXT NOT NULL,
    PRIMARY KEY (athlete_id, result_id),
    FOREIGN KEY(athlete_id, result_id) REFERENCES race_results (athlete_id, result_id)
        ON DELETE CASCADE,
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE result_mappings (
    athlete_id TEXT NOT NULL,
    shape TEXT NOT NULL,
    roles TEXT NOT NULL,
    PRIMARY KEY (athlete_id, shape),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE report_drafts (
    athlete_id TEXT NOT NULL,
    year INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    with_body BOOLEAN NOT NULL,
    near_start BOOLEAN NOT NULL,
    PRIMARY KEY (athlete_id, year),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
CREATE TABLE report_pictures (
    athlete_id TEXT NOT NULL,
    picture_id TEXT NOT NULL,
    year INTEGER NOT NULL,
    position INTEGER NOT NULL,
    caption TEXT NOT NULL,
    jpeg BLOB NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    deleted_at_us BIGINT,
    PRIMARY KEY (athlete_id, picture_id),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
"""

# A column cannot be added before those that stand there, and a new file has it in its place.
REBUILT_RESULTS = """
CREATE TABLE rebuilt_results (
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
    weather TEXT DEFAULT '' NOT NULL,
    companions TEXT DEFAULT '' NOT NULL,
    deleted_at_us BIGINT,
    PRIMARY KEY (athlete_id, result_id),
    CONSTRAINT known_result CHECK (status IN ('finished', 'DNF', 'DNS', 'DSQ')),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
INSERT INTO rebuilt_results SELECT athlete_id, result_id, race, edition, category, race_day,
    official_distance_m, gun_time_s, chip_time_s, published_pace_s_per_km, place_overall,
    field_overall, place_gender, field_gender, place_category, field_category, status, session_id,
    '', '', deleted_at_us FROM race_results;
DROP TABLE race_results;
ALTER TABLE rebuilt_results RENAME TO race_results;
CREATE INDEX race_results_of_a_session ON race_results (athlete_id, session_id);
"""

REBUILT_SETTINGS = """
CREATE TABLE rebuilt_settings (
    athlete_id TEXT NOT NULL,
    units TEXT NOT NULL,
    sex TEXT NOT NULL,
    default_rpe DOUBLE,
    load_method TEXT NOT NULL,
    born_on INTEGER,
    reports_allowed BOOLEAN DEFAULT 0 NOT NULL,
    PRIMARY KEY (athlete_id),
    FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id) ON DELETE CASCADE
);
INSERT INTO rebuilt_settings SELECT athlete_id, units, sex, default_rpe, load_method, NULL, 0
    FROM athlete_settings;
DROP TABLE athlete_settings;
ALTER TABLE rebuilt_settings RENAME TO athlete_settings;
"""


def to_version_4(connection: sqlite3.Connection) -> None:
    """Widen results and settings, and add the tables of races and reports."""
    for statement in f"{REBUILT_RESULTS}{REBUILT_SETTINGS}{NEW_TABLES}".split(";"):
        connection.execute(statement)
