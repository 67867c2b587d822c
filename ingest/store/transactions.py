"""What every part of the store stands on: one transaction a method, one athlete, one revision."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from ingest.store import writing
from ingest.store.engine import Database, database_url


class Transactions:
    """Short reads, and writes that raise the athlete's revision once or change nothing."""

    __slots__ = ("_database", "url")

    def __init__(self, database: Database) -> None:
        self._database = database
        self.url = database_url(database.path)

    @contextmanager
    def _changing(self, athlete_id: str) -> Iterator[Connection]:
        with self._database.writing() as connection:
            writing.raise_revision(connection, athlete_id)
            yield connection
