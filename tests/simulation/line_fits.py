"""Lines through a diary that are in common use, or were tried and left."""

import numpy as np
import pandas as pd
from scipy import stats

Ends = tuple[float, float]
DAYS_A_WEEK = 7
SURE = 0.95


def least_squares(pain: pd.Series) -> Ends:
    """Ordinary least squares: every entry is taken for news of its own."""
    day, noted = _entries(pain)
    fit = stats.linregress(day, noted)
    half = stats.t.ppf((1 + SURE) / 2, len(day) - 2) * fit.stderr
    return DAYS_A_WEEK * (fit.slope - half), DAYS_A_WEEK * (fit.slope + half)


def theil_sen(pain: pd.Series) -> Ends:
    """The median of all slopes between two entries, with the interval of its textbook."""
    return _theil_sen(pain, 1.0)


def widened_theil_sen(pain: pd.Series) -> Ends:
    """The same, widened by what the residuals have of the entry before."""
    day, noted = _entries(pain)
    left = noted - stats.theilslopes(noted, day)[0] * day
    left = left - np.median(left)
    squares = float((left**2).sum())
    lag = float((left[1:] * left[:-1]).sum()) / squares if squares else 0.0
    lag = min(max(lag + (1 + 4 * lag) / len(day), 0.0), 0.95)
    return _theil_sen(pain, float(np.sqrt((1 + lag) / (1 - lag))))


def _theil_sen(pain: pd.Series, wider: float) -> Ends:
    day, noted = _entries(pain)
    sure = 2 * stats.norm.cdf(wider * stats.norm.ppf((1 + SURE) / 2)) - 1
    if sure > 1 - 1e-12 or np.ptp(noted) == 0:
        return -np.inf, np.inf
    fit = stats.theilslopes(noted, day, alpha=sure)
    return DAYS_A_WEEK * fit.low_slope, DAYS_A_WEEK * fit.high_slope


def _entries(pain: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    noted = pain.dropna()
    return (noted.index - noted.index[0]).days.to_numpy(dtype=float), noted.to_numpy()


LINES = {
    "least squares": least_squares,
    "Theil-Sen": theil_sen,
    "widened Theil-Sen": widened_theil_sen,
}
