"""The days behind the link: what each entry was preceded by, and what each pain was followed by."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.link import ReverseDirection
from dashboard.analysis.link.judged import HEAVY_PERCENT, LIGHT_PERCENT
from dashboard.analysis.link.reverse import AFTER_DAYS, PAINFUL_NPRS
from dashboard.analysis.link.series import Diary, diary
from dashboard.analysis.link.windows import (
    MEAN_WINDOWS,
    NAMES,
    SPIKE_LAGS,
    SPIKE_WINDOW,
    Floats,
    exposures,
)

HEAVY, BETWEEN, LIGHT = "heavy", "between", "light"


@dataclass(frozen=True, slots=True, eq=False)
class WindowDays:
    """The entries of a diary by what came before them in one window.

    ``rows`` is one row an entry that was judged, newest first: day, pain (NPRS), before (the load
    of the window in its unit; for a spike the largest ratio to the longest of 30 days, 1 for
    none), kind (heavy, between, light) and painkiller (bool).
    """

    window: str
    rows: pd.DataFrame

    @property
    def occasions(self) -> int:
        """Count the separate times of heavy load: days that share none of it are two."""
        days = self.of_kind(HEAVY)["day"].sort_values()
        apart = days.diff() > pd.Timedelta(days=_reach(self.window))
        return int(apart.sum()) + 1 if len(days) else 0

    def of_kind(self, kind: str) -> pd.DataFrame:
        """Give the rows of heavy, between or light days."""
        return self.rows[self.rows["kind"] == kind]

    @property
    def is_spike(self) -> bool:
        """Whether ``before`` is a ratio, not a load."""
        return self.window == SPIKE_WINDOW


def window_days(
    loads: Sequence[pd.Series], pain: pd.Series, window: str, painkillers: pd.DatetimeIndex
) -> WindowDays:
    """Sort the entries that were judged into heavy and light days of a window.

    Parameters
    ----------
    loads : sequence of pandas.Series
        Daily, as :func:`dashboard.analysis.link.link_loads` takes them; the first is shown.
    pain : pandas.Series
        As there.
    window : str
        One of the names in its ``windows``.
    painkillers : pandas.DatetimeIndex
        Days to mark.

    Returns
    -------
    WindowDays
        Heavy is the highest tenth of the entries by the load before them, light the lowest; equal
        loads stay together, and where they meet they are light. Within 3 days after a load beyond
        the month before a day is heavy, else light.
    """
    return days_of(diary(loads, pain), window, painkillers)


def days_of(known: Diary, window: str, painkillers: pd.DatetimeIndex) -> WindowDays:
    """Sort the entries of a diary as :func:`window_days` does; its first load is shown."""
    entered = ~np.isnan(known.pain)
    before = exposures(known.loads[0])[entered, NAMES.index(window)]
    days = known.days[entered]
    rows = pd.DataFrame(
        {
            "day": days,
            "pain": known.pain[entered],
            "before": np.exp(before) if window == SPIKE_WINDOW else before * _length(window),
            "kind": _kinds(before, window),
            "painkiller": days.isin(painkillers),
        }
    )
    return WindowDays(window, rows.iloc[::-1].reset_index(drop=True))


def heavy_days(known: Diary) -> dict[str, int]:
    """Count the heavy days of every window, as :func:`days_of` sorts them."""
    before = exposures(known.loads[0])[~np.isnan(known.pain)]
    return {
        window: int((_kinds(before[:, place], window) == HEAVY).sum())
        for place, window in enumerate(NAMES)
    }


def _kinds(before: Floats, window: str) -> NDArray[np.str_]:
    """Sort what came before each entry into heavy, between and light."""
    if window == SPIKE_WINDOW:
        return np.where(before > 0, HEAVY, LIGHT)
    light, heavy = _edges(before)
    return np.where(before <= light, LIGHT, np.where(before >= heavy, HEAVY, BETWEEN))


def _length(window: str) -> int:
    """Days in a mean window."""
    return next(mean.last_lag - mean.first_lag + 1 for mean in MEAN_WINDOWS if mean.name == window)


def _reach(window: str) -> int:
    """Days over which one session stays in a window."""
    return SPIKE_LAGS if window == SPIKE_WINDOW else _length(window)


def _edges(before: Floats) -> tuple[float, float]:
    """Highest load of a light day and lowest of a heavy one; light comes first where they meet."""
    if not len(before):
        return np.nan, np.nan
    light, heavy = np.percentile(before, [LIGHT_PERCENT, HEAVY_PERCENT])
    return float(light), float(heavy)


@dataclass(frozen=True, slots=True, eq=False)
class AfterPain:
    """What followed painful entries, beside what the same weekdays bring after less pain.

    ``mean`` and ``usual`` are loads of three days in the load's unit, ``usual`` NaN where it
    cannot be said; ``rows`` is one row a painful entry, newest first: day, pain, after.
    """

    mean: float
    usual: float
    n_times: int
    n_others: int
    rows: pd.DataFrame


def after_pain(load: pd.Series, pain: pd.Series, reverse: ReverseDirection) -> AfterPain:
    """Give the days behind the reverse direction.

    Parameters
    ----------
    load, pain : pandas.Series
        Daily, as :func:`dashboard.analysis.link.load_pain_link` takes them.
    reverse : ReverseDirection
        What was found in them.
    """
    rows = _after_rows(load, pain)
    mean = float(rows["after"].mean()) if len(rows) else np.nan
    share = 1.0 + reverse.change_percent / 100.0
    usual = mean / share if share > 0 else np.nan
    return AfterPain(mean, usual, reverse.n_times, reverse.n_others, rows)


def _after_rows(load: pd.Series, pain: pd.Series) -> pd.DataFrame:
    """List the entries of 3 or more with three known days after them, newest first."""
    known = diary([load], pain)
    after = pd.Series(known.loads[0], known.days).rolling(AFTER_DAYS).sum().shift(-AFTER_DAYS)
    rows = pd.DataFrame({"day": known.days, "pain": known.pain, "after": after.to_numpy()})
    painful = (rows["pain"] >= PAINFUL_NPRS) & rows["after"].notna()
    return rows[painful].iloc[::-1].reset_index(drop=True)
