"""The load line: what a runner has carried lately, and the most that was agreed with a physio.

The line says what was carried, never what may be. It rests on the runs of 28 days after which the
next morning was no worse, and no flare came; a run whose mornings are unknown adds nothing to it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.before_flare.running import runs_of
from dashboard.analysis.flares import flares
from dashboard.analysis.pain_days import worst_of_each_day

LINE_DAYS = 28
WEEK_DAYS = 7
# Rule: as long as a session stands on a flare's card, so that no run is on one and carried too.
FLARE_DAYS = 7
# The morning-after rule: a rise of this much is not settled.
RISE = 1.0

SETTLED, NOT_SETTLED, FLARE, WAITING, UNKNOWN = (
    "settled",
    "not settled",
    "flare",
    "morning to come",
    "not known",
)

Days = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one run, a week and a run's descent may hold; NaN: nothing said."""

    longest_run_km: float = math.nan
    week_km: float = math.nan
    descent_m: float = math.nan

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        return all(map(math.isnan, (self.longest_run_km, self.week_km, self.descent_m)))


@dataclass(frozen=True, slots=True)
class Agreed(Limits):
    """Limits that a physio and a runner agreed; ``set_by`` and ``note`` are their own words."""

    valid_from: pd.Timestamp | None = None
    set_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class LoadLine:
    """What was carried up to ``today``, and what was agreed beside it.

    ``runs`` is one row a running activity of the 28 days, oldest first: activity_id, session_id,
    name, local_day, running_km, descent_m, state (:data:`SETTLED`, :data:`NOT_SETTLED`,
    :data:`FLARE`, :data:`WAITING`, :data:`UNKNOWN`). ``week_last`` is the last of the seven days
    that carried most; None where nothing was carried.
    """

    today: pd.Timestamp
    carried: Limits
    agreed: Agreed | None
    runs: pd.DataFrame
    longest_session_id: str = ""
    longest_day: pd.Timestamp | None = None
    week_last: pd.Timestamp | None = None
    sites: tuple[str, ...] = field(default=())

    @property
    def limits(self) -> Limits:
        """The limits that hold: each agreed one in the place of what was carried."""
        if self.agreed is None:
            return self.carried
        return Limits(
            *(
                theirs if math.isfinite(theirs) else own
                for theirs, own in zip(_numbers(self.agreed), _numbers(self.carried), strict=True)
            )
        )

    @property
    def is_agreed(self) -> bool:
        """Whether the longest run that holds is an agreed one."""
        return self.agreed is not None and math.isfinite(self.agreed.longest_run_km)

    def count(self, *states: str) -> int:
        """Count the runs of the 28 days in some states."""
        return int(self.runs["state"].isin(states).sum())


def load_line(
    sessions: pd.DataFrame,
    mornings: Mapping[str, pd.Series],
    today: pd.Timestamp,
    agreed: Agreed | None = None,
) -> LoadLine:
    """Say what was carried in the last 28 days.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSION_LIST of one athlete. The running of one activity counts together.
    mornings : mapping of str to pandas.Series
        Daily NPRS of the mornings of each place that hurts, by any name; a run settled only where
        no place says otherwise.
    today : pandas.Timestamp
        Local day; the last of the 28.
    agreed : Agreed, optional
        What holds instead.

    Returns
    -------
    LoadLine
        ``carried`` has the longest run, the most in seven days in a row and the most descent of
        one run, counting only runs that settled: never more than was run. NaN where none did.

    Notes
    -----
    Rules, not evidence. A run settled when the next morning was less than 1 point above the
    morning before it. It was not carried when a flare was on, or began within 7 days after it.
    """
    found = runs_of(sessions).runs
    first = today - pd.Timedelta(days=LINE_DAYS - 1)
    inside = found["local_day"].between(first, today)
    columns = ["activity_id", "session_id", "name", "local_day", "running_km", "descent_m"]
    runs = found.loc[inside, columns].reset_index(drop=True)
    states = run_states(pd.DatetimeIndex(runs["local_day"]), list(mornings.values()), today)
    runs = runs.assign(state=pd.Series(states, index=runs.index, dtype="str"))
    settled = runs[runs["state"] == SETTLED]
    known = settled.dropna(subset="running_km")
    week_km, week_last = _fullest_week(known)
    longest = known.iloc[int(known["running_km"].argmax())] if len(known) else None
    return LoadLine(
        today=today,
        carried=Limits(
            float(known["running_km"].max()), week_km, float(settled["descent_m"].max())
        ),
        agreed=agreed,
        runs=runs,
        longest_session_id="" if longest is None else str(longest["session_id"]),
        longest_day=None if longest is None else longest["local_day"],
        week_last=week_last,
        sites=tuple(mornings),
    )


def run_states(
    days: pd.DatetimeIndex, mornings: Sequence[pd.Series], today: pd.Timestamp
) -> list[str]:
    """Say of runs on some local days what came after them.

    Parameters
    ----------
    days : pandas.DatetimeIndex
        Days with a run, in any order.
    mornings : sequence of pandas.Series
        Daily NPRS of the mornings, one a place.
    today : pandas.Timestamp
        A run of this day waits for its morning.

    Returns
    -------
    list of str
        The worst of all places: a flare, not settled, settled; else waiting or not known.
    """
    number = _day_numbers(days)
    is_flare = np.zeros(len(days), dtype=np.bool_)
    for pain in mornings:
        is_flare |= _near_a_flare(number, flares(pain))
    rise = worst_rise(days, mornings)
    is_known = np.isfinite(rise)
    return [
        str(state)
        for state in np.select(
            [is_flare, is_known & (rise >= RISE), is_known, days == today],
            [FLARE, NOT_SETTLED, SETTLED, WAITING],
            default=UNKNOWN,
        )
    ]


def worst_rise(days: pd.DatetimeIndex, mornings: Sequence[pd.Series]) -> NDArray[np.float64]:
    """Points from the morning of each day to the next one, the most of all places.

    Not finite where no place has both mornings; :data:`RISE` and more is "not settled".
    """
    rise = np.full(len(days), -math.inf)
    for pain in mornings:
        rise = np.fmax(rise, _rises(days, pain))
    return rise


def agreed_on(limits: pd.DataFrame, day: pd.Timestamp) -> Agreed | None:
    """Return the limits that hold on a local day, from AGREED_LIMITS; None where there are none."""
    begun = limits[limits["valid_from"] <= day]
    if begun.empty:
        return None
    row = begun.iloc[int(begun["valid_from"].argmax())]
    return Agreed(
        longest_run_km=float(row["longest_run_km"]),
        week_km=float(row["week_km"]),
        descent_m=float(row["descent_m"]),
        valid_from=row["valid_from"],
        set_by=str(row["set_by"]),
        note=str(row["note"]),
    )


def _numbers(limits: Limits) -> tuple[float, float, float]:
    return limits.longest_run_km, limits.week_km, limits.descent_m


def _day_numbers(days: pd.DatetimeIndex) -> Days:
    return np.asarray(days.to_numpy().astype("datetime64[D]").astype(np.int64))


def _rises(days: pd.DatetimeIndex, pain: pd.Series) -> NDArray[np.float64]:
    """Points from the morning before each run to the morning after it; NaN where one is missing."""
    noted = {day: float(value) for day, value in worst_of_each_day(pain).items()}
    after = days + pd.Timedelta(days=1)
    pairs = zip(days, after, strict=True)
    rises = [noted.get(then, math.nan) - noted.get(day, math.nan) for day, then in pairs]
    return np.array(rises, dtype=np.float64)


def _near_a_flare(day: Days, found: pd.DataFrame) -> NDArray[np.bool_]:
    """Say which days lie in a flare, or within seven days before one began."""
    if found.empty:
        return np.zeros(len(day), dtype=np.bool_)
    onset = _day_numbers(pd.DatetimeIndex(found["onset"]))
    end = _day_numbers(pd.DatetimeIndex(found["end"].fillna(pd.Timestamp("2262-01-01"))))
    near = (day[:, None] >= onset - FLARE_DAYS) & (day[:, None] < end)
    return np.asarray(near.any(axis=1), dtype=np.bool_)


def _fullest_week(settled: pd.DataFrame) -> tuple[float, pd.Timestamp | None]:
    """Most kilometres in seven days in a row, and the last of them."""
    if settled.empty:
        return math.nan, None
    by_day = settled.groupby("local_day")["running_km"].sum().asfreq("D", fill_value=0.0)
    # Sums of few values each, from their own days: a running sum would drift past what was run.
    sums = [
        math.fsum(by_day.iloc[max(0, at - WEEK_DAYS + 1) : at + 1]) for at in range(len(by_day))
    ]
    most = int(np.argmax(sums))
    return sums[most], by_day.index[most]
