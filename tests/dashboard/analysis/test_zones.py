import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.zones import (
    heart_rate_zones,
    pace_zones,
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
