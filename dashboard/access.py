"""The only way from a page to the store: an athlete's id in, that athlete's data out.

The viewer is the person at this computer and sees every athlete in the database. An id that is
not the athlete's raises :class:`NotFound`, the same as one that does not exist.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

import pandas as pd

from dashboard.analysis import races
from dashboard.arrivals import Arrivals
from dashboard.clinic_access import ClinicAccess
from dashboard.demo import banner, demo_database, demo_day, is_demo, make_again
from dashboard.diary_access import DiaryAccess
from dashboard.keeping_access import Erased, KeepingAccess, NotAnExport
from dashboard.race_access import RaceAccess
from ingest.diary import (
    ASSESSMENT_ITEMS,
    QUESTIONNAIRE_NAMES,
    RANGES,
    Assessment,
    AthleteSettings,
    ClientFile,
    Event,
    Exercise,
    Note,
    PainEntry,
    PlanLimits,
    PlannedRun,
    QuestionnaireScore,
    RaceLeg,
    RaceParts,
    RaceResult,
    RedFlagAnswer,
    ReportDraft,
    ReportPicture,
    Review,
    SessionByHand,
    Shoe,
    WeekPlan,
    WorkingSite,
    WrongEntry,
    options_of,
    pain_entries_of,
)
from ingest.splits import best_efforts, lap_splits, splits
from ingest.store import (
    CLEAR,
    Histograms,
    NotFound,
    SameSession,
    SessionEdit,
    Store,
    StoredActivity,
    StoredReceipt,
    StoreError,
    open_store,
)
from ingest.store.engine import database_path
from ingest.tables import Athlete
from ingest.thresholds import Thresholds

__all__ = [
    "ASSESSMENT_ITEMS",
    "QUESTIONNAIRE_NAMES",
    "RANGES",
    "VIEWER",
    "Access",
    "Assessment",
    "Athlete",
    "AthleteSettings",
    "ClientFile",
    "Erased",
    "Event",
    "Exercise",
    "Histograms",
    "NotAnExport",
    "NotFound",
    "Note",
    "PainEntry",
    "PlanLimits",
    "PlannedRun",
    "QuestionnaireScore",
    "RaceLeg",
    "RaceParts",
    "RaceResult",
    "RedFlagAnswer",
    "ReportDraft",
    "ReportPicture",
    "Review",
    "SameSession",
    "SessionByHand",
    "SessionFrames",
    "Shoe",
    "StoreError",
    "StoredActivity",
    "StoredReceipt",
    "Thresholds",
    "WeekPlan",
    "WorkingSite",
    "WrongEntry",
    "open_access",
    "open_demo",
    "options_of",
    "pain_entries_of",
    "session_edit",
    "session_effort",
]

# Who is looking, where there is no login: the owner of this computer's account.
VIEWER: Final = "owner"
FIRST_ATHLETE: Final = "Me"
METRES_PER_KM: Final = 1000.0


@dataclass(frozen=True, slots=True, eq=False)
class SessionFrames:
    """One session's RECORDS and what is cut from them, read and decoded once."""

    records: pd.DataFrame
    splits: pd.DataFrame
    laps: pd.DataFrame
    efforts: pd.DataFrame


class Access(DiaryAccess, RaceAccess, ClinicAccess, KeepingAccess):
    """One viewer's way into one database."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._arrivals = Arrivals(database_path(store.url).parent, store.url)

    @property
    def database(self) -> str:
        """The database's address, for cache keys."""
        return self._store.url

    @property
    def is_demo(self) -> bool:
        """Whether this is the demonstration's database: made up, which every page says."""
        return is_demo(database_path(self._store.url))

    @property
    def banner(self) -> str:
        """What the demonstration is, for every page of it; empty for a person's own data."""
        return banner(database_path(self._store.url))

    def reset_demo(self) -> None:
        """Put the demonstration back as it was made; never a person's own database.

        Raises
        ------
        ValueError
            If this is not the demonstration's database.
        """
        if not self.is_demo:
            raise ValueError("Only a demonstration can be put back as it was made.")
        make_again(self._store, database_path(self._store.url))

    @property
    def demo_day(self) -> pd.Timestamp | None:
        """The day the made clinic stands still at, for all its clients; None anywhere else."""
        day = demo_day(database_path(self._store.url))
        return None if day is None else pd.Timestamp(day)

    def athletes(self, time_zone: str = "") -> tuple[Athlete, ...]:
        """List the athletes; the first visit makes one, in the browser's time zone."""
        known = self._store.athletes()
        return known or (self._store.add_athlete(FIRST_ATHLETE, time_zone),)

    def revision(self, athlete_id: str) -> int:
        """Return the number that every change of this athlete's data raises."""
        return self._store.revision(athlete_id)

    def sessions(self, athlete_id: str) -> pd.DataFrame:
        """SESSION_LIST, newest first: no duplicates, nothing deleted.

        Races stand in it with their official distance and time, as
        :func:`dashboard.analysis.races.with_official_results` says.
        """
        results = self.race_results(athlete_id)
        return races.with_official_results(self._store.sessions(athlete_id), results)

    def activity(self, athlete_id: str, activity_id: str) -> StoredActivity:
        """One recording with all its legs, transitions among them; a race as in the list."""
        recording = self._store.activity(athlete_id, activity_id)
        results = self.race_results(athlete_id)
        return replace(recording, sessions=races.with_official_results(recording.sessions, results))

    def watch_session(self, athlete_id: str, activity_id: str, session_id: str) -> pd.Series:
        """Return a session's row as the watch measured it: for the one comparison with a race."""
        rows = self._store.activity(athlete_id, activity_id).sessions
        found = rows[rows["session_id"] == session_id]
        if found.empty:
            raise NotFound("There is no such session. Its import may have been undone.")
        return found.iloc[0]

    def records(self, athlete_id: str, session_id: str) -> pd.DataFrame:
        """Return RECORDS of one session as the watch measured them."""
        return self._store.records(athlete_id, session_id)

    def laps(self, athlete_id: str, session_id: str) -> pd.DataFrame:
        """LAPS as the device marked them."""
        return self._store.laps(athlete_id, session_id)

    def session_frames(
        self, athlete_id: str, session_id: str, every_m: float = METRES_PER_KM
    ) -> SessionFrames:
        """Return everything a page draws of one session, from one read."""
        records = self._drawn(athlete_id, session_id)
        cut = splits(records, every_m)
        return SessionFrames(records, cut, lap_splits(records), best_efforts(records))

    def splits(self, athlete_id: str, session_id: str, every_m: float) -> pd.DataFrame:
        """Cut a session into SPLITS of ``every_m`` metres."""
        return splits(self._drawn(athlete_id, session_id), every_m)

    def lap_splits(self, athlete_id: str, session_id: str) -> pd.DataFrame:
        """Cut a session at the device's laps, counted from the records."""
        return lap_splits(self._drawn(athlete_id, session_id))

    def best_efforts(self, athlete_id: str, session_id: str) -> pd.DataFrame:
        """BEST_EFFORTS of one session."""
        return best_efforts(self._drawn(athlete_id, session_id))

    def _drawn(self, athlete_id: str, session_id: str) -> pd.DataFrame:
        """Read RECORDS for a page: those of a race end at its official distance."""
        records = self.records(athlete_id, session_id)
        results = self.race_results(athlete_id)
        mine = results[results["session_id"] == session_id]
        if mine.empty:
            return records
        counted = races.counted_with(self._store.sessions(athlete_id), mine)
        official_m = counted["official_distance_m"]
        return races.at_official_distance(records, official_m.iloc[0]) if len(counted) else records

    def original(self, athlete_id: str, activity_id: str) -> tuple[str, bytes]:
        """Name and bytes of the file as it came."""
        return self._store.original(athlete_id, activity_id)

    def edit_session(self, athlete_id: str, session_id: str, edit: SessionEdit) -> None:
        """Change what a person may change; the file stays as it came."""
        self._store.edit_session(athlete_id, session_id, edit)

    def delete_activity(self, athlete_id: str, activity_id: str) -> None:
        """Take an activity out of lists and sums; it can be restored."""
        self._store.delete_activity(athlete_id, activity_id)

    def restore_activity(self, athlete_id: str, activity_id: str) -> None:
        """Undo a deletion."""
        self._store.restore_activity(athlete_id, activity_id)

    def same_session(self, athlete_id: str, activity_id: str) -> tuple[SameSession, ...]:
        """Every recording of the session one is of, the counted one first; empty when alone."""
        return self._store.same_session(athlete_id, activity_id)

    def prefer(self, athlete_id: str, activity_id: str) -> None:
        """Count this recording of a session instead of the one counted so far."""
        self._store.prefer(athlete_id, activity_id)

    def separate(self, athlete_id: str, activity_id: str) -> None:
        """Make a recording a session of its own, also when it comes in again."""
        self._store.separate(athlete_id, activity_id)

    def rejoin(self, athlete_id: str, activity_id: str) -> None:
        """Take back that a recording is a session of its own."""
        self._store.rejoin(athlete_id, activity_id)

    def kept_apart(self, athlete_id: str, activity_id: str) -> tuple[SameSession, ...]:
        """Return the recordings one was kept apart from."""
        return self._store.kept_apart(athlete_id, activity_id)

    def start_import(self, athlete_id: str, files: Sequence[tuple[str, BinaryIO]]) -> str:
        """Put the files where the import command finds them, start it, and return the receipt's id.

        The receipt exists before the first file is read, so the import can be left and found again.
        """
        name = {a.athlete_id: a.name for a in self._store.athletes()}.get(athlete_id)
        if name is None:
            raise NotFound("There is no such athlete.")
        receipt_id = self._store.start_receipt(athlete_id)
        self._arrivals.start(receipt_id, name, files)
        return receipt_id

    def receipt(self, athlete_id: str, receipt_id: str) -> StoredReceipt:
        """Return an import as it stands; one whose process died is closed as stopped."""
        receipt = self._store.receipt(athlete_id, receipt_id)
        if receipt.state == "running" and self._arrivals.has_died(receipt_id, receipt.updated_at):
            self._store.cancel_receipt(athlete_id, receipt_id)
            receipt = self._store.receipt(athlete_id, receipt_id)
        if receipt.state != "running":
            self._arrivals.clear(receipt_id)
        return receipt

    def receipts(self, athlete_id: str) -> pd.DataFrame:
        """RECEIPTS, newest first."""
        return self._store.receipts(athlete_id)

    def cancel_import(self, athlete_id: str, receipt_id: str) -> None:
        """Ask a running import to stop after the file it is reading."""
        self._store.cancel_receipt(athlete_id, receipt_id)

    def undo_import(self, athlete_id: str, receipt_id: str) -> None:
        """Take out everything an import added, in one go."""
        self._store.undo_receipt(athlete_id, receipt_id)


def open_access() -> Access:
    """Open the person's own database: ``PLIMSOLL_DATABASE`` or the default place."""
    return Access(open_store())


def open_demo(own: Access) -> Access:
    """Open the made-up season in a database of its own, beside the person's."""
    return Access(open_store(demo_database(database_path(own.database).parent)))


def session_edit(*, name: str, sport: str, rpe: float, is_race: bool, note: str) -> SessionEdit:
    """Say everything a form holds; an ``rpe`` of NaN takes the answer away."""
    effort = CLEAR if math.isnan(rpe) else rpe
    return SessionEdit(name=name, sport=sport, rpe=effort, is_race=is_race, note=note)


def session_effort(rpe: float) -> SessionEdit:
    """Say how hard a session was, 0-10, and leave all else as it is."""
    return SessionEdit(rpe=rpe)
