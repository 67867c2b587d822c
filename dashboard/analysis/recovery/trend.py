"""The steady trend of a pain diary: points a week, with an interval that knows of memory.

Pain of one day resembles pain of the day before, so that flat pain wanders, and over six weeks a
wandering looks like a trend. A line's usual interval does not know that: of flat diaries it calls
every third one rising or falling.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

Floats = NDArray[np.float64]

LEVEL = 0.05
DAYS_A_WEEK = 7.0
# An entry is rounded to a whole point, whatever else is known of it.
ROUNDING_VARIANCE = 1.0 / 12.0
SMALL = 1e-9
# A noise that explains the diary so much worse than the best one changes nothing.
NEGLIGIBLE = 1e-5
HALVINGS = 26

# What pain may have of the day before, and the variance of one entry's own noise against that of
# the wave. The highest is a half-life of 11 days: what fades more slowly cannot be told from a
# trend within six weeks, by anybody.
_PERSISTENCE = (0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.94)
_ENTRY_NOISE = (0.0, 0.05, 0.15, 0.5, 1.5)
GRID: Floats = np.array(
    [(0.0, 0.0), *((phi, ratio) for phi in _PERSISTENCE for ratio in _ENTRY_NOISE)]
)


@dataclass(frozen=True, slots=True, eq=False)
class SteadyTrend:
    """A straight line through a diary, for every noise that may be in it.

    Attributes
    ----------
    weight : (grid,) array
        How well each noise explains the diary; they add up to 1.
    centre_day : float
        Days since the epoch at which ``level`` stands.
    level, slope : (grid,) array
        Points, and points a day.
    covariance : (grid, 2, 2) array
        Of level and slope.
    freedom : float
        Entries less two.
    """

    weight: Floats
    centre_day: float
    level: Floats
    slope: Floats
    covariance: Floats
    freedom: float

    @property
    def per_week(self) -> tuple[float, float, float]:
        """Points a week: the slope, and the low and high end of its 95 % interval."""
        rows = self._ends(np.array([[0.0, DAYS_A_WEEK]]))
        middle, low, high = rows[0].tolist()
        return middle, low, high

    def at(self, days: pd.DatetimeIndex) -> pd.DataFrame:
        """Give the line on some days: day, level, low and high (points, 95 %)."""
        toward = _numbers(days) - self.centre_day
        rows = self._ends(np.column_stack([np.ones(len(days)), toward]))
        table = pd.DataFrame(rows, columns=["level", "low", "high"])
        return table.assign(day=days)[["day", "level", "low", "high"]]

    def _ends(self, sums: Floats) -> Floats:
        """Give middle, low and high of some sums of level and slope: (sums, 2) -> (sums, 3)."""
        value = np.outer(sums[:, 0], self.level) + np.outer(sums[:, 1], self.slope)
        error = np.sqrt(np.einsum("si,gij,sj->sg", sums, self.covariance, sums))
        ends = [self._quantile(value, error, share) for share in (LEVEL / 2, 1 - LEVEL / 2)]
        return np.column_stack([value @ self.weight, *ends])

    def _quantile(self, value: Floats, error: Floats, share: float) -> Floats:
        """Find where a mixture of t distributions (sums, grid) has ``share`` of it below."""
        own = value + error * stdtrit(self.freedom, share)
        low: Floats = own.min(axis=1)
        high: Floats = own.max(axis=1)
        for _ in range(HALVINGS):
            middle = (low + high) / 2.0
            below = stdtr(self.freedom, (middle[:, None] - value) / error) @ self.weight
            low, high = np.where(below < share, middle, low), np.where(below < share, high, middle)
        return high


def steady_trend(noted: pd.Series) -> SteadyTrend:
    """Fit a straight line to a diary whose days resemble each other.

    Parameters
    ----------
    noted : pandas.Series
        NPRS 0-10 by day, as :func:`dashboard.analysis.pain_days.worst_of_each_day` gives it; at
        least three days.

    Returns
    -------
    SteadyTrend
        The line for each point of the noise grid, and the weight of each.

    Notes
    -----
    Level and slope by generalised least squares. The errors are an autoregression of order one,
    by the days between two entries, and the noise of one entry. What they are is averaged over a
    grid by the restricted likelihood (Patterson and Thompson 1971, Biometrika 58:545), never
    picked, so that not knowing it widens the interval.
    """
    day = _numbers(pd.DatetimeIndex(noted.index))
    centre = float(day.mean())
    line = np.column_stack([np.ones(len(day)), day - centre])
    covariance = _noise(np.abs(day[:, None] - day))
    return _fitted(line, noted.to_numpy(dtype=np.float64), covariance, centre)


def _noise(days_between: Floats) -> Floats:
    """Give the covariance of the entries for every noise: (grid, entries, entries)."""
    persistence, ratio = GRID[:, 0, None, None], GRID[:, 1, None, None]
    wave: Floats = persistence**days_between
    return wave + ratio * np.eye(len(days_between))


def _fitted(line: Floats, pain: Floats, covariance: Floats, centre: float) -> SteadyTrend:
    precision = np.linalg.inv(covariance)
    information = line.T @ precision @ line
    inverse = np.linalg.inv(information)
    estimate = inverse @ (line.T @ precision @ pain)[:, :, None]
    left = pain - (line @ estimate)[:, :, 0]
    squares = (left[:, None, :] @ precision @ left[:, :, None])[:, 0, 0] + SMALL
    freedom = float(len(pain) - 2)
    log_determinants = np.linalg.slogdet(covariance)[1] + np.linalg.slogdet(information)[1]
    log_likelihood = -0.5 * (log_determinants + freedom * np.log(squares))
    weight = np.exp(log_likelihood - log_likelihood.max())
    kept = weight > NEGLIGIBLE
    weight, estimate, inverse, squares = (
        each[kept] for each in (weight, estimate, inverse, squares)
    )
    # Rounding alone leaves this much open, even in a diary of one number.
    rounding = ROUNDING_VARIANCE * np.linalg.inv(line.T @ line)
    return SteadyTrend(
        weight=weight / weight.sum(),
        centre_day=centre,
        level=estimate[:, 0, 0],
        slope=estimate[:, 1, 0],
        covariance=inverse * (squares / freedom)[:, None, None] + rounding,
        freedom=freedom,
    )


def _numbers(days: pd.DatetimeIndex) -> Floats:
    numbers: Floats = days.to_numpy().astype("datetime64[D]").astype(np.float64)
    return numbers
