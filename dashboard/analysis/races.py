"""A race in figures: the one accessor for its time, its distance and its pace.

An official distance and a chip time come first, and a watch's distance never stands in for an
official one. Our pace is computed; the published one is kept beside it and never put in its place.
"""

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

import pandas as pd
from pandas.api.typing import NAType

from dashboard.analysis import words
from ingest.diary import RaceResult, RaceStatus

DistanceSource: TypeAlias = Literal["official", "watch", "unknown"]
TimeSource: TypeAlias = Literal["chip", "gun", "watch", "unknown"]

# What stands beside a session's own columns once results are looked at.
OFFICIAL = ("official_time_s", "whole_official_m", "whole_official_s")
_NO_TIME: tuple[float, TimeSource] = (math.nan, "unknown")
_STATUS_WORDS: dict[str, str] = {
    "DNF": "Did not finish",
    "DNS": "Did not start",
    "DSQ": "Disqualified",
}


@dataclass(frozen=True, slots=True)
class RaceFigures:
    """What may be shown of a race: metres, seconds, s/km, NaN where there is none.

    ``sentence`` shows the arithmetic: "1:51:57 / 21.0975 km = 5:18 /km (published 5:19)".
    """

    status: RaceStatus
    distance_m: float
    distance_source: DistanceSource
    time_s: float
    time_source: TimeSource
    pace_s_per_km: float
    published_pace_s_per_km: float
    sentence: str


def result_of(row: pd.Series) -> RaceResult:
    """Build the record of one RACE_RESULTS row; what is missing becomes NaN or None."""
    return RaceResult(
        race=row["race"],
        race_day=row["race_day"],
        result_id=row["result_id"],
        athlete_id=row["athlete_id"],
        edition=row["edition"],
        category=row["category"],
        official_distance_m=float(row["official_distance_m"]),
        gun_time_s=float(row["gun_time_s"]),
        chip_time_s=float(row["chip_time_s"]),
        published_pace_s_per_km=float(row["published_pace_s_per_km"]),
        place_overall=_place(row["place_overall"]),
        field_overall=_place(row["field_overall"]),
        place_gender=_place(row["place_gender"]),
        field_gender=_place(row["field_gender"]),
        place_category=_place(row["place_category"]),
        field_category=_place(row["field_category"]),
        status=row["status"],
        session_id=row["session_id"],
        weather=row["weather"],
        companions=row["companions"],
    )


def _place(value: int | NAType) -> int | None:
    return None if pd.isna(value) else int(value)


def figures(result: RaceResult, session: pd.Series | None = None) -> RaceFigures:
    """Give a race's distance, time and pace, each with its source.

    Parameters
    ----------
    result : RaceResult
        What the organiser published.
    session : pandas.Series, optional
        The SESSIONS row of the watch. It fills only what the organiser left out: its distance when
        there is no official one, its elapsed time (a race counts pauses) when there is no other.

    Returns
    -------
    RaceFigures
        Official distance before watch, chip time before gun before watch; pace = time / distance.
        Who did not finish has no time and no pace, and a distance only if there is an official one.
    """
    finished = result.status == "finished"
    watch = session if finished else None
    distance = _distance(result, watch)
    time = _time(result, watch) if finished else _NO_TIME
    return RaceFigures(
        status=result.status,
        distance_m=distance[0],
        distance_source=distance[1],
        time_s=time[0],
        time_source=time[1],
        pace_s_per_km=words.pace_seconds(distance[0], time[0]),
        published_pace_s_per_km=result.published_pace_s_per_km,
        sentence=_sentence(result, distance, time[0]),
    )


def _distance(result: RaceResult, watch: pd.Series | None) -> tuple[float, DistanceSource]:
    if result.official_distance_m > 0:
        return result.official_distance_m, "official"
    if watch is not None and watch["distance_m"] > 0:
        return float(watch["distance_m"]), "watch"
    return math.nan, "unknown"


def _time(result: RaceResult, watch: pd.Series | None) -> tuple[float, TimeSource]:
    if result.chip_time_s > 0:
        return result.chip_time_s, "chip"
    if result.gun_time_s > 0:
        return result.gun_time_s, "gun"
    if watch is not None and watch["elapsed_s"] > 0:
        return float(watch["elapsed_s"]), "watch"
    return _NO_TIME


def _sentence(result: RaceResult, distance: tuple[float, DistanceSource], time_s: float) -> str:
    if result.status != "finished":
        return f"{_STATUS_WORDS[result.status]}."
    distance_m, source = distance
    pace = words.pace(distance_m, time_s)
    published = _published(result, pace)
    if not pace:
        known = words.race_time(time_s) or "Time not known"
        return f"{known}, {words.exact_distance(distance_m) or 'distance not known'}{published}"
    by_watch = " by the watch" if source == "watch" else ""
    division = f"{words.race_time(time_s)} / {words.exact_distance(distance_m)}{by_watch}"
    return f"{division} = {pace}{published}"


def _published(result: RaceResult, pace: str) -> str:
    """Set the printed pace in brackets, its unit left out where ours has the same."""
    printed = words.printed_pace(result.published_pace_s_per_km)
    if not printed:
        return ""
    bare, unit = printed.split(" ")
    return f" (published {bare if unit in pace or not pace else printed})"


@dataclass(frozen=True, slots=True)
class WatchComparison:
    """The one place where a race's watch distance stands beside the official one; metres."""

    official_m: float
    watch_m: float
    difference_percent: float
    sentence: str


def compare_with_watch(result: RaceResult, session: pd.Series) -> WatchComparison | None:
    """Set the watch's distance against the official one; None when either is not known.

    Parameters
    ----------
    result : RaceResult
        With an official distance.
    session : pandas.Series
        The SESSIONS row of the watch.
    """
    official_m, watch_m = result.official_distance_m, float(session["distance_m"])
    if not (official_m > 0 and watch_m > 0):
        return None
    percent = 100 * (watch_m / official_m - 1)
    gap = f"{abs(percent):.1f} % {'less' if percent < 0 else 'more'}"
    sentence = (
        f"The watch measured {words.distance(watch_m, decimals=2)}, {gap} than"
        f" the official {words.exact_distance(official_m)}. The official distance counts."
    )
    return WatchComparison(official_m, watch_m, percent, sentence)


def counted_with(sessions: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Choose the results whose official distance counts for a session.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSIONS; transitions may be among them.
    results : pandas.DataFrame
        RACE_RESULTS.

    Returns
    -------
    pandas.DataFrame
        One row of ``results`` a session: finished, with an official distance, and the session the
        only one of its activity. A duathlon's official distance is the whole's and no leg's; who
        did not finish keeps the distance really run.
    """
    counts = (results["status"] == "finished") & (results["official_distance_m"] > 0)
    return _of(results[counts], _alone(sessions)).drop_duplicates("session_id")


def with_official_distances(sessions: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Put the official distance in place of the watch's, for every finished race that has one.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSIONS.
    results : pandas.DataFrame
        RACE_RESULTS; matched by session_id.

    Returns
    -------
    pandas.DataFrame
        SESSIONS with ``distance_m`` replaced: what lists, loads and spikes of races read. Which
        results count: :func:`counted_with`.
    """
    official = counted_with(sessions, results).set_index("session_id")["official_distance_m"]
    return sessions.assign(
        distance_m=sessions["session_id"]
        .map(official)
        .astype("float64")
        .fillna(sessions["distance_m"])
    )


def with_official_results(sessions: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Put the official distances in place, and the official times beside them.

    Returns
    -------
    pandas.DataFrame
        SESSIONS with ``distance_m`` as :func:`with_official_distances` gives it, and, NaN where
        there is none: ``official_time_s``, the chip time, else the gun time, of the same results;
        ``whole_official_m`` and ``whole_official_s``, those of a finished race of several legs,
        beside the leg its result names.
    """
    results = _of(results, sessions["session_id"])
    if results.empty:
        return sessions.assign(**dict.fromkeys(OFFICIAL, math.nan))
    time_s = results["chip_time_s"].where(results["chip_time_s"] > 0, results["gun_time_s"])
    timed = results.assign(time_s=time_s)
    alone = counted_with(sessions, timed).set_index("session_id")
    finished = timed[(timed["status"] == "finished") & (timed["session_id"] != "")]
    several = finished.drop(_of(finished, _alone(sessions)).index)
    whole = several.drop_duplicates("session_id").set_index("session_id")
    own = sessions["session_id"]
    return with_official_distances(sessions, results).assign(
        official_time_s=own.map(alone["time_s"]).astype("float64"),
        whole_official_m=own.map(whole["official_distance_m"]).astype("float64"),
        whole_official_s=own.map(whole["time_s"]).astype("float64"),
    )


def _of(results: pd.DataFrame, ids: pd.Series) -> pd.DataFrame:
    """Choose the results of the sessions with these ids: few results, sessions of many years."""
    named = ids[ids.isin(results["session_id"])]
    return results[results["session_id"].isin(named)]


def _alone(sessions: pd.DataFrame) -> pd.Series:
    """Ids of the sessions that are the only one of their activity, transitions left out."""
    raced = sessions[sessions["sport"] != "transition"]
    legs = raced.groupby("activity_id")["session_id"].transform("size")
    return raced.loc[(legs == 1) | (raced["activity_id"] == ""), "session_id"]


def at_official_distance(records: pd.DataFrame, official_m: float) -> pd.DataFrame:
    """Stretch a race's recorded distances so that they end at the official one.

    Parameters
    ----------
    records : pandas.DataFrame
        RECORDS of the race.
    official_m : float
        Metres; above 0.

    Returns
    -------
    pandas.DataFrame
        RECORDS with ``distance_m`` multiplied, the last value exactly ``official_m``, so that
        splits and charts of a race speak of the distance that counts. As they were when nothing
        was measured.
    """
    distance = records["distance_m"]
    first, last = distance.min(), distance.max()
    if not last > first:
        return records
    share = (distance - first) / (last - first)
    return records.assign(distance_m=share * official_m)
