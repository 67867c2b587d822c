"""The twelve weeks before a race and the six after: running, the longest run, pain, shoes."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.overview import Season
from dashboard.analysis.overview_lanes import Lane
from dashboard.analysis.shoes import ON_FOOT

WEEKS_BEFORE, WEEKS_AFTER = 12, 6
DAYS = 7


@dataclass(frozen=True, slots=True)
class ShoeShare:
    """Metres on foot in one pair, by its id, before the race and after it."""

    shoe_id: str
    before_m: float
    after_m: float


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """The weeks around a race.

    ``weeks`` has one row a week of seven days, the race on the last day of week 0: ``week`` from
    -11 to 6, ``first``, ``last``, ``running_km``, ``longest_km`` and ``load`` (NaN for days that no
    file tells of or that are to come), ``at_least`` where a run's length is not known, ``unknown``
    sessions whose load is not, and ``pain``, the highest NPRS noted (NaN where nothing was).
    ``longest_run`` is the longest before the race: its day and km; None when there was none.
    ``unit`` is the load's.
    """

    race_day: pd.Timestamp
    weeks: pd.DataFrame
    lanes: tuple[Lane, ...]
    longest_run: tuple[pd.Timestamp, float] | None
    shoes: tuple[ShoeShare, ...]
    unit: str

    @property
    def first(self) -> pd.Timestamp:
        """The first day of the first week."""
        first: pd.Timestamp = self.weeks["first"].iloc[0]
        return first

    @property
    def last(self) -> pd.Timestamp:
        """The last day of the last week."""
        last: pd.Timestamp = self.weeks["last"].iloc[-1]
        return last

    def days(self, before: int, after: int) -> tuple[pd.Timestamp, pd.Timestamp]:
        """First and last day of fewer weeks: so many up to the race, and so many after."""
        return (
            self.race_day - pd.Timedelta(days=DAYS * before - 1),
            self.race_day + pd.Timedelta(days=DAYS * after),
        )

    @property
    def has_running(self) -> bool:
        """Whether any file tells of these weeks."""
        return bool(self.weeks["running_km"].notna().any())


def around(season: Season, sessions: pd.DataFrame, race_day: pd.Timestamp) -> Around:
    """Cut the weeks around a race out of a season.

    Parameters
    ----------
    season : Season
        The athlete's days by one method; races in it count with their official distance.
    sessions : pandas.DataFrame
        SESSION_LIST, for the shoes.
    race_day : pandas.Timestamp
        Local day of the race.
    """
    numbers = range(1 - WEEKS_BEFORE, WEEKS_AFTER + 1)
    weeks = pd.DataFrame([_week(season, race_day, number) for number in numbers])
    first, last = weeks["first"].iloc[0], weeks["last"].iloc[-1]
    runs = season.spikes[season.spikes["local_day"].between(first, last)]
    return Around(
        race_day=race_day,
        weeks=weeks,
        lanes=tuple(lane for lane in _lanes(season, first, last) if len(lane.days)),
        longest_run=_longest(runs[runs["local_day"] < race_day]),
        shoes=_shoes(sessions, first, last, race_day),
        unit=season.method.unit,
    )


def _week(season: Season, race_day: pd.Timestamp, number: int) -> dict[str, object]:
    last = race_day + pd.Timedelta(days=DAYS * number)
    first = last - pd.Timedelta(days=DAYS - 1)
    inside = (season.days >= first) & (season.days <= last)
    told = _told(season, first, last)
    runs = season.spikes.loc[season.spikes["local_day"].between(first, last), "running_km"]
    highest = [lane.nprs.max() for lane in _lanes(season, first, last) if len(lane.nprs)]
    return {
        "week": number,
        "first": first,
        "last": last,
        "running_km": float(np.nansum(season.running_km[inside])) if told else math.nan,
        "longest_km": float(runs.max()) if told and (runs > 0).any() else math.nan,
        "load": float(season.load[inside].sum()) if told else math.nan,
        "at_least": bool(np.isnan(season.running_km[inside]).any()),
        "unknown": int(season.unknown[inside].sum()),
        "pain": float(max(highest)) if highest else math.nan,
    }


def _told(season: Season, first: pd.Timestamp, last: pd.Timestamp) -> bool:
    """Whether the files reach into these days."""
    if season.first_load is None or season.last_load is None:
        return False
    return bool(season.first_load <= last and season.last_load >= first)


def _lanes(season: Season, first: pd.Timestamp, last: pd.Timestamp) -> list[Lane]:
    return [lane.between(first, last) for lane in season.lanes]


def _longest(runs: pd.DataFrame) -> tuple[pd.Timestamp, float] | None:
    known = runs[runs["running_km"] > 0]
    if known.empty:
        return None
    far = known["running_km"].to_numpy(np.float64)
    day: pd.Timestamp = known["local_day"].iloc[int(far.argmax())]
    return day, float(far.max())


def _shoes(
    sessions: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, race_day: pd.Timestamp
) -> tuple[ShoeShare, ...]:
    """Add up the shoes, the most worn first; the race itself counts as before."""
    worn = sessions[
        (sessions["shoe_id"] != "")
        & sessions["sport"].isin(ON_FOOT)
        & sessions["local_day"].between(first, last)
    ]
    before = worn["local_day"] <= race_day
    sums = [worn[when].groupby("shoe_id")["distance_m"].sum() for when in (before, ~before)]
    found = [
        ShoeShare(str(shoe), float(sums[0].get(shoe, 0.0)), float(sums[1].get(shoe, 0.0)))
        for shoe in worn["shoe_id"].unique()
    ]
    return tuple(sorted(found, key=lambda one: -(one.before_m + one.after_m)))
