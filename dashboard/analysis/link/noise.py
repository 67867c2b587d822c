"""The noise of a pain diary: a slow wave of its own plus the noise of one entry.

Pain of one day resembles pain of the day before whatever was run, and each entry is rounded and a
little off. The first is an autoregression of order one, the second white noise; how much of each
is not known, so a grid of both is carried along and nothing is picked.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.link.windows import Flags, Floats

_PERSISTENCE = (0.2, 0.4, 0.55, 0.7, 0.8, 0.87, 0.92, 0.95, 0.97, 0.985, 0.995)
_ENTRY_NOISE = (0.0, 0.2, 0.6, 1.5, 4.0, 12.0, 40.0)
GRID: Floats = np.array(
    [(0.0, 0.0), *((phi, ratio) for phi in _PERSISTENCE for ratio in _ENTRY_NOISE)]
)


# A diary, its second look and the other places noted on the same days share one memory.
REMEMBERED = 4
# Entries whitened side by side: fewer leave more to take over, more leave more steps.
BLOCK = 32


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """The noise's memory between the entries of a diary, for all points of ``GRID``.

    A Kalman filter of AR(1) plus white noise, exact across days without an entry.

    Attributes
    ----------
    places : (entries,) array of int
        The days with an entry.
    carried : (entries, grid) array
        How much of an entry the filter takes to the next; whitening takes it away.
    kept : (blocks, BLOCK, grid) array
        How much of a whitened row returns in the next one, 0 where there is none.
    reach : (blocks, BLOCK, grid) array
        How much of the last row of the block before returns in each row of a block.
    scale : (entries, grid) array
        What makes the innovations of unit variance.
    log_variance : (grid,) array
        Sum of the logs of the one-step variances, for the likelihood.
    """

    places: NDArray[np.int64]
    carried: Floats
    kept: Floats
    reach: Floats
    scale: Floats
    log_variance: Floats

    def whitened(self, columns: Floats, grid: NDArray[np.int64] | None = None) -> Floats:
        """Take the memory out of columns.

        Parameters
        ----------
        columns : (days, columns) array
            Days without an entry may hold anything.
        grid : (points,) array of int, optional
            Points of ``GRID``; all of them unless given.

        Returns
        -------
        (points, entries, columns) array
            Whitened rows of the days entered, of unit innovation variance; a view, not in C order.
        """
        points = slice(None) if grid is None else grid
        felt = columns[self.places][:, :, None]
        scale = self.scale[:, None, points]
        n_blocks, n_entries = len(self.kept), len(felt)
        rows = np.zeros((n_blocks * BLOCK, felt.shape[1], scale.shape[2]))
        np.multiply(felt, scale, out=rows[:n_entries])
        rows[1:n_entries] -= felt[:-1] * self.carried[1:, None, points]
        blocks = rows.reshape(n_blocks, BLOCK, *rows.shape[1:])
        _remember(blocks, self.kept[:, :, None, points], self.reach[:, :, None, points])
        return rows[:n_entries].transpose(2, 0, 1)


def _remember(rows: Floats, kept: Floats, reach: Floats) -> None:
    """Add to each row what is kept of the row before it, in place.

    All blocks take a step at once; then each takes over from the one before. Row after row takes
    twice as long, most of it in calls.
    """
    step = np.empty_like(rows[:, 0])
    for place in range(1, BLOCK):
        rows[:, place] += np.multiply(rows[:, place - 1], kept[:, place], out=step)
    taken = np.empty_like(rows[0])
    for block in range(1, len(rows)):
        rows[block] += np.multiply(rows[block - 1, -1], reach[block], out=taken)


def memory(entered: Flags) -> Memory:
    """Work out the memory of a diary from its days (days,) with an entry."""
    return _memory(np.flatnonzero(entered).tobytes())


@lru_cache(maxsize=REMEMBERED)
def _memory(days: bytes) -> Memory:
    places = np.frombuffer(days, np.int64)
    decay = GRID[:, 0] ** np.diff(places, prepend=places[:1])[:, None]
    variance = _variances(decay)
    total = variance + GRID[:, 1]
    scale = 1.0 / np.sqrt(total)
    left = np.ones_like(decay)
    left[1:] = (1.0 - variance[:-1] / total[:-1]) * scale[1:] / scale[:-1]
    kept = np.zeros((-(-len(places) // BLOCK) * BLOCK, len(GRID)))
    kept[: len(places)] = decay * left
    blocks = kept.reshape(-1, BLOCK, len(GRID))
    reach = np.cumprod(blocks, axis=1, dtype=np.float64)
    return Memory(places, decay * scale, blocks, reach, scale, np.log(total).sum(axis=0))


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
