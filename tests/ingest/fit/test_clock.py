"""Every sample gets the time the file gives it, or an honest one with a sentence."""

import numpy as np

from ingest.fit.clock import date_records, start_of, utc_time
from ingest.fit.columns import FIRST_DATE, FitColumns, Message
from ingest.fit.dates import with_dates

T = 1_714_543_200  # 2024-05-01 06:00:00 UTC


def times(seconds):
    known = [None if np.isnan(s) else int(s) for s in seconds]
    return np.array(known, dtype="datetime64[s]")


def columns(seconds=None, n=None, **messages):
    record = {} if seconds is None else {"timestamp": times(seconds)}
    count = len(seconds) if seconds is not None else n
    found = {name: tuple(Message(m) for m in group) for name, group in messages.items()}
    return FitColumns(count, record, found)


def codes(dated):
    return [(problem.code, problem.records_lost) for problem in dated.problems]


def test_true_times_are_kept_in_file_order_even_backwards():
    times = [T, T + 5, T + 3, T + 3, T + 9]
    dated = date_records(columns(times))
    assert dated.seconds.tolist() == times
    assert dated.problems == ()


def test_one_sample_from_2085_is_left_out_and_named():
    times = [float(T + i) for i in range(20)]
    times[7] = 3_658_067_218.0
    dated = date_records(columns(times))
    assert codes(dated) == [("wrong_time", 1)]
    assert "sample 8 of 20" in dated.problems[0].message
    assert "2085" in dated.problems[0].message
    assert dated.keep.tolist() == [i for i in range(20) if i != 7]


def test_a_sample_three_days_off_its_neighbours_is_left_out():
    times = [float(T + i) for i in range(20)]
    times[0] += 3 * 86_400
    times[12] -= 3 * 86_400
    assert date_records(columns(times)).keep.tolist() == [*range(1, 12), *range(13, 20)]


def test_a_night_in_a_hut_is_no_mistake():
    times = [T + i for i in range(9)] + [T + 2 * 86_400 + i for i in range(9)]
    assert date_records(columns(times)).problems == ()


def test_a_recording_of_a_month_is_no_mistake():
    times = np.linspace(T, T + 31 * 86_400, 500)
    assert date_records(columns(times)).problems == ()


def test_swim_samples_without_time_stand_at_the_end_of_their_length():
    lengths = [{"start_time": T + 30 * i, "total_elapsed_time": 25.5} for i in range(3)]
    dated = date_records(columns(n=3, length=lengths))
    assert dated.seconds.tolist() == [T + 25.5, T + 55.5, T + 85.5]
    assert codes(dated) == [("no_times", 0)]


def test_samples_without_time_are_spread_over_the_session():
    session = {"start_time": T, "total_elapsed_time": 90.0}
    dated = date_records(columns(n=4, session=[session]))
    assert dated.seconds.tolist() == [T, T + 30, T + 60, T + 90]
    assert codes(dated) == [("no_times", 0)]


def test_samples_without_any_clue_are_a_second_apart_and_it_is_said():
    dated = date_records(columns(n=3, file_id=[{"time_created": T}]))
    assert dated.seconds.tolist() == [T, T + 1, T + 2]
    assert "may be wrong" in dated.problems[0].message


def test_single_samples_without_time_stand_between_their_neighbours():
    dated = date_records(columns([np.nan, T, np.nan, T + 4, np.nan, np.nan]))
    assert dated.seconds.tolist() == [T, T + 2, T + 4]
    assert dated.keep.tolist() == [1, 2, 3]
    assert codes(dated) == [("no_times", 3)]


def test_a_watch_without_a_date_is_placed_by_its_local_clock():
    booted = FIRST_DATE - 250_000_000
    activity = {"timestamp": booted + 100, "local_timestamp": T + 100}
    session = {"start_time": booted, "timestamp": booted + 100, "total_elapsed_time": 100.0}
    moved = with_dates(columns([booted, booted + 50], activity=[activity], session=[session]))
    assert moved.seconds().tolist() == [T, T + 50]
    assert moved.first("session").number("start_time") == T
    assert [problem.code for problem in moved.problems] == ["local_clock"]


def test_a_watch_that_never_knew_the_date_says_so_and_keeps_its_intervals():
    booted = FIRST_DATE - 250_000_000
    moved = with_dates(columns([booted, booted + 50]))
    assert moved.seconds().tolist() == [booted, booted + 50]
    assert [problem.code for problem in moved.problems] == ["no_date"]


def test_a_dated_recording_is_left_alone():
    dated = columns([T, T + 1], activity=[{"timestamp": T, "local_timestamp": T + 7200}])
    assert with_dates(dated) is dated


def test_a_start_may_follow_from_the_end():
    assert start_of(Message({"timestamp": T + 60, "total_elapsed_time": 60.0})) == T
    assert start_of(Message({"timestamp": T, "start_time": T - 5})) == T - 5
    assert np.isnan(start_of(Message({"timestamp": T, "total_elapsed_time": 1e300})))


def test_times_are_utc_to_the_microsecond():
    moment = utc_time(T + 0.5)
    assert moment.unit == "us"
    assert moment.isoformat() == "2024-05-01T06:00:00.500000+00:00"
