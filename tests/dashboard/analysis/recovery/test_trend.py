import numpy as np
import pandas as pd
import pytest
from scipy import stats

from dashboard.analysis.recovery import trend
from dashboard.analysis.recovery.trend import GRID, SteadyTrend, steady_trend

DAYS = pd.date_range("2026-01-05", periods=42, unit="us")


def noted(values):
    return pd.Series(values, DAYS[: len(values)], dtype="float64").dropna()


def test_without_memory_it_is_the_line_of_least_squares(rng):
    pain = noted(5 - 0.1 * np.arange(42) + rng.normal(0, 1, 42))
    found = steady_trend(pain)
    fit = stats.linregress(np.arange(42), pain.to_numpy())
    assert found.slope[0] == pytest.approx(fit.slope)
    no_more = found.covariance[0, 1, 1] - trend.ROUNDING_VARIANCE / (42 * (42**2 - 1) / 12)
    assert np.sqrt(no_more) == pytest.approx(fit.stderr)


def test_one_noise_alone_has_the_interval_of_its_t_distribution():
    alone = SteadyTrend(
        weight=np.ones(1),
        centre_day=0.0,
        level=np.array([3.0]),
        slope=np.array([-0.1]),
        covariance=np.array([[[0.04, 0.0], [0.0, 0.0004]]]),
        freedom=20.0,
    )
    half = 7 * stats.t.ppf(0.975, 20) * 0.02
    assert alone.per_week == pytest.approx((-0.7, -0.7 - half, -0.7 + half))


def test_the_interval_of_a_mixture_leaves_as_much_on_either_side(rng):
    found = steady_trend(noted(np.round(rng.normal(4, 1.5, 42))))
    _, low, high = found.per_week
    error = np.sqrt(found.covariance[:, 1, 1])
    for end, share in ((low, 0.025), (high, 0.975)):
        below = stats.t.cdf((end / 7 - found.slope) / error, found.freedom)
        assert found.weight @ below == pytest.approx(share, abs=1e-6)


def test_pain_that_wanders_has_a_wider_interval_than_the_same_pain_in_any_order(rng):
    in_order, mixed = [], []
    for _ in range(10):
        wave = rng.normal(0, 1, 42)
        for day in range(1, 42):
            wave[day] += 0.9 * wave[day - 1]
        in_order.append(np.ptp(steady_trend(noted(4 + wave)).per_week[1:]))
        mixed.append(np.ptp(steady_trend(noted(4 + rng.permutation(wave))).per_week[1:]))
    assert np.mean(in_order) > 1.2 * np.mean(mixed)


def test_days_without_an_entry_count_as_the_days_they_are(rng):
    steps = noted(8 - np.arange(42) / 7)
    sparse = steps.iloc[np.sort(rng.choice(42, 15, replace=False))]
    assert steady_trend(sparse).per_week[0] == pytest.approx(-1.0, abs=1e-6)


def test_the_line_goes_through_level_and_slope(rng):
    found = steady_trend(noted(np.round(rng.normal(4, 1, 42))))
    line = found.at(DAYS[[0, 7]])
    assert line["level"].diff().iloc[1] == pytest.approx(found.per_week[0])


def test_the_weights_add_up_and_the_grid_holds_no_memory_once():
    found = steady_trend(noted([2, 3] * 21))
    assert found.weight.sum() == pytest.approx(1)
    assert (GRID[:, 0] == 0).sum() == 1
    assert GRID[:, 0].max() < 0.95
