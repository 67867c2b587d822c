import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from dashboard.access import Access, open_store
from dashboard.analysis.before_flare import before_flare, spike_count
from dashboard.analysis.before_flare.cards import NO_FILES
from dashboard.analysis.flares import flares
from dashboard.analysis.overview import History
from dashboard.analysis.pain import Site, daily_pain, sites
from dashboard.analysis.words import TIMES

BEGIN = pd.Timestamp("2025-09-22")


def on(day: int) -> pd.Timestamp:
    return BEGIN + pd.Timedelta(days=day)


def card(history: History, day: int, moment: str = "morning"):
    return before_flare(history, pd.Series([on(day)]), moment)[0]


@pytest.fixture(scope="module")
def demo_season(demo_file) -> History:
    way = Access(open_store(str(demo_file)))
    runner = way.athletes()[0].athlete_id
    return History(
        way.athlete(runner),
        way.sessions(runner),
        way.pain_entries(runner),
        way.race_results(runner),
        way.shoes(runner),
        way.events(runner),
    )


def test_the_duathlon_stands_before_the_first_flare_with_its_ratio(demo_season) -> None:
    pain = daily_pain(demo_season.entries, Site("knee", "left", "medial"), "morning")
    first = before_flare(demo_season, flares(pain)["onset"], "morning")[0]
    run = first.fact("longest_run")

    assert (run.number, run.day) == (f"1.58{TIMES}", pd.Timestamp("2026-08-02"))
    assert run.value == pytest.approx(9.5 / 6.0)
    assert "Mill Lake Duathlon, 9.5 km run after at most 6.0 km" in run.words
    assert demo_season.sessions.set_index("session_id").loc[run.session_id, "is_race"]
    assert first.fact("race").words.startswith("Mill Lake Duathlon, a duathlon race")
    assert first.fact("brick").words.endswith("a ride of 30.0 km")
    assert "after a pair of 10 mm drop" in first.fact("shoe").words
    assert first.fact("travel").number == "11 days"


def test_every_flare_of_the_demo_names_number_day_and_session(demo_season) -> None:
    known = set(demo_season.sessions["session_id"])
    for site in sites(demo_season.entries):
        pain = daily_pain(demo_season.entries, site, "morning")
        for found in before_flare(demo_season, flares(pain)["onset"], "morning"):
            assert found.facts
            for fact in found.facts:
                assert re.search(r"\d", fact.number)
                assert fact.day <= found.last
                assert fact.session_id in known or fact.kind in ("illness", "travel")


def test_the_first_run_after_weeks_of_rest_is_said_to_be_that(demo_season) -> None:
    pain = daily_pain(demo_season.entries, Site("knee", "left", "medial"), "morning")
    third = before_flare(demo_season, flares(pain)["onset"], "morning")[2]

    assert third.fact("rest_gap").number == "51 days"
    assert third.fact("rest_gap").words == "Walk and run, the first run since 2 Aug 2026"


def test_no_card_blames(demo_season) -> None:
    pain = daily_pain(demo_season.entries, Site("knee", "left", "medial"), "morning")
    cards = before_flare(demo_season, flares(pain)["onset"], "morning")
    said = " ".join(f"{fact.label} {fact.words}" for found in cards for fact in found.facts)

    assert not re.search(r"risk|cause|should|fault|too (much|far|fast)|because", said, re.I)


def test_a_run_of_the_day_itself_comes_before_an_evening_score_alone(make_history) -> None:
    history = make_history([{"day": 0, "km": 5.0}, {"day": 10, "km": 8.0}])

    assert card(history, 10).fact("longest_run") is None
    assert card(history, 10, "after").fact("longest_run").number == f"1.60{TIMES}"


def test_of_two_runs_as_far_beyond_the_newest_is_named(make_history) -> None:
    runs = [{"day": 0, "km": 4.0}, {"day": 7, "km": 6.0}, {"day": 10, "km": 9.0}]

    run = card(make_history(runs), 12).fact("longest_run")

    assert (run.number, run.day) == (f"1.50{TIMES}", on(10))


def test_a_week_is_compared_only_where_both_are_known(make_history) -> None:
    known = make_history([{"day": 0, "km": 5.0}, {"day": 5, "km": 5.0}, {"day": 10, "km": 15.0}])
    young = make_history([{"day": 5, "km": 5.0}, {"day": 10, "km": 15.0}])

    assert card(known, 14).fact("week").number == "+50 %"
    assert card(young, 14).fact("week") is None


def test_a_week_after_none_has_kilometres_and_no_percentage(make_history) -> None:
    history = make_history([{"day": 0, "km": 5.0}, {"day": 30, "km": 4.0}])

    week = card(history, 33).fact("week")

    assert (week.number, "after a week without running" in week.words) == ("4.0 km", True)


def test_an_unknown_distance_is_no_ratio_and_no_week(make_history) -> None:
    history = make_history([{"day": 0, "km": 5.0}, {"day": 5, "km": 5.0}, {"day": 12}])

    found = card(history, 14)

    assert found.fact("longest_run") is None
    assert found.fact("week") is None


def test_descent_is_set_against_the_month_before(make_history) -> None:
    history = make_history(
        [{"day": 0, "km": 5.0, "descent_m": 40.0}, {"day": 10, "km": 5.0, "descent_m": 310.0}]
    )

    descent = card(history, 12).fact("descent")

    assert descent.number == "310 m"
    assert "against 40 m" in descent.words


def test_other_sports_are_named_once_each_and_only_beyond_their_month(make_history) -> None:
    ride = {"sport": "cycling"}
    history = make_history(
        [
            {"day": 0, "minutes": 60, **ride},
            {"day": 20, "minutes": 90, **ride},
            {"day": 21, "minutes": 100, **ride},
            {"day": 22, "minutes": 50, "sport": "swimming"},
            {"day": 23, "minutes": 40, "sport": "walking"},
            {"day": -60, "minutes": 40, "sport": "walking"},
        ]
    )

    found = card(history, 25)

    others = [fact.number for fact in found.facts if fact.kind == "other_sport"]
    assert others == [f"1.50{TIMES}", "50 min", "40 min"]


def test_an_illness_that_goes_on_counts_up_to_the_flare(make_history) -> None:
    ill = {"kind": "illness", "first_day": on(5), "note": "A cold"}
    history = make_history([{"day": 0, "km": 5.0}], events=[ill])

    illness = card(history, 10).fact("illness")

    assert (illness.number, illness.words) == ("5 days", "since 27 Sep 2025: A cold")
    assert card(history, 5).fact("illness") is None


def test_a_race_known_only_by_its_result_is_found(make_history) -> None:
    result = {
        "race": "Springbank",
        "race_day": on(8),
        "official_distance_m": 10_000,
        "status": "finished",
    }
    history = make_history([{"day": 0, "km": 5.0}], results=[result])

    race = card(history, 10).fact("race")

    assert (race.number, race.session_id) == ("10 km", "")


def test_an_old_pair_taken_out_again_is_no_change_without_another_drop(make_history) -> None:
    shoes = [
        {"shoe_id": "a", "name": "A", "heel_drop_mm": 8},
        {"shoe_id": "b", "name": "B", "heel_drop_mm": 8},
    ]
    worn = ("a", "b", "a", "b")
    history = make_history(
        [{"day": 40 * n, "km": 5.0, "shoe_id": pair} for n, pair in enumerate(worn)], shoes=shoes
    )

    assert card(history, 42).fact("shoe").words == "first session in B"
    assert card(history, 122).fact("shoe") is None


def test_what_was_looked_for_and_not_found_is_said(make_history) -> None:
    found = card(make_history([{"day": 0, "km": 5.0}, {"day": 5, "km": 5.0}]), 8)

    assert found.not_found.startswith("Looked for and not found: a gap in running, a race,")
    assert "a run," not in found.not_found.replace("a run off", "")


def test_pain_without_any_file_says_what_is_missing(make_history) -> None:
    found = card(make_history(), 8)

    assert (found.facts, found.not_found) == ((), NO_FILES)


def test_ten_years_of_gaps_give_cards_all_the_same(make_history) -> None:
    history = make_history([{"day": 365 * year, "km": 5.0} for year in range(11)])
    onsets = pd.Series([on(365 * year + 3) for year in range(11)])

    cards = before_flare(history, onsets, "morning")

    assert [found.fact("rest_gap").number for found in cards[1:]] == ["365 days"] * 10
    assert all(found.fact("longest_run") is None for found in cards)


def test_runs_beyond_the_month_are_counted_with_those_no_flare_followed(
    make_history: Callable[..., History],
) -> None:
    runs = [{"day": day, "km": 5.0} for day in range(0, 60, 10)]
    history = make_history([*runs, {"day": 33, "km": 9.0}, {"day": 53, "km": 12.0}])
    pain = pd.Series(1.0, pd.date_range(on(20), on(70)))

    count = spike_count(history, pd.Series([on(37)]), pain)

    assert (count.n_runs, count.n_followed) == (2, 1)
    assert "after 1 of 2. A count, not a cause." in count.sentence
    assert spike_count(history, pd.Series([on(37)]), pain * np.nan).sentence == ""
