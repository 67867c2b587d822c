import numpy as np
import pytest

from dashboard.analysis.link.background import plan_change, slow_waves, trend, weekdays

PLAN, OTHER = [0, 6, 0, 8, 0, 5, 14], [10, 0, 6, 0, 12, 0, 5]


def plan(before: int, after: int) -> np.ndarray:
    return np.array([PLAN * before + OTHER * after], dtype=float)


@pytest.mark.parametrize(("before", "after"), [(8, 8), (4, 20), (20, 4)])
def test_a_new_weekly_plan_is_found_on_its_day(before, after):
    assert plan_change(plan(before, after)) == 7 * before


@pytest.mark.parametrize(("before", "after"), [(16, 0), (3, 20), (5, 6)])
def test_one_plan_or_too_few_weeks_of_another_are_no_change(before, after):
    assert plan_change(plan(before, after)) != 7 * before


def test_more_of_the_same_plan_is_no_change():
    assert plan_change(np.concatenate([plan(10, 0), 3 * plan(10, 0)], axis=1)) is None


def test_no_load_at_all_has_no_plan():
    assert plan_change(np.zeros((1, 200))) is None


def test_of_several_loads_the_clearest_change_counts():
    steady = plan(16, 0)
    assert plan_change(np.concatenate([steady, plan(10, 6)])) == 70


def test_level_and_trend_and_one_column_a_weekday():
    columns = np.column_stack([trend(70), weekdays(plan(10, 0))])
    assert columns.shape == (70, 9)
    # The seven weekdays add up to the level.
    assert np.linalg.matrix_rank(columns) == 8


def test_after_a_new_plan_weekdays_have_columns_of_their_own():
    columns = weekdays(plan(10, 10))
    assert columns.shape == (140, 14)
    assert not columns[:70, 7:].any()
    assert columns[70:, 7:].sum(axis=1).tolist() == [1.0] * 70


def test_no_slow_wave_is_shorter_than_sixty_days():
    waves = slow_waves(364)
    turns = (np.diff(np.sign(waves), axis=0) != 0).sum(axis=0)
    assert waves.shape == (364, 11)
    assert 2 * 364 / turns.max() >= 60
    assert slow_waves(40).shape == (40, 0)
