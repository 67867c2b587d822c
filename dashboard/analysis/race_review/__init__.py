"""One race looked at closely: its parts, its years, and the weeks around it."""

from dashboard.analysis.race_review.around import Around, ShoeShare, around
from dashboard.analysis.race_review.course import Course, Halves, course
from dashboard.analysis.race_review.years import YearLine, Years, years

__all__ = [
    "Around",
    "Course",
    "Halves",
    "ShoeShare",
    "YearLine",
    "Years",
    "around",
    "course",
    "years",
]
