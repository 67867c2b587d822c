"""What belongs to a race and a report, on its way from a page to the store and back."""

import inspect

import pandas as pd
import pytest

from dashboard import access, race_access
from dashboard.access import (
    NotFound,
    RaceLeg,
    RaceResult,
    ReportDraft,
    ReportPicture,
    WrongEntry,
)
from ingest.store import Store

DAY = pd.Timestamp("2026-04-12")
PICTURE = ReportPicture("", 2026, 0, "At the start", b"\xff\xd8\xff\xe0rest", 1600, 1200)


@pytest.fixture
def way(database):
    way = access.open_access()
    assert way.database.endswith(database.name)
    return way


@pytest.fixture
def runner(way):
    return way.athletes("Europe/Brussels")[0].athlete_id


def test_every_method_is_the_stores_under_the_same_name_with_the_same_answer():
    for name in [name for name in vars(race_access.RaceAccess) if not name.startswith("_")]:
        here = inspect.signature(getattr(access.Access, name))
        there = inspect.signature(getattr(Store, name))
        assert list(here.parameters) == list(there.parameters), name
        assert here.return_annotation == there.return_annotation, name


def test_everything_of_a_race_and_a_report_is_there_on_the_next_visit(way, runner):
    result_id = way.save_race_result(runner, RaceResult("A race", DAY))
    way.save_race_legs(runner, result_id, [RaceLeg(1, "running", 5000, 1320)])
    way.save_race_splits(runner, result_id, [(5000, 1500)])
    way.save_race_field(runner, result_id, [6717, 4000])
    way.save_result_mapping(runner, "shape", ["name", "chip"])
    draft = ReportDraft(2026, "My year", with_body=False)
    way.save_report_draft(runner, draft)
    picture_id = way.save_report_picture(runner, PICTURE)

    again = access.open_access()
    assert again.race_legs(runner)["sport"].tolist() == ["running"]
    assert again.race_splits(runner)["time_s"].tolist() == [1500]
    assert again.race_field(runner, result_id).tolist() == [4000, 6717]
    assert again.result_mapping(runner, "shape") == ("name", "chip")
    assert again.report_draft(runner, 2026) == draft
    assert [one.picture_id for one in again.report_pictures(runner, 2026)] == [picture_id]
    again.delete_report_picture(runner, picture_id)
    assert again.report_pictures(runner, 2026) == ()
    again.restore_report_picture(runner, picture_id)
    assert again.report_pictures(runner, 2026)[0].data == PICTURE.data


def test_what_cannot_be_and_what_is_nobodys_is_refused(way, runner):
    with pytest.raises(WrongEntry):
        way.save_result_mapping(runner, "", ["chip"])
    with pytest.raises(NotFound):
        way.save_race_field(runner, "nothing", [1.0])
