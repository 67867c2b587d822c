"""One race in every year: times beside each other, and how far each is from this year's."""

import math

import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.race_editions import Edition, race_key, same_race
from dashboard.analysis.year.model import EditionRow, RaceYears, YearRecord
from dashboard.analysis.year.races_of_year import RacesOfYear

FEWEST = 2


def years_of_races(races: RacesOfYear, record: YearRecord) -> tuple[RaceYears, ...]:
    """Set each race of the year that was run before beside its other editions.

    Parameters
    ----------
    races : RacesOfYear
        All editions known, and those of the year.
    record : YearRecord
        Whose language is used.

    Returns
    -------
    tuple of RaceYears
        The newest edition first; editions after the report's year are left out.
    """
    names = {race_key(one.result.race): one.result.race for one in races.of_year}
    tables = [
        [one for one in same_race(races.known, name) if one.result.race_day <= record.last]
        for name in names.values()
    ]
    return tuple(_years(found, record) for found in tables if len(found) >= FEWEST)


def _years(found: list[Edition], record: YearRecord) -> RaceYears:
    this = [one for one in found if one.result.race_day.year == record.wanted.year][-1]
    rows = tuple(edition_row(one, record, this) for one in reversed(found))
    say = record.language.say
    return RaceYears(
        race=this.result.race,
        title=_title(found, this, record),
        alt=say.years_alt.format(race=this.result.race),
        rows=rows,
    )


def edition_row(one: Edition, record: YearRecord, this: Edition | None = None) -> EditionRow:
    """Write an edition in cells; ``gap`` is to ``this`` where both times count alike."""
    result, figures, language = one.result, one.figures, record.language
    ended = language.say.statuses.get(result.status, result.status)
    return EditionRow(
        year=str(result.race_day.year),
        day=language.day(result.race_day),
        time=words.race_time(figures.time_s) or ("" if result.status == "finished" else ended),
        pace=words.pace(figures.distance_m, figures.time_s),
        place=_place(one, record),
        gap="" if this is None or one is this else _gap(one, this),
        time_s=figures.time_s,
        is_this_year=result.race_day.year == record.wanted.year,
    )


def _place(one: Edition, record: YearRecord) -> str:
    place, field = one.result.place_overall, one.result.field_overall
    if place is None:
        return ""
    number = record.language.number(place)
    if field is None:
        return number
    return record.language.say.of.format(place=number, field=record.language.number(field))


def _gap(one: Edition, this: Edition) -> str:
    if not comparable(one, this):
        return ""
    # Of the printed whole seconds, so that the column adds up.
    gap = math.ceil(one.figures.time_s) - math.ceil(this.figures.time_s)
    return ("+" if gap > 0 else "") + words.clock_face(gap)


def comparable(one: Edition, this: Edition) -> bool:
    """Whether two editions have a time over the same official distance."""
    near = math.isclose(one.figures.distance_m, this.figures.distance_m, rel_tol=1e-3)
    return one.counts and this.counts and near


def _title(found: list[Edition], this: Edition, record: YearRecord) -> str:
    """Say how this year's time stands among the years before; only what the numbers bear."""
    language = record.language
    before = [one for one in found[: found.index(this)] if comparable(one, this)]
    if not before:
        return language.say.years_plain.format(race=this.result.race)
    last = before[-1]
    gap = math.ceil(this.figures.time_s) - math.ceil(last.figures.time_s)
    if gap == 0:
        return language.say.years_same.format(year=last.result.race_day.year)
    fastest = this.figures.time_s < min(one.figures.time_s for one in before)
    pattern = language.say.years_faster if gap < 0 else language.say.years_slower
    said = pattern.format(gap=words.clock_face(abs(gap)), year=last.result.race_day.year)
    count = len(before) + 1
    return f"{said}{language.say.years_fastest.format(count=count)}" if fastest else said


def gap_to_last(one: Edition, races: RacesOfYear) -> tuple[int, pd.Timestamp] | None:
    """Give the seconds to the edition before (negative is faster) and its day; None without one."""
    before = [
        other
        for other in same_race(races.known, one.result.race)
        if other.result.race_day < one.result.race_day and comparable(other, one)
    ]
    if not before:
        return None
    gap = math.ceil(one.figures.time_s) - math.ceil(before[-1].figures.time_s)
    return gap, before[-1].result.race_day
