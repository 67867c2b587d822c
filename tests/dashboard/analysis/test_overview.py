import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.methods import Currency
from dashboard.analysis.overview import method_for, season
from dashboard.analysis.sports import FAMILIES
from ingest.tables import Athlete

MONDAY = pd.Timestamp("2025-09-22")


def family(name: str) -> int:
    return FAMILIES.index(name)


def test_every_day_from_the_first_thing_noted_to_the_last_import_is_there(make_history) -> None:
    until = MONDAY + pd.Timedelta(days=9)
    history = make_history([{"day": 2, "rpe": 5}], [{"day": 0, "nprs": 1}], known_until=until)

    found = season(history, "session_rpe")

    assert list(found.days) == list(pd.date_range(MONDAY, until))
    assert found.first_load == MONDAY + pd.Timedelta(days=2)
    assert found.last_load == until


def test_load_stands_under_its_sport_and_adds_up(make_history) -> None:
    rows = [
        {"day": 0, "rpe": 5, "minutes": 40},
        {"day": 0, "sport": "training", "sub_sport": "yoga", "rpe": 2, "minutes": 30},
        {"day": 1, "sport": "cycling", "rpe": 3, "minutes": 60},
    ]

    found = season(make_history(rows), "session_rpe")

    assert found.load[0, family("run")] == 200
    assert found.load[0, family("yoga")] == 60
    assert found.load[1, family("bike")] == 180
    assert found.load.sum() == 440


def test_a_session_nobody_rated_is_guessed_and_one_without_a_length_is_unknown(
    make_history,
) -> None:
    rows = [
        {"day": 0, "rpe": 5},
        {"day": 1},
        {"day": 2, "rpe": 5, "minutes": np.nan},
        {"day": 4, "rpe": 5},
    ]

    found = season(make_history(rows), "session_rpe")

    assert found.scored.tolist() == [1, 0, 0, 0, 1]
    assert found.guessed.tolist() == [0, 1, 0, 0, 0]
    assert found.unknown.tolist() == [0, 0, 1, 0, 0]
    assert found.assumed[1, family("run")] == found.load[1, family("run")] == 240


def test_minutes_count_all_sports_even_where_load_counts_running_only(make_history) -> None:
    rows = [{"day": 0, "km": 8, "minutes": 50}, {"day": 1, "sport": "swimming", "minutes": 30}]

    found = season(make_history(rows), "distance")

    assert found.load.sum() == 8
    assert found.minutes.sum() == 80
    assert found.unknown.sum() == 0


def test_the_longest_run_looks_back_thirty_days_and_ends_in_a_gap(make_history) -> None:
    rows = [{"day": 0, "km": 10}, {"day": 20, "km": 4}, {"day": 60, "sport": "cycling"}]

    longest = season(make_history(rows), "distance").longest_km

    assert longest[0] == longest[29] == 10
    assert longest[30] == longest[49] == 4
    assert np.isnan(longest[50:]).all()


def test_an_official_distance_replaces_the_watchs(make_history) -> None:
    rows = [{"day": 0, "km": 21.3, "key": "race"}]
    result = {
        "race": "A half",
        "race_day": MONDAY,
        "official_distance_m": 21097.5,
        "status": "finished",
        "session_id": "race",
    }

    found = season(make_history(rows, results=[result]), "distance")

    assert found.running_km[0] == 21.0975


def test_a_day_with_a_run_of_unknown_length_has_unknown_kilometres(make_history) -> None:
    found = season(make_history([{"day": 0, "km": 5}, {"day": 1}]), "session_rpe")

    assert found.running_km[0] == 5
    assert np.isnan(found.running_km[1])
    assert found.runs.tolist() == [1, 1]


def test_nothing_at_all_is_a_season_of_no_days(make_history) -> None:
    found = season(make_history(), "session_rpe")

    assert len(found.days) == 0
    assert not found.has_load
    assert found.lanes == ()


def test_a_diary_alone_has_days_and_no_load(make_history) -> None:
    found = season(make_history([], [{"day": 0, "nprs": 2}, {"day": 3, "nprs": 1}]), "session_rpe")

    assert len(found.days) == 4
    assert not found.has_load
    assert np.isnan(found.chronic).all()


@pytest.mark.parametrize(
    ("wanted", "currency", "chosen"),
    [
        ("", Currency.RUNNING, "distance"),
        ("steps", Currency.RUNNING, "steps"),
        ("steps", Currency.ALL_SPORT, "session_rpe"),
        ("edwards", Currency.ALL_SPORT, "edwards"),
        ("edwards", Currency.RUNNING, "distance"),
    ],
)
def test_a_wish_holds_for_the_currency_it_belongs_to(
    make_history, wanted: str, currency: Currency, chosen: str
) -> None:
    history = make_history([{"day": 0, "rpe": 5, "km": 5}])

    assert method_for(currency, history, wanted) == chosen


def test_without_a_default_effort_an_unrated_session_is_unknown(make_history) -> None:
    athlete = Athlete("a", "A runner", default_rpe=float("nan"))

    found = season(make_history([{"day": 0}], athlete=athlete), "session_rpe")

    assert found.unknown.tolist() == [1]
    assert found.load.sum() == 0
