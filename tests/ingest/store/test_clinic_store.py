"""What a physio agrees, finds and reviews, through the store."""

from dataclasses import replace

import pandas as pd
import pytest

from ingest.clinic_tables import (
    AGREED_LIMITS,
    ASSESSMENTS,
    EXERCISE_LOG,
    EXERCISES,
    NOTES,
    PLANNED_RUNS,
    QUESTIONNAIRES,
    REVIEWS,
    SEEN,
    WORKING_SITES,
)
from ingest.diary import (
    Assessment,
    ClientFile,
    Exercise,
    Note,
    PlanLimits,
    PlannedRun,
    QuestionnaireScore,
    Review,
    WeekPlan,
    WorkingSite,
    WrongEntry,
    options_of,
)
from ingest.store import NotFound, open_store

DAY = pd.Timestamp("2026-05-06")
MONDAY = pd.Timestamp("2026-05-04")
NOW = pd.Timestamp("2026-05-06T12:00", tz="Europe/Brussels")
FUTURE = pd.Timestamp("2999-01-01")
LIMITS = PlanLimits(MONDAY, 10.0, 25.0, set_by="the physio", note="Flat only.")
SCORE = QuestionnaireScore("OSTRC-H2", DAY, 25, (2, 1, 2, 3), "knee", "left")
NOTE = Note("Likes stairs now.", NOW, "the physio")
FOUND = Assessment("hip_strength", "left", "Weaker than right.", DAY)
STEP = Exercise("Step-down", "3 x 12, slow", DAY, 3)
REVIEW = Review(DAY, "10 km a week.", "Go on.", DAY + pd.Timedelta(days=42), "slope -0.3")
KNEE = WorkingSite("knee", "left", DAY, "medial")
BACK = WorkingSite("lower_back", "central", DAY)
WEEK = WeekPlan(MONDAY, (PlannedRun(DAY, 8.0, 50.0, "Easy."), PlannedRun(MONDAY, 5.0)))


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "clinic.sqlite3")) as store:
        yield store


@pytest.fixture
def anna(store):
    return store.add_athlete("Anna", "Europe/Brussels").athlete_id


@pytest.fixture
def bert(store):
    return store.add_athlete("Bert").athlete_id


def save_all(store, athlete_id):
    """One of everything; the ids by the method that lists it."""
    exercise_id = store.save_exercise(athlete_id, STEP)
    store.tick_exercise(athlete_id, exercise_id, DAY)
    store.save_week_plan(athlete_id, WEEK)
    store.save_working_sites(athlete_id, [KNEE, BACK])
    store.save_client_file(athlete_id, ClientFile(is_client=True))
    store.mark_seen(athlete_id, "Called.")
    return {
        "agreed_limits": store.save_agreed_limits(athlete_id, LIMITS),
        "questionnaires": store.save_questionnaire(athlete_id, SCORE),
        "notes": store.save_note(athlete_id, NOTE),
        "assessments": store.save_assessments(athlete_id, [FOUND])[0],
        "exercises": exercise_id,
        "reviews": store.save_review(athlete_id, REVIEW),
    }


TABLES = {
    "agreed_limits": AGREED_LIMITS,
    "questionnaires": QUESTIONNAIRES,
    "notes": NOTES,
    "assessments": ASSESSMENTS,
    "exercises": EXERCISES,
    "reviews": REVIEWS,
    "exercise_log": EXERCISE_LOG,
    "working_sites": WORKING_SITES,
    "seen": SEEN,
}
ONE = {
    "agreed_limits": "agreed_limits",
    "questionnaires": "questionnaire",
    "notes": "note",
    "assessments": "assessment",
    "exercises": "exercise",
    "reviews": "review",
}


def listed(store, athlete_id):
    return {name: getattr(store, name)(athlete_id) for name in TABLES}


@pytest.mark.parametrize("filled", [True, False])
def test_every_list_has_the_columns_and_dtypes_of_its_table(store, anna, filled):
    if filled:
        save_all(store, anna)
    frames = listed(store, anna) | {"week_plan": store.week_plan(anna, MONDAY)}
    for name, table in (TABLES | {"week_plan": PLANNED_RUNS}).items():
        dtypes = {column.name: column.dtype for column in table.columns}
        assert frames[name].dtypes.astype(str).to_dict() == dtypes, name
        assert frames[name].empty is not filled, name


def test_what_is_saved_is_read_back_as_it_was_said(store, anna):
    ids = save_all(store, anna)

    limits = store.agreed_limits(anna).iloc[0]
    assert (limits["longest_run_km"], limits["week_km"], limits["set_by"]) == (10, 25, "the physio")
    assert pd.isna(limits["descent_m"])
    score = store.questionnaires(anna).iloc[0]
    assert (score["total"], options_of(score["options"])) == (25, (2, 1, 2, 3))
    note = store.notes(anna).iloc[0]
    assert (note["written_at"], note["text"]) == (NOW, "Likes stairs now.")
    assert store.assessments(anna)["finding"].item() == "Weaker than right."
    exercise = store.exercises(anna).iloc[0]
    assert (exercise["sessions_per_week"], exercise["last_day"]) == (3, pd.NaT)
    log = store.exercise_log(anna)
    assert (log["exercise_id"].item(), log["day"].item()) == (ids["exercises"], DAY)
    assert list(store.week_plan(anna, MONDAY)["distance_km"]) == [5.0, 8.0]
    assert list(store.working_sites(anna)["region"]) == ["knee", "lower_back"]
    assert store.reviews(anna)["figures"].item() == "slope -0.3"
    assert store.seen(anna)["note"].item() == "Called."


def test_one_athletes_entries_are_not_anothers(store, anna, bert):
    ids = save_all(store, anna)

    assert all(frame.empty for frame in listed(store, bert).values())
    assert store.client_file(bert) == ClientFile()
    for name, key in ids.items():
        with pytest.raises(NotFound):
            getattr(store, f"delete_{ONE[name]}")(bert, key)
    with pytest.raises(NotFound):
        store.tick_exercise(bert, ids["exercises"], DAY)


@pytest.mark.parametrize("name", ONE)
def test_what_is_taken_away_can_be_brought_back(store, anna, name):
    key = save_all(store, anna)[name]
    before = getattr(store, name)(anna)
    getattr(store, f"delete_{ONE[name]}")(anna, key)
    assert getattr(store, name)(anna).empty
    with pytest.raises(NotFound):
        getattr(store, f"delete_{ONE[name]}")(anna, key)
    getattr(store, f"restore_{ONE[name]}")(anna, key)

    pd.testing.assert_frame_equal(getattr(store, name)(anna), before)


def test_an_exercise_taken_away_takes_its_ticks_and_brings_them_back(store, anna):
    key = save_all(store, anna)["exercises"]
    store.delete_exercise(anna, key)
    assert store.exercise_log(anna).empty
    store.restore_exercise(anna, key)

    assert len(store.exercise_log(anna)) == 1


def test_a_tick_is_one_a_day_and_can_be_taken_back(store, anna):
    key = store.save_exercise(anna, STEP)
    for _ in range(2):
        store.tick_exercise(anna, key, DAY)
    assert len(store.exercise_log(anna)) == 1
    for _ in range(2):
        store.untick_exercise(anna, key, DAY)

    assert store.exercise_log(anna).empty


def test_a_week_and_the_working_sites_are_kept_as_a_whole(store, anna):
    store.save_week_plan(anna, WEEK)
    store.save_week_plan(anna, WeekPlan(MONDAY + pd.Timedelta(days=7), (PlannedRun(DAY, 3.0),)[:0]))
    store.save_working_sites(anna, [KNEE, BACK])
    assert len(store.week_plan(anna, MONDAY)) == 2
    store.save_week_plan(anna, WeekPlan(MONDAY))
    store.save_working_sites(anna, [BACK])

    assert store.week_plan(anna, MONDAY).empty
    assert list(store.working_sites(anna)["region"]) == ["lower_back"]


def test_saving_under_an_id_replaces(store, anna):
    key = store.save_agreed_limits(anna, LIMITS)
    again = replace(LIMITS, limits_id=key, longest_run_km=12.0)
    assert store.save_agreed_limits(anna, again) == key

    assert store.agreed_limits(anna)["longest_run_km"].item() == 12.0


def test_one_set_of_limits_begins_on_a_day_until_it_is_taken_away(store, anna):
    key = store.save_agreed_limits(anna, LIMITS)
    with pytest.raises(WrongEntry, match="already"):
        store.save_agreed_limits(anna, replace(LIMITS, longest_run_km=12.0))
    store.delete_agreed_limits(anna, key)
    store.save_agreed_limits(anna, replace(LIMITS, longest_run_km=12.0))

    assert store.agreed_limits(anna)["longest_run_km"].item() == 12.0


def test_a_client_file_is_read_as_it_was_kept(store, anna):
    assert store.client_file(anna) == ClientFile()
    file = ClientFile(is_client=True, phase=3, conservative_since=DAY, review_due=MONDAY)
    store.save_client_file(anna, file)
    assert store.client_file(anna) == file
    store.save_client_file(anna, ClientFile())

    assert store.client_file(anna) == ClientFile()


def test_the_newest_reviews_next_day_is_the_clients_and_an_older_one_changes_nothing(store, anna):
    store.save_client_file(anna, ClientFile(is_client=True, phase=2))
    store.save_review(anna, REVIEW)
    assert store.client_file(anna) == ClientFile(
        is_client=True, phase=2, review_due=REVIEW.next_due
    )
    before = DAY - pd.Timedelta(days=42)
    store.save_review(anna, Review(before, "", "Rest.", DAY))
    assert store.client_file(anna).review_due == REVIEW.next_due
    store.save_review(anna, replace(REVIEW, next_due=None))

    assert store.client_file(anna).review_due is None
    assert list(store.reviews(anna)["reviewed_on"]) == [before, DAY, DAY]


def test_every_look_is_kept_and_the_newest_can_be_taken_back(store, anna):
    for note in ("First.", "Second."):
        store.mark_seen(anna, note)
    assert list(store.seen(anna)["note"]) == ["First.", "Second."]
    store.unsee(anna)
    assert list(store.seen(anna)["note"]) == ["First."]
    for _ in range(2):
        store.unsee(anna)

    assert store.seen(anna).empty


WRONG = {
    "limits": lambda s, a: s.save_agreed_limits(a, replace(LIMITS, set_by="")),
    "week": lambda s, a: s.save_week_plan(a, WeekPlan(DAY)),
    "score": lambda s, a: s.save_questionnaire(a, replace(SCORE, total=101)),
    "note": lambda s, a: s.save_note(a, replace(NOTE, text="")),
    "assessments": lambda s, a: s.save_assessments(a, [FOUND, replace(FOUND, item="nose")]),
    "exercise": lambda s, a: s.save_exercise(a, replace(STEP, name="")),
    "sites": lambda s, a: s.save_working_sites(a, [KNEE, KNEE]),
    "file": lambda s, a: s.save_client_file(a, ClientFile(phase=9)),
    "review": lambda s, a: s.save_review(a, replace(REVIEW, reviewed_on=FUTURE)),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_true_changes_nothing(store, anna, case):
    before = store.revision(anna)
    with pytest.raises(WrongEntry):
        WRONG[case](store, anna)

    assert store.revision(anna) == before
    assert all(frame.empty for frame in listed(store, anna).values())
    assert store.client_file(anna) == ClientFile()


def test_a_stranger_is_not_found(store, anna):
    save_all(store, anna)
    for name in (*TABLES, "client_file"):
        with pytest.raises(NotFound):
            getattr(store, name)("nobody")
    with pytest.raises(NotFound):
        save_all(store, "nobody")
    with pytest.raises(NotFound):
        store.mark_seen("nobody", "")


def test_every_change_raises_the_revision(store, anna):
    before = store.revision(anna)
    save_all(store, anna)

    assert store.revision(anna) == before + 11


def test_somebody_new_is_added_as_a_client_in_their_zone(store, anna):
    bert = store.add_client("Bert", "Europe/Brussels")

    assert [one.name for one in store.athletes()] == ["Anna", "Bert"]
    assert store.client_file(bert) == ClientFile(is_client=True)
    assert store.athlete(bert).time_zone == "Europe/Brussels"
    assert not store.client_file(anna).is_client


@pytest.mark.parametrize(
    ("name", "said"), [("Anna", "already"), (" ", "missing"), ("x" * 81, "80")]
)
def test_a_name_that_is_taken_or_none_adds_nobody(store, anna, name, said):
    with pytest.raises(WrongEntry, match=said):
        store.add_client(name, "")

    assert [one.athlete_id for one in store.athletes()] == [anna]
