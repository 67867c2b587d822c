"""What is said of a client: every number with its day, and never a verdict on a body."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from dashboard.analysis.client import said
from dashboard.analysis.client.summary import Total

NEVER = r"\brisk\b|diagnos|\bshould\b|\bmust\b|dangerous|\bsafe\b|injur"


def with_file(clinic, **own: object):
    """Client 1 with something else in their file."""
    found = clinic.summary(1)
    file = replace(found.record.file, **own)
    return replace(found, record=replace(found.record, file=file))


def everything(found) -> str:
    lines = [
        said.period(found),
        said.managed(found),
        said.phase(found),
        said.review_due(found),
        said.agreed(found.agreed),
        said.carried(found),
        said.running(found),
        said.figures(found),
        *(said.place(one) for one in found.places),
        *(said.mornings(one) for one in found.places),
        *(said.last_entry(one) for one in found.places),
        *(said.flare(row) for one in found.places for _, row in one.course.flares.iterrows()),
        *(f"{said.total(one)} {said.total_range(one)}" for one in found.totals),
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("number", [1, 3, 7, 9, 19, 20, 30, 37])
def test_no_word_judges_and_no_number_is_raw(small_clinic, number: int) -> None:
    text = everything(small_clinic.summary(number))

    assert re.findall(NEVER, text, re.IGNORECASE) == []
    assert re.findall(r"\bnan\b|NaT|None\b|\d\.\d{3,}|!", text) == []


def test_since_when_and_which_week(small_clinic) -> None:
    found = small_clinic.summary(1)

    assert said.managed(found) == "Conservative management since 11 Oct 2026, week 7"
    assert said.period(found) == "12 Oct 2026 to 22 Nov 2026"


def test_a_review_is_due_today_soon_or_overdue(small_clinic) -> None:
    today = small_clinic.summary(1).record.today
    told = {
        days: said.review_due(with_file(small_clinic, review_due=today + pd.Timedelta(days=days)))
        for days in (-8, -1, 0, 1, 10)
    }

    assert told == {
        -8: "Review was due on 14 Nov 2026, 8 days ago",
        -1: "Review was due on 21 Nov 2026, 1 day ago",
        0: "Next review today, 22 Nov 2026",
        1: "Next review in 1 day, 23 Nov 2026",
        10: "Next review in 10 days, 2 Dec 2026",
    }


def test_the_phases_are_those_of_the_return_to_running(small_clinic) -> None:
    told = [said.phase(with_file(small_clinic, phase=phase)) for phase in (None, 0, 1, 6, 7)]

    assert told[0] == ""
    assert "30 minutes" in told[1]
    assert told[2].startswith("Return to running: phase 1 of 6 (walk 2 min, run 3 min")
    assert told[3].startswith("Return to running: phase 6 of 6 (run all of")
    assert told[4].endswith("all phases done")


def test_an_open_flare_says_so_and_a_settled_one_how_long(small_clinic) -> None:
    new = small_clinic.summary(3).places[0].course.flares.iloc[0]
    old = small_clinic.summary(30).places[0].course.flares.iloc[0]

    assert said.flare(new) == "22 Nov 2026: up to 6, a usual 2 before it; not settled yet"
    assert said.flare(old) == "21 Oct 2026: up to 5, a usual 2 before it; settled in 3 days"


def test_what_was_agreed_names_who_and_when(small_clinic) -> None:
    found = small_clinic.summary(9)

    assert said.agreed(found.agreed) == (
        "At most: longest run 10.0 km and a week 24.0 km from 23 Oct 2026, set by Physio."
    )
    assert said.agreed(None) == said.NO_LIMITS


def test_a_questionnaire_answered_once_has_one_total() -> None:
    day = pd.Timestamp("2026-11-22")

    assert said.total(Total("LEFS", 58, day, 58, day, 1)) == "58 on 22 Nov 2026"


def test_the_figures_of_a_review_hold_the_course_and_the_exercises(small_clinic) -> None:
    told = said.figures(small_clinic.summary(1))

    assert "Steady improvement: in 39 entries" in told
    assert "Heel raise on one leg: " in told
    assert told.startswith("12 Oct 2026 to 22 Nov 2026")


def test_a_red_flag_names_place_sign_and_where_to_go(small_clinic) -> None:
    [stop] = small_clinic.summary(17).stops

    told = said.stop(stop)

    assert told.startswith("Red flag, left calf.")
    assert "emergency number" in told
    assert "calf swollen" in told
