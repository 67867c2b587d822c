"""The evidence for a link: every window against chance, judged together, one-sided.

Each point of the noise grid gives an estimate and its standard error for every window, and the
distribution of the largest t value if nothing were there. All of it is averaged over the grid by
how well each point explains the diary, so p, both ends of the interval and the upper limit come
from one and the same mixture.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import qmc

from dashboard.analysis.link.behind import Behind, behind
from dashboard.analysis.link.noise import GRID
from dashboard.analysis.link.weekdays import Reduced, likely_noise, reduce_weekdays
from dashboard.analysis.link.windows import NAMES, Flags, Floats

Places: TypeAlias = NDArray[np.int64]

DRAWS = 2048
SMALL = 1e-12
LEAST_FREEDOM = 3.0
# Degrees of freedom that a window and the two sizes of the noise take.
SPENT = 3.0
HIGHEST_T = 400.0
SHELF = 1000.0
# Enough to walk any distance, and to come within a millionth of a standard error.
STEPS, HALVINGS = 60, 24


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """A diary ready to be judged, day by day.

    Attributes
    ----------
    pain : (days,) array
        NaN where nothing was entered.
    windows : (days, windows) array
        Past load, standardised.
    trend : (days, columns) array
        Level and linear trend; a second look adds slow waves.
    weekdays : (days, 7 or 14) array
        One column a weekday, seven more after a change of plan.
    is_mean : (windows,) array of bool
        Windows whose standard error takes robust evidence in; a spike is too rare for it.
    is_whole_weeks : (windows,) array of bool
        Windows of 7 or 14 days: they have no weekdays of their own.
    """

    pain: Floats
    windows: Floats
    trend: Floats
    weekdays: Floats
    is_mean: Flags
    is_whole_weeks: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Estimates over the noise grid: ``weight`` (grid,), the rest (grid, windows).

    ``shelved`` (grid x draws,) holds the sorted largest t of each draw without a link, one grid
    point after the other, each on a shelf of its own so that one search serves all.
    """

    weight: Floats
    slope: Floats
    error: Floats
    shelved: Floats

    @property
    def mean_t(self) -> Floats:
        """The t value of each window, averaged over the grid."""
        mean: Floats = self.weight @ (self.slope / self.error)
        return mean

    @property
    def mean_slope(self) -> Floats:
        """The slope of each window, averaged over the grid: points for one SD of the window."""
        mean: Floats = self.weight @ self.slope
        return mean


def behind_of(design: Design) -> Behind:
    """Whiten what lies behind the pain of a diary besides its windows."""
    return behind(~np.isnan(design.pain), design.weekdays, design.trend)


def evidence(design: Design, known: Behind) -> Evidence:
    """Judge all windows of a diary over the noise grid, on what lies behind them."""
    entered = np.nan_to_num(design.pain)
    pain = np.ascontiguousarray(known.memory.whitened(entered[:, None]))
    likely = likely_noise(pain, known)
    windows = known.memory.whitened(design.windows, likely.kept)
    reduced = reduce_weekdays(pain, windows, likely, known, design.is_whole_weeks)
    weight = np.exp(likely.log_likelihood) / np.sqrt(1.0 - GRID[likely.kept, 0])
    return _judged(weight / weight.sum(), reduced, design)


def _judged(weight: Floats, reduced: Reduced, design: Design) -> Evidence:
    """Give slopes, errors and what chance makes of the largest t.

    The robust error is HC2 (MacKinnon and White 1985, J Econometrics 29:305); the larger of it and
    the model's counts.
    """
    pain, windows = reduced.pain, reduced.windows
    freedom = np.maximum(reduced.freedom - SPENT, LEAST_FREEDOM)
    information = (windows**2).sum(axis=1) + SMALL
    slope = (windows * pain).sum(axis=1) / information
    squares = (pain - windows * slope[:, None, :]) ** 2
    plain = squares.sum(axis=1) / freedom / information
    leverage = np.maximum(1.0 - windows**2 / information[:, None, :], 1e-6)
    sandwich = (windows**2 * squares / leverage).sum(axis=1) / information**2
    robust = sandwich * reduced.n_entries / freedom
    variance = np.where(design.is_mean, np.maximum(plain, robust), plain) + SMALL
    scale = np.sqrt(information[:, :, None] * information[:, None, :])
    correlation = np.swapaxes(windows, 1, 2) @ windows / scale
    correlation += 1e-8 * np.eye(windows.shape[2])
    chance = _largest_of_chance(correlation, freedom.min(axis=1))
    shelved = (chance + SHELF * np.arange(len(weight))[:, None]).ravel()
    return Evidence(weight, slope, np.sqrt(variance), shelved)


@lru_cache(maxsize=8)
def _draws(n_windows: int) -> tuple[Floats, Floats]:
    dimensions = max(n_windows, len(NAMES)) + 1
    points = qmc.Sobol(dimensions, seed=7).random(DRAWS)
    normal: Floats = ndtri(np.clip(points, 1e-9, 1.0 - 1e-9))
    return normal[:, :n_windows], normal[:, -1]


def _largest_of_chance(correlation: Floats, freedom: Floats) -> Floats:
    """Sorted largest of correlated t values without a link, from fixed quasi-random points.

    The chi in the denominator is Wilson and Hilferty's cube (1931, PNAS 17:684).
    """
    normal, spread = _draws(correlation.shape[1])
    c = 2.0 / (9.0 * freedom[:, None])
    chi = np.sqrt(np.maximum(1.0 - c + spread * np.sqrt(c), 0.05) ** 3)
    correlated = normal @ np.swapaxes(np.linalg.cholesky(correlation), 1, 2)
    return np.sort(correlated.max(axis=2) / chi, axis=1)


def chance_of(found: Evidence, t: Floats) -> Floats:
    """Give the chance that the largest t without a link reaches each of ``t`` (windows, grid)."""
    shelf = np.arange(len(found.weight))
    held = np.minimum(np.maximum(t, -HIGHEST_T), HIGHEST_T)
    below = np.searchsorted(found.shelved, held + SHELF * shelf)
    above = 1 + DRAWS * (shelf + 1) - below
    # Summed row by row: a window's chance is the same to the bit alone and among others.
    chance: Floats = (above * found.weight).sum(axis=1) / (DRAWS + 1)
    return chance


def p_value(found: Evidence, windows: Places) -> Floats:
    """Give the one-sided p of windows, each with the search over all windows counted in."""
    return chance_of(found, (found.slope / found.error)[:, windows].T)


def low(found: Evidence, windows: Places, level: float) -> Floats:
    """Give the lower ends of slopes; one is above 0 exactly when its p is at most ``level``."""
    slope, error = found.slope[:, windows].T, found.error[:, windows].T
    centre, step = found.mean_slope[windows], error @ found.weight
    end = _ends(lambda at: chance_of(found, (slope - at[:, None]) / error), centre, -step, level)
    seen = p_value(found, windows) <= level
    return np.where(seen, np.maximum(end, SMALL), np.minimum(end, -SMALL))


def high(found: Evidence, windows: Places, level: float) -> Floats:
    """Give the upper ends of slopes."""
    slope, error = found.slope[:, windows].T, found.error[:, windows].T
    centre, step = found.mean_slope[windows], error @ found.weight
    return _ends(lambda at: chance_of(found, (at[:, None] - slope) / error), centre, step, level)


def _ends(tail: Callable[[Floats], Floats], start: Floats, step: Floats, level: float) -> Floats:
    """Walk from ``start`` by growing steps to where the tail falls to ``level``, then bisect."""
    near, far = start, start + step
    for _ in range(STEPS):
        is_far = tail(far) <= level
        if is_far.all():
            break
        near, far = np.where(is_far, near, far), np.where(is_far, far, start + (far - start) * 2.0)
    for _ in range(HALVINGS):
        middle = (near + far) / 2.0
        is_far = tail(middle) <= level
        near, far = np.where(is_far, near, middle), np.where(is_far, middle, far)
    return far
