"""One fact of a card, and the days a card looks at."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

# Rules: a session counts as before a flare for a week, as in the table of long runs; a change that
# the body meets again every day (shoes, an illness, a time away) for as long as a run is compared.
DAYS_BEFORE = 7
CHANGE_DAYS = 30

# Felt before that day's session; what is noted at other moments may come after it.
_BEFORE_THE_SESSION = ("morning", "before")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that changed before a flare.

    ``number`` and ``words`` are ready to print; ``words`` may hold users' text, not yet escaped.
    ``value`` is the bare number behind ``number``. ``session_id`` and ``activity_id`` are empty
    where no session says it (an illness, a new shoe nobody ran in).
    """

    kind: str
    label: str
    number: str
    words: str
    day: pd.Timestamp
    value: float
    session_id: str = ""
    activity_id: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """The days a card looks at, both ends included."""

    first: pd.Timestamp
    last: pd.Timestamp

    @property
    def long_first(self) -> pd.Timestamp:
        """The first day on which shoes, illness and travel still count."""
        return self.last - pd.Timedelta(days=CHANGE_DAYS - 1)

    @property
    def week_before(self) -> "Look":
        """The seven days before these."""
        week = pd.Timedelta(days=DAYS_BEFORE)
        return Look(self.first - week, self.last - week)

    def of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Keep the rows of these days; ``local_day`` is in order, so that it is a slice."""
        days = rows["local_day"].to_numpy()
        begin = np.searchsorted(days, np.datetime64(self.first), side="left")
        end = np.searchsorted(days, np.datetime64(self.last), side="right")
        return rows.iloc[int(begin) : int(end)]


def look_before(onset: pd.Timestamp, moment: str) -> Look:
    """Give the seven days that could come before a flare.

    A score felt in the morning or before a session ends them the evening before; any other may
    follow a session of its own day, which then is the seventh.
    """
    last = onset - pd.Timedelta(days=1) if moment in _BEFORE_THE_SESSION else onset
    return Look(last - pd.Timedelta(days=DAYS_BEFORE - 1), last)
