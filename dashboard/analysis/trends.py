"""Trends over daily load: acute, chronic and balance, monotony and strain, weekly change.

None of these is a verdict. Coverage stands beside each of them, and what is unknown stays unknown.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

ACUTE_DAYS = 7
CHRONIC_DAYS = 42
WEEK = 7
# Rule: an average is not shown when more than this share of its days is unknown.
# A week whose SD is a smaller share of its mean than this did not vary.
SAME_SHARE = 1e-9
UNKNOWN_SHARE = 0.25

NO_VARIATION = "Every day of these seven was the same: monotony is not defined."
TOO_FEW_DAYS = "Monotony needs seven days in a row that are known."

Values = NDArray[np.float64]


def smoothing(days: int) -> float:
    """Weight of today in an exponentially weighted average of ``days``: a = 1 - exp(-1/N).

    0.13312 for 7 days, 0.02353 for 42. Three constants are in use in the field (also 2/(N+1) and
    1/N); this is the one used everywhere here.
    """
    return float(1 - np.exp(-1 / days))


def trends(daily: pd.DataFrame) -> pd.DataFrame:
    """Follow one load from day to day.

    Parameters
    ----------
    daily : pandas.DataFrame
        DAILY_LOAD of one athlete and one method, one or more sports; they are added up.

    Returns
    -------
    pandas.DataFrame
        One row a local day, from the first to the last of ``daily``:

        - local_day, load (NaN = unknown), assumed_load (the hatched part), unit
        - acute, chronic: x_t = x_(t-1) + a (load_t - x_(t-1)) over 7 and 42 days, 0 the day before
          the first. An unknown day keeps yesterday's value; NaN when more than 25 % of the last N
          days, counted from the first, are unknown
        - balance: yesterday's chronic minus yesterday's acute
        - warming_up: the first 42 days
        - week_load (last 7 days), weekly_change_percent (against the 7 before; NaN when those are
          0 or any of the 14 is unknown)
        - monotony: mean / SD (n - 1) of the last 7 daily loads, zeros included; strain: week_load x
          monotony (Foster 1998, Med Sci Sports Exerc 30:1164); NaN with monotony_note saying why
        - acute_coverage, chronic_coverage: share of the sessions of the last 7 and 42 days really
          scored; 1 when there were none

    Raises
    ------
    ValueError
        If ``daily`` holds more than one method: one line, one method, one unit.
    """
    methods = sorted(set(daily["method"]))
    if len(methods) > 1:
        raise ValueError(f"one method at a time, not {methods}")
    days = by_day(daily)
    load = days["load"].to_numpy(dtype=np.float64)
    acute, chronic = ewma(load, ACUTE_DAYS), ewma(load, CHRONIC_DAYS)
    balance = np.concatenate([[0.0], (chronic - acute)[:-1]])[: len(load)]
    frame = days.drop(columns=["sessions", "scored"]).assign(
        acute=acute,
        chronic=chronic,
        balance=balance,
        warming_up=np.arange(len(load)) < CHRONIC_DAYS,
        weekly_change_percent=_weekly_change(load),
        acute_coverage=_coverage(days, ACUTE_DAYS),
        chronic_coverage=_coverage(days, CHRONIC_DAYS),
    )
    return pd.concat([frame, _monotony(load)], axis=1)


def by_day(daily: pd.DataFrame) -> pd.DataFrame:
    """Add the sports of each day up.

    Parameters
    ----------
    daily : pandas.DataFrame
        DAILY_LOAD of one method.

    Returns
    -------
    pandas.DataFrame
        local_day (consecutive), load (NaN when nothing of the day could be scored, or the day is
        not in ``daily``), assumed_load, sessions, scored (how many really were), unit.
    """
    rows = daily.assign(scored=daily["coverage"] * daily["sessions"]).groupby("local_day")
    days = rows[["load"]].sum(min_count=1).join(rows[["assumed_load", "sessions", "scored"]].sum())
    if not days.empty:
        days = days.reindex(pd.date_range(days.index.min(), days.index.max(), name="local_day"))
    counts = ["assumed_load", "sessions", "scored"]
    days[counts] = days[counts].fillna(0.0).astype("float64").round(9)
    days.index = pd.DatetimeIndex(days.index, name="local_day").as_unit("us")
    return days.reset_index().assign(unit=daily["unit"].iloc[0] if len(daily) else "")


def ewma(load: Values, days: int) -> Values:
    """Exponentially weighted average of daily loads, from 0 the day before the first.

    Parameters
    ----------
    load : numpy.ndarray
        One value a consecutive day; NaN = unknown.
    days : int
        Time constant N; the weight of today is :func:`smoothing` of it.

    Returns
    -------
    numpy.ndarray
        Same length. An unknown day keeps the value of the day before; NaN where more than a quarter
        of the last N days, counted from the first, are unknown.
    """
    begun = pd.Series(np.concatenate([[0.0], load]))
    mean = begun.ewm(alpha=smoothing(days), adjust=False, ignore_na=True).mean().to_numpy()[1:]
    unknown = _last(np.isnan(load).astype(np.float64), days, before=0.0).sum(axis=1)
    counted = np.minimum(np.arange(len(load)) + 1, days)
    return np.where(unknown > UNKNOWN_SHARE * counted, np.nan, mean)


def _last(values: Values, days: int, *, before: float = np.nan) -> Values:
    """Shape (n, days): for each day its last ``days`` values; ``before`` the first day."""
    padded = np.concatenate([np.full(days, before), values])
    return np.lib.stride_tricks.sliding_window_view(padded, days)[1:]


def _monotony(load: Values) -> pd.DataFrame:
    week = _last(load, WEEK)
    total, known = week.sum(axis=1), ~np.isnan(week).any(axis=1)
    mean, spread = week.mean(axis=1), week.std(axis=1, ddof=1)
    # Against the mean: equal floats can have an SD of 1e-17, and so a monotony of 1e17.
    varied = known & (spread > SAME_SHARE * mean)
    monotony = np.full(len(load), np.nan)
    monotony[varied] = mean[varied] / spread[varied]
    note = np.where(varied, "", np.where(known, NO_VARIATION, TOO_FEW_DAYS))
    return pd.DataFrame(
        {
            "week_load": total,
            "monotony": monotony,
            "strain": total * monotony,
            "monotony_note": pd.Series(note, dtype="str"),
        }
    )


def _weekly_change(load: Values) -> Values:
    fortnight = _last(load, 2 * WEEK)
    before, now = fortnight[:, :WEEK].sum(axis=1), fortnight[:, WEEK:].sum(axis=1)
    change = np.full(len(load), np.nan)
    ran = before > 0
    change[ran] = 100 * (now[ran] - before[ran]) / before[ran]
    return change


def _coverage(days: pd.DataFrame, window: int) -> Values:
    sessions, scored = (
        _last(days[name].to_numpy(dtype=np.float64), window, before=0.0).sum(axis=1)
        for name in ("sessions", "scored")
    )
    return np.where(sessions > 0, scored / np.maximum(sessions, 1), 1.0)


ACWR_KINDS = ("coupled 7:28", "uncoupled 7:21", "ewma 7:28")
ACWR_CRITIQUE = (
    "This ratio says little about injury and is no limit to train by. The acute week is part of the"
    " coupled 28 days, which alone makes the two correlate by about 0.5 (Lolli et al. 2017)."
    " Dividing by any constant does almost as well as dividing by the chronic load (Impellizzeri"
    " et al. 2020, doi 10.1007/s40279-020-01378-6). In 5,205 runners a higher ratio went with"
    " fewer injuries, not more (Frandsen et al. 2025, doi 10.1136/bjsports-2024-109380)."
)


@dataclass(frozen=True, slots=True, eq=False)
class AcuteChronicRatio:
    """The ratio on request: by local day, and the critique shown beside it."""

    kind: str
    ratio: pd.Series
    critique: str = ACWR_CRITIQUE


def acute_chronic_ratio(daily: pd.DataFrame, kind: str) -> AcuteChronicRatio:
    """Acute to chronic workload ratio; only when a person asks for it, and never a flag.

    Parameters
    ----------
    daily : pandas.DataFrame
        DAILY_LOAD of one method.
    kind : str
        One of :data:`ACWR_KINDS`: last 7 days against the last 28 or the 21 before them (daily
        means), or two exponentially weighted averages of 7 and 28 days.

    Returns
    -------
    AcuteChronicRatio
        NaN in the first 27 days, where a day of the window is unknown, and where chronic is 0.

    Raises
    ------
    ValueError
        If the kind is not a listed one.
    """
    if kind not in ACWR_KINDS:
        raise ValueError(f"kind {kind!r} is not one of: {', '.join(ACWR_KINDS)}")
    days = by_day(daily)
    load = days["load"].to_numpy(dtype=np.float64)
    month = _last(load, 28)
    known = ~np.isnan(month).any(axis=1)
    if kind == "ewma 7:28":
        acute, chronic = ewma(load, 7), ewma(load, 28)
    else:
        acute = month[:, -7:].mean(axis=1)
        chronic = (month if kind == "coupled 7:28" else month[:, :-7]).mean(axis=1)
    usable = known & (chronic > 0)
    ratio = np.full(len(load), np.nan)
    ratio[usable] = acute[usable] / chronic[usable]
    return AcuteChronicRatio(kind, pd.Series(ratio, index=pd.DatetimeIndex(days["local_day"])))
