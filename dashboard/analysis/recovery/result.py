"""What is said of six weeks: the label, its numbers, the flares and the sentence."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import pandas as pd

Label: TypeAlias = Literal[
    "steady improvement",
    "up and down",
    "getting worse",
    "no clear trend yet",
    "not enough entries yet",
]
LABELS: tuple[Label, ...] = get_args(Label)

# Rules: the course looked at, and what it needs to be read.
COURSE_DAYS = 42
LEAST_ENTRIES, LEAST_DAYS = 12, 21


@dataclass(frozen=True, slots=True, eq=False)
class RecoveryCourse:
    """How the pain of one site and moment went over the six weeks to a day.

    Attributes
    ----------
    label : str
        One of :data:`LABELS`.
    slope_per_week, low, high : float
        Points of pain (NPRS) a week and its 95 % interval, below 0 where pain falls; NaN when
        there was too little to judge.
    flares : pandas.DataFrame
        The flares that reach into these days, as :func:`dashboard.analysis.flares.flares`.
    settle_days : float
        Days from onset to end of the latest flare that has settled; NaN when none has.
    n_entries, n_days : int
        Days with an entry, and days from the first to the last of them.
    first, last : pandas.Timestamp or None
        The six weeks looked at, both days included; None for an empty diary.
    line : pandas.DataFrame
        The steady line, a week between rows: day, level, low, high (points from 0 to 10, 95 %);
        empty when there was too little to judge.
    sentence : str
        The course in words, with its numbers.
    """

    label: Label
    slope_per_week: float
    low: float
    high: float
    flares: pd.DataFrame
    settle_days: float
    n_entries: int
    n_days: int
    first: pd.Timestamp | None
    last: pd.Timestamp | None
    line: pd.DataFrame
    sentence: str
