"""The content of a yearly report: races, numbers, load with pain, best efforts, shoes."""

from dashboard.analysis.year.language import ENGLISH, LANGUAGES, Language
from dashboard.analysis.year.model import RaceFile, Wanted, YearRecord, YearReport
from dashboard.analysis.year.report import year_report

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "Language",
    "RaceFile",
    "Wanted",
    "YearRecord",
    "YearReport",
    "year_report",
]
