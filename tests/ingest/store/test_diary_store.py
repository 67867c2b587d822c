"""What a person says themselves, through the store: kept, changed, taken away, brought back."""

from dataclasses import replace
from math import isnan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event as sql_event

from ingest.athlete_tables import (
    ASPECTS,
    EVENTS,
    MOMENTS,
    PAIN_ENTRIES,
    RACE_RESULTS,
    RED_FLAGS,
    REGIONS,
    SHOES,
    SIDES,
)
from ingest.diary import (
    AthleteSettings,
    Event,
    PainEntry,
    RaceResult,
    RedFlagAnswer,
    SessionByHand,
    Shoe,
    WrongEntry,
    pain_entries_of,
)
from ingest.store import NotFound, SessionEdit, open_store
from ingest.thresholds import Thresholds

DAY = pd.Timestamp("2026-04-12")
MORNING = pd.Timestamp("2026-04-13T07:30", tz="Europe/Brussels")
FUTURE = pd.Timestamp("2999-01-01")
ENTRY = PainEntry("knee", "left", 3, MORNING, "morning", "medial", note="Stairs.")
SHOE = Shoe("Blue ones", 10, 32, pd.Timestamp("2026-01-05"))
EVENT = Event("illness", DAY, DAY + pd.Timedelta(days=3), "A cold.")
HALF = RaceResult("Springbank Half Marathon", DAY, official_distance_m=21097.5, chip_time_s=6717)
LIMITS = Thresholds(DAY, 50, 190, 300)
ANSWER = RedFlagAnswer(
    "locking",
    answer=True,
    answered_at=MORNING,
    region="knee",
    side="left",
    asked_because="first_entry",
)
YOGA = SessionByHand("yoga", pd.Timestamp("2026-04-12T18:00"), 30)


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "diary.sqlite3")) as store:
        yield store


@pytest.fixture
def anna(store):
    return store.add_athlete("Anna", "Europe/Brussels").athlete_id


@pytest.fixture
def bert(store):
    return store.add_athlete("Bert").athlete_id


def add(store, athlete_id, file, made):
    receipt_id = store.start_receipt(athlete_id)
    store.add_file(athlete_id, receipt_id, made.place, file)
    store.finish_receipt(athlete_id, receipt_id)
    return receipt_id


def dtypes(table):
    return {column.name: column.dtype for column in table.columns}


# Settings and limits.


def test_settings_begin_as_they_are_and_stay_as_they_are_set(store, anna):
    assert store.settings(anna) == AthleteSettings(time_zone="Europe/Brussels")
    said = AthleteSettings("mile", "Europe/Brussels", "female", 5.5, "trimp")
    store.save_athlete(anna, said)

    assert store.settings(anna) == said
    person = store.athlete(anna)
    assert (person.sex, person.default_rpe) == ("female", 5.5)
    assert store.athletes() == (person,)


def test_no_default_effort_is_an_unknown_one_and_not_0(store, anna):
    store.save_athlete(anna, AthleteSettings(default_rpe=None))

    assert isnan(store.athlete(anna).default_rpe)
    assert store.settings(anna).default_rpe is None


def test_a_new_zone_moves_the_days_that_rest_on_it_alone(store, anna, made):
    late = replace(made.summary(), utc_offset_s=None, utc_offset_source="unknown")
    add(store, anna, made.file(b"late", (made.session(summary=late),)), made)
    assert store.sessions(anna)["local_day"].item() == pd.Timestamp("2026-05-03")
    store.save_athlete(anna, AthleteSettings(time_zone="America/New_York"))

    assert store.sessions(anna)["local_day"].item() == pd.Timestamp("2026-05-02")
    assert store.athlete(anna).time_zone == "America/New_York"


def test_limits_hold_from_their_day_on_the_oldest_first(store, anna, bert):
    later = Thresholds(DAY + pd.Timedelta(days=30), heart_rate_max_bpm=188)
    store.save_thresholds(anna, later)
    store.save_thresholds(anna, LIMITS)

    first, second = store.athlete(anna).thresholds
    assert first == LIMITS
    assert (second.valid_from, second.heart_rate_max_bpm) == (later.valid_from, 188)
    assert isnan(second.heart_rate_rest_bpm)
    assert isnan(second.threshold_pace_s_per_km)
    assert store.athlete(bert).thresholds == ()
    assert [person.name for person in store.athletes() if person.thresholds] == ["Anna"]
    store.delete_thresholds(anna, DAY)
    assert [row.valid_from for row in store.athlete(anna).thresholds] == [later.valid_from]
    with pytest.raises(NotFound, match="no limits that begin on this day"):
        store.delete_thresholds(anna, DAY)


def test_a_second_set_on_one_day_is_refused_until_the_first_is_gone(store, anna):
    store.save_thresholds(anna, LIMITS)
    with pytest.raises(WrongEntry) as wrong:
        store.save_thresholds(anna, Thresholds(DAY, 48, 185))
    assert wrong.value.field == "valid_from"
    assert store.athlete(anna).thresholds == (LIMITS,)
    store.delete_thresholds(anna, DAY)
    store.save_thresholds(anna, Thresholds(DAY, 48, 185, 290))
    assert store.athlete(anna).thresholds == (Thresholds(DAY, 48, 185, 290),)


# Pain and red flags.


def test_a_pain_entry_comes_back_as_it_went_in(store, anna):
    both = replace(ENTRY, swelling=True, painkiller_taken=True, group_id="pair", session_id="gone")
    (entry_id,) = store.save_pain(anna, [both])

    (again,) = pain_entries_of(store.pain_entries(anna))
    day = pd.Timestamp("2026-04-13")
    assert again == replace(both, entry_id=entry_id, local_day=day)
    assert again.felt_at == MORNING


PAIN = st.builds(
    PainEntry,
    region=st.sampled_from(REGIONS),
    side=st.sampled_from(SIDES),
    intensity_nprs=st.integers(0, 10),
    felt_at=st.datetimes(
        pd.Timestamp("1990-01-01").to_pydatetime(), pd.Timestamp("2026-01-01").to_pydatetime()
    ).map(lambda time: pd.Timestamp(time, tz="Pacific/Auckland").as_unit("us")),
    moment=st.sampled_from(MOMENTS),
    aspect=st.sampled_from((*ASPECTS, "")),
    clicking=st.booleans(),
    locking=st.booleans(),
    numbness_tingling=st.booleans(),
    note=st.text(st.characters(exclude_categories=("Cs",))),
    group_id=st.text(st.characters(categories=("L", "N"))),
)


@settings(max_examples=25)
@given(entries=st.lists(PAIN, max_size=4))
def test_any_diary_taken_out_and_put_back_is_the_same_diary(tmp_path_factory, entries):
    with open_store(str(tmp_path_factory.mktemp("any") / "diary.sqlite3")) as store:
        anna = store.add_athlete("Anna").athlete_id
        ids = store.save_pain(anna, entries)
        before = store.pain_entries(anna)
        taken = pain_entries_of(before)
        assert sorted(entry.note for entry in taken) == sorted(entry.note for entry in entries)
        for entry_id in ids:
            store.delete_pain(anna, entry_id)
        assert store.pain_entries(anna).empty
        store.save_pain(anna, taken)
        pd.testing.assert_frame_equal(store.pain_entries(anna), before)


def test_the_same_id_replaces_and_a_new_one_is_added(store, anna):
    (entry_id,) = store.save_pain(anna, [ENTRY])
    ids = store.save_pain(anna, [replace(ENTRY, intensity_nprs=0, entry_id=entry_id), ENTRY])

    assert ids[0] == entry_id != ids[1]
    found = store.pain_entries(anna).set_index("entry_id")["intensity_nprs"]
    assert found.to_dict() == {ids[0]: 0, ids[1]: 3}


def test_entries_are_kept_all_or_none(store, anna):
    with pytest.raises(WrongEntry):
        store.save_pain(anna, [ENTRY, replace(ENTRY, intensity_nprs=11)])

    assert store.pain_entries(anna).empty


def test_entries_come_the_oldest_first(store, anna):
    days = (2, 0, 1)
    store.save_pain(
        anna, [replace(ENTRY, felt_at=MORNING + pd.Timedelta(days=day)) for day in days]
    )

    assert store.pain_entries(anna)["felt_at"].is_monotonic_increasing


def test_answers_stay_beside_those_given_before(store, anna):
    store.save_red_flags(anna, [ANSWER, replace(ANSWER, flag="hot_joint", answer=False)])
    later = MORNING + pd.Timedelta(days=40)
    store.save_red_flags(anna, [replace(ANSWER, answered_at=later, asked_because="severe_pain")])

    found = store.red_flag_answers(anna)
    assert sorted(found["flag"].iloc[:2]) == ["hot_joint", "locking"]
    assert found["answer"].tolist().count(True) == 2
    assert (found["asked_because"].iloc[2], found["answered_at"].iloc[2]) == ("severe_pain", later)


# Shoes, events and races.


def test_a_shoe_keeps_what_is_known_and_says_what_is_not(store, anna):
    store.save_shoe(anna, SHOE)
    store.save_shoe(anna, Shoe("Old ones", last_use=DAY, start_km=640.5))

    blue, old = (row for _, row in store.shoes(anna).iterrows())
    assert (blue["heel_drop_mm"], blue["stack_mm"], blue["start_km"]) == (10, 32, 0)
    assert blue["first_use"] == SHOE.first_use
    assert pd.isna(blue["last_use"])
    assert np.isnan(old["heel_drop_mm"])
    assert (old["last_use"], old["start_km"]) == (DAY, 640.5)


def test_a_worn_shoe_stands_on_its_session_until_it_is_taken_off(store, anna, made):
    add(store, anna, made.file(b"one"), made)
    session_id = store.sessions(anna)["session_id"].item()
    blue, old = store.save_shoe(anna, SHOE), store.save_shoe(anna, Shoe("Old ones"))
    for shoe_id in (blue, old, ""):
        store.wear_shoe(anna, session_id, shoe_id)
        assert store.sessions(anna)["shoe_id"].item() == shoe_id


def test_only_a_shoe_that_stands_is_worn_in_a_session_that_is_there(store, anna, made):
    add(store, anna, made.file(b"one"), made)
    session_id = store.sessions(anna)["session_id"].item()
    shoe_id = store.save_shoe(anna, SHOE)
    with pytest.raises(NotFound, match="no such session"):
        store.wear_shoe(anna, "nowhere", shoe_id)
    with pytest.raises(NotFound, match="no such shoe"):
        store.wear_shoe(anna, session_id, "barefoot")


def test_a_deleted_shoe_is_off_its_sessions_and_on_them_again(store, anna, made):
    add(store, anna, made.file(b"one"), made)
    shoe_id = store.save_shoe(anna, SHOE)
    store.wear_shoe(anna, store.sessions(anna)["session_id"].item(), shoe_id)
    store.delete_shoe(anna, shoe_id)
    assert store.sessions(anna)["shoe_id"].item() == ""
    store.restore_shoe(anna, shoe_id)
    assert store.sessions(anna)["shoe_id"].item() == shoe_id


def test_a_changed_shoe_is_still_worn(store, anna, made):
    add(store, anna, made.file(b"one"), made)
    shoe_id = store.save_shoe(anna, SHOE)
    store.wear_shoe(anna, store.sessions(anna)["session_id"].item(), shoe_id)
    store.save_shoe(anna, replace(SHOE, shoe_id=shoe_id, last_use=DAY))

    assert store.shoes(anna)["last_use"].item() == DAY
    assert store.sessions(anna)["shoe_id"].item() == shoe_id


def test_an_event_comes_back_also_while_it_goes_on(store, anna):
    store.save_event(anna, EVENT)
    store.save_event(anna, Event("travel", DAY + pd.Timedelta(days=9)))

    found = store.events(anna)
    assert found["kind"].tolist() == ["illness", "travel"]
    assert (found["last_day"].iloc[0], found["note"].iloc[0]) == (EVENT.last_day, "A cold.")
    assert pd.isna(found["last_day"].iloc[1])


def test_a_finish_comes_back_exactly(store, anna):
    result_id = store.save_race_result(anna, replace(HALF, place_overall=412, athlete_id="other"))

    row = store.race_results(anna).iloc[0]
    assert (row["result_id"], row["athlete_id"]) == (result_id, anna)
    assert (row["official_distance_m"], row["chip_time_s"]) == (21097.5, 6717)
    assert (row["race_day"], row["status"], row["place_overall"]) == (DAY, "finished", 412)
    assert np.isnan(row["gun_time_s"])
    assert row["field_overall"] is pd.NA


def test_a_session_with_a_finish_counts_as_a_race_with_all_its_legs(store, anna, made):
    legs = (made.session(0, 1, "running"), made.session(1, 2, "cycling"))
    add(store, anna, made.file(b"duathlon", legs), made)
    add(store, anna, made.file(b"other"), made)
    sessions = store.sessions(anna)
    duathlon = sessions[sessions["sport"] == "cycling"].iloc[0]
    store.edit_session(anna, duathlon["session_id"], SessionEdit(is_race=False))
    result_id = store.save_race_result(anna, replace(HALF, session_id=duathlon["session_id"]))

    found = store.sessions(anna)
    assert (found["is_race"] == (found["activity_id"] == duathlon["activity_id"])).all()
    assert store.activity(anna, duathlon["activity_id"]).is_race
    store.delete_race_result(anna, result_id)
    assert not store.sessions(anna)["is_race"].any()
    assert not store.activity(anna, duathlon["activity_id"]).is_race
    store.restore_race_result(anna, result_id)
    assert store.sessions(anna)["is_race"].sum() == 2


# Taking away, undo, whose it is.


def kinds(store):
    return {
        "pain": (
            lambda who: store.save_pain(who, [ENTRY])[0],
            store.delete_pain,
            store.restore_pain,
            store.pain_entries,
        ),
        "shoe": (
            lambda who: store.save_shoe(who, SHOE),
            store.delete_shoe,
            store.restore_shoe,
            store.shoes,
        ),
        "event": (
            lambda who: store.save_event(who, EVENT),
            store.delete_event,
            store.restore_event,
            store.events,
        ),
        "race": (
            lambda who: store.save_race_result(who, HALF),
            store.delete_race_result,
            store.restore_race_result,
            store.race_results,
        ),
    }


@pytest.mark.parametrize("kind", ["pain", "shoe", "event", "race"])
def test_what_is_deleted_is_gone_and_comes_back_as_it_was(store, anna, bert, kind):
    save, delete, restore, listed = kinds(store)[kind]
    key = save(anna)
    before = listed(anna)
    with pytest.raises(NotFound):
        delete(bert, key)
    with pytest.raises(NotFound):
        restore(anna, key)
    delete(anna, key)
    assert listed(anna).empty
    assert listed(anna).dtypes.equals(before.dtypes)
    with pytest.raises(NotFound):
        delete(anna, key)
    with pytest.raises(NotFound):
        restore(bert, key)
    restore(anna, key)
    pd.testing.assert_frame_equal(listed(anna), before)
    assert listed(bert).empty


def test_what_speaks_of_a_session_outlives_an_undone_import_and_attaches_again(store, anna, made):
    receipt_id = add(store, anna, made.file(b"one"), made)
    session_id = store.sessions(anna)["session_id"].item()
    shoe_id = store.save_shoe(anna, SHOE)
    store.wear_shoe(anna, session_id, shoe_id)
    store.save_pain(anna, [replace(ENTRY, session_id=session_id)])
    store.save_race_result(anna, replace(HALF, session_id=session_id))
    store.undo_receipt(anna, receipt_id)

    assert store.sessions(anna).empty
    assert store.pain_entries(anna)["session_id"].item() == session_id
    assert store.race_results(anna)["session_id"].item() == session_id
    add(store, anna, made.file(b"one"), made)
    session = store.sessions(anna).iloc[0]
    assert (session["session_id"], session["shoe_id"]) == (session_id, shoe_id)
    assert session["is_race"]


def test_tables_read_back_empty_keep_their_dtypes(store, anna):
    for listed, table in (
        (store.pain_entries, PAIN_ENTRIES),
        (store.red_flag_answers, RED_FLAGS),
        (store.shoes, SHOES),
        (store.events, EVENTS),
        (store.race_results, RACE_RESULTS),
    ):
        assert listed(anna).dtypes.astype(str).to_dict() == dtypes(table)


def writes(store):
    """Every write, each as a person would do it once."""
    return {
        "save_athlete": lambda who: store.save_athlete(
            who, AthleteSettings(time_zone="Asia/Tokyo")
        ),
        "save_thresholds": lambda who: store.save_thresholds(who, LIMITS),
        "delete_thresholds": lambda who: store.delete_thresholds(who, DAY),
        "save_pain": lambda who: store.save_pain(who, [ENTRY, ENTRY]),
        "save_red_flags": lambda who: store.save_red_flags(who, [ANSWER, ANSWER]),
        "save_shoe": lambda who: store.save_shoe(who, SHOE),
        "save_event": lambda who: store.save_event(who, EVENT),
        "save_race_result": lambda who: store.save_race_result(who, HALF),
        "add_session_by_hand": lambda who: store.add_session_by_hand(who, YOGA),
    }


def test_each_write_raises_one_revision_once(store, anna, bert):
    others = store.revision(bert)
    for name, write in writes(store).items():
        before = store.revision(anna)
        write(anna)
        assert store.revision(anna) == before + 1, name
    assert store.revision(bert) == others


def test_nobody_writes_or_reads_for_an_athlete_who_is_not_there(store, anna):
    for name, write in writes(store).items():
        with pytest.raises(NotFound):
            write("nobody")
        assert name
    for listed in (
        store.athlete,
        store.settings,
        store.pain_entries,
        store.red_flag_answers,
        store.shoes,
        store.events,
        store.race_results,
    ):
        with pytest.raises(NotFound):
            listed("nobody")
    assert store.athletes()[0].athlete_id == anna


WRONG = {
    "pain 11": (lambda s, a: s.save_pain(a, [replace(ENTRY, intensity_nprs=11)]), "intensity_nprs"),
    "pain to come": (
        lambda s, a: s.save_pain(a, [replace(ENTRY, felt_at=FUTURE.tz_localize("UTC"))]),
        "felt_at",
    ),
    "effort 11 by hand": (
        lambda s, a: s.add_session_by_hand(a, replace(YOGA, rpe=11)),
        "rpe",
    ),
    "session to come": (
        lambda s, a: s.add_session_by_hand(a, replace(YOGA, start=FUTURE)),
        "start",
    ),
    "default effort 11": (
        lambda s, a: s.save_athlete(a, AthleteSettings(default_rpe=11)),
        "default_rpe",
    ),
    "HRmax below HRrest": (
        lambda s, a: s.save_thresholds(a, Thresholds(FUTURE - pd.Timedelta(days=400_000), 60, 55)),
        "heart_rate_max_bpm",
    ),
    "shoe retired before its first use": (
        lambda s, a: s.save_shoe(a, replace(SHOE, last_use=pd.Timestamp("2026-01-04"))),
        "last_use",
    ),
    "race to come": (
        lambda s, a: s.save_race_result(a, replace(HALF, race_day=FUTURE)),
        "race_day",
    ),
    "event to come": (lambda s, a: s.save_event(a, Event("travel", FUTURE)), "first_day"),
    "flag answered to come": (
        lambda s, a: s.save_red_flags(
            a, [ANSWER, replace(ANSWER, answered_at=FUTURE.tz_localize("UTC"))]
        ),
        "answered_at",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_true_names_its_field_and_changes_nothing(store, anna, case):
    write, field = WRONG[case]
    before = store.revision(anna)
    with pytest.raises(WrongEntry) as wrong:
        write(store, anna)

    assert wrong.value.field == field
    assert str(wrong.value).endswith(".")
    assert store.revision(anna) == before
    assert store.sessions(anna).empty
    assert store.athlete(anna).thresholds == ()
    for listed in (
        store.pain_entries,
        store.red_flag_answers,
        store.shoes,
        store.events,
        store.race_results,
    ):
        assert listed(anna).empty


def test_an_effort_of_11_leaves_the_session_as_it_was(store, anna, made):
    add(store, anna, made.file(b"one"), made)
    session_id = store.sessions(anna)["session_id"].item()
    with pytest.raises(WrongEntry) as wrong:
        store.edit_session(anna, session_id, SessionEdit(rpe=11, note="Hard."))

    assert wrong.value.field == "rpe"
    assert store.sessions(anna)["note"].item() == ""
    assert np.isnan(store.sessions(anna)["rpe"].item())


@pytest.mark.parametrize("listed", ["pain_entries", "sessions", "race_results", "shoes"])
def test_a_list_takes_one_question_however_long_it_is(store, anna, made, listed):
    add(store, anna, made.file(b"one"), made)
    store.save_race_result(anna, HALF)
    store.save_shoe(anna, SHOE)

    def questions():
        asked = []
        engine = store._database._engine
        sql_event.listen(engine, "before_cursor_execute", note := lambda *a: asked.append(a[2]))
        getattr(store, listed)(anna)
        sql_event.remove(engine, "before_cursor_execute", note)
        return len(asked)

    store.save_pain(anna, [ENTRY])
    few = questions()
    store.save_pain(anna, [ENTRY] * 30)
    for day in range(4):
        store.add_session_by_hand(anna, replace(YOGA, start=YOGA.start - pd.Timedelta(days=day)))
    assert questions() == few
