import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.link.windows import MEAN_WINDOWS, NAMES, exposures, spikes

LOADS = st.lists(st.floats(0, 200), min_size=15, max_size=80).map(np.array)


def test_a_window_is_the_mean_of_the_days_before_and_leaves_the_day_itself_out():
    load = np.arange(40.0)
    met = dict(zip(NAMES, exposures(load)[30], strict=True))
    assert met["1-2 days"] == np.mean([29, 28])
    assert met["3-7 days"] == np.mean([27, 26, 25, 24, 23])
    assert met["1-7 days"] == np.mean(np.arange(23, 30))
    assert met["1-14 days"] == np.mean(np.arange(16, 30))


def test_a_spike_is_the_log_ratio_to_the_longest_of_the_thirty_days_before():
    load = np.full(60, 10.0)
    load[40] = 13.0
    assert np.isclose(spikes(load)[40], np.log(1.3))
    assert spikes(load)[39] == 0


def test_a_spike_is_felt_for_three_days_and_not_on_its_own():
    load = np.full(60, 10.0)
    load[40] = 13.0
    felt = exposures(load)[:, NAMES.index("spike 1-3 days")]
    assert np.flatnonzero(felt).tolist() == [41, 42, 43]


def test_twice_the_longest_is_the_largest_spike():
    load = np.full(60, 10.0)
    load[40] = 90.0
    assert np.isclose(spikes(load)[40], np.log(2))


def test_a_first_run_after_a_month_off_is_not_a_ratio_to_anything():
    load = np.zeros(60)
    load[40] = 10.0
    assert not spikes(load).any()


def test_a_spike_needs_thirty_known_days_before_it():
    load = np.full(60, 10.0)
    load[20], load[45], load[55] = np.nan, 13.0, 15.0
    assert not spikes(load)[:51].any()
    assert np.isclose(spikes(load)[55], np.log(15 / 13))
    assert not spikes(load[:31]).any()


@given(LOADS, st.integers(14, 79), st.floats(0, 500))
def test_todays_and_tomorrows_load_change_nothing_of_today(load, day, other):
    day = min(day, len(load) - 1)
    changed = load.copy()
    changed[day:] = other
    assert np.allclose(exposures(load)[14 : day + 1], exposures(changed)[14 : day + 1])


@given(LOADS)
def test_seven_days_are_the_two_and_the_five_before_them(load):
    short, middle, week = (exposures(load)[14:, place] for place in range(3))
    assert [window.name for window in MEAN_WINDOWS[:3]] == list(NAMES[:3])
    assert np.allclose(7 * week, 2 * short + 5 * middle, atol=1e-6)
