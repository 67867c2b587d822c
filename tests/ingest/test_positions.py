import numpy as np
import pytest

from ingest.positions import believable, path_m, steps_m

STEADY = np.concatenate(([0.0], np.ones(1199)))


def length_m(walk, north_m, east_m=0.0):
    places = walk(north_m, east_m)
    size = len(north_m)
    distance_m = path_m(np.arange(float(size)), *places.values(), STEADY[:size])
    return distance_m[-1]


@pytest.mark.parametrize(
    ("latitude_deg", "degree_m"),
    [pytest.param(0.0, 110_574.3, id="equator"), pytest.param(60.0, 111_412.3, id="60 north")],
)
def test_a_degree_of_latitude_is_as_long_as_the_ellipsoid_says(latitude_deg, degree_m):
    # Length of a degree centred there, from the meridian radius of WGS 84 (NIMA TR8350.2).
    _, north_m = steps_m(np.array([latitude_deg - 0.5, latitude_deg + 0.5]), np.array([10.0, 10.0]))

    assert north_m[0] == pytest.approx(degree_m, rel=2e-5)


def test_a_step_over_the_date_line_is_short():
    east_m, _ = steps_m(np.array([0.0, 0.0]), np.array([179.9995, -179.9995]))

    assert east_m[0] == pytest.approx(111.3, abs=0.1)


def test_a_straight_run_is_as_long_as_it_is(walk):
    assert length_m(walk, np.arange(1200) * 3.0) == pytest.approx(3 * 1199, rel=0.003)


@pytest.mark.parametrize("noise_m", [0.5, 1.0, 3.0])
def test_noise_adds_under_3_percent_to_a_run(walk, noise_m):
    noise = np.random.default_rng(1).normal(0, noise_m, (2, 1200))

    measured = length_m(walk, np.arange(1200) * 3.0 + noise[0], noise[1])

    assert measured == pytest.approx(3 * 1199, rel=0.03)


@pytest.mark.parametrize("noise_m", [0.5, 1.0, 3.0])
def test_standing_ten_minutes_adds_next_to_nothing(walk, noise_m):
    noise = np.random.default_rng(2).normal(0, noise_m, (2, 600))

    assert length_m(walk, noise[0], noise[1]) < 0.05 * np.hypot(*np.diff(noise)).sum()


def test_drift_while_standing_adds_next_to_nothing(walk):
    random = np.random.default_rng(3)
    drift = np.zeros((2, 600))
    for i in range(1, 600):
        drift[:, i] = 0.98 * drift[:, i - 1] + random.normal(0, 0.4, 2)

    assert np.hypot(*np.diff(drift)).sum() > 250
    assert length_m(walk, drift[0], drift[1]) < 30


def test_shuttles_of_twenty_metres_are_not_standing(walk):
    seconds = np.arange(600)
    shuttle = np.abs((seconds * 3.0) % 40 - 20)

    assert length_m(walk, shuttle) == pytest.approx(3 * 599, rel=0.15)


def test_steps_with_the_timer_stopped_do_not_count(walk):
    places = walk(np.array([0.0, 3, 6, 106, 109]))
    ran_s = np.array([0.0, 1, 1, 0, 1])

    distance_m = path_m(np.array([0.0, 1, 2, 90, 91]), *places.values(), ran_s)

    assert distance_m[-1] == pytest.approx(9, rel=0.01)


def test_a_gap_is_bridged_evenly_over_time(walk):
    places = walk(np.array([0.0, np.nan, np.nan, np.nan, 20.0]))

    distance_m = path_m(np.arange(5.0), *places.values(), STEADY[:5])

    assert distance_m == pytest.approx([0, 5, 10, 15, 20], rel=0.003)


def test_one_position_makes_no_distance(walk):
    places = walk(np.array([0.0, np.nan]))

    assert path_m(np.arange(2.0), *places.values(), STEADY[:2]) is None


def test_a_spike_is_not_believed_and_the_rest_is(walk):
    north_m = np.arange(100) * 3.0
    north_m[40] += 5000

    kept = believable(np.arange(100.0), *walk(north_m).values(), 12.0)

    assert np.flatnonzero(~kept).tolist() == [40]


def test_a_wrong_first_fix_loses_against_the_run(walk):
    north_m = np.arange(100) * 3.0
    north_m[0] = -3_000_000

    kept = believable(np.arange(100.0), *walk(north_m).values(), 12.0)

    assert np.flatnonzero(~kept).tolist() == [0]


def test_after_a_lasting_leap_only_what_came_too_soon_is_dropped(walk):
    north_m = np.arange(100) * 3.0
    north_m[50:] += 60  # five seconds at 12 m/s

    kept = believable(np.arange(100.0), *walk(north_m).values(), 12.0)

    dropped = np.flatnonzero(~kept)
    assert 1 <= len(dropped) <= 6
    assert set(dropped) <= set(range(44, 56))


def test_a_car_ride_saved_as_a_run_keeps_its_positions(walk):
    assert believable(np.arange(100.0), *walk(np.arange(100) * 25.0).values(), 12.0).all()


def test_thousands_of_leaps_are_no_spikes_and_cost_nothing(walk):
    dancing = np.arange(30_000) % 2 * 5000.0

    assert believable(np.arange(30_000.0), *walk(dancing).values(), 12.0).all()


def test_zero_north_zero_east_is_nowhere():
    kept = believable(np.arange(2.0), np.array([0.0, 47.0]), np.array([0.0, 8.0]), 12.0)

    assert kept.tolist() == [False, True]
