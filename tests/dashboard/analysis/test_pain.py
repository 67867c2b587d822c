import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.pain import Site, daily_pain, flares, sites
from ingest.athlete_tables import ASPECTS, REGIONS, SIDES

KNEE = Site("knee", "left", "medial")
SERIES = st.lists(st.one_of(st.integers(0, 10), st.just(math.nan)), max_size=60)


def series_of(*pain):
    days = pd.date_range("2026-01-05", periods=len(pain), unit="us")
    return pd.Series(pain, index=days, dtype="float64")


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


def test_a_flare_begins_two_above_the_week_before_and_ends_on_the_second_calm_entry():
    found = flares(series_of(1, 1, 2, 4, 6, 3, 2, 2, 1))
    (flare,) = found.itertuples(index=False)
    assert flare.baseline == 1
    assert flare.onset == pd.Timestamp("2026-01-08")
    assert flare.end == pd.Timestamp("2026-01-12")
    assert flare.peak == 6
    assert flare.settle_days == 4
    assert not flare.open


@pytest.mark.parametrize(
    "pain",
    [(1, 1, 3), (1, 1, 1, 2), (math.nan, 1, 1, math.nan, 9), (1, 1, 1, *[math.nan] * 7, 9)],
)
def test_fewer_than_three_entries_or_a_smaller_rise_is_no_flare(pain):
    assert flares(series_of(*pain)).empty


def test_exactly_two_above_three_entries_of_the_last_seven_days_is_a_flare():
    assert len(flares(series_of(1, 1, 1, 3))) == 1
    assert len(flares(series_of(1, 1, 1, *[math.nan] * 4, 3))) == 1
    assert len(flares(series_of(1, 1, 1, *[math.nan] * 5, 3))) == 0


def test_a_calm_day_between_bad_ones_does_not_end_it():
    (flare,) = flares(series_of(1, 1, 1, 5, 1, 5, 1, 5)).itertuples(index=False)
    assert flare.open
    assert pd.isna(flare.end)
    assert math.isnan(flare.settle_days)


def test_days_without_an_entry_do_not_settle_anything():
    (flare,) = flares(series_of(1, 1, 1, 5, math.nan, 1, math.nan, 1)).itertuples(index=False)
    assert flare.settle_days == 4


def test_flares_less_than_four_days_apart_are_one():
    calm, bad = (0, 0, 0), (5, 0, 0)
    three_apart = flares(series_of(*calm, *bad, 0, 0, *bad))
    assert three_apart["settle_days"].tolist() == [7]
    four_apart = flares(series_of(*calm, *bad, 0, 0, 0, *bad))
    assert four_apart["settle_days"].tolist() == [2, 2]


def test_no_entries_have_no_flares_and_the_same_columns():
    empty = flares(series_of())
    assert empty.empty
    full = flares(series_of(1, 1, 1, 5, 1, 1))
    pd.testing.assert_series_equal(empty.dtypes, full.dtypes)


def test_a_series_out_of_order_or_with_a_day_twice_is_refused():
    pain = series_of(1, 2, 3)
    for wrong in (pain[::-1], pd.concat([pain, pain]).sort_index()):
        with pytest.raises(ValueError, match="one value a day"):
            flares(wrong)


@given(SERIES)
def test_flares_lie_apart_in_order_and_rise_at_least_two(pain):
    noted = series_of(*pain)
    before = noted.copy(deep=True)
    found = flares(noted)
    pd.testing.assert_series_equal(noted, before)
    assert (found["peak"] >= found["baseline"] + 2).all()
    assert not found["open"].head(-1).any()
    apart = (found["onset"].to_numpy()[1:] - found["end"].to_numpy()[:-1]).astype("m8[D]")
    assert (apart >= np.timedelta64(4, "D")).all()


@given(SERIES, SERIES)
def test_later_entries_never_move_an_onset(pain, later):
    short = flares(series_of(*pain))["onset"].tolist()
    long = flares(series_of(*pain, *later))["onset"].tolist()
    assert long[: len(short)] == short
