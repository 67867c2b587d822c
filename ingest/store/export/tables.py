"""Rows of a table to CSV and back without loss: empty is "unknown", ``""`` is "no words".

Times are written in UTC as ISO 8601 and lose their ``_us``; days of the calendar are dates. What is
no text (files, streams, histograms) is left out here and has a place of its own.
"""

import io
from collections.abc import Sequence
from typing import TypeAlias

import pyarrow as pa
from pyarrow import csv
from sqlalchemy import BigInteger, Boolean, Column, Double, Integer, LargeBinary, Table

from ingest.store.clinic_schema import every_table
from ingest.store.export.problems import NotAnExport

Cell: TypeAlias = "str | int | float | bool | bytes | None"
Values: TypeAlias = "dict[str, Cell]"

# Copies of other tables, kept for speed.
MADE_ANEW = frozenset({"looks"})
# Whole numbers that are days since 1970.
DAYS = frozenset(
    {
        "answered_on",
        "assessed_on",
        "born_on",
        "conservative_since",
        "day",
        "first_day",
        "first_use",
        "last_day",
        "last_use",
        "local_day",
        "next_due",
        "race_day",
        "review_due",
        "reviewed_on",
        "since",
        "valid_from",
        "week",
    }
)
TIME_ENDING = "_us"
TIME, DAY = pa.timestamp("us", tz="UTC"), pa.date32()
LARGEST_BLOCK = 2**30


def csv_tables() -> list[Table]:
    """Every table that is not made anew from the others, those that others point to first."""
    return [table for table in every_table() if table.name not in MADE_ANEW]


def columns_of(table: Table) -> list[Column[object]]:
    """Return the columns that go into CSV."""
    return [column for column in table.columns if not isinstance(column.type, LargeBinary)]


def written_name(column: Column[object]) -> str:
    """Name a column as it stands in the CSV."""
    return column.name.removesuffix(TIME_ENDING)


def to_csv(table: Table, rows: Sequence[Sequence[object]]) -> bytes:
    """Write rows, whose cells stand in the order of :func:`columns_of`, as CSV in UTF-8."""
    columns = columns_of(table)
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [
        _stored_as(column, pa.array(list(values), type=_stored_kind(column)))
        for column, values in zip(columns, cells, strict=True)
    ]
    sink = io.BytesIO()
    csv.write_csv(pa.table(arrays, names=[written_name(column) for column in columns]), sink)
    return sink.getvalue()


def from_csv(table: Table, data: bytes, place: str) -> list[Values]:
    """Read what :func:`to_csv` wrote.

    Raises
    ------
    NotAnExport
        With a sentence, when columns or values are not those of the table.
    """
    columns = {written_name(column): column for column in columns_of(table)}
    try:
        read = csv.read_csv(
            io.BytesIO(data),
            read_options=csv.ReadOptions(
                use_threads=False, block_size=min(max(len(data) + 1, 2**20), LARGEST_BLOCK)
            ),
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(
                column_types={name: _kind(column) for name, column in columns.items()},
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
            ),
        )
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise NotAnExport(f"{place} of this export cannot be read: {error}") from error
    if unknown := set(read.column_names) - set(columns):
        raise NotAnExport(
            f"{place} of this export has columns this version does not know: "
            f"{', '.join(sorted(unknown))}. Install the version that wrote it."
        )
    found = {columns[name].name: _as_stored(read[name]) for name in read.column_names}
    return [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]


def _kind(column: Column[object]) -> pa.DataType:
    """Say how a column is written: as a time, a day, or as it is stored."""
    if isinstance(column.type, Integer) and column.name.endswith(TIME_ENDING):
        return TIME
    if isinstance(column.type, Integer) and column.name in DAYS:
        return DAY
    return _stored_kind(column)


def _stored_kind(column: Column[object]) -> pa.DataType:
    if isinstance(column.type, Boolean):
        return pa.bool_()
    if isinstance(column.type, Double):
        return pa.float64()
    if isinstance(column.type, Integer | BigInteger):
        return pa.int64()
    return pa.string()


def _stored_as(column: Column[object], array: pa.Array) -> pa.Array:
    kind = _kind(column)
    # A day is 32 bits wide in Arrow.
    return (array.cast(pa.int32()) if kind == DAY else array).cast(kind)


def _as_stored(values: pa.ChunkedArray) -> list[Cell]:
    if values.type == TIME:
        return list(values.cast(pa.int64()).to_pylist())
    if values.type == DAY:
        return list(values.cast(pa.int32()).to_pylist())
    return list(values.to_pylist())
