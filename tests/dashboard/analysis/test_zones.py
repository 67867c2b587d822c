import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.zones import (
    heart_rate_zones,
    pace_zones,
    threshold_problems,
    thresholds_on,
)
from ingest.tables import Athlete
from ingest.thresholds import Thresholds

DAY = pd.Timestamp("2026-01-05")
LIMITS = Thresholds(DAY, 50, 190, 300)
SECONDS = st.floats(0, 4000)


def test_the_thresholds_of_a_day_are_the_last_that_began_by_then():
    later = Thresholds(DAY + pd.Timedelta(days=10))
    athlete = Athlete("a", "A", thresholds=(later, LIMITS))
    assert thresholds_on(athlete, DAY - pd.Timedelta(days=1)) is None
    assert thresholds_on(athlete, DAY) == LIMITS
    assert thresholds_on(athlete, later.valid_from) == later


def test_heart_rate_zones_are_tenths_of_the_highest():
    seconds = np.zeros(221)
    seconds[[94 - 30, 95 - 30, 150 - 30, 171 - 30]] = [10, 20, 30, 40]
    zones = heart_rate_zones(seconds, LIMITS)
    assert zones["zone"].tolist()[:2] == ["below 50 %", "50-60 %"]
    assert zones["low_bpm"].tolist() == [0, 95, 114, 133, 152, 171]
    assert zones["seconds"].tolist() == [10, 20, 0, 30, 0, 40]


def test_pace_zones_stand_around_threshold_pace():
    seconds = np.zeros(241)
    seconds[[20, 80]] = [600, 60]  # 1.0 m/s and 4.0 m/s
    zones = pace_zones(seconds, LIMITS)
    assert zones["zone"].tolist() == ["easy", "steady", "brisk", "threshold", "fast"]
    assert zones["fast_s_per_km"].tolist() == pytest.approx([387, 342, 318, 300, 0])
    assert zones["seconds"].tolist() == pytest.approx([600, 0, 0, 0, 60])


@given(st.lists(SECONDS, min_size=221, max_size=221), st.floats(100, 250))
def test_heart_rate_zones_add_up_to_the_whole(seconds, highest):
    zones = heart_rate_zones(np.array(seconds), Thresholds(DAY, 50, highest))
    assert zones["seconds"].sum() == pytest.approx(sum(seconds))


@given(st.lists(SECONDS, min_size=241, max_size=241), st.floats(120, 1200))
def test_pace_zones_add_up_to_the_whole(seconds, pace):
    zones = pace_zones(np.array(seconds), Thresholds(DAY, threshold_pace_s_per_km=pace))
    assert zones["seconds"].sum() == pytest.approx(sum(seconds))
    assert (zones["seconds"] > -1e-6).all()


def test_without_a_threshold_there_are_no_zones():
    bare = Thresholds(DAY)
    assert heart_rate_zones(np.ones(221), bare).empty
    assert pace_zones(np.ones(241), bare).empty


def test_believable_thresholds_are_left_alone():
    assert threshold_problems([LIMITS, Thresholds(DAY + pd.Timedelta(days=1))]) == ()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            Thresholds(DAY, 110, 105),
            "The highest heart rate (105) must be above the resting one (110).",
        ),
        (
            Thresholds(DAY, heart_rate_rest_bpm=10),
            "The resting heart rate must be between 25 and 120 bpm.",
        ),
        (
            Thresholds(DAY, heart_rate_max_bpm=300),
            "The highest heart rate must be between 100 and 250 bpm.",
        ),
        (
            Thresholds(DAY, threshold_pace_s_per_km=5.0),
            "Threshold pace must be between 2:00 and 20:00 /km.",
        ),
    ],
)
def test_what_cannot_be_true_is_a_sentence(row, sentence):
    assert threshold_problems([row]) == (sentence,)


def test_two_sets_on_one_day_are_a_sentence():
    assert threshold_problems([LIMITS, Thresholds(DAY, math.nan, 180)]) == (
        "Two sets of limits begin on 2026-01-05: keep one of them.",
    )
