"""The store as the rest of the program sees it: one athlete at a time, sentences for errors."""

from collections.abc import Collection, Mapping, Sequence
from types import TracebackType
from typing import Self

import pandas as pd

from ingest.diary import SessionByHand
from ingest.store import archives as archives_seen
from ingest.store import (
    arriving,
    beside,
    by_hand,
    editing,
    known,
    people,
    reading,
    same_session,
    writing,
)
from ingest.store.arriving import Arrival
from ingest.store.clinic_store import ClinicStore
from ingest.store.diary_store import DiaryStore
from ingest.store.engine import Database, database_path, prepare
from ingest.store.histograms import Histograms, histograms_of
from ingest.store.keeping_store import KeepingStore
from ingest.store.known import Repeat
from ingest.store.migrations import migrate
from ingest.store.models import (
    NewFile,
    ReceiptRow,
    SessionEdit,
    StoredActivity,
    StoredReceipt,
)
from ingest.store.race_store import RaceStore
from ingest.store.recordings import SameSession
from ingest.store.streams import decode
from ingest.store.writing import Keys, Place
from ingest.tables import Athlete


def open_store(url: str | None = None) -> "Store":
    """Open the database, make it if there is none, and bring its tables up to date.

    Parameters
    ----------
    url : str or None
        ``sqlite:///path`` or a plain path; without it the variable ``PLIMSOLL_DATABASE``, and
        without that a file in the user's data folder.

    Raises
    ------
    StoreError
        With a sentence, when the place cannot be written, the file is no database of this
        program, or a newer version wrote it.
    """
    path = database_path(url)
    prepare(path)
    database = Database(path)
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    return Store(database)


class Store(DiaryStore, RaceStore, ClinicStore, KeepingStore):
    """Everything that is kept. Each method is one transaction for one athlete.

    Every method raises :class:`NotFound` for an id that is not this athlete's, and another
    :class:`StoreError` with a sentence when the disk is full, the file is locked or read-only.
    """

    __slots__ = ()

    def __enter__(self) -> Self:
        """Use the store in a ``with`` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close every connection to the file."""
        self._database.close()

    def athletes(self) -> tuple[Athlete, ...]:
        """Everybody in the database, by name."""
        with self._database.reading() as connection:
            return people.athletes(connection)

    def add_athlete(self, name: str, time_zone: str = "") -> Athlete:
        """Add a person; a name that is there already gives that person back."""
        with self._database.writing() as connection:
            person = writing.add_athlete(connection, name, time_zone)
            writing.raise_revision(connection, person.athlete_id)
            return person

    def set_time_zone(self, athlete_id: str, time_zone: str) -> None:
        """Change an athlete's IANA zone; days that came from the file itself stay as they are."""
        with self._changing(athlete_id) as connection:
            writing.set_time_zone(connection, athlete_id, time_zone)

    def revision(self, athlete_id: str) -> int:
        """Return a number that is another one after every write to this athlete's data."""
        with self._database.reading() as connection:
            return reading.revision(connection, athlete_id)

    def sessions(self, athlete_id: str) -> pd.DataFrame:
        """SESSION_LIST with edits applied, newest first.

        Transitions, duplicates and deleted activities are left out.
        """
        with self._database.reading() as connection:
            return reading.session_list(connection, athlete_id)

    def activity(self, athlete_id: str, activity_id: str) -> StoredActivity:
        """One recording with all its legs in order, transitions included, also when deleted."""
        with self._database.reading() as connection:
            return reading.activity(connection, athlete_id, activity_id)

    def records(self, athlete_id: str, session_id: str) -> pd.DataFrame:
        """Give the RECORDS of one session."""
        with self._database.reading() as connection:
            blob = reading.records(connection, athlete_id, session_id)
        return decode(blob)

    def laps(self, athlete_id: str, session_id: str) -> pd.DataFrame:
        """Give the LAPS of one session."""
        with self._database.reading() as connection:
            return reading.laps(connection, athlete_id, session_id)

    def original(self, athlete_id: str, activity_id: str) -> tuple[str, bytes]:
        """Name and bytes of the file an activity came from."""
        with self._database.reading() as connection:
            return reading.original(connection, athlete_id, activity_id)

    def histograms(self, athlete_id: str) -> Histograms:
        """Histograms of all sessions, for load and zones, without reading a stream."""
        with self._database.reading() as connection:
            return histograms_of(connection, athlete_id)

    def edit_session(self, athlete_id: str, session_id: str, edit: SessionEdit) -> None:
        """Keep what a person says of a session (sport, RPE) or its activity (the others)."""
        with self._changing(athlete_id) as connection:
            editing.edit_session(connection, athlete_id, session_id, edit)

    def delete_activity(self, athlete_id: str, activity_id: str) -> None:
        """Take an activity out of lists and sums; :meth:`restore_activity` is its undo."""
        with self._changing(athlete_id) as connection:
            editing.delete_activity(connection, athlete_id, activity_id)

    def restore_activity(self, athlete_id: str, activity_id: str) -> None:
        """Bring a deleted activity back as it was."""
        with self._changing(athlete_id) as connection:
            editing.restore_activity(connection, athlete_id, activity_id)

    def same_session(self, athlete_id: str, activity_id: str) -> tuple[SameSession, ...]:
        """Every recording of the session one is of, the counted one first; empty when alone."""
        with self._database.reading() as connection:
            return same_session.same_session(connection, athlete_id, activity_id)

    def prefer(self, athlete_id: str, activity_id: str) -> None:
        """Count this recording of a session, and put the one counted so far beside it."""
        with self._changing(athlete_id) as connection:
            same_session.prefer(connection, athlete_id, activity_id)

    def separate(self, athlete_id: str, activity_id: str) -> None:
        """Say that a recording beside others is a session of its own; re-imports keep to it."""
        with self._changing(athlete_id) as connection:
            same_session.separate(connection, athlete_id, activity_id)

    def rejoin(self, athlete_id: str, activity_id: str) -> None:
        """Take :meth:`separate` back."""
        with self._changing(athlete_id) as connection:
            same_session.rejoin(connection, athlete_id, activity_id)

    def kept_apart(self, athlete_id: str, activity_id: str) -> tuple[SameSession, ...]:
        """Every recording that one is kept apart from."""
        with self._database.reading() as connection:
            return same_session.kept_apart(connection, athlete_id, activity_id)

    def start_receipt(self, athlete_id: str) -> str:
        """Write the receipt of an import that is about to begin, and return its id."""
        with self._changing(athlete_id) as connection:
            return writing.start_receipt(connection, athlete_id)

    def receipt(self, athlete_id: str, receipt_id: str) -> StoredReceipt:
        """One import with its rows so far."""
        with self._database.reading() as connection:
            return reading.receipt(connection, athlete_id, receipt_id)

    def receipts(self, athlete_id: str) -> pd.DataFrame:
        """RECEIPTS of an athlete, newest first."""
        with self._database.reading() as connection:
            return reading.receipts(connection, athlete_id)

    def cancel_receipt(self, athlete_id: str, receipt_id: str) -> None:
        """Stop an import after the file it is at; what is in stays in."""
        with self._changing(athlete_id) as connection:
            reading.receipt(connection, athlete_id, receipt_id)
            writing.close_receipt(connection, Keys(athlete_id, receipt_id), "cancelled")

    def finish_receipt(self, athlete_id: str, receipt_id: str) -> None:
        """End an import that has looked at everything."""
        with self._changing(athlete_id) as connection:
            writing.close_receipt(connection, Keys(athlete_id, receipt_id), "done")

    def undo_receipt(self, athlete_id: str, receipt_id: str) -> int:
        """Remove what an import added; returns how many activities. Edits stay."""
        with self._changing(athlete_id) as connection:
            return editing.undo_receipt(connection, Keys(athlete_id, receipt_id))

    def add_file(
        self, athlete_id: str, receipt_id: str, place: Place, file: NewFile
    ) -> tuple[ReceiptRow, ...]:
        """Store one file and its receipt rows, all of it or nothing.

        Raises
        ------
        NotRunning
            When the import was cancelled; nothing of the file is stored.
        """
        keys = Keys(athlete_id, receipt_id)
        with self._changing(athlete_id) as connection:
            rows = writing.add_file(connection, keys, place, file)
            writing.move_on(connection, keys, place, rows)
            return rows

    def keep(
        self, athlete_id: str, receipt_id: str, arrivals: Sequence[Arrival]
    ) -> tuple[ReceiptRow, ...]:
        """Store several files and their receipt rows at once, all of it or nothing.

        Raises
        ------
        NotRunning
            When the import was cancelled; nothing of them is stored.
        """
        with self._changing(athlete_id) as connection:
            return arriving.keep(connection, Keys(athlete_id, receipt_id), arrivals)

    def known_files(
        self, athlete_id: str, hashes: Collection[str]
    ) -> dict[str, tuple[Repeat, ...]]:
        """Find files that are stored already, by the SHA-256 of their bytes."""
        with self._database.reading() as connection:
            return known.known_files(connection, athlete_id, hashes)

    def remember_archives(
        self, athlete_id: str, receipt_id: str, archives: Mapping[str, str]
    ) -> None:
        """Keep which archives an import saw to their end: source to SHA-256."""
        with self._changing(athlete_id) as connection:
            archives_seen.remember(connection, athlete_id, receipt_id, archives)

    def members_here(self, athlete_id: str, sha256: str) -> dict[str, str]:
        """Name the members of an archive seen before whose recordings are here, by SHA-256."""
        with self._database.reading() as connection:
            return archives_seen.members_here(connection, athlete_id, sha256)

    def by_hand_file(self, athlete_id: str, session: SessionByHand) -> NewFile:
        """Write a session without a recording as a file; WrongEntry if it cannot be one."""
        with self._database.reading() as connection:
            return by_hand.file_of(connection, athlete_id, session)

    def starts(self, athlete_id: str) -> tuple[pd.Timestamp, ...]:
        """Return when each recorded session began, also of those that do not count, in order."""
        with self._database.reading() as connection:
            return beside.starts(connection, athlete_id)

    def began(self, athlete_id: str) -> dict[str, pd.Timestamp]:
        """Return when each recording began, by its id."""
        with self._database.reading() as connection:
            return beside.began(connection, athlete_id)

    def move_on(
        self, athlete_id: str, receipt_id: str, place: Place, rows: tuple[ReceiptRow, ...] = ()
    ) -> None:
        """Note how far an import is, with rows for what gave no activity."""
        with self._changing(athlete_id) as connection:
            writing.move_on(connection, Keys(athlete_id, receipt_id), place, rows)
