import math
from itertools import product

import pytest

from dashboard.analysis.questionnaires import (
    OPTION_POINTS,
    OSTRC_LABELS,
    QUESTIONNAIRES,
    OstrcScore,
    QuestionnaireError,
    checked_total,
    ostrc_h2,
)
from ingest.diary import QUESTIONNAIRE_NAMES


@pytest.mark.parametrize(
    ("options", "score", "substantial"),
    [
        ((2, 2, 2, 2), 32, False),
        ((2, 3, 1, 2), 33, True),
        ((3, 2, 3, 4), 67, True),
        ((3, 1, 1, 4), 42, False),
        ((3, 4, 4, 4), 92, True),
        ((2, 1, 1, 1), 8, False),
    ],
)
def test_four_answers_add_up_and_training_or_performing_less_is_substantial(
    options, score, substantial
):
    assert ostrc_h2(options) == OstrcScore(score, substantial)


@pytest.mark.parametrize("rest", [(), (1,), (1, 1, 1), (4, 4, 4)])
def test_no_problem_and_no_taking_part_end_the_form(rest):
    assert ostrc_h2((1, *rest)) == OstrcScore(0, substantial=False)
    assert ostrc_h2((4, *rest)) == OstrcScore(100, substantial=True)


def test_every_answer_scores_from_0_to_100_and_a_worse_one_never_less():
    for options in product(range(1, 5), repeat=4):
        score = ostrc_h2(options).score
        assert 0 <= score <= 100
        for question in range(4):
            if options[question] < 4:
                worse = list(options)
                worse[question] += 1
                assert ostrc_h2(worse).score >= score


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "4 questions, not 0"),
        ((2, 1, 1, 1, 1), "4 questions, not 5"),
        ((2, 1), '"Performing less" is not answered yet'),
        ((2, 0, 1, 1), '"Training less" has the options 1 to 4, not 0'),
        ((5,), '"Taking part" has the options 1 to 4, not 5'),
    ],
)
def test_an_answer_the_form_does_not_have_is_named(options, message):
    with pytest.raises(QuestionnaireError, match=message):
        ostrc_h2(options)


def test_the_points_are_those_of_2020_and_each_question_has_a_label():
    assert OPTION_POINTS == (0, 8, 17, 25)
    assert len(OSTRC_LABELS) == 4


def test_every_questionnaire_that_is_kept_says_how_it_is_read_and_where_it_is():
    assert tuple(QUESTIONNAIRES) == QUESTIONNAIRE_NAMES
    for known in QUESTIONNAIRES.values():
        assert known.form.startswith("https://")
        assert known.reads
        assert known.source


def test_a_total_within_the_range_is_kept_and_one_outside_is_refused_with_the_range():
    assert checked_total("LEFS", 80) == 80
    for wrong in (81, -1, math.nan, math.inf):
        with pytest.raises(QuestionnaireError, match="LEFS goes from 0 to 80"):
            checked_total("LEFS", wrong)
    with pytest.raises(QuestionnaireError, match="'KOOS' is not one of: OSTRC-H2"):
        checked_total("KOOS", 5)
