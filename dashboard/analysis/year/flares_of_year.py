"""The flares of a year: when, how high, how long, and what was done while each lasted."""

import math

import numpy as np
import pandas as pd

from dashboard.analysis.event_words import KINDS
from dashboard.analysis.overview import Season, Values
from dashboard.analysis.overview_lanes import Lane
from dashboard.analysis.pain import MOMENT_WORDS
from dashboard.analysis.sports import FAMILIES
from dashboard.analysis.units import METRES_PER_KM
from dashboard.analysis.users_text import shortened
from dashboard.analysis.year.model import FlareRow, YearRecord

MOST = 12
WEEK = 7
FOUR_WEEKS = 28
LONGEST_NOTE = 60
# Less of a sport than this is not worth a word in a row of a table.
LEAST_MINUTES = 30.0


def flares_of_year(season: Season, record: YearRecord) -> tuple[tuple[FlareRow, ...], str]:
    """List the flares that began in the year, the oldest first.

    Returns
    -------
    tuple of FlareRow
        At most twelve, those highest.
    str
        How many more there are; "" when all are listed, or the body is left out.
    """
    if not record.wanted.with_body:
        return (), ""
    found = [
        (lane, row)
        for lane in season.lanes
        for _, row in lane.flares.iterrows()
        if record.first <= row["onset"] <= record.last
    ]
    highest = sorted(found, key=lambda pair: -float(pair[1]["highest"]))[:MOST]
    listed = sorted(highest, key=lambda pair: pair[1]["onset"])
    more = len(found) - len(listed)
    say = record.language.say
    left = say.more_flares.format(
        flares=record.language.counted(more, say.flare_one, say.flare_many)
    )
    return tuple(_row(lane, row, season, record) for lane, row in listed), left if more else ""


def _row(lane: Lane, flare: pd.Series, season: Season, record: YearRecord) -> FlareRow:
    language, say = record.language, record.language.say
    settle = flare["settle_days"]
    settled = (
        language.counted(int(settle), say.day_one, say.day_many)
        if math.isfinite(settle)
        else say.not_settled
    )
    usual = language.number(
        flare["before"], decimals=0 if float(flare["before"]).is_integer() else 1
    )
    return FlareRow(
        began=language.day(flare["onset"]),
        where=f"{lane.name}, {MOMENT_WORDS[lane.flare_moment]}",
        highest=say.highest_after.format(highest=language.number(flare["highest"]), before=usual),
        settled=settled,
        meanwhile=_meanwhile(flare, season, record),
    )


def _meanwhile(flare: pd.Series, season: Season, record: YearRecord) -> str:
    """Say what was run and done instead, against the four weeks before; no cause is claimed."""
    onset = flare["onset"]
    end = record.last if pd.isna(flare["end"]) else min(flare["end"], record.last)
    before = _days(season, onset - pd.Timedelta(days=FOUR_WEEKS), onset - pd.Timedelta(days=1))
    during = _days(season, onset, end)
    say = record.language.say
    run = say.run_meanwhile.format(
        now=_a_week(season.running_km, during, record),
        before=_a_week(season.running_km, before, record),
    )
    others = [
        say.sport_hours.format(
            sport=say.sports[FAMILIES[at]].lower(),
            hours=record.language.number(minutes / 60, decimals=1),
        )
        for at, minutes in enumerate(season.minutes[during].sum(axis=0))
        if at and minutes >= LEAST_MINUTES
    ]
    return "; ".join(filter(None, (run, ", ".join(others), *_events(onset, end, record))))


def _days(
    season: Season, first: pd.Timestamp, last: pd.Timestamp
) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    inside: np.ndarray[tuple[int], np.dtype[np.bool_]] = (season.days >= first) & (
        season.days <= last
    )
    return inside


def _a_week(
    km: Values, days: "np.ndarray[tuple[int], np.dtype[np.bool_]]", record: YearRecord
) -> str:
    """Write kilometres a week over some days; what is not known makes it "at least"."""
    if not days.any():
        return record.language.say.not_known
    known = float(np.nansum(km[days])) / int(days.sum()) * WEEK
    far = record.language.distance(known * METRES_PER_KM) if known else "0 km"
    return record.language.say.at_least.format(distance=far) if np.isnan(km[days]).any() else far


def _events(first: pd.Timestamp, last: pd.Timestamp, record: YearRecord) -> list[str]:
    events = record.history.events
    begun = events[events["first_day"].between(first, last)]
    return [
        shortened(row["note"], LONGEST_NOTE) or KINDS.get(row["kind"], row["kind"])
        for _, row in begun.iterrows()
    ]
