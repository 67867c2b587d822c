"""What is packed of everybody, taken apart into one athlete's runs and series of pain."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.pain import Site
from dashboard.analysis.races import with_official_distances
from ingest.athlete_tables import MOMENTS, REGIONS, SIDES
from ingest.clinic_look import WITH_NO_ASPECT, Packed, Triage

Whole = NDArray[np.int64]
Values = NDArray[np.float64]
METRES_PER_KM = 1000.0
_PLACES = (
    ("region", len(REGIONS)),
    ("side", len(SIDES)),
    ("aspect", len(WITH_NO_ASPECT)),
    ("moment", len(MOMENTS)),
)


@dataclass(frozen=True, slots=True, eq=False)
class Activities:
    """One row an activity, by day: its running km (NaN = unknown, 0 = no running) and descent."""

    day: Whole
    start_us: Whole
    running_km: Values
    descent_m: Values
    has_run: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """The worst score of each day at one place and moment, by day."""

    site: Site
    moment: str
    day: Whole
    felt_us: Whole
    nprs: Values


@dataclass(frozen=True, slots=True, eq=False)
class Lately:
    """One athlete: activities of the last weeks, days of sessions and whether rated, all pain."""

    activities: Activities
    session_day: Whole
    is_rated: NDArray[np.bool_]
    series: tuple[Series, ...]
    first_activity: int | None


def lately(triage: Triage) -> Iterator[Lately]:
    """Take apart what was read, in the order of the people."""
    count = len(triage.people)
    distance = _official(triage)
    whole, owner = _activities(triage.sessions, distance)
    runs, sessions, pain = (
        np.searchsorted(who, np.arange(count + 1))
        for who in (owner, triage.sessions.who, triage.pain.who)
    )
    rows = triage.sessions.rows
    for at, first in enumerate(triage.people["first_activity"]):
        mine = slice(sessions[at], sessions[at + 1])
        yield Lately(
            activities=_part(whole, slice(runs[at], runs[at + 1])),
            session_day=rows["day"][mine].astype(np.int64),
            is_rated=rows["is_rated"][mine],
            series=tuple(_series(triage.pain.rows[pain[at] : pain[at + 1]])),
            first_activity=None if pd.isna(first) else day_number(first),
        )


def day_number(day: pd.Timestamp) -> int:
    """Count a local day from 1970."""
    return int(day.asm8.astype("datetime64[D]").astype(np.int64))


def time_us(time: pd.Timestamp) -> int:
    """Count a time's microseconds from 1970, as the store does."""
    return int(time.asm8.astype("datetime64[us]").astype(np.int64))


def day_at(number: int) -> pd.Timestamp:
    """Return the local midnight of a day counted from 1970."""
    return pd.Timestamp(np.datetime64(int(number), "D")).as_unit("us")


def _official(triage: Triage) -> Values:
    """Distances of the sessions, a race's own in the place of its watch's."""
    rows, who = triage.sessions.rows, triage.sessions.who
    distance = rows["distance_m"].astype(np.float64)
    if triage.results.empty:
        return distance
    raced = np.isin(rows["session_id"], triage.results["session_id"].to_numpy().astype("S32"))
    near = np.flatnonzero(np.isin(who, who[raced]))
    sessions = pd.DataFrame(
        {
            "session_id": rows["session_id"][near].astype(np.str_),
            "activity_id": _keys(triage.sessions)[near].astype(np.str_),
            "sport": np.where(rows["is_run"][near], "running", "other"),
            "distance_m": distance[near],
        }
    )
    distance[near] = with_official_distances(sessions, triage.results)["distance_m"].to_numpy()
    return distance


def _keys(packed: Packed) -> Whole:
    """Return a number for each recording of everybody, the athlete's place in front."""
    return np.asarray((packed.who << 32) + packed.rows["recording"], dtype=np.int64)


def _activities(packed: Packed, distance_m: Values) -> tuple[Activities, Whole]:
    rows, who = packed.rows, packed.who
    is_run = rows["is_run"]
    _, first, leg_of = np.unique(_keys(packed), return_index=True, return_inverse=True)
    count = len(first)
    day = np.full(count, np.iinfo(np.int64).max)
    start = day.copy()
    np.minimum.at(day, leg_of, rows["day"])
    np.minimum.at(start, leg_of, rows["start_us"])
    # An unknown leg leaves the whole unknown; NaN passes through the sum.
    km = _sums(leg_of, np.where(is_run, distance_m / METRES_PER_KM, 0.0), count)
    down, is_down = rows["descent_m"], is_run & ~np.isnan(rows["descent_m"])
    descent = _sums(leg_of, np.where(is_down, down, 0.0), count)
    descent[np.bincount(leg_of, is_down, count) == 0] = np.nan
    order = np.lexsort((start, day, who[first]))
    has_run = np.bincount(leg_of, is_run, count) > 0
    whole = Activities(day[order], start[order], km[order], descent[order], has_run[order])
    return whole, who[first][order]


def _sums(leg_of: NDArray[np.intp], values: Values, count: int) -> Values:
    return np.asarray(np.bincount(leg_of, values, count), dtype=np.float64)


def _part(whole: Activities, mine: slice) -> Activities:
    return Activities(
        whole.day[mine],
        whole.start_us[mine],
        whole.running_km[mine],
        whole.descent_m[mine],
        whole.has_run[mine],
    )


def _series(rows: NDArray[np.void]) -> Iterator[Series]:
    if not len(rows):
        return
    place = np.zeros(len(rows), dtype=np.int64)
    for name, count in _PLACES:
        place = place * count + rows[name]
    for number in np.unique(place):
        mine = rows[place == number]
        one = mine[0]
        site = Site(REGIONS[one["region"]], SIDES[one["side"]], WITH_NO_ASPECT[one["aspect"]])
        day, felt = mine["day"].astype(np.int64), mine["felt_us"].astype(np.int64)
        yield Series(site, MOMENTS[one["moment"]], day, felt, mine["nprs"].astype(np.float64))
