from dataclasses import replace
from math import inf, nan

import pandas as pd
import pytest

from ingest.diary import AthleteSettings, WrongEntry, check_rpe, check_settings, check_thresholds
from ingest.thresholds import Thresholds

NOW = pd.Timestamp("2026-05-02T12:00", tz="Europe/Brussels")
DAY = pd.Timestamp("2026-01-05")
LIMITS = Thresholds(DAY, 50, 190, 300)


def test_the_start_values_and_every_answer_pass():
    check_settings(AthleteSettings())
    check_settings(AthleteSettings("mile", "America/New_York", "female", None, "trimp"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("units", "metres"),
        ("sex", "x"),
        ("default_rpe", 11.0),
        ("default_rpe", nan),
        ("time_zone", "Europe/Atlantis"),
        ("time_zone", "/etc/localtime"),
        ("time_zone", "Europe"),
    ],
)
def test_a_setting_nobody_knows_is_refused_beside_its_field(field, value):
    with pytest.raises(WrongEntry) as wrong:
        check_settings(replace(AthleteSettings(), **{field: value}))
    assert wrong.value.field == field


@pytest.mark.parametrize("rpe", [11, -1, 10.01, nan, inf])
def test_effort_goes_from_0_to_10(rpe):
    with pytest.raises(WrongEntry, match="Effort goes from 0 to 10") as wrong:
        check_rpe("rpe", rpe)
    assert wrong.value.field == "rpe"


@pytest.mark.parametrize(
    "row",
    [LIMITS, Thresholds(DAY, heart_rate_max_bpm=190), Thresholds(DAY, 25, 100, 120)],
)
def test_believable_limits_are_left_alone(row):
    check_thresholds(row, (), NOW)
    check_thresholds(row, [Thresholds(DAY + pd.Timedelta(days=1))], NOW)


@pytest.mark.parametrize(
    ("row", "field", "sentence"),
    [
        (
            Thresholds(DAY, 110, 105),
            "heart_rate_max_bpm",
            "The highest heart rate (105) must be above the resting one (110).",
        ),
        (
            Thresholds(DAY, 110, 110),
            "heart_rate_max_bpm",
            "The highest heart rate (110) must be above the resting one (110).",
        ),
        (
            Thresholds(DAY, heart_rate_rest_bpm=10),
            "heart_rate_rest_bpm",
            "The resting heart rate must be between 25 and 120 bpm.",
        ),
        (
            Thresholds(DAY, heart_rate_max_bpm=300),
            "heart_rate_max_bpm",
            "The highest heart rate must be between 100 and 250 bpm.",
        ),
        (
            Thresholds(DAY, threshold_pace_s_per_km=5.0),
            "threshold_pace_s_per_km",
            "Threshold pace must be between 2:00 and 20:00 /km.",
        ),
        (Thresholds(DAY), "heart_rate_max_bpm", "Give at least one limit."),
        (
            Thresholds(pd.Timestamp("2026-05-03"), 50, 190),
            "valid_from",
            "03 May 2026 is in the future. Choose today or a day before.",
        ),
        (
            Thresholds(pd.NaT, 50, 190),
            "valid_from",
            "The day from which these limits hold is missing.",
        ),
    ],
)
def test_limits_no_body_has_are_a_sentence_beside_their_field(row, field, sentence):
    with pytest.raises(WrongEntry) as wrong:
        check_thresholds(row, (), NOW)
    assert (wrong.value.field, str(wrong.value)) == (field, sentence)


def test_two_sets_on_one_day_are_refused():
    with pytest.raises(WrongEntry, match="There are limits from 05 January 2026 on") as wrong:
        check_thresholds(Thresholds(DAY, nan, 180), [LIMITS], NOW)
    assert wrong.value.field == "valid_from"
