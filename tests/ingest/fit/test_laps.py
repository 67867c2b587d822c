"""Laps and stops as the device marked them."""

import math

import numpy as np

from ingest.fit.columns import FitColumns, Message
from ingest.fit.laps import lap_numbers, lap_table, leg_laps, stops_of
from ingest.fit.legs import Leg

T = 1_714_543_200
WHOLE = Leg(None, "running", "generic", "", -math.inf, math.inf)


def columns(**messages):
    found = {name: tuple(map(Message, group)) for name, group in messages.items()}
    return FitColumns(0, {}, found)


def lap(start, elapsed=60.0, **fields):
    return {"start_time": T + start, "total_elapsed_time": elapsed, **fields}


def timer(second, event_type):
    return {"event": "timer", "event_type": event_type, "timestamp": T + second}


def stretches(found):
    starts, ends = found.start_us / 1e6 - T, found.end_us / 1e6 - T
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def test_laps_are_numbered_in_time_order_with_what_the_device_says():
    laps = leg_laps(columns(lap=[lap(60, total_distance=210.5), lap(0, avg_heart_rate=140)]), WHOLE)
    frame = lap_table(laps).frame()
    assert frame["lap"].tolist() == [1, 2]
    assert frame["elapsed_s"].tolist() == [60.0, 60.0]
    assert frame["heart_rate_mean_bpm"].tolist()[0] == 140.0
    assert frame["distance_m"].tolist()[1] == 210.5


def test_a_lap_belongs_to_the_leg_it_begins_in():
    second = Leg(None, "cycling", "generic", "", T + 60.0, math.inf)
    laps = leg_laps(columns(lap=[lap(0), lap(60), lap(120)]), second)
    assert [message.number("start_time") - T for message in laps] == [60, 120]


def test_samples_get_the_lap_they_are_in():
    laps = [Message(lap(0)), Message(lap(60))]
    seconds = T + np.array([-5.0, 0, 59, 60, 500])
    assert lap_numbers(laps, seconds, cut=False).tolist() == [1, 1, 1, 2, 2]
    assert lap_numbers([], seconds, cut=False).tolist() == [0] * 5


def test_behind_the_last_lap_of_a_cut_file_a_lap_of_its_own_begins():
    laps = [Message(lap(0)), Message(lap(60))]
    seconds = T + np.array([59.0, 60, 120, 122])
    assert lap_numbers(laps, seconds, cut=True).tolist() == [1, 2, 2, 3]


def samples(first, last):
    return T + np.arange(first, last + 1.0)


def stops(leg, seconds, *events):
    return stretches(stops_of(columns(event=events), leg, seconds))


def leg(start, end, **totals):
    message = Message({"start_time": T + start, **totals}) if totals else None
    return Leg(message, "running", "generic", "", T + start, T + end)


def test_no_timer_events_are_no_answer():
    assert stops_of(columns(), WHOLE, samples(0, 100)) is None


def test_a_stop_lasts_until_the_next_start():
    events = [timer(0, "start"), timer(100, "stop_all"), timer(160, "start")]
    assert stops(WHOLE, samples(0, 300), *events, timer(300, "stop_all")) == [(100, 160)]


def test_a_stop_said_twice_began_the_first_time():
    events = [timer(100, "stop"), timer(120, "stop_all"), timer(160, "start")]
    assert stops(WHOLE, samples(0, 300), *events) == [(100, 160)]


def test_a_stop_and_a_start_in_one_second_are_no_pause():
    events = [timer(0, "start"), timer(100, "stop_all"), timer(100, "start")]
    assert stops(WHOLE, samples(0, 300), *events) == []


def test_a_last_stop_ends_when_samples_go_on():
    events = [timer(0, "start"), timer(100, "stop_all")]
    seconds = np.concatenate((samples(0, 100), samples(140, 300)))
    assert stops(WHOLE, seconds, *events) == [(100, 140)]


def test_a_last_stop_the_device_counted_as_a_pause_lasts_to_the_last_sample():
    whole = leg(-math.inf, math.inf, total_elapsed_time=130.0, total_timer_time=100.0)
    events = [timer(0, "start"), timer(100, "stop_all")]
    assert stops(whole, samples(0, 130), *events) == [(100, 130)]


def test_a_stop_at_the_end_of_a_leg_does_not_stop_the_legs_after_it():
    events = [timer(0, "start"), timer(100, "stop_all")]
    first, second, third = leg(-math.inf, 100), leg(100, 200), leg(200, math.inf)
    assert stops(first, samples(0, 99), *events) == []
    assert stops(second, samples(100, 199), *events) == []
    assert stops(third, samples(205, 300), *events) == [(200, 205)]


def test_a_pause_across_two_legs_is_cut_at_the_border():
    second = leg(130, math.inf, total_elapsed_time=170.0, total_timer_time=140.0)
    events = [timer(100, "stop_all"), timer(160, "start")]
    assert stops(second, samples(130, 300), *events) == [(130, 160)]
