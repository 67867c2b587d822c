"""The noise of a pain diary: a slow wave of its own plus the noise of one entry.

Pain of one day resembles pain of the day before whatever was run, and each entry is rounded and a
little off. The first is an autoregression of order one, the second white noise; how much of each
is not known, so a grid of both is carried along and nothing is picked.
"""

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.link.windows import Floats

_PERSISTENCE = (0.2, 0.4, 0.55, 0.7, 0.8, 0.87, 0.92, 0.95, 0.97, 0.985, 0.995)
_ENTRY_NOISE = (0.0, 0.2, 0.6, 1.5, 4.0, 12.0, 40.0)
GRID: Floats = np.array(
    [(0.0, 0.0), *((phi, ratio) for phi in _PERSISTENCE for ratio in _ENTRY_NOISE)]
)


def whiten(columns: Floats, entered: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Take the noise's memory out of every column, exactly, across days without an entry.

    A Kalman filter of AR(1) plus white noise, for all points of ``GRID`` at once.

    Parameters
    ----------
    columns : (days, columns) array
        Pain first, then windows and background; days without an entry may hold anything.
    entered : (days,) array of bool
        The days with an entry.

    Returns
    -------
    rows : (grid, entries, columns) array
        Whitened rows of the days entered, of unit innovation variance.
    log_variance : (grid,) array
        Sum of the logs of the one-step variances, for the likelihood.
    """
    places = np.flatnonzero(entered)
    decay = GRID[:, 0] ** np.diff(places, prepend=places[:1])[:, None]
    variance = _variances(decay)
    total = variance + GRID[:, 1]
    gain = (variance / total)[:, :, None]
    held = decay[:, :, None]
    rows = np.empty((len(places), len(GRID), columns.shape[1]))
    state, step = np.zeros(rows.shape[1:]), np.empty(rows.shape[1:])
    for entry, felt in enumerate(columns[places]):
        state *= held[entry]
        row = np.subtract(felt, state, out=rows[entry])
        state += np.multiply(gain[entry], row, out=step)
    rows /= np.sqrt(total)[:, :, None]
    return np.ascontiguousarray(rows.transpose(1, 0, 2)), np.log(total).sum(axis=0)


def _variances(decay: Floats) -> Floats:
    """Give the variance of the wave before each entry is known, as (entries, grid).

    In units of its daily innovation; ``decay`` is what is left of it since the entry before.
    """
    phi, ratio = GRID.T
    stationary = 1.0 / (1.0 - phi**2)
    kept = decay**2
    variance: Floats = stationary * (1.0 - kept)
    variance[:1] = stationary
    known = np.zeros(len(GRID))
    for entry, share in enumerate(kept):
        if entry:
            variance[entry] += share * known
        total = variance[entry] + ratio
        known = variance[entry] * ratio / total
    return variance
