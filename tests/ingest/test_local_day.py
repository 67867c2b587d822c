import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.local_day import Claim, Place, athlete_day, local_day, zone_at, zone_offset_s

ZURICH = Place(47.37, 8.54)
EVENING = pd.Timestamp("2026-05-03T22:30:00", tz="UTC")
HOUR = 3600


def test_a_sane_local_timestamp_comes_first():
    answer = local_day(EVENING, Claim(HOUR, "local_timestamp"), ZURICH, "Asia/Tokyo")

    assert (answer.utc_offset_s, answer.source) == (HOUR, "local_timestamp")
    assert answer.day == pd.Timestamp("2026-05-03")


@pytest.mark.parametrize(
    "claimed_s",
    [
        pytest.param(2 * HOUR + 60, id="not on a quarter hour"),
        pytest.param(4 * HOUR, id="over an hour from the position's zone"),
        pytest.param(365 * 24 * HOUR, id="a year off"),
        pytest.param(-15 * HOUR, id="beyond 14 hours"),
    ],
)
def test_an_insane_local_timestamp_gives_way_to_the_position(claimed_s):
    answer = local_day(EVENING, Claim(claimed_s, "local_timestamp"), ZURICH)

    assert (answer.utc_offset_s, answer.source) == (2 * HOUR, "position")
    assert answer.day == pd.Timestamp("2026-05-04")


def test_without_a_position_any_sane_local_timestamp_counts():
    answer = local_day(EVENING, Claim(-5 * HOUR, "local_timestamp"))

    assert (answer.utc_offset_s, answer.source) == (-5 * HOUR, "local_timestamp")


def test_an_explicit_offset_comes_before_the_position():
    answer = local_day(EVENING, Claim(-HOUR, "file_offset"), ZURICH)

    assert (answer.utc_offset_s, answer.source) == (-HOUR, "file_offset")


def test_the_positions_offset_is_the_one_of_that_instant():
    winter, summer = (
        local_day(pd.Timestamp(day, tz="UTC"), Claim(), ZURICH).utc_offset_s
        for day in ("2026-10-25T01:00:00", "2026-10-25T00:59:59")
    )

    assert (winter, summer) == (HOUR, 2 * HOUR)


def test_the_athletes_zone_is_used_when_the_file_is_silent():
    answer = local_day(EVENING, Claim(), None, "Asia/Kathmandu")

    assert (answer.utc_offset_s, answer.source) == (20_700, "athlete")
    assert answer.day == pd.Timestamp("2026-05-04")


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "Europe"])
def test_with_nothing_known_the_day_is_the_utc_day(zone):
    answer = athlete_day(EVENING, zone)

    assert (answer.utc_offset_s, answer.source) == (None, "unknown")
    assert answer.day == pd.Timestamp("2026-05-03")


def test_a_day_has_no_zone_and_microseconds():
    day = local_day(EVENING, Claim()).day

    assert day.tz is None
    assert day.unit == "us"


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        (ZURICH, "Europe/Zurich"),
        (Place(27.7, 85.3), "Asia/Kathmandu"),
        (Place(40.0, -30.0), "Etc/GMT+2"),
        (Place(-16.8, 180.0), "Pacific/Fiji"),
    ],
)
def test_a_position_has_a_zone(place, zone):
    assert zone_at(place) == zone


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_on_earth_has_an_offset_within_14_hours(latitude_deg, longitude_deg):
    offset_s = zone_offset_s(EVENING, zone_at(Place(latitude_deg, longitude_deg)))

    assert offset_s is not None
    assert abs(offset_s) <= 14 * HOUR
