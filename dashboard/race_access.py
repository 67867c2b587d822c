"""What belongs to a race and to a report, on its way to and from the store.

:mod:`dashboard.access` has it. As in the diary, what cannot be true raises :class:`WrongEntry`,
whose ``field`` names the field to put its sentence beside; nothing is kept then.
"""

from collections.abc import Sequence

import pandas as pd
from numpy import float64
from numpy.typing import NDArray

from ingest.diary import RaceLeg, RaceParts, RaceResult, ReportDraft, ReportPicture
from ingest.store import Store


class RaceAccess:
    """Legs, splits and field of a finish, the columns of lists, drafts and pictures of reports."""

    _store: Store

    def save_race(self, athlete_id: str, result: RaceResult, parts: RaceParts) -> str:
        """Keep a finish and what belongs to it, all or nothing; returns its id."""
        return self._store.save_race(athlete_id, result, parts)

    def race_legs(self, athlete_id: str) -> pd.DataFrame:
        """RACE_LEGS of all finishes, each in its order."""
        return self._store.race_legs(athlete_id)

    def save_race_legs(self, athlete_id: str, result_id: str, legs: Sequence[RaceLeg]) -> None:
        """Put legs in the place of those a finish had; none takes them away."""
        self._store.save_race_legs(athlete_id, result_id, legs)

    def race_splits(self, athlete_id: str) -> pd.DataFrame:
        """RACE_SPLITS of all finishes, each in its order."""
        return self._store.race_splits(athlete_id)

    def save_race_splits(
        self, athlete_id: str, result_id: str, splits: Sequence[tuple[float, float]]
    ) -> None:
        """Put splits (metres, seconds) in the place of those a finish had."""
        self._store.save_race_splits(athlete_id, result_id, splits)

    def race_field(self, athlete_id: str, result_id: str) -> NDArray[float64]:
        """Return the seconds of all finishers, the fastest first; empty when nobody gave them."""
        return self._store.race_field(athlete_id, result_id)

    def save_race_field(
        self, athlete_id: str, result_id: str, times_s: Sequence[float] | NDArray[float64]
    ) -> None:
        """Keep the times of all finishers, sorted, and nothing else of them; none clears them."""
        self._store.save_race_field(athlete_id, result_id, times_s)

    def result_mapping(self, athlete_id: str, shape: str) -> tuple[str, ...] | None:
        """Return what the columns of a list of this shape were said to be; None: not said yet."""
        return self._store.result_mapping(athlete_id, shape)

    def save_result_mapping(self, athlete_id: str, shape: str, roles: Sequence[str]) -> None:
        """Remember what the columns of a list of this shape are."""
        self._store.save_result_mapping(athlete_id, shape, roles)

    def report_draft(self, athlete_id: str, year: int) -> ReportDraft:
        """Return what the author said of a year; the start values where they said nothing."""
        return self._store.report_draft(athlete_id, year)

    def save_report_draft(self, athlete_id: str, draft: ReportDraft) -> None:
        """Keep what the author says of a year."""
        self._store.save_report_draft(athlete_id, draft)

    def report_pictures(self, athlete_id: str, year: int) -> tuple[ReportPicture, ...]:
        """Return the pictures of a year, in their order."""
        return self._store.report_pictures(athlete_id, year)

    def save_report_picture(self, athlete_id: str, picture: ReportPicture) -> str:
        """Keep a picture; returns its id. The same id replaces, and brings back a deleted one."""
        return self._store.save_report_picture(athlete_id, picture)

    def delete_report_picture(self, athlete_id: str, picture_id: str) -> None:
        """Take a picture away; it can be restored."""
        self._store.delete_report_picture(athlete_id, picture_id)

    def restore_report_picture(self, athlete_id: str, picture_id: str) -> None:
        """Undo a deletion."""
        self._store.restore_report_picture(athlete_id, picture_id)
