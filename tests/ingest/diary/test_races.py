from dataclasses import replace

import pandas as pd
import pytest

from ingest.athlete_tables import RACE_RESULTS
from ingest.diary import RaceResult, WrongEntry, check_race_result

NOW = pd.Timestamp("2026-05-02T12:00", tz="Europe/Brussels")
HALF = RaceResult(
    "Springbank Half Marathon",
    pd.Timestamp("2026-04-12"),
    official_distance_m=21097.5,
    gun_time_s=6740,
    chip_time_s=6717,
    published_pace_s_per_km=319,
    place_overall=412,
    field_overall=1890,
)


def test_a_record_has_the_columns_of_the_table():
    assert set(RaceResult.__dataclass_fields__) == set(RACE_RESULTS.names)


def test_a_finish_needs_no_more_than_a_race_and_a_day():
    check_race_result(RaceResult("A race", HALF.race_day), NOW)
    check_race_result(RaceResult("A race", HALF.race_day, status="DNS"), NOW)
    check_race_result(HALF, NOW)


def test_a_chip_time_rounded_up_past_the_gun_time_passes():
    check_race_result(replace(HALF, chip_time_s=6741), NOW)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("race", ""),
        ("race_day", pd.Timestamp("2026-05-03")),
        ("race_day", pd.NaT),
        ("status", "won"),
        ("official_distance_m", 0.0),
        ("official_distance_m", 1_000_001.0),
        ("gun_time_s", -1.0),
        ("chip_time_s", 0.0),
        ("chip_time_s", 6742.0),
        ("published_pace_s_per_km", float("inf")),
        ("place_overall", 0),
        ("place_gender", -3),
        ("field_overall", 411),
        ("field_category", 0),
    ],
)
def test_what_no_finish_is_gets_refused_beside_its_field(field, value):
    with pytest.raises(WrongEntry) as wrong:
        check_race_result(replace(HALF, **{field: value}), NOW)
    assert wrong.value.field == field
