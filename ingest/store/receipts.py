"""Imports of everybody: whose one is."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, func, select

from ingest.store import schema
from ingest.store.errors import NotFound
from ingest.store.frames import timestamp


@dataclass(frozen=True, slots=True)
class FoundReceipt:
    """An import, whose it is, and how many activities of it are there."""

    receipt_id: str
    athlete_id: str
    name: str
    started_at: pd.Timestamp
    is_undone: bool
    n_activities: int


def find_receipt(connection: Connection, beginning: str) -> FoundReceipt:
    """Find the one import whose id begins so.

    Raises
    ------
    NotFound
        When there is none, or more than one.
    """
    table, person, kept = schema.receipts, schema.athletes, schema.activities
    mine = (kept.c.athlete_id == table.c.athlete_id) & (kept.c.receipt_id == table.c.receipt_id)
    query = (
        select(
            table.c.receipt_id,
            table.c.athlete_id,
            person.c.name,
            table.c.started_at_us,
            table.c.undone_at_us,
            select(func.count()).where(mine).scalar_subquery().label("n_activities"),
        )
        .join_from(table, person, table.c.athlete_id == person.c.athlete_id)
        .where(func.substr(table.c.receipt_id, 1, len(beginning)) == beginning)
    )
    rows = connection.execute(query).all()
    if len(rows) != 1 or not beginning:
        how_many = "Several imports begin" if len(rows) > 1 else "There is no import that begins"
        raise NotFound(f"{how_many} with {beginning!r}. Nothing was changed.")
    [row] = rows
    return FoundReceipt(
        row.receipt_id,
        row.athlete_id,
        row.name,
        timestamp(row.started_at_us),
        row.undone_at_us is not None,
        row.n_activities,
    )


def athlete_ids(connection: Connection) -> tuple[str, ...]:
    """Everybody's id."""
    return tuple(connection.scalars(select(schema.athletes.c.athlete_id)))
