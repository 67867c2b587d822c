import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.access import Access, open_store
from dashboard.analysis.load_line import (
    FLARE,
    NOT_SETTLED,
    SETTLED,
    UNKNOWN,
    WAITING,
    Agreed,
    agreed_on,
    load_line,
)
from dashboard.analysis.pain import Site, daily_pain, sites
from ingest.clinic_tables import AGREED_LIMITS
from ingest.tables import conform

TODAY = 27
RUNS = st.lists(st.tuples(st.integers(-20, TODAY), st.floats(0.1, 60.0)), max_size=25)
MORNINGS = st.dictionaries(st.integers(-25, TODAY), st.integers(0, 10), max_size=50)


@pytest.fixture(scope="session")
def carried(day, make_sessions):
    """The line from runs as (day, km) and one place's mornings as a dict of days."""

    def line(runs, mornings, agreed=None, **places):
        sessions = make_sessions(*({"day": at, "km": km} for at, km in runs)).assign(name="")
        pains = {"one": mornings} | places
        series = {
            name: pd.Series({day(at): float(nprs) for at, nprs in sorted(pain.items())})
            for name, pain in pains.items()
        }
        return load_line(sessions, series, day(TODAY), agreed)

    return line


def calm(days) -> dict[int, int]:
    return dict.fromkeys(days, 1)


def test_the_longest_settled_run_is_the_line(carried, day):
    line = carried([(5, 6.0), (10, 9.0), (15, 7.0)], calm(range(30)) | {11: 2})

    assert line.runs["state"].tolist() == [SETTLED, NOT_SETTLED, SETTLED]
    assert (line.carried.longest_run_km, line.longest_day) == (7.0, day(15))
    assert line.longest_session_id == "s2"


def test_a_week_adds_up_seven_days_in_a_row_and_what_settled_alone(carried, day):
    runs = [(3, 5.0), (6, 5.0), (8, 9.0), (9, 4.0), (16, 6.0)]

    line = carried(runs, calm(range(30)) | {9: 2, 10: 2})

    assert (line.carried.week_km, line.week_last) == (14.0, day(9))


def test_a_run_without_its_two_mornings_adds_nothing(carried):
    line = carried([(5, 6.0), (10, 9.0)], {5: 1, 6: 1, 10: 1})

    assert line.runs["state"].tolist() == [SETTLED, UNKNOWN]
    assert line.carried.longest_run_km == 6.0


def test_todays_run_waits_for_its_morning(carried):
    line = carried([(5, 6.0), (TODAY, 9.0)], calm(range(TODAY + 1)))

    assert line.runs["state"].tolist() == [SETTLED, WAITING]
    assert line.carried.longest_run_km == 6.0


def test_a_run_in_a_flare_or_in_the_week_before_one_was_not_carried(carried):
    mornings = calm(range(10)) | {10: 5, 11: 5, 12: 4, 13: 2, 14: 2} | calm(range(15, 28))

    line = carried([(1, 6.0), (4, 9.0), (12, 8.0), (15, 5.0)], mornings)

    assert line.runs["state"].tolist() == [SETTLED, FLARE, FLARE, SETTLED]
    assert line.carried.longest_run_km == 6.0


def test_one_place_that_did_not_settle_speaks_for_all(carried):
    line = carried([(5, 6.0)], calm(range(28)), other={5: 0, 6: 1})

    assert line.runs["state"].tolist() == [NOT_SETTLED]
    assert math.isnan(line.carried.longest_run_km)


def test_only_the_last_28_days_count(carried):
    line = carried([(-1, 20.0), (0, 6.0)], calm(range(-5, 28)))

    assert line.runs["running_km"].tolist() == [6.0]


def test_a_duathlons_runs_count_together_and_descent_is_runnings_own(day, make_sessions):
    sessions = make_sessions(
        {"day": 5, "km": 2.5, "activity_id": "duathlon", "descent_m": 10.0},
        {"day": 5, "km": 30.0, "activity_id": "duathlon", "sport": "cycling", "descent_m": 400.0},
        {"day": 5, "km": 7.0, "activity_id": "duathlon", "descent_m": 20.0},
    )
    mornings = pd.Series(1.0, pd.date_range(day(0), day(9)))
    line = load_line(sessions.assign(name=""), {"one": mornings}, day(9))

    assert (line.carried.longest_run_km, line.carried.descent_m) == (9.5, 30.0)


@given(RUNS, MORNINGS, st.integers(0, TODAY))
def test_the_line_never_exceeds_what_was_carried(carried, runs, mornings, start):
    line = carried(runs, {at: nprs for at, nprs in mornings.items() if at >= start})
    done = line.runs[line.runs["state"] == SETTLED]
    by_day = done.groupby("local_day")["running_km"].sum().asfreq("D", fill_value=0.0)

    if done.empty:
        assert line.carried.is_empty
        return
    assert line.carried.longest_run_km == done["running_km"].max()
    assert line.carried.longest_run_km <= max(km for at, km in runs if 0 <= at <= TODAY)
    assert line.carried.week_km <= by_day.sum() + 1e-9
    assert line.carried.week_km <= 7 * by_day.max() + 1e-9
    assert line.carried.longest_run_km <= line.carried.week_km


def test_without_runs_or_without_pain_there_is_no_line(carried, make_sessions, day):
    assert carried([], calm(range(28))).carried.is_empty
    assert carried([(5, 6.0)], {}).carried.is_empty
    run = make_sessions({"day": 5, "km": 6.0}).assign(name="")
    assert load_line(run, {}, day(9)).carried.is_empty


def test_an_agreed_limit_holds_in_the_place_of_what_was_carried(carried):
    line = carried([(5, 6.0)], calm(range(28)), Agreed(longest_run_km=8.0, set_by="A physio"))

    assert line.limits.longest_run_km == 8.0
    assert line.limits.week_km == line.carried.week_km == 6.0
    assert line.is_agreed
    assert line.carried.longest_run_km == 6.0


def test_the_newest_agreed_limits_that_have_begun_hold(day):
    rows = [
        {"valid_from": day(0), "longest_run_km": 4.0, "set_by": "A"},
        {"valid_from": day(20), "longest_run_km": 6.0, "week_km": 12.0, "set_by": "B"},
    ]
    limits = conform(pd.DataFrame(rows), AGREED_LIMITS)

    assert agreed_on(limits, day(-1)) is None
    assert agreed_on(limits, day(19)).set_by == "A"
    later = agreed_on(limits, day(20))
    assert (later.longest_run_km, later.week_km, later.set_by) == (6.0, 12.0, "B")
    assert math.isnan(later.descent_m)


def test_the_demo_season_carried_what_its_diary_says(demo_file):
    way = Access(open_store(str(demo_file)))
    runner = way.athletes()[0].athlete_id
    entries = way.pain_entries(runner)
    pains = {site.key: daily_pain(entries, site, "morning") for site in sites(entries)}

    line = load_line(way.sessions(runner), pains, pd.Timestamp("2026-11-22"))

    states = dict(zip(line.runs["local_day"].dt.strftime("%d %b"), line.runs["state"], strict=True))
    assert states["15 Nov"] == SETTLED
    assert states["17 Nov"] == NOT_SETTLED
    assert states["22 Nov"] == WAITING
    assert (line.carried.longest_run_km, line.longest_day) == (5.0, pd.Timestamp("2026-11-15"))


def test_after_the_duathlon_the_line_leaves_it_out(demo_file):
    way = Access(open_store(str(demo_file)))
    runner = way.athletes()[0].athlete_id
    pain = daily_pain(way.pain_entries(runner), Site("knee", "left", "medial"), "morning")

    line = load_line(way.sessions(runner), {"inner": pain}, pd.Timestamp("2026-08-20"))

    race = line.runs[line.runs["running_km"] > 9].iloc[0]
    assert race["state"] == FLARE
    assert not line.carried.longest_run_km > 6.0
