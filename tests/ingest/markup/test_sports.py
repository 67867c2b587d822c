"""An exporter's word for a sport becomes FIT's."""

import pytest

from ingest.markup.sports import sport_of


@pytest.mark.parametrize(
    ("word", "sport", "sub_sport"),
    [
        ("9", "running", "generic"),
        ("Run", "running", "generic"),
        ("RUNNING", "running", "generic"),
        ("trail_running", "running", "trail"),
        ("Trail Run", "running", "trail"),
        ("treadmill_running", "running", "treadmill"),
        ("1", "cycling", "generic"),
        ("Biking", "cycling", "generic"),
        ("VirtualRide", "cycling", "generic"),
        ("mountain_biking", "cycling", "mountain"),
        ("10", "walking", "generic"),
        ("Hike", "hiking", "generic"),
        ("open_water_swimming", "swimming", "open_water"),
        ("Transition", "transition", "generic"),
        ("ultra_running_race", "running", "generic"),
        ("Other", "generic", "generic"),
        ("unknown", "generic", "generic"),
        ("brunch", "generic", "generic"),
        ("", "generic", "generic"),
        ("9" * 5000, "generic", "generic"),
    ],
)
def test_a_word_becomes_a_sport(word: str, sport: str, sub_sport: str) -> None:
    assert sport_of(word) == (sport, sub_sport)
