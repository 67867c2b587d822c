"""Copies of a database: made while it is in use, looked through before they are called done."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ingest.store.errors import (
    NewerDatabase,
    NotOurDatabase,
    StoreError,
    StoreFull,
    StoreUnwritable,
    explain,
)

# "PLIM" in ASCII: tells our files from other programs'. SQLite keeps it at this place of a file.
APPLICATION_ID = 0x504C494D
APPLICATION_ID_AT = 68
NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# A backup's name in a folder, in UTC.
NAME = "plimsoll-%Y%m%d-%H%M%S.sqlite3"
# What SQLite may leave beside a file.
BESIDE = ("-journal", "-wal", "-shm")


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a live database to a file only its owner may read, and look through the copy.

    Others may go on reading and writing: the copy is what was stored when it began. It bears the
    name ``<target>.unfinished`` until it is whole and on the disk.

    Raises
    ------
    StoreError
        With a sentence, when there is no room, or the copy is not whole. ``target`` is then what it
        was before.
    """
    unfinished = target.with_name(f"{target.name}.unfinished")
    with _removed_on_failure(unfinished), writing_to(target):
        remove(unfinished)
        os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(unfinished)) as copy:
            connection.backup(copy)
            # A copy is one file: without a log that could be left behind when it is moved.
            copy.execute("PRAGMA journal_mode = DELETE")
            wrong = fault(copy)
        if wrong:
            raise damaged(Path(_path_of(connection)), wrong)
        to_disk(unfinished)
        unfinished.replace(target)
        to_disk(target.parent)


def place_in(target: Path, database: Path) -> Path:
    """Say which file a backup becomes: ``target``, or one with the day and time inside a folder.

    Raises
    ------
    StoreUnwritable
        When something else than an older backup is there.
    """
    if target.is_dir():
        return target / datetime.now(UTC).strftime(NAME)
    if target.exists():
        if target.samefile(database):
            raise StoreUnwritable(f"{target} is the database itself. Choose another name.")
        if not target.is_file() or not is_ours(target):
            raise StoreUnwritable(
                f"There is something else at {target}. It was left as it is. Choose another name."
            )
    return target


def fault(connection: sqlite3.Connection) -> str:
    """Say what is wrong with a database's pages or references; empty when nothing is."""
    found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    if found != "ok":
        return found.replace("\n", " ")
    try:
        pointing_nowhere = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.OperationalError as error:
        if "mismatch" not in str(error):
            raise
        return str(error)  # a bit of what says how the tables belong together
    return "" if pointing_nowhere is None else "some rows point to nothing"


@contextmanager
def backup_opened(path: Path, newest: int) -> Iterator[sqlite3.Connection]:
    """Open a backup for reading only, once it is known to be whole and of a version we know.

    Raises
    ------
    StoreError
        With a sentence about the file, which is never written to.
    """
    if not path.is_file():
        raise StoreUnwritable(f"There is no file {path}. Nothing was changed.")
    # Without a log beside it a file is all there is, and can be read where nothing can be written.
    alone = "" if Path(f"{path}-wal").exists() else "&immutable=1"
    with _reading(path), closing(_read_only(path, alone)) as connection:
        _check_backup(connection, path, newest)
        yield connection


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise damaged(path, f"{error}; it may be no database at all") from error


def _read_only(path: Path, options: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{options}", uri=True)


def _check_backup(connection: sqlite3.Connection, path: Path, newest: int) -> None:
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if not ours or version < 1:
        raise NotOurDatabase(
            f"{path} is no backup of Plimsoll. The present database was left as it is. "
            "Name a file that plimsoll backup wrote."
        )
    if version > newest:
        raise NewerDatabase(
            f"{path} was written by a newer version of Plimsoll (its tables are version {version}, "
            f"this program knows {newest}). The present database was left as it is. Install the "
            "newer version first."
        )
    if wrong := fault(connection):
        raise damaged(path, wrong)


def is_ours(path: Path) -> bool:
    """Whether a file says of itself that it is a database of this program."""
    with path.open("rb") as file:
        head = file.read(APPLICATION_ID_AT + 4)
    return head[APPLICATION_ID_AT:] == APPLICATION_ID.to_bytes(4, "big")


def remove(path: Path) -> None:
    """Remove a copy and what may lie beside it."""
    for ending in ("", *BESIDE):
        Path(f"{path}{ending}").unlink(missing_ok=True)


def damaged(path: Path, wrong: str) -> NotOurDatabase:
    """Say that a database is damaged, and where it was seen."""
    return NotOurDatabase(
        f"{path} is damaged ({wrong}). It was left as it is, and nothing was written from it. "
        "Use an earlier backup."
    )


def damaged_in_use(path: Path, wrong: str) -> NotOurDatabase:
    """Say that the present database is damaged, and what to do."""
    return NotOurDatabase(
        f"{path} is damaged ({wrong}). It was left as it is. plimsoll restore puts a backup in its "
        "place and keeps this file aside."
    )


def _path_of(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA database_list").fetchone()[2])


@contextmanager
def _removed_on_failure(unfinished: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        remove(unfinished)
        raise


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Say in a sentence why a file outside the database could not be written."""
    try:
        yield
    except sqlite3.Error as error:
        words = str(error).lower()
        if "full" in words or "disk i/o" in words:
            raise not_written(path, has_room="full" not in words) from error
        sentence = explain(error, path)
        raise sentence or StoreError(f"{path}: {error}. Nothing was changed.") from error
    except OSError as error:
        raise not_written(path, has_room=error.errno not in NO_SPACE) from error


def not_written(path: Path, *, has_room: bool) -> StoreError:
    """Say that a copy could not be written, and that what was there is untouched."""
    if has_room:
        return StoreUnwritable(
            f"{path} cannot be written. Check that its folder exists and is yours to write, or "
            "name another place. The database was not touched."
        )
    return StoreFull(
        f"There is no room for {path}. Nothing of it was kept, and the database was not touched. "
        "Free some space, or name another place."
    )


def to_disk(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows has no such thing for folders.
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
