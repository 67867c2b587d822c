import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.grade import (
    BAROMETER_HYSTERESIS_M,
    GPS_HYSTERESIS_M,
    climb_m,
    cost_factor,
    grade,
    graded_distance_m,
    graded_speed_mps,
    slope_cost,
)
from ingest.tables import Samples


@pytest.mark.parametrize(
    ("slope", "factor"), [(0.0, 1.0), (0.10, 1.658), (-0.10, 0.598)], ids=["level", "up", "down"]
)
def test_ten_percent_costs_what_minetti_measured(slope, factor):
    assert cost_factor(np.array([slope]))[0] == pytest.approx(factor, abs=5e-4)


def test_beyond_45_percent_nothing_was_measured():
    assert cost_factor(np.array([0.45, 0.9]))[1] == cost_factor(np.array([0.45]))[0]


@given(st.floats(-2, 2))
def test_running_always_costs_something(slope):
    assert cost_factor(np.array([slope]))[0] > 0.4


@pytest.mark.parametrize("step_m", [0.5, 3.0, 40.0, 200.0])
def test_an_even_slope_is_exact_to_its_ends(step_m):
    along = np.arange(0, 1000, step_m)

    assert grade(along, 100 + along * 0.07) == pytest.approx(np.full(along.shape, 0.07))


def test_standing_samples_do_not_tilt_the_slope():
    along = np.concatenate((np.arange(0, 300, 3.0), np.full(60, 297.0), np.arange(300, 600, 3.0)))

    assert grade(along, along * -0.05) == pytest.approx(np.full(along.shape, -0.05))


def test_without_heights_the_course_is_level():
    assert grade(np.arange(5.0), np.full(5, np.nan)).tolist() == [0.0] * 5


def test_without_a_metre_there_is_no_slope():
    assert grade(np.zeros(3), np.array([1.0, 9, 4])).tolist() == [0.0] * 3


def test_uphill_metres_count_more_and_faster(make_records):
    seconds = np.arange(101.0)
    samples = Samples.of(
        make_records(seconds, distance_m=seconds * 3, elevation_m=seconds * 0.3, speed_mps=3.0)
    )
    cost = slope_cost(samples)

    assert graded_distance_m(samples, cost)[-1] == pytest.approx(300 * 1.658, rel=1e-3)
    assert graded_speed_mps(samples, cost) == pytest.approx(np.full(101, 3 * 1.658), rel=1e-3)


@pytest.mark.parametrize(
    ("heights", "up", "down"),
    [
        pytest.param([100, 104, 100, 104], 8, 4, id="rises and falls of 4 m"),
        pytest.param([100, 102, 100, 102], 0, 0, id="a wobble of 2 m"),
        pytest.param([100, 101, 102, 103, 101, 99], 3, 4, id="small steps that add up"),
        pytest.param([100, 102, 101, 106, 104, 110], 10, 0, id="a dent in a climb"),
        pytest.param([100], 0, 0, id="one sample"),
    ],
)
def test_a_barometer_counts_rises_of_3_m(heights, up, down):
    ascent, descent = climb_m(np.array(heights, dtype=float), BAROMETER_HYSTERESIS_M)

    assert (ascent[-1], descent[-1]) == (up, down)


def test_gps_needs_10_m():
    hill = np.concatenate((np.linspace(0, 9, 10), np.linspace(9, 0, 10), np.linspace(0, 12, 10)))

    ascent, descent = climb_m(hill, GPS_HYSTERESIS_M)

    assert (ascent[-1], descent[-1]) == (12, 0)


def test_a_climb_counts_where_it_is_climbed():
    ascent, _ = climb_m(np.array([100.0, 110, 120, 120, 130]), BAROMETER_HYSTERESIS_M)

    assert ascent.tolist() == [0, 10, 20, 20, 30]


def test_gaps_are_bridged_and_nothing_known_is_not_zero():
    assert climb_m(np.array([0.0, np.nan, 8.0]), 3.0)[0].tolist() == [0, 4, 8]
    assert np.isnan(climb_m(np.full(3, np.nan), 3.0)[0]).all()


@given(st.lists(st.floats(-400, 8000), min_size=1, max_size=80), st.sampled_from([3.0, 10.0]))
def test_ups_less_downs_is_the_rise_to_within_the_hysteresis(heights, hysteresis_m):
    ascent, descent = climb_m(np.array(heights), hysteresis_m)

    assert (np.diff(ascent) >= 0).all()
    assert (np.diff(descent) >= 0).all()
    assert abs((ascent[-1] - descent[-1]) - (heights[-1] - heights[0])) <= 2 * hysteresis_m
    assert ascent[-1] <= np.clip(np.diff(heights), 0, None).sum() + 1e-6
