import numpy as np

from dashboard.analysis.link.noise import GRID, memory


def covariance(days: np.ndarray, phi: float, ratio: float) -> np.ndarray:
    """AR(1) of unit innovations plus white noise, between any days."""
    apart = np.abs(days[:, None] - days[None, :])
    return phi**apart / (1 - phi**2) + ratio * np.eye(len(days))


def test_the_grid_begins_with_no_memory_and_holds_each_point_once():
    assert GRID[0].tolist() == [0, 0]
    assert len(np.unique(GRID, axis=0)) == len(GRID) == 78


def test_whitening_is_the_exact_inverse_of_the_covariance_across_gaps(rng):
    entered = rng.random(60) < 0.5
    entered[20:35] = False
    columns = rng.normal(size=(60, 3))
    known = memory(entered)
    rows = known.whitened(columns)
    seen, days = columns[entered], np.flatnonzero(entered)
    for point in (0, 5, 40, 77):
        exact = covariance(days, *GRID[point])
        assert np.allclose(rows[point].T @ rows[point], seen.T @ np.linalg.inv(exact) @ seen)
        assert np.isclose(known.log_variance[point], np.linalg.slogdet(exact)[1])


def test_days_without_an_entry_may_hold_anything(rng):
    entered = rng.random(60) < 0.5
    columns = rng.normal(size=(60, 2))
    noisy = np.where(entered[:, None], columns, 1e6)
    known = memory(entered)
    assert np.array_equal(known.whitened(columns), known.whitened(noisy))


def test_some_points_of_the_grid_are_whitened_as_among_all(rng):
    columns = rng.normal(size=(60, 2))
    known = memory(rng.random(60) < 0.5)
    some = np.array([3, 40])
    assert np.allclose(known.whitened(columns, some), known.whitened(columns)[some], atol=1e-12)
