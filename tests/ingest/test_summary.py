from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.local_day import Place
from ingest.summary import summary
from ingest.tables import DeviceTotals
from ingest.track import track

HALF_HOUR = np.arange(1801.0)


def summed(raw, place=None):
    return summary(raw, track(raw).samples, place)


def test_a_half_hours_run(make_raw, walk):
    raw = make_raw(
        HALF_HOUR,
        distance_m=HALF_HOUR * 3,
        heart_rate_bpm=np.full(1801, 150),
        cadence_spm=np.full(1801, 170.0),
        **walk(HALF_HOUR * 3),
    )

    row = summed(raw)

    assert row.distance_m == 5400
    assert (row.elapsed_s, row.timer_s, row.moving_s) == (1800, 1800, 1800)
    assert row.steps == pytest.approx(170 * 30)
    assert (row.heart_rate_mean_bpm, row.heart_rate_max_bpm) == (150, 150)
    assert row.graded_pace_s_per_km == pytest.approx(1000 / 3)
    assert row.normalised_speed_mps == pytest.approx(3)
    assert row.decoupling_percent == pytest.approx(0, abs=1e-9)
    assert row.heart_rate_seconds[150 - 30] == 1800
    assert row.graded_speed_seconds[60] == 1800
    assert row.best_efforts_s[1] == pytest.approx(1000 / 3)
    assert np.isnan(row.best_efforts_s[-1])
    assert (row.utc_offset_s, row.utc_offset_source) == (7200, "position")
    assert (row.rpe_source, row.ascent_m) == ("none", pytest.approx(np.nan, nan_ok=True))


def test_what_was_not_measured_is_never_0(make_raw):
    row = summed(make_raw(HALF_HOUR, session={"sport": "training"}))

    for value in (row.distance_m, row.ascent_m, row.steps, row.heart_rate_mean_bpm,
                  row.graded_pace_s_per_km, row.normalised_speed_mps, row.rpe):  # fmt: skip
        assert np.isnan(value)
    assert row.moving_s == row.timer_s == 1800


def test_without_records_the_devices_totals_stand_alone(make_raw, make_times):
    totals = DeviceTotals(distance_m=1500, elapsed_s=2000, timer_s=1900, ascent_m=7, rpe=4)
    raw = make_raw([], session={"totals": totals, "start_time": make_times([0]).iloc[0]})

    row = summed(raw)

    assert (row.distance_m, row.elapsed_s, row.timer_s, row.moving_s) == (1500, 2000, 1900, 1900)
    assert (row.ascent_m, row.rpe, row.rpe_source) == (7, 4, "file")


def test_a_session_needs_a_time(make_raw):
    with pytest.raises(ValueError, match="start time or a record"):
        summed(make_raw([]))


@pytest.mark.parametrize(
    ("device_s", "elapsed_s"),
    [
        pytest.param(np.nan, 1800, id="the device says nothing"),
        pytest.param(1860.5, 1860.5, id="the device went on after the last sample"),
        pytest.param(1798.6, 1800, id="rounding"),
        pytest.param(900, 1800, id="less than the samples span"),
        pytest.param(40 * 86400, 1800, id="longer than a month"),
    ],
)
def test_elapsed_time_is_the_devices_when_it_holds_the_records(make_raw, device_s, elapsed_s):
    raw = make_raw(HALF_HOUR, session={"totals": DeviceTotals(elapsed_s=device_s)})

    assert summed(raw).elapsed_s == elapsed_s


def test_the_timer_is_the_devices_else_what_the_stops_leave(make_raw):
    distance = np.minimum(HALF_HOUR, 600) * 3
    stops = [(600, 900)]

    by_device = make_raw(
        HALF_HOUR, stops, {"totals": DeviceTotals(timer_s=1490)}, distance_m=distance
    )
    by_stops = make_raw(HALF_HOUR, stops, distance_m=distance)

    assert summed(by_device).timer_s == 1490
    assert summed(by_stops).timer_s == 1500
    assert summed(by_stops).moving_s == 600


def test_a_start_a_day_from_its_records_is_not_believed(make_raw, make_times):
    start = make_times([0]).iloc[0]
    off = make_raw([0, 1], session={"start_time": start - pd.Timedelta(days=400)})
    sane = make_raw([0, 1], session={"start_time": start - pd.Timedelta(seconds=3)})

    assert summed(off).start_time == start
    assert summed(sane).start_time == start - pd.Timedelta(seconds=3)


def test_hills_and_best_efforts_are_for_feet(make_raw):
    ride = make_raw(
        HALF_HOUR, session={"sport": "cycling"}, distance_m=HALF_HOUR * 6, elevation_m=HALF_HOUR / 5
    )

    row = summed(ride)

    assert np.isnan(row.graded_pace_s_per_km)
    assert np.isnan(row.best_efforts_s).all()
    assert row.graded_speed_seconds.sum() == 0
    assert row.ascent_m == 360


def test_another_legs_place_tells_the_zone_of_a_leg_without_one(make_raw):
    raw = make_raw([0, 1])

    assert summed(raw, Place(35.7, 139.7)).utc_offset_s == 9 * 3600
    assert summed(raw).utc_offset_source == "unknown"


def test_a_virtual_rides_island_tells_no_zone(make_raw, walk):
    raw = make_raw([0, 1], session={"sub_sport": "virtual_activity"}, **walk(np.array([0.0, 9])))

    assert summed(raw).utc_offset_source == "unknown"


def test_the_devices_steps_come_before_the_cadence(make_raw):
    raw = make_raw(HALF_HOUR, cadence_spm=np.full(1801, 170.0))

    assert summed(replace(raw, totals=DeviceTotals(steps=5000))).steps == 5000


maybe = st.one_of(st.just(np.nan), st.floats(0, 5000))


@given(
    st.lists(st.tuples(st.floats(0, 90), st.floats(0, 300)), min_size=1, max_size=30),
    st.lists(st.tuples(st.floats(0, 2000), st.floats(0, 300)), max_size=3),
    maybe,
    maybe,
)
def test_the_three_clocks_are_always_in_order(make_raw, rows, pauses, elapsed_s, timer_s):
    gap_s, step_m = zip(*rows, strict=True)
    stops = [(begin_s, begin_s + length_s) for begin_s, length_s in pauses] or None
    totals = DeviceTotals(elapsed_s=elapsed_s, timer_s=timer_s)
    raw = make_raw(np.cumsum(gap_s), stops, {"totals": totals}, distance_m=np.cumsum(step_m))

    row = summed(raw)

    assert 0 <= row.moving_s <= row.timer_s <= row.elapsed_s
