"""Legs through their lines and back say the same."""

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.leg_lines import EXAMPLE, legs_from, lines_of
from ingest.athlete_tables import RACE_LEGS
from ingest.diary import RaceLeg, WrongEntry
from ingest.tables import conform


def stored(legs, result_id="r1") -> pd.DataFrame:
    rows = [
        {
            "result_id": result_id,
            "athlete_id": "a",
            "leg": leg.leg,
            "sport": leg.sport,
            "official_distance_m": leg.official_distance_m,
            "time_s": leg.time_s,
        }
        for leg in legs
    ]
    return conform(pd.DataFrame(rows), RACE_LEGS)


def test_the_example_is_a_duathlon() -> None:
    run, change, bike = legs_from(EXAMPLE)

    assert (run.leg, run.sport, run.official_distance_m, run.time_s) == (1, "running", 5000, 1325)
    assert (change.leg, change.sport, change.time_s) == (2, "transition", 65)
    assert np.isnan(change.official_distance_m)
    assert (bike.sport, bike.official_distance_m) == ("cycling", 20_000)


@pytest.mark.parametrize(
    "text", [EXAMPLE, "", "Swim 1.5 km 31:02.5\nRide 24.9 miles", "running 5,2 km", "T1 0:59"]
)
def test_lines_survive_being_kept(text) -> None:
    legs = legs_from(text)
    again = legs_from(lines_of(stored(legs), "r1"))

    assert [repr(leg) for leg in again] == [repr(leg) for leg in legs]


def test_the_legs_of_another_finish_are_not_written() -> None:
    assert lines_of(stored([RaceLeg(1, "running")], "r2"), "r1") == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Run 5 km 22:05\nnonsense", "Line 2 of the legs cannot be read"),
        ("Fly 5 km", "Line 1 of the legs cannot be read"),
        ("Run 5 km 22:75", "Line 1 of the legs: Minutes and seconds go up to 59"),
        ("Run 0 km", "The distance of leg 1 must be more than 0"),
        ("Run 5", "Line 1 of the legs: Write the time"),
    ],
)
def test_a_line_that_cannot_be_is_named_beside_the_field(text, said) -> None:
    with pytest.raises(WrongEntry, match=said) as wrong:
        legs_from(text)
    assert wrong.value.field == "legs"
