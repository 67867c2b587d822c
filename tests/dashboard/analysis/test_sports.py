"""Each sport has its word, its colour's name and its way to say how fast."""

import pytest

from dashboard.analysis import sports
from dashboard.analysis.sports import Reading


@pytest.mark.parametrize(
    ("sport", "sub_sport", "word", "family"),
    [
        ("running", "generic", "Run", "run"),
        ("running", "treadmill", "Treadmill run", "run"),
        ("cycling", "generic", "Bike", "bike"),
        ("training", "strength_training", "Strength", "strength"),
        ("training", "yoga", "Yoga", "yoga"),
        ("fitness_equipment", "elliptical", "Elliptical", "elliptical"),
        ("transition", "generic", "Change", "other"),
        ("stand_up_paddleboarding", "generic", "Stand up paddleboarding", "other"),
        ("", "", "Activity", "other"),
    ],
)
def test_a_sport_has_a_word_and_a_family(
    sport: str, sub_sport: str, word: str, family: str
) -> None:
    assert sports.word(sport, sub_sport) == word
    assert sports.family(sport, sub_sport) == family


def test_runners_read_pace_riders_speed_and_swimmers_pace_per_100_m() -> None:
    assert sports.how_fast("running", 1000, 318) == "5:18 /km"
    assert sports.how_fast("cycling", 30_000, 3662) == "29.5 km/h"
    assert sports.how_fast("swimming", 1500, 1500) == "1:40 /100 m"
    assert sports.reading("rowing") is Reading.SPEED


@pytest.mark.parametrize(
    ("legs", "name"),
    [
        (["running", "transition", "cycling", "transition", "running"], "Duathlon"),
        (["swimming", "transition", "cycling", "running"], "Triathlon"),
        (["swimming", "running", "swimming", "running"], "Swimrun"),
        (["cycling", "rowing"], "Multisport"),
    ],
)
def test_a_recording_of_several_sports_has_its_name(legs: list[str], name: str) -> None:
    assert sports.multisport(legs) == name
