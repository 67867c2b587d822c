"""The steady trend of a pain diary: points a week, with an interval that knows of memory.

Pain of one day resembles pain of the day before, so that flat pain wanders, and over six weeks a
wandering looks like a trend. A line's usual interval does not know that: of flat diaries it calls
every third one rising or falling.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr

from dashboard.analysis.link.noise import GRID, whiten

Floats = NDArray[np.float64]

LEVEL = 0.05
DAYS_A_WEEK = 7.0
# An entry is rounded to a whole point, whatever else is known of it.
ROUNDING_VARIANCE = 1.0 / 12.0
SMALL = 1e-9
WIDEST = 200.0
HALVINGS = 50


@dataclass(frozen=True)
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

    @cached_property
    def per_week(self) -> tuple[float, float, float]:
        """Points a week: the slope, and the low and high end of its 95 % interval."""
        error = np.sqrt(self.covariance[:, 1, 1])
        middle = float(self.weight @ self.slope)
        ends = [self._quantile(self.slope, error, share) for share in (LEVEL / 2, 1 - LEVEL / 2)]
        low, high = (DAYS_A_WEEK * end for end in ends)
        return DAYS_A_WEEK * middle, low, high

    def at(self, days: pd.DatetimeIndex) -> pd.DataFrame:
        """Give the line on some days: level, low and high, in points, one row a day."""
        rows = []
        for day in _numbers(days) - self.centre_day:
            value = self.level + self.slope * day
            toward = np.array([1.0, day])
            error = np.sqrt(toward @ self.covariance @ toward)
            ends = [self._quantile(value, error, share) for share in (LEVEL / 2, 1 - LEVEL / 2)]
            rows.append((float(self.weight @ value), *ends))
        table = pd.DataFrame(rows, columns=["level", "low", "high"], dtype="float64")
        return table.assign(day=days)[["day", "level", "low", "high"]]

    def _quantile(self, value: Floats, error: Floats, share: float) -> float:
        """Find where the mixture of t distributions has ``share`` of its weight below."""
        low = float((value - WIDEST * error).min())
        high = float((value + WIDEST * error).max())
        for _ in range(HALVINGS):
            middle = (low + high) / 2.0
            below = float(self.weight @ stdtr(self.freedom, (middle - value) / error))
            low, high = (middle, high) if below < share else (low, middle)
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
    Level and slope by generalised least squares, with errors AR(1) plus white noise; days without
    an entry are bridged exactly by a Kalman filter (Harvey 1989, Forecasting, structural time
    series models and the Kalman filter, section 3.4). The noise is averaged over a grid by its
    restricted likelihood (Patterson and Thompson 1971, Biometrika 58:545), never picked, so that
    not knowing it widens the interval.
    """
    number = _numbers(pd.DatetimeIndex(noted.index))
    centre = float(number.mean())
    places = (number - number[0]).astype(np.int64)
    columns = np.zeros((int(places[-1]) + 1, 3))
    columns[places, 0] = noted.to_numpy(dtype=np.float64)
    columns[:, 1] = 1.0
    columns[:, 2] = np.arange(len(columns)) + number[0] - centre
    entered = np.zeros(len(columns), dtype=np.bool_)
    entered[places] = True
    rows, log_variance = whiten(columns, entered)
    return _fitted(rows, log_variance, centre)


def _fitted(rows: Floats, log_variance: Floats, centre: float) -> SteadyTrend:
    """Give least squares on whitened rows (grid, entries, 3): pain, level, time."""
    line, pain = rows[:, :, 1:], rows[:, :, :1]
    information = np.swapaxes(line, 1, 2) @ line
    inverse = np.linalg.inv(information)
    estimate = (inverse @ np.swapaxes(line, 1, 2) @ pain)[:, :, 0]
    left = pain[:, :, 0] - (line @ estimate[:, :, None])[:, :, 0]
    freedom = float(rows.shape[1] - 2)
    squares = (left**2).sum(axis=1) + SMALL
    log_likelihood = -0.5 * (
        log_variance + np.linalg.slogdet(information)[1] + freedom * np.log(squares)
    )
    log_weight = log_likelihood - 0.5 * np.log1p(-GRID[:, 0])
    weight = np.exp(log_weight - log_weight.max())
    covariance = inverse * (squares / freedom)[:, None, None]
    # Without memory, rounding alone leaves this much open; a diary of one number has no more.
    covariance += inverse[0] * ROUNDING_VARIANCE
    return SteadyTrend(
        weight=weight / weight.sum(),
        centre_day=centre,
        level=estimate[:, 0],
        slope=estimate[:, 1],
        covariance=covariance,
        freedom=freedom,
    )


def _numbers(days: pd.DatetimeIndex) -> Floats:
    numbers: Floats = days.to_numpy().astype("datetime64[D]").astype(np.float64)
    return numbers
