"""Take an export in again: all of it in one transaction, or nothing."""

import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import parquet
from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import IntegrityError

from ingest.store import schema
from ingest.store.export.names import (
    BINS,
    FORMAT,
    HISTOGRAMS,
    original_place,
    picture_place,
    records_place,
    table_place,
)
from ingest.store.export.people import OF_EVERYBODY, TOGETHER, place_for, said_here
from ingest.store.export.places import MANIFEST, Incoming, incoming, is_there
from ingest.store.export.problems import NotAnExport
from ingest.store.export.tables import Cell, Values, csv_tables, from_csv
from ingest.store.frames import pack_file, pack_histogram
from ingest.store.race_schema import report_pictures
from ingest.store.streams import encode

LONGEST_RECORDING = 5_000_000


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came in from an export; what was here already stayed as it was."""

    athletes: tuple[str, ...]
    n_activities: int
    n_rows: int


def is_export(source: Path) -> bool:
    """Whether an export of this program lies at a place: a folder, or a zip of one."""
    return is_there(source)


def take_in(connection: Connection, source: Path, version: int) -> TakenIn:
    """Add everything of an export that is not here yet, with the ids it had.

    Parameters
    ----------
    connection : Connection
        Inside a write transaction.
    source : pathlib.Path
        What :func:`write_export` wrote: a folder, or a zip.
    version : int
        Of the tables of this database.

    Raises
    ------
    NotAnExport
        With a sentence, when it is none, incomplete, damaged or newer. Nothing may then be kept:
        the caller ends the transaction without storing it.
    """
    with incoming(source) as place:
        _check_version(place, version)
        people = _rows(place, schema.athletes)
        numbers = {row["athlete_id"]: row["revision"] for row in _rows(place, schema.revision)}
        names = [place_for(connection, person, numbers) for person in people]
        ids: set[object] = {person["athlete_id"] for person in people}
        before, said = _activities(connection), said_here(connection)
        try:
            tables = [table for table in csv_tables() if table not in OF_EVERYBODY]
            added = sum(
                _add(connection, table, _unsaid(table, said, _whole(place, table, ids)))
                for table in tables
            )
        except IntegrityError as error:
            raise NotAnExport(
                f"The tables of this export do not fit together ({error.orig}); "
                "a file of it may have been changed or left out"
            ) from error
        return TakenIn(tuple(names), _activities(connection) - before, added)


def _check_version(place: Incoming, version: int) -> None:
    try:
        facts = json.loads(place.read(MANIFEST) or b"")
        wrote, kind = int(facts["version"]), facts["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotAnExport(f"{MANIFEST} of this export cannot be read") from error
    if kind != FORMAT:
        raise NotAnExport(f"{MANIFEST} says that this is no export of Plimsoll")
    if wrote > version:
        raise NotAnExport(
            f"A newer version of Plimsoll wrote it (its tables are version {wrote}, this program "
            f"knows {version}). Install the newer version"
        )


def _rows(place: Incoming, table: Table) -> list[Values]:
    name = table_place(table)
    data = place.read(name)
    # A table of a later version than the one that wrote the export is not in it.
    return [] if data is None else from_csv(table, data, name)


def _whole(place: Incoming, table: Table, athlete_ids: set[object]) -> Iterator[Values]:
    """Give the rows of a table, each with what lies outside the CSV."""
    rows = _rows(place, table)
    if not {row.get("athlete_id") for row in rows} <= athlete_ids:
        raise NotAnExport(f"{table_place(table)} speaks of an athlete who is not in this export")
    if table is schema.files:
        return (row | _content(place, row) for row in rows)
    if table is schema.streams:
        return (row | {"parquet": _stream(place, str(row["session_id"]))} for row in rows)
    if table is report_pictures:
        return (row | {"jpeg": _picture(place, str(row["picture_id"]))} for row in rows)
    if table is schema.sessions:
        histograms = _histograms(place)
        return (row | _of_session(histograms, row) for row in rows)
    return iter(rows)


def _content(place: Incoming, row: Values) -> Values:
    sha256 = str(row["sha256"])
    name = original_place(sha256, str(row["name"]))
    data = place.read(name)
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        state = "missing" if data is None else "not the file it was: its SHA-256 differs"
        raise NotAnExport(f"{name} of this export is {state}")
    return {"n_bytes": len(data), "content_zstd": pack_file(data)}


def _picture(place: Incoming, picture_id: str) -> bytes:
    name = picture_place(picture_id)
    data = place.read(name)
    if data is None:
        raise NotAnExport(f"{name} of this export is missing")
    return data


def _stream(place: Incoming, session_id: str) -> bytes:
    name = records_place(session_id)
    table = _parquet(place, name)
    try:
        return encode(_records(table))
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise NotAnExport(f"{name} of this export holds no samples: {error}") from error


def _records(table: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas()
    if "time" in frame:
        frame["time"] = pd.DatetimeIndex(frame["time"]).as_unit("us")
    return frame


def _histograms(place: Incoming) -> Mapping[object, Values]:
    table = _parquet(place, HISTOGRAMS)
    if not {"session_id", *BINS} <= set(table.column_names):
        raise NotAnExport(f"{HISTOGRAMS} of this export has other columns than it should")
    return {row["session_id"]: row for row in table.to_pylist()}


def _of_session(histograms: Mapping[object, Values], row: Values) -> Values:
    found = histograms.get(row["session_id"], {})
    packed: Values = {}
    for name, n_bins in BINS.items():
        numbers = np.array(found.get(name, ()), dtype=np.float64)
        if len(numbers) != n_bins:
            raise NotAnExport(f"{HISTOGRAMS} of this export is not complete")
        packed[name] = pack_histogram(numbers)
    return packed


def _parquet(place: Incoming, name: str) -> pa.Table:
    data = place.read(name)
    if data is None:
        raise NotAnExport(f"{name} of this export is missing")
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        if file.metadata.num_rows > LONGEST_RECORDING:
            raise NotAnExport(f"{name} of this export is larger than anything Plimsoll writes")
        return file.read(use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise NotAnExport(f"{name} of this export cannot be read: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return re.split(r"[\r\n]", str(error), maxsplit=1)[0]


def _unsaid(
    table: Table, said: Mapping[str, set[tuple[Cell, ...]]], rows: Iterable[Values]
) -> Iterator[Values]:
    """Leave out rows of what is said here already as a whole."""
    _, keys = TOGETHER.get(table.name, (table, ()))
    return (r for r in rows if not keys or tuple(r[k] for k in keys) not in said[table.name])


def _add(connection: Connection, table: Table, rows: Iterable[Values]) -> int:
    """Insert what is not there; returns how many rows were."""
    added = 0
    order = insert(table).on_conflict_do_nothing()
    for row in rows:
        added += connection.execute(order, row).rowcount
    return added


def _activities(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(schema.activities)) or 0
