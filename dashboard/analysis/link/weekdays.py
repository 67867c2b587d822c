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

from dashboard.analysis.link.behind import Behind
from dashboard.analysis.link.noise import GRID
from dashboard.analysis.link.windows import Flags, Floats

KEEP = 0.02
# Variance of a weekday's effect, in units of the variance of one entry from the next.
SIZES: Floats = np.array([0.03, 0.1, 0.3, 1.0, 3.0, 10.0])
SMALL = 1e-12
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


def likely_noise(pain: Floats, known: Behind) -> Likely:
    """Find the noise that explains a diary; the windows of load have no say in it.

    Parameters
    ----------
    pain : (grid, entries, 1) array
        Whitened.
    known : Behind
        What lies behind it.

    Notes
    -----
    The size of weekday effects is averaged by restricted likelihood at each point of the grid
    (Patterson and Thompson 1971, Biometrika 58:545).
    """
    products = known.products(pain)
    weekdays, trend = products[:, : known.n_weekdays], products[:, known.n_weekdays :]
    slopes = np.linalg.solve(known.within, trend)
    left = (pain**2).sum(axis=(1, 2)) - (trend * slopes).sum(axis=(1, 2))
    pulls = weekdays - np.swapaxes(known.slopes, 1, 2) @ trend
    turned = (np.swapaxes(known.vectors, 1, 2) @ pulls)[:, :, 0]
    freedom = pain.shape[1] - known.n_trend
    likelihood, shrinkage = _sizes(left, turned, known.values, freedom)
    likelihood -= 0.5 * (known.memory.log_variance + known.log_trend)
    likelihood -= likelihood.max()
    kept = np.flatnonzero(likelihood > np.log(KEEP))
    return Likely(kept, likelihood[kept], shrinkage[kept], known.values[kept], known.vectors[kept])


def reduce_weekdays(
    pain: Floats, windows: Floats, likely: Likely, known: Behind, is_free: Flags
) -> Reduced:
    """Take trend and weekdays out.

    Parameters
    ----------
    pain : (grid, entries, 1) array
        As in :func:`likely_noise`, whose result ``likely`` is.
    windows : (points, entries, windows) array
        Whitened by the likely points only.
    known : Behind
        As there.
    is_free : (windows,) array of bool
        Windows for which weekdays are fitted freely.

    Notes
    -----
    Random effects by rows of their own: pulling an effect towards 0 is one more observation of 0
    (Robinson 1991, Stat Sci 6:15).
    """
    rows = known.at(likely.kept)
    weekdays, trend = rows[:, :, : known.n_weekdays], rows[:, :, known.n_weekdays :]
    columns = np.concatenate([pain[likely.kept], windows, weekdays], axis=2)
    slopes = np.linalg.solve(known.within[likely.kept], np.swapaxes(trend, 1, 2) @ columns)
    cleared = columns - trend @ slopes
    split = 1 + windows.shape[2]
    each = np.swapaxes(cleared[:, :, split:] @ likely.vectors, 1, 2)
    basis = _Basis(cleared, likely.values, likely.vectors, each @ cleared[:, :, :split])
    drawn = _drawn(basis, likely.shrinkage)
    free = _free(basis)
    freedom = pain.shape[1] - known.n_trend
    return Reduced(
        log_likelihood=likely.log_likelihood,
        pain=np.where(is_free, free.rest[:, :, :1], drawn.rest[:, :, :1]),
        windows=np.where(is_free, free.rest[:, :, 1:], drawn.rest[:, :, 1:]),
        freedom=freedom - np.where(is_free, free.taken[:, None], drawn.taken[:, None]),
        n_entries=pain.shape[1],
    )


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
