import dataclasses

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import func, select

from ingest.store import (
    CLEAR,
    NotFound,
    NotRunning,
    Place,
    ReceiptRow,
    SessionEdit,
    open_store,
    schema,
)
from ingest.tables import LAPS, RECEIPT_ROWS, RECEIPTS, RECORDS, SESSION_LIST, Laps, Problem


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "runs.sqlite3")) as store:
        yield store


@pytest.fixture
def anna(store):
    return store.add_athlete("Anna", "Europe/Brussels").athlete_id


def add(store, athlete_id, file, made):
    receipt_id = store.start_receipt(athlete_id)
    rows = store.add_file(athlete_id, receipt_id, made.place, file)
    store.finish_receipt(athlete_id, receipt_id)
    return receipt_id, rows


def dtypes(table):
    return {column.name: column.dtype for column in table.columns}


def test_an_activity_comes_back_as_it_went_in(store, anna, made):
    records = made.records(length=50)
    file = made.file(
        b"one", (made.session(records=records),), problems=(Problem("crc", "Bad sum."),)
    )
    receipt_id, (row,) = add(store, anna, file, made)
    activity = store.activity(anna, row.activity_id)
    assert (activity.name, activity.file_name, activity.device) == (
        "Evening run",
        "one.fit",
        "a watch",
    )
    assert (activity.source_format, activity.receipt_id) == ("fit", receipt_id)
    assert activity.problems == (Problem("crc", "Bad sum."),)
    session_id = activity.sessions["session_id"].item()
    assert store.original(anna, row.activity_id) == ("one.fit", b"one")
    pd.testing.assert_frame_equal(store.laps(anna, session_id), made.laps())
    again = store.records(anna, session_id)
    assert (again["time"] == records["time"]).all()
    assert again["heart_rate_bpm"].equals(records["heart_rate_bpm"])


def test_a_session_keeps_every_number_of_its_summary(store, anna, made):
    add(store, anna, made.file(b"one"), made)
    session = store.sessions(anna).iloc[0]
    summary = made.summary()
    for name in ("distance_m", "moving_s", "graded_pace_s_per_km", "decoupling_percent"):
        assert session[name] == getattr(summary, name)
    assert np.isnan(session["steps"])
    assert session["start_time"] == summary.start_time
    assert session["local_day"] == pd.Timestamp("2026-05-03")
    assert (session["utc_offset_s"], session["utc_offset_source"]) == (7200, "position")
    assert (session["n_records"], session["n_laps"]) == (60, 2)


def test_histograms_come_back_for_all_sessions_at_once(store, anna, made):
    add(store, anna, made.file(b"one"), made)
    found = store.histograms(anna)
    summary = made.summary()
    (session_id,) = store.sessions(anna)["session_id"]
    assert list(found.heart_rate_seconds) == [session_id]
    np.testing.assert_allclose(found.heart_rate_seconds[session_id], summary.heart_rate_seconds)
    np.testing.assert_allclose(found.graded_speed_seconds[session_id], summary.graded_speed_seconds)
    np.testing.assert_array_equal(found.best_efforts_s[session_id], summary.best_efforts_s)


def test_tables_read_back_empty_keep_their_dtypes(store, anna, made):
    assert store.sessions(anna).dtypes.astype(str).to_dict() == dtypes(SESSION_LIST)
    assert store.receipts(anna).dtypes.astype(str).to_dict() == dtypes(RECEIPTS)
    receipt = store.receipt(anna, store.start_receipt(anna))
    assert receipt.rows.dtypes.astype(str).to_dict() == dtypes(RECEIPT_ROWS)
    assert len(store.histograms(anna).heart_rate_seconds) == 0
    bare = dataclasses.replace(made.session(records=made.records(length=5).iloc[:0]), laps=Laps())
    add(store, anna, made.file(b"bare", (bare,)), made)
    session_id = store.sessions(anna)["session_id"].item()
    assert store.records(anna, session_id).dtypes.astype(str).to_dict() == dtypes(RECORDS)
    assert store.laps(anna, session_id).dtypes.astype(str).to_dict() == dtypes(LAPS)


def test_full_tables_have_the_same_dtypes_as_empty_ones(store, anna, made):
    add(store, anna, made.file(b"one"), made)
    assert store.sessions(anna).dtypes.astype(str).to_dict() == dtypes(SESSION_LIST)
    assert store.receipts(anna).dtypes.astype(str).to_dict() == dtypes(RECEIPTS)


def test_the_list_is_newest_first_and_leaves_transitions_out(store, anna, made):
    legs = (
        made.session(0, 1, "running"),
        made.session(1, None, "transition", made.summary(made.start + pd.Timedelta(minutes=15))),
        made.session(2, 2, "cycling", made.summary(made.start + pd.Timedelta(minutes=17))),
    )
    _, (row,) = add(store, anna, made.file(b"duathlon", legs), made)
    older = made.summary(made.start - pd.Timedelta(days=1))
    add(store, anna, made.file(b"older", (made.session(summary=older),)), made)
    assert list(store.sessions(anna)["sport"]) == ["cycling", "running", "running"]
    assert store.sessions(anna)["start_time"].is_monotonic_decreasing
    inside = store.activity(anna, row.activity_id).sessions
    assert list(inside["sport"]) == ["running", "transition", "cycling"]
    assert list(inside["leg"].isna()) == [False, True, False]


def test_a_file_with_two_activities_has_two_ids_and_one_original(store, anna, made):
    file = made.file(b"chained", (made.session(),), (made.session(),))
    _, rows = add(store, anna, file, made)
    first, second = (row.activity_id for row in rows)
    assert first != second
    assert (
        store.original(anna, first) == store.original(anna, second) == ("chained.fit", b"chained")
    )


def test_the_same_bytes_again_are_a_duplicate(store, anna, made):
    _, (first,) = add(store, anna, made.file(b"one"), made)
    _, (again,) = add(store, anna, made.file(b"one"), made)
    assert again.status == "duplicate"
    assert again.duplicate_of == first.activity_id
    assert "one.fit" in again.reason
    assert len(store.sessions(anna)) == 1


def test_what_a_reader_survived_makes_it_repaired(store, anna, made):
    problems = (Problem("truncated", "The end is missing."), Problem("crc", "Bad sum."))
    _, (row,) = add(store, anna, made.file(b"cut", problems=problems), made)
    assert (row.status, row.reason) == ("repaired", "The end is missing.")
    assert row.problems == "The end is missing.\nBad sum."


def test_edits_are_seen_in_the_list_and_the_activity(store, anna, made):
    _, (row,) = add(store, anna, made.file(b"one"), made)
    session_id = store.sessions(anna)["session_id"].item()
    edit = SessionEdit(name="Brussels 20 km", sport="walking", rpe=7, is_race=True, note="hot")
    store.edit_session(anna, session_id, edit)
    session = store.sessions(anna).iloc[0]
    assert (session["name"], session["sport"], session["rpe"]) == ("Brussels 20 km", "walking", 7)
    assert (session["rpe_source"], session["is_race"], session["note"]) == ("entered", True, "hot")
    activity = store.activity(anna, row.activity_id)
    assert (activity.name, activity.is_race, activity.note) == ("Brussels 20 km", True, "hot")


def test_an_edit_leaves_alone_what_it_does_not_name(store, anna, made):
    add(store, anna, made.file(b"one"), made)
    session_id = store.sessions(anna)["session_id"].item()
    store.edit_session(anna, session_id, SessionEdit(rpe=4, note="easy"))
    store.edit_session(anna, session_id, SessionEdit(is_race=True))
    session = store.sessions(anna).iloc[0]
    assert (session["rpe"], session["note"], session["is_race"]) == (4, "easy", True)
    store.edit_session(anna, session_id, SessionEdit(name="x", sport="hiking"))
    store.edit_session(anna, session_id, SessionEdit(name="", sport=""))
    session = store.sessions(anna).iloc[0]
    assert (session["name"], session["sport"]) == ("Evening run", "running")


def test_an_effort_from_the_file_can_be_changed_and_taken_away(store, anna, made):
    add(store, anna, made.file(b"one", (made.session(summary=made.summary(rpe=6)),)), made)
    session = store.sessions(anna).iloc[0]
    assert (session["rpe"], session["rpe_source"]) == (6, "file")
    store.edit_session(anna, session["session_id"], SessionEdit(rpe=CLEAR))
    session = store.sessions(anna).iloc[0]
    assert np.isnan(session["rpe"])
    assert session["rpe_source"] == "none"


@pytest.mark.parametrize("rpe", [-1, 10.5, float("nan"), float("inf")])
def test_an_effort_outside_0_to_10_is_not_taken(store, anna, made, rpe):
    add(store, anna, made.file(b"one"), made)
    session_id = store.sessions(anna)["session_id"].item()
    with pytest.raises(ValueError, match="0 to 10"):
        store.edit_session(anna, session_id, SessionEdit(rpe=rpe))


def test_a_deleted_activity_leaves_the_list_and_comes_back(store, anna, made):
    _, (row,) = add(store, anna, made.file(b"one"), made)
    store.delete_activity(anna, row.activity_id)
    assert store.sessions(anna).empty
    assert store.activity(anna, row.activity_id).is_deleted
    _, (again,) = add(store, anna, made.file(b"one"), made)
    assert again.status == "duplicate"
    assert "deleted" in again.reason
    store.restore_activity(anna, row.activity_id)
    assert len(store.sessions(anna)) == 1
    with pytest.raises(NotFound):
        store.restore_activity(anna, row.activity_id)


def test_undo_removes_what_an_import_added_and_edits_attach_again(store, anna, made):
    kept, _ = add(store, anna, made.file(b"kept"), made)
    receipt_id, (row,) = add(store, anna, made.file(b"one"), made)
    session_id = store.activity(anna, row.activity_id).sessions["session_id"].item()
    store.edit_session(anna, session_id, SessionEdit(name="Race", rpe=9))
    assert store.undo_receipt(anna, receipt_id) == 1
    with pytest.raises(NotFound):
        store.activity(anna, row.activity_id)
    with pytest.raises(NotFound):
        store.records(anna, session_id)
    assert list(store.sessions(anna)["name"]) == ["Evening run"]
    assert store.receipt(anna, receipt_id).undone_at is not None
    assert store.receipt(anna, kept).undone_at is None
    assert store.undo_receipt(anna, receipt_id) == 0
    _, (again,) = add(store, anna, made.file(b"one"), made)
    assert again.activity_id == row.activity_id
    inside = store.activity(anna, again.activity_id).sessions.iloc[0]
    assert (inside["session_id"], inside["name"], inside["rpe"]) == (session_id, "Race", 9)


def test_undo_leaves_no_row_of_the_activity_behind(store, anna, made):
    before = counts(store)
    receipt_id, _ = add(store, anna, made.file(b"one", problems=(Problem("crc", "x"),)), made)
    store.undo_receipt(anna, receipt_id)
    after = counts(store)
    for table in ("files", "activities", "sessions", "laps", "streams", "problems"):
        assert after[table] == before[table] == 0


def counts(store):
    with store._database.reading() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table))
            for name, table in schema.metadata.tables.items()
        }


def test_one_athlete_never_sees_another_ones_data(store, anna, made):
    ben = store.add_athlete("Ben").athlete_id
    receipt_id, (row,) = add(store, anna, made.file(b"one"), made)
    session_id = store.sessions(anna)["session_id"].item()
    assert store.sessions(ben).empty
    questions = (
        lambda: store.activity(ben, row.activity_id),
        lambda: store.original(ben, row.activity_id),
        lambda: store.records(ben, session_id),
        lambda: store.laps(ben, session_id),
        lambda: store.receipt(ben, receipt_id),
        lambda: store.edit_session(ben, session_id, SessionEdit(rpe=1)),
        lambda: store.delete_activity(ben, row.activity_id),
        lambda: store.undo_receipt(ben, receipt_id),
        lambda: store.cancel_receipt(ben, receipt_id),
    )
    for question in questions:
        with pytest.raises(NotFound):
            question()
    _, (same_bytes,) = add(store, ben, made.file(b"one"), made)
    assert same_bytes.status == "imported"
    assert same_bytes.activity_id != row.activity_id


def test_an_unknown_athlete_is_not_found_anywhere(store):
    for question in (store.sessions, store.receipts, store.revision, store.start_receipt):
        with pytest.raises(NotFound):
            question("nobody")


def test_the_same_name_is_the_same_athlete(store):
    first = store.add_athlete("Anna", "Europe/Brussels")
    assert store.add_athlete("Anna", "Asia/Tokyo") == first
    assert store.athletes() == (first,)


def test_every_write_raises_the_revision_of_that_athlete_alone(store, anna, made):
    ben = store.add_athlete("Ben").athlete_id
    bens = store.revision(ben)
    seen = [store.revision(anna)]

    def moved():
        seen.append(store.revision(anna))
        return seen[-1] > seen[-2]

    receipt_id, (row,) = add(store, anna, made.file(b"one"), made)
    assert moved()
    session_id = store.sessions(anna)["session_id"].item()
    assert not moved()
    store.edit_session(anna, session_id, SessionEdit(rpe=3))
    assert moved()
    store.delete_activity(anna, row.activity_id)
    assert moved()
    store.undo_receipt(anna, receipt_id)
    assert moved()
    assert store.revision(ben) == bens


def test_a_new_time_zone_moves_only_days_that_rest_on_it(store, anna, made):
    placed = made.session(0, 1)
    unplaced = made.session(
        1,
        2,
        summary=dataclasses.replace(made.summary(), utc_offset_s=None, utc_offset_source="unknown"),
    )
    add(store, anna, made.file(b"one", (placed, unplaced)), made)

    def days():
        sessions = store.sessions(anna).sort_values("position")
        return list(sessions["local_day"].dt.day), list(sessions["utc_offset_source"])

    assert days() == ([3, 3], ["position", "athlete"])
    store.set_time_zone(anna, "America/New_York")
    assert days() == ([3, 2], ["position", "athlete"])
    store.set_time_zone(anna, "")
    assert days() == ([3, 2], ["position", "unknown"])
    assert store.sessions(anna)["utc_offset_s"].isna().sum() == 1


def test_a_receipt_tells_how_far_an_import_is(store, anna, made):
    receipt_id = store.start_receipt(anna)
    assert store.receipt(anna, receipt_id).state == "running"
    row = ReceiptRow("folder", "a.fit", "refused", "No.")
    store.move_on(anna, receipt_id, Place("folder", "a.fit", 1, 2), (row,))
    store.add_file(anna, receipt_id, Place("folder", "b.fit", 2, 2), made.file(b"b"))
    receipt = store.receipt(anna, receipt_id)
    assert (receipt.done, receipt.total, receipt.finished_at) == (2, 2, None)
    assert list(receipt.rows["member"]) == ["a.fit", "b.fit"]
    assert list(receipt.rows["status"]) == ["refused", "imported"]
    store.finish_receipt(anna, receipt_id)
    receipt = store.receipt(anna, receipt_id)
    assert receipt.state == "done"
    assert receipt.started_at <= receipt.finished_at


def test_nothing_is_added_under_a_cancelled_receipt(store, anna, made):
    receipt_id = store.start_receipt(anna)
    store.cancel_receipt(anna, receipt_id)
    with pytest.raises(NotRunning):
        store.add_file(anna, receipt_id, made.place, made.file(b"late"))
    assert store.sessions(anna).empty
    assert counts(store)["files"] == 0
    store.finish_receipt(anna, receipt_id)
    assert store.receipt(anna, receipt_id).state == "cancelled"


def test_a_fault_in_the_middle_of_a_file_stores_nothing_of_it(store, anna, made):
    broken = dataclasses.replace(made.session(1, 2), stream=None)
    receipt_id = store.start_receipt(anna)
    before = store.revision(anna)
    with pytest.raises(Exception, match="NOT NULL"):
        store.add_file(anna, receipt_id, made.place, made.file(b"x", (made.session(), broken)))
    assert counts(store)["activities"] == counts(store)["sessions"] == counts(store)["files"] == 0
    assert store.revision(anna) == before
    assert store.receipt(anna, receipt_id).rows.empty


def test_names_with_quotes_markup_and_other_alphabets_only_are_stored(store, made):
    name = "Ж'; DROP TABLE athletes; -- <b>![](http://x)"
    athlete_id = store.add_athlete(name).athlete_id
    add(store, athlete_id, made.file(b"one"), made)
    session_id = store.sessions(athlete_id)["session_id"].item()
    store.edit_session(athlete_id, session_id, SessionEdit(note=name))
    assert store.sessions(athlete_id)["note"].item() == name
    assert store.athletes()[0].name == name
