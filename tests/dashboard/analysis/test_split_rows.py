"""Splits against their average: what is faster is positive, in the unit its people read."""

import dataclasses
import math
from datetime import date, datetime

import pandas as pd
import pytest

from dashboard.analysis import split_rows
from dashboard.analysis.legs import MEASURES, Leg
from ingest.tables import SPLITS, conform

LEG = Leg(
    activity_id="a",
    session_id="s",
    number=1,
    sport="running",
    sub_sport="generic",
    name="",
    note="",
    is_race=False,
    started=datetime.fromisoformat("2026-09-20T09:00"),
    clock_is_local=True,
    local_day=date(2026, 9, 20),
    rpe_source="none",
    **(
        dict.fromkeys(MEASURES, math.nan)
        | {"distance_m": 2300.0, "moving_s": 690.0, "elapsed_s": 800.0}
    ),
)
KM = split_rows.KM
TABLE = conform(
    pd.DataFrame(
        {
            "split": [1, 2, 3],
            "distance_m": [1000.0, 1000.0, 300.0],
            "moving_s": [290.0, 310.0, 90.0],
            "elapsed_s": [290.0, 420.0, 90.0],
            "ascent_m": [12.0, 0.2, math.nan],
        }
    ),
    SPLITS,
)


def test_a_runner_is_faster_by_seconds_a_kilometre() -> None:
    bars = split_rows.comparison(LEG, TABLE, KM)

    assert bars is not None
    assert bars.numbers == [1, 2]
    assert list(bars.faster_by) == pytest.approx([10, -10])
    assert (bars.labels, bars.average) == (["4:50", "5:10"], "5:00")


def test_a_race_counts_its_stops() -> None:
    bars = split_rows.comparison(dataclasses.replace(LEG, is_race=True), TABLE, KM)

    assert bars is not None
    assert bars.labels == ["4:50", "7:00"]


def test_a_rider_is_faster_by_kilometres_an_hour() -> None:
    bars = split_rows.comparison(dataclasses.replace(LEG, sport="cycling"), TABLE, KM)

    assert bars is not None
    assert list(bars.faster_by) == pytest.approx([3600 / 290 - 12, 3600 / 310 - 12])


def test_one_full_split_is_nothing_to_compare() -> None:
    assert split_rows.comparison(LEG, TABLE.iloc[[0, 2]], KM) is None
    assert split_rows.comparison(dataclasses.replace(LEG, distance_m=math.nan), TABLE, KM) is None


def test_climb_is_written_only_where_it_was_measured() -> None:
    assert [split_rows.climb(up) for up in (12.0, 0.2, math.nan)] == ["+12 m", "0 m", ""]
