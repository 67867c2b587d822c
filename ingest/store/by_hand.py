"""A session written by hand, stored as the activity of a file that holds its canonical JSON."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
from sqlalchemy import Connection, delete

from ingest.diary import SessionByHand, canonical_json, check_session_by_hand, is_zone, start_time
from ingest.local_day import on_day
from ingest.store import schema
from ingest.store.editing import put
from ingest.store.frames import pack_file
from ingest.store.histograms import HEART_RATE_BINS, SPEED_BINS
from ingest.store.identity import activity_id, file_hash, session_id
from ingest.store.models import NewActivity, NewFile, NewSession
from ingest.store.people import athlete
from ingest.store.present import now_of
from ingest.store.streams import encode
from ingest.store.writing import Keys, Place, add_file
from ingest.tables import EFFORT_DISTANCES_M, RECORDS, Laps, Summary, empty

SOURCE_FORMAT = "by hand"
NOWHERE = Place("", "", 0, 0)


def add_session(connection: Connection, athlete_id: str, session: SessionByHand) -> str:
    """Store a session no watch recorded; the same one again changes nothing but a deletion."""
    file = file_of(connection, athlete_id, session)
    add_file(connection, Keys(athlete_id, None), NOWHERE, file)
    activity = activity_id(athlete_id, file.sha256, 0)
    owner = {"athlete_id": athlete_id, "activity_id": activity}
    mine = [schema.deletions.c[name] == value for name, value in owner.items()]
    connection.execute(delete(schema.deletions).where(*mine))
    if session.note:
        put(connection, schema.activity_edits, owner, {"note": session.note})
    return session_id(activity, 0)


def file_of(connection: Connection, athlete_id: str, session: SessionByHand) -> NewFile:
    """Check a session and write it as the file that is stored of it; WrongEntry if it cannot be."""
    person = athlete(connection, athlete_id)
    own_zone = person.time_zone if is_zone(person.time_zone) else ""
    placed = replace(session, time_zone=session.time_zone or own_zone)
    check_session_by_hand(placed, now_of(person))
    return _file(placed)


def _file(session: SessionByHand) -> NewFile:
    data = canonical_json(session)
    recording = NewActivity(0, session.name.strip(), "", SOURCE_FORMAT, (), (_session(session),))
    return NewFile(
        name=f"{session.start:%Y-%m-%d} {session.sport} by hand.json",
        sha256=file_hash(data),
        n_bytes=len(data),
        content_zstd=pack_file(data),
        activities=(recording,),
    )


def _session(session: SessionByHand) -> NewSession:
    return NewSession(
        position=0,
        leg=1,
        sport=session.sport.strip(),
        sub_sport=session.sub_sport,
        summary=_summary(session),
        laps=Laps(),
        stream=_no_stream(),
        n_records=0,
        has_position=False,
        has_heart_rate=False,
    )


@cache
def _no_stream() -> bytes:
    """Encode what no watch recorded: the same for every session, and most of the work of one."""
    return encode(empty(RECORDS))


def _summary(session: SessionByHand) -> Summary:
    start = start_time(session)
    seconds = 60 * session.minutes
    # The offset stands in the JSON, so a later change of the athlete's zone does not move the day.
    day = on_day(start, int(_offset(start).total_seconds()), "file_offset")
    return Summary(
        start_time=start.tz_convert("UTC").as_unit("us"),
        utc_offset_s=day.utc_offset_s,
        utc_offset_source=day.source,
        local_day=day.day,
        distance_m=session.distance_m,
        elapsed_s=seconds,
        timer_s=seconds,
        moving_s=seconds,
        ascent_m=np.nan,
        descent_m=np.nan,
        steps=np.nan,
        heart_rate_mean_bpm=np.nan,
        heart_rate_max_bpm=np.nan,
        graded_pace_s_per_km=np.nan,
        normalised_speed_mps=np.nan,
        decoupling_percent=np.nan,
        rpe=session.rpe,
        rpe_source="none" if np.isnan(session.rpe) else "entered",
        heart_rate_seconds=np.zeros(HEART_RATE_BINS),
        graded_speed_seconds=np.zeros(SPEED_BINS),
        best_efforts_s=np.full(len(EFFORT_DISTANCES_M), np.nan),
    )


def _offset(start: pd.Timestamp) -> pd.Timedelta:
    return start.tz_localize(None) - start.tz_convert("UTC").tz_localize(None)
