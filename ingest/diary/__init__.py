"""What a person says themselves: frozen records, each with one check that raises WrongEntry."""

from ingest.diary.by_hand import (
    SessionByHand,
    canonical_json,
    check_session_by_hand,
    start_time,
)
from ingest.diary.gear import Event, Shoe, check_event, check_shoe
from ingest.diary.pain import (
    PainEntry,
    RedFlagAnswer,
    check_pain,
    check_red_flag,
    felt_on,
    pain_entries_of,
)
from ingest.diary.races import RaceResult, RaceStatus, check_race_result
from ingest.diary.settings import (
    AthleteSettings,
    Units,
    check_rpe,
    check_settings,
    check_thresholds,
    is_zone,
)
from ingest.diary.wrong import WrongEntry

__all__ = [
    "AthleteSettings",
    "Event",
    "PainEntry",
    "RaceResult",
    "RaceStatus",
    "RedFlagAnswer",
    "SessionByHand",
    "Shoe",
    "Units",
    "WrongEntry",
    "canonical_json",
    "check_event",
    "check_pain",
    "check_race_result",
    "check_red_flag",
    "check_rpe",
    "check_session_by_hand",
    "check_settings",
    "check_shoe",
    "check_thresholds",
    "felt_on",
    "is_zone",
    "pain_entries_of",
    "start_time",
]
