import pandas as pd
import pytest

from ingest.athlete_tables import RACE_LEGS, RACE_SPLITS
from ingest.diary import (
    AthleteSettings,
    RaceLeg,
    RaceParts,
    RaceResult,
    ReportDraft,
    ReportPicture,
    WrongEntry,
)
from ingest.store import NotFound, open_store
from ingest.tables import conform

DAY = pd.Timestamp("2026-04-12")
LEGS = [RaceLeg(1, "running", 5000, 1320), RaceLeg(2, "transition", time_s=65.5)]
PICTURE = ReportPicture("", 2026, 1, "At the start", b"\xff\xd8\xff\xe0rest", 1600, 1200)


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "runs.sqlite3")) as opened:
        yield opened


@pytest.fixture
def anna(store):
    return store.add_athlete("Anna").athlete_id


@pytest.fixture
def result_id(store, anna):
    return store.save_race_result(anna, RaceResult("A race", DAY))


def test_a_finish_keeps_weather_and_companions_in_the_persons_words(store, anna):
    store.save_race_result(anna, RaceResult("A race", DAY, weather="Rain", companions="Bert"))

    row = store.race_results(anna).iloc[0]
    assert (row["weather"], row["companions"]) == ("Rain", "Bert")


def test_a_finish_is_kept_whole_or_not_at_all(store, anna):
    backwards = RaceParts(LEGS, splits=[(10_000, 3010), (5000, 1500.5)])
    with pytest.raises(WrongEntry):
        store.save_race(anna, RaceResult("A race", DAY), backwards)
    assert store.race_results(anna).empty

    whole = RaceParts(LEGS, [(5000, 1500.5)], [3000.0, 2900.0])
    key = store.save_race(anna, RaceResult("A race", DAY), whole)
    store.save_race(anna, RaceResult("The race", DAY, result_id=key), RaceParts(legs=[]))

    assert store.race_results(anna)["race"].tolist() == ["The race"]
    assert store.race_legs(anna).empty
    assert len(store.race_splits(anna)) == 1
    assert store.race_field(anna, key).tolist() == [2900.0, 3000.0]


def test_legs_come_back_as_they_were_and_replace_those_before(store, anna, result_id):
    store.save_race_legs(anna, result_id, [RaceLeg(1, "swimming")])
    store.save_race_legs(anna, result_id, LEGS)

    legs = store.race_legs(anna)
    assert legs.equals(conform(legs, RACE_LEGS))
    assert legs["sport"].tolist() == ["running", "transition"]
    assert legs["time_s"].tolist() == [1320, 65.5]
    assert legs["official_distance_m"].isna().tolist() == [False, True]
    store.save_race_legs(anna, result_id, [])
    assert store.race_legs(anna).empty


def test_splits_come_back_in_their_order(store, anna, result_id):
    store.save_race_splits(anna, result_id, [(5000, 1500.5), (10_000, 3010)])

    splits = store.race_splits(anna)
    assert splits.equals(conform(splits, RACE_SPLITS))
    assert splits[["at_m", "time_s"]].to_numpy().tolist() == [[5000, 1500.5], [10_000, 3010]]


def test_of_a_field_only_the_times_are_kept_sorted(store, anna, result_id):
    assert store.race_field(anna, result_id).tolist() == []
    store.save_race_field(anna, result_id, [6717, float("nan"), 4000.25, 4000.25])

    assert store.race_field(anna, result_id).tolist() == [4000.25, 4000.25, 6717]
    store.save_race_field(anna, result_id, [])
    assert store.race_field(anna, result_id).tolist() == []


def test_what_belongs_to_a_finish_goes_and_comes_with_it(store, anna, result_id):
    store.save_race_legs(anna, result_id, LEGS)
    store.save_race_splits(anna, result_id, [(5000, 1500)])
    store.delete_race_result(anna, result_id)

    assert store.race_legs(anna).empty
    assert store.race_splits(anna).empty
    with pytest.raises(NotFound):
        store.race_field(anna, result_id)
    store.restore_race_result(anna, result_id)
    assert (len(store.race_legs(anna)), len(store.race_splits(anna))) == (2, 1)


def test_nobody_elses_finish_is_found(store, result_id):
    bert = store.add_athlete("Bert").athlete_id
    for ask in (
        lambda: store.save_race_legs(bert, result_id, LEGS),
        lambda: store.save_race_splits(bert, result_id, []),
        lambda: store.save_race_field(bert, result_id, [1]),
        lambda: store.race_field(bert, result_id),
        lambda: store.race_legs("nobody"),
        lambda: store.report_pictures("nobody", 2026),
        lambda: store.report_draft("nobody", 2026),
        lambda: store.result_mapping("nobody", "shape"),
    ):
        with pytest.raises(NotFound):
            ask()


def test_how_a_list_was_read_is_remembered_by_its_shape(store, anna):
    assert store.result_mapping(anna, "shape") is None
    store.save_result_mapping(anna, "shape", ["name", "", "gun"])
    store.save_result_mapping(anna, "shape", ["name", "", "chip"])

    assert store.result_mapping(anna, "shape") == ("name", "", "chip")
    assert store.result_mapping(anna, "other") is None


def test_a_draft_begins_empty_with_the_body_in_and_the_start_left_out(store, anna):
    assert store.report_draft(anna, 2026) == ReportDraft(
        2026, title="", text="", with_body=True, near_start=False
    )
    draft = ReportDraft(2026, "My year", "*Words*\n", with_body=False, near_start=True)
    store.save_report_draft(anna, ReportDraft(2026, "Before"))
    store.save_report_draft(anna, draft)

    assert store.report_draft(anna, 2026) == draft
    assert store.report_draft(anna, 2025) == ReportDraft(2025)


def test_pictures_come_in_their_order_and_can_be_brought_back(store, anna):
    later = store.save_report_picture(anna, PICTURE)
    first = store.save_report_picture(
        anna, ReportPicture("", 2026, 0, "", PICTURE.data + b"2", 10, 20)
    )
    assert [one.picture_id for one in store.report_pictures(anna, 2026)] == [first, later]
    assert store.report_pictures(anna, 2026)[1].data == PICTURE.data
    assert store.report_pictures(anna, 2025) == ()

    store.delete_report_picture(anna, first)
    assert [one.picture_id for one in store.report_pictures(anna, 2026)] == [later]
    with pytest.raises(NotFound, match="There is no such picture"):
        store.delete_report_picture(anna, first)
    store.restore_report_picture(anna, first)
    assert len(store.report_pictures(anna, 2026)) == 2


def test_what_cannot_be_is_refused_and_changes_nothing(store, anna, result_id):
    store.save_race_legs(anna, result_id, LEGS)
    for save in (
        lambda: store.save_race_legs(anna, result_id, [RaceLeg(2, "running")]),
        lambda: store.save_race_splits(anna, result_id, [(0, 1)]),
        lambda: store.save_race_field(anna, result_id, [-1]),
        lambda: store.save_result_mapping(anna, "", []),
        lambda: store.save_report_draft(anna, ReportDraft(1)),
        lambda: store.save_report_picture(anna, ReportPicture("", 2026, 0, "", b"GIF", 1, 1)),
        lambda: store.save_athlete(anna, AthleteSettings(born_on=pd.Timestamp("1800-01-01"))),
        lambda: store.save_athlete(anna, AthleteSettings(born_on=pd.Timestamp("2999-01-01"))),
    ):
        before = store.revision(anna)
        with pytest.raises(WrongEntry):
            save()
        assert store.revision(anna) == before
    assert len(store.race_legs(anna)) == 2


def test_the_day_of_birth_and_the_leave_for_reports_are_settings(store, anna):
    assert store.settings(anna).reports_allowed is False
    said = AthleteSettings(born_on=pd.Timestamp("1984-02-29"), reports_allowed=True)
    store.save_athlete(anna, said)

    assert store.settings(anna) == said
    store.save_athlete(anna, AthleteSettings())
    assert store.settings(anna) == AthleteSettings()
