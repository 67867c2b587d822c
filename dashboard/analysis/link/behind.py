"""What may move pain besides load, the noise's memory taken out of it over the whole noise grid.

It is the same for every place that was noted on the same days, so it is worked out once for all.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.link.noise import Memory, memory
from dashboard.analysis.link.windows import Flags, Floats

RIDGE = 1e-9
# A log and its mornings alone; one noted on other days each.
REMEMBERED = 2


@dataclass(frozen=True, slots=True, eq=False)
class Behind:
    """Whitened weekdays and trend, and their products with each other.

    Attributes
    ----------
    memory : Memory
        Of the noise, on the days with an entry.
    blocks : tuple of (grid, entries, columns) array
        Weekdays and trend, then what was added to the trend.
    gram : (grid, columns, columns) array
        Products of all columns.
    n_weekdays : int
        The first so many columns are weekdays, the others trend.
    slopes : (grid, trend, weekdays) array
        The trend within each weekday column.
    log_trend : (grid,) array
        Log determinant of the products of the trend.
    values : (grid, weekdays) array
        Weights of the directions of the weekdays, the trend taken out.
    vectors : (grid, weekdays, weekdays) array
        These directions.
    """

    memory: Memory
    blocks: tuple[Floats, ...]
    gram: Floats
    n_weekdays: int
    slopes: Floats
    log_trend: Floats
    values: Floats
    vectors: Floats

    @property
    def n_trend(self) -> int:
        """Count the columns of the trend."""
        return int(self.gram.shape[1]) - self.n_weekdays

    @property
    def within(self) -> Floats:
        """Give the products of the trend's columns, (grid, trend, trend), held off 0."""
        return within(self.gram[:, self.n_weekdays :, self.n_weekdays :])

    def at(self, points: NDArray[np.int64]) -> Floats:
        """Give all columns at some points of the grid, as (points, entries, columns)."""
        return np.concatenate([block[points] for block in self.blocks], axis=2)

    def products(self, columns: Floats) -> Floats:
        """Multiply each column by others (grid, entries, others), as (grid, columns, others)."""
        return np.concatenate([np.swapaxes(block, 1, 2) @ columns for block in self.blocks], axis=1)

    def beside(self, trend: Floats) -> "Behind":
        """Add columns (days, columns) to the trend; what is there is not whitened again."""
        added = np.ascontiguousarray(self.memory.whitened(trend))
        across, own = self.products(added), np.swapaxes(added, 1, 2) @ added
        above = np.concatenate([self.gram, across], axis=2)
        below = np.concatenate([np.swapaxes(across, 1, 2), own], axis=2)
        gram = np.concatenate([above, below], axis=1)
        return from_products(self.memory, (*self.blocks, added), gram, self.n_weekdays)


def behind(entered: Flags, weekdays: Floats, trend: Floats) -> Behind:
    """Whiten weekdays and trend (days, columns) of the days (days,) with an entry."""
    columns = np.column_stack([weekdays, trend])
    return _behind(
        np.packbits(entered).tobytes(), columns.tobytes(), len(entered), weekdays.shape[1]
    )


@lru_cache(maxsize=REMEMBERED)
def _behind(entered: bytes, columns: bytes, n_days: int, n_weekdays: int) -> Behind:
    days = np.unpackbits(np.frombuffer(entered, np.uint8), count=n_days).astype(np.bool_)
    known = memory(days)
    rows = known.whitened(np.frombuffer(columns).reshape(n_days, -1))
    return from_rows(known, np.ascontiguousarray(rows), n_weekdays)


def from_rows(known: Memory, rows: Floats, n_weekdays: int) -> Behind:
    """Start from whitened rows (grid, entries, columns), weekdays first."""
    return from_products(known, (rows,), np.swapaxes(rows, 1, 2) @ rows, n_weekdays)


def from_products(
    known: Memory, blocks: tuple[Floats, ...], gram: Floats, n_weekdays: int
) -> Behind:
    """Take the trend out of the weekdays and find their directions."""
    trend = within(gram[:, n_weekdays:, n_weekdays:])
    between = gram[:, n_weekdays:, :n_weekdays]
    slopes = np.linalg.solve(trend, between).astype(np.float64, copy=False)
    left = gram[:, :n_weekdays, :n_weekdays] - np.swapaxes(between, 1, 2) @ slopes
    values, vectors = np.linalg.eigh(left)
    log_trend = np.linalg.slogdet(trend)[1]
    return Behind(
        known, blocks, gram, n_weekdays, slopes, log_trend, np.maximum(values, 0.0), vectors
    )


def within(gram: Floats) -> Floats:
    """Hold the products of the trend's columns off 0, so that they can be divided by."""
    held: Floats = gram + RIDGE * np.eye(gram.shape[1])
    return held
