import numpy as np
import pandas as pd

from dashboard.analysis.overview_marks import Marks, marks

MONDAY = pd.Timestamp("2025-09-22")


def marks_of(history) -> Marks:
    return marks(history.sessions, history.results, history.shoes, history.events)


def test_a_race_carries_its_official_time_and_its_arithmetic(make_history) -> None:
    result = {
        "race": "Springbank Half Marathon",
        "race_day": MONDAY,
        "official_distance_m": 21097.5,
        "chip_time_s": 6717,
        "published_pace_s_per_km": 319,
        "status": "finished",
    }

    (race,) = marks_of(make_history(results=[result])).races

    assert race.label == "Springbank Half Marathon 1:51:57"
    assert race.note == "1:51:57 / 21.0975 km = 5:18 /km (published 5:19)"


def test_who_did_not_finish_is_told_and_who_did_not_start_is_not(make_history) -> None:
    results = [
        {"race": "One", "race_day": MONDAY, "chip_time_s": 100, "status": "DNF"},
        {"race": "Two", "race_day": MONDAY, "status": "DNS"},
    ]

    assert [race.label for race in marks_of(make_history(results=results)).races] == ["One DNF"]


def test_a_race_is_marked_once_by_its_result_or_by_the_activity(make_history) -> None:
    rows = [
        {"day": 0, "name": "With a result", "is_race": True},
        {"day": 7, "name": "Club race", "is_race": True},
        {"day": 8, "name": "No race"},
    ]
    result = {"race": "A half", "race_day": MONDAY, "status": "finished"}

    found = marks_of(make_history(rows, results=[result])).races

    assert [race.label for race in found] == ["A half", "Club race"]


def test_a_change_of_shoes_says_both_drops_and_the_first_pair_is_none(make_history) -> None:
    shoes = [
        {"name": "Old", "heel_drop_mm": 10, "first_use": MONDAY},
        {"name": "New", "heel_drop_mm": 6, "first_use": MONDAY + pd.Timedelta(days=30)},
        {"name": "Third", "heel_drop_mm": np.nan, "first_use": MONDAY + pd.Timedelta(days=60)},
        {"name": "Never worn", "heel_drop_mm": 8},
    ]

    found = marks_of(make_history(shoes=shoes)).shoes

    assert [shoe.label for shoe in found] == ["new shoes, 10 → 6 mm drop", "new shoes"]


def test_an_event_without_a_last_day_goes_on_to_the_end_of_the_range(make_history) -> None:
    event = {"kind": "illness", "first_day": MONDAY, "note": "A cold"}
    last = MONDAY + pd.Timedelta(days=20)

    (ill,) = marks_of(make_history(events=[event])).between(MONDAY, last).events

    assert (ill.label, ill.note) == ("ill", "A cold")
    assert (ill.first, ill.last) == (MONDAY, last)


def test_marks_outside_a_range_are_left_out(make_history) -> None:
    events = [
        {"kind": "travel", "first_day": MONDAY, "last_day": MONDAY},
        {"kind": "other", "first_day": MONDAY + pd.Timedelta(days=9), "note": "Moved house"},
    ]

    found = marks_of(make_history(events=events)).between(
        MONDAY + pd.Timedelta(days=5), MONDAY + pd.Timedelta(days=30)
    )

    assert [event.label for event in found.events] == ["Moved house"]
