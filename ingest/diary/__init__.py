"""What a person says themselves: frozen records, each with one check that raises WrongEntry."""

from ingest.diary.assessments import (
    ASSESSED_SIDES,
    ASSESSMENT_ITEMS,
    Assessment,
    WorkingSite,
    check_assessment,
    check_working_sites,
)
from ingest.diary.by_hand import (
    SessionByHand,
    canonical_json,
    check_session_by_hand,
    start_time,
)
from ingest.diary.client_file import (
    ClientFile,
    Note,
    Review,
    check_client_file,
    check_client_name,
    check_note,
    check_review,
)
from ingest.diary.exercises import Exercise, check_exercise, check_tick
from ingest.diary.gear import Event, Shoe, check_event, check_shoe
from ingest.diary.pain import (
    PainEntry,
    RedFlagAnswer,
    check_pain,
    check_red_flag,
    felt_on,
    pain_entries_of,
)
from ingest.diary.plans import (
    PlanLimits,
    PlannedRun,
    WeekPlan,
    check_limits,
    check_no_other_day,
    check_week,
)
from ingest.diary.questionnaires import (
    QUESTIONNAIRE_NAMES,
    RANGES,
    QuestionnaireScore,
    check_questionnaire,
    options_of,
    options_text,
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
    "ASSESSED_SIDES",
    "ASSESSMENT_ITEMS",
    "QUESTIONNAIRE_NAMES",
    "RANGES",
    "Assessment",
    "AthleteSettings",
    "ClientFile",
    "Event",
    "Exercise",
    "Note",
    "PainEntry",
    "PlanLimits",
    "PlannedRun",
    "QuestionnaireScore",
    "RaceResult",
    "RaceStatus",
    "RedFlagAnswer",
    "Review",
    "SessionByHand",
    "Shoe",
    "Units",
    "WeekPlan",
    "WorkingSite",
    "WrongEntry",
    "canonical_json",
    "check_assessment",
    "check_client_file",
    "check_client_name",
    "check_event",
    "check_exercise",
    "check_limits",
    "check_no_other_day",
    "check_note",
    "check_pain",
    "check_questionnaire",
    "check_race_result",
    "check_red_flag",
    "check_review",
    "check_rpe",
    "check_session_by_hand",
    "check_settings",
    "check_shoe",
    "check_thresholds",
    "check_tick",
    "check_week",
    "check_working_sites",
    "felt_on",
    "is_zone",
    "options_of",
    "options_text",
    "pain_entries_of",
    "start_time",
]
