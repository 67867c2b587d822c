import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.load_line import SETTLED, Agreed, Limits, LoadLine
from dashboard.analysis.week_plan import (
    Planned,
    beside_the_line,
    like_last_week,
    monday_of,
    planned_runs,
    under_the_line,
)
from ingest.clinic_tables import PLANNED_RUNS
from ingest.tables import conform

MONDAY = 7
KM = st.floats(0.1, 80.0)


@pytest.fixture
def run(day):
    return lambda at, km, descent=math.nan: Planned(day(at), km, descent)


@pytest.fixture
def line(day):
    """A line of 6 km a run and 12 a week, from three runs of the days before the plan."""

    def make(agreed=None, done=((1, 4.0), (3, 6.0), (5, 5.0))):
        runs = pd.DataFrame(
            {
                "local_day": pd.DatetimeIndex([day(at) for at, _ in done]).as_unit("us"),
                "running_km": [km for _, km in done],
                "state": SETTLED,
            }
        )
        return LoadLine(day(6), Limits(6.0, 12.0, 100.0), agreed, runs)

    return make


def test_a_week_at_or_under_the_line_is_said_to_be(run, line, day):
    week = beside_the_line([run(7, 6.0), run(9, 6.0, 100.0)], day(MONDAY), line(), line().runs)

    assert week.is_under
    assert week.spikes == ()
    assert week.week_km == 12.0


def test_what_is_over_is_said_by_how_much(run, line, day):
    week = beside_the_line([run(9, 7.5, 130.0), run(7, 5.0)], day(MONDAY), line(), line().runs)

    assert [found.over_km for found in week.days] == [0.0, 1.5]
    assert week.days[1].over_descent_m == 30.0
    assert week.over_km == pytest.approx(0.5)
    assert not week.is_under


def test_a_plan_that_contradicts_the_spike_rule_names_its_band(run, line, day):
    agreed = Agreed(longest_run_km=9.0, week_km=20.0)
    week = beside_the_line([run(7, 8.4), run(12, 9.0)], day(MONDAY), line(agreed), line().runs)

    assert week.is_under
    [spike] = week.spikes
    assert (spike.longest_km, spike.ratio, spike.band.name) == (6.0, 1.4, "moderate")
    assert week.days[1].longest_km == 8.4


def test_a_first_run_after_30_days_without_one_has_no_ratio(run, line, day):
    week = beside_the_line([run(40, 5.0)], day(35), line(), line().runs)

    assert math.isnan(week.days[0].ratio)
    assert week.days[0].band is None


def test_last_weeks_runs_come_again_under_the_line(line, day):
    again = like_last_week(line(done=((-3, 9.0), (1, 4.0), (3, 8.0), (5, 5.0))), day(MONDAY))

    assert [(one.day, one.distance_km) for one in again] == [
        (day(8), 3.2),
        (day(10), 4.8),
        (day(12), 4.0),
    ]


def test_nothing_is_offered_where_nothing_was_carried(line, day):
    known = line()
    empty = LoadLine(known.today, Limits(), None, known.runs)

    assert like_last_week(empty, day(MONDAY)) == ()
    assert under_the_line((), Limits()) == ()


@given(st.lists(KM, max_size=7), KM, KM)
def test_what_is_shortened_is_under_every_limit(day, distances, longest, week):
    runs = [Planned(day(at), km) for at, km in enumerate(distances)]

    kept = under_the_line(runs, Limits(longest, week))

    assert all(one.distance_km <= longest + 1e-9 for one in kept)
    assert math.fsum(one.distance_km for one in kept) <= week + 1e-9
    assert all(one.distance_km >= 0.1 for one in kept)


@given(st.lists(KM, max_size=7))
def test_without_limits_nothing_is_shortened_by_more_than_a_tenth(day, distances):
    runs = [Planned(day(at), km) for at, km in enumerate(distances)]

    kept = under_the_line(runs, Limits())

    pairs = zip(kept, distances, strict=True)
    assert all(0 <= km - one.distance_km < 0.1 + 1e-6 for one, km in pairs)


def test_a_stored_plan_is_read_in_the_order_of_its_days(day):
    rows = [{"day": day(9), "distance_km": 5.0}, {"day": day(7), "distance_km": 4.0}]

    plan = planned_runs(conform(pd.DataFrame(rows), PLANNED_RUNS))

    assert [one.distance_km for one in plan] == [4.0, 5.0]
    assert math.isnan(plan[0].descent_m)


def test_a_week_begins_on_its_monday(day):
    assert monday_of(day(MONDAY)) == day(MONDAY)
    assert monday_of(day(MONDAY + 6)) == day(MONDAY)
