import re
from itertools import product

import pandas as pd
import pytest

from dashboard.analysis.flares import flares
from dashboard.analysis.recovery import LABELS, RecoveryCourse
from dashboard.analysis.recovery.sentences import never_changed_sentence, sentence

NEVER = re.compile(r"\b(risk\w*|injur\w*|danger\w*|safe\w*|should|must|heal\w*|nan|NaT)\b|!", re.I)
INTERVALS = ((-0.9, -0.3), (-0.4, -0.02), (-0.9, 0.2), (-0.03, 0.04), (0.02, 0.5), (0.3, 1.2))
DAY = pd.Timestamp("2026-11-01")


def diary_of(*settle_days: int, is_open: bool = False) -> pd.DataFrame:
    """The flares of a diary that rose so often, each for so many days."""
    pain = [1.0] * 8
    for days in settle_days:
        pain += [5.0] * (days - 1) + [1.0] * 9
    pain += [5.0] if is_open else []
    return flares(pd.Series(pain, pd.date_range("2026-09-21", periods=len(pain))))


def read(label, low=-0.9, high=0.2, found=None, n_entries=38, last=DAY) -> RecoveryCourse:
    return RecoveryCourse(
        label=label,
        slope_per_week=(low + high) / 2,
        low=low,
        high=high,
        flares=diary_of() if found is None else found,
        settle_days=float("nan"),
        n_entries=n_entries,
        n_days=42,
        first=DAY - pd.Timedelta(days=41),
        last=last,
        line=pd.DataFrame(),
        sentence="",
    )


@pytest.mark.parametrize(("label", "ends"), list(product(LABELS, INTERVALS)))
def test_no_course_is_told_with_an_alarm_and_each_has_its_number_of_entries(label, ends):
    told = sentence(read(label, *ends, found=diary_of(3, 4)))
    assert not NEVER.search(told)
    assert "38" in told
    assert "0.0" not in told


def test_a_fall_and_a_rise_are_told_without_a_sign():
    assert sentence(read("steady improvement", -0.9, -0.3)) == (
        "Steady improvement: in 38 entries over 42 days this pain fell by 0.3 to 0.9 points a week."
    )
    assert sentence(read("getting worse", 0.02, 0.5)) == (
        "Getting worse: in 38 entries over 42 days this pain rose by up to 0.5 points a week."
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (diary_of(3, 5), "2 flares in six weeks, the last settled in 5 days."),
        (diary_of(5, 3), "2 flares in six weeks, each settled sooner than the one before."),
        (diary_of(4, 4), "2 flares in six weeks, the last settled in 4 days."),
        (diary_of(5, 4, 3), "3 flares in six weeks, each settled sooner than the one before."),
        (diary_of(5, is_open=True), "2 flares in six weeks, the last not settled yet."),
    ],
)
def test_flares_are_counted_and_sooner_is_said_only_where_it_is_so(found, said):
    assert said in sentence(read("up and down", found=found))


def test_one_entry_of_many_too_few_is_said_with_how_many_it_takes():
    told = sentence(read("not enough entries yet", n_entries=5))
    assert told == "Not enough entries yet (5 of 12 in the six weeks to 1 Nov 2026)."
    assert sentence(read("not enough entries yet", n_entries=0, last=None)) == (
        "Not enough entries yet (0 of 12)."
    )


def test_pain_that_never_changed_is_told_with_its_score():
    told = never_changed_sentence(read("no clear trend yet"), 0.0)
    assert told == "No change: all 38 entries over 42 days are 0 of 10."
