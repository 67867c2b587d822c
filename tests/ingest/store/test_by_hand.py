"""Sessions no watch recorded: activities like the others, with no stream behind them."""

import json
from dataclasses import replace
from math import isnan, nan

import numpy as np
import pandas as pd
import pytest

from ingest.diary import AthleteSettings, SessionByHand, WrongEntry
from ingest.store import CLEAR, SessionEdit, open_store
from ingest.tables import LAPS, RECORDS, SESSION_LIST

SWIM = SessionByHand(
    "swimming", pd.Timestamp("2026-11-01T23:30"), 45, 5, 1500, "Lengths", "Easy.", "Europe/Brussels"
)


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "hand.sqlite3")) as store:
        yield store


@pytest.fixture
def anna(store):
    return store.add_athlete("Anna", "America/New_York").athlete_id


def dtypes(table):
    return {column.name: column.dtype for column in table.columns}


def test_it_stands_in_the_list_with_what_was_said(store, anna):
    session_id = store.add_session_by_hand(anna, SWIM)

    sessions = store.sessions(anna)
    row = sessions.iloc[0]
    assert sessions.dtypes.astype(str).to_dict() == dtypes(SESSION_LIST)
    assert (row["session_id"], row["sport"], row["source_format"]) == (
        session_id,
        "swimming",
        "by hand",
    )
    assert row[["elapsed_s", "timer_s", "moving_s"]].tolist() == [2700, 2700, 2700]
    assert (row["distance_m"], row["rpe"], row["rpe_source"]) == (1500, 5, "entered")
    assert (row["name"], row["note"], row["leg"]) == ("Lengths", "Easy.", 1)
    assert (row["n_records"], row["has_position"], row["has_heart_rate"]) == (0, False, False)


def test_what_was_not_said_is_not_known(store, anna):
    store.add_session_by_hand(anna, SessionByHand("yoga", SWIM.start, 30))

    row = store.sessions(anna).iloc[0]
    assert row["rpe_source"] == "none"
    assert row[["rpe", "distance_m", "ascent_m", "steps", "heart_rate_mean_bpm"]].isna().all()
    histograms = store.histograms(anna)
    key = row["session_id"]
    assert histograms.heart_rate_seconds[key].sum() == 0
    assert histograms.graded_speed_seconds[key].sum() == 0
    assert np.isnan(histograms.best_efforts_s[key]).all()


def test_its_day_is_the_one_on_the_wall_whatever_the_athletes_zone_is(store, anna):
    store.add_session_by_hand(anna, SWIM)
    store.add_session_by_hand(anna, replace(SWIM, time_zone="", sport="yoga"))
    store.save_athlete(anna, AthleteSettings(time_zone="Asia/Tokyo"))

    sessions = store.sessions(anna).set_index("sport")
    assert (sessions["local_day"] == pd.Timestamp("2026-11-01")).all()
    assert sessions["utc_offset_s"].to_dict() == {"swimming": 3600, "yoga": -18000}
    assert sessions.loc["swimming", "start_time"] == pd.Timestamp("2026-11-01T22:30", tz="UTC")


def test_it_has_no_stream_and_no_laps_but_their_columns(store, anna):
    session_id = store.add_session_by_hand(anna, SWIM)

    for frame, table in (
        (store.records(anna, session_id), RECORDS),
        (store.laps(anna, session_id), LAPS),
    ):
        assert frame.empty
        assert frame.dtypes.astype(str).to_dict() == dtypes(table)


def test_its_activity_came_by_no_import_and_its_file_is_what_was_said(store, anna):
    store.add_session_by_hand(anna, SWIM)

    activity_id = store.sessions(anna)["activity_id"].item()
    activity = store.activity(anna, activity_id)
    name, data = store.original(anna, activity_id)
    assert (activity.receipt_id, activity.problems) == ("", ())
    assert store.receipts(anna).empty
    assert name == activity.file_name == "2026-11-01 swimming by hand.json"
    assert json.loads(data)["start"] == "2026-11-01T23:30:00+01:00"


def test_the_same_words_again_are_the_same_session(store, anna):
    first = store.add_session_by_hand(anna, SWIM)
    bert = store.add_athlete("Bert").athlete_id

    assert store.add_session_by_hand(anna, SWIM) == first
    assert len(store.sessions(anna)) == 1
    assert store.add_session_by_hand(anna, replace(SWIM, minutes=46)) != first
    assert store.add_session_by_hand(bert, SWIM) != first


def test_it_is_edited_like_any_other(store, anna):
    session_id = store.add_session_by_hand(anna, SWIM)
    store.edit_session(
        anna, session_id, SessionEdit(name="Sea", sport="rowing", rpe=CLEAR, note="")
    )

    row = store.sessions(anna).iloc[0]
    assert (row["name"], row["sport"], row["note"], row["rpe_source"]) == (
        "Sea",
        "rowing",
        "",
        "none",
    )
    assert isnan(row["rpe"])


def test_deleted_it_comes_back_restored_or_said_again(store, anna):
    session_id = store.add_session_by_hand(anna, SWIM)
    activity_id = store.sessions(anna)["activity_id"].item()
    for bring_back in (
        lambda: store.restore_activity(anna, activity_id),
        lambda: store.add_session_by_hand(anna, SWIM),
    ):
        store.delete_activity(anna, activity_id)
        assert store.sessions(anna).empty
        bring_back()
        assert store.sessions(anna)["session_id"].tolist() == [session_id]


def test_an_undone_import_leaves_it_alone(store, anna, made):
    session_id = store.add_session_by_hand(anna, SWIM)
    receipt_id = store.start_receipt(anna)
    store.add_file(anna, receipt_id, made.place, made.file(b"one"))

    assert store.undo_receipt(anna, receipt_id) == 1
    assert store.sessions(anna)["session_id"].tolist() == [session_id]
    activity_id = store.sessions(anna)["activity_id"].item()
    assert store.original(anna, activity_id)[1].startswith(b"{")


@pytest.mark.parametrize("rpe", [11.0, -1.0])
def test_an_effort_no_scale_has_is_refused_and_nothing_stored(store, anna, rpe):
    with pytest.raises(WrongEntry, match="Effort goes from 0 to 10"):
        store.add_session_by_hand(anna, replace(SWIM, rpe=rpe))

    assert store.sessions(anna).empty


def test_a_distance_left_empty_is_not_0(store, anna):
    store.add_session_by_hand(anna, replace(SWIM, distance_m=nan))

    assert isnan(store.sessions(anna)["distance_m"].item())
