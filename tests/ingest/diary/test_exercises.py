from dataclasses import replace

import pandas as pd
import pytest

from ingest.diary import Exercise, WrongEntry, check_exercise, check_tick

NOW = pd.Timestamp("2026-05-06T12:00", tz="Europe/Brussels")
DAY = pd.Timestamp("2026-05-06")
SQUAT = Exercise("Step-down", "3 x 12, slow", DAY, 3)


def test_an_exercise_may_begin_soon_and_never_end():
    check_exercise(SQUAT, NOW)
    check_exercise(replace(SQUAT, first_day=DAY + pd.Timedelta(days=7)), NOW)
    check_tick(DAY, NOW)
    assert SQUAT.last_day is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"first_day": pd.NaT}, "first_day"),
        ({"first_day": pd.Timestamp("2028-05-06")}, "first_day"),
        ({"last_day": pd.Timestamp("2026-05-05")}, "last_day"),
        ({"sessions_per_week": 0}, "sessions_per_week"),
        ({"sessions_per_week": 22}, "sessions_per_week"),
    ],
)
def test_an_exercise_that_cannot_be_names_its_field(changes, field):
    with pytest.raises(WrongEntry) as wrong:
        check_exercise(replace(SQUAT, **changes), NOW)

    assert wrong.value.field == field


@pytest.mark.parametrize("day", [pd.NaT, pd.Timestamp("2026-05-07")])
def test_a_tick_needs_a_day_that_has_begun(day):
    with pytest.raises(WrongEntry) as wrong:
        check_tick(day, NOW)

    assert wrong.value.field == "day"
