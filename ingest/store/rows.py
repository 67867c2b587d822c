"""Rows into tables by the driver alone: building a statement takes as long as storing its row."""

from collections.abc import Mapping, Sequence
from functools import cache
from sqlite3 import Connection as DriverConnection

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert

Row = Mapping[str, object]


def add_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that all name the same columns; values are those the database keeps."""
    if rows:
        _driver(connection).executemany(_adding(table, tuple(rows[0]), unless_there=False), rows)


def add_unless_there(connection: Connection, table: Table, row: Row) -> None:
    """Insert a row, or leave the one of the same key as it is."""
    _driver(connection).execute(_adding(table, tuple(row), unless_there=True), row)


@cache
def _adding(table: Table, names: tuple[str, ...], *, unless_there: bool) -> str:
    statement = insert(table)
    if unless_there:
        statement = statement.on_conflict_do_nothing()
    dialect = sqlite.dialect(paramstyle="named")
    return str(statement.compile(dialect=dialect, column_keys=list(names)))


def _driver(connection: Connection) -> DriverConnection:
    driver = connection.connection.driver_connection
    if not isinstance(driver, DriverConnection):
        message = "rows are added to SQLite alone"
        raise TypeError(message)
    return driver
