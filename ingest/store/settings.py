"""What a person sets: units, zone, sex, effort, load method, and the limits of their body."""

import pandas as pd
from sqlalchemy import Connection, delete, insert

from ingest.diary import AthleteSettings, check_settings, check_thresholds
from ingest.store.diary_schema import athlete_settings, thresholds
from ingest.store.editing import put
from ingest.store.errors import NotFound
from ingest.store.frames import day_number
from ingest.store.people import athlete, thresholds_of
from ingest.store.present import now_of
from ingest.store.writing import known, set_time_zone
from ingest.thresholds import Thresholds


def save_settings(connection: Connection, athlete_id: str, settings: AthleteSettings) -> None:
    """Keep a person's settings; a new zone moves the days that rest on it alone."""
    check_settings(settings)
    if settings.time_zone != athlete(connection, athlete_id).time_zone:
        set_time_zone(connection, athlete_id, settings.time_zone)
    values = {
        "units": settings.units,
        "sex": settings.sex,
        "default_rpe": settings.default_rpe,
        "load_method": settings.load_method,
        "born_on": None if settings.born_on is None else day_number(settings.born_on),
        "reports_allowed": settings.reports_allowed,
    }
    put(connection, athlete_settings, {"athlete_id": athlete_id}, values)


def save_thresholds(connection: Connection, athlete_id: str, row: Thresholds) -> None:
    """Add limits that hold from a day on; WrongEntry when another set begins on that day."""
    others = thresholds_of(connection, athlete_id)
    check_thresholds(row, others, now_of(athlete(connection, athlete_id)))
    connection.execute(
        insert(thresholds).values(
            athlete_id=athlete_id,
            valid_from=day_number(row.valid_from),
            heart_rate_rest_bpm=known(row.heart_rate_rest_bpm),
            heart_rate_max_bpm=known(row.heart_rate_max_bpm),
            threshold_pace_s_per_km=known(row.threshold_pace_s_per_km),
        )
    )


def delete_thresholds(connection: Connection, athlete_id: str, valid_from: pd.Timestamp) -> None:
    """Take the limits away that begin on a day."""
    mine = thresholds.c.athlete_id == athlete_id
    this = thresholds.c.valid_from == day_number(valid_from)
    if connection.execute(delete(thresholds).where(mine, this)).rowcount == 0:
        raise NotFound("There are no limits that begin on this day.")
