import numpy as np
import pytest
from scipy.stats import multivariate_normal

from dashboard.analysis.link.evidence import Design, evidence, high, low, p_value


def design(rng: np.random.Generator, slope: float, *, days: int = 200) -> Design:
    """Pain without memory, a level, and two windows of which the first acts."""
    windows = rng.normal(size=(days, 2))
    pain = 4 + slope * windows[:, 0] + rng.normal(size=days)
    return Design(pain, windows, np.ones((days, 1)), np.array([True, True]))


def test_without_memory_a_slope_is_the_one_of_least_squares(rng):
    made = design(rng, 0.5)
    found = evidence(made)
    x = made.windows - made.windows.mean(axis=0)
    plain = (x * made.pain[:, None]).sum(axis=0) / (x**2).sum(axis=0)
    assert np.allclose(found.mean_slope, plain, atol=0.05)


def test_weights_add_up_to_one(rng):
    found = evidence(design(rng, 0.0))
    assert np.isclose(found.weight.sum(), 1)
    assert (found.weight > 0).all()


def test_p_is_that_of_the_largest_of_two_correlated_values(rng):
    made = design(rng, 0.1, days=1000)
    made = Design(
        made.pain, made.windows @ np.array([[1.0, 0.8], [0.0, 0.6]]), made.background, made.robust
    )
    found = evidence(made)
    x = made.windows - made.windows.mean(axis=0)
    scale = np.sqrt((x**2).sum(axis=0))
    chance = multivariate_normal(cov=x.T @ x / np.outer(scale, scale))
    best = int(np.argmax(found.mean_t))
    exact = 1 - chance.cdf(np.full(2, found.mean_t[best]))
    assert p_value(found, best) == pytest.approx(exact, abs=0.01)


@pytest.mark.parametrize("slope", [-0.5, 0.0, 0.15, 0.5])
def test_the_lower_end_is_above_zero_exactly_when_p_is_below_the_level(rng, slope):
    found = evidence(design(rng, slope))
    for window in (0, 1):
        for level in (0.2, 0.05, 0.01):
            assert (low(found, window, level) > 0) == (p_value(found, window) <= level)
            assert low(found, window, level) < found.mean_slope[window] < high(found, window, level)


def test_a_stricter_level_gives_wider_ends(rng):
    found = evidence(design(rng, 0.3))
    assert low(found, 0, 0.01) < low(found, 0, 0.05)
    assert high(found, 0, 0.01) > high(found, 0, 0.05)


def test_days_without_an_entry_say_nothing(rng):
    made = design(rng, 0.5)
    longer = Design(
        np.concatenate([made.pain, np.full(50, np.nan)]),
        np.concatenate([made.windows, rng.normal(size=(50, 2))]),
        np.ones((250, 1)),
        made.robust,
    )
    assert np.allclose(evidence(made).mean_t, evidence(longer).mean_t)


def test_pain_the_background_explains_wholly_gives_numbers_and_no_link(rng):
    made = design(rng, 0.5)
    found = evidence(Design(np.full(200, 3.0), made.windows, made.background, made.robust))
    assert np.isfinite(found.mean_t).all()
    assert min(p_value(found, 0), p_value(found, 1)) > 0.05
