"""The part of the store that keeps what belongs to a race, and what an author adds to a report."""

from collections.abc import Sequence

import pandas as pd
from numpy import float64
from numpy.typing import NDArray

from ingest.diary import (
    RaceLeg,
    RaceParts,
    RaceResult,
    ReportDraft,
    ReportPicture,
    check_race_legs,
    check_race_result,
    check_race_splits,
    check_report_draft,
    check_report_picture,
    check_result_mapping,
    field_of,
)
from ingest.store import diary_rows, people, race_rows, report_rows
from ingest.store.diary_rows import RACE
from ingest.store.present import now_of
from ingest.store.transactions import Transactions


class RaceStore(Transactions):
    """Legs, splits and field of a finish, the columns of lists, drafts and pictures of reports.

    As with the diary: what cannot be true is a :class:`ingest.diary.WrongEntry` and changes
    nothing, and a finish that does not stand is not found.
    """

    __slots__ = ()

    def save_race(self, athlete_id: str, result: RaceResult, parts: RaceParts) -> str:
        """Keep a finish and what belongs to it, all or nothing; returns its id."""
        with self._changing(athlete_id) as connection:
            check_race_result(result, now_of(people.athlete(connection, athlete_id)))
            check_race_legs(parts.legs or ())
            check_race_splits(parts.splits or ())
            field = None if parts.field_s is None else field_of(parts.field_s)
            [result_id] = diary_rows.save(connection, RACE, athlete_id, [result])
            if parts.legs is not None:
                race_rows.save_legs(connection, athlete_id, result_id, parts.legs)
            if parts.splits is not None:
                race_rows.save_splits(connection, athlete_id, result_id, parts.splits)
            if field is not None:
                race_rows.save_field(connection, athlete_id, result_id, field)
            return result_id

    def race_legs(self, athlete_id: str) -> pd.DataFrame:
        """RACE_LEGS of all finishes, each in its order."""
        with self._database.reading() as connection:
            return race_rows.legs(connection, athlete_id)

    def save_race_legs(self, athlete_id: str, result_id: str, legs: Sequence[RaceLeg]) -> None:
        """Put legs in the place of those a finish had; none takes them away."""
        with self._changing(athlete_id) as connection:
            check_race_legs(legs)
            race_rows.save_legs(connection, athlete_id, result_id, legs)

    def race_splits(self, athlete_id: str) -> pd.DataFrame:
        """RACE_SPLITS of all finishes, each in its order."""
        with self._database.reading() as connection:
            return race_rows.splits(connection, athlete_id)

    def save_race_splits(
        self, athlete_id: str, result_id: str, splits: Sequence[tuple[float, float]]
    ) -> None:
        """Put splits (metres, seconds) in the place of those a finish had."""
        with self._changing(athlete_id) as connection:
            check_race_splits(splits)
            race_rows.save_splits(connection, athlete_id, result_id, splits)

    def race_field(self, athlete_id: str, result_id: str) -> NDArray[float64]:
        """Return the seconds of all finishers, the fastest first; empty when nobody gave them."""
        with self._database.reading() as connection:
            return race_rows.field(connection, athlete_id, result_id)

    def save_race_field(
        self, athlete_id: str, result_id: str, times_s: Sequence[float] | NDArray[float64]
    ) -> None:
        """Keep the times of all finishers, sorted, and nothing else of them; none clears them."""
        with self._changing(athlete_id) as connection:
            race_rows.save_field(connection, athlete_id, result_id, field_of(times_s))

    def result_mapping(self, athlete_id: str, shape: str) -> tuple[str, ...] | None:
        """Return what the columns of a list of this shape were said to be; None: not said yet."""
        with self._database.reading() as connection:
            return race_rows.mapping(connection, athlete_id, shape)

    def save_result_mapping(self, athlete_id: str, shape: str, roles: Sequence[str]) -> None:
        """Remember what the columns of a list of this shape are."""
        with self._changing(athlete_id) as connection:
            check_result_mapping(shape, roles)
            race_rows.save_mapping(connection, athlete_id, shape, roles)

    def report_draft(self, athlete_id: str, year: int) -> ReportDraft:
        """Return what the author said of a year; the start values where they said nothing."""
        with self._database.reading() as connection:
            return report_rows.draft(connection, athlete_id, year)

    def save_report_draft(self, athlete_id: str, draft: ReportDraft) -> None:
        """Keep what the author says of a year."""
        with self._changing(athlete_id) as connection:
            check_report_draft(draft)
            report_rows.save_draft(connection, athlete_id, draft)

    def report_pictures(self, athlete_id: str, year: int) -> tuple[ReportPicture, ...]:
        """Return the pictures of a year, in their order."""
        with self._database.reading() as connection:
            return report_rows.pictures(connection, athlete_id, year)

    def save_report_picture(self, athlete_id: str, picture: ReportPicture) -> str:
        """Keep a picture; returns its id. The same id replaces, and brings back a deleted one."""
        with self._changing(athlete_id) as connection:
            check_report_picture(picture)
            return report_rows.save_picture(connection, athlete_id, picture)

    def delete_report_picture(self, athlete_id: str, picture_id: str) -> None:
        """Take a picture away; :meth:`restore_report_picture` is its undo."""
        with self._changing(athlete_id) as connection:
            report_rows.mark_picture(connection, athlete_id, picture_id, deleted=True)

    def restore_report_picture(self, athlete_id: str, picture_id: str) -> None:
        """Bring a deleted picture back as it was."""
        with self._changing(athlete_id) as connection:
            report_rows.mark_picture(connection, athlete_id, picture_id, deleted=False)
