"""Six weeks of a diary, read: which days, which flares, which trend, which label."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.flares import flares, reaching_into
from dashboard.analysis.pain_days import LEAST_PAIN, MOST_PAIN, PainDiaryError, worst_of_each_day
from dashboard.analysis.recovery.result import (
    COURSE_DAYS,
    LEAST_DAYS,
    LEAST_ENTRIES,
    Label,
    RecoveryCourse,
)
from dashboard.analysis.recovery.sentences import never_changed_sentence, sentence
from dashboard.analysis.recovery.trend import SteadyTrend, steady_trend

FLARES_THAT_ARE_UP_AND_DOWN = 2
DAYS_A_WEEK = 7


def course(pain: pd.Series, *, until: date | None = None) -> RecoveryCourse:
    """Say how pain went over six weeks: its slope, its flares, and a label for both.

    Parameters
    ----------
    pain : pandas.Series
        NPRS 0-10 of one site and moment by local day, in any order; a day counts with its worst
        entry, NaN or no row where nothing was entered.
    until : datetime.date, optional
        The last of the 42 days; entries after it are left aside. The day of the last entry when
        left out.

    Returns
    -------
    RecoveryCourse
        See there. The same diary always gives the same course.

    Raises
    ------
    PainDiaryError
        An entry without a day, a value that is no number, or one outside of 0-10; also when
        ``until`` is no day.

    Notes
    -----
    The labels are a rule: "up and down" with 2 or more flares; else "steady improvement" when the
    whole interval lies below 0, "getting worse" when it lies above 0, "no clear trend yet" when it
    holds 0. The slope is that of :func:`dashboard.analysis.recovery.trend.steady_trend`. Needs 12
    entries over 21 days. How often flat pain gets a label, and how often a real fall does, is
    measured in tests/simulation.
    """
    noted = worst_of_each_day(pain)
    last = _last_day(noted, until)
    if last is None:
        return _read(noted, noted, None, None)
    first = last - pd.Timedelta(days=COURSE_DAYS - 1)
    known = noted[noted.index <= last]
    return _read(known, known[known.index >= first], first, last)


def _last_day(noted: pd.Series, until: date | None) -> pd.Timestamp | None:
    if until is None:
        return pd.Timestamp(noted.index[-1]) if len(noted) else None
    if pd.isna(until):
        raise PainDiaryError("The last of the six weeks must be a day.")
    return pd.Timestamp(until).tz_localize(None).normalize()


def _read(
    known: pd.Series, within: pd.Series, first: pd.Timestamp | None, last: pd.Timestamp | None
) -> RecoveryCourse:
    found = flares(_without_long_gap(known))
    if first is not None and last is not None:
        found = reaching_into(found, first, last)
    n_days = (within.index[-1] - within.index[0]).days + 1 if len(within) else 0
    enough = len(within) >= LEAST_ENTRIES and n_days >= LEAST_DAYS
    trend = steady_trend(within) if enough else None
    slope, low, high = trend.per_week if trend else (np.nan, np.nan, np.nan)
    settled = found["settle_days"].dropna()
    read = RecoveryCourse(
        label=_label(low, high, len(found)) if trend else "not enough entries yet",
        slope_per_week=slope,
        low=low,
        high=high,
        flares=found,
        settle_days=float(settled.iloc[-1]) if len(settled) else np.nan,
        n_entries=len(within),
        n_days=n_days,
        first=first,
        last=last,
        line=_line(trend, within),
        sentence="",
    )
    never_changed = trend is not None and within.min() == within.max()
    return replace(read, sentence=_sentence(read, within.iloc[0] if never_changed else None))


def _sentence(read: RecoveryCourse, only_score: float | None) -> str:
    if only_score is None:
        return sentence(read)
    return never_changed_sentence(read, only_score)


def _without_long_gap(noted: pd.Series) -> pd.Series:
    """Leave out what lies before six weeks without an entry: how that ended is not known."""
    gaps = np.diff(noted.index.to_numpy()) > np.timedelta64(COURSE_DAYS, "D")
    start = int(np.flatnonzero(gaps)[-1]) + 1 if gaps.any() else 0
    return noted.iloc[start:]


def _label(low: float, high: float, n_flares: int) -> Label:
    if n_flares >= FLARES_THAT_ARE_UP_AND_DOWN:
        return "up and down"
    if high < 0:
        return "steady improvement"
    return "getting worse" if low > 0 else "no clear trend yet"


def _line(trend: SteadyTrend | None, within: pd.Series) -> pd.DataFrame:
    if trend is None:
        numbers = {name: pd.Series(dtype="float64") for name in ("level", "low", "high")}
        return pd.DataFrame({"day": pd.Series(dtype="datetime64[us]"), **numbers})
    first, last = within.index[0], within.index[-1]
    days = pd.date_range(first, last, freq=f"{DAYS_A_WEEK}D", unit="us")
    line = trend.at(days.union(pd.DatetimeIndex([last])))
    on_the_scale = line[["level", "low", "high"]].clip(LEAST_PAIN, MOST_PAIN)
    return line[["day"]].join(on_the_scale)
