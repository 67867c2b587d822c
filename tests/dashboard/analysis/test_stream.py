"""Thinning keeps every extreme; pauses are gaps; a place on earth lies flat and true to size."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis import stream
from ingest.tables import RECORDS, conform

START = pd.Timestamp("2026-09-06T07:00:00Z")


def records(**columns: object) -> pd.DataFrame:
    """A record a second; ``moving`` unless said otherwise."""
    length = len(next(iter(columns.values())))
    times = START + pd.to_timedelta(np.arange(length), unit="s")
    return conform(pd.DataFrame({"time": times, "moving": True} | columns), RECORDS)


@given(
    st.lists(st.floats(allow_nan=True, allow_infinity=False, width=32), min_size=1, max_size=5000)
)
def test_thinning_keeps_the_ends_and_the_extremes(values: list[float]) -> None:
    line = np.array(values)

    kept = stream.thin([line], buckets=20)

    assert kept[0] == 0
    assert kept[-1] == len(line) - 1
    assert (np.diff(kept) > 0).all()
    assert len(kept) <= 3 * 20 + 1 or len(kept) == len(line)
    if np.isfinite(line).any():
        assert np.nanmax(line[kept]) == np.nanmax(line)
        assert np.nanmin(line[kept]) == np.nanmin(line)


def test_a_long_session_is_drawn_with_at_most_1800_points_and_its_ends() -> None:
    hours = 30_000
    wave = np.sin(np.arange(hours) / 50)
    lines = stream.stream(
        records(distance_m=np.arange(hours) * 3.0, heart_rate_bpm=140 + 20 * wave, elevation_m=wave)
    )

    assert len(lines.x) <= 2102
    assert lines.by_distance
    assert lines.x[-1] == pytest.approx(89.997)
    assert np.nanmax(lines.heart_rate_bpm) == pytest.approx(160, abs=0.01)


def test_without_distance_the_axis_is_minutes_and_speed_is_not_invented() -> None:
    lines = stream.stream(records(heart_rate_bpm=np.full(601, 120.0)))

    assert not lines.by_distance
    assert lines.x[-1] == pytest.approx(10)
    assert np.isnan(lines.speed_mps).all()


def test_a_steady_run_has_a_steady_speed() -> None:
    speed = stream.smoothed_speed(records(distance_m=np.arange(600) * 3.0))

    assert speed[1:] == pytest.approx(np.full(599, 3.0))


def test_a_pause_is_a_gap_and_no_dip() -> None:
    ran = np.ones(600, dtype=bool)
    ran[300:420] = False
    frame = records(distance_m=np.cumsum(np.where(ran, 3.0, 0.0)), moving=ran)

    speed = stream.smoothed_speed(frame)

    assert np.isnan(speed[300:420]).all()
    assert np.nanmin(speed) == pytest.approx(3.0)
    assert np.nanmax(speed) == pytest.approx(3.0)


def test_a_degree_of_latitude_is_111_km_on_the_ground() -> None:
    way = stream.track(records(latitude_deg=[47.0, 47.5, 48.0], longitude_deg=[8.0, 8.0, 8.0]))

    assert way is not None
    assert np.ptp(way.north_m) == pytest.approx(111_195, rel=1e-3)
    assert np.ptp(way.east_m) == pytest.approx(0, abs=1e-6)


def test_a_track_over_the_date_line_stays_in_one_piece() -> None:
    way = stream.track(records(latitude_deg=[0.0, 0.0], longitude_deg=[179.99, -179.99]))

    assert way is not None
    assert np.ptp(way.east_m) == pytest.approx(0.02 * 111_195, rel=1e-3)


def test_no_positions_give_no_track() -> None:
    assert stream.track(records(distance_m=[0.0, 3.0])) is None
