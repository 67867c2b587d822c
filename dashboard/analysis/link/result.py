"""What is said of a link: the verdict, its numbers and its sentence."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from dashboard.analysis.link.series import Diary

Verdict: TypeAlias = Literal["not_enough_entries", "cannot_tell", "no_link_seen", "link_seen"]
Caution: TypeAlias = Literal["", "slow_wave", "not_looked"]
# With fewer entries a link that is seen reads 0.2 to 2 points too high: show the ends, no point.
LEAST_ENTRIES_FOR_A_POINT = 100


@dataclass(frozen=True, slots=True, eq=False)
class LinkResult:
    """Whether more load is followed by more pain, for one site and moment.

    Attributes
    ----------
    verdict : str
        ``not_enough_entries``, ``cannot_tell``, ``no_link_seen`` or ``link_seen``.
    p_value : float
        One-sided, over all windows together; NaN when there was nothing to judge.
    window : str
        The window with the strongest evidence; empty when there was nothing to judge.
    effect_points, low, high : float
        Points of pain (NPRS) between heavy and light days of that window: the 10th and the 90th
        percentile, or a session 30 % beyond the longest of 30 days. ``low`` is above 0 exactly
        when a link is seen.
    upper_limit : float
        The largest link still possible in any mean window, in points.
    n_entries, n_days : int
        Days with an entry that could be judged, and days from the first to the last of them.
    n_left_aside : int
        Entries that could not: the 14 days of load before them are not all known.
    caution : str
        ``slow_wave`` when the link is gone in the second look without slow waves, ``not_looked``
        when nobody asked for that look, else empty.
    windows : pandas.DataFrame
        One row a window: window, effect_points, low, high.
    sentence : str
        The verdict in words.
    """

    verdict: Verdict
    p_value: float
    window: str
    effect_points: float
    low: float
    high: float
    upper_limit: float
    n_entries: int
    n_days: int
    n_left_aside: int
    caution: Caution
    windows: pd.DataFrame
    sentence: str

    @property
    def shows_a_point(self) -> bool:
        """Whether ``effect_points`` may be shown; with fewer entries only its ends."""
        return self.n_entries >= LEAST_ENTRIES_FOR_A_POINT


def unjudged(known: Diary, sentence: str) -> LinkResult:
    """Give the verdict of a log too short or too even to be judged."""
    nan = float("nan")
    return LinkResult(
        verdict="not_enough_entries",
        p_value=nan,
        window="",
        effect_points=nan,
        low=nan,
        high=nan,
        upper_limit=nan,
        n_entries=known.n_entries,
        n_days=known.n_days,
        n_left_aside=known.n_left_aside,
        caution="",
        windows=_no_windows(),
        sentence=sentence,
    )


def _no_windows() -> pd.DataFrame:
    columns = {name: np.empty(0) for name in ("effect_points", "low", "high")}
    return pd.DataFrame({"window": pd.Series(dtype="str"), **columns})
