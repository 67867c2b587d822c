"""Many athletes' years beside each other: the same race, the fastest, sums that add up."""

import math

import pandas as pd
import pytest

from dashboard.analysis.club_year import athlete_year, fastest, races_together, totals
from ingest.athlete_tables import RACE_RESULTS
from ingest.tables import SESSION_LIST, Athlete, conform

HALF_M = 21097.5


def person(name: str, runs: list[dict] | None = None, results: list[dict] | None = None):
    sessions = [
        {
            "session_id": f"{name}{number}",
            "activity_id": f"{name}{number}",
            "sport": "running",
            "local_day": pd.Timestamp("2026-05-01"),
            "timer_s": 3600.0,
            "distance_m": 10_000.0,
            **run,
        }
        for number, run in enumerate(runs or [])
    ]
    found = [
        {
            "result_id": f"{name}{number}",
            "race": "Lakeside Half",
            "race_day": pd.Timestamp("2026-06-07"),
            "official_distance_m": HALF_M,
            "status": "finished",
            **result,
        }
        for number, result in enumerate(results or [])
    ]
    return athlete_year(
        Athlete(name.lower(), name),
        conform(pd.DataFrame(sessions), SESSION_LIST),
        conform(pd.DataFrame(found), RACE_RESULTS),
        2026,
    )


def test_everyone_of_a_race_stands_together_the_fastest_first() -> None:
    people = [
        person("Ada", results=[{"chip_time_s": 7000.0, "race": "33rd LAKESIDE half 2026"}]),
        person("Ben", results=[{"chip_time_s": 6500.0}]),
        person("Cleo", results=[{"status": "DNF"}]),
        person("Dov", results=[{"status": "DNS"}]),
        person("Eva", results=[{"chip_time_s": 6000.0, "race_day": pd.Timestamp("2025-06-08")}]),
    ]

    (race,) = races_together(people)

    assert [one.name for one in race.finishes] == ["Ben", "Ada", "Cleo"]
    assert race.first_day == pd.Timestamp("2026-06-07")


def test_two_distances_of_one_event_are_not_mixed() -> None:
    ten = {"official_distance_m": 10_000.0, "chip_time_s": 2400.0}
    people = [
        person("Ada", results=[{"chip_time_s": 7000.0}]),
        person("Ben", results=[ten]),
        person("Cleo", results=[{"chip_time_s": 6000.0}]),
    ]

    (race,) = races_together(people)

    assert [one.name for one in race.finishes] == ["Cleo", "Ada", "Ben"]


def test_the_fastest_over_a_distance_needs_an_official_one() -> None:
    people = [
        person("Ada", results=[{"chip_time_s": 7000.0}]),
        person("Ben", results=[{"chip_time_s": 6900.0}]),
        person("Cleo", results=[{"chip_time_s": 10.0, "official_distance_m": math.nan}]),
        person("Dov", results=[{"chip_time_s": 2500.0, "official_distance_m": 10_000.0}]),
    ]

    assert [(one.distance, one.finish.name) for one in fastest(people)] == [
        ("10 km", "Dov"),
        ("Half marathon", "Ben"),
    ]


def test_sums_are_those_of_the_year_and_not_known_counts_nothing() -> None:
    legs = [
        {"activity_id": "d", "sport": "running", "position": 0},
        {"activity_id": "d", "sport": "transition", "position": 1},
        {"activity_id": "d", "sport": "cycling", "position": 2},
    ]
    people = [
        person("Ada", [{}, {"distance_m": math.nan}, {"local_day": pd.Timestamp("2025-05-01")}]),
        person("Ben", legs, [{"chip_time_s": 6900.0}, {"status": "DNF"}]),
        person("Cleo"),
    ]

    found = totals(people)

    assert (found.athletes, found.activities, found.runs, found.finishes) == (3, 3, 3, 1)
    assert found.run_km == pytest.approx(20.0)
    assert found.hours == pytest.approx(4.0)


def test_a_race_counts_with_its_official_distance_by_whatever_the_watch_says() -> None:
    watched = person(
        "Ada",
        [{"session_id": "w", "activity_id": "w", "distance_m": 21_400.0}],
        [{"chip_time_s": 6717.0, "session_id": "w"}],
    )

    (race,) = races_together([watched])

    assert race.finishes[0].edition.figures.distance_m == HALF_M
