import math
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis import race_page_words as said
from dashboard.analysis.predictions import Error
from dashboard.analysis.race_editions import editions
from dashboard.analysis.race_review import Course, Halves
from dashboard.analysis.races import figures
from ingest.athlete_tables import RACE_RESULTS
from ingest.diary import RaceResult
from ingest.tables import SESSION_LIST, conform, empty


def half(year: int, time_s: float, **others: object) -> RaceResult:
    known = {
        "race": "Springbank Half Marathon",
        "official_distance_m": 21_097.5,
        "chip_time_s": time_s,
        "result_id": f"r{year}",
    }
    return RaceResult(race_day=pd.Timestamp(year=year, month=6, day=7), **(known | others))


def known_of(*results: RaceResult):
    rows = [{name: getattr(one, name) for name in RACE_RESULTS.names} for one in results]
    frame = conform(pd.DataFrame(rows), RACE_RESULTS)
    return editions(frame, empty(SESSION_LIST))


def headline(known, year: int) -> str:
    race = next(one for one in known if one.result.race_day.year == year)
    return said.headline(race, known, known)


FOUR = (half(2023, 7385), half(2024, 7100), half(2025, 6881), half(2026, 6717))


def test_the_fastest_of_four_is_said_with_what_it_is_ahead_of():
    placed = replace(FOUR[3], place_overall=436, field_overall=1183)
    known = known_of(*FOUR[:3], placed)
    assert headline(known, 2026) == (
        "1:51:57, your fastest of four: 2:44 quicker than 2025."
        " 436th of 1,183, faster than 63 % of the field."
    )


def test_an_earlier_year_is_said_as_it_stood_and_as_it_stands():
    known = known_of(*FOUR)
    assert headline(known, 2025) == "1:54:41, your fastest of three until then, 2:44 behind 2026."
    assert headline(known, 2023) == "2:03:05, 11:08 behind your fastest, 2026."


def test_no_praise_is_made_up_for_the_first_of_a_kind_nor_for_an_equal_time():
    assert headline(known_of(FOUR[0]), 2023) == "2:03:05."
    assert headline(known_of(FOUR[0], half(2024, 7385)), 2024) == "2:03:05, the same time as 2023."


def test_a_best_over_the_distance_counts_where_the_race_was_never_run_before():
    other = half(2026, 6600, race="Mill Lake Half")
    known = known_of(*FOUR[:3], other)
    race = known[-1]
    assert said.headline(race, (race,), known) == "1:50:00, your fastest half marathon of four."


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (half(2026, 6717, status="DNF"), "Did not finish."),
        (half(2026, math.nan), "No time known yet."),
    ],
)
def test_a_race_without_a_time_says_so(result, sentence):
    assert headline(known_of(*FOUR[:2], result), 2026) == sentence


@pytest.mark.parametrize(
    ("place", "field", "words"),
    [
        (1, 300, "1st of 300, faster than 99 % of the field"),
        (300, 300, "300th of 300"),
        (12, None, "12th overall"),
        (1022, 2044, "1,022nd of 2,044, faster than 50 % of the field"),
        (None, 300, ""),
    ],
)
def test_a_place_is_a_place_in_its_field(place, field, words):
    race = known_of(half(2026, 6717, place_overall=place, field_overall=field))[0]
    assert said.placing(race) == words


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (112, "112th"), (101, "101st")],
)
def test_places_are_ordinals(number, text):
    assert said.ordinal(number) == text


@pytest.mark.parametrize(
    ("first_s", "second_s", "text"),
    [
        (3354, 3363, "55:54 + 56:03, the second 9 s slower"),
        (3363, 3354, "56:03 + 55:54, the second 9 s faster"),
        (3354.2, 3354.4, "55:54 + 55:54, even"),
        (3000, 3300, "50:00 + 55:00, the second 5:00 slower"),
    ],
)
def test_halves_stand_side_by_side(first_s, second_s, text):
    assert said.halves(Halves(first_s, second_s)) == text


def cut_of(times: list[float], last_m: float = 1000.0) -> Course:
    lengths = [1000.0] * (len(times) - 1) + [last_m]
    table = pd.DataFrame({"distance_m": lengths, "elapsed_s": times})
    whole, half_way = sum(times), len(times) // 2
    parts = Halves(sum(times[:half_way]), sum(times[half_way:]))
    return Course(table, table, parts, math.nan, whole, sum(lengths))


def test_a_pace_that_changed_is_said_with_where_it_did():
    assert said.shape_title(cut_of([316.0] * 19 + [330.0] * 2)) == "5:16 to km 19, then 5:30 /km"
    faster = [320.0, 321, 319, 320, 321, 300, 301, 299, 300, 300]
    assert said.shape_title(cut_of(faster)) == "5:20 to km 5, then 5:00 /km"


def test_scatter_alone_is_no_change_of_pace():
    chance = np.random.default_rng(3)
    times = (318 + chance.normal(0, 6, 20)).tolist()
    assert said.shape_title(cut_of(times)).startswith("Even halves")
    # A last part of 97 m is no kilometre run in half a minute.
    assert said.shape_title(cut_of([*times, 31.0], last_m=97.5)).startswith("Even halves")


def test_a_watch_that_was_not_the_race_says_why_its_splits_stay_as_measured():
    shown = figures(half(2026, 6717))
    cut = cut_of([300.0] * 15)
    left = replace(cut, official=cut.official.iloc[:0], halves=None)
    assert said.watch_note(left, shown) == (
        "As the watch measured it, 15.00 km in 1:15:00: too far from the official 21.0975 km in"
        " 1:51:57 to be laid over it."
    )
    assert said.shape_title(left) == "Split by split, as the watch measured it"
    nothing = replace(left, measured=cut.measured.iloc[:0])
    assert "no distance" in said.watch_note(nothing, shown)


@pytest.mark.parametrize(
    ("percent", "text"),
    [
        (4.2, "4 % less speed per heartbeat in the second half"),
        (-3.0, "3 % more speed per heartbeat in the second half"),
        (1.0, "Heart rate and speed kept together"),
        (math.nan, ""),
    ],
)
def test_drift_is_said_in_speed_per_heartbeat(percent, text):
    assert said.drift_words(percent) == text


def test_how_far_predictions_were_off_is_said_or_what_it_takes_to_know():
    none = said.how_far_off({"Riegel": Error(0, math.nan, math.nan)})
    assert none.startswith("How far off these are for you is not known")
    found = said.how_far_off({"Riegel": Error(3, -1.2, 2.04), "VDOT": Error(3, -1.0, 1.9)})
    assert found == (
        "On 3 pairs of your own races Riegel was off by 2.0 % and VDOT was off by 1.9 % on average."
    )


def test_the_weeks_before_are_said_with_what_is_known_of_them():
    day = pd.Timestamp("2026-06-07")
    weeks = pd.DataFrame(
        {
            "week": range(-11, 7),
            "running_km": [math.nan] * 6 + [20.0, 30.0] * 3 + [10.0] * 6,
            "pain": [math.nan] * 12 + [6.0] * 6,
        }
    )
    told = SimpleNamespace(
        weeks=weeks, race_day=day, longest_run=(pd.Timestamp("2026-05-24"), 17.2)
    )
    assert said.around_title(told) == (
        "6 weeks before: 25 km a week, the longest run 17.2 km, 14 days before"
    )
    assert said.pain_around(told) == "Highest pain noted: 6 of 10 after."
