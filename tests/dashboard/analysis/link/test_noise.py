import numpy as np

from dashboard.analysis.link.noise import GRID, whiten


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
    rows, log_variance = whiten(columns, entered)
    seen, days = columns[entered], np.flatnonzero(entered)
    for point in (0, 5, 40, 77):
        exact = covariance(days, *GRID[point])
        assert np.allclose(rows[point].T @ rows[point], seen.T @ np.linalg.inv(exact) @ seen)
        assert np.isclose(log_variance[point], np.linalg.slogdet(exact)[1])


def test_days_without_an_entry_may_hold_anything(rng):
    entered = rng.random(60) < 0.5
    columns = rng.normal(size=(60, 2))
    noisy = np.where(entered[:, None], columns, 1e6)
    assert np.array_equal(whiten(columns, entered)[0], whiten(noisy, entered)[0])
