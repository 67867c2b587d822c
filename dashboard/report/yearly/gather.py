"""Everything a report is made from, read from the store of one athlete."""

from dataclasses import replace

import pandas as pd

from dashboard import gathering
from dashboard.access import Access
from dashboard.analysis import units
from dashboard.analysis.methods import Currency
from dashboard.analysis.overview import History, method_for
from dashboard.analysis.year import RaceFile, Wanted, YearRecord


def gather(way: Access, athlete_id: str, wanted: Wanted) -> YearRecord:
    """Read what the report of a year is made from; distances read in the athlete's unit from here.

    Parameters
    ----------
    way : Access
        The way to the store.
    athlete_id : str
        Whose report it is.
    wanted : Wanted
        The year, and what the author asks of it.

    Returns
    -------
    YearRecord
        With the samples of the year's races alone: other sessions are read as rows.
    """
    settings = way.settings(athlete_id)
    units.use(settings.units)
    # A report tells of its year up to its end or today, whenever files were brought in.
    history = replace(gathering.history(way, athlete_id, "UTC"), known_until=None)
    return YearRecord(
        history=history,
        wanted=wanted,
        until=_today(way, history),
        method=method_for(Currency.ALL_SPORT, history, settings.load_method),
        best_efforts_s=way.histograms(athlete_id).best_efforts_s,
        files=_files(way, athlete_id, history, wanted.year),
        banner=way.banner,
        born_on=settings.born_on,
        race_legs=way.race_legs(athlete_id),
    )


def _today(way: Access, history: History) -> pd.Timestamp:
    """Give the local day it is; of made-up data, which do not go on, the last one."""
    days = history.sessions["local_day"]
    if way.demo_day is not None:
        return way.demo_day
    if way.is_demo and len(days):
        last: pd.Timestamp = days.max()
        return last
    zone = history.athlete.time_zone or "UTC"
    return pd.Timestamp.now(zone).tz_localize(None).normalize().as_unit("us")


def _files(way: Access, athlete_id: str, history: History, year: int) -> dict[str, RaceFile]:
    """Read the samples of each race of a year; of several legs, of all of them, by the first."""
    sessions, results = history.sessions, history.results
    mine = sessions[(sessions["local_day"].dt.year == year) & (sessions["sport"] != "transition")]
    named = mine["session_id"].isin(results["session_id"])
    raced = mine[(named | mine["is_race"]) & (mine["n_records"] > 0)]
    found = {}
    for key in raced["session_id"]:
        activity = raced.loc[raced["session_id"] == key, "activity_id"].iloc[0]
        legs = mine[(mine["activity_id"] == activity) & (mine["n_records"] > 0)]
        ids = legs.sort_values("position")["session_id"].tolist()
        if key in results["session_id"].tolist() or key == ids[0]:
            found[key] = RaceFile(tuple(way.records(athlete_id, one) for one in ids))
    return found
