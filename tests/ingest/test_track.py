import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.splits import in_motion_s, splits
from ingest.tables import LAPS, NEVER_US, RECORDS, Laps, Samples, Stops, conform
from ingest.track import running_s, track

MINUTE = np.arange(60.0)


def test_a_session_without_records_stays_empty(make_raw):
    assert list(track(make_raw([])).records.columns) == RECORDS.names


def test_the_argument_is_left_as_it_was(make_raw):
    raw = make_raw([0, 2, 1], distance_m=[0.0, 5.0, 9.0])
    before = raw.records.copy()

    track(raw)

    pd.testing.assert_frame_equal(raw.records, before)


@pytest.mark.parametrize(
    ("given_m", "completed_m"),
    [
        pytest.param([7.0, 10, 13], [7, 10, 13], id="starts as given"),
        pytest.param([0.0, np.nan, 6], [0, 3, 6], id="a gap is bridged"),
        pytest.param([np.nan, 2.0, 4, np.nan], [2, 2, 4, 4], id="open ends stand still"),
        pytest.param([0.0, 5, 4, 6], [0, 5, 5, 6], id="a small fall is levelled"),
        pytest.param(
            [900.0, 950, 1000, 0, 3, 6, 9],
            [900, 950, 1000, 1000, 1003, 1006, 1009],
            id="a counter that began again carries on",
        ),
        pytest.param([0.0, 3, 6, 9999, 12, 15], [0, 3, 6, 9, 12, 15], id="a blip is levelled"),
    ],
)
def test_the_devices_distance_never_falls(make_raw, given_m, completed_m):
    raw = make_raw(range(len(given_m)), distance_m=given_m)

    assert track(raw).records["distance_m"].tolist() == completed_m


def test_distance_comes_from_positions_when_the_file_has_none(make_raw, walk):
    raw = make_raw(MINUTE, **walk(MINUTE * 3))

    records = track(raw).records

    assert records["distance_m"].iloc[-1] == pytest.approx(3 * 59, rel=0.003)
    assert records["speed_mps"].to_numpy() == pytest.approx(np.full(60, 3.0), rel=0.01)


def test_a_counter_that_never_counted_is_no_distance(make_raw):
    records = track(make_raw(MINUTE, distance_m=np.zeros(60))).records

    assert records["distance_m"].isna().all()
    assert records["moving"].sum() == 59


def test_a_heart_rate_of_0_is_not_measured(make_raw):
    records = track(make_raw([0, 1, 2], heart_rate_bpm=[0, 120, 0])).records

    assert records["heart_rate_bpm"].isna().tolist() == [True, False, True]


def test_the_devices_speed_is_kept_and_its_gaps_filled(make_raw):
    speed = np.full(60, 2.5)
    speed[30:] = np.nan

    records = track(make_raw(MINUTE, distance_m=MINUTE * 3, speed_mps=speed)).records

    assert records["speed_mps"].iloc[:30].tolist() == [2.5] * 30
    assert records["speed_mps"].iloc[30:].to_numpy() == pytest.approx(np.full(30, 3.0))


def test_moving_starts_at_half_a_metre_a_second_on_foot_and_at_one_on_a_bike(make_raw):
    distance = [0.0, 10, 17, 21]  # 1.0, 0.7 and 0.4 m/s over 10 s each

    on_foot = track(make_raw([0, 10, 20, 30], distance_m=distance))
    on_a_bike = track(make_raw([0, 10, 20, 30], distance_m=distance, session={"sport": "cycling"}))

    assert on_foot.records["moving"].tolist() == [False, True, True, False]
    assert on_a_bike.records["moving"].tolist() == [False, True, False, False]


def test_a_long_gap_moves_only_when_timer_events_say_so(make_raw):
    distance = [0.0, 100, 200]

    unsaid = track(make_raw([0, 30, 61], distance_m=distance)).records
    running = track(make_raw([0, 30, 61], stops=[], distance_m=distance)).records
    stopped = track(make_raw([0, 30, 61], stops=[(32, 60)], distance_m=distance)).records

    assert unsaid["moving"].tolist() == [False, True, False]
    assert running["moving"].tolist() == [False, True, True]
    assert stopped["moving"].tolist() == [False, True, False]


def test_a_pause_within_a_long_moving_interval_is_taken_off_it(make_raw):
    # 25 m in 36 s, with a rest of 220 s at the wall before the next sample.
    lengths = make_raw(
        [0, 30, 286], stops=[(66, 286)], distance_m=[0.0, 25, 50], session={"sport": "swimming"}
    )

    records = track(lengths).records

    assert records["moving"].tolist() == [False, True, True]
    assert records["paused_s"].tolist() == [0.0, 0.0, 220.0]
    assert in_motion_s(Samples.of(records)).tolist() == [0.0, 30.0, 36.0]
    assert splits(records)["moving_s"].tolist() == [66.0]


def test_the_seconds_around_a_stop_button_are_no_motion(make_raw):
    records = track(make_raw([0, 1, 62], stops=[(1.5, 60)], distance_m=[0.0, 3, 9])).records

    assert records["moving"].tolist() == [False, True, False]
    assert "paused_s" not in records


def test_a_counter_in_whole_metres_does_not_stop_a_runner(make_raw):
    ticking = np.floor(MINUTE * 0.8)

    assert track(make_raw(MINUTE, distance_m=ticking)).records["moving"].sum() >= 58


def test_standing_four_seconds_is_standing(make_raw):
    distance = np.concatenate((np.arange(10) * 3.0, np.full(4, 27.0), 27 + np.arange(1, 11) * 3.0))

    moving = track(make_raw(range(24), distance_m=distance)).records["moving"]

    assert np.flatnonzero(~moving).tolist() == [0, 10, 11, 12, 13]


def test_stops_that_overlap_count_once(make_raw, make_micros):
    stops = make_raw([0], stops=[(10, 20), (15, 30)]).timer_stops

    assert running_s(make_micros([0, 10, 40]), stops).tolist() == [0, 10, 10]


def test_a_stop_without_an_end_lasts_to_the_last_sample(make_micros):
    stops = Stops(make_micros([10]), np.array([NEVER_US]))

    assert running_s(make_micros([0, 10, 40]), stops).tolist() == [0, 10, 0]


def test_lap_numbers_come_from_the_laps_starts(make_raw, make_times):
    laps = conform(pd.DataFrame({"lap": [1, 2], "start_time": make_times([0, 2])}), LAPS)

    records = track(make_raw(range(4), session={"lap_table": Laps.of(laps)})).records

    assert records["lap"].tolist() == [1, 1, 2, 2]


def test_a_readers_own_lap_numbers_are_kept(make_raw, make_times):
    laps = conform(pd.DataFrame({"lap": [1], "start_time": make_times([0])}), LAPS)

    records = track(make_raw(range(3), lap=[1, 1, 2], session={"lap_table": Laps.of(laps)})).records

    assert records["lap"].tolist() == [1, 1, 2]


def test_a_spike_is_told_left_off_the_map_and_keeps_its_heart_rate(make_raw, walk):
    north = MINUTE * 3
    north[20] += 9000

    result = track(make_raw(MINUTE, heart_rate_bpm=np.full(60, 140), **walk(north)))

    assert result.records["latitude_deg"].isna().tolist().index(True) == 20
    assert result.records["heart_rate_bpm"].notna().all()
    assert result.records["distance_m"].iloc[-1] == pytest.approx(3 * 59, rel=0.003)
    assert [p.message for p in result.problems] == [
        "1 position is nowhere or too far to reach at 12 m/s: left out of the map, "
        "its other values are kept."
    ]


def test_climb_is_counted_with_the_hysteresis_of_the_instrument(make_raw):
    bumps = np.tile([100.0, 105.0], 30)

    by_gps = track(make_raw(MINUTE, elevation_m=bumps)).records
    by_barometer = track(
        make_raw(MINUTE, elevation_m=bumps, session={"has_barometer": True})
    ).records

    assert by_gps["ascent_m"].iloc[-1] == 0
    assert by_barometer["ascent_m"].iloc[-1] == 150


def test_developer_fields_stay_beside_the_columns(make_raw):
    records = track(make_raw([0, 1], leg_spring_stiffness=[9.5, 9.6])).records

    assert records["leg_spring_stiffness"].tolist() == [9.5, 9.6]


@given(
    st.lists(
        st.tuples(
            st.integers(-100, 100),
            st.one_of(st.just(np.nan), st.floats(0, 1e6)),
            st.one_of(st.just(np.nan), st.floats(-90, 90)),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_whatever_comes_in_the_order_stays_and_distance_never_falls(make_raw, samples):
    step_s, distance_m, latitude_deg = (np.array(column) for column in zip(*samples, strict=True))
    raw = make_raw(
        np.cumsum(step_s), distance_m=distance_m, latitude_deg=latitude_deg, longitude_deg=8.0,
        power_w=np.arange(len(samples)),
    )  # fmt: skip

    records = track(raw).records

    assert records["power_w"].tolist() == list(range(len(samples)))
    assert records["time"].is_monotonic_increasing
    assert not (np.diff(records["distance_m"].to_numpy()) < 0).any()
