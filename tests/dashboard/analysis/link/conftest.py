"""Runners for the link: simulated ones as daily series, and logs made by hand."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from simulation.runners import simulate
from simulation.scenarios import EFFECTS, NULLS

FIRST = "2025-01-06"
Log = tuple[pd.Series, pd.Series]


@pytest.fixture(scope="session")
def runner() -> Callable[..., Log]:
    """Load and pain of a simulated runner by day: ``runner("E2 lags 1-2, b 1.0", 26)``."""

    def make(cell: str, weeks: int = 26, seed: int = 1) -> Log:
        made = simulate(np.random.default_rng(seed), weeks, (NULLS | EFFECTS)[cell])
        days = pd.date_range(FIRST, periods=len(made.load))
        return pd.Series(made.load, days), pd.Series(made.pain, days)

    return make


@pytest.fixture(scope="session")
def log() -> Callable[..., Log]:
    """Load and pain from plain numbers, from a Monday on."""

    def make(load: np.ndarray, pain: np.ndarray) -> Log:
        return (
            pd.Series(load, pd.date_range(FIRST, periods=len(load)), dtype="float64"),
            pd.Series(pain, pd.date_range(FIRST, periods=len(pain)), dtype="float64"),
        )

    return make


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(11)
