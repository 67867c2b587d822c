import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.link.series import LinkInputError, diary

DAYS = pd.date_range("2025-01-06", periods=60)
LOAD = pd.Series(np.arange(60.0), DAYS)
PAIN = pd.Series(3.0, DAYS)


def test_an_entry_counts_once_two_weeks_of_load_are_known_before_it():
    known = diary([LOAD], PAIN)
    assert (known.first, known.last, known.n_entries, known.n_days) == (14, 59, 46, 46)
    assert known.n_left_aside == 14
    assert known.n_active(0) == 46


def test_entries_after_an_unknown_load_are_left_aside_for_two_weeks():
    load = LOAD.copy()
    load.iloc[30] = np.nan
    known = diary([load], PAIN)
    assert np.isnan(known.pain[31:45]).all()
    assert not np.isnan(known.pain[[30, 45]]).any()


def test_a_missing_row_of_load_is_unknown_and_not_rest():
    dropped = diary([LOAD.drop(DAYS[30])], PAIN)
    load = LOAD.copy()
    load.iloc[30] = np.nan
    assert np.array_equal(dropped.pain, diary([load], PAIN).pain, equal_nan=True)


def test_of_several_loads_all_must_be_known():
    other = LOAD.iloc[20:]
    known = diary([LOAD, other], PAIN)
    assert known.first == 34
    assert known.loads.shape == (2, 60)


def test_entries_outside_the_days_of_the_load_are_left_aside():
    late = pd.Series(5.0, pd.date_range(DAYS[50], periods=30))
    known = diary([LOAD], late)
    assert (known.n_entries, known.n_left_aside) == (10, 20)


def test_unsorted_days_zones_and_times_of_day_come_to_the_same_days():
    shuffled = LOAD.sample(frac=1, random_state=1)
    noon = PAIN.set_axis((DAYS + pd.Timedelta(hours=12)).tz_localize("Europe/Paris"))
    known, plain = diary([shuffled], noon), diary([LOAD], PAIN)
    assert np.array_equal(known.loads, plain.loads)
    assert np.array_equal(known.pain, plain.pain, equal_nan=True)


def test_nothing_at_all_is_an_empty_diary():
    nothing = pd.Series(dtype="float64")
    assert diary([nothing], nothing).n_entries == 0
    assert diary([nothing], PAIN).n_left_aside == 60
    assert diary([LOAD], nothing).n_days == 0


def two_a_day(series: pd.Series) -> pd.Series:
    return pd.concat([series, series.iloc[[5]]])


@pytest.mark.parametrize(
    ("load", "pain", "says"),
    [
        (LOAD, two_a_day(PAIN), "pain diary has a day twice"),
        (two_a_day(LOAD), PAIN, "load has a day twice"),
        (LOAD, PAIN * 4, "0 to 10"),
        (LOAD, -PAIN, "0 to 10"),
        (LOAD, PAIN.replace(3.0, np.inf), "0 to 10"),
        (-LOAD, PAIN, "below 0"),
        (LOAD.replace(4.0, np.inf), PAIN, "infinite"),
        (LOAD.reset_index(drop=True), PAIN, "load needs a local day"),
        (LOAD, PAIN.reset_index(drop=True), "pain diary needs a local day"),
        (LOAD, PAIN.rename({DAYS[3]: pd.NaT}), "needs a local day"),
        (LOAD, PAIN.astype(object).replace(3.0, "bad"), "not a number"),
    ],
)
def test_what_cannot_be_true_is_refused_with_its_reason(load, pain, says):
    with pytest.raises(LinkInputError, match=says):
        diary([load], pain)
