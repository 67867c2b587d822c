import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.flares import flares, reaching_into

SERIES = st.lists(st.one_of(st.integers(0, 10), st.just(math.nan)), max_size=60)


def series_of(*pain):
    days = pd.date_range("2026-01-05", periods=len(pain), unit="us")
    return pd.Series(pain, index=days, dtype="float64")


def test_a_flare_begins_two_above_the_week_before_and_ends_on_the_second_calm_entry():
    found = flares(series_of(1, 1, 2, 4, 6, 3, 2, 2, 1))
    (flare,) = found.itertuples(index=False)
    assert flare.before == 1
    assert flare.onset == pd.Timestamp("2026-01-08")
    assert flare.end == pd.Timestamp("2026-01-12")
    assert flare.highest == 6
    assert flare.settle_days == 4
    assert not flare.is_open


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
    assert flare.is_open
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


def test_entries_out_of_order_and_twice_a_day_are_brought_to_the_worst_of_each_day():
    pain = series_of(1, 1, 1, 5, 1, 1)
    lower = series_of(0, 0, 0, 2, 0, 1)
    mixed = pd.concat([lower, pain[::-1]])
    pd.testing.assert_frame_equal(flares(mixed), flares(pain))


def test_the_flares_of_some_days_are_those_that_touch_them():
    found = flares(series_of(1, 1, 1, 5, 1, 1, *[1] * 6, 5, 1))
    days = pd.date_range("2026-01-05", periods=14, unit="us")
    assert len(reaching_into(found, days[5], days[11])) == 1
    assert reaching_into(found, days[6], days[11]).empty
    assert reaching_into(found, days[13], days[13])["is_open"].tolist() == [True]


@given(SERIES)
def test_flares_lie_apart_in_order_and_rise_at_least_two(pain):
    noted = series_of(*pain)
    before = noted.copy(deep=True)
    found = flares(noted)
    pd.testing.assert_series_equal(noted, before)
    assert (found["highest"] >= found["before"] + 2).all()
    assert not found["is_open"].head(-1).any()
    apart = (found["onset"].to_numpy()[1:] - found["end"].to_numpy()[:-1]).astype("m8[D]")
    assert (apart >= np.timedelta64(4, "D")).all()


@given(SERIES, SERIES)
def test_later_entries_never_move_an_onset(pain, later):
    short = flares(series_of(*pain))["onset"].tolist()
    long = flares(series_of(*pain, *later))["onset"].tolist()
    assert long[: len(short)] == short
