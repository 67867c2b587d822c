"""How often the ends of the effect shown hold the truth.

The truth is what the very same estimator reads of the part of the scores that load really caused:
the same whitening, weekdays and weights, on that part alone.
"""

import zlib
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dashboard.analysis.link.evidence import high, low
from dashboard.analysis.link.judged import Judged, judge
from dashboard.analysis.link.noise import GRID
from dashboard.analysis.link.series import diary
from dashboard.analysis.link.weekdays import likely_noise, reduce_weekdays
from simulation.measured import daily
from simulation.runners import simulate
from simulation.scenarios import Scenario

LEVEL = 0.05
_STRONG = Scenario(effect="acute", strength=0.7)
CAUSED: dict[str, Scenario] = {
    "lags 1-2, b .7": _STRONG,
    "10 days, b .7": replace(_STRONG, effect="accumulated"),
    "lags 4-7, b .7": replace(_STRONG, effect="delayed"),
    "lags 1-2, b 0": replace(_STRONG, strength=0.0),
    "lags 1-2, react": replace(_STRONG, reaction=0.9),
    "lags 1-2, painful Mondays": replace(_STRONG, weekday_pain=1.0),
}


@dataclass(frozen=True, slots=True)
class Held:
    """One run: the ends of the window shown and the truth, in points; NaN when not judged."""

    low: float
    truth: float
    high: float


def held(name: str, weeks: int, seed: int) -> Held:
    """Judge one runner and compare with the truth."""
    rng = np.random.default_rng([seed, weeks, zlib.crc32(name.encode())])
    runner = simulate(rng, weeks, CAUSED[name])
    load, pain = daily(runner)
    known = diary([load], pain)
    judged = judge(known, [0]) if known.n_entries >= 24 and known.n_days >= 36 else None
    if judged is None:
        return Held(np.nan, np.nan, np.nan)
    best = judged.best(0)
    caused = runner.caused[known.span]
    truth = true_slopes(judged, caused)[best]
    alone = np.array([best])
    ends = (low(judged.found, alone, LEVEL)[0], high(judged.found, alone, LEVEL)[0])
    return Held(*(float(end * judged.points[best]) for end in (ends[0], truth, ends[1])))


def true_slopes(judged: Judged, caused: np.ndarray) -> np.ndarray:
    """What the estimator reads of the caused part, a slope a window."""
    design, memory = judged.design, judged.behind.memory
    n_windows = design.windows.shape[1]
    pain = memory.whitened(np.nan_to_num(design.pain)[:, None])
    likely = likely_noise(pain, judged.behind)
    whitened = memory.whitened(np.column_stack([design.windows, caused, caused]), likely.kept)
    is_free = np.concatenate([design.is_whole_weeks, [True, False]])
    reduced = reduce_weekdays(pain, whitened, likely, judged.behind, is_free)
    windows = reduced.windows[:, :, :n_windows]
    # The last two columns are the caused part with free weekdays and with drawn ones.
    free, drawn = reduced.windows[:, :, -2:-1], reduced.windows[:, :, -1:]
    signal = np.where(design.is_whole_weeks, free, drawn)
    slopes = (windows * signal).sum(axis=1) / (windows**2).sum(axis=1)
    weight = np.exp(likely.log_likelihood) / np.sqrt(1 - GRID[likely.kept, 0])
    return weight @ slopes / weight.sum()


def coverage(name: str, weeks: int, seeds: range) -> pd.Series:
    """Shares in %: covered, truth below the lower end; and the median width in points."""
    runs = pd.DataFrame([held(name, weeks, seed) for seed in seeds]).dropna()
    inside = (runs["low"] <= runs["truth"]) & (runs["truth"] <= runs["high"])
    return pd.Series(
        {
            "covered": 100 * inside.mean(),
            "truth below low": 100 * (runs["truth"] < runs["low"]).mean(),
            "width": (runs["high"] - runs["low"]).median(),
        },
        name=(name, weeks),
    )
