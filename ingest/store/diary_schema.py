"""The tables of what a person says themselves: settings, limits, diary, shoes, events, races.

What speaks of a session holds its stable id and no foreign key: it outlives an undo of the import
and attaches again. ``deleted_at_us`` is when a row was taken away, empty while it stands.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Double,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
)

from ingest.store.columns import (
    belongs_to,
    day,
    deleted,
    flag,
    later_flag,
    later_text,
    metadata,
    numbers,
    only_owner,
    owner,
    text,
    whole,
)

athlete_settings = Table(
    "athlete_settings",
    metadata,
    only_owner(),
    text("units"),
    text("sex"),
    Column("default_rpe", Double),
    text("load_method"),
    Column("born_on", Integer),
    later_flag("reports_allowed"),
)

thresholds = Table(
    "thresholds",
    metadata,
    owner(),
    day("valid_from"),
    *numbers(("heart_rate_rest_bpm", "heart_rate_max_bpm", "threshold_pace_s_per_km")),
    PrimaryKeyConstraint("athlete_id", "valid_from"),
)

pain_entries = Table(
    "pain_entries",
    metadata,
    owner(),
    text("entry_id"),
    text("group_id"),
    whole("felt_at_us"),
    day("local_day"),
    text("region"),
    text("side"),
    text("aspect"),
    Column("intensity_nprs", Integer, nullable=False),
    text("moment"),
    text("session_id"),
    flag("clicking"),
    flag("swelling"),
    flag("locking"),
    flag("giving_way"),
    flag("numbness_tingling"),
    flag("painkiller_taken"),
    text("note"),
    deleted(),
    PrimaryKeyConstraint("athlete_id", "entry_id"),
    CheckConstraint("intensity_nprs BETWEEN 0 AND 10", name="known_pain"),
    Index("pain_entries_by_time", "athlete_id", "felt_at_us"),
)

red_flag_answers = Table(
    "red_flag_answers",
    metadata,
    owner(),
    text("answer_id"),
    whole("answered_at_us"),
    text("region"),
    text("side"),
    text("flag"),
    flag("answer"),
    text("asked_because"),
    PrimaryKeyConstraint("athlete_id", "answer_id"),
)

shoes = Table(
    "shoes",
    metadata,
    owner(),
    text("shoe_id"),
    text("name"),
    *numbers(("heel_drop_mm", "stack_mm")),
    Column("first_use", Integer),
    Column("last_use", Integer),
    Column("start_km", Double, nullable=False),
    deleted(),
    PrimaryKeyConstraint("athlete_id", "shoe_id"),
)

session_shoes = Table(
    "session_shoes",
    metadata,
    owner(),
    text("session_id"),
    text("shoe_id"),
    PrimaryKeyConstraint("athlete_id", "session_id"),
    belongs_to("shoes", "shoe_id"),
)

events = Table(
    "events",
    metadata,
    owner(),
    text("event_id"),
    text("kind"),
    day("first_day"),
    Column("last_day", Integer),
    text("note"),
    deleted(),
    PrimaryKeyConstraint("athlete_id", "event_id"),
)

race_results = Table(
    "race_results",
    metadata,
    owner(),
    text("result_id"),
    text("race"),
    text("edition"),
    text("category"),
    day("race_day"),
    *numbers(("official_distance_m", "gun_time_s", "chip_time_s", "published_pace_s_per_km")),
    Column("place_overall", Integer),
    Column("field_overall", Integer),
    Column("place_gender", Integer),
    Column("field_gender", Integer),
    Column("place_category", Integer),
    Column("field_category", Integer),
    text("status"),
    text("session_id"),
    later_text("weather"),
    later_text("companions"),
    deleted(),
    PrimaryKeyConstraint("athlete_id", "result_id"),
    CheckConstraint("status IN ('finished', 'DNF', 'DNS', 'DSQ')", name="known_result"),
    Index("race_results_of_a_session", "athlete_id", "session_id"),
)
