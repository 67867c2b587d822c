"""Where a race went: nothing near start and finish unless it is asked for, and never a degree."""

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.race_editions import Edition
from dashboard.analysis.races import figures
from dashboard.analysis.stream import EARTH_RADIUS_M
from dashboard.analysis.year import Wanted, YearRecord
from dashboard.analysis.year.course import course_of
from ingest.diary import RaceResult
from ingest.tables import RECORDS, conform

DEGREE_M = float(np.radians(1.0) * EARTH_RADIUS_M)
RESULT = RaceResult("A race", pd.Timestamp("2026-06-07"), chip_time_s=1200.0)
EDITION = Edition(RESULT, figures(RESULT), None)


def way(east_m, north_m) -> pd.DataFrame:
    """RECORDS along places given in metres, on the equator, ten metres a second."""
    steps = np.hypot(np.diff(east_m, prepend=east_m[0]), np.diff(north_m, prepend=north_m[0]))
    distance = np.cumsum(steps)
    frame = pd.DataFrame(
        {
            "time": pd.Timestamp("2026-06-07T08:00Z") + pd.to_timedelta(distance / 10, unit="s"),
            "latitude_deg": np.asarray(north_m) / DEGREE_M,
            "longitude_deg": 7.5 + np.asarray(east_m) / DEGREE_M,
            "distance_m": distance,
            "speed_mps": 10.0,
            "moving": True,
        }
    )
    return conform(frame, RECORDS)


def record(history, *, near_start: bool) -> YearRecord:
    wanted = Wanted(2026, near_start=near_start)
    return YearRecord(history, wanted, pd.Timestamp("2026-11-22"), "session_rpe")


STRAIGHT = way(np.arange(0.0, 3001.0, 10.0), np.zeros(301))


def test_a_straight_way_loses_its_ends(make_history) -> None:
    course = course_of(EDITION, [STRAIGHT], record(make_history(), near_start=False))

    assert course is not None
    [stretch] = course.stretches
    assert np.ptp(stretch.east_m) == pytest.approx(2000.0, abs=25.0)
    assert "left out" in course.note


def test_asked_for_it_is_whole(make_history) -> None:
    course = course_of(EDITION, [STRAIGHT], record(make_history(), near_start=True))

    assert course is not None
    assert np.ptp(course.stretches[0].east_m) == pytest.approx(3000.0, abs=1.0)
    assert "as the author chose" in course.note


def test_a_second_lap_does_not_draw_the_start_again(make_history) -> None:
    turn = np.linspace(0, 4 * np.pi, 1201)
    loop = way(1000 * np.cos(turn), 1000 * np.sin(turn))

    course = course_of(EDITION, [loop], record(make_history(), near_start=False))

    assert course is not None
    assert len(course.stretches) == 2
    east = np.concatenate([one.east_m for one in course.stretches])
    # Around the start at 1,000 m east: a circle of 500 m cuts the loop at 875 m east.
    assert np.ptp(east) == pytest.approx(1875.0, abs=15.0)


def test_stretches_lie_as_they_lay(make_history) -> None:
    turn = np.linspace(0, 2 * np.pi, 601)
    loop = way(1000 * np.cos(turn), 1000 * np.sin(turn))

    [stretch] = course_of(EDITION, [loop], record(make_history(), near_start=False)).stretches

    assert max(abs(stretch.east_m).max(), abs(stretch.north_m).max()) < 1100
    assert np.ptp(stretch.north_m) == pytest.approx(2000.0, abs=10.0)


def test_a_way_that_never_leaves_its_start_is_not_drawn(make_history) -> None:
    near = way(np.linspace(0.0, 300.0, 31), np.zeros(31))

    assert course_of(EDITION, [near], record(make_history(), near_start=False)) is None


def test_without_positions_there_is_none(make_history) -> None:
    indoor = STRAIGHT.assign(latitude_deg=np.nan, longitude_deg=np.nan)

    assert course_of(EDITION, [indoor], record(make_history(), near_start=False)) is None


def test_several_sports_have_no_shades_of_speed(make_history) -> None:
    course = course_of(EDITION, [STRAIGHT, STRAIGHT], record(make_history(), near_start=False))

    assert course is not None
    assert "faster" not in course.note
    assert all(np.isnan(one.speed_mps).all() for one in course.stretches)
