"""The part of the store that keeps it safe: backup, export, taking in, erasing."""

from collections.abc import Collection
from pathlib import Path

from ingest.store import copies, erasing, export, receipts
from ingest.store.copies import back_up
from ingest.store.erasing import Erased
from ingest.store.errors import NotFound
from ingest.store.export import Exported, TakenIn
from ingest.store.migrations import NEWEST_VERSION
from ingest.store.receipts import FoundReceipt
from ingest.store.transactions import Transactions


class KeepingStore(Transactions):
    """What concerns the database as a whole, or one athlete as a whole."""

    __slots__ = ()

    def check(self) -> None:
        """Look through the database without changing it.

        Raises
        ------
        NotOurDatabase
            With a sentence, when a page or row is damaged. It takes about half a second for every
            100 MB, so this is for the start of a program, not for each opening.
        """
        with self._database.lending() as connection:
            wrong = copies.fault(connection)
        if wrong:
            raise copies.damaged_in_use(self._database.path, wrong)

    def back_up(self, target: Path) -> Path:
        """Copy the database, looked through before it is called done; return where it lies.

        Parameters
        ----------
        target : pathlib.Path
            A file, or a folder in which it gets a name with the day and time. An older backup
            there is replaced once the new one is whole.

        Raises
        ------
        StoreError
            With a sentence, when the database is damaged, or the place cannot be written.
        """
        place = copies.place_in(target, self._database.path)
        with self._database.lending() as connection:
            back_up(connection, place)
        return place

    def export(self, target: Path, athlete_ids: Collection[str] | None = None) -> Exported:
        """Write everything of some athletes, or of all, in open formats.

        Parameters
        ----------
        target : pathlib.Path
            A folder to be, or a zip when the name ends so.
        athlete_ids : collection of str, optional
            Whose; everybody's without it.
        """
        with self._database.reading() as connection:
            known = receipts.athlete_ids(connection)
            if athlete_ids is not None and not set(athlete_ids) <= set(known):
                raise NotFound("There is no such athlete in this database.")
            chosen = known if athlete_ids is None else tuple(athlete_ids)
            return export.write_export(connection, chosen, NEWEST_VERSION, target)

    def take_in(self, source: Path) -> TakenIn:
        """Add what an export holds and is not here yet, ids as they were; all of it or nothing.

        Raises
        ------
        NotAnExport
            With a sentence, when it is none, incomplete, damaged or newer.
        """
        with self._database.writing() as connection:
            return export.take_in(connection, source, NEWEST_VERSION)

    def erase(self, athlete_id: str) -> Erased:
        """Take a person out for good: every row, every page of the file, every page of its log.

        Copies this program made beside the database (before an update, before a restore) lose them
        too. Backups and exports that were written elsewhere are out of reach.
        """
        return erasing.erase(self._database, athlete_id)

    def find_receipt(self, beginning: str) -> FoundReceipt:
        """Find an import by its id, or the first digits of it, whoever's it is."""
        with self._database.reading() as connection:
            return receipts.find_receipt(connection, beginning)
