"""What a person says themselves, on its way to and from the store; :mod:`dashboard.access` has it.

Whatever cannot be true raises :class:`WrongEntry`, whose ``field`` names the field to put its
sentence beside; nothing is kept then.
"""

from collections.abc import Sequence

import pandas as pd

from dashboard.analysis.methods import METHODS
from ingest.diary import (
    AthleteSettings,
    Event,
    PainEntry,
    RaceResult,
    RedFlagAnswer,
    SessionByHand,
    Shoe,
    WrongEntry,
)
from ingest.store import Histograms, Store
from ingest.tables import Athlete
from ingest.thresholds import Thresholds


class DiaryAccess:
    """Settings, limits, pain, red flags, shoes, events, races and sessions by hand."""

    _store: Store

    def athlete(self, athlete_id: str) -> Athlete:
        """One person, with zone, sex, default effort and the limits of their body."""
        return self._store.athlete(athlete_id)

    def histograms(self, athlete_id: str) -> Histograms:
        """Histograms of all sessions, for loads and zones."""
        return self._store.histograms(athlete_id)

    def settings(self, athlete_id: str) -> AthleteSettings:
        """Return what a person set; the start values where they set nothing."""
        return self._store.settings(athlete_id)

    def save_athlete(self, athlete_id: str, settings: AthleteSettings) -> None:
        """Keep settings; a new zone moves the days that rest on the athlete's zone alone."""
        if settings.load_method and settings.load_method not in METHODS:
            listed = ", ".join(METHODS)
            message = f"{settings.load_method} is not one of: {listed}."
            raise WrongEntry("load_method", message)
        self._store.save_athlete(athlete_id, settings)

    def save_thresholds(self, athlete_id: str, thresholds: Thresholds) -> None:
        """Add limits from a day on; a second set on that day is a WrongEntry."""
        self._store.save_thresholds(athlete_id, thresholds)

    def delete_thresholds(self, athlete_id: str, valid_from: pd.Timestamp) -> None:
        """Take the limits away that begin on a day."""
        self._store.delete_thresholds(athlete_id, valid_from)

    def pain_entries(self, athlete_id: str) -> pd.DataFrame:
        """PAIN_ENTRIES, the oldest first; a session that is gone is a "file removed"."""
        return self._store.pain_entries(athlete_id)

    def save_pain(self, athlete_id: str, entries: Sequence[PainEntry]) -> tuple[str, ...]:
        """Keep entries, all or none; the same id replaces. Returns the ids in the same order."""
        return self._store.save_pain(athlete_id, entries)

    def delete_pain(self, athlete_id: str, entry_id: str) -> None:
        """Take an entry away; it can be restored."""
        self._store.delete_pain(athlete_id, entry_id)

    def restore_pain(self, athlete_id: str, entry_id: str) -> None:
        """Undo a deletion."""
        self._store.restore_pain(athlete_id, entry_id)

    def red_flag_answers(self, athlete_id: str) -> pd.DataFrame:
        """RED_FLAGS, the oldest first."""
        return self._store.red_flag_answers(athlete_id)

    def save_red_flags(self, athlete_id: str, answers: Sequence[RedFlagAnswer]) -> None:
        """Keep answers beside those given before."""
        self._store.save_red_flags(athlete_id, answers)

    def shoes(self, athlete_id: str) -> pd.DataFrame:
        """SHOES, by name."""
        return self._store.shoes(athlete_id)

    def save_shoe(self, athlete_id: str, shoe: Shoe) -> str:
        """Keep a pair of shoes; returns its id."""
        return self._store.save_shoe(athlete_id, shoe)

    def delete_shoe(self, athlete_id: str, shoe_id: str) -> None:
        """Take a shoe away, from its sessions too; it can be restored."""
        self._store.delete_shoe(athlete_id, shoe_id)

    def restore_shoe(self, athlete_id: str, shoe_id: str) -> None:
        """Undo a deletion."""
        self._store.restore_shoe(athlete_id, shoe_id)

    def wear_shoe(self, athlete_id: str, session_id: str, shoe_id: str) -> None:
        """Say which shoe was worn in a session; empty says it is not known."""
        self._store.wear_shoe(athlete_id, session_id, shoe_id)

    def events(self, athlete_id: str) -> pd.DataFrame:
        """EVENTS, the oldest first."""
        return self._store.events(athlete_id)

    def save_event(self, athlete_id: str, event: Event) -> str:
        """Keep an event; returns its id."""
        return self._store.save_event(athlete_id, event)

    def delete_event(self, athlete_id: str, event_id: str) -> None:
        """Take an event away; it can be restored."""
        self._store.delete_event(athlete_id, event_id)

    def restore_event(self, athlete_id: str, event_id: str) -> None:
        """Undo a deletion."""
        self._store.restore_event(athlete_id, event_id)

    def race_results(self, athlete_id: str) -> pd.DataFrame:
        """RACE_RESULTS, the oldest first."""
        return self._store.race_results(athlete_id)

    def save_race_result(self, athlete_id: str, result: RaceResult) -> str:
        """Keep a finish; returns its id. Its session's activity then counts as a race."""
        return self._store.save_race_result(athlete_id, result)

    def delete_race_result(self, athlete_id: str, result_id: str) -> None:
        """Take a finish away; it can be restored."""
        self._store.delete_race_result(athlete_id, result_id)

    def restore_race_result(self, athlete_id: str, result_id: str) -> None:
        """Undo a deletion."""
        self._store.restore_race_result(athlete_id, result_id)

    def add_session_by_hand(self, athlete_id: str, session: SessionByHand) -> str:
        """Add a session no watch recorded; returns its session id."""
        return self._store.add_session_by_hand(athlete_id, session)
