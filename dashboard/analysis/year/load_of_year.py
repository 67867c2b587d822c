"""Load by week over a year, with pain below it."""

from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard.analysis.overview import Season, Values
from dashboard.analysis.overview_lanes import Lane
from dashboard.analysis.overview_marks import Marks
from dashboard.analysis.overview_words import method_words
from dashboard.analysis.sports import FAMILIES
from dashboard.analysis.units import METRES_PER_KM, chosen
from dashboard.analysis.year.model import LoadYear, YearRecord

WEEK = 7
FEWEST_WEEKS = 2


def load_of_year(season: Season, record: YearRecord) -> LoadYear | None:
    """Cut the year out of a season and add it up by weeks from Monday on.

    Parameters
    ----------
    season : Season
        Everything known, by one method.
    record : YearRecord
        Year, last day, and whether pain is shown.

    Returns
    -------
    LoadYear or None
        None where sessions of fewer than two weeks of the year are known.
    """
    first, last = record.first, record.last
    inside = (season.days >= first) & (season.days <= last)
    if not season.has_load or not season.sessions[inside].any():
        return None
    begin = first - pd.Timedelta(days=first.weekday())
    mondays = pd.date_range(begin, last, freq="7D").as_unit("us")
    load = _by_week(season, record, mondays)
    if (np.nansum(load, axis=1) > 0).sum() < FEWEST_WEEKS:
        return None
    kept = [at for at in range(len(FAMILIES)) if np.nansum(load[:, at]) > 0]
    shown = season.marks.between(first, last)
    body = record.wanted.with_body
    found = LoadYear(
        title="",
        alt="",
        note="",
        panel=record.language.say.load_panel.format(unit=_unit(season)),
        mondays=mondays,
        families=tuple(FAMILIES[at] for at in kept),
        load=load[:, kept],
        average=_average(season, mondays, last),
        last=last,
        lanes=tuple(_lanes(season, record)) if body else (),
        marks=Marks(shown.races, shown.shoes, shown.events if body else ()),
    )
    return _said(found, season, record)


def _unit(season: Season) -> str:
    own = season.method.unit
    return chosen().many if own == "km" else method_words(season.method) if own == "AU" else own


def _scale(season: Season) -> float:
    return METRES_PER_KM / chosen().metres if season.method.unit == "km" else 1.0


def _by_week(season: Season, record: YearRecord, mondays: pd.DatetimeIndex) -> Values:
    """Sum up days of the year alone; a week before the first session known is NaN."""
    inside = (season.days >= record.first) & (season.days <= record.last)
    week = (season.days[inside] - mondays[0]).days.to_numpy() // WEEK
    load = np.zeros((len(mondays), len(FAMILIES)))
    np.add.at(load, week, season.load[inside])
    if season.first_load is not None:
        load[mondays + pd.Timedelta(days=WEEK - 1) < season.first_load] = np.nan
    return load * _scale(season)


def _average(season: Season, mondays: pd.DatetimeIndex, last: pd.Timestamp) -> Values:
    ends = mondays + pd.Timedelta(days=WEEK - 1)
    ends = ends.where(ends <= last, last)
    place = season.days.get_indexer(ends)
    found = season.chronic[place] * WEEK * _scale(season)
    return np.where((place >= 0) & ~season.warming_up[place], found, np.nan)


def _lanes(season: Season, record: YearRecord) -> list[Lane]:
    cut = [lane.between(record.first, record.last) for lane in season.lanes]
    return sorted((lane for lane in cut if len(lane.days)), key=lambda lane: -len(lane.days))


def _said(found: LoadYear, season: Season, record: YearRecord) -> LoadYear:
    """Put title, words for those who cannot see it, and note beside the numbers."""
    language, say = record.language, record.language.say
    heaviest = int(np.argmax(found.height))
    when = language.day(found.mondays[heaviest])
    amount = language.number(float(found.height[heaviest]))
    title = say.load_title.format(day=when)
    flared = [(lane, _onsets(lane, record)) for lane in found.lanes]
    most = max(flared, key=lambda pair: pair[1], default=None)
    if most is not None and most[1]:
        times = language.counted(most[1], say.flare_one, say.flare_many)
        title += say.load_title_flares.format(site=most[0].site.words, flares=times)
    names = language.joined([lane.name.lower() for lane in found.lanes])
    below = say.load_alt_pain.format(sites=names) if names else ""
    alt = say.load_alt.format(year=record.wanted.year, day=when, amount=amount)
    return replace(found, title=title, alt=alt + below, note=_note(found, season, record))


def _onsets(lane: Lane, record: YearRecord) -> int:
    return int(lane.flares["onset"].between(record.first, record.last).sum())


def _note(found: LoadYear, season: Season, record: YearRecord) -> str:
    say = record.language.say
    inside = (season.days >= record.first) & (season.days <= record.last)
    unknown = int(season.unknown[inside].sum())
    guessed = int(season.guessed[inside].sum())
    count = record.language.counted
    parts = [
        say.load_note,
        say.load_note_pain if found.lanes else "",
        say.load_unknown.format(sessions=count(unknown, say.session_one, say.session_many))
        if unknown
        else "",
        say.load_guessed.format(sessions=count(guessed, say.session_one, say.session_many))
        if guessed
        else "",
    ]
    return " ".join(filter(None, parts))
