import pickle

import pandas as pd
import pytest

from ingest.diary import WrongEntry
from ingest.diary.wrong import check_between, check_past_day, check_word, day_of

NOON = pd.Timestamp("2026-05-02T12:00", tz="Europe/Brussels")


def test_a_refusal_is_its_sentence_and_knows_its_field():
    wrong = WrongEntry("rpe", "Effort goes from 0 to 10.")

    assert str(wrong) == wrong.message == "Effort goes from 0 to 10."
    assert wrong.field == "rpe"
    assert isinstance(wrong, ValueError)


def test_a_refusal_survives_the_way_between_processes():
    again = pickle.loads(pickle.dumps(WrongEntry("rpe", "Too much.")))  # noqa: S301 - our own

    assert (again.field, str(again)) == ("rpe", "Too much.")


def test_an_unknown_word_is_refused_with_the_known_ones():
    with pytest.raises(WrongEntry, match=r"elbow is not one of: knee, hip\."):
        check_word("region", "elbow", ("knee", "", "hip"))
    with pytest.raises(WrongEntry, match="Nothing is not one of"):
        check_word("region", "", ("knee",))


@pytest.mark.parametrize("value", [0.0, 10.0, float("nan")])
def test_a_number_on_its_limits_or_not_given_passes(value):
    check_between("rpe", value, (0.0, 10.0), "no")


@pytest.mark.parametrize("value", [-0.1, 10.1, float("inf"), float("-inf")])
def test_a_number_outside_its_limits_is_refused(value):
    with pytest.raises(WrongEntry, match="no"):
        check_between("rpe", value, (0.0, 10.0), "no")


def test_today_is_not_the_future_and_tomorrow_is():
    check_past_day("race_day", pd.Timestamp("2026-05-02"), NOON)
    check_past_day("race_day", None, NOON)
    check_past_day("race_day", pd.NaT, NOON)
    with pytest.raises(WrongEntry, match="03 May 2026 is in the future"):
        check_past_day("race_day", pd.Timestamp("2026-05-03"), NOON)


def test_a_day_is_read_from_the_clock_on_the_wall():
    late = pd.Timestamp("2026-05-02T23:30", tz="Europe/Brussels")

    assert day_of(late) == pd.Timestamp("2026-05-02")
    assert day_of(late.tz_convert("Asia/Tokyo")) == pd.Timestamp("2026-05-03")
