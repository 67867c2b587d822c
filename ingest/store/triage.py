"""Read what the list of clients needs of everybody at once."""

import zlib
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import DTypeLike
from sqlalchemy import Connection, and_, func, select

from ingest.athlete_tables import RACE_RESULTS, RED_FLAGS
from ingest.clinic_look import KEPT_DAYS, PAIN, SESSION, Packed, Triage
from ingest.clinic_tables import AGREED_LIMITS, TRIAGE
from ingest.store import clinic_schema, diary_schema, schema
from ingest.store.frames import days, frame
from ingest.store.looks import Look


def read(connection: Connection, today: int, looks: dict[str, Look]) -> Triage:
    """Put people and looks together with the little there is of all else."""
    people = _people(connection)
    ids = people["athlete_id"].tolist()
    first = [looks[one].first_activity for one in ids]
    return Triage(
        people=people.assign(first_activity=days(first)),
        sessions=_together([looks[one].sessions for one in ids], SESSION),
        pain=_together([looks[one].pain for one in ids], PAIN),
        limits=_limits(connection),
        results=_results(connection, today - KEPT_DAYS),
        flags=_flags(connection),
    )


def revisions(connection: Connection) -> int:
    """Fold who there is, and every revision, into one number."""
    table = schema.revision
    query = select(table.c.athlete_id, table.c.revision).order_by(table.c.athlete_id)
    return zlib.crc32(repr(connection.execute(query).all()).encode())


def _people(connection: Connection) -> pd.DataFrame:
    person, file, looked = schema.athletes, clinic_schema.client_files, clinic_schema.seen
    last = (
        select(looked.c.athlete_id, func.max(looked.c.seen_at_us).label("seen_at_us"))
        .group_by(looked.c.athlete_id)
        .subquery()
    )
    query = (
        select(
            person.c.athlete_id,
            person.c.name,
            person.c.time_zone,
            func.coalesce(file.c.is_client, False),
            file.c.review_due,
            last.c.seen_at_us,
            func.coalesce(looked.c.note, ""),
            schema.revision.c.revision,
        )
        .join_from(person, schema.revision, person.c.athlete_id == schema.revision.c.athlete_id)
        .outerjoin(file, person.c.athlete_id == file.c.athlete_id)
        .outerjoin(last, person.c.athlete_id == last.c.athlete_id)
        .outerjoin(
            looked,
            and_(
                person.c.athlete_id == looked.c.athlete_id,
                looked.c.seen_at_us == last.c.seen_at_us,
            ),
        )
        .order_by(person.c.name)
    )
    return frame(connection.execute(query).all(), TRIAGE)


def _together(pieces: Sequence[bytes], dtype: DTypeLike) -> Packed:
    rows = np.frombuffer(b"".join(pieces), dtype=dtype)
    size = np.dtype(dtype).itemsize
    counts = [len(piece) // size for piece in pieces]
    return Packed(rows, np.repeat(np.arange(len(pieces), dtype=np.int64), counts))


def _limits(connection: Connection) -> pd.DataFrame:
    table = clinic_schema.agreed_limits
    query = select(*(table.c[name] for name in AGREED_LIMITS.names)).where(
        table.c.deleted_at_us.is_(None)
    )
    rows = connection.execute(query.order_by(table.c.athlete_id, table.c.valid_from)).all()
    return frame(rows, AGREED_LIMITS)


def _results(connection: Connection, first_day: int) -> pd.DataFrame:
    table = diary_schema.race_results
    query = select(*(table.c[name] for name in RACE_RESULTS.names)).where(
        table.c.deleted_at_us.is_(None), table.c.race_day >= first_day
    )
    return frame(connection.execute(query.order_by(table.c.race_day)).all(), RACE_RESULTS)


def _flags(connection: Connection) -> pd.DataFrame:
    table = diary_schema.red_flag_answers
    place = (table.c.athlete_id, table.c.region, table.c.side)
    newest = select(*place, func.max(table.c.answered_at_us).label("last")).group_by(*place)
    last = newest.subquery()
    same = and_(
        table.c.athlete_id == last.c.athlete_id,
        table.c.region == last.c.region,
        table.c.side == last.c.side,
        table.c.answered_at_us == last.c.last,
    )
    names = ("athlete_id", "answered_at_us", "region", "side", "flag", "answer", "asked_because")
    query = select(*(table.c[name] for name in names)).join_from(table, last, same)
    rows = connection.execute(query.where(table.c.answer).order_by(*place)).all()
    return frame(rows, RED_FLAGS)
