"""Trend and weekdays taken out of whitened pain and windows, over the noise grid.

A painful Monday after the Sunday run says little about running, unless the other weekdays say the
same. So weekdays are effects of their own, but effects of a size that the diary itself tells: where
pain does not follow weekdays, they are drawn towards 0 and what differs between weekdays speaks
too; where it does, they are fitted freely. Windows of whole weeks have no weekdays: for them they
are always fitted freely.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.link.noise import GRID
from dashboard.analysis.link.windows import Flags, Floats

KEEP = 0.02
# Variance of a weekday's effect, in units of the variance of one entry from the next.
SIZES: Floats = np.array([0.03, 0.1, 0.3, 1.0, 3.0, 10.0])
SMALL = 1e-12
RIDGE = 1e-9
# Weekdays are drawn towards 0 as if their effects were so many times what the diary says: too
# large costs a little power, too small reads the pain of a weekday as the pain of its load.
CAUTION = 5.0
# Directions of the weekdays with less than this share of the largest are not there at all.
LEAST_SHARE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Likely:
    """The noise and the size of weekday effects that explain the diary.

    Attributes
    ----------
    kept : (points,) array of int
        Places in ``GRID``; the others explain too little to count.
    log_likelihood : (points,) array
        Restricted, 0 for the best.
    shrinkage : (points,) array
        What draws weekdays towards 0.
    values : (points, weekdays) array
        Weights of the directions of the weekdays.
    vectors : (points, weekdays, weekdays) array
        These directions.
    """

    kept: NDArray[np.int64]
    log_likelihood: Floats
    shrinkage: Floats
    values: Floats
    vectors: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Reduced:
    """What is left of pain and windows, for the points of the grid that explain the diary.

    Attributes
    ----------
    log_likelihood : (grid,) array
        Restricted, 0 for the best.
    pain, windows : (grid, rows, windows) array
        A row an entry and one a weekday: what the size of weekday effects says of them. Pain is
        there once for each window, as weekdays are drawn towards 0 for some of them only.
    freedom : (grid, windows) array
        Entries less what trend and weekdays took.
    n_entries : int
        Rows that are entries.
    """

    log_likelihood: Floats
    pain: Floats
    windows: Floats
    freedom: Floats
    n_entries: int


def likely_noise(rows: Floats, log_variance: Floats, n_weekdays: int) -> Likely:
    """Find the noise that explains a diary; the windows of load have no say in it.

    Parameters
    ----------
    rows : (grid, entries, columns) array
        Whitened: pain, weekdays, trend.
    log_variance : (grid,) array
        As the noise's memory gives it.
    n_weekdays : int
        Number of weekday columns.

    Notes
    -----
    The size of weekday effects is averaged by restricted likelihood at each point of the grid
    (Patterson and Thompson 1971, Biometrika 58:545).
    """
    first = 1 + n_weekdays
    gram = np.swapaxes(rows, 1, 2) @ rows
    within, between = _within(gram[:, first:, first:]), gram[:, first:, :first]
    left = gram[:, :first, :first] - np.swapaxes(between, 1, 2) @ np.linalg.solve(within, between)
    values, vectors = np.linalg.eigh(left[:, 1:, 1:])
    values = np.maximum(values, 0.0)
    pulls = (np.swapaxes(vectors, 1, 2) @ left[:, 1:, :1])[:, :, 0]
    freedom = rows.shape[1] - within.shape[1]
    likelihood, shrinkage = _sizes(left[:, 0, 0], pulls, values, freedom)
    likelihood -= 0.5 * (log_variance + np.linalg.slogdet(within)[1])
    likelihood -= likelihood.max()
    kept = np.flatnonzero(likelihood > np.log(KEEP))
    return Likely(kept, likelihood[kept], shrinkage[kept], values[kept], vectors[kept])


def reduce_weekdays(
    rows: Floats, windows: Floats, likely: Likely, n_weekdays: int, is_free: Flags
) -> Reduced:
    """Take trend and weekdays out.

    Parameters
    ----------
    rows : (grid, entries, columns) array
        As in :func:`likely_noise`, whose result ``likely`` is.
    windows : (points, entries, windows) array
        Whitened by the likely points only.
    n_weekdays : int
        As there.
    is_free : (windows,) array of bool
        Windows for which weekdays are fitted freely.

    Notes
    -----
    Random effects by rows of their own: pulling an effect towards 0 is one more observation of 0
    (Robinson 1991, Stat Sci 6:15).
    """
    first = 1 + n_weekdays
    behind = rows[likely.kept]
    trend = behind[:, :, first:]
    columns = np.concatenate([behind[:, :, :1], windows, behind[:, :, 1:first]], axis=2)
    turned = np.swapaxes(trend, 1, 2)
    cleared = columns - trend @ np.linalg.solve(_within(turned @ trend), turned @ columns)
    split = 1 + windows.shape[2]
    each = np.swapaxes(cleared[:, :, split:] @ likely.vectors, 1, 2)
    basis = _Basis(cleared, likely.values, likely.vectors, each @ cleared[:, :, :split])
    drawn = _drawn(basis, likely.shrinkage)
    free = _free(basis)
    freedom = rows.shape[1] - trend.shape[2]
    return Reduced(
        log_likelihood=likely.log_likelihood,
        pain=np.where(is_free, free.rest[:, :, :1], drawn.rest[:, :, :1]),
        windows=np.where(is_free, free.rest[:, :, 1:], drawn.rest[:, :, 1:]),
        freedom=freedom - np.where(is_free, free.taken[:, None], drawn.taken[:, None]),
        n_entries=rows.shape[1],
    )


def _within(gram: Floats) -> Floats:
    """Hold the products of the trend's columns off 0, so that they can be divided by."""
    held: Floats = gram + RIDGE * np.eye(gram.shape[1])
    return held


@dataclass(frozen=True, slots=True, eq=False)
class _Basis:
    """Rows without trend, and the directions of the weekdays: their weights and pulls."""

    rows: Floats
    values: Floats
    vectors: Floats
    pulls: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Rest:
    """Rows without weekdays (grid, entries + weekdays, 1 + windows), and what those took."""

    rest: Floats
    taken: Floats


def _sizes(pain: Floats, pulls: Floats, values: Floats, freedom: int) -> tuple[Floats, Floats]:
    """Average the size of weekday effects by likelihood.

    Returns the log likelihood of each grid point over all sizes, and what is added to the weights
    of the directions to draw them towards 0 by ``CAUTION`` times the mean size.
    """
    one_entry = 1.0 + GRID[:, 1]
    sizes = SIZES[:, None] * one_entry
    added = 1.0 / sizes[:, :, None]
    left = pain - (pulls**2 / (values + added)).sum(axis=2)
    each = -0.5 * freedom * np.log(np.maximum(left, SMALL))
    each -= 0.5 * np.log1p(values / added).sum(axis=2)
    best = each.max(axis=0)
    share = np.exp(each - best)
    total = share.sum(axis=0)
    mean = (share / total * sizes).sum(axis=0)
    return best + np.log(total), 1.0 / (CAUTION * mean)


def _drawn(basis: _Basis, shrinkage: Floats) -> _Rest:
    """Fit weekdays drawn towards 0; each leaves a row that says how far it stayed from there."""
    weight = 1.0 / (basis.values + shrinkage[:, None])
    effects = basis.vectors @ (weight[:, :, None] * basis.pulls)
    kept_back = -np.sqrt(shrinkage)[:, None, None] * effects
    taken = (basis.values * weight).sum(axis=1)
    return _Rest(np.concatenate([_less(basis, effects), kept_back], axis=1), taken)


def _free(basis: _Basis) -> _Rest:
    """Fit weekdays freely."""
    there = basis.values > LEAST_SHARE * basis.values.max(axis=1, keepdims=True)
    weight = np.where(there, 1.0 / np.where(there, basis.values, 1.0), 0.0)
    effects = basis.vectors @ (weight[:, :, None] * basis.pulls)
    rest = np.concatenate([_less(basis, effects), np.zeros_like(effects)], axis=1)
    return _Rest(rest, there.sum(axis=1).astype(np.float64))


def _less(basis: _Basis, effects: Floats) -> Floats:
    split = effects.shape[2]
    rest: Floats = basis.rows[:, :, :split] - basis.rows[:, :, split:] @ effects
    return rest
