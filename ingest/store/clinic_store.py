"""The part of the store that keeps what a physio agrees, finds, writes down and reviews."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection

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
    check_assessment,
    check_client_file,
    check_client_name,
    check_exercise,
    check_limits,
    check_no_other_day,
    check_note,
    check_questionnaire,
    check_review,
    check_tick,
    check_week,
    check_working_sites,
    options_text,
)
from ingest.store import clinic_rows, diary_rows, looks, people, triage, writing
from ingest.store.clinic_rows import ASSESSMENT, EXERCISE, LIMITS, NOTE, REVIEW, SCORE
from ingest.store.entries import Entries
from ingest.store.errors import StoreError
from ingest.store.frames import day_number
from ingest.store.present import now_of


@dataclass(frozen=True, slots=True)
class _StoredScore:
    """A questionnaire as its row: the options are text there."""

    score_id: str
    questionnaire: str
    answered_on: pd.Timestamp
    total: float
    options: str
    region: str
    side: str


class ClinicStore(Entries):
    """Limits, plans, questionnaires, notes, checklist, exercises, places, reviews, looks.

    As with the diary: what cannot be true is a :class:`ingest.diary.WrongEntry` and changes
    nothing; saved without an id a record gets one, with the id of another it replaces that one.
    """

    __slots__ = ()

    @contextmanager
    def _at(self, athlete_id: str) -> Iterator[tuple[Connection, pd.Timestamp]]:
        """Change an athlete's data, with the present as their clock shows it."""
        with self._changing(athlete_id) as connection:
            yield connection, now_of(people.athlete(connection, athlete_id))

    def agreed_limits(self, athlete_id: str) -> pd.DataFrame:
        """AGREED_LIMITS, the oldest first; the last that has begun holds."""
        return self._listed(LIMITS, athlete_id)

    def save_agreed_limits(self, athlete_id: str, limits: PlanLimits) -> str:
        """Keep limits; returns their id. A second set from the same day on is a WrongEntry."""
        with self._at(athlete_id) as (connection, now):
            check_limits(limits, now)
            check_no_other_day(limits, clinic_rows.first_days(connection, athlete_id))
            kept = clinic_rows.limits_to_keep(limits)
            return diary_rows.save(connection, LIMITS, athlete_id, [kept])[0]

    def delete_agreed_limits(self, athlete_id: str, limits_id: str) -> None:
        """Take limits away; :meth:`restore_agreed_limits` is its undo."""
        self._take_away(LIMITS, athlete_id, limits_id)

    def restore_agreed_limits(self, athlete_id: str, limits_id: str) -> None:
        """Bring deleted limits back as they were."""
        self._bring_back(LIMITS, athlete_id, limits_id)

    def week_plan(self, athlete_id: str, monday: pd.Timestamp) -> pd.DataFrame:
        """PLANNED_RUNS of the week that begins on ``monday``, by day."""
        with self._database.reading() as connection:
            return clinic_rows.week_plan(connection, athlete_id, monday)

    def save_week_plan(self, athlete_id: str, plan: WeekPlan) -> None:
        """Put a week's runs in the place of those planned before; none clears the week."""
        with self._at(athlete_id) as (connection, now):
            check_week(plan, now)
            clinic_rows.save_week_plan(connection, athlete_id, plan)

    def questionnaires(self, athlete_id: str) -> pd.DataFrame:
        """QUESTIONNAIRES, the oldest first; :func:`ingest.diary.options_of` reads the options."""
        return self._listed(SCORE, athlete_id)

    def save_questionnaire(self, athlete_id: str, score: QuestionnaireScore) -> str:
        """Keep a questionnaire's total; returns its id."""
        with self._at(athlete_id) as (connection, now):
            check_questionnaire(score, now)
            row = _StoredScore(
                score.score_id,
                score.questionnaire,
                score.answered_on,
                score.total,
                options_text(score.options),
                score.region,
                score.side,
            )
            return diary_rows.save(connection, SCORE, athlete_id, [row])[0]

    def delete_questionnaire(self, athlete_id: str, score_id: str) -> None:
        """Take a questionnaire away; :meth:`restore_questionnaire` is its undo."""
        self._take_away(SCORE, athlete_id, score_id)

    def restore_questionnaire(self, athlete_id: str, score_id: str) -> None:
        """Bring a deleted questionnaire back as it was."""
        self._bring_back(SCORE, athlete_id, score_id)

    def notes(self, athlete_id: str) -> pd.DataFrame:
        """List NOTES, the oldest first."""
        return self._listed(NOTE, athlete_id)

    def save_note(self, athlete_id: str, note: Note) -> str:
        """Keep a note; returns its id."""
        with self._at(athlete_id) as (connection, now):
            check_note(note, now)
            return diary_rows.save(connection, NOTE, athlete_id, [note])[0]

    def delete_note(self, athlete_id: str, note_id: str) -> None:
        """Take a note away; :meth:`restore_note` is its undo."""
        self._take_away(NOTE, athlete_id, note_id)

    def restore_note(self, athlete_id: str, note_id: str) -> None:
        """Bring a deleted note back as it was."""
        self._bring_back(NOTE, athlete_id, note_id)

    def assessments(self, athlete_id: str) -> pd.DataFrame:
        """ASSESSMENTS, the oldest first."""
        return self._listed(ASSESSMENT, athlete_id)

    def save_assessments(
        self, athlete_id: str, assessments: Sequence[Assessment]
    ) -> tuple[str, ...]:
        """Keep items of the checklist, all or none; returns their ids in the same order."""
        with self._at(athlete_id) as (connection, now):
            for assessment in assessments:
                check_assessment(assessment, now)
            return diary_rows.save(connection, ASSESSMENT, athlete_id, assessments)

    def delete_assessment(self, athlete_id: str, assessment_id: str) -> None:
        """Take an item away; :meth:`restore_assessment` is its undo."""
        self._take_away(ASSESSMENT, athlete_id, assessment_id)

    def restore_assessment(self, athlete_id: str, assessment_id: str) -> None:
        """Bring a deleted item back as it was."""
        self._bring_back(ASSESSMENT, athlete_id, assessment_id)

    def exercises(self, athlete_id: str) -> pd.DataFrame:
        """EXERCISES, the oldest first."""
        return self._listed(EXERCISE, athlete_id)

    def save_exercise(self, athlete_id: str, exercise: Exercise) -> str:
        """Keep an exercise of the plan; returns its id."""
        with self._at(athlete_id) as (connection, now):
            check_exercise(exercise, now)
            return diary_rows.save(connection, EXERCISE, athlete_id, [exercise])[0]

    def delete_exercise(self, athlete_id: str, exercise_id: str) -> None:
        """Take an exercise and its ticks away; :meth:`restore_exercise` is its undo."""
        self._take_away(EXERCISE, athlete_id, exercise_id)

    def restore_exercise(self, athlete_id: str, exercise_id: str) -> None:
        """Bring a deleted exercise back, with its ticks."""
        self._bring_back(EXERCISE, athlete_id, exercise_id)

    def exercise_log(self, athlete_id: str) -> pd.DataFrame:
        """EXERCISE_LOG, the oldest day first."""
        with self._database.reading() as connection:
            return clinic_rows.exercise_log(connection, athlete_id)

    def tick_exercise(self, athlete_id: str, exercise_id: str, day: pd.Timestamp) -> None:
        """Note that an exercise was done on a local day; a second tick changes nothing."""
        with self._at(athlete_id) as (connection, now):
            check_tick(day, now)
            diary_rows.check_here(connection, EXERCISE, athlete_id, exercise_id)
            clinic_rows.tick(connection, athlete_id, exercise_id, day)

    def untick_exercise(self, athlete_id: str, exercise_id: str, day: pd.Timestamp) -> None:
        """Take a tick away; where there is none nothing changes."""
        with self._changing(athlete_id) as connection:
            diary_rows.check_here(connection, EXERCISE, athlete_id, exercise_id)
            clinic_rows.untick(connection, athlete_id, exercise_id, day)

    def working_sites(self, athlete_id: str) -> pd.DataFrame:
        """WORKING_SITES, the most important first."""
        with self._database.reading() as connection:
            return clinic_rows.working_sites(connection, athlete_id)

    def save_working_sites(self, athlete_id: str, sites: Sequence[WorkingSite]) -> None:
        """Put a list of places in the place of the one before."""
        with self._at(athlete_id) as (connection, now):
            check_working_sites(sites, now)
            clinic_rows.save_working_sites(connection, athlete_id, sites)

    def add_client(self, name: str, time_zone: str) -> str:
        """Add somebody to look after, by a name nobody here has yet; returns their id."""
        with self._database.writing() as connection:
            check_client_name(name, [one.name for one in people.athletes(connection)])
            person = writing.add_athlete(connection, name, time_zone)
            writing.raise_revision(connection, person.athlete_id)
            file = ClientFile(is_client=True)
            clinic_rows.save_client_file(connection, person.athlete_id, file)
            return person.athlete_id

    def client_file(self, athlete_id: str) -> ClientFile:
        """Return what holds for an athlete as a client; the start values where nothing was said."""
        with self._database.reading() as connection:
            return clinic_rows.client_file(connection, athlete_id)

    def save_client_file(self, athlete_id: str, file: ClientFile) -> None:
        """Keep what holds for an athlete as a client."""
        with self._at(athlete_id) as (connection, now):
            check_client_file(file, now)
            clinic_rows.save_client_file(connection, athlete_id, file)

    def reviews(self, athlete_id: str) -> pd.DataFrame:
        """REVIEWS, the oldest first."""
        return self._listed(REVIEW, athlete_id)

    def save_review(self, athlete_id: str, review: Review) -> str:
        """Keep a review; returns its id. The newest one's ``next_due`` becomes the client's."""
        with self._at(athlete_id) as (connection, now):
            check_review(review, now)
            clinic_rows.set_next_due(connection, athlete_id, review)
            return diary_rows.save(connection, REVIEW, athlete_id, [review])[0]

    def delete_review(self, athlete_id: str, review_id: str) -> None:
        """Take a review away; :meth:`restore_review` is its undo. The day due stays."""
        self._take_away(REVIEW, athlete_id, review_id)

    def restore_review(self, athlete_id: str, review_id: str) -> None:
        """Bring a deleted review back as it was."""
        self._bring_back(REVIEW, athlete_id, review_id)

    def seen(self, athlete_id: str) -> pd.DataFrame:
        """SEEN, the oldest first."""
        with self._database.reading() as connection:
            return clinic_rows.seen(connection, athlete_id)

    def mark_seen(self, athlete_id: str, note: str) -> None:
        """Note that somebody looked at an athlete's reasons just now, perhaps with a note."""
        with self._changing(athlete_id) as connection:
            clinic_rows.mark_seen(connection, athlete_id, note)

    def unsee(self, athlete_id: str) -> None:
        """Take the newest look back."""
        with self._changing(athlete_id) as connection:
            clinic_rows.unsee(connection, athlete_id)

    def revisions(self) -> int:
        """Return a number that is another one after every write to anybody's data."""
        with self._database.reading() as connection:
            return triage.revisions(connection)

    def triage(self, today: pd.Timestamp) -> Triage:
        """Give what the list of clients needs of everybody, as of a local day, in one go.

        Athletes who changed since the last time cost more than the others: what is packed of them
        is made anew and kept.
        """
        day = day_number(today)
        with self._database.reading() as connection:
            made = looks.made(connection, day)
            found = triage.read(connection, day, looks.fresh(connection, day) | made)
        # A full disk or a busy database costs time the next time, and nothing else.
        with suppress(StoreError):
            self._keep(made)
        return found

    def _keep(self, made: dict[str, looks.Look]) -> None:
        if made:
            with self._database.writing() as connection:
                looks.keep(connection, made.values())
