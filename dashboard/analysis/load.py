"""Daily load: what each session cost, by a named method, added up by local day and sport.

Unknown is never zero: a session that cannot be scored leaves its day unknown unless another one of
that day can be scored, and ``coverage`` says how much was really scored.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dashboard.analysis.methods import (
    METHODS,
    RUNNING,
    Currency,
    Method,
    Values,
    duration_s,
    method_named,
    rpe_is_assumed,
)
from dashboard.analysis.trends import trends
from ingest.athlete_tables import DAILY_LOAD
from ingest.tables import Athlete, conform, empty

__all__ = [
    "METHODS",
    "choose_method",
    "daily_load",
    "running_only",
    "session_loads",
    "trends",
    "with_heart_rate",
]

START_METHOD = "session_rpe"
COVERAGE_DAYS = 90
# What became of a session's load.
SCORED, ASSUMED, UNKNOWN, NOT_COUNTED = "scored", "assumed", "unknown", "not_counted"


def with_heart_rate(sessions: pd.DataFrame, seconds: Mapping[str, Values]) -> pd.DataFrame:
    """Put the heart-rate histogram of each session beside it.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSIONS.
    seconds : mapping of str to numpy.ndarray
        By session id, the seconds at each whole heart rate 30-250.

    Returns
    -------
    pandas.DataFrame
        SESSIONS with ``heart_rate_seconds``; None where a session has no histogram.
    """
    beside = [seconds.get(one) for one in sessions["session_id"]]
    return sessions.assign(heart_rate_seconds=pd.Series(beside, sessions.index, dtype="object"))


def session_loads(sessions: pd.DataFrame, athlete: Athlete, method: str) -> pd.DataFrame:
    """Score each session by one method.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSIONS, with ``heart_rate_seconds`` and ``normalised_speed_mps`` where the method needs
        them. Transitions are left out.
    athlete : Athlete
        Sex, default RPE and thresholds; a session uses the thresholds valid on its local day.
    method : str
        A name in :data:`METHODS`.

    Returns
    -------
    pandas.DataFrame
        session_id, activity_id, local_day, sport, load (NaN = unknown), duration_s and state:
        scored, assumed (by a default RPE), unknown, or not_counted (another sport, for a method
        that counts running only).

    Raises
    ------
    ValueError
        If the method is not a listed one.
    """
    chosen = method_named(method)
    kept = sessions[sessions["sport"] != "transition"].reset_index(drop=True)
    load = pd.Series(chosen.score(kept, athlete), dtype="float64")
    state = _states(kept, load, chosen)
    scored = load.where(state.isin([SCORED, ASSUMED]))
    columns = kept[["session_id", "activity_id", "local_day", "sport"]]
    return columns.assign(load=scored, duration_s=duration_s(kept), state=state)


def _states(sessions: pd.DataFrame, load: pd.Series, method: Method) -> pd.Series:
    state = np.where(load.notna(), SCORED, UNKNOWN).astype(object)
    if method.name == START_METHOD:
        state[(rpe_is_assumed(sessions) & load.notna()).to_numpy()] = ASSUMED
    if method.currency is Currency.RUNNING:
        state[(sessions["sport"] != RUNNING).to_numpy()] = NOT_COUNTED
    return pd.Series(state, dtype="str")


def daily_load(
    sessions: pd.DataFrame,
    athlete: Athlete,
    method: str,
    *,
    until: pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Add sessions up to one load a local day and sport, by one method.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSIONS of one athlete, in any order.
    athlete : Athlete
        Sex, default RPE and thresholds.
    method : str
        A name in :data:`METHODS`.
    until : pandas.Timestamp, optional
        Local day of the last import: days after the last session up to here are rest. Days before
        the first session and after the last day known are not rows: they are unknown.

    Returns
    -------
    pandas.DataFrame
        DAILY_LOAD, ordered by day and sport. Every day from the first session on has a row; a day
        with nothing that counts is one row with sport "", load 0 and coverage 1. ``load`` is the
        sum of the day's scored sessions of that sport, NaN when none could be scored.

    Raises
    ------
    ValueError
        If the method is not a listed one.
    """
    chosen = method_named(method)
    loads = session_loads(sessions, athlete, method).dropna(subset="local_day")
    if loads.empty:
        return empty(DAILY_LOAD)
    by_sport = _by_day_and_sport(loads[loads["state"] != NOT_COUNTED])
    last = loads["local_day"].max()
    days = pd.date_range(loads["local_day"].min(), last if until is None else max(last, until))
    rest = _rest(days.difference(pd.DatetimeIndex(by_sport["local_day"])))
    filled = pd.concat([by_sport, rest]).sort_values(["local_day", "sport"], kind="stable")
    named = filled.assign(athlete_id=athlete.athlete_id, method=chosen.name, unit=chosen.unit)
    return conform(named, DAILY_LOAD)


def _by_day_and_sport(counted: pd.DataFrame) -> pd.DataFrame:
    rows = counted.assign(
        assumed_load=counted["load"].where(counted["state"] == ASSUMED, 0.0),
        coverage=(counted["state"] == SCORED).astype("float64"),
        sessions=1,
    ).groupby(["local_day", "sport"])
    sums = rows[["load", "duration_s"]].sum(min_count=1)
    shares = rows[["assumed_load", "sessions"]].sum()
    return sums.join(shares).join(rows["coverage"].mean()).reset_index()


def _rest(days: pd.DatetimeIndex) -> pd.DataFrame:
    rest = pd.DataFrame({"local_day": days.as_unit("us")})
    return rest.assign(
        sport="", load=0.0, duration_s=0.0, coverage=1.0, assumed_load=0.0, sessions=0
    )


def running_only(daily: pd.DataFrame) -> pd.DataFrame:
    """Keep running of a daily load: the other currency, with days of other sports as rest.

    Parameters
    ----------
    daily : pandas.DataFrame
        DAILY_LOAD of one method.

    Returns
    -------
    pandas.DataFrame
        DAILY_LOAD over the same days; a day without a run is one row of load 0.
    """
    runs = daily[daily["sport"] == RUNNING]
    others = daily[~daily["local_day"].isin(runs["local_day"])].drop_duplicates("local_day")
    rest = others.assign(
        sport="", load=0.0, duration_s=0.0, coverage=1.0, assumed_load=0.0, sessions=0
    )
    return pd.concat([runs, rest]).sort_values("local_day", kind="stable").reset_index(drop=True)


def choose_method(
    sessions: pd.DataFrame, athlete: Athlete, *, until: pd.Timestamp | None = None
) -> str:
    """Choose the method to start with: the greatest coverage over the last 90 days.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSIONS of one athlete.
    athlete : Athlete
        Sex, default RPE and thresholds.
    until : pandas.Timestamp, optional
        The last of the 90 days; the last session's day by default.

    Returns
    -------
    str
        A name in :data:`METHODS`. ``session_rpe`` on a tie with it; among others the one listed
        first. Coverage here is the share of all sessions, so that a method blind to half of the
        training does not win (rule).
    """
    last = sessions["local_day"].max() if until is None else until
    if pd.isna(last):
        return START_METHOD
    first = last - pd.Timedelta(days=COVERAGE_DAYS - 1)
    recent = sessions[sessions["local_day"].between(first, last)]
    shares = {name: _share_scored(recent, athlete, name) for name in METHODS}
    # max() keeps the first of equals, and session_rpe is listed first.
    return max(shares, key=lambda name: shares[name])


def _share_scored(sessions: pd.DataFrame, athlete: Athlete, method: str) -> float:
    states = session_loads(sessions, athlete, method)["state"]
    return 0.0 if states.empty else float((states == SCORED).mean())
