"""A person's whole season, computed once for each change of it: all that the overview draws from.

Every series lies on one axis of consecutive local days, so that a range of it is a slice. Unknown
stays NaN or is counted apart; it is never a zero.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis import races
from dashboard.analysis.load import (
    ASSUMED,
    SCORED,
    START_METHOD,
    UNKNOWN,
    choose_method,
    daily_load,
    session_loads,
)
from dashboard.analysis.methods import METHODS, Currency, Method, duration_s, method_named
from dashboard.analysis.overview_lanes import Lane, lanes
from dashboard.analysis.overview_marks import Marks, marks
from dashboard.analysis.spikes import WINDOW_DAYS, activity_spikes
from dashboard.analysis.sports import FAMILIES, family
from dashboard.analysis.trends import CHRONIC_DAYS, trends
from ingest.tables import Athlete

RUNNING_METHOD = "distance"

Values = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """What the store holds of one athlete.

    ``sessions`` SESSION_LIST, ``entries`` PAIN_ENTRIES, ``results`` RACE_RESULTS, ``shoes`` SHOES,
    ``events`` EVENTS. ``known_until`` is the local day of the last import: days without a session
    up to it are rest. None when only the sessions themselves say how far the files reach.
    """

    athlete: Athlete
    sessions: pd.DataFrame
    entries: pd.DataFrame
    results: pd.DataFrame
    shoes: pd.DataFrame
    events: pd.DataFrame
    known_until: pd.Timestamp | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Season:
    """One athlete's days by one method.

    Arrays hold one value a day of ``days``; those by sport are days x 8, in the order of
    ``FAMILIES``. ``load`` and ``assumed`` (its part that rests on an assumed effort) are in the
    method's unit; ``scored``, ``guessed``, ``unknown`` count the sessions the method counts;
    ``minutes`` and ``sessions`` are all sports whatever the method; ``running_km`` is NaN on a day
    with a run of unknown distance; ``longest_km`` is the longest run of the last 30 days, NaN when
    there was none.
    ``first_load`` and ``last_load`` bound what the files tell of; None without sessions.
    """

    method: Method
    days: pd.DatetimeIndex
    load: Values
    assumed: Values
    scored: Counts
    guessed: Counts
    unknown: Counts
    minutes: Values
    sessions: Counts
    acute: Values
    chronic: Values
    warming_up: NDArray[np.bool_]
    running_km: Values
    runs: Counts
    longest_km: Values
    first_load: pd.Timestamp | None
    last_load: pd.Timestamp | None
    spikes: pd.DataFrame
    lanes: tuple[Lane, ...]
    marks: Marks

    @property
    def has_load(self) -> bool:
        """Whether there is any session at all."""
        return self.first_load is not None


def method_for(currency: Currency, history: History, wanted: str = "") -> str:
    """Choose the method a currency is counted in.

    Parameters
    ----------
    currency : Currency
        All sports, or running only.
    history : History
        Whose coverage decides where nothing was wanted.
    wanted : str
        The person's own choice, "" for none; it holds for the currency it belongs to.

    Returns
    -------
    str
        A name in ``METHODS``. Running is counted in km unless another running method is wanted.
    """
    if wanted in METHODS and METHODS[wanted].currency is currency:
        return wanted
    if currency is Currency.RUNNING:
        return RUNNING_METHOD
    chosen = choose_method(history.sessions, history.athlete, until=history.known_until)
    return chosen if METHODS[chosen].currency is currency else START_METHOD


def season(history: History, method: str) -> Season:
    """Compute everything the overview shows, whatever its range.

    Parameters
    ----------
    history : History
        Frames of one athlete. A finished race with an official distance counts with it.
    method : str
        A name in ``METHODS``.

    Returns
    -------
    Season
        Empty arrays when there is neither a session nor a pain entry.

    Raises
    ------
    ValueError
        If the method is not a listed one.
    """
    sessions = races.with_official_distances(history.sessions, history.results)
    sessions = sessions[sessions["sport"] != "transition"].dropna(subset="local_day")
    days = _days(sessions, history)
    spikes = activity_spikes(sessions)
    begun = not sessions.empty
    loads = session_loads(sessions, history.athlete, method)
    trend = trends(daily_load(sessions, history.athlete, method, until=history.known_until))
    trend = trend.set_index("local_day").reindex(days)
    columns = _columns(sessions)
    on_day = _positions(sessions["local_day"], days)
    states = loads["state"].to_numpy()
    return Season(
        method=method_named(method),
        days=days,
        load=_table(loads["load"], on_day, columns, len(days)),
        assumed=_table(loads["load"].where(states == ASSUMED), on_day, columns, len(days)),
        scored=_count(on_day[states == SCORED], len(days)),
        guessed=_count(on_day[states == ASSUMED], len(days)),
        unknown=_count(on_day[states == UNKNOWN], len(days)),
        minutes=_table(duration_s(sessions) / 60, on_day, columns, len(days)),
        sessions=_count(on_day, len(days)),
        acute=trend["acute"].to_numpy(np.float64),
        chronic=trend["chronic"].to_numpy(np.float64),
        warming_up=_warming_up(sessions, days),
        running_km=_running_km(spikes, days),
        runs=_count(on_day[columns == 0], len(days)),
        longest_km=_longest_km(spikes, days),
        first_load=sessions["local_day"].min() if begun else None,
        last_load=_last_load(sessions, history.known_until) if begun else None,
        spikes=spikes,
        lanes=lanes(history.entries),
        marks=marks(sessions, history.results, history.shoes, history.events),
    )


def _days(sessions: pd.DataFrame, history: History) -> pd.DatetimeIndex:
    """Consecutive local days from the first thing noted to the last."""
    noted = pd.concat([sessions["local_day"], history.entries["local_day"]])
    if noted.empty:
        return pd.DatetimeIndex([], dtype="datetime64[us]")
    last = noted.max()
    if not sessions.empty and history.known_until is not None:
        last = max(last, history.known_until)
    return pd.date_range(noted.min(), last).as_unit("us")


def _last_load(sessions: pd.DataFrame, known_until: pd.Timestamp | None) -> pd.Timestamp:
    last: pd.Timestamp = sessions["local_day"].max()
    return last if known_until is None else max(last, known_until)


def _columns(sessions: pd.DataFrame) -> Counts:
    """Give each session the place of its sport family in the stack."""
    pairs = zip(sessions["sport"], sessions["sub_sport"], strict=True)
    return np.array([FAMILIES.index(family(*pair)) for pair in pairs], dtype=np.int64)


def _positions(local_day: pd.Series, days: pd.DatetimeIndex) -> Counts:
    return np.asarray(days.get_indexer(pd.DatetimeIndex(local_day)), dtype=np.int64)


def _table(values: pd.Series, on_day: Counts, columns: Counts, n_days: int) -> Values:
    """Add values up by day and family; what is unknown adds nothing and is counted apart."""
    table = np.zeros((n_days, len(FAMILIES)))
    np.add.at(table, (on_day, columns), np.nan_to_num(values.to_numpy(np.float64)))
    return table


def _count(on_day: Counts, n_days: int) -> Counts:
    return np.bincount(on_day, minlength=n_days)


def _warming_up(sessions: pd.DataFrame, days: pd.DatetimeIndex) -> NDArray[np.bool_]:
    if sessions.empty:
        return np.zeros(len(days), dtype=np.bool_)
    since = (days - sessions["local_day"].min()).days.to_numpy()
    warming: NDArray[np.bool_] = (since >= 0) & (since < CHRONIC_DAYS)
    return warming


def _running_km(spikes: pd.DataFrame, days: pd.DatetimeIndex) -> Values:
    # skipna=False leaves a day with one unmeasured run unknown, not short.
    by_day = spikes.groupby("local_day")["running_km"].sum(skipna=False)
    return by_day.reindex(days, fill_value=0.0).to_numpy(np.float64)


def _longest_km(spikes: pd.DataFrame, days: pd.DatetimeIndex) -> Values:
    """Longest known run of the last 30 days, the day itself included."""
    longest = spikes.groupby("local_day")["running_km"].max().reindex(days, fill_value=0.0)
    rolled = longest.fillna(0.0).rolling(WINDOW_DAYS, min_periods=1).max()
    return rolled.where(rolled > 0).to_numpy(np.float64)
