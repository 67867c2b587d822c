"""The year in numbers, its best efforts and its shoes."""

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from dashboard.analysis import legs, words
from dashboard.analysis.methods import RUNNING, duration_s
from dashboard.analysis.overview import Season
from dashboard.analysis.race_editions import Edition
from dashboard.analysis.shoes import shoe_uses
from dashboard.analysis.users_text import shortened
from dashboard.analysis.year.model import ActivityRow, EffortRow, Number, ShoeRow, YearRecord
from ingest.tables import EFFORT_DISTANCES_M

SECONDS_PER_HOUR = 3600
MOST_SHOES = 8
MOST_LISTED = 20
LONGEST_NAME = 40


def sessions_of_year(record: YearRecord) -> pd.DataFrame:
    """Give the SESSION_LIST rows of the year up to its last day, without transitions."""
    sessions = record.history.sessions
    inside = sessions["local_day"].between(record.first, record.last)
    return sessions[inside & (sessions["sport"] != "transition")]


def activities(sessions: pd.DataFrame) -> int:
    """Count recordings: the legs of one count as one."""
    own = sessions["activity_id"].where(sessions["activity_id"] != "", sessions["session_id"])
    return int(own.nunique())


def numbers_of_year(
    sessions: pd.DataFrame, races: tuple[Edition, ...], season: Season, record: YearRecord
) -> tuple[Number, ...]:
    """Add up the year; what was not measured is left out.

    Parameters
    ----------
    sessions : pandas.DataFrame
        What :func:`sessions_of_year` gives.
    races : tuple of Edition
        The races of the year.
    season : Season
        For the flares.
    record : YearRecord
        Language and choices.
    """
    return tuple(_numbers(sessions, races, season, record)) if len(sessions) else ()


def _numbers(
    sessions: pd.DataFrame, races: tuple[Edition, ...], season: Season, record: YearRecord
) -> Iterator[Number]:
    language, say = record.language, record.language.say
    runs = sessions[sessions["sport"] == RUNNING]
    far = runs["distance_m"].sum(min_count=1)
    if len(runs) and math.isfinite(far):
        yield Number(_whole_distance(far, record), say.number_run)
    hours = float(duration_s(sessions).sum()) / SECONDS_PER_HOUR
    if hours > 0:
        decimals = 0 if hours >= 10 else 1  # noqa: PLR2004 - two digits are enough
        yield Number(f"{language.number(hours, decimals=decimals)} h", say.number_hours)
    count = activities(sessions)
    one, many = say.number_activity, say.number_activities
    yield Number(language.number(count), one if count == 1 else many)
    longest = _longest_m(runs, races)
    if len(runs) > 1 and longest > 0:
        yield Number(language.distance(float(longest)), say.number_longest)
    climb = float(runs["ascent_m"].sum(min_count=1)) if len(runs) else math.nan
    if math.isfinite(climb) and climb:
        yield Number(language.figures(words.metres(climb)), say.number_climb)
    if races:
        label = say.number_race if len(races) == 1 else say.number_races
        yield Number(language.number(len(races)), label)
    yield from _flare_number(season, record)


def _longest_m(runs: pd.DataFrame, races: tuple[Edition, ...]) -> float:
    """Metres of the longest run, a finished race without a file among them."""
    raced = [one.figures.distance_m for one in races if one.counts and one.sport == RUNNING]
    return max([*runs["distance_m"].dropna(), *raced], default=math.nan)


def _flare_number(season: Season, record: YearRecord) -> Iterator[Number]:
    if not record.wanted.with_body:
        return
    found = [lane.flares for lane in season.lanes]
    begun = [one[one["onset"].between(record.first, record.last)] for one in found]
    count = sum(map(len, begun))
    if count:
        say = record.language.say
        still = sum(int(one["is_open"].sum()) for one in begun)
        left = say.number_open.format(open=still) if still else ""
        label = say.number_flare if count == 1 else say.number_flares
        yield Number(record.language.number(count), f"{label}{left}")


def _whole_distance(distance_m: float, record: YearRecord) -> str:
    """Write a year's distance without decimals, a short one with one."""
    whole = distance_m >= 100 * words.METRES_PER_KM
    return record.language.distance(distance_m, decimals=0 if whole else 1)


def efforts_of_year(
    sessions: pd.DataFrame, races: tuple[Edition, ...], record: YearRecord
) -> tuple[EffortRow, ...]:
    """Find the fastest stretch of each listed distance; over a race's own, its official time.

    Parameters
    ----------
    sessions : pandas.DataFrame
        What :func:`sessions_of_year` gives.
    races : tuple of Edition
        The races of the year.
    record : YearRecord
        ``best_efforts_s`` by session.
    """
    official = {
        (one.result.session_id, name): one.figures.time_s
        for one in races
        for name, metres in EFFORT_DISTANCES_M.items()
        if one.counts and one.result.session_id and math.isclose(metres, one.figures.distance_m)
    }
    runs = sessions[sessions["sport"] == RUNNING]
    found = (_best(at, name, runs, official, record) for at, name in enumerate(EFFORT_DISTANCES_M))
    return tuple(row for row in found if row is not None)


def _best(
    at: int,
    name: str,
    runs: pd.DataFrame,
    official: dict[tuple[str, str], float],
    record: YearRecord,
) -> EffortRow | None:
    efforts = record.best_efforts_s
    times = {
        key: official.get((key, name), float(efforts[key][at]))
        for key in runs["session_id"]
        if key in efforts
    }
    known = {key: time for key, time in times.items() if math.isfinite(time)}
    if not known:
        return None
    key = min(known, key=lambda one: known[one])
    row = runs.set_index("session_id").loc[key]
    is_official = (key, name) in official
    time = words.race_time(known[key]) if is_official else words.duration(known[key])
    say = record.language.say
    return EffortRow(
        name=say.efforts.get(name, name),
        time=time,
        pace=words.pace(EFFORT_DISTANCES_M[name], known[key]),
        day=record.language.day(row["local_day"]),
        during=shortened(row["name"], LONGEST_NAME) + (say.official if is_official else ""),
    )


def activities_of_year(sessions: pd.DataFrame, record: YearRecord) -> tuple[ActivityRow, ...]:
    """List the first sessions of a year that has few, the oldest first."""
    figures = record.language.figures
    return tuple(
        ActivityRow(
            record.language.day(leg.day),
            shortened(leg.name, LONGEST_NAME) or leg.word,
            record.language.distance(leg.distance_m),
            words.duration(leg.time_s),
            figures(leg.how_fast),
        )
        for leg in legs.legs(sessions.sort_values("start_time").head(MOST_LISTED))
    )


def shoes_of_year(sessions: pd.DataFrame, record: YearRecord) -> tuple[ShoeRow, ...]:
    """List the shoes worn in the year, those run most in first."""
    worn = sessions[sessions["shoe_id"] != ""].groupby("shoe_id")["distance_m"]
    far, times = worn.sum().to_dict(), worn.size().to_dict()
    uses = [
        one
        for one in shoe_uses(record.history.shoes, record.history.sessions, record.last)
        if one.shoe_id in far
    ]
    uses.sort(key=lambda one: -far[one.shoe_id])
    language, say = record.language, record.language.say
    return tuple(
        ShoeRow(
            name=shortened(one.name, LONGEST_NAME),
            build=one.build,
            distance=language.distance(float(far[one.shoe_id]), decimals=0),
            runs=language.counted(int(times[one.shoe_id]), say.time_one, say.time_many),
            since=language.day(one.first_use) if one.first_use is not None else "",
        )
        for one in uses[:MOST_SHOES]
    )


def has_any(values: pd.Series) -> bool:
    """Whether anything was measured."""
    return bool(np.isfinite(values.to_numpy(np.float64)).any())
