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
    phi, ratio = GRID.T
    decay, decay_squared = phi[:, None], phi**2
    state = np.zeros((len(GRID), columns.shape[1]))
    variance = 1.0 / (1.0 - decay_squared)
    rows = np.empty((int(entered.sum()), *state.shape))
    log_variance = np.zeros(len(GRID))
    place = 0
    for day, here in enumerate(entered.tolist()):
        if day:
            state *= decay
            variance = decay_squared * variance + 1.0
        if here:
            total = variance + ratio
            gain = variance / total
            row = np.subtract(columns[day], state, out=rows[place])
            state += gain[:, None] * row
            row /= np.sqrt(total)[:, None]
            log_variance += np.log(total)
            variance = variance - gain * variance
            place += 1
    return np.ascontiguousarray(rows.transpose(1, 0, 2)), log_variance
