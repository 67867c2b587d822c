import re

import pytest

from dashboard.analysis.pain import Site
from dashboard.analysis.red_flags import (
    QUESTIONS,
    Urgency,
    advice,
    findings,
    no_better,
    questions,
    severe_pain,
)

KNEE = Site("knee", "left", "medial")


def every(days, nprs, first=0):
    return [(first + number, nprs) for number in range(days)]


def test_questions_come_most_urgent_first_and_fit_the_region():
    for region in ("knee", "lower_back", "hip"):
        asked = [list(Urgency).index(question.urgency) for question in questions(region)]
        assert asked == sorted(asked)
        assert asked.count(0) == 4
    assert "locking" in {question.code for question in questions("knee")}
    assert "locking" not in {question.code for question in questions("hip")}


def test_codes_are_unique_and_every_urgency_says_where_to_go():
    assert len({question.code for question in QUESTIONS}) == len(QUESTIONS)
    assert "emergency number" in Urgency.NOW.value
    assert "today" in Urgency.TODAY.value
    assert "doctor or physiotherapist" in Urgency.SOON.value


def test_the_most_urgent_answer_decides_where_to_go():
    called = advice(["locking", "chest", "calf_swelling"])
    assert called is not None
    assert called.urgency is Urgency.NOW
    assert [sign.code for sign in called.signs] == ["chest", "calf_swelling", "locking"]


def test_groin_pain_that_stops_hopping_stops_the_running():
    called = advice(["groin_hop"])
    assert called is not None
    assert "No running until somebody has seen it." in called.sentence


def test_no_sign_is_no_advice_and_an_unknown_one_is_never_dropped():
    assert advice([]) is None
    with pytest.raises(ValueError, match="no red-flag question is called headache"):
        advice(["chest", "headache"])


def test_three_entries_of_seven_within_seven_days_fire(make_diary, day):
    fired = severe_pain(make_diary((0, 7), (3, 8), (6, 7)), KNEE)
    assert fired is not None
    assert fired.local_day == day(6)
    assert fired.sentence.startswith(
        "Your inner left knee was at 7 or more 3 times within a week (up to 11 Jan 2026)"
    )


@pytest.mark.parametrize(
    "notes",
    [
        [(0, 7), (3, 8), (7, 7)],
        [(0, 7), (3, 6), (6, 7)],
        [(0, 7), (1, 9)],
        [(0, 7), (1, 9), (2, 9, {"side": "right"})],
        [],
    ],
)
def test_later_lower_fewer_or_elsewhere_does_not_fire(make_diary, notes):
    assert severe_pain(make_diary((0, 0), *notes), KNEE) is None


def test_entries_of_any_moment_count_as_severe(make_diary):
    notes = [(0, 7, {"moment": moment}) for moment in ("morning", "during", "after")]
    assert severe_pain(make_diary(*notes), KNEE) is not None


def test_no_better_after_six_weeks_fires_on_the_first_day_that_can_say_so(make_diary, day):
    assert no_better(make_diary(*every(42, 4)), KNEE) is None
    fired = no_better(make_diary(*every(43, 4)), KNEE)
    assert fired is not None
    assert fired.local_day == day(42)
    assert "no better on 16 Feb 2026 than six weeks before" in fired.sentence


def test_better_or_gone_or_gone_between_does_not_fire(make_diary):
    better = every(42, 4) + every(7, 3, first=42)
    never_hurt = every(49, 0)
    gone_between = every(14, 4) + every(14, 0, first=14) + every(21, 4, first=28)
    for notes in (better, never_hurt, gone_between):
        assert no_better(make_diary(*notes), KNEE) is None


def test_an_old_niggle_with_a_long_gap_does_not_fire(make_diary):
    assert no_better(make_diary(*every(5, 4), *every(5, 4, first=400)), KNEE) is None


def test_moments_are_judged_apart(make_diary):
    during = {"moment": "during"}
    notes = [(number, 2) for number in range(7)] + [(n, 6, during) for n in range(42, 49)]
    assert no_better(make_diary(*notes), KNEE) is None


def test_both_rules_can_fire_and_neither_names_a_diagnosis(make_diary):
    fired = findings(make_diary(*every(49, 8)), KNEE)
    assert [one.rule for one in fired] == ["severe_pain", "no_better"]
    for said in [*(one.sentence for one in fired), *(question.text for question in QUESTIONS)]:
        assert not re.search(r"risk|injured|tear|fracture|thrombosis|diagnos", said.lower())
