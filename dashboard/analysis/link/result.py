"""What is said of a link: the verdict, its numbers and its sentence."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from dashboard.analysis.link.windows import SPIKE_WINDOW

Verdict: TypeAlias = Literal["not_enough_entries", "cannot_tell", "no_link_seen", "link_seen"]
Caution: TypeAlias = Literal["", "slow_wave"]

CAVEAT = "A pattern in your log, not proof of cause."
SLOW_WAVE = (
    "The link is gone once slow waves over months are taken out of both, so a season or a phase "
    "that moved load and pain together may be behind it."
)


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
    caution : str
        ``slow_wave`` when the link is gone in the second look without slow waves, else empty.
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
    caution: Caution
    windows: pd.DataFrame
    sentence: str


@dataclass(frozen=True, slots=True)
class LoadWords:
    """How a load is named in the sentences: ``heavier running``, ``long runs``."""

    more: str = "heavier running"
    beyond: str = "runs well beyond the longest of the month before"


_TOTALS = {
    "1-2 days": "heavier 2-day totals",
    "3-7 days": "heavier totals of 3 to 7 days before",
    "1-7 days": "heavier 7-day totals",
    "1-14 days": "heavier 14-day totals",
}


def no_windows() -> pd.DataFrame:
    """Give the table of windows when none could be judged."""
    columns = {name: np.empty(0) for name in ("effect_points", "low", "high")}
    return pd.DataFrame({"window": pd.Series(dtype="str"), **columns})


def not_enough(sentence: str, *, n_entries: int, n_days: int) -> LinkResult:
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
        n_entries=n_entries,
        n_days=n_days,
        caution="",
        windows=no_windows(),
        sentence=sentence,
    )


def cannot_tell_sentence(n_entries: int) -> str:
    """Say that chance could have done it."""
    return f"Can't tell yet: in {n_entries} entries a link cannot be told from chance."


def no_link_sentence(n_entries: int, upper_limit: float, words: LoadWords) -> str:
    """Say that nothing was seen, and how large a link would have been."""
    limit = max(np.ceil(upper_limit * 10) / 10, 0.1)
    return (
        f"No link seen: in {n_entries} entries {words.more} was not followed by more pain; "
        f"a link bigger than {limit:.1f} points is unlikely."
    )


def link_sentence(n_entries: int, window: str, ends: tuple[float, float], words: LoadWords) -> str:
    """Say after which load this pain was higher, by how much, and what that is not."""
    after = words.beyond if window == SPIKE_WINDOW else _TOTALS[window]
    points = f"{ends[0]:.1f} to {ends[1]:.1f} points"
    if ends[0] < 0.05:  # noqa: PLR2004 - it would be printed as 0.0
        points = f"up to {ends[1]:.1f} points"
    return f"A link seen: in {n_entries} entries, after {after} this pain was {points} higher. {CAVEAT}"
