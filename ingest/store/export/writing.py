"""Write an export: one state of the database, whatever others write meanwhile."""

import io
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet
from sqlalchemy import Connection, Row, Select, Table, select

from ingest.store import schema
from ingest.store.export import words
from ingest.store.export.names import (
    BINS,
    FORMAT,
    HISTOGRAMS,
    README,
    original_place,
    picture_place,
    records_place,
    table_place,
)
from ingest.store.export.places import MANIFEST, Outgoing, outgoing
from ingest.store.export.tables import columns_of, csv_tables, to_csv
from ingest.store.frames import unpack_file, unpack_histogram
from ingest.store.race_schema import report_pictures
from ingest.store.streams import decode

# Rows held in memory at a time where a row is large.
BATCH = 200
ID_COLUMNS = ("athlete_id", "session_id")


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds."""

    athletes: tuple[str, ...]
    n_rows: Mapping[str, int]


def write_export(
    connection: Connection, athlete_ids: Collection[str], version: int, target: Path
) -> Exported:
    """Write everything of some athletes to a folder, or to a zip when the name ends so.

    Parameters
    ----------
    connection : Connection
        Inside a read transaction, which sees one state of the database.
    athlete_ids : collection of str
        Whose.
    version : int
        Of the tables of this database.
    target : pathlib.Path
        Where nothing is yet; only its owner may read what is written (0600).

    Raises
    ------
    StoreError
        With a sentence, when there is something already, or no room; nothing half is left.
    """
    with outgoing(target) as place:
        tables = {table.name: _rows(connection, table, athlete_ids) for table in csv_tables()}
        n_rows = {name: len(rows) for name, rows in tables.items()}
        names = _names(connection, athlete_ids)
        # First: a zip is known by it, however many files follow.
        place.put(MANIFEST, _manifest(version, names, n_rows))
        place.put(README, words.readme(names, n_rows).encode())
        for table in csv_tables():
            place.put(table_place(table), to_csv(table, tables[table.name]))
        _put_originals(connection, place, athlete_ids)
        _put_records(connection, place, athlete_ids)
        _put_pictures(connection, place, athlete_ids)
        place.put(HISTOGRAMS, _histograms(connection, athlete_ids))
    return Exported(names, n_rows)


def _rows(
    connection: Connection, table: Table, athlete_ids: Collection[str]
) -> Sequence[Row[*tuple[object, ...]]]:
    query = select(*columns_of(table)).where(table.c.athlete_id.in_(athlete_ids))
    return connection.execute(query.order_by(*table.primary_key.columns)).all()


def _put_originals(connection: Connection, place: Outgoing, athlete_ids: Collection[str]) -> None:
    table, there = schema.files, set()
    query = select(table).where(table.c.athlete_id.in_(athlete_ids)).order_by(table.c.sha256)
    with _few_at_a_time(connection, query) as rows:
        for row in rows:
            # Two athletes may have come with the same file of the same name.
            name = original_place(row.sha256, row.name)
            if name not in there:
                place.put(name, unpack_file(row.content_zstd, row.n_bytes))
                there.add(name)


def _put_records(connection: Connection, place: Outgoing, athlete_ids: Collection[str]) -> None:
    table = schema.streams
    query = select(table).where(table.c.athlete_id.in_(athlete_ids)).order_by(table.c.session_id)
    with _few_at_a_time(connection, query) as rows:
        for row in rows:
            records = pa.Table.from_pandas(decode(row.parquet), preserve_index=False)
            place.put(records_place(row.session_id), _parquet(records.replace_schema_metadata()))


def _put_pictures(connection: Connection, place: Outgoing, athlete_ids: Collection[str]) -> None:
    table, there = report_pictures, set()
    query = select(table).where(table.c.athlete_id.in_(athlete_ids)).order_by(table.c.picture_id)
    with _few_at_a_time(connection, query) as rows:
        for row in rows:
            name = picture_place(row.picture_id)
            if name not in there:
                place.put(name, row.jpeg)
                there.add(name)


@contextmanager
def _few_at_a_time(
    connection: Connection, query: Select[*tuple[object, ...]]
) -> Iterator[Iterator[Row[*tuple[object, ...]]]]:
    with connection.execution_options(yield_per=BATCH).execute(query) as found:
        yield iter(found)


def _histograms(connection: Connection, athlete_ids: Collection[str]) -> bytes:
    """Pack the histograms of all sessions: a row each, a list of numbers a column."""
    table = schema.sessions
    kinds = [(name, pa.string()) for name in ID_COLUMNS]
    kinds += [(name, pa.list_(pa.float32())) for name in BINS]
    columns = [table.c[name] for name, _ in kinds]
    query = select(*columns).where(table.c.athlete_id.in_(athlete_ids)).order_by(*columns[:2])
    sink = io.BytesIO()
    with (
        parquet.ParquetWriter(sink, pa.schema(kinds), compression="zstd") as file,
        _few_at_a_time(connection, query) as rows,
    ):
        for row in rows:
            file.write_table(_histograms_of(row, pa.schema(kinds)))
    return sink.getvalue()


def _histograms_of(row: Row[*tuple[object, ...]], kinds: pa.Schema) -> pa.Table:
    cells = [[row.athlete_id], [row.session_id]]
    for name, n_bins in BINS.items():
        numbers = unpack_histogram(getattr(row, name), n_bins)
        cells.append([numbers.astype(np.float32)])
    return pa.table([pa.array(c, type=f.type) for c, f in zip(cells, kinds, strict=True)], kinds)


def _parquet(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    parquet.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _names(connection: Connection, athlete_ids: Collection[str]) -> tuple[str, ...]:
    table = schema.athletes
    query = select(table.c.name).where(table.c.athlete_id.in_(athlete_ids)).order_by(table.c.name)
    return tuple(connection.scalars(query))


def _manifest(version: int, names: Sequence[str], n_rows: Mapping[str, int]) -> bytes:
    facts = {
        "format": FORMAT,
        "version": version,
        "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "athletes": list(names),
        "rows": dict(n_rows),
    }
    return json.dumps(facts, indent=2, ensure_ascii=False).encode()
