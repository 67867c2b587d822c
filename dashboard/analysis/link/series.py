"""Daily series brought to one calendar, and which entries can be judged by it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.link.windows import HISTORY_DAYS, Flags, Floats

MOST_PAIN = 10


class LinkInputError(ValueError):
    """A series that cannot be a daily load or a pain diary; the message says which and why."""


@dataclass(frozen=True, slots=True, eq=False)
class Diary:
    """Loads and pain over the same consecutive days.

    An entry counts when every load of the 14 days before it is known; ``pain`` is NaN elsewhere.

    Attributes
    ----------
    days : pandas.DatetimeIndex
        Local days, none left out.
    loads : (loads, days) array
        NaN where a load is not known.
    pain : (days,) array
        NPRS of the entries that count.
    has_history : (days,) array of bool
        Days whose 14 days before are known.
    first, last : int
        Places of the first and the last entry that counts; -1 when there is none.
    n_left_aside : int
        Entries that do not count, because the load before them is not known.
    """

    days: pd.DatetimeIndex
    loads: Floats
    pain: Floats
    has_history: Flags
    first: int
    last: int
    n_left_aside: int

    @property
    def n_entries(self) -> int:
        """Count the entries that can be judged."""
        return int((~np.isnan(self.pain)).sum())

    @property
    def span(self) -> slice:
        """The days from the first to the last of them."""
        return slice(self.first, self.last + 1) if self.last >= 0 else slice(0, 0)

    @property
    def n_days(self) -> int:
        """Count the days of ``span``."""
        return self.last - self.first + 1 if self.last >= 0 else 0

    @property
    def is_constant(self) -> bool:
        """Say whether every entry is the same."""
        return bool(np.nanmin(self.pain) == np.nanmax(self.pain))

    def n_active(self, load: int) -> int:
        """Count the days of ``span`` on which a load was above 0."""
        return int((self.loads[load, self.span] > 0).sum())


def diary(loads: Sequence[pd.Series], pain: pd.Series) -> Diary:
    """Bring loads and pain to the days of the loads; the arguments are left as they were.

    Parameters
    ----------
    loads : sequence of pandas.Series
        Daily loads of 0 or more by local day, NaN or no row where not known.
    pain : pandas.Series
        NPRS 0-10 by local day, NaN or no row where nothing was entered. Entries on days outside
        the loads' are left aside, and so are those with a day of unknown load in the 14 before.

    Raises
    ------
    LinkInputError
        An index without days, a day twice, a value that is no number, a load below 0 or infinite,
        pain outside 0-10.
    """
    known = [_load_by_day(load) for load in loads]
    felt = _by_day(pain, "pain diary").dropna()
    if ((felt < 0) | (felt > MOST_PAIN)).any():
        raise LinkInputError("Pain is 0 to 10; this diary has an entry outside of it.")
    days = _calendar(known)
    values = np.stack([load.reindex(days).to_numpy(dtype=np.float64) for load in known])
    has_history = _has_history(values)
    entries = felt.reindex(days).to_numpy(dtype=np.float64, copy=True)
    entries[~has_history] = np.nan
    entered = np.flatnonzero(~np.isnan(entries))
    first, last = (int(entered[0]), int(entered[-1])) if len(entered) else (-1, -1)
    aside = len(felt) - len(entered)
    return Diary(days, values, entries, has_history, first, last, aside)


def _calendar(loads: Sequence[pd.Series]) -> pd.DatetimeIndex:
    filled = [load.index for load in loads if len(load)]
    if not filled:
        return pd.DatetimeIndex([])
    first = min(index[0] for index in filled)
    return pd.date_range(first, max(index[-1] for index in filled), freq="D")


def _has_history(loads: Floats) -> Flags:
    unknown = np.isnan(loads).any(axis=0)
    before = np.concatenate([[0], np.cumsum(unknown)])
    place = np.arange(loads.shape[1])
    recent = before[place] - before[np.maximum(place - HISTORY_DAYS, 0)]
    known: Flags = (place >= HISTORY_DAYS) & (recent == 0)
    return known


def _load_by_day(load: pd.Series) -> pd.Series:
    loads = _by_day(load, "load")
    if (loads < 0).any() or np.isinf(loads).any():
        raise LinkInputError("A daily load is 0 or more; this one has a day below 0 or infinite.")
    return loads


def _by_day(series: pd.Series, name: str) -> pd.Series:
    if not len(series):
        return pd.Series(dtype="float64", index=pd.DatetimeIndex([]))
    if not isinstance(series.index, pd.DatetimeIndex) or series.index.hasnans:
        raise LinkInputError(f"The {name} needs a local day beside each value.")
    try:
        numbers = pd.to_numeric(series).astype("float64")
    except (TypeError, ValueError) as error:
        raise LinkInputError(f"The {name} holds a value that is not a number.") from error
    days = series.index.tz_localize(None)
    if not days.is_normalized:
        days = days.normalize()
    if days.has_duplicates:
        raise LinkInputError(
            f"The {name} has a day twice; bring it to one value a day first, pain to its worst."
        )
    by_day = numbers.set_axis(days)
    return by_day if days.is_monotonic_increasing else by_day.sort_index()
