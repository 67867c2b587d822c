"""Methods in common use, each as it is used. They run in the suite to show that it bites.

A correlation is reported when p is at most .05, two-sided, whatever its sign.
"""

import numpy as np
import pandas as pd
from scipy.stats import pearsonr

LEVEL = 0.05
LONGEST_LAG = 14
SHIFTS = 100
ACUTE_DAYS, CHRONIC_DAYS = 7, 28


def pearson_with_acwr(load: pd.Series, pain: pd.Series) -> bool:
    """Correlate pain with the coupled 7:28 acute to chronic ratio of the same day."""
    ratio = load.rolling(ACUTE_DAYS).mean() / load.rolling(CHRONIC_DAYS).mean()
    return _p(ratio.to_numpy(), pain.to_numpy()) <= LEVEL


def best_lag(load: pd.Series, pain: pd.Series) -> bool:
    """Correlate pain with the load of 1 to 14 days before and keep the best of them."""
    ran, felt = load.to_numpy(), pain.to_numpy()
    return min(_p(ran[:-lag], felt[lag:]) for lag in range(1, LONGEST_LAG + 1)) <= LEVEL


def cross_correlation_with_shifts(load: pd.Series, pain: pd.Series) -> bool:
    """Compare the best cross-correlation of lags 1-14 with those of pain shifted in a circle.

    Days without an entry are filled in straight lines, as is usual.
    """
    first, last = pain.first_valid_index(), pain.last_valid_index()
    felt = pain.loc[first:last].interpolate().to_numpy()
    before = np.stack([load.shift(lag).loc[first:last] for lag in range(1, LONGEST_LAG + 1)])
    by = np.linspace(LONGEST_LAG + 1, len(felt) - LONGEST_LAG - 1, SHIFTS).astype(int)
    shifted = np.stack([felt, *(np.roll(felt, places) for places in by)])
    largest = (_standard(before) @ _standard(shifted).T).max(axis=0)
    return float((largest >= largest[0]).mean()) <= LEVEL


def _p(met: np.ndarray, felt: np.ndarray) -> float:
    """Two-sided p of Pearson's r over the days on which both are known; 1 where there is none."""
    known = ~(np.isnan(met) | np.isnan(felt))
    met, felt = met[known], felt[known]
    if len(met) < 3 or np.ptp(met) == 0 or np.ptp(felt) == 0:
        return 1.0
    return float(pearsonr(met, felt).pvalue)


def _standard(rows: np.ndarray) -> np.ndarray:
    deviation = rows.std(axis=1, keepdims=True)
    return (rows - rows.mean(axis=1, keepdims=True)) / np.where(deviation > 0, deviation, 1.0)


NAIVE = {
    "Pearson with ACWR": pearson_with_acwr,
    "best lag": best_lag,
    "cross-correlation with shifts": cross_correlation_with_shifts,
}
