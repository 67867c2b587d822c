import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis import units
from dashboard.analysis.overview import season
from dashboard.analysis.overview_picture import cut_at, minutes, picture, spikes_between

MONDAY = pd.Timestamp("2025-09-22")


def day(number: int) -> pd.Timestamp:
    return MONDAY + pd.Timedelta(days=number)


def test_two_hundred_days_are_drawn_by_day_and_one_more_by_week(long_history) -> None:
    whole = season(long_history(), "session_rpe")

    daily = picture(whole, day(10), day(209))
    weekly = picture(whole, day(10), day(210))

    assert (daily.bar_days, len(daily.starts)) == (1, 200)
    assert weekly.bar_days == 7
    assert weekly.first.day_name() == "Monday"
    assert weekly.first <= day(10)


@pytest.mark.parametrize("last", [209, 250, 400])
def test_bars_add_up_to_the_load_of_their_days(long_history, last: int) -> None:
    whole = season(long_history(), "session_rpe")

    shown = picture(whole, day(7), day(last))

    by_sport = sum((bars.scored + bars.assumed).sum() for bars in shown.bars)
    inside = whole.load[7 : last + 1].sum()
    assert np.isclose(by_sport, inside)
    assert np.isclose(shown.height.sum(), inside)


def test_averages_of_weekly_bars_are_at_the_scale_of_a_week(long_history) -> None:
    whole = season(long_history(), "session_rpe")

    weekly = picture(whole, whole.days[0], whole.days[-1])

    assert np.isclose(weekly.chronic[-1], 7 * whole.chronic[-1])


def test_the_last_week_says_how_many_of_its_days_there_are(make_history) -> None:
    rows = [{"day": 0, "rpe": 5}, {"day": 240, "rpe": 5}]

    weekly = picture(season(make_history(rows), "session_rpe"), day(0), day(240))

    assert weekly.last_bar_days == 240 % 7 + 1


def test_an_unknown_session_is_counted_in_its_bar_and_adds_nothing(make_history) -> None:
    rows = [{"day": 0, "rpe": 5}, {"day": 1, "rpe": 5, "minutes": np.nan}]

    shown = picture(season(make_history(rows), "session_rpe"), day(0), day(1))

    assert shown.unknown.tolist() == [0, 1]
    assert shown.height.tolist() == [300, 0]
    assert shown.counted == 2


def test_one_giant_day_is_cut_and_its_neighbours_stay_readable() -> None:
    height = np.array([100.0] * 40 + [921.0])

    limit = cut_at(height)

    assert limit == pytest.approx(220)
    assert (height > limit).sum() == 1


def test_few_bars_and_even_bars_are_never_cut() -> None:
    assert cut_at(np.array([1.0, 1.0, 50.0])) == np.inf
    assert cut_at(np.full(30, 200.0)) == np.inf


@given(st.lists(st.floats(0, 1000), max_size=60))
def test_what_is_cut_is_above_most_of_the_bars(values: list[float]) -> None:
    height = np.array(values)

    above = (height > cut_at(height)).sum()

    assert above <= max(0.07 * (height > 0).sum() + 1, 0)


def test_only_runs_with_thirty_known_days_before_are_marked(make_history) -> None:
    rows = [
        {"day": 0, "km": 5},
        {"day": 10, "km": 8},
        {"day": 40, "km": 6},
        {"day": 45, "km": 9.5},
    ]
    whole = season(make_history(rows), "distance")

    found = spikes_between(whole, whole.days[0], whole.days[-1])

    assert found["local_day"].tolist() == [day(45)]
    assert found["ratio"].tolist() == [pytest.approx(9.5 / 6)]


def test_lanes_without_an_entry_in_the_range_are_left_out(make_history) -> None:
    pain = [{"day": 0, "nprs": 3, "side": "right"}, {"day": 50, "nprs": 1}]

    shown = picture(
        season(make_history([{"day": 0, "rpe": 5}], pain), "session_rpe"), day(40), day(50)
    )

    assert [lane.site.side for lane in shown.lanes] == ["left"]


def test_kilometres_become_miles_for_who_reads_miles(make_history) -> None:
    whole = season(make_history([{"day": 0, "km": 16.09344}]), "distance")
    try:
        units.use("mile")
        shown = picture(whole, day(0), day(0))
    finally:
        units.use("km")

    assert shown.unit == "miles"
    assert shown.height[0] == pytest.approx(10)
    assert shown.longest[0] == pytest.approx(10)


def test_effort_minutes_stay_what_they_are_in_miles(make_history) -> None:
    whole = season(make_history([{"day": 0, "rpe": 5}]), "session_rpe")
    try:
        units.use("mile")
        assert picture(whole, day(0), day(0)).height[0] == 300
    finally:
        units.use("km")


def test_minutes_are_told_by_sport_for_the_range_alone(make_history) -> None:
    rows = [
        {"day": 0, "minutes": 60},
        {"day": 1, "sport": "training", "sub_sport": "strength_training", "minutes": 45},
        {"day": 9, "minutes": 30},
    ]

    found = minutes(season(make_history(rows), "session_rpe"), day(0), day(5))

    assert found == {"run": 60, "strength": 45}
