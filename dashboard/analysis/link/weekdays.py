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
class Reduced:
    """What is left of pain and windows, for the points of the grid that explain the diary.

    Attributes
    ----------
    kept : (grid,) array of int
        Their places in ``GRID``.
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

    kept: NDArray[np.int64]
    log_likelihood: Floats
    pain: Floats
    windows: Floats
    freedom: Floats
    n_entries: int


def reduce_weekdays(
    rows: Floats, log_variance: Floats, widths: tuple[int, int, int], is_free: Flags
) -> Reduced:
    """Take trend and weekdays out.

    Parameters
    ----------
    rows : (grid, entries, columns) array
        Whitened: pain, windows, trend, weekdays.
    log_variance : (grid,) array
        As whitening gives it.
    widths : tuple of int
        Number of windows, of trend columns, of weekday columns.
    is_free : (windows,) array of bool
        Windows for which weekdays are fitted freely.

    Notes
    -----
    Random effects by rows of their own: pulling an effect towards 0 is one more observation of 0
    (Robinson 1991, Stat Sci 6:15). The size is averaged by restricted likelihood at each point of
    the grid (Patterson and Thompson 1971, Biometrika 58:545).
    """
    split = 1 + widths[0]
    within = _Trend(rows, split, widths[1])
    gram = within.cleared_gram()
    values, vectors = np.linalg.eigh(gram[:, split:, split:])
    values = np.maximum(values, 0.0)
    pulls = np.swapaxes(vectors, 1, 2) @ gram[:, split:, :split]
    freedom = rows.shape[1] - widths[1]
    likelihood, shrinkage = _sizes(gram[:, 0, 0], pulls[:, :, 0], values, freedom)
    likelihood -= 0.5 * (log_variance + within.log_determinant())
    likelihood -= likelihood.max()
    kept = np.flatnonzero(likelihood > np.log(KEEP))
    basis = _Basis(within.cleared(kept), values[kept], vectors[kept], pulls[kept])
    drawn = _drawn(basis, shrinkage[kept])
    free = _free(basis)
    return Reduced(
        kept=kept,
        log_likelihood=likelihood[kept],
        pain=np.where(is_free, free.rest[:, :, :1], drawn.rest[:, :, :1]),
        windows=np.where(is_free, free.rest[:, :, 1:], drawn.rest[:, :, 1:]),
        freedom=freedom - np.where(is_free, free.taken[:, None], drawn.taken[:, None]),
        n_entries=rows.shape[1],
    )


class _Trend:
    """The trend regressed out of pain, windows and weekdays, which are left in this order.

    The products of all columns are taken once; whole rows are cleared only where they are needed.
    """

    def __init__(self, rows: Floats, first: int, width: int) -> None:
        self._rows = rows
        self._trend = slice(first, first + width)
        self._others = np.r_[0:first, first + width : rows.shape[2]]
        gram = np.swapaxes(rows, 1, 2) @ rows
        self._gram = gram[:, self._others[:, None], self._others]
        self._within = gram[:, self._trend, self._trend] + RIDGE * np.eye(width)
        self._between = gram[:, self._trend, self._others]
        self._slopes = np.linalg.solve(self._within, self._between)

    def cleared_gram(self) -> Floats:
        """Give the products of the cleared columns, as (grid, columns, columns)."""
        explained = np.swapaxes(self._between, 1, 2) @ self._slopes
        left: Floats = self._gram - explained
        return left

    def log_determinant(self) -> Floats:
        """Give what the restricted likelihood takes for the trend, as (grid,)."""
        determinant: Floats = np.linalg.slogdet(self._within)[1]
        return determinant

    def cleared(self, kept: NDArray[np.int64]) -> Floats:
        """Clear whole rows of some grid points, as (grid, entries, columns)."""
        rows = self._rows[kept]
        left: Floats = rows[:, :, self._others] - rows[:, :, self._trend] @ self._slopes[kept]
        return left


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
