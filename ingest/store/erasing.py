"""A person taken out of the database for good: no row, no page, no log holds a mark of them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from ingest.store.copies import BESIDE, remove
from ingest.store.engine import Database
from ingest.store.errors import NotFound, StoreBusy

# Copies this program made of its own accord; a whole database each.
OWN_COPIES = ("version-*.backup", "before-restore-*")
UNFINISHED = ("*.unfinished", "restoring")


@dataclass(frozen=True, slots=True)
class Erased:
    """Who was erased; ``cleaned`` are older copies beside the database they were erased from too.

    ``not_cleaned`` are copies that could not be read, which may still hold them.
    """

    name: str
    n_activities: int
    cleaned: tuple[Path, ...]
    not_cleaned: tuple[Path, ...]


def erase(database: Database, athlete_id: str) -> Erased:
    """Delete everything of one athlete, in every table, and write the file anew without it.

    Raises
    ------
    NotFound
        When there is no such athlete.
    StoreBusy
        When they are erased, but a window still reads an older state, so that the log could not be
        emptied yet.
    """
    with database.maintaining() as connection:
        name, n_activities = _known(connection, athlete_id)
        _delete(connection, athlete_id)
        cleaned, not_cleaned = _erase_from_copies(database.path, athlete_id)
        _sweep(connection, database.path)
    return Erased(name, n_activities, cleaned, not_cleaned)


def _known(connection: sqlite3.Connection, athlete_id: str) -> tuple[str, int]:
    row = connection.execute(
        "SELECT name, (SELECT count(*) FROM activities WHERE athlete_id = a.athlete_id) "
        "FROM athletes a WHERE athlete_id = ?",
        (athlete_id,),
    ).fetchone()
    if row is None:
        raise NotFound("There is no such athlete in this database.")
    return str(row[0]), int(row[1])


def _delete(connection: sqlite3.Connection, athlete_id: str) -> None:
    """Delete a person; every other table follows, because each of its rows belongs to one."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("DELETE FROM athletes WHERE athlete_id = ?", (athlete_id,))
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _sweep(connection: sqlite3.Connection, path: Path) -> None:
    """Empty the log, write the file anew, and empty the log of that.

    Deleted rows are zeros already (``secure_delete``); what is left are pages of the log, and the
    order of pages.
    """
    for order in ("VACUUM", "SELECT 1"):
        connection.execute(order).fetchall()
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise StoreBusy(
                f"Everything of this athlete was deleted. Another window is still reading {path}, "
                "so its log could not be emptied: it is when the last window is closed."
            )


def _erase_from_copies(path: Path, athlete_id: str) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    for leftover in _beside(path, UNFINISHED):
        remove(leftover)
    cleaned, not_cleaned = [], []
    for copy in sorted(_beside(path, OWN_COPIES)):
        try:
            if _erased_from(copy, athlete_id):
                cleaned.append(copy)
        except sqlite3.Error:
            not_cleaned.append(copy)
    return tuple(cleaned), tuple(not_cleaned)


def _beside(path: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    for ending in endings:
        for file in path.parent.glob(f"{escape(path.name)}.{ending}"):
            if not file.name.endswith(BESIDE):
                yield file


def _erased_from(copy: Path, athlete_id: str) -> bool:
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        # The journal of a file would hold what is deleted: it stays in memory.
        for pragma in ("journal_mode = MEMORY", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        found = connection.execute("DELETE FROM athletes WHERE athlete_id = ?", (athlete_id,))
        if found.rowcount:
            connection.execute("VACUUM")
        return bool(found.rowcount)
