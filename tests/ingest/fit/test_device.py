"""A device has the name people know it by, and says what it knows of height and time zone."""

import pytest

from ingest.fit.columns import FitColumns, Message
from ingest.fit.device import device_name, has_barometer, utc_offset
from ingest.tables import Problem


def columns(problems=(), **messages):
    found = {name: tuple(map(Message, group)) for name, group in messages.items()}
    return FitColumns(0, {}, found, problems)


@pytest.mark.parametrize(
    ("maker", "product", "name"),
    [
        ("garmin", "fr255", "Garmin Forerunner 255"),
        ("garmin", "fr945_lte", "Garmin Forerunner 945 LTE"),
        ("garmin", "fenix6x", "Garmin fenix 6X"),
        ("garmin", "vivo_active_hr", "Garmin vivoactive HR"),
        ("garmin", "venu3", "Garmin Venu 3"),
        ("garmin", "edge800", "Garmin Edge 800"),
        ("garmin", "", "Garmin"),
        ("", "", ""),
    ],
)
def test_product_codes_become_names(maker, product, name):
    assert (
        device_name(columns(file_id=[{"manufacturer": maker, "garmin_product": product}])) == name
    )


@pytest.mark.parametrize(
    ("maker", "product", "name"),
    [
        ("coros", "COROS DURA", "COROS DURA"),
        ("wahoo_fitness", "ELEMNT BOLT", "Wahoo ELEMNT BOLT"),
        ("peaksware", "TrainingPeaks Virtual", "TrainingPeaks Virtual"),
    ],
)
def test_a_product_that_names_itself_is_believed(maker, product, name):
    assert device_name(columns(file_id=[{"manufacturer": maker, "product_name": product}])) == name


def test_an_unknown_product_number_leaves_the_maker():
    assert device_name(columns(file_id=[{"manufacturer": "suunto", "product": 44}])) == "Suunto"


def test_a_barometer_is_there_when_the_file_lists_one():
    assert has_barometer(columns(device_info=[{}, {"local_device_type": "barometer"}]))
    assert not has_barometer(columns(device_info=[{"local_device_type": "gps"}]))
    assert not has_barometer(columns())


def test_the_local_clock_gives_the_offset():
    activity = {"timestamp": 2_000_000_000, "local_timestamp": 2_000_007_200}
    assert utc_offset(columns(activity=[activity])) == (7200, "local_timestamp")


def test_a_local_clock_years_off_gives_way_to_the_zone_setting():
    activity = {"timestamp": 2_000_000_000, "local_timestamp": 1_000_000_000}
    west = {"utc_offset": 0, "time_offset": 2**32 - 18_000}
    assert utc_offset(columns(activity=[activity], device_settings=[west])) == (
        -18_000,
        "file_offset",
    )
    assert utc_offset(columns(activity=[activity])) == (-1_000_000_000, "local_timestamp")


def test_without_a_claim_there_is_no_offset():
    assert utc_offset(columns()) == (None, "unknown")


def test_times_that_are_the_local_clock_have_no_offset_to_claim():
    activity = {"timestamp": 2_000_000_000, "local_timestamp": 2_000_000_000}
    local = (Problem("local_clock", ""),)
    assert utc_offset(columns(local, activity=[activity])) == (None, "unknown")
