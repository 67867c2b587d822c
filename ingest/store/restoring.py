"""A backup put in the place of the present database, which is kept aside as a whole."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.store.copies import BESIDE, back_up, backup_opened, remove, writing_to
from ingest.store.engine import database_path, prepare
from ingest.store.errors import NotOurDatabase, StoreError
from ingest.store.lock import lock
from ingest.store.migrations import NEWEST_VERSION
from ingest.store.store import open_store

BUSY_S = 30.0


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: ``aside`` is where the database that was here lies; None: there was none.

    ``athletes`` are the names of those who are in the database now.
    """

    aside: Path | None
    athletes: tuple[str, ...]


def restore_backup(source: Path, url: str | None = None) -> Restored:
    """Put a backup in the place of the present database.

    The backup is looked through and copied first. Then the present database is kept aside, and the
    copy goes in as one transaction: a program that has the database open sees the one or the other.

    Parameters
    ----------
    source : pathlib.Path
        A file that :meth:`Store.back_up` wrote, of this version or an older one.
    url : str or None
        The database, as for :func:`open_store`.

    Raises
    ------
    StoreError
        With a sentence, when the backup is damaged, newer or none; the present database is then
        what it was.
    """
    path = database_path(url)
    if source.absolute() == path or (path.exists() and source.exists() and source.samefile(path)):
        raise StoreError(f"{source} is the present database itself. Name a backup of it.")
    prepare(path)
    incoming = path.with_name(f"{path.name}.restoring")
    try:
        with backup_opened(source, NEWEST_VERSION) as backup:
            back_up(backup, incoming)
        with lock(path), writing_to(path):
            aside = _kept_aside(path)
            _overwrite(incoming, path)
    finally:
        remove(incoming)
    with open_store(url) as store:
        return Restored(aside, tuple(person.name for person in store.athletes()))


def _kept_aside(path: Path) -> Path | None:
    """Copy the present database to a name of its own, or move it there if it cannot be read."""
    if path.stat().st_size == 0:
        return None
    aside = _free(path)
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_S)) as present:
            back_up(present, aside)
    except NotOurDatabase:
        # It cannot be copied whole. It is kept as it is, with what lies beside it.
        for ending in ("", *BESIDE):
            if Path(f"{path}{ending}").exists():
                shutil.copy2(f"{path}{ending}", f"{aside}{ending}")
    return aside


def _free(path: Path) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    names = (f"{path.name}.before-restore-{moment}{n or ''}" for n in range(1000))
    return next(place for name in names if not (place := path.with_name(name)).exists())


def _overwrite(incoming: Path, path: Path) -> None:
    """Write every page of the copy into the database, in one transaction of SQLite's own."""
    with closing(sqlite3.connect(incoming)) as copy:
        try:
            with closing(sqlite3.connect(path, timeout=BUSY_S)) as present:
                _raise_revisions(copy, _revisions(present))
                copy.backup(present)
                present.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            # Not even its first page can be read: nobody has it open, and it lies aside.
            remove(path)
            prepare(path)
            with closing(sqlite3.connect(path)) as present:
                copy.backup(present)


def _revisions(present: sqlite3.Connection) -> Mapping[str, int]:
    try:
        return dict(present.execute("SELECT athlete_id, revision FROM revision").fetchall())
    except sqlite3.DatabaseError:
        return {}


def _raise_revisions(copy: sqlite3.Connection, present: Mapping[str, int]) -> None:
    """Let no revision come twice: an open page would show what it kept of the first time."""
    known = copy.execute("SELECT athlete_id, revision FROM revision").fetchall()
    raised = [(max(number, present.get(who, 0)) + 1, who) for who, number in known]
    copy.executemany("UPDATE revision SET revision = ? WHERE athlete_id = ?", raised)
    copy.commit()
