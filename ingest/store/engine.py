"""The way to the database file: who may read it, how it is opened, how a transaction begins."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection as DriverConnection
from sqlite3 import Error as DriverError

import platformdirs
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from ingest.store.errors import StoreError, StoreUnwritable, explain, not_ours, unwritable
from ingest.store.lock import lock

VARIABLE = "PLIMSOLL_DATABASE"
PRAGMAS = (
    "PRAGMA busy_timeout = 30000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)


def default_path() -> Path:
    """Where the database lives when nobody says otherwise: the user's data folder."""
    return Path(platformdirs.user_data_dir("plimsoll", appauthor=False)) / "plimsoll.sqlite3"


def database_path(url: str | None) -> Path:
    """Find the file a URL means.

    Parameters
    ----------
    url : str or None
        ``sqlite:///path``, or a plain path; None means the variable ``PLIMSOLL_DATABASE`` and,
        without it, the user's data folder.

    Raises
    ------
    StoreUnwritable
        For a database without a file, or of another kind than SQLite.
    """
    text = url or os.environ.get(VARIABLE, "")
    if not text:
        return default_path()
    if "://" not in text:
        return Path(text).expanduser().absolute()
    try:
        parsed = make_url(text)
    except ArgumentError as error:
        raise _no_such_kind(text) from error
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        raise _no_such_kind(parsed.render_as_string(hide_password=True))
    return Path(str(parsed.database)).expanduser().absolute()


def database_url(path: Path) -> str:
    """Write a file's place as a URL that :func:`database_path` reads back."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def _no_such_kind(text: str) -> StoreUnwritable:
    return StoreUnwritable(
        f"{text} is not a database this version can open. Name an SQLite file, as in "
        "sqlite:////home/you/running.sqlite3."
    )


def prepare(path: Path) -> None:
    """Make the folder (0700) and the file (0600) if need be; nobody else may read them.

    A folder that was there already keeps its mode, unless it is this program's own.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise unwritable(path) from error
    # Somebody else's file may be lent to us: then its owner decides who reads it.
    with suppress(PermissionError):
        path.chmod(0o600)
        if path.parent == default_path().parent:
            path.parent.chmod(0o700)


class Database:
    """One SQLite file: short reads, and writes that one process at a time may do."""

    __slots__ = ("_engine", "_writers", "path")

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = _engine(path)
        self._writers = self._engine.execution_options(sqlite_begin="IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the database and changes nothing."""
        with _in_words(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that is stored as a whole when the block ends, or not at all."""
        with lock(self.path), _in_words(self.path), self._writers.begin() as connection:
            yield connection

    @contextmanager
    def maintaining(self) -> Iterator[DriverConnection]:
        """Lend the bare driver connection, outside any transaction, with every writer kept out."""
        with lock(self.path), self.lending() as driver:
            yield driver

    @contextmanager
    def lending(self) -> Iterator[DriverConnection]:
        """Lend the bare driver connection, outside any transaction; others may write meanwhile."""
        with _in_words(self.path), self._engine.connect() as connection:
            driver = connection.connection.driver_connection
            if not isinstance(driver, DriverConnection):
                raise _no_such_kind(str(self.path))
            yield driver

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        with suppress(StoreError), lock(self.path):
            self._engine.dispose()


def _engine(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(driver: DriverConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver's own BEGIN comes too late (at the first write); ours comes with "begin".
    driver.isolation_level = None
    for pragma in PRAGMAS:
        driver.execute(pragma)


def _on_begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, DriverError) as error:
        sentence = explain(error, path)
        if sentence is None:
            raise
        raise sentence from error
    except UnicodeDecodeError as error:
        # What the database says of its own damage repeats names that are damaged.
        raise not_ours(path) from error
