import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.pain import Site, daily_pain, sites
from ingest.athlete_tables import ASPECTS, REGIONS, SIDES

KNEE = Site("knee", "left", "medial")


@pytest.mark.parametrize(
    ("site", "words", "key"),
    [
        (KNEE, "inner left knee", "knee-left-medial"),
        (Site("knee", "right", "lateral"), "outer right knee", "knee-right-lateral"),
        (Site("knee", "left", "anterior"), "front of the left knee", "knee-left-anterior"),
        (Site("knee", "left", "posterior"), "behind the left knee", "knee-left-posterior"),
        (Site("knee", "right", "deep"), "deep in the right knee", "knee-right-deep"),
        (Site("lower_back"), "lower back", "lower_back-central"),
        (Site("achilles", "right"), "right Achilles tendon", "achilles-right"),
    ],
)
def test_a_site_has_plain_words_and_a_short_name(site, words, key):
    assert site.words == words
    assert site.key == key
    assert Site.parse(key) == site


@given(st.sampled_from(REGIONS), st.sampled_from(SIDES), st.sampled_from((*ASPECTS, "")))
def test_every_site_survives_its_short_name(region, side, aspect):
    site = Site(region, side, aspect)
    assert Site.parse(site.key) == site


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("knee", "not like knee-left-medial"),
        ("nose-left", "region 'nose' is not one of: knee"),
        ("knee-up", "side 'up' is not one of: left, right, central"),
        ("knee-left-inner", "aspect 'inner' is not one of: anterior"),
    ],
)
def test_an_unknown_site_names_the_known_ones(key, message):
    with pytest.raises(ValueError, match=message):
        Site.parse(key)


def test_the_sites_of_a_diary_come_most_noted_first(make_diary):
    outer = {"side": "right", "aspect": "lateral"}
    diary = make_diary((0, 1, outer), (1, 2), (2, 3))
    assert sites(diary) == (KNEE, Site("knee", "right", "lateral"))


def test_a_day_is_its_worst_entry_and_an_empty_day_is_not_zero(make_diary):
    diary = make_diary((3, 1), (0, 2), (0, 4), (1, 0))
    pain = daily_pain(diary, KNEE, "morning")
    assert pain.tolist()[:2] == [4, 0]
    assert math.isnan(pain.tolist()[2])
    assert pain.tolist()[3] == 1


def test_moments_and_sites_are_never_mixed(make_diary):
    diary = make_diary((0, 2), (0, 8, {"moment": "during"}), (0, 9, {"side": "right"}))
    assert daily_pain(diary, KNEE, "morning").tolist() == [2]
    assert daily_pain(diary, KNEE, "during").tolist() == [8]
    assert daily_pain(diary, KNEE, "after").empty
    with pytest.raises(ValueError, match="moment 'noon' is not one of: morning"):
        daily_pain(diary, KNEE, "noon")
