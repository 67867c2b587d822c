"""Two daily series brought to one calendar, and what can be judged of them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.link.windows import HISTORY_DAYS, Floats


class LinkInputError(ValueError):
    """A series that cannot be a daily load or a pain diary; the message says which and why."""


@dataclass(frozen=True, slots=True, eq=False)
class Diary:
    """Load and pain over the same consecutive days; ``pain`` is NaN where it cannot be judged.

    An entry counts when the 14 days of load before it are known. ``first`` and ``last`` are the
    places of the first and the last such entry, -1 when there is none.
    """

    load: Floats
    pain: Floats
    first: int
    last: int

    @property
    def n_entries(self) -> int:
        """Count the entries that can be judged."""
        return int((~np.isnan(self.pain)).sum())

    @property
    def n_days(self) -> int:
        """Count the days from the first to the last of them."""
        return self.last - self.first + 1 if self.last >= 0 else 0

    @property
    def n_sessions(self) -> int:
        """Count the days with load between them."""
        return int((self.load[self.first : self.last + 1] > 0).sum()) if self.last >= 0 else 0

    @property
    def is_constant(self) -> bool:
        """Say whether every entry is the same."""
        return bool(np.nanmin(self.pain) == np.nanmax(self.pain))


def diary(load: pd.Series, pain: pd.Series) -> Diary:
    """Bring load and pain to the load's days; the arguments are left as they were.

    Raises
    ------
    LinkInputError
        An index without days, a day twice, a load below 0 or infinite, pain outside 0-10.
    """
    loads, felt = _by_day(load, "load"), _by_day(pain, "pain")
    if loads.isin([np.inf, -np.inf]).any() or (loads < 0).any():
        raise LinkInputError("A daily load is 0 or more; this one has days below 0 or infinite.")
    if ((felt < 0) | (felt > 10)).any():  # noqa: PLR2004 - the scale is 0 to 10
        raise LinkInputError("Pain is 0 to 10; this diary has an entry outside of it.")
    if not len(loads):
        return Diary(np.empty(0), np.empty(0), -1, -1)
    days = pd.date_range(loads.index[0], loads.index[-1], freq="D")
    values = loads.reindex(days).to_numpy(dtype=np.float64)
    entries = felt.reindex(days).to_numpy(dtype=np.float64, copy=True)
    unknown = np.concatenate([[0], np.cumsum(np.isnan(values))])
    place = np.arange(len(values))
    recent = unknown[place] - unknown[np.maximum(place - HISTORY_DAYS, 0)]
    entries[(place < HISTORY_DAYS) | (recent > 0)] = np.nan
    entered = np.flatnonzero(~np.isnan(entries))
    if not len(entered):
        return Diary(np.nan_to_num(values), entries, -1, -1)
    return Diary(np.nan_to_num(values), entries, int(entered[0]), int(entered[-1]))


def _by_day(series: pd.Series, name: str) -> pd.Series:
    if not isinstance(series.index, pd.DatetimeIndex) and len(series):
        raise LinkInputError(f"The {name} must be indexed by local days.")
    numbers = pd.to_numeric(series, errors="coerce").astype("float64")
    if not len(numbers):
        return pd.Series(dtype="float64", index=pd.DatetimeIndex([]))
    days = numbers.set_axis(pd.DatetimeIndex(series.index).tz_localize(None).normalize())
    if days.index.has_duplicates or days.index.hasnans:
        raise LinkInputError(f"The {name} has a day twice, or a day without a date.")
    return days.sort_index()
