import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clock import bridged, repair_clock, seconds

HOUR = 3600


@pytest.mark.parametrize(
    ("given_s", "repaired_s"),
    [
        pytest.param([0, 1, 2, 3], [0, 1, 2, 3], id="a sound clock is left alone"),
        pytest.param([0, 1, 1, 2], [0, 1, 1.5, 2], id="two samples share a second"),
        pytest.param([0, 9, 9, 20], [0, 9, 9.5, 20], id="duplicates stay within a second"),
        pytest.param([0, 1, 2, 2 - HOUR, 3 - HOUR], [0, 1, 2, 3, 4], id="set back an hour"),
        pytest.param([0, 1, -50, 3, 4], [0, 1, 2, 3, 4], id="one sample with a wrong time"),
        pytest.param([0, 1, 2, 2e9], [0, 1, 2, 3], id="a last sample decades ahead"),
        pytest.param([-9e8, 0, 1, 2], [0, 1, 2, 3], id="a first sample decades before"),
    ],
)
def test_times_rise_in_file_order(make_micros, given_s, repaired_s):
    assert seconds(repair_clock(make_micros(given_s)).time_us).tolist() == repaired_s


def test_the_longest_stretch_of_one_clock_keeps_its_times(make_micros):
    wrong_at_first = make_micros([-9e8, -9e8 + 1, *range(10)])

    repaired = repair_clock(wrong_at_first).time_us

    assert repaired[2:].tolist() == wrong_at_first[2:].tolist()
    assert seconds(repaired).tolist() == list(range(12))


def test_a_jump_names_its_record_and_its_size(make_micros):
    clock = repair_clock(make_micros([*range(811), *range(811 - 7200, 900 - 7200)]))

    assert [p.message for p in clock.problems] == [
        "The clock jumped back 2 h at record 812: kept in file order."
    ]


def test_thousands_of_jumps_are_told_in_four_sentences(make_micros):
    back_and_forth = np.arange(4000) // 2 + 1000 * (np.arange(4000) % 2 == 0)

    clock = repair_clock(make_micros(back_and_forth))

    told = [p.message for p in clock.problems if p.code == "clock_jump"]
    assert len(told) == 4
    assert told[-1].endswith("more times: all records are kept in file order.")


def test_a_date_that_cannot_be_is_kept_and_told(make_micros):
    future = make_micros([0, 1]) + 3_000_000_000_000_000

    [problem] = repair_clock(future).problems

    assert problem.code == "implausible_date"
    assert "2121" in problem.message


def test_no_samples_have_no_problems(make_micros):
    assert repair_clock(make_micros([])).problems == ()


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=60))
def test_whatever_the_clock_did_times_rise_and_none_is_lost(make_micros, given_s):
    repaired = repair_clock(make_micros(given_s)).time_us

    assert len(repaired) == len(given_s)
    assert (np.diff(seconds(repaired)) > 0).all()


def test_gaps_are_bridged_in_straight_lines_and_the_ends_carried_on():
    time_s = np.array([0.0, 1.0, 2.0, 4.0, 5.0])
    found = bridged(time_s, np.array([1, 3]), np.array([10.0, 16.0]))
    assert found.tolist() == [10, 10, 12, 16, 16]


def test_without_gaps_each_value_comes_back_as_it_was():
    values = np.array([0.1, 0.2, 0.30000000000000004])
    time_s = np.array([0.0, 1.0, 3.0])
    assert bridged(time_s, np.arange(3), values).tolist() == values.tolist()
    assert np.interp(time_s, time_s, values).tolist() == values.tolist()
