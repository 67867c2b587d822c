"""The rows around a finish: its legs, splits and field, and how the columns of a list were read."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy import float64
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy import Table as StoredTable

from ingest.athlete_tables import RACE_LEGS, RACE_SPLITS
from ingest.diary import BETWEEN_ROLES, RaceLeg
from ingest.store import diary_rows
from ingest.store.diary_rows import RACE
from ingest.store.editing import put
from ingest.store.errors import damage_in_words
from ingest.store.frames import frame
from ingest.store.people import athlete
from ingest.store.race_schema import race_fields, race_legs, race_splits, result_mappings
from ingest.store.writing import known
from ingest.tables import Table


def legs(connection: Connection, athlete_id: str) -> pd.DataFrame:
    """Read RACE_LEGS of the finishes that stand, in their order."""
    return _of_results(connection, race_legs, RACE_LEGS, athlete_id)


def splits(connection: Connection, athlete_id: str) -> pd.DataFrame:
    """Read RACE_SPLITS of the finishes that stand, in their order."""
    return _of_results(connection, race_splits, RACE_SPLITS, athlete_id)


def _of_results(
    connection: Connection, table: StoredTable, canonical: Table, athlete_id: str
) -> pd.DataFrame:
    athlete(connection, athlete_id)
    results = RACE.stored
    same = (table.c.athlete_id == results.c.athlete_id) & (table.c.result_id == results.c.result_id)
    query = (
        select(*(table.c[name] for name in canonical.names))
        .join_from(table, results, same)
        .where(table.c.athlete_id == athlete_id, results.c.deleted_at_us.is_(None))
        .order_by(*table.primary_key.columns)
    )
    return frame(connection.execute(query).all(), canonical)


def save_legs(
    connection: Connection, athlete_id: str, result_id: str, given: Sequence[RaceLeg]
) -> None:
    """Put legs in the place of those a finish had."""
    rows: list[Mapping[str, str | float | None]] = [
        {
            "leg": leg.leg,
            "sport": leg.sport.strip(),
            "official_distance_m": known(leg.official_distance_m),
            "time_s": known(leg.time_s),
        }
        for leg in given
    ]
    _put_instead(connection, race_legs, (athlete_id, result_id), rows)


def save_splits(
    connection: Connection, athlete_id: str, result_id: str, given: Sequence[tuple[float, float]]
) -> None:
    """Put splits in the place of those a finish had."""
    rows: list[Mapping[str, str | float | None]] = [
        {"at_m": float(at_m), "time_s": float(time_s)} for at_m, time_s in given
    ]
    _put_instead(connection, race_splits, (athlete_id, result_id), rows)


def _put_instead(
    connection: Connection,
    table: StoredTable,
    keys: tuple[str, str],
    rows: Sequence[Mapping[str, str | float | None]],
) -> None:
    diary_rows.check_here(connection, RACE, *keys)
    owner = dict(zip(("athlete_id", "result_id"), keys, strict=True))
    mine = [table.c[name] == value for name, value in owner.items()]
    connection.execute(delete(table).where(*mine))
    if rows:
        connection.execute(insert(table), [{**owner, **row} for row in rows])


def field(connection: Connection, athlete_id: str, result_id: str) -> NDArray[float64]:
    """Read the times of all finishers, the fastest first; empty when nobody gave them."""
    diary_rows.check_here(connection, RACE, athlete_id, result_id)
    table = race_fields
    written = connection.scalar(
        select(table.c.times_s).where(
            table.c.athlete_id == athlete_id, table.c.result_id == result_id
        )
    )
    with damage_in_words("The field of this race"):
        return np.array((written or "").split(), dtype=float64)


def save_field(
    connection: Connection, athlete_id: str, result_id: str, times_s: NDArray[float64]
) -> None:
    """Put sorted times in the place of those there were, to the hundredth; none clears them."""
    diary_rows.check_here(connection, RACE, athlete_id, result_id)
    owner = {"athlete_id": athlete_id, "result_id": result_id}
    if len(times_s):
        rounded = [repr(time) for time in np.round(times_s, 2).tolist()]
        put(connection, race_fields, owner, {"times_s": " ".join(rounded)})
    else:
        mine = [race_fields.c[name] == value for name, value in owner.items()]
        connection.execute(delete(race_fields).where(*mine))


def mapping(connection: Connection, athlete_id: str, shape: str) -> tuple[str, ...] | None:
    """Read what the columns of a list of this shape were said to be; None: nothing was said."""
    athlete(connection, athlete_id)
    table = result_mappings
    written = connection.scalar(
        select(table.c.roles).where(table.c.athlete_id == athlete_id, table.c.shape == shape)
    )
    return None if written is None else tuple(written.split(BETWEEN_ROLES))


def save_mapping(connection: Connection, athlete_id: str, shape: str, roles: Sequence[str]) -> None:
    """Keep what the columns of a list of this shape are."""
    owner = {"athlete_id": athlete_id, "shape": shape}
    put(connection, result_mappings, owner, {"roles": BETWEEN_ROLES.join(roles)})
