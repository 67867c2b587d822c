"""Every sentence is computed, and holds for the numbers it was made from."""

import dataclasses
import math
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis import findings
from dashboard.analysis.legs import Leg
from dashboard.analysis.stream import Stream
from ingest.tables import SPLITS, conform


@pytest.fixture
def leg() -> Leg:
    return Leg(
        activity_id="a",
        session_id="s",
        number=1,
        sport="running",
        sub_sport="generic",
        name="",
        note="",
        is_race=False,
        started=datetime.fromisoformat("2026-09-06T09:00"),
        clock_is_local=True,
        local_day=date(2026, 9, 6),
        distance_m=3300.0,
        elapsed_s=1100.0,
        timer_s=1010.0,
        moving_s=1000.0,
        ascent_m=math.nan,
        descent_m=math.nan,
        heart_rate_mean_bpm=150.0,
        heart_rate_max_bpm=170.0,
        decoupling_percent=math.nan,
        graded_pace_s_per_km=math.nan,
        rpe=math.nan,
        rpe_source="none",
    )


def kilometres(*moving_s: float) -> pd.DataFrame:
    rows = {
        "split": range(1, len(moving_s) + 1),
        "distance_m": [1000.0] * (len(moving_s) - 1) + [300.0],
        "moving_s": moving_s,
        "elapsed_s": [seconds + 20 for seconds in moving_s],
    }
    return conform(pd.DataFrame(rows), SPLITS)


def lines(speed: list[float], rate: list[float]) -> Stream:
    none = np.full(len(speed), np.nan)
    return Stream(
        x=np.arange(len(speed)) / 10,
        by_distance=True,
        speed_mps=np.array(speed),
        heart_rate_bpm=np.array(rate),
        elevation_m=none,
    )


def test_the_headline_leaves_a_short_last_split_out_of_fastest_and_slowest(leg: Leg) -> None:
    said = findings.headline((leg,), kilometres(300, 290, 310, 80))

    assert said == "3.3 km in 16:40, fastest in km 2, slowest in km 3."


def test_two_kilometres_have_no_fastest_worth_a_sentence(leg: Leg) -> None:
    said = findings.headline((leg,), kilometres(300, 290, 80))

    assert said == "3.3 km in 16:40, heart rate 150 on average."


def test_a_race_is_told_in_elapsed_time(leg: Leg) -> None:
    race = dataclasses.replace(leg, is_race=True)

    assert findings.distance_and_time((race,)) == "3.3 km in 18:20"
    assert "elapsed time, because this is a race" in findings.clock_note(race)


def test_without_distance_the_time_stands_alone(leg: Leg) -> None:
    gym = dataclasses.replace(leg, sport="training", distance_m=math.nan)

    assert findings.distance_and_time((gym,)) == "16:40"
    assert findings.clock_note(gym) == ""


@pytest.mark.parametrize(
    ("drift", "said"),
    [
        (9.2, "9 % less speed per heartbeat in the second half"),
        (-4.0, "4 % more speed per heartbeat in the second half"),
        (1.9, "Heart rate and speed kept together"),
    ],
)
def test_the_streams_title_says_the_drift(leg: Leg, drift: float, said: str) -> None:
    drifting = dataclasses.replace(leg, decoupling_percent=drift)

    assert findings.stream_title(drifting, lines([3.0] * 4, [150.0] * 4)) == said


def test_without_heart_rate_the_title_says_where_half_the_pace_lay(leg: Leg) -> None:
    said = findings.stream_title(leg, lines([2.5, 3.0, 3.0, 4.0], [math.nan] * 4))

    assert said.startswith("Half of it between ")
    assert said.endswith(" /km")


def test_what_is_missing_is_named_and_a_change_needs_nothing(leg: Leg) -> None:
    held = frozenset({"heart_rate_bpm", "distance_m"})

    assert findings.missing(leg, held) == (
        "This file holds no positions and no elevation, so what needs them is not shown."
    )
    assert findings.missing(dataclasses.replace(leg, sport="transition"), held) == ""
