"""What concerns all of a person's data at once: backup, export, erasing.

:mod:`dashboard.access` has it for the pages, :mod:`dashboard.command.keeping` for the command.
"""

import shutil
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dashboard.analysis.keeping_words import activities
from dashboard.analysis.words import joined
from dashboard.arrivals import Arrivals
from ingest.store import (
    Erased,
    NotAnExport,
    Place,
    ReceiptRow,
    Restored,
    Store,
    StoreError,
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
    "take_in_dropped",
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


def take_in_dropped(
    store: Store, athlete_id: str, receipt_id: str, folders: Sequence[Path]
) -> None:
    """Take in the exports of this program among files that a page handed over, and note it.

    They are gone from the folder then: what stays there is read as recordings.
    """
    dropped = [path for folder in folders for path in sorted(folder.glob("*.zip"))]
    for done, path in enumerate((path for path in dropped if is_export(path)), start=1):
        row = _row_of(store, path)
        store.move_on(athlete_id, receipt_id, Place(path.name, "", done, done), (row,))
        path.unlink()


def _row_of(store: Store, path: Path) -> ReceiptRow:
    try:
        taken = store.take_in(path)
    except StoreError as error:
        return ReceiptRow(path.name, "", "refused", str(error))
    names = joined(list(taken.athletes)) or "nobody"
    told = (
        f"An export of Plimsoll: took in {names}, {activities(taken.n_activities)}. What was here "
        "already stayed as it was; undoing this import does not take it out."
    )
    return ReceiptRow(path.name, "", "imported", told)


@contextmanager
def _leaving(store: Store) -> Iterator[Path]:
    """Lend a folder beside the database that only its owner may read, and remove it."""
    root = database_path(store.url).parent / FOLDER
    root.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root) as folder:
        yield Path(folder)
