import re

import pytest

from dashboard.analysis import education
from dashboard.analysis.education import GENERAL, STRUCTURES, Card, cards, structures
from dashboard.analysis.pain import Site
from ingest.athlete_tables import ASPECTS

EVERY = (*(structures(aspect) for aspect in STRUCTURES), *GENERAL)
# What no page may say of anybody: a verdict on a body, or an order to it.
NEVER = r"\brisk|diagnos|you have|you should|must|likel|probabl|most often"


def said(card: Card) -> str:
    return " ".join((card.title, *card.paragraphs))


@pytest.mark.parametrize("aspect", ASPECTS)
def test_every_part_of_the_knee_has_its_structures(aspect: str) -> None:
    text = said(structures(aspect))

    assert "Structures in this area" in text
    assert all(one in text for one in STRUCTURES[aspect])


def test_structures_stand_in_the_order_of_the_alphabet_so_that_none_is_ranked() -> None:
    def order(one: str) -> str:
        return one.removeprefix("the ").removeprefix("a ").lower()

    for listed in STRUCTURES.values():
        assert list(listed) == sorted(listed, key=order)
    assert all(education.UNRANKED in card.paragraphs for card in EVERY[: len(STRUCTURES)])


def test_the_structures_are_those_of_the_areas() -> None:
    named = {aspect: " ".join(listed) for aspect, listed in STRUCTURES.items()}

    for aspect, word in (
        ("anterior", "prepatellar bursa"),
        ("medial", "pes anserine"),
        ("lateral", "iliotibial band"),
        ("posterior", "popliteus"),
        ("deep", "cruciate"),
    ):
        assert [where for where, text in named.items() if word in text] == [aspect]


@pytest.mark.parametrize("card", EVERY, ids=lambda card: card.code)
def test_a_card_speaks_in_general_and_names_its_sources(card: Card) -> None:
    assert re.findall(NEVER, said(card), re.IGNORECASE) == []
    assert card.sources
    assert all(re.fullmatch(r"10\.\d{4,}/\S+", source.doi) for source in card.sources)
    assert all(re.search(r"\b(19|20)\d\d\b", source.words) for source in card.sources)


def test_the_topics_are_all_there() -> None:
    assert [card.code for card in cards()] == [
        "imaging",
        "clicking",
        "referred",
        "shoes",
        "active_rest",
    ]


def test_a_diary_brings_the_structures_of_its_knee_places_once() -> None:
    places = (
        Site("knee", "left", "medial"),
        Site("knee", "right", "medial"),
        Site("lower_back"),
        Site("knee", "left"),
        Site("knee", "right", "lateral"),
    )

    codes = [card.code for card in cards(places)]

    assert codes[:2] == ["structures_medial", "structures_lateral"]
    assert len(codes) == 2 + len(GENERAL)


def test_a_part_that_no_list_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="upper"):
        structures("upper")
