import math

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.pain_days import PainDiaryError, worst_of_each_day

DAYS = pd.to_datetime(["2026-01-07", "2026-01-05", "2026-01-05", "2026-01-09"])


def test_each_day_counts_once_with_its_worst_entry_in_the_order_of_the_days():
    noted = worst_of_each_day(pd.Series([3, 1, 4, math.nan], index=DAYS))
    assert noted.to_list() == [4.0, 3.0]
    assert noted.index.to_list() == [pd.Timestamp("2026-01-05"), pd.Timestamp("2026-01-07")]


def test_the_diary_is_left_as_it_was():
    pain = pd.Series([3, 1, 4, math.nan], index=DAYS)
    kept = pain.copy(deep=True)
    worst_of_each_day(pain)
    pd.testing.assert_series_equal(pain, kept)


def test_the_hour_and_the_zone_of_an_entry_leave_its_local_day():
    late = pd.DatetimeIndex(["2026-01-05 23:30"], tz="Europe/Lisbon")
    assert worst_of_each_day(pd.Series([2], index=late)).index[0] == pd.Timestamp("2026-01-05")


@pytest.mark.parametrize("empty", [[], [math.nan, None]])
def test_nothing_noted_is_an_empty_series_of_the_same_kind(empty):
    days = pd.date_range("2026-01-05", periods=len(empty))
    nothing = worst_of_each_day(pd.Series(empty, index=days, dtype="object"))
    assert nothing.empty
    full = worst_of_each_day(pd.Series([1.0], index=DAYS[:1]))
    assert (nothing.dtype, nothing.index.dtype) == (full.dtype, full.index.dtype)


@pytest.mark.parametrize(
    ("values", "index", "message"),
    [
        ([11], DAYS[:1], "0 to 10; the diary holds 11"),
        ([-1], DAYS[:1], "0 to 10; the diary holds -1"),
        ([math.inf], DAYS[:1], "0 to 10; the diary holds inf"),
        (["much"], DAYS[:1], "not a number"),
        ([3], [0], "a local day beside each entry"),
        ([3], pd.DatetimeIndex([pd.NaT]), "a local day beside each entry"),
    ],
)
def test_what_is_no_pain_diary_is_refused_with_its_reason(values, index, message):
    with pytest.raises(PainDiaryError, match=message):
        worst_of_each_day(pd.Series(values, index=index))


def test_whole_numbers_that_may_be_missing_are_read():
    pain = pd.Series(pd.array([3, None, 0, 2], dtype="Int64"), index=DAYS)
    noted = worst_of_each_day(pain)
    assert noted.dtype == np.float64
    assert noted.to_list() == [0.0, 3.0, 2.0]
