"""The canonical tables beyond the watch: daily load, races, the diary, shoes and events."""

from ingest.tables import DAY, FLAG, FLOAT, INTEGER, MAYBE_INTEGER, TEXT, TIME, Column, Table

DAILY_LOAD = Table(
    "DAILY_LOAD",
    "athlete x local day x method x sport; a day with nothing that counts is one row of load 0",
    (
        Column("athlete_id", TEXT, "whose it is"),
        Column("local_day", DAY, "the local calendar day"),
        Column("method", TEXT, "how the load was scored"),
        Column("sport", TEXT, "FIT sport name; empty on a day with nothing that counts"),
        Column("load", FLOAT, "sum of the scored sessions; NaN when none could be scored", 0),
        Column("unit", TEXT, "the unit of load"),
        Column("duration_s", FLOAT, "time of these sessions", 0),
        Column(
            "coverage", FLOAT, "share of the sessions really scored, assumed RPE left out", 0, 1
        ),
        Column("assumed_load", FLOAT, "the part of load that rests on an assumed RPE", 0),
        Column("sessions", INTEGER, "number of sessions that count"),
    ),
)

RACE_RESULTS = Table(
    "RACE_RESULTS",
    "a finish",
    (
        Column("result_id", TEXT, "stable id"),
        Column("athlete_id", TEXT, "whose it is"),
        Column("race", TEXT, "name of the race, the same every year"),
        Column("edition", TEXT, "which year or number of it"),
        Column("category", TEXT, "age or other group, as published"),
        Column("race_day", DAY, "local day of the race"),
        Column("official_distance_m", FLOAT, "exact metres: a half marathon is 21097.5", 0),
        Column("gun_time_s", FLOAT, "from the gun", 0),
        Column("chip_time_s", FLOAT, "from start line to finish line", 0),
        Column("published_pace_s_per_km", FLOAT, "as printed by the organiser", 0),
        Column("place_overall", MAYBE_INTEGER, "place among all"),
        Column("field_overall", MAYBE_INTEGER, "finishers in all"),
        Column("place_gender", MAYBE_INTEGER, "place by gender"),
        Column("field_gender", MAYBE_INTEGER, "finishers of that gender"),
        Column("place_category", MAYBE_INTEGER, "place in the category"),
        Column("field_category", MAYBE_INTEGER, "finishers of the category"),
        Column("status", TEXT, "finished, DNF, DNS, DSQ"),
        Column("session_id", TEXT, "the watch's session of it, empty when there is none"),
        Column("weather", TEXT, "the person's own words"),
        Column("companions", TEXT, "who ran along, in the person's own words"),
    ),
)

RACE_LEGS = Table(
    "RACE_LEGS",
    "a leg of a multisport race",
    (
        Column("result_id", TEXT, "the finish it is a part of"),
        Column("athlete_id", TEXT, "whose it is"),
        Column("leg", INTEGER, "from 1, transitions counted", 1),
        Column("sport", TEXT, "FIT sport name, or transition"),
        Column("official_distance_m", FLOAT, "exact metres", 0),
        Column("time_s", FLOAT, "as published or typed", 0),
    ),
)

RACE_SPLITS = Table(
    "RACE_SPLITS",
    "a time on the way of a race, as published",
    (
        Column("result_id", TEXT, "the finish it is a part of"),
        Column("at_m", FLOAT, "metres from the start", 0),
        Column("time_s", FLOAT, "seconds since the start", 0),
    ),
)

PAIN_ENTRIES = Table(
    "PAIN_ENTRIES",
    "a feeling noted; both sides are two entries with one group",
    (
        Column("entry_id", TEXT, "stable id"),
        Column("athlete_id", TEXT, "whose it is"),
        Column("group_id", TEXT, "the same for entries made together"),
        Column("felt_at", TIME, "when it was felt"),
        Column("local_day", DAY, "the local calendar day, by the zone it was entered in"),
        Column("region", TEXT, "knee, lower_back, ..."),
        Column("side", TEXT, "left, right, central"),
        Column("aspect", TEXT, "anterior, posterior, medial, lateral, deep; empty when not said"),
        Column("intensity_nprs", INTEGER, "0-10; an entry always has one, 0 is no pain", 0, 10),
        Column("moment", TEXT, "morning, before, during, after, worst"),
        Column("session_id", TEXT, "the session it belongs to, or empty"),
        Column("clicking", FLAG, "the joint clicked"),
        Column("swelling", FLAG, "it was swollen"),
        Column("locking", FLAG, "it locked"),
        Column("giving_way", FLAG, "it gave way"),
        Column("numbness_tingling", FLAG, "numbness or tingling"),
        Column("painkiller_taken", FLAG, "a painkiller was taken before"),
        Column("note", TEXT, "the person's own words"),
    ),
)

RED_FLAGS = Table(
    "RED_FLAGS",
    "a question about a sign that needs looking at, answered",
    (
        Column("athlete_id", TEXT, "whose it is"),
        Column("answered_at", TIME, "when it was answered"),
        Column("region", TEXT, "the place it was asked about"),
        Column("side", TEXT, "left, right, central"),
        Column("flag", TEXT, "code of the question"),
        Column("answer", FLAG, "the sign is there"),
        Column("asked_because", TEXT, "why it was asked: a first entry, or the rule that fired"),
    ),
)

SHOES = Table(
    "SHOES",
    "a pair of shoes",
    (
        Column("shoe_id", TEXT, "stable id"),
        Column("athlete_id", TEXT, "whose it is"),
        Column("name", TEXT, "what the person calls it"),
        Column("heel_drop_mm", FLOAT, "heel height less forefoot height", -40, 40),
        Column("stack_mm", FLOAT, "height of the sole under the heel", 0, 100),
        Column("first_use", DAY, "first day worn"),
        Column("last_use", DAY, "last day worn, once it is retired"),
        Column("start_km", FLOAT, "run in it before the first session known here", 0),
    ),
)

EVENTS = Table(
    "EVENTS",
    "something that may explain a change",
    (
        Column("event_id", TEXT, "stable id"),
        Column("athlete_id", TEXT, "whose it is"),
        Column("kind", TEXT, "illness, travel, treatment, new_shoe, other"),
        Column("first_day", DAY, "local day it began"),
        Column("last_day", DAY, "local day it ended; empty while it goes on"),
        Column("note", TEXT, "the person's own words"),
    ),
)

REGIONS = (
    "knee",
    "foot",
    "heel",
    "ankle",
    "achilles",
    "shin",
    "calf",
    "thigh",
    "hamstring",
    "groin",
    "hip",
    "buttock",
    "lower_back",
    "upper_back",
    "other",
)
SIDES = ("left", "right", "central")
ASPECTS = ("anterior", "posterior", "medial", "lateral", "deep")
MOMENTS = ("morning", "before", "during", "after", "worst")
STATUSES = ("finished", "DNF", "DNS", "DSQ")
EVENT_KINDS = ("illness", "travel", "treatment", "new_shoe", "other")
