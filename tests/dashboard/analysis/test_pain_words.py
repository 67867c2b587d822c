"""An entry in words, the same wherever it is named."""

from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.pain import Site
from dashboard.analysis.pain_place_words import ASPECTS, REGIONS, SIDES, aspects_of, sides_of
from dashboard.analysis.pain_words import capital, entry_words, signs_words, sites_words
from ingest import athlete_tables
from ingest.diary import PainEntry

FELT = pd.Timestamp("2026-11-22 07:40", tz="Europe/Berlin")
ENTRY = PainEntry("knee", "left", 4, FELT, "morning", "medial", swelling=True, giving_way=True)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 23), "yesterday"),
        (date(2026, 11, 24), "22 Nov 2026"),
        (date(2026, 11, 21), "22 Nov 2026"),
    ],
)
def test_an_entry_is_named_with_its_day(today, said):
    assert entry_words(ENTRY, today) == f"inner left knee, 4 of 10, {said}, in the morning"


def test_signs_are_listed_in_their_order():
    assert signs_words(ENTRY) == "swelling, giving way"


@pytest.mark.parametrize(
    ("sites", "said"),
    [
        ((Site("knee", "left", "medial"),), "inner left knee"),
        (
            (Site("knee", "left", "medial"), Site("knee", "right", "medial")),
            "inner knee, both sides",
        ),
        ((Site("knee", "left", "medial"), Site("hip", "right")), "inner left knee and right hip"),
    ],
)
def test_several_places_are_named_together(sites, said):
    assert sites_words(sites) == said


def test_a_capital_leaves_names_as_they_are():
    assert capital("left Achilles tendon") == "Left Achilles tendon"


def test_every_word_of_the_tables_can_be_chosen():
    assert set(REGIONS) == set(athlete_tables.REGIONS)
    assert set(SIDES) == set(athlete_tables.SIDES)
    assert set(ASPECTS) == {"", *athlete_tables.ASPECTS}


@pytest.mark.parametrize("region", athlete_tables.REGIONS)
def test_whatever_a_person_can_choose_is_a_site(region):
    for side in sides_of(region) or ("central",):
        for aspect in ("", *aspects_of(region)):
            assert Site(region, side, aspect).words
