"""Who is in the database, and what holds for them: settings and limits; reading only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from math import nan

import pandas as pd
from sqlalchemy import Connection, Row, Select, select

from ingest.diary import AthleteSettings
from ingest.store import schema
from ingest.store.diary_schema import athlete_settings, thresholds
from ingest.store.errors import NotFound
from ingest.store.frames import day_at
from ingest.tables import Athlete
from ingest.thresholds import Thresholds

# What holds for a person who never opened the settings.
UNSAID = AthleteSettings()


def athletes(connection: Connection) -> tuple[Athlete, ...]:
    """Everybody in the database, by name."""
    return _people(connection, _people_query().order_by(schema.athletes.c.name))


def athlete(connection: Connection, athlete_id: str) -> Athlete:
    """One person, or NotFound."""
    found = _people(connection, _people_query().where(schema.athletes.c.athlete_id == athlete_id))
    if not found:
        raise NotFound("There is no such athlete in this database.")
    return found[0]


def settings(connection: Connection, athlete_id: str) -> AthleteSettings:
    """Return what a person set; what they never touched has its start value."""
    person, table = athlete(connection, athlete_id), athlete_settings
    row = connection.execute(select(table).where(table.c.athlete_id == athlete_id)).one_or_none()
    if row is None:
        return replace(UNSAID, time_zone=person.time_zone)
    return AthleteSettings(
        units=row.units,
        time_zone=person.time_zone,
        sex=person.sex,
        default_rpe=None if pd.isna(person.default_rpe) else person.default_rpe,
        load_method=row.load_method,
        born_on=None if row.born_on is None else day_at(row.born_on),
        reports_allowed=row.reports_allowed,
    )


def thresholds_of(connection: Connection, athlete_id: str) -> tuple[Thresholds, ...]:
    """Return the limits of one body, the oldest first."""
    query = _thresholds_query().where(thresholds.c.athlete_id == athlete_id)
    return tuple(_limits(row) for row in connection.execute(query))


def _people(connection: Connection, query: Select[*tuple[object, ...]]) -> tuple[Athlete, ...]:
    people = connection.execute(query).all()
    limits: dict[str, list[Thresholds]] = defaultdict(list)
    mine = thresholds.c.athlete_id.in_([row.athlete_id for row in people])
    every = _thresholds_query() if len(people) > 1 else _thresholds_query().where(mine)
    for row in connection.execute(every):
        limits[row.athlete_id].append(_limits(row))
    return tuple(_person(row, limits[row.athlete_id]) for row in people)


def _people_query() -> Select[*tuple[object, ...]]:
    person, said = schema.athletes, athlete_settings
    return select(
        person.c.athlete_id,
        person.c.name,
        person.c.time_zone,
        said.c.athlete_id.label("settings_of"),
        said.c.sex,
        said.c.default_rpe,
    ).outerjoin_from(person, said, person.c.athlete_id == said.c.athlete_id)


def _person(row: Row[*tuple[object, ...]], limits: Iterable[Thresholds]) -> Athlete:
    known = Athlete(row.athlete_id, row.name, row.time_zone, thresholds=tuple(limits))
    if row.settings_of is None:
        return known
    effort = nan if row.default_rpe is None else row.default_rpe
    return Athlete(known.athlete_id, known.name, known.time_zone, row.sex, effort, known.thresholds)


def _thresholds_query() -> Select[*tuple[object, ...]]:
    table = thresholds
    return select(
        table.c.athlete_id,
        table.c.valid_from,
        table.c.heart_rate_rest_bpm,
        table.c.heart_rate_max_bpm,
        table.c.threshold_pace_s_per_km,
    ).order_by(table.c.valid_from)


def _limits(row: Row[*tuple[object, ...]]) -> Thresholds:
    rest, top, pace = (nan if number is None else float(str(number)) for number in row[2:])
    return Thresholds(day_at(row.valid_from), rest, top, pace)
