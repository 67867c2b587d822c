"""The way from a page to the data: one athlete's, and nobody else's."""

import io
import math
import time

import pytest

import sample_data
from dashboard import access
from dashboard.access import NotFound, session_edit


def test_the_first_visit_makes_one_athlete_in_the_browsers_zone(database) -> None:
    way = access.open_access()

    (first,) = way.athletes("Europe/Zurich")

    assert (first.name, first.time_zone) == ("Me", "Europe/Zurich")
    assert way.athletes() == (first,)
    assert database.is_file()


def test_another_athletes_activity_is_not_found(filled) -> None:
    stranger = filled.way._store.add_athlete("Stranger").athlete_id
    activity_id = filled.recording("running")
    session_id = filled.session(activity_id)
    edit = session_edit(name="Mine", sport="", rpe=1, is_race=False, note="")

    for asked in (
        lambda: filled.way.activity(stranger, activity_id),
        lambda: filled.way.records(stranger, session_id),
        lambda: filled.way.session_frames(stranger, session_id),
        lambda: filled.way.original(stranger, activity_id),
        lambda: filled.way.edit_session(stranger, session_id, edit),
        lambda: filled.way.delete_activity(stranger, activity_id),
        lambda: filled.way.start_import("nobody", []),
    ):
        with pytest.raises(NotFound):
            asked()


def test_every_change_raises_the_revision_that_keys_the_caches(filled) -> None:
    before = filled.way.revision(filled.runner)
    activity_id = filled.recording("running")

    filled.way.delete_activity(filled.runner, activity_id)
    between = filled.way.revision(filled.runner)
    filled.way.restore_activity(filled.runner, activity_id)

    assert before != between != filled.way.revision(filled.runner)
    assert activity_id in filled.listed()


def test_a_form_without_effort_takes_the_effort_away(filled) -> None:
    session_id = filled.session(filled.recording("running"))
    said = {"name": "", "sport": "", "is_race": False, "note": ""}

    filled.way.edit_session(filled.runner, session_id, session_edit(rpe=7, **said))
    assert rpe_of(filled, session_id) == 7

    filled.way.edit_session(filled.runner, session_id, session_edit(rpe=math.nan, **said))
    assert math.isnan(rpe_of(filled, session_id))


def rpe_of(filled, session_id: str) -> float:
    sessions = filled.way.sessions(filled.runner)
    return float(sessions.loc[sessions["session_id"] == session_id, "rpe"].iloc[0])


def test_splits_of_a_session_add_up_to_it(filled) -> None:
    session_id = filled.session(filled.recording("running"))
    frames = filled.way.session_frames(filled.runner, session_id)
    far = frames.records["distance_m"]

    for cut in (frames.splits, filled.way.splits(filled.runner, session_id, 1609.344)):
        assert cut["distance_m"].sum() == pytest.approx(far.iloc[-1] - far.iloc[0], rel=1e-6)


def test_an_import_runs_in_a_process_of_its_own_and_ends_with_a_receipt(filled) -> None:
    content = (sample_data.folder() / "yoga.fit").read_bytes()

    receipt_id = filled.way.start_import(filled.runner, [("yoga.fit", io.BytesIO(content))])

    receipt = filled.way.receipt(filled.runner, receipt_id)
    until = time.monotonic() + 60
    while receipt.state == "running" and time.monotonic() < until:
        time.sleep(0.1)
        receipt = filled.way.receipt(filled.runner, receipt_id)
    assert receipt.state == "done"
    assert list(receipt.rows["status"]) == ["imported"]

    filled.way.undo_import(filled.runner, receipt_id)
    assert receipt.rows["activity_id"].iloc[0] not in filled.listed()


def test_an_import_that_was_stopped_is_closed(filled) -> None:
    receipt_id = filled.way._store.start_receipt(filled.runner)

    filled.way.cancel_import(filled.runner, receipt_id)

    assert filled.way.receipt(filled.runner, receipt_id).state == "cancelled"
