"""Lists of every day: what is unrated, what matches, weeks, shoes, zones, settings in words."""

import math

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis import activity_filter, event_words, settings_words, shoes, units, zone_rows
from dashboard.analysis.activity_filter import Wanted, matching
from dashboard.analysis.activity_list import activity_list
from dashboard.analysis.unrated import MOST, effort, unrated
from dashboard.analysis.weeks import on_day, weeks
from ingest.athlete_tables import SHOES
from ingest.diary import AthleteSettings
from ingest.tables import SESSION_LIST, Athlete, conform, empty
from ingest.thresholds import Thresholds

MONDAY = pd.Timestamp("2026-09-14")


def session(key: str, day: int, **others: object) -> dict:
    row = {
        "session_id": f"s-{key}",
        "activity_id": key,
        "sport": "running",
        "sub_sport": "generic",
        "start_time": (MONDAY + pd.Timedelta(days=day, hours=8)).tz_localize("UTC"),
        "local_day": MONDAY + pd.Timedelta(days=day),
        "distance_m": 10_000.0,
        "elapsed_s": 3600.0,
        "timer_s": 3600.0,
        "moving_s": 3600.0,
    }
    return row | others


def listed(*rows: dict) -> pd.DataFrame:
    frame = conform(pd.DataFrame(rows), SESSION_LIST)
    return frame.sort_values("start_time", ascending=False, ignore_index=True)


SEASON = listed(
    session("lake", 0, name="Lake loop", note="Windy", rpe=5.0),
    session("gym", 1, sport="training", sub_sport="strength_training", distance_m=np.nan),
    session("race", 6, name="Town run", is_race=True),
    session("far", 8, distance_m=16_093.44),
    session(
        "treadmill",
        8,
        sub_sport="treadmill",
        distance_m=np.nan,
        start_time=pd.Timestamp("2026-09-22 18:00Z"),
    ),
    session("old", -400, name="Lake loop"),
)


def names(rows: pd.DataFrame) -> set[str]:
    return set(rows["activity_id"])


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (Wanted(), {"lake", "gym", "race", "far", "treadmill", "old"}),
        (Wanted(text="LAKE"), {"lake", "old"}),
        (Wanted(text="loop windy"), {"lake"}),
        (Wanted(text="[.*"), set()),
        (Wanted(family="strength"), {"gym"}),
        (Wanted(races_only=True), {"race"}),
        (Wanted(first=MONDAY, last=MONDAY + pd.Timedelta(days=1)), {"lake", "gym"}),
        (Wanted(text="lake", first=MONDAY), {"lake"}),
    ],
)
def test_only_what_is_wanted_is_listed(wanted, kept) -> None:
    assert names(matching(activity_list(SEASON), wanted)) == kept


def test_periods_reach_to_today_or_over_a_year() -> None:
    rows = activity_list(SEASON)
    assert activity_filter.periods(rows)[-2:] == ("2026", "2025")
    today = pd.Timestamp("2026-09-20")
    assert activity_filter.days_of("Last 7 days", today) == (MONDAY, today)
    first, last = activity_filter.days_of("2025", today)
    assert names(matching(rows, Wanted(first=first, last=last))) == {"old"}
    assert activity_filter.days_of("All time", today) == (None, None)
    assert activity_filter.found(rows.head(2), 6) == "2 of 6 activities"


def test_a_week_has_a_cell_a_day_and_sums_of_both_currencies() -> None:
    table = weeks(activity_list(SEASON))

    assert table["monday"].is_monotonic_decreasing
    assert len(table) == 60
    week = table[table["monday"] == MONDAY].iloc[0]
    assert (week["Mon"], week["Tue"], week["Wed"]) == ("Run 10.0", "Strength 60 min", "")
    assert week["Sun"] == "Race: run 10.0"
    assert (week["running"], week["minutes"], week["sessions"]) == ("20.0", "180", "3")


def test_a_run_without_a_distance_makes_the_sum_a_least_one() -> None:
    newest = weeks(activity_list(SEASON)).iloc[0]
    assert newest["Tue"] == "Run 16.1 + Treadmill run 60 min"
    assert newest["running"] == "at least 16.1"


def test_weeks_read_in_miles() -> None:
    units.use("mile")
    try:
        newest = weeks(activity_list(SEASON)).iloc[0]
    finally:
        units.use("km")
    assert newest["Tue"] == "Run 10.0 + Treadmill run 60 min"
    assert newest["running"] == "at least 10.0"


def test_a_day_of_several_is_listed_in_its_order() -> None:
    rows = activity_list(SEASON)
    day = on_day(rows, MONDAY + pd.Timedelta(days=8))
    assert names(day) == {"far", "treadmill"}
    assert weeks(rows.head(0)).empty


def test_the_newest_unrated_are_asked_for_and_no_more_than_ten() -> None:
    asked = unrated(SEASON)
    assert [one.activity_id for one in asked][-1] == "old"
    assert "lake" not in {one.activity_id for one in asked}
    many = listed(*(session(f"a{day}", day) for day in range(30)))
    assert [one.activity_id for one in unrated(many)] == [f"a{day}" for day in range(29, 19, -1)]
    assert len(unrated(many)) == MOST
    assert unrated(many, {"a3"})[0].session_ids == ("s-a3",)
    assert unrated(empty(SESSION_LIST)) == ()


def test_one_answer_rates_every_leg_without_one() -> None:
    legs = listed(
        session("d", 0, session_id="run 1", distance_m=2500.0, rpe=6.0),
        session("d", 0, session_id="bike", sport="cycling", distance_m=30_000.0),
        session("d", 0, session_id="run 2", distance_m=7000.0),
    )
    asked = unrated(legs)
    assert len(asked) == 1
    assert set(asked[0].session_ids) == {"bike", "run 2"}
    assert asked[0].done.startswith("Duathlon 39.5 km")


def test_efforts_have_words_where_the_scale_has_them() -> None:
    assert [effort(rpe) for rpe in (0, 6, 7)] == ["0 · rest", "6", "7 · very hard"]


def test_a_shoe_s_kilometres_are_those_before_and_those_here() -> None:
    pairs = conform(
        pd.DataFrame(
            [
                {"shoe_id": "high", "name": "Everyday", "heel_drop_mm": 10, "start_km": 100},
                {"shoe_id": "low", "name": "Light", "heel_drop_mm": 6.5, "stack_mm": 27},
                {"shoe_id": "gone", "name": "Old", "last_use": MONDAY, "start_km": 900},
            ]
        ).assign(start_km=lambda frame: frame["start_km"].fillna(0.0)),
        SHOES,
    )
    worn = SEASON.assign(
        shoe_id=SEASON["activity_id"].map({"lake": "high", "far": "low", "old": "low"}).fillna("")
    )

    uses = shoes.shoe_uses(pairs, worn, MONDAY + pd.Timedelta(days=9))

    assert [use.shoe_id for use in uses] == ["high", "low", "gone"]
    assert [round(use.total_m) for use in uses] == [110_000, 26_093, 900_000]
    assert shoes.used(uses[0]) == "110.0 km, 1 time, last on 14 Sep 2026"
    assert uses[1].build == "6.5 mm drop, 27 mm stack"
    assert shoes.rotation(uses) == "Last 6 weeks: Light 62 %, Everyday 38 %"
    assert math.isclose(sum(use.share_percent for use in uses), 100)


def test_only_shoes_in_use_on_the_day_are_offered_and_the_chosen_one() -> None:
    pairs = conform(
        pd.DataFrame(
            [
                {"shoe_id": "new", "name": "New", "first_use": MONDAY},
                {"shoe_id": "old", "name": "Old", "last_use": MONDAY - pd.Timedelta(days=1)},
                {"shoe_id": "always", "name": "Always"},
            ]
        ).assign(start_km=0.0),
        SHOES,
    )
    assert set(shoes.shoes_to_choose(pairs, MONDAY, "")) == {"new", "always"}
    assert set(shoes.shoes_to_choose(pairs, MONDAY, "old")) == {"new", "always", "old"}


LIMITS = Thresholds(MONDAY, 50, 190, 300)


def test_zones_name_their_ranges_and_add_up() -> None:
    seconds = np.zeros(221)
    seconds[150 - 30], seconds[60 - 30] = 1800, 600

    bars = zone_rows.heart_rate_bars(seconds, LIMITS)

    assert [bar.range for bar in bars][:2] == ["up to 94 bpm", "95-113 bpm"]
    assert bars[-1].range == "171 bpm and more"
    assert sum(bar.seconds for bar in bars) == 2400
    assert math.isclose(sum(bar.share for bar in bars), 1)
    assert max(bars, key=lambda bar: bar.seconds).name == "70-80 %"


def test_pace_zones_read_in_the_person_s_unit() -> None:
    seconds = np.zeros(241)
    seconds[60] = 600
    assert zone_rows.pace_bars(seconds, LIMITS)[3].range == "5:18-5:00 /km"
    units.use("mile")
    try:
        ranges = [bar.range for bar in zone_rows.pace_bars(seconds, LIMITS)]
    finally:
        units.use("km")
    assert ranges[0] == "slower than 10:23 /mile"
    assert ranges[-1] == "faster than 8:03 /mile"


def test_missing_limits_are_named() -> None:
    nothing = zone_rows.missing(None, has_heart_rate=True, has_motion=True)
    assert nothing == (
        "Heart-rate zones need your highest heart rate and pace zones need your threshold pace,"
        " valid on the day of this session."
    )
    assert zone_rows.missing(LIMITS, has_heart_rate=True, has_motion=True) == ""
    assert zone_rows.missing(None, has_heart_rate=False, has_motion=False) == ""
    assert zone_rows.heart_rate_bars(np.ones(221), Thresholds(MONDAY, 50)) == ()
    assert zone_rows.pace_bars(np.zeros(241), LIMITS) == ()


def test_settings_say_in_one_sentence_how_things_are_set() -> None:
    athlete = Athlete("a", "A", thresholds=(LIMITS,))
    said = settings_words.sentence(AthleteSettings(), athlete, empty(SHOES), MONDAY)
    assert said == "Kilometres, limits from 14 Sep 2026 and no shoes yet."
    before = MONDAY - pd.Timedelta(days=1)
    assert "no limits of your body yet" in settings_words.sentence(
        AthleteSettings(units="mile"), athlete, empty(SHOES), before
    )
    assert settings_words.limits_words(LIMITS) == "rest 50 bpm, highest 190 bpm, threshold 5:00 /km"
    assert settings_words.method_words("") == "Chosen by what your files hold"


def test_an_event_says_when_it_was() -> None:
    day = MONDAY + pd.Timedelta(days=2)
    assert event_words.when(MONDAY, MONDAY) == "14 Sep 2026"
    assert event_words.when(MONDAY, day) == "14 Sep 2026 to 16 Sep 2026"
    assert event_words.when(MONDAY, None) == "since 14 Sep 2026"
