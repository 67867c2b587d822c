"""What an answer is made from, read from the store of one athlete: for pages, commands, reports."""

import pandas as pd

from dashboard.access import Access
from dashboard.analysis.link_series import Log
from dashboard.analysis.load import with_heart_rate
from dashboard.analysis.overview import History


def history(way: Access, athlete_id: str, zone: str) -> History:
    """Read everything the store holds of an athlete that a season is made from.

    Parameters
    ----------
    way : Access
        The way to the store.
    athlete_id : str
        Whose it is.
    zone : str
        The time zone by whose days the last import counts, as "Europe/Berlin".

    Raises
    ------
    NotFound
        There is no such athlete.
    """
    return History(
        athlete=way.athlete(athlete_id),
        sessions=with_heart_rate(
            way.sessions(athlete_id), way.histograms(athlete_id).heart_rate_seconds
        ),
        entries=way.pain_entries(athlete_id),
        results=way.race_results(athlete_id),
        shoes=way.shoes(athlete_id),
        events=way.events(athlete_id),
        known_until=known_until(way, athlete_id, zone),
    )


def link_log(way: Access, athlete_id: str, zone: str) -> Log:
    """Read what a link is looked for in; parameters and errors as :func:`history`."""
    histograms = way.histograms(athlete_id)
    return Log(
        athlete=way.athlete(athlete_id),
        sessions=way.sessions(athlete_id),
        entries=way.pain_entries(athlete_id),
        heart_rate_seconds=histograms.heart_rate_seconds,
        graded_speed_seconds=histograms.graded_speed_seconds,
        known_until=known_until(way, athlete_id, zone),
    )


def known_until(way: Access, athlete_id: str, zone: str) -> pd.Timestamp | None:
    """Give the local day of the last import that was finished and not undone.

    Up to it a day without a session is rest. None where nothing was imported, and in made-up data,
    which do not go on.
    """
    if way.is_demo:
        return None
    receipts = way.receipts(athlete_id)
    ended = receipts.loc[receipts["undone_at"].isna(), "finished_at"].dropna()
    if ended.empty:
        return None
    last: pd.Timestamp = ended.max().tz_convert(zone).tz_localize(None).normalize()
    return last
