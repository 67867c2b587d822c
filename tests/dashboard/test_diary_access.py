"""What a person says themselves, on its way from a page to the store and back."""

import inspect

import pandas as pd
import pytest

from dashboard import access, diary_access
from dashboard.access import (
    AthleteSettings,
    Event,
    NotFound,
    PainEntry,
    RaceResult,
    RedFlagAnswer,
    SessionByHand,
    Shoe,
    Thresholds,
    WrongEntry,
)
from dashboard.analysis.methods import METHODS
from ingest.store import Store

MORNING = pd.Timestamp("2026-04-13T07:30", tz="Europe/Brussels")
DAY = pd.Timestamp("2026-04-12")
ENTRY = PainEntry("knee", "left", 3, MORNING, "morning", "medial")


@pytest.fixture
def way(database):
    way = access.open_access()
    assert way.database.endswith(database.name)
    return way


@pytest.fixture
def runner(way):
    return way.athletes("Europe/Brussels")[0].athlete_id


def methods():
    return [name for name in vars(diary_access.DiaryAccess) if not name.startswith("_")]


def test_every_method_is_the_stores_under_the_same_name_with_the_same_answer():
    for name in methods():
        here = inspect.signature(getattr(access.Access, name))
        there = inspect.signature(getattr(Store, name))
        assert len(here.parameters) == len(there.parameters), name
        assert here.return_annotation == there.return_annotation, name


def test_everything_a_person_says_is_there_on_the_next_visit(way, runner):
    session_id = way.add_session_by_hand(
        runner, SessionByHand("swimming", pd.Timestamp("2026-04-12T18:00"), 45, 5)
    )
    shoe_id = way.save_shoe(runner, Shoe("Blue ones", 10))
    way.wear_shoe(runner, session_id, shoe_id)
    way.save_athlete(runner, AthleteSettings("mile", "Europe/Brussels", "male", None, "trimp"))
    way.save_thresholds(runner, Thresholds(DAY, 50, 190))
    way.save_pain(runner, [ENTRY])
    answer = RedFlagAnswer(
        "locking",
        answer=False,
        answered_at=MORNING,
        region="knee",
        side="left",
        asked_because="first_entry",
    )
    way.save_red_flags(runner, [answer])
    way.save_event(runner, Event("illness", DAY))
    way.save_race_result(runner, RaceResult("A race", DAY, session_id=session_id))

    again = access.open_access()
    session = again.sessions(runner).iloc[0]
    assert (session["shoe_id"], session["is_race"]) == (shoe_id, True)
    assert again.settings(runner).load_method == "trimp"
    assert again.athlete(runner).thresholds[0].heart_rate_max_bpm == 190
    assert list(again.histograms(runner).heart_rate_seconds) == [session_id]
    for listed in (
        again.pain_entries,
        again.red_flag_answers,
        again.shoes,
        again.events,
        again.race_results,
    ):
        assert len(listed(runner)) == 1


def test_what_is_taken_away_can_be_brought_back(way, runner):
    (entry_id,) = way.save_pain(runner, [ENTRY])
    event_id = way.save_event(runner, Event("illness", DAY))
    result_id = way.save_race_result(runner, RaceResult("A race", DAY))
    shoe_id = way.save_shoe(runner, Shoe("Blue ones"))
    for delete, restore, listed, key in (
        (way.delete_pain, way.restore_pain, way.pain_entries, entry_id),
        (way.delete_event, way.restore_event, way.events, event_id),
        (way.delete_race_result, way.restore_race_result, way.race_results, result_id),
        (way.delete_shoe, way.restore_shoe, way.shoes, shoe_id),
    ):
        delete(runner, key)
        assert listed(runner).empty
        restore(runner, key)
        assert len(listed(runner)) == 1
    way.save_thresholds(runner, Thresholds(DAY, 50, 190))
    way.delete_thresholds(runner, DAY)
    assert way.athlete(runner).thresholds == ()


@pytest.mark.parametrize("method", [*METHODS, ""])
def test_every_listed_load_method_can_be_chosen(way, runner, method):
    way.save_athlete(runner, AthleteSettings(load_method=method))

    assert way.settings(runner).load_method == method


def test_an_unlisted_load_method_is_refused_beside_its_field(way, runner):
    with pytest.raises(WrongEntry, match="vibes is not one of: session_rpe") as wrong:
        way.save_athlete(runner, AthleteSettings("mile", load_method="vibes"))

    assert wrong.value.field == "load_method"
    assert way.settings(runner).units == "km"


def test_a_stranger_is_not_found(way, runner):
    (entry_id,) = way.save_pain(runner, [ENTRY])
    for asked in (
        lambda: way.athlete("nobody"),
        lambda: way.pain_entries("nobody"),
        lambda: way.save_pain("nobody", [ENTRY]),
        lambda: way.delete_pain("nobody", entry_id),
    ):
        with pytest.raises(NotFound):
            asked()
