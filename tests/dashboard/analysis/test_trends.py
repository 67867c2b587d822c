import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.trends import (
    ACWR_KINDS,
    NO_VARIATION,
    TOO_FEW_DAYS,
    acute_chronic_ratio,
    ewma,
    smoothing,
    trends,
)
from ingest.athlete_tables import DAILY_LOAD
from ingest.tables import conform

LOADS = st.lists(st.one_of(st.just(0.0), st.floats(0, 900), st.just(math.nan)), max_size=90)


def daily_of(loads, coverage=1.0):
    days = pd.date_range("2026-01-05", periods=len(loads), unit="us")
    frame = pd.DataFrame({"local_day": days, "load": loads, "sport": "running"})
    full = frame.assign(
        method="distance", unit="km", coverage=coverage, assumed_load=0.0, sessions=1
    )
    return conform(full, DAILY_LOAD)


def by_hand(loads, days):
    """The recurrence of the definition, one day after the other."""
    value, found = 0.0, []
    for number, load in enumerate(loads):
        if not math.isnan(load):
            value += smoothing(days) * (load - value)
        window = loads[max(0, number + 1 - days) : number + 1]
        too_few = sum(map(math.isnan, window)) > 0.25 * len(window)
        found.append(math.nan if too_few else value)
    return found


def test_the_weights_of_today_are_the_printed_ones():
    assert f"{smoothing(42):.5f}" == "0.02353"
    assert f"{smoothing(7):.5f}" == "0.13312"


def test_balance_is_yesterdays_chronic_less_yesterdays_acute():
    frame = trends(daily_of([100.0, 0.0, 50.0]))
    assert frame["balance"][0] == 0
    assert frame["acute"][0] == pytest.approx(13.3122, abs=1e-4)
    assert frame["chronic"][0] == pytest.approx(2.3528, abs=1e-4)
    assert frame["balance"][1] == frame["chronic"][0] - frame["acute"][0]
    assert frame["balance"][2] == frame["chronic"][1] - frame["acute"][1]


@given(LOADS, st.sampled_from([7, 42]))
def test_the_average_is_the_recurrence_of_its_definition(loads, days):
    found = ewma(np.array(loads, dtype=float), days)
    np.testing.assert_allclose(found, by_hand(loads, days), rtol=1e-9, atol=1e-9)


def test_an_unknown_day_keeps_yesterdays_value():
    frame = trends(daily_of([50.0] * 8 + [math.nan]))
    assert frame["acute"][8] == frame["acute"][7]


def test_over_a_quarter_unknown_is_unknown_and_exactly_a_quarter_is_not():
    acute = ewma(np.array([50.0, math.nan, 50.0, 50.0, math.nan]), 7)
    assert np.isnan(acute).tolist() == [False, True, True, False, True]


@given(LOADS.filter(len))
def test_a_rest_day_never_raises_acute_load(loads):
    frame = trends(daily_of([*loads, 0.0]))
    assert not frame["acute"].iloc[-1] > frame["acute"].iloc[-2]
    assert not frame["chronic"].iloc[-1] > frame["chronic"].iloc[-2]


@given(LOADS.filter(len), LOADS)
def test_trends_do_not_change_when_days_after_them_change(loads, later):
    short, long = trends(daily_of(loads)), trends(daily_of(loads + later))
    pd.testing.assert_frame_equal(long.head(len(loads)), short, check_exact=True)


@given(LOADS)
def test_the_daily_load_is_left_as_it_was(loads):
    daily = daily_of(loads)
    before = daily.copy(deep=True)
    trends(daily)
    acute_chronic_ratio(daily, "coupled 7:28")
    pd.testing.assert_frame_equal(daily, before)


def test_the_first_42_days_are_warming_up():
    warming = trends(daily_of([10.0] * 50))["warming_up"]
    assert warming.tolist() == [True] * 42 + [False] * 8


def test_monotony_is_mean_over_sd_and_strain_is_week_times_monotony():
    week = [60.0, 0.0, 60.0, 0.0, 60.0, 0.0, 60.0]
    last = trends(daily_of(week)).iloc[-1]
    # mean 34.2857; SD (n - 1) 32.0713
    assert last["monotony"] == pytest.approx(1.0690, abs=1e-4)
    assert last["strain"] == pytest.approx(240 * 1.0690, abs=0.02)
    assert last["monotony_note"] == ""


@pytest.mark.parametrize("load", [0.0, 0.1, 37.3])
def test_seven_equal_days_have_no_monotony_and_say_why(load):
    last = trends(daily_of([load] * 7)).iloc[-1]
    assert math.isnan(last["monotony"])
    assert math.isnan(last["strain"])
    assert last["monotony_note"] == NO_VARIATION


def test_a_week_of_loads_too_small_to_vary_has_no_monotony():
    assert math.isnan(trends(daily_of([0, 0, 0, 0, 0, 5e-324, 0]))["monotony"].iloc[-1])


def test_six_days_or_an_unknown_one_have_no_monotony():
    for loads in ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [1.0, 2.0, 3.0, math.nan, 5.0, 6.0, 7.0]):
        last = trends(daily_of(loads)).iloc[-1]
        assert math.isnan(last["monotony"])
        assert math.isnan(last["week_load"])
        assert last["monotony_note"] == TOO_FEW_DAYS


def test_weekly_change_is_against_the_seven_days_before():
    frame = trends(daily_of([10.0] * 7 + [13.0] * 7))
    assert frame["weekly_change_percent"].isna().sum() == 13
    assert frame["weekly_change_percent"].iloc[-1] == pytest.approx(30)


def test_after_a_week_of_nothing_there_is_no_percentage():
    frame = trends(daily_of([0.0] * 7 + [13.0] * 7))
    assert math.isnan(frame["weekly_change_percent"].iloc[-1])


def test_coverage_stands_beside_each_average():
    frame = trends(daily_of([10.0] * 14, coverage=[0.0] * 7 + [1.0] * 7))
    assert frame["acute_coverage"].iloc[-1] == 1.0
    assert frame["chronic_coverage"].iloc[-1] == 0.5


def test_coverage_of_nothing_but_rest_is_whole():
    rest = daily_of([0.0, 0.0]).assign(sport="", sessions=0)
    assert trends(rest)["acute_coverage"].tolist() == [1.0, 1.0]


def test_a_day_that_is_not_in_the_table_is_unknown():
    frame = trends(daily_of([10.0, 20.0, 30.0]).drop(index=1))
    assert frame["load"].isna().tolist() == [False, True, False]


def test_two_methods_are_never_one_line():
    both = pd.concat([daily_of([1.0]), daily_of([1.0]).assign(method="trimp")])
    with pytest.raises(ValueError, match="one method at a time"):
        trends(both)


def test_the_acute_chronic_ratio_never_comes_without_its_critique():
    daily = daily_of([10.0] * 21 + [20.0] * 7)
    coupled = acute_chronic_ratio(daily, "coupled 7:28")
    uncoupled = acute_chronic_ratio(daily, "uncoupled 7:21")
    assert coupled.ratio.iloc[-1] == pytest.approx(1.6)
    assert uncoupled.ratio.iloc[-1] == pytest.approx(2.0)
    assert coupled.ratio.isna().sum() == 27
    assert "Impellizzeri" in coupled.critique
    assert "acwr" not in " ".join(trends(daily).columns)


@pytest.mark.parametrize("kind", ACWR_KINDS)
def test_the_ratio_to_nothing_is_not_a_number(kind):
    assert acute_chronic_ratio(daily_of([0.0] * 30), kind).ratio.isna().all()


def test_an_unlisted_kind_of_ratio_is_refused():
    with pytest.raises(ValueError, match="not one of: coupled 7:28"):
        acute_chronic_ratio(daily_of([1.0]), "mine")
