"""Sessions come in time order, and every moment belongs to exactly one."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.fit.columns import FitColumns, Message
from ingest.fit.legs import find_legs, rows_of

T = 1_714_543_200


def columns(**messages):
    found = {name: tuple(map(Message, group)) for name, group in messages.items()}
    return FitColumns(0, {}, found)


def session(start, sport="running", **fields):
    return {"start_time": start, "sport": sport, **fields}


def sports(legs):
    return [leg.sport for leg in legs]


def test_sessions_come_in_time_order_whatever_order_the_file_has():
    messages = [session(T + 900, "running"), session(T, "swimming"), session(T + 300, "cycling")]
    assert sports(find_legs(columns(session=messages))) == ["swimming", "cycling", "running"]


def test_a_summary_over_the_others_is_no_leg():
    messages = [session(T, "multisport"), session(T, "swimming"), session(T + 300, "cycling")]
    assert sports(find_legs(columns(session=messages))) == ["swimming", "cycling"]


def test_a_session_written_twice_counts_once_with_its_last_totals():
    messages = [session(T, total_distance=100.0), session(T, total_distance=900.0)]
    (leg,) = find_legs(columns(session=messages))
    assert leg.message.number("total_distance") == 900.0


def test_a_session_without_sport_takes_it_from_the_sport_message():
    (leg,) = find_legs(
        columns(
            session=[{"start_time": T}],
            sport=[{"sport": "running", "sub_sport": "treadmill", "name": "Treadmill"}],
        )
    )
    assert (leg.sport, leg.sub_sport, leg.name) == ("running", "treadmill", "Treadmill")


def test_without_a_session_the_sport_message_or_a_lap_says_what_it_was():
    (leg,) = find_legs(columns(sport=[{"sport": "hiking"}]))
    assert (leg.sport, leg.sub_sport, leg.message) == ("hiking", "generic", None)
    (leg,) = find_legs(columns(lap=[{"sport": "cycling", "sub_sport": "road"}]))
    assert (leg.sport, leg.sub_sport) == ("cycling", "road")
    (leg,) = find_legs(columns())
    assert leg.sport == "generic"


def test_a_moment_on_the_border_opens_the_later_leg():
    first, second = find_legs(columns(session=[session(T, "running"), session(T + 60, "cycling")]))
    moments = np.array([T - 10.0, T + 59.0, T + 60.0, T + 1e6])
    assert rows_of(first, moments).tolist() == [0, 1]
    assert rows_of(second, moments).tolist() == [2, 3]


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=1, max_size=6),
    st.lists(st.integers(-50, 150), max_size=30),
)
def test_no_moment_is_lost_or_counted_twice(starts, moments):
    messages = [
        {"message_index": i} | ({} if start is None else {"start_time": T + start})
        for i, start in enumerate(starts)
    ]
    legs = find_legs(columns(session=messages))
    seconds = np.array([T + moment for moment in moments], dtype=float)
    rows = np.concatenate([rows_of(leg, seconds) for leg in legs])
    assert sorted(rows.tolist()) == list(range(len(moments)))
    assert legs[0].start == -math.inf
    assert legs[-1].end == math.inf
