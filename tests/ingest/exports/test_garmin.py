"""Garmin's tables: milliseconds, centimetres, tens of effort."""

import json
import math

import pandas as pd
import pytest

from ingest.exports.garmin import read_activities_table, read_gear_table

RUN = {
    "activityId": 77,
    "name": "Morning run",
    "activityType": "trail_running",
    "startTimeGmt": 1777788000000.0,
    "duration": 3600000.0,
    "elapsedDuration": 3700000.0,
    "distance": 1000000.0,
    "workoutRpe": 60,
    "workoutFeel": 75,
}


def table(*rows: object) -> bytes:
    return json.dumps([{"summarizedActivitiesExport": list(rows)}]).encode()


def test_a_line_is_read_in_seconds_and_metres():
    (entry,) = read_activities_table(table(RUN))
    assert entry.start == pd.Timestamp("2026-05-03T06:00", tz="UTC")
    assert (entry.elapsed_s, entry.distance_m) == (3700, 10_000)
    told = entry.told
    assert (told.name, told.sport, told.sub_sport) == ("Morning run", "running", "trail")
    assert (told.rpe, told.note) == (6, "Felt strong.")


def test_what_is_missing_is_unknown():
    (entry,) = read_activities_table(table({"activityId": 1, "distance": None}))
    assert pd.isna(entry.start)
    assert math.isnan(entry.distance_m)
    assert math.isnan(entry.told.rpe)
    assert not entry.can_be_written


def test_gear_is_known_by_the_number_of_the_activity():
    gear = {
        "gearDTOS": [{"gearPk": 5, "displayName": None, "customMakeModel": "Light pair"}],
        "gearActivityDTOs": {"5": [{"activityId": 77}, 3], "6": [{"activityId": 78}]},
    }
    assert read_gear_table(json.dumps([gear]).encode()) == {"77": "Light pair"}


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[[]]", b"3", b"[" * 100_000, b'[{"summarizedActivitiesExport": 3}]']
)
def test_another_table_is_none(data):
    assert read_activities_table(data) == ()
    assert read_gear_table(data) == {}
