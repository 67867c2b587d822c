"""What a physio agrees and finds, on its way from a page to the store and back."""

import inspect

import pandas as pd
import pytest

from dashboard import access, clinic_access
from dashboard.access import (
    Assessment,
    ClientFile,
    Exercise,
    Note,
    NotFound,
    PlanLimits,
    PlannedRun,
    QuestionnaireScore,
    Review,
    WeekPlan,
    WorkingSite,
    WrongEntry,
)
from ingest.store import Store

DAY = pd.Timestamp("2026-05-06")
MONDAY = pd.Timestamp("2026-05-04")


@pytest.fixture
def way(database):
    way = access.open_access()
    assert way.database.endswith(database.name)
    return way


@pytest.fixture
def client(way):
    return way.athletes("Europe/Brussels")[0].athlete_id


def methods():
    return [name for name in vars(clinic_access.ClinicAccess) if not name.startswith("_")]


def test_every_method_is_the_stores_under_the_same_name_with_the_same_answer():
    for name in methods():
        here = inspect.signature(getattr(access.Access, name))
        there = inspect.signature(getattr(Store, name))
        assert list(here.parameters) == list(there.parameters), name
        assert here.return_annotation == there.return_annotation, name


def test_everything_a_physio_says_is_there_on_the_next_visit(way, client):
    way.save_agreed_limits(client, PlanLimits(MONDAY, 10, set_by="the physio"))
    way.save_week_plan(client, WeekPlan(MONDAY, (PlannedRun(DAY, 5),)))
    way.save_questionnaire(client, QuestionnaireScore("LEFS", DAY, 60))
    way.save_note(client, Note("Stairs.", pd.Timestamp("2026-05-06T12:00Z")))
    way.save_assessments(client, [Assessment("hip_strength", "left", "Weak.", DAY)])
    exercise_id = way.save_exercise(client, Exercise("Step-down", "3 x 12", DAY, 3))
    way.tick_exercise(client, exercise_id, DAY)
    way.save_working_sites(client, [WorkingSite("knee", "left", DAY)])
    way.save_client_file(client, ClientFile(is_client=True))
    way.save_review(client, Review(DAY, "", "Go on.", DAY))
    way.mark_seen(client, "Called.")

    again = access.open_access()
    for listed in (
        again.agreed_limits,
        again.questionnaires,
        again.notes,
        again.assessments,
        again.exercises,
        again.exercise_log,
        again.working_sites,
        again.reviews,
        again.seen,
    ):
        assert len(listed(client)) == 1
    assert len(again.week_plan(client, MONDAY)) == 1
    assert again.client_file(client) == ClientFile(is_client=True, review_due=DAY)


def test_what_is_taken_away_can_be_brought_back(way, client):
    note_id = way.save_note(client, Note("Stairs.", pd.Timestamp("2026-05-06T12:00Z")))
    way.delete_note(client, note_id)
    assert way.notes(client).empty
    way.restore_note(client, note_id)
    assert len(way.notes(client)) == 1


def test_wrong_words_and_strangers_are_refused(way, client):
    with pytest.raises(WrongEntry):
        way.save_questionnaire(client, QuestionnaireScore("LEFS", DAY, 81))
    with pytest.raises(NotFound):
        way.mark_seen("nobody", "")
