"""Age grade: a race's time as a share of the best that is believed possible at that age."""

from dashboard.analysis.age_grade.grading import AgeGrade, age_grade, age_on

__all__ = ["AgeGrade", "age_grade", "age_on"]
