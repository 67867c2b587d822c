"""Nothing near the start or the finish is left, on whichever lap it lies, and the rest stays."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.privacy_zone import apart_m, legs_without_ends, pieces, without_ends
from ingest.tables import RECORDS, conform

METRES_PER_DEGREE = 6_371_008.8 * math.pi / 180
HERE = (47.0, 8.0)


def way(east_m: np.ndarray, north_m: np.ndarray, here: tuple[float, float] = HERE) -> pd.DataFrame:
    """A sample a second at these metres from a place."""
    latitude = here[0] + north_m / METRES_PER_DEGREE
    longitude = here[1] + east_m / METRES_PER_DEGREE / math.cos(math.radians(here[0]))
    start = pd.Timestamp("2026-09-06T07:00:00Z")
    times = start + pd.to_timedelta(np.arange(len(latitude)), unit="s")
    around = (longitude + 180) % 360 - 180
    placed = {"time": times, "latitude_deg": latitude, "longitude_deg": around}
    return conform(pd.DataFrame(placed), RECORDS)


def laps(count: int) -> pd.DataFrame:
    """Rounds of 1 km across, from a start half a round before the finish."""
    angle = np.linspace(0, 2 * np.pi * (count + 0.5), 600 * count + 300)
    return way(1000 * np.cos(angle), 1000 * np.sin(angle))


def positions(records: pd.DataFrame) -> np.ndarray:
    return records[["latitude_deg", "longitude_deg"]].to_numpy()


def test_a_degree_of_latitude_is_111_km() -> None:
    apart = apart_m(np.array([[48.0, 8.0]]), np.array([47.0, 8.0]))

    assert apart[0] == pytest.approx(111_195, abs=1)


def test_a_second_lap_does_not_draw_the_start_again() -> None:
    whole = laps(3)

    left = without_ends(whole)

    for end in positions(whole)[[0, -1]]:
        assert apart_m(positions(left), end).min() > 500
    # The two lie on opposite sides: three rounds and a half leave seven half rounds.
    assert len(pieces(left)) == 7


def test_everything_else_stays_as_it_was() -> None:
    whole = laps(2)
    ends = positions(whole)[[0, -1]]
    far = np.min([apart_m(positions(whole), end) for end in ends], axis=0) > 500

    pd.testing.assert_frame_equal(without_ends(whole), whole[far])


def test_a_straight_run_loses_500_m_at_each_end() -> None:
    line = np.arange(0.0, 5000.0)

    left = without_ends(way(line, np.zeros(len(line))))

    assert left.index[0] == 501
    assert left.index[-1] == 4498


def test_a_short_run_around_the_block_is_gone() -> None:
    angle = np.linspace(0, 2 * np.pi, 400)

    left = without_ends(way(200 * np.cos(angle), 200 * np.sin(angle)))

    assert left.empty
    assert pieces(left) == ()
    assert list(left.columns) == RECORDS.names


def test_a_sample_without_a_position_goes_with_those_beside_it() -> None:
    line = np.arange(0.0, 3000.0)
    whole = way(line, np.zeros(len(line)))
    lost = [0, 1, 300, 2999, 1500]
    whole.loc[lost, ["latitude_deg", "longitude_deg"]] = np.nan

    left = without_ends(whole)

    assert set(lost) & set(left.index) == {1500}


def test_without_positions_everything_stays() -> None:
    indoors = way(np.full(5, np.nan), np.full(5, np.nan))

    assert len(without_ends(indoors)) == 5
    assert without_ends(indoors.iloc[:0]).empty


def test_a_later_leg_does_not_pass_where_another_began() -> None:
    line = np.arange(0.0, 4000.0)
    out = way(line, np.zeros(len(line)))
    past_the_door = way(np.zeros(8000), np.arange(-4000.0, 4000.0))

    left_out, left_past = legs_without_ends((out, past_the_door))

    door = positions(out)[0]
    assert apart_m(positions(left_past), door).min() > 500
    assert apart_m(positions(left_out), positions(past_the_door)[-1]).min() > 500
    assert len(pieces(left_past)) == 2


def test_the_far_side_of_the_date_line_is_near() -> None:
    line = np.arange(0.0, 4000.0)
    whole = way(line, np.zeros(len(line)), here=(-17.0, 179.985))

    left = without_ends(whole)

    assert left.index[0] == 501
    assert left.index[-1] == 3498


def test_a_sparse_track_draws_no_line_past_the_door() -> None:
    corners = [(0, 0), (3000, 0), (3000, 500), (-3000, 300), (-3000, -4000)]
    sparse = way(*np.array(corners, dtype=float).T)

    left = without_ends(sparse)

    # From the third corner to the fourth a line passes 400 m north of the start.
    assert list(left.index) == [1, 3]
    assert len(pieces(left)) == 2


@given(
    st.integers(0, 2**32 - 1),
    st.floats(0.0, 3000.0),
    st.floats(-80.0, 80.0),
)
def test_no_point_left_is_near_an_end(seed: int, radius_m: float, latitude: float) -> None:
    generator = np.random.default_rng(seed)
    steps = generator.normal(0, 30, (2, 400)).cumsum(axis=1)
    whole = way(steps[0], steps[1], here=(latitude, 20.0))

    left = without_ends(whole, radius_m)

    for end in positions(whole)[[0, -1]]:
        assert not (apart_m(positions(left), end) <= radius_m).any()
    assert sum(len(piece) for piece in pieces(left)) == len(left)
