"""The canonical tables of the clinic: what a physio agrees, finds, writes down and reviews."""

from ingest.tables import DAY, FLAG, FLOAT, INTEGER, TEXT, TIME, Column, Table

AGREED_LIMITS = Table(
    "AGREED_LIMITS",
    "the most that was agreed, from a day on",
    (
        Column("limits_id", TEXT, "stable id"),
        Column("athlete_id", TEXT, "whose it is"),
        Column("valid_from", DAY, "first local day they hold; until the next set begins"),
        Column("longest_run_km", FLOAT, "running of one activity; NaN = no limit", 0),
        Column("week_km", FLOAT, "running from Monday to Sunday; NaN = no limit", 0),
        Column("descent_m", FLOAT, "downhill of one activity; NaN = no limit", 0),
        Column("set_by", TEXT, "who agreed them with the athlete"),
        Column("note", TEXT, "their words"),
    ),
)

PLANNED_RUNS = Table(
    "PLANNED_RUNS",
    "a run planned in a week",
    (
        Column("day", DAY, "local day"),
        Column("distance_km", FLOAT, "how far", 0),
        Column("descent_m", FLOAT, "downhill, NaN = not said", 0),
        Column("note", TEXT, "their words"),
    ),
)

QUESTIONNAIRES = Table(
    "QUESTIONNAIRES",
    "a questionnaire answered",
    (
        Column("score_id", TEXT, "stable id"),
        Column("athlete_id", TEXT, "whose it is"),
        Column("questionnaire", TEXT, "OSTRC-H2, KOOS-PS, Kujala, VISA-P, LEFS"),
        Column("answered_on", DAY, "local day"),
        Column("total", FLOAT, "its total, in its own range", 0, 100),
        Column("options", TEXT, "option numbers in order, as 1,2,1,3; empty when not kept"),
        Column("region", TEXT, "the place it was about, or empty"),
        Column("side", TEXT, "left, right, central, or empty"),
    ),
)

NOTES = Table(
    "NOTES",
    "something written down about an athlete",
    (
        Column("note_id", TEXT, "stable id"),
        Column("athlete_id", TEXT, "whose it is"),
        Column("written_at", TIME, "when"),
        Column("author", TEXT, "who wrote it, perhaps empty"),
        Column("text", TEXT, "their words"),
    ),
)

ASSESSMENTS = Table(
    "ASSESSMENTS",
    "one item of the checklist, looked at",
    (
        Column("assessment_id", TEXT, "stable id"),
        Column("athlete_id", TEXT, "whose it is"),
        Column("assessed_on", DAY, "local day"),
        Column("item", TEXT, "code of the checklist"),
        Column("side", TEXT, "left, right, central, both"),
        Column("finding", TEXT, "their words"),
    ),
)

EXERCISES = Table(
    "EXERCISES",
    "an exercise of the plan",
    (
        Column("exercise_id", TEXT, "stable id"),
        Column("athlete_id", TEXT, "whose it is"),
        Column("name", TEXT, "what it is called"),
        Column("dose", TEXT, "how much of it, in words"),
        Column("first_day", DAY, "local day it begins"),
        Column("last_day", DAY, "local day it ends; empty while it goes on"),
        Column("sessions_per_week", INTEGER, "how often", 1, 21),
    ),
)

EXERCISE_LOG = Table(
    "EXERCISE_LOG",
    "an exercise ticked on a day",
    (
        Column("exercise_id", TEXT, "which"),
        Column("day", DAY, "local day"),
    ),
)

WORKING_SITES = Table(
    "WORKING_SITES",
    "a place that is worked on now, the most important first",
    (
        Column("region", TEXT, "knee, lower_back, ..."),
        Column("side", TEXT, "left, right, central"),
        Column("aspect", TEXT, "anterior, posterior, medial, lateral, deep; empty when not said"),
        Column("since", DAY, "local day"),
    ),
)

REVIEWS = Table(
    "REVIEWS",
    "a review of the six weeks before",
    (
        Column("review_id", TEXT, "stable id"),
        Column("athlete_id", TEXT, "whose it is"),
        Column("reviewed_on", DAY, "local day"),
        Column("agreed", TEXT, "what was agreed"),
        Column("decision", TEXT, "what was decided"),
        Column("next_due", DAY, "day of the next one; empty when none is planned"),
        Column("figures", TEXT, "the figures as they stood that day"),
    ),
)

SEEN = Table(
    "SEEN",
    "a time somebody looked at an athlete's reasons",
    (
        Column("seen_at", TIME, "when"),
        Column("note", TEXT, "their words"),
    ),
)

TRIAGE = Table(
    "TRIAGE",
    "an athlete in the list of clients",
    (
        Column("athlete_id", TEXT, "whose row it is"),
        Column("name", TEXT, "as it is listed"),
        Column("time_zone", TEXT, "IANA name, or empty"),
        Column("is_client", FLAG, "marked as somebody's client"),
        Column("review_due", DAY, "local day of the next review; empty when none is planned"),
        Column("seen_at", TIME, "when somebody looked last; empty when nobody did"),
        Column("seen_note", TEXT, "what they wrote then"),
        Column("revision", INTEGER, "the athlete's revision"),
    ),
)
