"""What the body met before each day: one column for each window of past load.

Load acts from the next day on. The load of the same day is never used, because its direction
cannot be known: pain may follow the run, and the run may follow how the morning felt.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

WEEK = 7

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class MeanWindow:
    """Mean daily load over ``first_lag`` to ``last_lag`` days before."""

    name: str
    first_lag: int
    last_lag: int

    @property
    def is_whole_weeks(self) -> bool:
        """Whether every weekday is in it equally often."""
        return (self.last_lag - self.first_lag + 1) % WEEK == 0


MEAN_WINDOWS = (
    MeanWindow("1-2 days", 1, 2),
    MeanWindow("3-7 days", 3, 7),
    MeanWindow("1-7 days", 1, 7),
    MeanWindow("1-14 days", 1, 14),
)
SPIKE_WINDOW = "spike 1-3 days"
NAMES = (*(window.name for window in MEAN_WINDOWS), SPIKE_WINDOW)

HISTORY_DAYS = 14
LONGEST_DAYS = 30
SPIKE_LAGS = 3
SPIKE_QUOTED = float(np.log(1.3))
SPIKE_LARGEST = float(np.log(2.0))


def exposures(load: Floats) -> Floats:
    """Give what was met before each day, as (days, windows) in the order of ``NAMES``.

    Parameters
    ----------
    load : (days,) array
        Daily load in any unit, 0 on rest days, NaN where it is not known.

    Returns
    -------
    (days, 5) array
        Mean load of each window, unknown days counted as 0, and the largest log ratio of a day's
        load to the longest of the 30 days before it over lags 1-3, between 0 and log 2. A row
        whose 14 days before are not all known is not to be used; a spike is 0 until the 30 days
        before it are.
    """
    means = [_mean(np.nan_to_num(load), window) for window in MEAN_WINDOWS]
    return np.column_stack([*means, _recent_spike(spikes(load))])


def _mean(load: Floats, window: MeanWindow) -> Floats:
    total = np.concatenate([[0.0], np.cumsum(load)])
    day = np.arange(len(load))
    newest = total[np.maximum(day - window.first_lag + 1, 0)]
    oldest = total[np.maximum(day - window.last_lag, 0)]
    mean: Floats = (newest - oldest) / (window.last_lag - window.first_lag + 1)
    return mean


def spikes(load: Floats) -> Floats:
    """Give each day's log ratio of its load to the longest of 30 days before, in 0 to log 2."""
    spike = np.zeros(len(load))
    first = LONGEST_DAYS + 1
    if len(load) <= first:
        return spike
    longest = np.lib.stride_tricks.sliding_window_view(load[:-1], LONGEST_DAYS).max(axis=1)[1:]
    today = load[first:]
    # A comparison with NaN is False: one unknown day of the 30 leaves the spike at 0.
    known = (today > 0) & (longest > 0)
    ratio = np.log(today[known]) - np.log(longest[known])
    spike[first:][known] = np.clip(ratio, 0.0, SPIKE_LARGEST)
    return spike


def _recent_spike(spike: Floats) -> Floats:
    padded = np.concatenate([np.zeros(SPIKE_LAGS), spike])
    lagged = [padded[SPIKE_LAGS - lag : len(padded) - lag] for lag in range(1, SPIKE_LAGS + 1)]
    recent: Floats = np.max(lagged, axis=0)
    return recent
