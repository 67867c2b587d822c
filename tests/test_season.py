"""The made-up season: the maker makes it, the readers read it, and it tells what it is to tell."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

import sample_data
from dashboard.analysis import words
from dashboard.analysis.flares import flares
from dashboard.analysis.pain import Site, daily_pain, sites
from dashboard.analysis.races import figures, result_of
from dashboard.analysis.recovery import course
from dashboard.analysis.red_flags import findings
from dashboard.analysis.spikes import RATED, activity_spikes
from ingest import Store, open_store
from sample_data.making import season_files, season_fit
from sample_data.making.season_weeks import outings
from sample_data.story import dates
from sample_data.story.reading import ACTIVITIES, ARCHIVE, DIARY

SEASON = sample_data.season()
INNER_LEFT = Site("knee", "left", "medial")
OUTER_RIGHT = Site("knee", "right", "lateral")
LARGEST = 1_500_000
A_MONTH = timedelta(days=30)
SUNDAY = 6


@pytest.fixture(scope="module")
def store(demo_file: Path) -> Iterator[Store]:
    with open_store(str(demo_file)) as opened:
        yield opened


@pytest.fixture(scope="module")
def athlete_id(store: Store) -> str:
    [runner] = store.athletes()
    return runner.athlete_id


@pytest.fixture(scope="module")
def sessions(store: Store, athlete_id: str) -> pd.DataFrame:
    return store.sessions(athlete_id)


@pytest.fixture(scope="module")
def diary(store: Store, athlete_id: str) -> pd.DataFrame:
    return store.pain_entries(athlete_id)


def on(sessions: pd.DataFrame, day: date) -> pd.DataFrame:
    return sessions[sessions["local_day"] == pd.Timestamp(day)].sort_values("position")


class TestTheFiles:
    def test_the_archive_holds_each_activity_once_and_nothing_else(self) -> None:
        with zipfile.ZipFile(ARCHIVE) as archive:
            members = archive.namelist()
            assert archive.testzip() is None

        assert members == [activity.file for activity in SEASON.activities]
        assert len(set(members)) == len(members)

    def test_the_maker_makes_the_races_and_every_sixteenth_file(self) -> None:
        chosen = [o for o in outings() if o.number % 16 == 0 or o.kind in ("duathlon", "swim")]
        with zipfile.ZipFile(ARCHIVE) as archive:
            changed = [o.file for o in chosen if season_fit.data(o) != archive.read(o.file)]

        assert changed == []

    @pytest.mark.slow
    def test_the_maker_makes_every_file(self) -> None:
        with zipfile.ZipFile(ARCHIVE) as archive:
            changed = [o.file for o in outings() if season_fit.data(o) != archive.read(o.file)]

        assert changed == []

    def test_the_maker_makes_both_tables(self) -> None:
        assert ACTIVITIES.read_bytes() == season_files.activities_table().encode()
        assert DIARY.read_bytes() == season_files.diary_table().encode()

    def test_all_of_it_is_small(self) -> None:
        assert sum(file.stat().st_size for file in (ARCHIVE, ACTIVITIES, DIARY)) < LARGEST

    def test_it_leaves_out_what_has_not_happened_yet(self) -> None:
        early = SEASON.until(datetime(2026, 6, 6, 20, 0, tzinfo=UTC))

        assert max(entry.felt_at.date() for entry in early.diary) < dates.HALF_MARATHON
        assert [race.edition for race in early.races] == ["2023", "2024", "2025"]
        assert [shoe.heel_drop_mm for shoe in early.shoes] == [10]
        assert [event.kind for event in early.events] == ["illness"]
        assert SEASON.until(datetime(2027, 1, 1, tzinfo=UTC)) == SEASON


class TestTheDates:
    def test_fourteen_months_of_whole_weeks(self) -> None:
        days = [activity.start.date() for activity in SEASON.activities]

        assert dates.FIRST_DAY.weekday() == 0
        assert dates.LAST_DAY.weekday() == SUNDAY
        assert days == sorted(days)
        assert days[0] >= dates.FIRST_DAY
        assert days[-1] == dates.LAST_DAY

    def test_races_are_on_sundays_and_the_duathlon_eight_weeks_later(self) -> None:
        races = (*dates.EARLIER_HALF_MARATHONS, dates.HALF_MARATHON, dates.DUATHLON)
        apart = dates.DUATHLON - dates.HALF_MARATHON

        assert {day.weekday() for day in races} == {SUNDAY}
        assert apart == timedelta(weeks=8)

    def test_active_rest_lasts_seven_weeks_and_the_review_comes_after_six(self) -> None:
        without_running = dates.FIRST_WALK_RUN - dates.DUATHLON
        until_review = dates.SIX_WEEK_REVIEW - dates.PHYSIO_BEGINS

        assert without_running > timedelta(weeks=7)
        assert until_review == timedelta(weeks=6)


class TestTheSessions:
    def test_every_file_comes_in_without_a_repair(self, store: Store, athlete_id: str) -> None:
        [receipt_id] = store.receipts(athlete_id)["receipt_id"]
        rows = store.receipt(athlete_id, receipt_id).rows

        assert len(rows) == len(SEASON.activities)
        assert set(rows["status"]) == {"imported"}
        assert set(rows["problems"]) == {""}

    def test_so_many_of_each_sport(self, sessions: pd.DataFrame) -> None:
        assert sessions["sport"].value_counts().to_dict() == {
            "running": 105,
            "training": 39,
            "swimming": 18,
            "cycling": 16,
            "walking": 9,
            "fitness_equipment": 4,
        }
        assert (sessions["sub_sport"] == "yoga").sum() == 6

    def test_days_names_and_efforts_are_those_of_the_table(self, sessions: pd.DataFrame) -> None:
        first = sessions.sort_values("start_time").groupby("activity_id", sort=False).last()
        told = [(a.start.date(), a.name, a.rpe) for a in SEASON.activities]
        read = [
            (row.local_day.date(), row.name_, None if pd.isna(row.rpe) else int(row.rpe))
            for row in first.rename(columns={"name": "name_"}).itertuples()
        ]

        assert read == told

    def test_most_efforts_are_known_and_more_of_them_than_heart_rates(
        self, sessions: pd.DataFrame
    ) -> None:
        last = sessions[sessions["local_day"] > pd.Timestamp(dates.LAST_DAY - 3 * A_MONTH)]

        assert 0.85 < sessions["rpe"].notna().mean() < 1
        assert last["has_heart_rate"].mean() < last["rpe"].notna().mean() < 1

    def test_hearts_beat_as_hearts_do(self, sessions: pd.DataFrame) -> None:
        limits = SEASON.runner.limits[-1]
        seen = sessions[sessions["has_heart_rate"]]
        half = on(sessions, dates.HALF_MARATHON).iloc[0]
        easy = seen[seen["name"] == "Easy run"]

        assert seen["heart_rate_max_bpm"].max() < limits.heart_rate_max_bpm
        assert seen["heart_rate_mean_bpm"].min() > limits.heart_rate_rest_bpm
        assert easy["heart_rate_mean_bpm"].max() < half["heart_rate_mean_bpm"] - 15

    def test_the_watch_saw_more_than_the_half_marathon(self, sessions: pd.DataFrame) -> None:
        [half] = on(sessions, dates.HALF_MARATHON).to_dict("records")

        assert 21_200 <= half["distance_m"] <= 21_300
        assert 6717 < half["elapsed_s"] < 6717 + 30
        assert half["is_race"]

    def test_the_duathlon_is_one_recording_of_three_legs(
        self, sessions: pd.DataFrame, store: Store, athlete_id: str
    ) -> None:
        legs = on(sessions, dates.DUATHLON)
        whole = store.activity(athlete_id, legs["activity_id"].iloc[0]).sessions

        assert legs["sport"].tolist() == ["running", "cycling", "running"]
        assert legs["distance_m"].tolist() == pytest.approx([2500, 30_000, 7000], abs=1)
        assert (whole["sport"] == "transition").sum() == 2

    def test_it_says_what_the_runner_wore(
        self, sessions: pd.DataFrame, store: Store, athlete_id: str
    ) -> None:
        shoes = store.shoes(athlete_id).set_index("shoe_id")
        runs = sessions[sessions["sport"] == "running"]
        drop = runs["shoe_id"].map(shoes["heel_drop_mm"])
        low = runs.loc[drop == 6, "local_day"]
        worn_before = dates.DUATHLON - dates.LOWER_SHOES_FIRST_WORN

        assert sorted(shoes["heel_drop_mm"]) == [6, 10]
        assert drop.notna().all()
        assert low.min() == pd.Timestamp(dates.LOWER_SHOES_FIRST_WORN)
        assert low.max() == pd.Timestamp(dates.DUATHLON)
        assert worn_before < timedelta(days=21)


class TestTheStory:
    def test_no_run_of_the_month_before_the_duathlon_is_longer_than_6_km(
        self, sessions: pd.DataFrame
    ) -> None:
        day = sessions["local_day"]
        before = (day < pd.Timestamp(dates.DUATHLON)) & (
            day >= pd.Timestamp(dates.DUATHLON - A_MONTH)
        )
        runs = sessions[before & (sessions["sport"] == "running")]

        assert runs["distance_m"].max() == pytest.approx(6000, abs=0.5)

    def test_the_duathlon_is_a_spike_of_1_58_and_its_effort_above_2(
        self, sessions: pd.DataFrame
    ) -> None:
        spikes = activity_spikes(sessions).set_index("local_day")
        duathlon = spikes.loc[pd.Timestamp(dates.DUATHLON)]

        assert f"{duathlon['ratio']:.2f}" == "1.58"
        assert duathlon["running_km"] == pytest.approx(9.5, abs=0.001)
        assert duathlon["effort_ratio"] > 2
        assert duathlon["effort_coverage"] == 1

    def test_nothing_else_goes_beyond_a_tenth_but_two_long_runs(
        self, sessions: pd.DataFrame
    ) -> None:
        spikes = activity_spikes(sessions)
        flagged = spikes[(spikes["state"] == RATED) & (spikes["ratio"] > 1.1)]

        assert [day.date() for day in flagged["local_day"]] == [
            dates.LONG_RUN_WITH_FRIENDS,
            dates.HALF_MARATHON,
            dates.DUATHLON,
        ]
        assert flagged["ratio"].iloc[0] == pytest.approx(1.5)

    def test_the_inner_left_knee_is_first_noted_after_the_duathlon(
        self, diary: pd.DataFrame, sessions: pd.DataFrame
    ) -> None:
        last_leg = on(sessions, dates.DUATHLON).iloc[-1]
        first = diary[diary["side"] == "left"].sort_values("felt_at").iloc[0]
        finish = last_leg["start_time"] + pd.Timedelta(seconds=last_leg["elapsed_s"])

        assert finish < first["felt_at"] < finish + pd.Timedelta(hours=6)
        assert first["session_id"] == last_leg["session_id"]
        assert first["intensity_nprs"] > 0

    def test_it_flares_four_times_each_lower_and_ends_in_zeros(self, diary: pd.DataFrame) -> None:
        mornings = daily_pain(diary, INNER_LEFT, "morning")
        found = flares(mornings)

        assert [day.date() for day in found["onset"]] == list(dates.FLARES)
        assert found["highest"].is_monotonic_decreasing
        assert not found["is_open"].any()
        assert mornings.dropna().tail(3).tolist() == [0, 0, 0]

    def test_six_weeks_of_physiotherapy_are_up_and_down_but_falling(
        self, diary: pd.DataFrame
    ) -> None:
        mornings = daily_pain(diary, INNER_LEFT, "morning")
        found = course(mornings, until=dates.SIX_WEEK_REVIEW - timedelta(days=1))
        assert found.label == "up and down"
        assert found.high < 0
        assert found.flares["onset"].dt.date.tolist() == list(dates.FLARES[:2])
        assert course(mornings).flares["onset"].dt.date.tolist() == [dates.FLARES[3]]

    def test_the_outer_right_knee_flares_the_morning_after_the_long_run(
        self, diary: pd.DataFrame
    ) -> None:
        found = flares(daily_pain(diary, OUTER_RIGHT, "morning"))

        morning_after = pd.Timestamp(dates.LONG_RUN_WITH_FRIENDS + timedelta(days=1))
        assert found["onset"].tolist() == [morning_after]

    def test_the_diary_has_moments_gaps_zeros_and_signs(self, diary: pd.DataFrame) -> None:
        mornings = daily_pain(diary, INNER_LEFT, "morning")

        assert len(diary) == len(SEASON.diary)
        assert set(diary["moment"]) == {"morning", "during", "after", "worst"}
        assert 0.05 < mornings.isna().mean() < 0.25
        assert (diary["intensity_nprs"] == 0).sum() > 40
        assert diary[["swelling", "painkiller_taken", "clicking"]].sum().gt(2).all()
        assert (diary["session_id"] != "").sum() > 50

    def test_no_rule_sends_the_made_up_runner_to_a_doctor(
        self, diary: pd.DataFrame, store: Store, athlete_id: str
    ) -> None:
        assert sites(diary) == (INNER_LEFT, OUTER_RIGHT)
        assert [findings(diary, site) for site in sites(diary)] == [(), ()]
        answers = store.red_flag_answers(athlete_id)
        assert set(answers["side"]) == {"left", "right"}
        assert not answers["answer"].any()

    def test_the_knee_rests_actively_without_a_run(self, sessions: pd.DataFrame) -> None:
        day = sessions["local_day"]
        resting = sessions[
            (day > pd.Timestamp(dates.DUATHLON)) & (day < pd.Timestamp(dates.FIRST_WALK_RUN))
        ]

        assert set(resting["sport"]) == {
            "swimming",
            "training",
            "cycling",
            "walking",
            "fitness_equipment",
        }
        assert len(resting) >= 24

    def test_the_race_card_tells_the_official_half_marathon(
        self, store: Store, athlete_id: str, sessions: pd.DataFrame
    ) -> None:
        results = store.race_results(athlete_id)
        [watch] = [row for _, row in on(sessions, dates.HALF_MARATHON).iterrows()]
        latest = result_of(results.iloc[-1])
        card = figures(latest, watch)

        assert latest.session_id == watch["session_id"]
        assert card.sentence == "1:51:57 / 21.0975 km = 5:18 /km (published 5:19)"
        assert results["session_id"].tolist()[:-1] == ["", "", ""]
        for _, row in results.iterrows():
            result = result_of(row)
            pace = result.chip_time_s / result.official_distance_m * 1000
            assert words.pace(1000, result.published_pace_s_per_km)
            assert 0 <= result.published_pace_s_per_km - pace < 1

    def test_the_races_have_their_published_splits_and_a_field(
        self, store: Store, athlete_id: str
    ) -> None:
        results = store.race_results(athlete_id)
        splits = store.race_splits(athlete_id).groupby("result_id")["time_s"].apply(list)
        *earlier, newest = results["result_id"]

        assert [splits[result_id][-1] for result_id in earlier] == [7004, 6740, 6520]
        field = store.race_field(athlete_id, newest)
        assert len(field) == results["field_overall"].iloc[-1]
        # The place published is the place in the field, but for those of the same second.
        assert field[435] == results["chip_time_s"].iloc[-1] == 6717
