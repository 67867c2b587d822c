"""The report of a year, put together from its parts, with honest words for what is missing."""

import math
from dataclasses import replace

import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.overview import Season, season
from dashboard.analysis.races import with_official_distances
from dashboard.analysis.users_text import one_line
from dashboard.analysis.year.flares_of_year import flares_of_year
from dashboard.analysis.year.load_of_year import load_of_year
from dashboard.analysis.year.model import Number, YearRecord, YearReport
from dashboard.analysis.year.numbers_of_year import (
    activities,
    activities_of_year,
    efforts_of_year,
    has_any,
    numbers_of_year,
    sessions_of_year,
    shoes_of_year,
)
from dashboard.analysis.year.races_of_year import RacesOfYear, races_of_year
from dashboard.analysis.year.years_of_race import edition_row, gap_to_last, years_of_races

# In a sentence, so that a title of the author's own cannot run over a page.
LONGEST_TITLE = 200


def year_report(record: YearRecord) -> YearReport:
    """Build the whole report of a year.

    Parameters
    ----------
    record : YearRecord
        Any: a year without a race, heart rate, positions or a single session has a report too.

    Returns
    -------
    YearReport
        Finished sentences and cells; charts as plain numbers.
    """
    record = _official(record)
    whole = season(record.history, record.method)
    sessions = sessions_of_year(record)
    races = races_of_year(record)
    numbers = numbers_of_year(sessions, races.of_year, whole, record)
    flares, more_flares = flares_of_year(whole, record)
    load = load_of_year(whole, record)
    language, wanted = record.language, record.wanted
    return YearReport(
        year=wanted.year,
        language=language,
        athlete=record.history.athlete.name,
        overline=" · ".join(
            filter(None, (language.say.overline.format(year=wanted.year), record.banner))
        ),
        title=one_line(wanted.title)[:LONGEST_TITLE] or _title(races, numbers, record),
        lead=_lead(races, numbers, record),
        text=wanted.text,
        cards=races.cards,
        other_races=tuple(edition_row(one, record) for one in races.others),
        other_names=tuple(one.result.race for one in races.others),
        years=years_of_races(races, record),
        numbers=numbers,
        load=load,
        flares=flares,
        more_flares=more_flares,
        activities=() if load is not None else activities_of_year(sessions, record),
        efforts=efforts_of_year(sessions, races.of_year, record),
        shoes=shoes_of_year(sessions, record),
        notes=_notes(sessions, races, whole, record, has_load=load is not None),
        foot=language.say.foot,
    )


def _official(record: YearRecord) -> YearRecord:
    """Put official distances in place of the watch's, whoever read the sessions."""
    history = record.history
    sessions = with_official_distances(history.sessions, history.results)
    return replace(record, history=replace(history, sessions=sessions))


def _title(races: RacesOfYear, numbers: tuple[Number, ...], record: YearRecord) -> str:
    """Name the year by its race, its races, or its first number."""
    say, year = record.language.say, record.wanted.year
    counted = [card for card in races.cards if card.edition.counts] or list(races.cards)
    if len(counted) == 1 and not races.others:
        card = counted[0]
        return say.title_race.format(race=one_line(card.name), year=year, result=card.result)
    if races.of_year:
        return say.title_races.format(year=year, count=len(races.of_year))
    if numbers:
        return say.title_numbers.format(year=year, value=numbers[0].value, label=numbers[0].label)
    return say.title_nothing.format(year=year)


def _lead(races: RacesOfYear, numbers: tuple[Number, ...], record: YearRecord) -> str:
    """Say the year in two sentences: its first race against the last edition, then its sums."""
    return " ".join(filter(None, (_race_sentence(races, record), _sums(numbers, record))))


def _race_sentence(races: RacesOfYear, record: YearRecord) -> str:
    timed = [card for card in races.cards if card.edition.counts] or list(races.cards)
    if not timed:
        return ""
    # The longest is what the year was about, as far as numbers can tell.
    card = max(timed, key=lambda one: _metres(one.edition.figures.distance_m))
    language = record.language
    said = language.say.lead_race.format(result=card.result, race=one_line(card.name), day=card.day)
    gap = gap_to_last(card.edition, races)
    if gap is None or not gap[0]:
        return f"{said}."
    pattern = language.say.lead_faster if gap[0] < 0 else language.say.lead_slower
    return f"{said}{pattern.format(gap=words.clock_face(abs(gap[0])), year=gap[1].year)}."


def _metres(distance_m: float) -> float:
    return distance_m if math.isfinite(distance_m) else 0.0


def _sums(numbers: tuple[Number, ...], record: YearRecord) -> str:
    if not numbers:
        return ""
    parts = [f"{one.value} {one.label}" for one in numbers[:3]]
    return record.language.say.lead_sums.format(sums=record.language.joined(parts))


def _notes(
    sessions: pd.DataFrame,
    races: RacesOfYear,
    whole: Season,
    record: YearRecord,
    *,
    has_load: bool,
) -> tuple[str, ...]:
    """Say what the year does not hold, and therefore what is not shown."""
    say, year = record.language.say, record.wanted.year
    count = activities(sessions)
    if not count:
        return (say.no_session.format(year=year),)
    body = record.wanted.with_body
    begun = whole.first_load if whole.first_load is not None else record.first
    found = (
        (count == 1, say.one_activity),
        (count > 1 and not has_load, say.too_short),
        (
            not races.of_year,
            say.no_race.format(race=record.wanted.race, year=year)
            if record.wanted.race
            else say.no_race_at_all.format(year=year),
        ),
        (body and not has_any(sessions["heart_rate_mean_bpm"]), say.no_heart_rate),
        (not sessions["has_position"].any(), say.no_position),
        (body and not len(record.history.entries), say.no_pain),
        (not body, say.without_body),
        (begun > record.first, say.begins_late.format(day=record.language.day(begun))),
    )
    return tuple(words for holds, words in found if holds)
