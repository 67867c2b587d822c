"""When the questions are due, what a yes stops, and when it is over."""

import pandas as pd
import pytest

from dashboard.analysis.pain import Site
from dashboard.analysis.red_flag_state import (
    LOOKED_AT,
    ask_again,
    asking,
    current,
    stop_for,
    stops,
)
from dashboard.analysis.red_flags import Urgency
from ingest.athlete_tables import RED_FLAGS
from ingest.tables import conform, empty

KNEE = Site("knee", "left", "medial")
OUTER = Site("knee", "left", "lateral")
RIGHT = Site("knee", "right", "medial")


@pytest.fixture
def answered(day):
    """Answers about the left knee: (day, code of the one yes or "", why it was asked)."""

    def make(*times):
        rows = [
            {
                "answered_at": (day(number) + pd.Timedelta(hours=9)).tz_localize("UTC"),
                "region": "knee",
                "side": "left",
                "flag": flag,
                "answer": flag == yes,
                "asked_because": because,
            }
            for number, yes, because in times
            for flag in ("chest", "locking", "calf_swelling")
        ]
        return conform(pd.DataFrame(rows), RED_FLAGS) if rows else empty(RED_FLAGS)

    return make


def due(diary, answers, site, today):
    asked = asking(current(diary, site, today), answers, site)
    return None if asked is None else asked.because


def test_a_place_is_asked_about_before_its_first_answers(answered):
    asked = asking((), answered(), KNEE)

    assert asked.because == "first_entry"
    assert asked.sentence == "These come before the first number for your left knee."
    assert {"chest", "locking"} < {question.code for question in asked.questions}


def test_answers_hold_for_the_whole_knee_and_not_for_the_other(make_diary, answered, day):
    answers = answered((0, "", "first_entry"))

    assert due(make_diary((0, 3)), answers, OUTER, day(1)) is None
    assert due(make_diary((0, 3)), answers, RIGHT, day(1)) == "first_entry"


def test_a_rule_that_fires_asks_again_on_the_same_day(make_diary, answered, day):
    diary = make_diary((0, 7), (1, 7), (2, 8))

    asked = asking(current(diary, KNEE, day(2)), answered((2, "", "first_entry")), KNEE)

    assert asked.because == "severe_pain"
    assert "3 times within a week" in asked.sentence


def test_pain_elsewhere_in_the_knee_asks_too(make_diary, answered, day):
    diary = make_diary((0, 7), (1, 7), (2, 8))

    assert due(diary, answered((0, "", "first_entry")), OUTER, day(2)) == "severe_pain"


def test_the_answers_a_rule_asked_for_hold_for_a_week(make_diary, answered, day):
    answers = answered((0, "", "first_entry"), (2, "", "severe_pain"))
    diary = make_diary(*[(number, 8) for number in range(12)])

    assert due(diary[diary["local_day"] <= day(8)], answers, KNEE, day(8)) is None
    assert due(diary[diary["local_day"] <= day(9)], answers, KNEE, day(9)) == "severe_pain"


def test_a_rule_that_fired_long_ago_asks_nothing(make_diary, answered, day):
    diary = make_diary((0, 7), (1, 7), (2, 8))

    assert current(diary, KNEE, day(9))
    assert current(diary, KNEE, day(10)) == ()
    assert due(diary, answered((30, "", "first_entry")), KNEE, day(30)) is None


def test_six_weeks_without_getting_better_ask(make_diary, answered, day):
    diary = make_diary(*[(number, 3) for number in range(43)])

    assert due(diary, answered((0, "", "first_entry")), KNEE, day(42)) == "no_better"
    assert due(diary, answered((42, "", "no_better")), KNEE, day(42)) is None


def test_a_yes_stops_numbers_for_its_place_alone(answered):
    [stop] = stops(answered((0, "calf_swelling", "first_entry")))

    assert stop.words == "left knee"
    assert stop.advice.urgency is Urgency.TODAY
    assert stop_for([stop], KNEE) is stop
    assert stop_for([stop], OUTER) is stop
    assert stop_for([stop], RIGHT) is None
    assert stop_for([stop], None) is None


def test_a_sign_that_cannot_wait_stops_numbers_everywhere(answered):
    [stop] = stops(answered((0, "chest", "first_entry")))

    assert stop_for([stop], RIGHT) is stop
    assert stop_for([stop], None) is stop


def test_the_newest_answers_count(answered):
    assert stops(answered((0, "", "first_entry"), (3, "locking", "severe_pain")))
    assert stops(answered((0, "locking", "first_entry"), (3, "", LOOKED_AT))) == ()


def test_a_yes_asks_about_the_first_entry_no_more(make_diary, answered, day):
    assert due(make_diary((0, 3)), answered((0, "locking", "first_entry")), KNEE, day(0)) is None


def test_after_a_look_all_questions_are_asked_again():
    asked = ask_again(KNEE)

    assert asked.because == LOOKED_AT
    assert asked.questions


def test_a_question_of_an_older_version_is_passed_over(answered):
    answers = answered((0, "locking", "first_entry"))

    assert stops(answers.assign(flag="asked_once")) == ()
