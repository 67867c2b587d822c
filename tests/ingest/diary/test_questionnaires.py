from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.diary import (
    RANGES,
    QuestionnaireScore,
    WrongEntry,
    check_questionnaire,
    options_of,
    options_text,
)

NOW = pd.Timestamp("2026-05-06T12:00", tz="Europe/Brussels")
SCORE = QuestionnaireScore("OSTRC-H2", pd.Timestamp("2026-05-06"), 25, (2, 1, 2, 3), "knee", "left")


@pytest.mark.parametrize("name", RANGES)
def test_each_questionnaire_takes_its_own_range_and_no_more(name):
    low, high = RANGES[name]
    for total in (low, high):
        check_questionnaire(replace(SCORE, questionnaire=name, total=total), NOW)
    for total in (low - 1, high + 1, float("nan")):
        with pytest.raises(WrongEntry) as wrong:
            check_questionnaire(replace(SCORE, questionnaire=name, total=total), NOW)
        assert wrong.value.field == "total"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"questionnaire": "A quiz"}, "questionnaire"),
        ({"answered_on": pd.NaT}, "answered_on"),
        ({"answered_on": pd.Timestamp("2026-05-07")}, "answered_on"),
        ({"region": "ear"}, "region"),
        ({"side": "both"}, "side"),
        ({"options": (0, 1)}, "options"),
        ({"options": (1.5,)}, "options"),
        ({"options": (1,) * 41}, "options"),
    ],
)
def test_what_cannot_be_names_its_field(changes, field):
    with pytest.raises(WrongEntry) as wrong:
        check_questionnaire(replace(SCORE, **changes), NOW)

    assert wrong.value.field == field


@settings(deadline=None, derandomize=True)
@given(st.lists(st.integers(1, 20), max_size=40).map(tuple))
def test_options_are_read_as_they_were_written(options):
    assert options_of(options_text(options)) == options
