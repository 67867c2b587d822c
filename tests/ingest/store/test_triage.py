"""What the list of clients reads of everybody, from looks that are never older than their data."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from ingest.athlete_tables import MOMENTS, REGIONS, SIDES
from ingest.clinic_look import KEPT_DAYS, WITH_NO_ASPECT
from ingest.diary import (
    ClientFile,
    PainEntry,
    PlanLimits,
    RaceResult,
    RedFlagAnswer,
    SessionByHand,
)
from ingest.store import SessionEdit, open_store

TODAY = pd.Timestamp("2026-05-06")
MORNING = pd.Timestamp("2026-05-06T07:30", tz="Europe/Brussels")
ENTRY = PainEntry("knee", "left", 3, MORNING, "morning", "medial")
RUN = SessionByHand(
    "running", pd.Timestamp("2026-05-05T18:00"), 50, 4, 9000.0, time_zone="Europe/Brussels"
)
ANSWER = RedFlagAnswer(
    "locking",
    answer=True,
    answered_at=MORNING,
    region="knee",
    side="left",
    asked_because="first_entry",
)
DAY = pd.Timedelta(days=1)


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "clinic.sqlite3")) as store:
        yield store


@pytest.fixture
def anna(store):
    return store.add_athlete("Anna", "Europe/Brussels").athlete_id


def kept(store):
    """How many looks are stored as they are now."""
    with store._database.reading() as connection:
        query = "SELECT count(*) FROM looks JOIN revision USING (athlete_id, revision)"
        return connection.exec_driver_sql(query).scalar()


def same(one, other):
    pd.testing.assert_frame_equal(one.people, other.people)
    assert one.sessions.rows.tobytes() == other.sessions.rows.tobytes()
    assert one.pain.rows.tobytes() == other.pain.rows.tobytes()
    return True


def test_a_database_without_anybody_gives_an_empty_list(store):
    found = store.triage(TODAY)

    assert found.people.empty
    assert len(found.sessions.rows) == len(found.pain.rows) == 0


def test_an_athlete_with_nothing_is_in_the_list(store, anna):
    found = store.triage(TODAY)

    (row,) = found.people.to_dict("records")
    assert (row["athlete_id"], row["name"], row["is_client"]) == (anna, "Anna", False)
    assert pd.isna(row["review_due"])
    assert pd.isna(row["seen_at"])
    assert pd.isna(row["first_activity"])


def test_every_column_of_the_people_has_its_dtype(store, anna):
    store.save_client_file(anna, ClientFile(is_client=True, review_due=TODAY))
    store.mark_seen(anna, "Called.")
    store.mark_seen(anna, "Called again.")
    (row,) = store.triage(TODAY).people.to_dict("records")

    assert (row["is_client"], row["review_due"]) == (True, TODAY)
    assert row["seen_note"] == "Called again."
    assert row["seen_at"] == store.seen(anna)["seen_at"].max()
    assert row["revision"] == store.revision(anna)


def test_sessions_and_pain_are_those_that_stand_with_edits_applied(store, anna):
    session_id = store.add_session_by_hand(anna, RUN)
    store.add_session_by_hand(anna, replace(RUN, sport="yoga", start=RUN.start - DAY))
    gone = store.add_session_by_hand(anna, replace(RUN, start=RUN.start - 2 * DAY))
    sessions = store.sessions(anna).set_index("session_id")
    store.delete_activity(anna, sessions.loc[gone, "activity_id"])
    store.save_pain(anna, [ENTRY, replace(ENTRY, intensity_nprs=5), replace(ENTRY, side="right")])
    (away,) = store.save_pain(anna, [replace(ENTRY, region="hip")])
    store.delete_pain(anna, away)
    found = store.triage(TODAY)

    yoga, run = found.sessions.rows
    assert run["session_id"].decode() == session_id
    assert (run["is_run"], run["is_rated"], run["distance_m"]) == (True, True, 9000.0)
    assert np.isnan(run["descent_m"])
    assert not yoga["is_run"]
    assert pd.Timestamp(int(run["day"]), unit="D") == TODAY - DAY
    assert found.people["first_activity"].item() == TODAY - 2 * DAY
    scores = {SIDES[row["side"]]: int(row["nprs"]) for row in found.pain.rows}
    assert scores == {"left": 5, "right": 3}
    row = found.pain.rows[0]
    place = REGIONS[row["region"]], WITH_NO_ASPECT[row["aspect"]], MOMENTS[row["moment"]]
    assert place == ("knee", "medial", "morning")
    store.edit_session(anna, session_id, SessionEdit(sport="walking"))
    assert not store.triage(TODAY).sessions.rows["is_run"].any()


def test_the_legs_of_one_recording_share_a_number(store, anna, made):
    legs = (made.session(0), made.session(1, leg=2, sport="cycling"), made.session(2, leg=None))
    other = made.file(b"other", (made.session(summary=made.summary(made.start - DAY)),))
    receipt_id = store.start_receipt(anna)
    for file in (made.file(b"duathlon", legs), other):
        store.add_file(anna, receipt_id, made.place, file)
    rows = store.triage(TODAY).sessions.rows

    assert len(rows) == 3
    assert rows["recording"][0] != rows["recording"][1] == rows["recording"][2]


def test_days_before_the_window_are_left_out_of_sessions_and_not_of_pain(store, anna):
    long_ago = pd.Timedelta(days=KEPT_DAYS + 30)
    store.add_session_by_hand(anna, replace(RUN, start=RUN.start - long_ago))
    store.save_pain(anna, [replace(ENTRY, felt_at=MORNING - long_ago)])
    found = store.triage(TODAY)

    assert (len(found.sessions.rows), len(found.pain.rows)) == (0, 1)
    assert found.people["first_activity"].item() == TODAY - DAY - long_ago


def test_limits_flags_and_results_come_with_it(store, anna):
    session_id = store.add_session_by_hand(anna, RUN)
    store.save_agreed_limits(anna, PlanLimits(TODAY, 10, set_by="the physio"))
    race = RaceResult("A race", TODAY - DAY, official_distance_m=9000, session_id=session_id)
    store.save_race_result(anna, race)
    earlier = replace(ANSWER, flag="giving_way", answered_at=MORNING - DAY)
    no = replace(ANSWER, flag="deformity", answer=False)
    store.save_red_flags(anna, [earlier])
    store.save_red_flags(anna, [ANSWER, no])
    found = store.triage(TODAY)

    assert found.limits["longest_run_km"].item() == 10
    assert found.results["session_id"].item() == session_id
    assert list(found.flags["flag"]) == ["locking"]


CHANGES = {
    "an entry": lambda s, a: s.save_pain(a, [replace(ENTRY, intensity_nprs=9)]),
    "a session": lambda s, a: s.add_session_by_hand(a, replace(RUN, start=RUN.start - DAY)),
    "an edit": lambda s, a: s.edit_session(
        a, s.sessions(a)["session_id"].iloc[0], SessionEdit(sport="walking")
    ),
    "a deletion": lambda s, a: s.delete_activity(a, s.sessions(a)["activity_id"].iloc[0]),
    "a note": lambda s, a: s.mark_seen(a, "Called."),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_list_read_twice_is_as_new_as_one_read_for_the_first_time(store, anna, case):
    store.add_athlete("Bert")
    store.add_session_by_hand(anna, RUN)
    store.save_pain(anna, [ENTRY])
    before = store.triage(TODAY)
    assert kept(store) == 2
    assert same(store.triage(TODAY), before)
    CHANGES[case](store, anna)
    changed = store.triage(TODAY)
    with store._database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM looks")

    assert same(store.triage(TODAY), changed)


def test_a_day_further_back_is_answered_from_what_is_stored(store, anna):
    store.add_session_by_hand(anna, replace(RUN, start=RUN.start - 40 * DAY))
    store.triage(TODAY + 100 * DAY)

    assert len(store.triage(TODAY).sessions.rows) == 1
    assert len(store.triage(TODAY + 20 * DAY).sessions.rows) == 1


def test_what_is_read_of_one_athlete_stands_at_their_place(store, anna):
    zoe = store.add_athlete("Zoe").athlete_id
    store.save_pain(zoe, [ENTRY, replace(ENTRY, moment="after")])
    store.save_pain(anna, [ENTRY])
    found = store.triage(TODAY)

    assert list(found.people["athlete_id"]) == [anna, zoe]
    assert list(found.pain.who) == [0, 1, 1]
