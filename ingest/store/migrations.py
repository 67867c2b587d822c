"""Bring a database to the version this program writes, or refuse it.

An empty file gets the tables of ``schema.py`` and of the schemas beside it as they are. An older
one goes through ``steps``: ``steps[0]`` leads from version 1 to 2, and so on; each is a function of
the bare connection. A step may rebuild a table: foreign keys are off, and are checked
as a whole before the commit.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from ingest.store.clinic_schema import every_table
from ingest.store.copies import APPLICATION_ID, back_up
from ingest.store.engine import Database
from ingest.store.errors import NewerDatabase, StoreError, not_ours
from ingest.store.version_2 import to_version_2
from ingest.store.version_3 import to_version_3
from ingest.store.version_4 import to_version_4
from ingest.store.version_5 import to_version_5

Step: TypeAlias = Callable[[sqlite3.Connection], None]

FIRST_VERSION = 1

steps: tuple[Step, ...] = (to_version_2, to_version_3, to_version_4, to_version_5)
NEWEST_VERSION = FIRST_VERSION + len(steps)


def migrate(database: Database, steps: tuple[Step, ...] = steps) -> None:
    """Bring a database to the newest version; two starts at once do it once.

    A copy named ``<file>.version-N.backup`` is made before an older database is touched.

    Raises
    ------
    NewerDatabase
        When a later version of the program wrote it.
    NotOurDatabase
        When it is another program's, or no database.
    StoreError
        When a step leaves rows that point to nothing; the database stays as it was.
    """
    newest = FIRST_VERSION + len(steps)
    with database.maintaining() as connection:
        version = _checked_version(connection, database.path, newest)
        if version == newest:
            return
        if version:
            back_up(connection, Path(f"{database.path}.version-{version}.backup"))
        _run(connection, steps[version - FIRST_VERSION :] if version else (create_tables,), newest)


def _checked_version(connection: sqlite3.Connection, path: Path, newest: int) -> int:
    version = _number(connection, "PRAGMA user_version")
    ours = _number(connection, "PRAGMA application_id") == APPLICATION_ID
    tables = _number(connection, "SELECT count(*) FROM sqlite_master")
    if not ours and (version or tables):
        raise not_ours(path)
    if version > newest:
        raise NewerDatabase(
            f"{path} was written by a newer version of Plimsoll (its tables are version "
            f"{version}, this program knows {newest}). It was left as it is. Install the newer "
            "version, or point PLIMSOLL_DATABASE to another file."
        )
    return version


def _run(connection: sqlite3.Connection, steps: tuple[Step, ...], newest: int) -> None:
    # Inside a transaction this pragma is ignored, and rebuilding a table would cascade.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        for step in steps:
            step(connection)
        _check_references(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {newest}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")


def _check_references(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise StoreError(
            "The database could not be brought up to date: some rows point to nothing. It was "
            "left as it is. Keep the file and use the version that wrote it."
        )


def create_tables(connection: sqlite3.Connection) -> None:
    """Make every table and index of the schema in an empty database."""
    dialect = sqlite.dialect()
    for table in every_table():
        connection.execute(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            connection.execute(str(CreateIndex(index).compile(dialect=dialect)))


def _number(connection: sqlite3.Connection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0])
