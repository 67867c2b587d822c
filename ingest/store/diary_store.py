"""The part of the store that keeps what a person says themselves."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection, delete

from ingest.diary import (
    AthleteSettings,
    Event,
    PainEntry,
    RaceResult,
    RedFlagAnswer,
    SessionByHand,
    Shoe,
    check_event,
    check_pain,
    check_race_result,
    check_red_flag,
    check_shoe,
    felt_on,
)
from ingest.store import by_hand, diary_rows, people, settings
from ingest.store.diary_rows import ANSWER, EVENT, PAIN, RACE, SHOE
from ingest.store.diary_schema import session_shoes
from ingest.store.editing import activity_of, put
from ingest.store.entries import Entries
from ingest.store.present import now_of
from ingest.tables import Athlete
from ingest.thresholds import Thresholds


class DiaryStore(Entries):
    """Settings, limits, pain, red flags, shoes, events, races, and sessions written by hand.

    Whatever cannot be true is a :class:`ingest.diary.WrongEntry` and changes nothing. An entry
    saved without an id gets one; saved with the id of another, it replaces that one.
    """

    __slots__ = ()

    def athlete(self, athlete_id: str) -> Athlete:
        """One person, with the limits of their body, the oldest first."""
        with self._database.reading() as connection:
            return people.athlete(connection, athlete_id)

    def settings(self, athlete_id: str) -> AthleteSettings:
        """Return what a person set; the start values where they set nothing."""
        with self._database.reading() as connection:
            return people.settings(connection, athlete_id)

    def save_athlete(self, athlete_id: str, new: AthleteSettings) -> None:
        """Keep settings; a new zone moves the days that rest on the athlete's zone alone."""
        with self._changing(athlete_id) as connection:
            settings.save_settings(connection, athlete_id, new)

    def save_thresholds(self, athlete_id: str, row: Thresholds) -> None:
        """Add limits from a day on; WrongEntry when a set begins on that day already."""
        with self._changing(athlete_id) as connection:
            settings.save_thresholds(connection, athlete_id, row)

    def delete_thresholds(self, athlete_id: str, valid_from: pd.Timestamp) -> None:
        """Take the limits away that begin on a day."""
        with self._changing(athlete_id) as connection:
            settings.delete_thresholds(connection, athlete_id, valid_from)

    def pain_entries(self, athlete_id: str) -> pd.DataFrame:
        """PAIN_ENTRIES, the oldest first. Their sessions may be gone: "file removed"."""
        return self._listed(PAIN, athlete_id)

    def save_pain(self, athlete_id: str, entries: Sequence[PainEntry]) -> tuple[str, ...]:
        """Keep entries, all of them or none; returns their ids in the same order."""
        with self._changing(athlete_id) as connection:
            now = now_of(people.athlete(connection, athlete_id))
            for entry in entries:
                check_pain(entry, now)
            dated = [replace(entry, local_day=felt_on(entry)) for entry in entries]
            return diary_rows.save(connection, PAIN, athlete_id, dated)

    def delete_pain(self, athlete_id: str, entry_id: str) -> None:
        """Take an entry away; :meth:`restore_pain` is its undo."""
        self._take_away(PAIN, athlete_id, entry_id)

    def restore_pain(self, athlete_id: str, entry_id: str) -> None:
        """Bring a deleted entry back as it was."""
        self._bring_back(PAIN, athlete_id, entry_id)

    def red_flag_answers(self, athlete_id: str) -> pd.DataFrame:
        """RED_FLAGS, the oldest first."""
        return self._listed(ANSWER, athlete_id)

    def save_red_flags(self, athlete_id: str, answers: Sequence[RedFlagAnswer]) -> None:
        """Keep answers beside those given before; none is ever replaced."""
        with self._changing(athlete_id) as connection:
            now = now_of(people.athlete(connection, athlete_id))
            for answer in answers:
                check_red_flag(answer, now)
            diary_rows.save(connection, ANSWER, athlete_id, answers)

    def shoes(self, athlete_id: str) -> pd.DataFrame:
        """SHOES, by name."""
        return self._listed(SHOE, athlete_id)

    def save_shoe(self, athlete_id: str, shoe: Shoe) -> str:
        """Keep a pair of shoes; returns its id."""
        with self._changing(athlete_id) as connection:
            check_shoe(shoe, now_of(people.athlete(connection, athlete_id)))
            return diary_rows.save(connection, SHOE, athlete_id, [shoe])[0]

    def delete_shoe(self, athlete_id: str, shoe_id: str) -> None:
        """Take a shoe away, from its sessions too; :meth:`restore_shoe` is its undo."""
        self._take_away(SHOE, athlete_id, shoe_id)

    def restore_shoe(self, athlete_id: str, shoe_id: str) -> None:
        """Bring a deleted shoe back, on the sessions it was worn in."""
        self._bring_back(SHOE, athlete_id, shoe_id)

    def wear_shoe(self, athlete_id: str, session_id: str, shoe_id: str) -> None:
        """Say which shoe was worn in a session; an empty ``shoe_id`` says it is not known."""
        with self._changing(athlete_id) as connection:
            activity_of(connection, athlete_id, session_id)
            _wear(connection, {"athlete_id": athlete_id, "session_id": session_id}, shoe_id)

    def events(self, athlete_id: str) -> pd.DataFrame:
        """EVENTS, the oldest first."""
        return self._listed(EVENT, athlete_id)

    def save_event(self, athlete_id: str, event: Event) -> str:
        """Keep an event; returns its id."""
        with self._changing(athlete_id) as connection:
            check_event(event, now_of(people.athlete(connection, athlete_id)))
            return diary_rows.save(connection, EVENT, athlete_id, [event])[0]

    def delete_event(self, athlete_id: str, event_id: str) -> None:
        """Take an event away; :meth:`restore_event` is its undo."""
        self._take_away(EVENT, athlete_id, event_id)

    def restore_event(self, athlete_id: str, event_id: str) -> None:
        """Bring a deleted event back as it was."""
        self._bring_back(EVENT, athlete_id, event_id)

    def race_results(self, athlete_id: str) -> pd.DataFrame:
        """RACE_RESULTS, the oldest first. The activity of a ``session_id`` counts as a race."""
        return self._listed(RACE, athlete_id)

    def save_race_result(self, athlete_id: str, result: RaceResult) -> str:
        """Keep a finish; returns its id. The record's own ``athlete_id`` is not looked at."""
        with self._changing(athlete_id) as connection:
            check_race_result(result, now_of(people.athlete(connection, athlete_id)))
            return diary_rows.save(connection, RACE, athlete_id, [result])[0]

    def delete_race_result(self, athlete_id: str, result_id: str) -> None:
        """Take a finish away; :meth:`restore_race_result` is its undo."""
        self._take_away(RACE, athlete_id, result_id)

    def restore_race_result(self, athlete_id: str, result_id: str) -> None:
        """Bring a deleted finish back as it was."""
        self._bring_back(RACE, athlete_id, result_id)

    def add_session_by_hand(self, athlete_id: str, session: SessionByHand) -> str:
        """Add a session no watch recorded; returns its session id.

        The same words again are the same session; if it was deleted, it is back.
        """
        with self._changing(athlete_id) as connection:
            return by_hand.add_session(connection, athlete_id, session)


def _wear(connection: Connection, owner: dict[str, str], shoe_id: str) -> None:
    if shoe_id:
        diary_rows.check_here(connection, SHOE, owner["athlete_id"], shoe_id)
        put(connection, session_shoes, owner, {"shoe_id": shoe_id})
    else:
        mine = [session_shoes.c[name] == value for name, value in owner.items()]
        connection.execute(delete(session_shoes).where(*mine))
