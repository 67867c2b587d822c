from dataclasses import replace
from math import inf, nan

import pandas as pd
import pytest

from ingest.diary import (
    SessionByHand,
    WrongEntry,
    canonical_json,
    check_session_by_hand,
    start_time,
)

NOW = pd.Timestamp("2026-11-23T12:00", tz="Europe/Brussels")
SWIM = SessionByHand(
    "swimming", pd.Timestamp("2026-11-23T07:30"), 45, 5, 1500, "Lengths", "Easy.", "Europe/Brussels"
)


def test_a_session_needs_no_more_than_a_sport_a_start_and_minutes():
    check_session_by_hand(SessionByHand("yoga", SWIM.start, 30), NOW)
    check_session_by_hand(SWIM, NOW)


def test_an_effort_of_nothing_at_all_passes():
    check_session_by_hand(replace(SWIM, rpe=0), NOW)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sport", " "),
        ("sport", "transition"),
        ("start", NOW),
        ("start", pd.NaT),
        ("start", pd.Timestamp("2026-11-23T12:06")),
        ("minutes", 0.0),
        ("minutes", nan),
        ("minutes", inf),
        ("rpe", 11.0),
        ("rpe", -1.0),
        ("distance_m", 0.0),
        ("distance_m", inf),
        ("time_zone", "Europe/Atlantis"),
    ],
)
def test_what_no_session_is_gets_refused_beside_its_field(field, value):
    with pytest.raises(WrongEntry) as wrong:
        check_session_by_hand(replace(SWIM, **{field: value}), NOW)
    assert wrong.value.field == field


def test_the_start_is_read_off_the_clock_of_its_zone():
    assert start_time(SWIM) == pd.Timestamp("2026-11-23T06:30", tz="UTC")
    nowhere = replace(SWIM, time_zone="")
    assert start_time(nowhere) == pd.Timestamp("2026-11-23T07:30", tz="UTC")


def test_an_hour_that_comes_twice_or_never_still_has_a_start():
    twice = replace(SWIM, start=pd.Timestamp("2026-10-25T02:30"))
    never = replace(SWIM, start=pd.Timestamp("2026-03-29T02:30"))

    assert start_time(twice) == pd.Timestamp("2026-10-25T00:30", tz="UTC")
    assert start_time(never) == pd.Timestamp("2026-03-29T01:00", tz="UTC")


def test_the_same_words_are_the_same_bytes():
    assert canonical_json(SWIM) == (
        b'{"distance_m":1500.0,"minutes":45.0,"name":"Lengths","note":"Easy.","rpe":5.0,'
        b'"sport":"swimming","start":"2026-11-23T07:30:00+01:00"}'
    )
    assert canonical_json(replace(SWIM, name=" Lengths ", minutes=45.0)) == canonical_json(SWIM)
    assert b'"distance_m":null' in canonical_json(replace(SWIM, distance_m=nan))


@pytest.mark.parametrize(
    "other",
    [
        {"minutes": 46},
        {"rpe": nan},
        {"distance_m": 1525},
        {"sport": "rowing"},
        {"name": ""},
        {"note": "Hard."},
        {"start": pd.Timestamp("2026-11-23T07:31")},
        {"time_zone": "UTC"},
    ],
)
def test_other_words_are_other_bytes(other):
    assert canonical_json(replace(SWIM, **other)) != canonical_json(SWIM)
