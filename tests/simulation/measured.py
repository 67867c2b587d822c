"""What a method tells of simulated runners, run by run, and how often: the figures."""

import zlib
from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from dashboard.analysis.link import LinkResult, load_pain_link
from simulation.runners import Runner, simulate
from simulation.scenarios import BREAKING, EFFECTS, NULLS

WEEKS = (6, 12, 26, 52)
CELLS = NULLS | BREAKING | EFFECTS
# Nulls in which the reference itself raises more alarms than 5 %: not pooled, never worse than it.
HARD = ("B2 28-day cycle and cut-back", "B3 plan and pain day change")
POOLED = tuple(cell for cell in NULLS if cell not in HARD)
COLUMNS = ("cell", "weeks", "seed", "verdict", "window", "p_value", "low", "high", "n_entries")
FIRST = "2025-01-06"


def draw(cell: str, weeks: int, seed: int) -> Runner:
    """Draw the runner of a cell that this seed always gives."""
    rng = np.random.default_rng([seed, weeks, zlib.crc32(cell.encode())])
    return simulate(rng, weeks, CELLS[cell])


def daily(runner: Runner) -> tuple[pd.Series, pd.Series]:
    """Give load and pain by day."""
    days = pd.date_range(FIRST, periods=len(runner.load))
    return pd.Series(runner.load, days), pd.Series(runner.pain, days)


def told(cells: Iterable[str], weeks: Iterable[int], seeds: range) -> pd.DataFrame:
    """Judge every runner: one row a run, in ``COLUMNS``."""
    rows = [
        (cell, length, seed, load_pain_link(*daily(draw(cell, length, seed))))
        for cell in cells
        for length in weeks
        for seed in seeds
    ]
    return pd.DataFrame([_row(*row) for row in rows], columns=list(COLUMNS))


def _row(cell: str, weeks: int, seed: int, found: LinkResult) -> tuple[object, ...]:
    numbers = (found.p_value, found.low, found.high, found.n_entries)
    return (cell, weeks, seed, found.verdict, found.window, *numbers)


def alarms(
    method: Callable[[pd.Series, pd.Series], bool],
    cells: Iterable[str],
    weeks: Iterable[int],
    seeds: range,
) -> float:
    """Share of runners for whom a method sees a link, of those with at least 24 entries."""
    drawn = [daily(draw(cell, n, seed)) for cell in cells for n in weeks for seed in seeds]
    return float(np.mean([method(*log) for log in drawn if log[1].count() >= 24]))


def shares(runs: pd.DataFrame, verdict: str = "link_seen") -> pd.DataFrame:
    """Share of runs with a verdict, in %: cells by weeks."""
    hits = runs.assign(hit=100.0 * (runs["verdict"] == verdict))
    table = hits.pivot_table("hit", "cell", "weeks", aggfunc="mean", sort=False)
    return table[sorted(table.columns)]


def slack(percent: float, runs: int) -> float:
    """Two standard errors of a share of so many runs, in points of per cent."""
    return 2.0 * float(np.sqrt(percent * (100.0 - percent) / runs))
