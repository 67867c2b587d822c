"""The course of pain over six weeks: straight or up and down, falling or not, and how surely."""

from dashboard.analysis.pain_days import PainDiaryError
from dashboard.analysis.recovery.result import COURSE_DAYS, LABELS, Label, RecoveryCourse
from dashboard.analysis.recovery.six_weeks import course

__all__ = ["COURSE_DAYS", "LABELS", "Label", "PainDiaryError", "RecoveryCourse", "course"]
