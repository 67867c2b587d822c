"""What the store lists: sessions, imports and what an import said of each file."""

from ingest.tables.columns import (
    DAY,
    FLAG,
    FLOAT,
    INTEGER,
    MAYBE_INTEGER,
    TEXT,
    TIME,
    Column,
    Table,
)

SESSIONS = Table(
    "SESSIONS",
    "one sport of a recording",
    (
        Column("session_id", TEXT, "stable id: activity and position in it"),
        Column("activity_id", TEXT, "stable id: athlete, file and part"),
        Column("athlete_id", TEXT, "whose it is"),
        Column("leg", MAYBE_INTEGER, "leg number from 1, transitions skipped (and empty for them)"),
        Column("sport", TEXT, "FIT sport name: running, cycling, swimming, transition, ..."),
        Column("sub_sport", TEXT, "FIT sub-sport name: generic, treadmill, trail, ..."),
        Column("start_time", TIME, "when it began"),
        Column("utc_offset_s", MAYBE_INTEGER, "local clock minus UTC", -50400, 50400),
        Column("utc_offset_source", TEXT, "which rule gave the offset"),
        Column("local_day", DAY, "the local calendar day it began on"),
        Column("distance_m", FLOAT, "distance from the records, last minus first", 0),
        Column("elapsed_s", FLOAT, "first to last, pauses included", 0),
        Column("timer_s", FLOAT, "device timer running", 0),
        Column("moving_s", FLOAT, "in motion", 0),
        Column("ascent_m", FLOAT, "climb", 0),
        Column("descent_m", FLOAT, "descent", 0),
        Column("steps", FLOAT, "steps, both feet", 0),
        Column("heart_rate_mean_bpm", FLOAT, "mean over time", 1, 255),
        Column("heart_rate_max_bpm", FLOAT, "highest", 1, 255),
        Column("graded_pace_s_per_km", FLOAT, "pace with grade taken out (Minetti 2002)", 0),
        Column("decoupling_percent", FLOAT, "loss of speed per heartbeat, second half to first"),
        Column("rpe", FLOAT, "effort 0-10 (CR10)", 0, 10),
        Column("rpe_source", TEXT, "entered, file, assumed, none"),
        Column("shoe_id", TEXT, "shoe worn, empty when not said"),
    ),
    extra_columns=True,
)


SESSION_LIST = Table(
    "SESSION_LIST",
    "a stored session with the person's edits applied",
    (
        *SESSIONS.columns,
        Column("position", INTEGER, "place in the activity from 0, transitions counted"),
        Column("normalised_speed_mps", FLOAT, "fourth-power mean of 30 s graded speed", 0),
        Column("name", TEXT, "the activity's name; empty when neither file nor person gave one"),
        Column("device", TEXT, "what recorded it"),
        Column("source_format", TEXT, "fit, gpx, tcx, by hand"),
        Column("is_race", FLAG, "marked as a race by the person, or by a race result"),
        Column("note", TEXT, "the person's own words about the activity"),
        Column("n_records", INTEGER, "samples in its stream"),
        Column("n_laps", INTEGER, "laps the device marked"),
        Column("has_position", FLAG, "some sample has a latitude and longitude"),
        Column("has_heart_rate", FLAG, "some sample has a heart rate"),
    ),
)

RECEIPTS = Table(
    "RECEIPTS",
    "an import",
    (
        Column("receipt_id", TEXT, "id of the import"),
        Column("state", TEXT, "running, done, cancelled"),
        Column("done", INTEGER, "members looked at so far"),
        Column("total", INTEGER, "members found"),
        Column("started_at", TIME, "when the import began"),
        Column("updated_at", TIME, "the last sign of life"),
        Column("finished_at", TIME, "when it ended; unknown while it runs"),
        Column("undone_at", TIME, "when it was undone; unknown if it was not"),
    ),
)

RECEIPT_ROWS = Table(
    "RECEIPT_ROWS",
    "an activity found by an import, or a member that has none",
    (
        Column("source", TEXT, "what the person chose: a file, a folder, an archive"),
        Column("member", TEXT, "the file inside it; empty when the source is the file"),
        Column("status", TEXT, "imported, repaired, duplicate, skipped, refused"),
        Column("reason", TEXT, "why, as a sentence; empty when all is well"),
        Column("activity_id", TEXT, "the activity, empty when there is none"),
        Column("duplicate_of", TEXT, "the activity it repeats, empty when it is new"),
        Column("problems", TEXT, "what a reader survived, one sentence a line"),
    ),
)
