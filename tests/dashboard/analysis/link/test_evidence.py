from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from dashboard.analysis.link import evidence as of_link
from dashboard.analysis.link.background import trend, weekdays
from dashboard.analysis.link.evidence import Design, Evidence, behind_of
from dashboard.analysis.link.evidence import evidence as judge


def design(rng: np.random.Generator, slope: float, *, days: int = 210) -> Design:
    """Pain without memory, and two windows of which the first acts."""
    windows = rng.normal(size=(days, 2))
    pain = 4 + slope * windows[:, 0] + rng.normal(size=days)
    both = np.array([True, True])
    return Design(pain, windows, trend(days), weekdays(np.ones((1, days))), both, both)


def evidence(made: Design) -> Evidence:
    return judge(made, behind_of(made))


def low(found: Evidence, window: int, level: float) -> float:
    return float(of_link.low(found, np.array([window]), level)[0])


def high(found: Evidence, window: int, level: float) -> float:
    return float(of_link.high(found, np.array([window]), level)[0])


def p_value(found: Evidence, window: int) -> float:
    return float(of_link.p_value(found, np.array([window]))[0])


def without_background(made: Design) -> np.ndarray:
    behind = np.column_stack([made.trend, made.weekdays])
    return made.windows - behind @ np.linalg.lstsq(behind, made.windows, rcond=None)[0]


def test_without_memory_a_slope_is_the_one_of_least_squares(rng):
    made = design(rng, 0.5)
    found = evidence(made)
    x = without_background(made)
    plain = (x * made.pain[:, None]).sum(axis=0) / (x**2).sum(axis=0)
    assert np.allclose(found.mean_slope, plain, atol=0.05)


def test_weights_add_up_to_one(rng):
    found = evidence(design(rng, 0.0))
    assert np.isclose(found.weight.sum(), 1)
    assert (found.weight > 0).all()


def test_p_is_that_of_the_largest_of_two_correlated_values(rng):
    made = design(rng, 0.1, days=1001)
    made = replace(made, windows=made.windows @ np.array([[1.0, 0.8], [0.0, 0.6]]))
    found = evidence(made)
    x = without_background(made)
    scale = np.sqrt((x**2).sum(axis=0))
    chance = multivariate_normal(cov=x.T @ x / np.outer(scale, scale))
    best = int(np.argmax(found.mean_t))
    exact = 1 - chance.cdf(np.full(2, found.mean_t[best]))
    assert p_value(found, best) == pytest.approx(exact, abs=0.01)


@pytest.mark.parametrize("slope", [-0.5, 0.0, 0.15, 0.5])
def test_the_lower_end_is_above_zero_exactly_when_p_is_below_the_trend(rng, slope):
    found = evidence(design(rng, slope))
    for window in (0, 1):
        for at in (0.2, 0.05, 0.01):
            assert (low(found, window, at) > 0) == (p_value(found, window) <= at)
            assert low(found, window, at) < found.mean_slope[window] < high(found, window, at)


def test_a_window_has_the_same_numbers_alone_and_among_others(rng):
    found = evidence(design(rng, 0.3))
    both = np.array([0, 1])
    for told in (of_link.low, of_link.high):
        assert told(found, both, 0.05).tolist() == [told(found, both[[at]], 0.05)[0] for at in both]
    assert of_link.p_value(found, both).tolist() == [p_value(found, 0), p_value(found, 1)]


def test_a_stricter_level_gives_wider_ends(rng):
    found = evidence(design(rng, 0.3))
    assert low(found, 0, 0.01) < low(found, 0, 0.05)
    assert high(found, 0, 0.01) > high(found, 0, 0.05)


def test_days_without_an_entry_say_nothing(rng):
    made = design(rng, 0.5)
    nothing = np.full(70, np.nan)
    longer = replace(
        made,
        pain=np.concatenate([made.pain, nothing]),
        windows=np.concatenate([made.windows, rng.normal(size=(70, 2))]),
        trend=trend(280),
        weekdays=weekdays(np.ones((1, 280))),
    )
    assert np.allclose(evidence(made).mean_t, evidence(longer).mean_t)


def test_pain_that_is_always_the_same_gives_numbers_and_no_link(rng):
    made = design(rng, 0.5)
    found = evidence(replace(made, pain=np.full(210, 3.0)))
    assert np.isfinite(found.mean_t).all()
    assert min(p_value(found, 0), p_value(found, 1)) > 0.05


def test_slow_waves_are_taken_out_as_if_they_had_been_in_the_trend(rng):
    made = design(rng, 0.4)
    waves = np.cos(np.linspace(0, 9, 210))[:, None] * [1.0, -2.0] + rng.normal(size=(210, 2))
    beside = judge(made, behind_of(made).beside(waves))
    within = evidence(replace(made, trend=np.column_stack([made.trend, waves])))
    assert np.allclose(beside.mean_t, within.mean_t)
    assert not np.allclose(beside.mean_t, evidence(made).mean_t)
