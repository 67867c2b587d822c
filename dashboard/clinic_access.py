"""What a physio agrees, finds and reviews, on its way to and from the store.

:mod:`dashboard.access` has it. As in the diary, what cannot be true raises :class:`WrongEntry`,
whose ``field`` names the field to put its sentence beside; nothing is kept then.
"""

from collections.abc import Sequence

import pandas as pd

from ingest.clinic_look import Triage
from ingest.diary import (
    Assessment,
    ClientFile,
    Exercise,
    Note,
    PlanLimits,
    QuestionnaireScore,
    Review,
    WeekPlan,
    WorkingSite,
)
from ingest.store import Store


class ClinicAccess:
    """Limits, plans, questionnaires, notes, checklist, exercises, places, reviews and looks."""

    _store: Store

    def agreed_limits(self, athlete_id: str) -> pd.DataFrame:
        """AGREED_LIMITS, the oldest first; the last that has begun holds."""
        return self._store.agreed_limits(athlete_id)

    def save_agreed_limits(self, athlete_id: str, limits: PlanLimits) -> str:
        """Keep limits; returns their id. A second set from the same day on is a WrongEntry."""
        return self._store.save_agreed_limits(athlete_id, limits)

    def delete_agreed_limits(self, athlete_id: str, limits_id: str) -> None:
        """Take limits away; they can be restored."""
        self._store.delete_agreed_limits(athlete_id, limits_id)

    def restore_agreed_limits(self, athlete_id: str, limits_id: str) -> None:
        """Undo a deletion."""
        self._store.restore_agreed_limits(athlete_id, limits_id)

    def week_plan(self, athlete_id: str, monday: pd.Timestamp) -> pd.DataFrame:
        """PLANNED_RUNS of the week that begins on ``monday``, by day."""
        return self._store.week_plan(athlete_id, monday)

    def save_week_plan(self, athlete_id: str, plan: WeekPlan) -> None:
        """Put a week's runs in the place of those planned before; none clears the week."""
        self._store.save_week_plan(athlete_id, plan)

    def questionnaires(self, athlete_id: str) -> pd.DataFrame:
        """QUESTIONNAIRES, the oldest first."""
        return self._store.questionnaires(athlete_id)

    def save_questionnaire(self, athlete_id: str, score: QuestionnaireScore) -> str:
        """Keep a questionnaire's total; returns its id."""
        return self._store.save_questionnaire(athlete_id, score)

    def delete_questionnaire(self, athlete_id: str, score_id: str) -> None:
        """Take a questionnaire away; it can be restored."""
        self._store.delete_questionnaire(athlete_id, score_id)

    def restore_questionnaire(self, athlete_id: str, score_id: str) -> None:
        """Undo a deletion."""
        self._store.restore_questionnaire(athlete_id, score_id)

    def notes(self, athlete_id: str) -> pd.DataFrame:
        """List NOTES, the oldest first."""
        return self._store.notes(athlete_id)

    def save_note(self, athlete_id: str, note: Note) -> str:
        """Keep a note; returns its id."""
        return self._store.save_note(athlete_id, note)

    def delete_note(self, athlete_id: str, note_id: str) -> None:
        """Take a note away; it can be restored."""
        self._store.delete_note(athlete_id, note_id)

    def restore_note(self, athlete_id: str, note_id: str) -> None:
        """Undo a deletion."""
        self._store.restore_note(athlete_id, note_id)

    def assessments(self, athlete_id: str) -> pd.DataFrame:
        """ASSESSMENTS, the oldest first."""
        return self._store.assessments(athlete_id)

    def save_assessments(
        self, athlete_id: str, assessments: Sequence[Assessment]
    ) -> tuple[str, ...]:
        """Keep items of the checklist, all or none; returns their ids in the same order."""
        return self._store.save_assessments(athlete_id, assessments)

    def delete_assessment(self, athlete_id: str, assessment_id: str) -> None:
        """Take an item away; it can be restored."""
        self._store.delete_assessment(athlete_id, assessment_id)

    def restore_assessment(self, athlete_id: str, assessment_id: str) -> None:
        """Undo a deletion."""
        self._store.restore_assessment(athlete_id, assessment_id)

    def exercises(self, athlete_id: str) -> pd.DataFrame:
        """EXERCISES, the oldest first."""
        return self._store.exercises(athlete_id)

    def save_exercise(self, athlete_id: str, exercise: Exercise) -> str:
        """Keep an exercise of the plan; returns its id."""
        return self._store.save_exercise(athlete_id, exercise)

    def delete_exercise(self, athlete_id: str, exercise_id: str) -> None:
        """Take an exercise and its ticks away; it can be restored."""
        self._store.delete_exercise(athlete_id, exercise_id)

    def restore_exercise(self, athlete_id: str, exercise_id: str) -> None:
        """Undo a deletion."""
        self._store.restore_exercise(athlete_id, exercise_id)

    def exercise_log(self, athlete_id: str) -> pd.DataFrame:
        """EXERCISE_LOG, the oldest day first."""
        return self._store.exercise_log(athlete_id)

    def tick_exercise(self, athlete_id: str, exercise_id: str, day: pd.Timestamp) -> None:
        """Note that an exercise was done on a local day."""
        self._store.tick_exercise(athlete_id, exercise_id, day)

    def untick_exercise(self, athlete_id: str, exercise_id: str, day: pd.Timestamp) -> None:
        """Take a tick away."""
        self._store.untick_exercise(athlete_id, exercise_id, day)

    def working_sites(self, athlete_id: str) -> pd.DataFrame:
        """WORKING_SITES, the most important first."""
        return self._store.working_sites(athlete_id)

    def save_working_sites(self, athlete_id: str, sites: Sequence[WorkingSite]) -> None:
        """Put a list of places in the place of the one before."""
        self._store.save_working_sites(athlete_id, sites)

    def add_client(self, name: str, time_zone: str) -> str:
        """Add somebody to look after; returns their id. A name that is taken is a WrongEntry."""
        return self._store.add_client(name, time_zone)

    def client_file(self, athlete_id: str) -> ClientFile:
        """Return what holds for an athlete as a client; the start values where nothing was said."""
        return self._store.client_file(athlete_id)

    def save_client_file(self, athlete_id: str, file: ClientFile) -> None:
        """Keep what holds for an athlete as a client."""
        self._store.save_client_file(athlete_id, file)

    def reviews(self, athlete_id: str) -> pd.DataFrame:
        """REVIEWS, the oldest first."""
        return self._store.reviews(athlete_id)

    def save_review(self, athlete_id: str, review: Review) -> str:
        """Keep a review; returns its id. The newest one's ``next_due`` becomes the client's."""
        return self._store.save_review(athlete_id, review)

    def delete_review(self, athlete_id: str, review_id: str) -> None:
        """Take a review away; it can be restored. The day due stays."""
        self._store.delete_review(athlete_id, review_id)

    def restore_review(self, athlete_id: str, review_id: str) -> None:
        """Undo a deletion."""
        self._store.restore_review(athlete_id, review_id)

    def seen(self, athlete_id: str) -> pd.DataFrame:
        """SEEN, the oldest first."""
        return self._store.seen(athlete_id)

    def mark_seen(self, athlete_id: str, note: str) -> None:
        """Note that somebody looked at an athlete's reasons just now, perhaps with a note."""
        self._store.mark_seen(athlete_id, note)

    def unsee(self, athlete_id: str) -> None:
        """Take the newest look back."""
        self._store.unsee(athlete_id)

    def revisions(self) -> int:
        """Return the number that every change of anybody's data changes."""
        return self._store.revisions()

    def triage(self, today: pd.Timestamp) -> Triage:
        """Give what the list of clients needs of everybody, as of a local day, in one go."""
        return self._store.triage(today)
