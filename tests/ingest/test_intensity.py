import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.intensity import (
    Motion,
    decoupling_percent,
    heart_rate_seconds,
    normalised_speed_mps,
    speed_seconds,
)


def steady(seconds: int, speed_mps: float | np.ndarray = 3.0) -> Motion:
    moving_s = np.concatenate(([0.0], np.ones(seconds)))
    return Motion(moving_s, moving_s * speed_mps)


def test_seconds_at_each_heart_rate():
    rate = np.array([150, 150, 150.4, 151, np.nan])

    histogram = heart_rate_seconds(rate, np.array([0.0, 1, 1, 2, 1]))

    assert histogram.shape == (221,)
    assert histogram[150 - 30] == 2
    assert histogram[151 - 30] == 2
    assert histogram.sum() == 4


def test_heart_rates_beyond_the_bins_go_to_their_ends():
    histogram = heart_rate_seconds(np.array([25.0, 20, 255]), np.array([0.0, 1, 1]))

    assert (histogram[0], histogram[-1]) == (1, 1)


def test_seconds_at_each_speed():
    histogram = speed_seconds(np.array([0.0, 0.15, 3.0, 3.049, 40.0, np.nan]), np.ones(6))

    assert histogram.shape == (241,)
    assert (histogram[0], histogram[3], histogram[60], histogram[240]) == (1, 1, 2, 1)


@given(st.lists(st.floats(0, 60), min_size=1, max_size=50))
def test_no_second_of_known_speed_is_lost(speeds):
    assert speed_seconds(np.array(speeds), np.ones(len(speeds))).sum() == len(speeds)


@pytest.mark.parametrize("seconds", [20, 31, 3600])
def test_a_steady_run_is_normalised_to_its_speed(seconds):
    assert normalised_speed_mps(steady(seconds)) == pytest.approx(3.0)


def test_surges_weigh_with_the_fourth_power():
    # Ten minutes each at 2 and 4 m/s: the fourth-power mean is ((16 + 256) / 2) ** 0.25.
    speeds = np.concatenate(([0.0], np.full(600, 2.0), np.full(600, 4.0)))

    assert normalised_speed_mps(steady(1200, speeds)) == pytest.approx(136**0.25, rel=0.01)


def test_without_motion_there_is_no_speed():
    assert np.isnan(normalised_speed_mps(Motion(np.zeros(5), np.zeros(5))))


def test_decoupling_is_the_speed_per_beat_lost():
    rate = np.concatenate((np.full(901, 140.0), np.full(900, 150.0)))

    lost = decoupling_percent(rate, steady(1800))

    assert lost == pytest.approx(100 * (1 - 140 / 150), abs=0.01)


@pytest.mark.parametrize(
    ("seconds", "heart_rate_bpm"),
    [
        pytest.param(1199, 140.0, id="under 20 minutes"),
        pytest.param(1800, np.nan, id="no heart rate"),
        pytest.param(1800, np.where(np.arange(1801) % 2, 140.0, np.nan), id="half of it"),
    ],
)
def test_decoupling_is_not_told_from_too_little(seconds, heart_rate_bpm):
    rate = np.full(seconds + 1, heart_rate_bpm)

    assert np.isnan(decoupling_percent(rate, steady(seconds)))
