"""Laps as columns give the frame they were taken from, and blank what nobody believes."""

import numpy as np
import pandas as pd

from ingest.tables import LAPS, NEVER_US, Laps, conform, empty


def test_columns_of_a_frame_give_that_frame_back():
    starts = pd.to_datetime(["2026-05-02T06:00:00Z", None], utc=True)
    frame = conform(
        pd.DataFrame({"lap": [1, 2], "start_time": starts, "distance_m": [1000.5, np.nan]}), LAPS
    )
    pd.testing.assert_frame_equal(Laps.of(frame).frame(), frame)


def test_no_laps_are_an_empty_frame():
    assert len(Laps()) == 0
    pd.testing.assert_frame_equal(Laps().frame(), empty(LAPS))


def test_measured_laps_are_numbered_and_values_beyond_belief_are_blanked():
    laps = Laps.measured(np.array([0, NEVER_US]), {"elapsed_s": np.array([60.0, -1.0])})
    assert laps.lap.tolist() == [1, 2]
    np.testing.assert_array_equal(laps["elapsed_s"], [60.0, np.nan])
    assert np.isnan(laps["ascent_m"]).all()
    assert laps.frame()["start_time"].isna().tolist() == [False, True]
