from dataclasses import replace

import pandas as pd
import pytest

from ingest.diary import (
    ASSESSMENT_ITEMS,
    Assessment,
    WorkingSite,
    WrongEntry,
    check_assessment,
    check_working_sites,
)

NOW = pd.Timestamp("2026-05-06T12:00", tz="Europe/Brussels")
DAY = pd.Timestamp("2026-05-06")
FOUND = Assessment("hip_strength", "left", "Weaker than right.", DAY)
SITE = WorkingSite("knee", "left", DAY, "medial")


def test_every_item_of_the_checklist_can_be_found_on_any_side():
    for item in ASSESSMENT_ITEMS:
        for side in ("left", "right", "central", "both"):
            check_assessment(replace(FOUND, item=item, side=side), NOW)
    assert len(ASSESSMENT_ITEMS) == 15


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"item": "nose"}, "item"),
        ({"side": ""}, "side"),
        ({"finding": " "}, "finding"),
        ({"assessed_on": pd.NaT}, "assessed_on"),
        ({"assessed_on": pd.Timestamp("2026-05-07")}, "assessed_on"),
    ],
)
def test_a_finding_that_cannot_be_names_its_field(changes, field):
    with pytest.raises(WrongEntry) as wrong:
        check_assessment(replace(FOUND, **changes), NOW)

    assert wrong.value.field == field


def test_places_worked_on_may_be_none_or_several():
    check_working_sites([], NOW)
    check_working_sites([SITE, replace(SITE, aspect=""), replace(SITE, side="right")], NOW)
    assert SITE.since == DAY


@pytest.mark.parametrize(
    ("sites", "field"),
    [
        ([replace(SITE, region="ear")], "region"),
        ([replace(SITE, side="both")], "side"),
        ([replace(SITE, aspect="top")], "aspect"),
        ([replace(SITE, since=pd.NaT)], "since"),
        ([SITE, SITE], "region"),
    ],
)
def test_places_that_cannot_be_name_their_field(sites, field):
    with pytest.raises(WrongEntry) as wrong:
        check_working_sites(sites, NOW)

    assert wrong.value.field == field
