"""What the page fills in by itself: the moment, the sessions near by, the places of a zero."""

import pandas as pd
import pytest

from dashboard.analysis.pain import Site
from dashboard.analysis.pain_moment import (
    both_sides,
    last_scores,
    near_sessions,
    preset_moment,
    session_moment,
    sites_without,
)

ZONE = "Europe/Zurich"


def at(clock: str) -> pd.Timestamp:
    return pd.Timestamp(f"2026-01-05 {clock}", tz=ZONE)


@pytest.mark.parametrize(
    ("clock", "moment"),
    [("06:00", "morning"), ("10:59", "morning"), ("11:00", "worst"), ("23:59", "worst")],
)
def test_the_clock_chooses_the_moment(make_sessions, clock, moment):
    assert preset_moment(at(clock), make_sessions().iloc[:0]) == moment


@pytest.mark.parametrize(
    ("clock", "moment"),
    [("08:30", "morning"), ("09:00", "after"), ("10:59", "after"), ("11:01", "worst")],
)
def test_a_session_that_ended_within_two_hours_comes_first(make_sessions, clock, moment):
    # From 7:00 to 8:00 by UTC, which is 8:00 to 9:00 here.
    assert preset_moment(at(clock), make_sessions({"minutes": 60})) == moment


def test_sessions_of_the_last_three_days_are_offered_and_named(make_sessions):
    sessions = make_sessions(
        {"day": 0, "km": 9.2},
        {"day": -1, "sport": "training", "sub_sport": "strength_training"},
        {"day": -2, "sport": "transition"},
        {"day": -3},
        {"day": 1},
    )

    found = near_sessions(sessions, at("20:00"))

    assert [one.words for one in found] == ["Run 9.2 km, Monday 5 Jan", "Strength, Sunday 4 Jan"]
    assert [one.session_id for one in found] == ["s0", "s1"]


@pytest.mark.parametrize(
    ("moment", "clock"), [("before", "08:00"), ("during", "08:30"), ("after", "09:00")]
)
def test_a_moment_of_a_session_has_its_time_and_its_day(make_sessions, moment, clock):
    [(_, session)] = make_sessions({"minutes": 60, "utc_offset_s": 3600}).iterrows()

    time = session_moment(session, moment, at("20:00"))

    assert time == at(clock)
    assert f"{time:%H:%M}" == clock


def test_a_session_still_under_way_gives_no_time_to_come(make_sessions):
    [(_, session)] = make_sessions({"minutes": 600}).iterrows()

    assert session_moment(session, "after", at("09:00")) == at("09:00")


def test_a_zone_shows_its_newest_score(make_diary):
    outer = {"aspect": "lateral"}
    diary = make_diary(
        (0, 3), (1, 1), (1, 2, outer), (2, 9, {"region": "hip"}), (2, 5, {"aspect": ""})
    )

    assert last_scores(diary, "knee") == {"left-medial": 1, "left-lateral": 2}


def test_both_sides_are_a_site_and_its_mirror():
    knee = Site("knee", "left", "medial")

    assert both_sides(knee) == (knee, Site("knee", "right", "medial"))
    assert both_sides(Site("lower_back")) == (Site("lower_back"),)


def test_no_pain_is_offered_for_the_places_of_the_diary_that_did_not_hurt_today(make_diary, day):
    hip = {"region": "hip", "aspect": ""}
    back = {"region": "lower_back", "side": "central", "aspect": ""}
    diary = make_diary((0, 3), (0, 3, hip), (0, 3, back), (1, 2, hip), (1, 0, back))

    offered = sites_without(diary, day(1), "morning")

    assert offered == (Site("knee", "left", "medial"),)
    assert Site("lower_back") in sites_without(diary, day(1), "worst")
    assert Site("hip", "left") not in sites_without(diary, day(1), "worst")
