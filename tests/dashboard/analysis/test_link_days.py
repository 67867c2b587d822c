import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.link import reverse_direction
from dashboard.analysis.link.series import diary
from dashboard.analysis.link_days import (
    BETWEEN,
    HEAVY,
    LIGHT,
    after_pain,
    heavy_days,
    window_days,
)

NO_DAYS = pd.DatetimeIndex([])
DAYS = pd.date_range("2026-01-05", periods=60)


@pytest.fixture
def load() -> pd.Series:
    """10 km every fourth day."""
    return pd.Series(np.where(np.arange(60) % 4 == 0, 10.0, 0.0), DAYS)


@pytest.fixture
def pain() -> pd.Series:
    """A morning entry on each of the last 40 days: 4 the day after a run, else 1."""
    return pd.Series(np.where(np.arange(60) % 4 == 1, 4.0, 1.0), DAYS).iloc[20:]


def test_heavy_days_come_after_the_runs(load, pain) -> None:
    found = window_days([load], pain, "1-2 days", NO_DAYS)

    assert set(found.of_kind(HEAVY)["before"]) == {10.0}
    assert set(found.of_kind(LIGHT)["before"]) == {0.0}
    assert found.of_kind(HEAVY)["pain"].mean() == 2.5
    assert len(found.rows) == 40


def test_the_load_of_a_window_is_its_sum_and_leaves_the_day_itself_out(load, pain) -> None:
    rows = window_days([load], pain, "1-7 days", NO_DAYS).rows

    for row in rows.itertuples():
        before = load[row.day - pd.Timedelta(days=7) : row.day - pd.Timedelta(days=1)]
        assert row.before == pytest.approx(before.sum())


def test_the_newest_day_comes_first(load, pain) -> None:
    assert window_days([load], pain, "1-2 days", NO_DAYS).rows["day"].is_monotonic_decreasing


def test_days_between_are_neither(load, pain) -> None:
    varied = load * (1 + np.arange(60) % 3)

    kinds = window_days([varied], pain, "1-14 days", NO_DAYS).rows["kind"]

    assert set(kinds) == {HEAVY, BETWEEN, LIGHT}


def test_a_rare_load_is_heavy_where_rest_is_light(pain) -> None:
    once = pd.Series(0.0, DAYS)
    once.iloc[40] = 12.0

    found = window_days([once], pain, "1-2 days", NO_DAYS)

    assert list(found.of_kind(HEAVY)["day"]) == [DAYS[42], DAYS[41]]
    assert len(found.of_kind(LIGHT)) == 38
    assert found.occasions == 1


def test_a_spike_is_told_by_its_ratio_for_three_days(load, pain) -> None:
    longer = load.copy()
    longer.iloc[44] = 15.0

    found = window_days([longer], pain, "spike 1-3 days", NO_DAYS)

    assert found.is_spike
    assert list(found.of_kind(HEAVY)["before"]) == [pytest.approx(1.5)] * 3
    assert list(found.of_kind(HEAVY)["day"]) == [DAYS[47], DAYS[46], DAYS[45]]
    assert set(found.of_kind(LIGHT)["before"]) == {1.0}
    assert found.occasions == 1


def test_occasions_share_no_load(load, pain) -> None:
    assert window_days([load], pain, "1-2 days", NO_DAYS).occasions == 10
    assert window_days([load * 0 + 1], pain, "1-2 days", NO_DAYS).occasions == 0


def test_painkiller_days_are_marked(load, pain) -> None:
    rows = window_days([load], pain, "1-2 days", DAYS[[30, 31]]).rows

    assert list(rows.loc[rows["painkiller"], "day"]) == [DAYS[31], DAYS[30]]


def test_the_arguments_stay_as_they_were(load, pain) -> None:
    before = load.copy(), pain.copy()

    window_days([load], pain, "spike 1-3 days", NO_DAYS)
    after_pain(load, pain, reverse_direction(load, pain))

    pd.testing.assert_series_equal(load, before[0])
    pd.testing.assert_series_equal(pain, before[1])


def test_what_followed_pain_is_the_load_of_three_days(load, pain) -> None:
    reverse = reverse_direction(load, pain)

    found = after_pain(load, pain, reverse)

    assert found.n_times == len(found.rows) == reverse.n_times
    assert set(found.rows["pain"]) == {4.0}
    assert set(found.rows["after"]) == {10.0}
    assert found.mean / found.usual == pytest.approx(1 + reverse.change_percent / 100)


def test_with_no_usual_to_compare_there_is_none(load, pain) -> None:
    calm = pain * 0

    found = after_pain(load, calm, reverse_direction(load, calm))

    assert np.isnan(found.usual)
    assert found.rows.empty


def test_heavy_days_are_counted_for_every_window_as_they_are_listed(load, pain) -> None:
    counted = heavy_days(diary([load], pain))

    for window, days in counted.items():
        assert len(window_days([load], pain, window, NO_DAYS).of_kind(HEAVY)) == days
    assert counted["1-2 days"] > 0
