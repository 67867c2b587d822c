"""Six weeks of made-up pain whose course is known: flat, falling or rising, with gaps.

A deviation of one day resembles that of the day before (AR(1)); the sum is rounded to whole points
and cut off at 0 and 10, as a diary is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from dashboard.analysis.recovery import COURSE_DAYS, course

FIRST = "2025-01-06"
DAYS_A_WEEK = 7
LEVEL = 4.0


@dataclass(frozen=True, slots=True)
class Cell:
    """What is true of a diary.

    ``persistence`` and ``spread`` are pain's memory from day to day and its SD in points, ``share``
    the days with an entry, ``fall`` the points a week by which pain really falls, ``level`` what
    it is around in the middle.
    """

    persistence: float
    spread: float
    share: float
    fall: float = 0.0
    level: float = LEVEL

    @property
    def name(self) -> str:
        """Say it short, for a table."""
        around = "" if self.level == LEVEL else f" around {self.level:.0f}"
        return f"AR {self.persistence} SD {self.spread} {self.share:.0%}{around}"


GRID = tuple(product((0.7, 0.85), (1.0, 1.5, 2.0), (0.60, 0.95)))
FLAT = tuple(Cell(*true) for true in GRID)
# Beyond what is promised: measured, and held where it can be.
FLAT_BEYOND = (
    Cell(0.0, 1.0, 0.8),
    Cell(0.5, 2.0, 0.8),
    Cell(0.7, 1.5, 0.3),
    Cell(0.85, 1.5, 0.8, level=2.0),
    Cell(0.85, 1.5, 0.8, level=8.0),
    Cell(0.7, 2.8, 0.8),
    Cell(0.85, 3.8, 0.8),
)


def falling(points_a_week: float) -> tuple[Cell, ...]:
    """Give every flat cell with a fall in it."""
    return tuple(Cell(*true, fall=points_a_week) for true in GRID)


def draw(cell: Cell, seed: int) -> pd.Series:
    """Draw the diary of a cell that this seed always gives, NaN on days without an entry."""
    # A seed is not negative, and a fall may be: pain that rises.
    own = (round(1000 * (number + 10)) for number in _numbers(cell))
    rng = np.random.default_rng([seed, *own])
    changes = rng.normal(0, cell.spread, COURSE_DAYS)
    changes[1:] *= np.sqrt(1 - cell.persistence**2)
    wave = np.zeros(COURSE_DAYS)
    for day, change in enumerate(changes):
        wave[day] = change + (cell.persistence * wave[day - 1] if day else 0.0)
    from_middle = np.arange(COURSE_DAYS) - (COURSE_DAYS - 1) / 2
    felt = cell.level - cell.fall / DAYS_A_WEEK * from_middle + wave
    pain = np.clip(np.round(felt), 0, 10)
    pain[rng.random(COURSE_DAYS) >= cell.share] = np.nan
    return pd.Series(pain, pd.date_range(FIRST, periods=COURSE_DAYS))


def _numbers(cell: Cell) -> tuple[float, ...]:
    return (cell.persistence, cell.spread, cell.share, cell.fall, cell.level)


def told(cells: Iterable[Cell], seeds: range) -> pd.DataFrame:
    """Read every diary: one row a run."""
    rows = [
        (cell.name, cell.fall, found.label, found.low, found.high, len(found.flares))
        for cell in cells
        for seed in seeds
        for found in [course(draw(cell, seed))]
    ]
    return pd.DataFrame(rows, columns=["cell", "fall", "label", "low", "high", "n_flares"])


def shares(runs: pd.DataFrame) -> pd.DataFrame:
    """Share of runs in %, cell by cell: each label, each side of the interval, and the truth.

    The truth is held or not only where there was enough to judge.
    """
    held = (runs["low"] <= -runs["fall"]) & (-runs["fall"] <= runs["high"])
    by_cell = runs.assign(
        **{
            "steady improvement": runs["label"] == "steady improvement",
            "getting worse": runs["label"] == "getting worse",
            "up and down": runs["label"] == "up and down",
            "all below 0": runs["high"] < 0,
            "all above 0": runs["low"] > 0,
            "holds the truth": held.astype("float64").where(runs["low"].notna()),
        }
    ).drop(columns=["label", "low", "high", "n_flares", "fall"])
    return 100 * by_cell.groupby("cell", sort=False).mean()
