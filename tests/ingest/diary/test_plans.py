from dataclasses import replace

import pandas as pd
import pytest

from ingest.diary import (
    PlanLimits,
    PlannedRun,
    WeekPlan,
    WrongEntry,
    check_limits,
    check_no_other_day,
    check_week,
)

NOW = pd.Timestamp("2026-05-06T12:00", tz="Europe/Brussels")
MONDAY = pd.Timestamp("2026-05-04")
LIMITS = PlanLimits(MONDAY, 10.0, 25.0, 200.0, "the physio")
RUN = PlannedRun(MONDAY + pd.Timedelta(days=6), 8.0, 50.0)


def test_limits_and_a_week_that_can_be_pass():
    check_limits(LIMITS, NOW)
    check_limits(PlanLimits(MONDAY + pd.Timedelta(days=30), week_km=20, set_by="me"), NOW)
    check_week(WeekPlan(MONDAY, (RUN, replace(RUN, day=MONDAY))), NOW)
    check_week(WeekPlan(MONDAY), NOW)
    assert LIMITS.limits_id == ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"valid_from": pd.NaT}, "valid_from"),
        ({"valid_from": pd.Timestamp("2026-05-04T07:00")}, "valid_from"),
        ({"valid_from": pd.Timestamp("2028-01-01")}, "valid_from"),
        ({"set_by": "  "}, "set_by"),
        ({"longest_run_km": 0.0}, "longest_run_km"),
        ({"longest_run_km": 501.0}, "longest_run_km"),
        ({"longest_run_km": 26.0}, "longest_run_km"),
        ({"week_km": -1.0}, "week_km"),
        ({"descent_m": -1.0}, "descent_m"),
        (dict.fromkeys(("longest_run_km", "week_km", "descent_m"), float("nan")), "longest_run_km"),
    ],
)
def test_limits_that_cannot_be_name_their_field(changes, field):
    with pytest.raises(WrongEntry) as wrong:
        check_limits(replace(LIMITS, **changes), NOW)

    assert wrong.value.field == field
    assert str(wrong.value).endswith(".")


def test_one_set_of_limits_a_day_and_the_same_set_may_change():
    kept = replace(LIMITS, limits_id="a")
    check_no_other_day(kept, [("a", MONDAY)])
    with pytest.raises(WrongEntry, match="limits from 04 May 2026") as wrong:
        check_no_other_day(LIMITS, [("a", MONDAY)])

    assert wrong.value.field == "valid_from"


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (WeekPlan(MONDAY + pd.Timedelta(days=1)), "week"),
        (WeekPlan(pd.NaT), "week"),
        (WeekPlan(MONDAY, (replace(RUN, day=MONDAY + pd.Timedelta(days=7)),)), "runs"),
        (WeekPlan(MONDAY, (replace(RUN, day=MONDAY - pd.Timedelta(days=1)),)), "runs"),
        (WeekPlan(MONDAY, (replace(RUN, day=pd.NaT),)), "runs"),
        (WeekPlan(MONDAY, (replace(RUN, distance_km=float("nan")),)), "runs"),
        (WeekPlan(MONDAY, (replace(RUN, distance_km=0.0),)), "runs"),
        (WeekPlan(MONDAY, (replace(RUN, descent_m=-5.0),)), "descent_m"),
    ],
)
def test_a_week_that_cannot_be_names_its_field(plan, field):
    with pytest.raises(WrongEntry) as wrong:
        check_week(plan, NOW)

    assert wrong.value.field == field
