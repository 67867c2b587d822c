"""Flares: when pain rose well above the week before it, and when it settled again."""

from dataclasses import dataclass
from statistics import median

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.pain_days import worst_of_each_day

# The flare rule (a product rule, not evidence).
FLARE_RISE = 2.0
FLARE_HISTORY_DAYS = 7
FLARE_HISTORY_ENTRIES = 3
FLARE_SETTLED_RISE = 1.0
FLARE_SETTLED_ENTRIES = 2
FLARE_MERGE_DAYS = 4


def flares(pain: pd.Series) -> pd.DataFrame:
    """Find the flares of one site at one moment.

    Parameters
    ----------
    pain : pandas.Series
        NPRS 0-10 by local day, as :func:`dashboard.analysis.pain.daily_pain` gives it; a day
        counts with its worst entry, NaN or no row where nothing was entered.

    Returns
    -------
    pandas.DataFrame
        One row a flare, oldest first: onset, end (NaT while open), settle_days (onset to end; NaN
        while open), highest, before (the median of the 7 days before it), is_open.

    Raises
    ------
    PainDiaryError
        An entry without a day, or one outside of 0-10.

    Notes
    -----
    A rule, not evidence. A flare begins with an entry at least 2 points above the median of the
    entries of the 7 days before (at least 3 of them). It ends on the second of 2 consecutive
    entries at most 1 point above that median. Flares less than 4 days apart are one; what follows
    is then the later one's.
    """
    noted = worst_of_each_day(pain)
    number = noted.index.to_numpy().astype("datetime64[D]").astype(np.int64)
    found = spans(noted.to_numpy(np.float64), number)
    return _flare_frame(found, noted)


def reaching_into(found: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Give the rows of :func:`flares` that touch the days from ``first`` to ``last``."""
    ended_before = found["end"] < first
    return found[(found["onset"] <= last) & ~ended_before].reset_index(drop=True)


@dataclass(frozen=True, slots=True)
class Span:
    """A flare by the positions of its entries; ``end`` is None while it lasts."""

    onset: int
    end: int | None
    before: float


def spans(pain: NDArray[np.float64], day: NDArray[np.int64]) -> list[Span]:
    """Find the flares of one place and moment in bare numbers, as :func:`flares` does.

    Parameters
    ----------
    pain : numpy.ndarray
        NPRS, the worst of each day that has an entry.
    day : numpy.ndarray
        Number of that day, ascending, each once.

    Returns
    -------
    list of Span
        Oldest first.
    """
    return _merged(_episodes(pain.tolist(), day.tolist()), day)


def _episodes(pain: list[float], day: list[int]) -> list[Span]:
    found: list[Span] = []
    entry = history = 0
    while entry < len(pain):
        while day[history] < day[entry] - FLARE_HISTORY_DAYS:
            history += 1
        week = pain[history:entry]
        # No median is below the least, which is quicker to find.
        if len(week) >= FLARE_HISTORY_ENTRIES and pain[entry] >= min(week) + FLARE_RISE:
            before = median(week)
            if pain[entry] >= before + FLARE_RISE:
                end = _settled(pain, entry, before)
                found.append(Span(entry, end, before))
                entry = len(pain) if end is None else end
        entry += 1
    return found


def _settled(pain: list[float], onset: int, before: float) -> int | None:
    """Position of the entry that makes it settled: the second in a row near what was before."""
    calm = 0
    for entry in range(onset + 1, len(pain)):
        calm = calm + 1 if pain[entry] <= before + FLARE_SETTLED_RISE else 0
        if calm == FLARE_SETTLED_ENTRIES:
            return entry
    return None


def _merged(episodes: list[Span], day: NDArray[np.int64]) -> list[Span]:
    merged: list[Span] = []
    for episode in episodes:
        last = merged[-1] if merged else None
        # Only the newest can be open, so one that is followed has ended.
        if last and last.end is not None and day[episode.onset] - day[last.end] < FLARE_MERGE_DAYS:
            merged[-1] = Span(last.onset, episode.end, last.before)
        else:
            merged.append(episode)
    return merged


def _flare_frame(found: list[Span], noted: pd.Series) -> pd.DataFrame:
    day = noted.index
    last = len(noted) - 1
    onset = pd.Series([day[one.onset] for one in found], dtype="datetime64[us]")
    end = pd.Series([pd.NaT if one.end is None else day[one.end] for one in found])
    end = end.astype("datetime64[us]")
    highest = [
        noted.iloc[one.onset : (last if one.end is None else one.end) + 1].max() for one in found
    ]
    return pd.DataFrame(
        {
            "onset": onset,
            "end": end,
            "settle_days": (end - onset).dt.days.astype("float64"),
            "highest": pd.Series(highest, dtype="float64"),
            "before": pd.Series([one.before for one in found], dtype="float64"),
            "is_open": end.isna(),
        }
    )
