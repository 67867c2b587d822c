"""What concerns all of a person's data at once: backup, export, erasing.

:mod:`dashboard.access` has it for the pages, :mod:`dashboard.command.keeping` for the command.
"""

import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.arrivals import Arrivals
from ingest.store import (
    Erased,
    NotAnExport,
    Restored,
    Store,
    TakenIn,
    is_export,
    restore_backup,
)
from ingest.store.engine import database_path

__all__ = [
    "Erased",
    "KeepingAccess",
    "NotAnExport",
    "Restored",
    "TakenIn",
    "erase",
    "is_export",
    "restore_backup",
]

# Files on their way out, for as long as a download takes; emptied when somebody is erased.
FOLDER = "leaving"
MEGABYTE = 1_000_000


class KeepingAccess:
    """Downloads of everything, and its end."""

    _store: Store

    def backup(self) -> bytes:
        """Return a copy of the whole database, looked through before it is given."""
        with _leaving(self._store) as folder:
            return self._store.back_up(folder / "backup").read_bytes()

    def export(self, athlete_ids: Collection[str] | None = None) -> bytes:
        """Return a zip of everything of some athletes, or of all, in open formats."""
        with _leaving(self._store) as folder:
            place = folder / "export.zip"
            self._store.export(place, athlete_ids)
            return place.read_bytes()

    def size_megabytes(self) -> float:
        """Return how large the database is, in MB: a large one does not leave through a page."""
        return database_path(self._store.url).stat().st_size / MEGABYTE

    def erase(self, athlete_id: str) -> Erased:
        """Take a person out for good, and every file of theirs that is on its way in or out."""
        return erase(self._store, athlete_id)


def erase(store: Store, athlete_id: str) -> Erased:
    """Erase an athlete from the database and from the folders beside it."""
    path = database_path(store.url)
    known = store.receipts(athlete_id)
    for receipt_id in known.loc[known["state"] == "running", "receipt_id"]:
        store.cancel_receipt(athlete_id, receipt_id)
    arrivals = Arrivals(path.parent, store.url)
    erased = store.erase(athlete_id)
    for receipt_id in known["receipt_id"]:
        arrivals.clear(receipt_id)
    shutil.rmtree(path.parent / FOLDER, ignore_errors=True)
    return erased


@contextmanager
def _leaving(store: Store) -> Iterator[Path]:
    """Lend a folder beside the database that only its owner may read, and remove it."""
    root = database_path(store.url).parent / FOLDER
    root.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root) as folder:
        yield Path(folder)
