"""The evidence for a link: every window against chance, judged together, one-sided.

Each point of the noise grid gives an estimate and its standard error for every window, and the
distribution of the largest t value if nothing were there. All of it is averaged over the grid by
how well each point explains the diary, so p, both ends of the interval and the upper limit come
from one and the same mixture.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.special import ndtri
from scipy.stats import qmc

from dashboard.analysis.link.noise import GRID, whiten
from dashboard.analysis.link.windows import NAMES, Flags, Floats

KEEP = 0.02
DRAWS = 2048
SMALL = 1e-12
HIGHEST_T = 400.0
SHELF = 1000.0


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """A diary ready to be judged: pain, standardised windows and background, day by day.

    ``pain`` is NaN where nothing was entered. ``robust`` marks the windows whose standard error
    is the larger of the model's and the robust one (the means; a spike is too rare for it).
    """

    pain: Floats
    windows: Floats
    background: Floats
    robust: Flags


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


def evidence(design: Design) -> Evidence:
    """Judge all windows of a diary over the noise grid."""
    entered = ~np.isnan(design.pain)
    pain = np.where(entered, design.pain, 0.0)
    n_windows = design.windows.shape[1]
    n_background = design.background.shape[1]
    columns = np.column_stack([pain, design.windows, design.background])
    rows, log_variance = whiten(columns, entered)
    split = 1 + n_windows
    gram = np.swapaxes(rows, 1, 2) @ rows
    within = gram[:, split:, split:] + 1e-9 * np.eye(n_background)
    across = gram[:, split:, :split]
    fitted = np.linalg.solve(within, across)
    pain_left = gram[:, 0, 0] - (across[:, :, 0] * fitted[:, :, 0]).sum(axis=1)
    freedom = rows.shape[1] - n_background
    likelihood = -0.5 * (freedom * np.log(pain_left) + log_variance + np.linalg.slogdet(within)[1])
    likelihood -= likelihood.max()
    kept = np.flatnonzero(likelihood > np.log(KEEP))
    weight = np.exp(likelihood[kept]) / np.sqrt(1.0 - GRID[kept, 0])
    rest = rows[kept, :, :split] - rows[kept, :, split:] @ fitted[kept]
    return _judged(weight / weight.sum(), rest, design, max(freedom - 3, 3))


def _judged(weight: Floats, rest: Floats, design: Design, freedom: int) -> Evidence:
    pain, windows = rest[:, :, :1], rest[:, :, 1:]
    information = (windows**2).sum(axis=1) + SMALL
    slope = (windows * pain).sum(axis=1) / information
    squares = (pain - windows * slope[:, None, :]) ** 2
    plain = squares.sum(axis=1) / freedom / information
    leverage = np.maximum(1.0 - windows**2 / information[:, None, :], 1e-6)
    sandwich = (windows**2 * squares / leverage).sum(axis=1) / information**2
    robust = sandwich * (pain.shape[1] / freedom)
    variance = np.where(design.robust, np.maximum(plain, robust), plain)
    scale = np.sqrt(information[:, :, None] * information[:, None, :])
    correlation = np.swapaxes(windows, 1, 2) @ windows / scale
    correlation += 1e-8 * np.eye(windows.shape[2])
    chance = _largest_of_chance(correlation, freedom)
    shelved = (chance + SHELF * np.arange(len(weight))[:, None]).ravel()
    return Evidence(weight, slope, np.sqrt(variance + SMALL), shelved)


@lru_cache(maxsize=8)
def _draws(n_windows: int) -> tuple[Floats, Floats]:
    dimensions = max(n_windows, len(NAMES)) + 1
    points = qmc.Sobol(dimensions, seed=7).random(DRAWS)
    normal: Floats = ndtri(np.clip(points, 1e-9, 1.0 - 1e-9))
    return normal[:, :n_windows], normal[:, -1]


def _largest_of_chance(correlation: Floats, freedom: int) -> Floats:
    """Sorted largest of correlated t values without a link, from fixed quasi-random points.

    The chi in the denominator is Wilson and Hilferty's cube (1931, PNAS 17:684).
    """
    normal, spread = _draws(correlation.shape[1])
    c = 2.0 / (9.0 * freedom)
    chi = np.sqrt(np.maximum(1.0 - c + spread * np.sqrt(c), 0.05) ** 3)
    correlated = normal @ np.swapaxes(np.linalg.cholesky(correlation), 1, 2)
    return np.sort((correlated / chi[:, None]).max(axis=2), axis=1)


def chance_of(found: Evidence, t: Floats) -> float:
    """Give the chance that the largest t without a link reaches ``t`` (grid,)."""
    shelf = np.arange(len(found.weight))
    below = np.searchsorted(found.shelved, np.clip(t, -HIGHEST_T, HIGHEST_T) + SHELF * shelf)
    above = 1 + DRAWS * (shelf + 1) - below
    return float(found.weight @ above) / (DRAWS + 1)


def p_value(found: Evidence, window: int) -> float:
    """Give the one-sided p of a window, the search over all windows counted in."""
    return chance_of(found, found.slope[:, window] / found.error[:, window])


def low(found: Evidence, window: int, level: float) -> float:
    """Give the lower end of a slope; it is above 0 exactly when p is at most ``level``."""
    slope, error = found.slope[:, window], found.error[:, window]
    centre, step = float(found.mean_slope[window]), float(found.weight @ error)
    end = _end(lambda value: chance_of(found, (slope - value) / error), centre, -step, level)
    seen = p_value(found, window) <= level
    return max(end, SMALL) if seen else min(end, -SMALL)


def high(found: Evidence, window: int, level: float) -> float:
    """Give the upper end of a slope."""
    slope, error = found.slope[:, window], found.error[:, window]
    centre, step = float(found.mean_slope[window]), float(found.weight @ error)
    return _end(lambda value: chance_of(found, (value - slope) / error), centre, step, level)


def _end(tail: Callable[[float], float], start: float, step: float, level: float) -> float:
    """Walk from ``start`` by growing steps to where the tail falls to ``level``, then bisect."""
    near, far = start, start + step
    for _ in range(60):
        if tail(far) <= level:
            break
        near, far = far, start + (far - start) * 2.0
    for _ in range(40):
        middle = (near + far) / 2.0
        near, far = (near, middle) if tail(middle) <= level else (middle, far)
    return far
