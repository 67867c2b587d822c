"""Every reason in the list, and that the athlete's own pages say the same."""

import math

import pandas as pd
import pytest

from dashboard.access import (
    ClientFile,
    PlanLimits,
    RaceResult,
    RedFlagAnswer,
)
from dashboard.analysis.before_flare.running import runs_of
from dashboard.analysis.flares import flares
from dashboard.analysis.load_line import agreed_on
from dashboard.analysis.morning_after import morning_after, run_sentence
from dashboard.analysis.pain import daily_pain, sites
from dashboard.analysis.spikes import activity_spikes
from dashboard.analysis.triage import LABELS, Code
from dashboard.analysis.words import TIMES
from ingest.athlete_tables import MOMENTS

DAY = pd.Timedelta(days=1)


def flag(name, when):
    return RedFlagAnswer(
        name,
        answer=True,
        answered_at=when.tz_localize("Europe/Brussels"),
        region="knee",
        side="left",
        asked_because="first_entry",
    )


# What an athlete's own pages say, from all there is of them.


def newest(rows, number):
    """The row of the newest day, and of that day the one with the highest number."""
    if rows.empty:
        return None
    row = rows.sort_values(["day", number]).iloc[-1]
    return row["day"], row[number]


def own_spike(way, athlete_id, today):
    rows = activity_spikes(way.sessions(athlete_id)).rename(columns={"local_day": "day"})
    rows = rows[(rows["ratio"] > 1.10) & (rows["day"] > today - 7 * DAY) & (rows["running_km"] > 0)]
    return newest(rows, "ratio")


def own_flare(way, athlete_id, today):
    entries = way.pain_entries(athlete_id)
    found = [
        flares(daily_pain(entries, site, moment)) for site in sites(entries) for moment in MOMENTS
    ]
    rows = pd.concat(found).rename(columns={"onset": "day"})
    return newest(rows[rows["day"] > today - 14 * DAY], "highest")


def own_mornings(way, athlete_id, today):
    entries = way.pain_entries(athlete_id)
    found = [
        morning_after(way.sessions(athlete_id), daily_pain(entries, site, "morning"), today)
        for site in sites(entries)
    ]
    rows = pd.concat(found).rename(columns={"local_day": "day"})
    return rows[(rows["state"] == "not settled") & (rows["day"] >= today - 7 * DAY)]


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_every_reason_is_found_again_on_the_athletes_own_pages(clinic, seed):
    way, today = clinic.way, clinic.today
    someone = clinic.add("Client 1")
    clinic.random(someone, seed)
    for code, own in (
        (Code.SPIKE, own_spike(way, someone, today)),
        (Code.NEW_FLARE, own_flare(way, someone, today)),
        (Code.NOT_SETTLED, newest(own_mornings(way, someone, today), "rise")),
    ):
        reason = clinic.reason(someone, code)
        assert (reason is None) == (own is None), code
        if reason is not None:
            assert reason.day == own[0]
            assert reason.number == pytest.approx(own[1], rel=1e-9)


def test_the_random_athletes_have_every_kind_of_reason_from_runs_and_pain(clinic):
    for seed in range(1, 6):
        clinic.random(clinic.add(f"Client {seed}"), seed)
    found = {reason.code for row in clinic.rows() for reason in row.reasons}

    assert {Code.SPIKE, Code.NEW_FLARE, Code.NOT_SETTLED} <= found


def test_a_run_that_did_not_settle_reads_as_on_the_recovery_page(clinic):
    someone = clinic.add("Client 1")
    clinic.run(someone, 2, 9.2)
    clinic.feel(someone, 2, 1)
    clinic.feel(someone, 1, 4)
    reason = clinic.reason(someone, Code.NOT_SETTLED)
    (row,) = (
        own_mornings(clinic.way, someone, clinic.today)
        .rename(columns={"day": "local_day"})
        .to_dict("records")
    )

    assert reason.words == (
        "Not settled after Monday 4 May 2026, 9.2 km: 4 the next morning, 1 the morning before"
        " (inner left knee)."
    )
    assert reason.words.startswith(run_sentence(pd.Series(row)).removesuffix("."))
    assert (reason.number, reason.day) == (3, clinic.today - 2 * DAY)


def test_a_settled_run_and_one_without_both_mornings_are_no_reason(clinic):
    someone = clinic.add("Client 1")
    for ago, score in ((5, 3), (4, 3), (2, 1)):
        clinic.run(someone, ago, 8)
        clinic.feel(someone, ago, score)

    assert clinic.reason(someone, Code.NOT_SETTLED) is None


def test_a_new_flare_names_its_place_its_day_and_what_was_before(clinic):
    someone = clinic.add("Client 1")
    for ago in range(9, 2, -1):
        clinic.feel(someone, ago, 2)
    clinic.feel(someone, 1, 5)
    clinic.feel(someone, 0, 6)
    reason = clinic.reason(someone, Code.NEW_FLARE)

    assert reason.words == (
        "New flare, inner left knee in the morning: from 5 May 2026 up to 6 of 10, 2 in the week"
        " before."
    )
    assert (reason.number, reason.day) == (6, clinic.today - DAY)


def test_an_old_flare_is_not_new_again(clinic):
    someone = clinic.add("Client 1")
    for ago in range(40, 20, -1):
        clinic.feel(someone, ago, 2)
    for ago in range(20, -1, -1):
        clinic.feel(someone, ago, 6)

    assert clinic.reason(someone, Code.NEW_FLARE) is None


def test_a_spike_says_its_band_and_whose_figure_the_rate_is(clinic):
    someone = clinic.add("Client 1")
    clinic.run(someone, 40, 5)
    clinic.run(someone, 20, 10)
    clinic.run(someone, 1, 12.1)
    reason = clinic.reason(someone, Code.SPIKE)

    assert reason.words == (
        f"Ran 12.1 km on Tuesday 5 May 2026, 1.21{TIMES} the longest run of the 30 days before"
        " (10.0 km): more than 1.10, up to 1.30."
    )
    assert reason.number == pytest.approx(1.21)
    assert f"1.64{TIMES} (1.31 to 2.05)" in reason.aside
    assert "5,205 runners" in reason.aside
    assert "a population figure, not this runner's." in reason.aside


def test_a_spike_with_a_short_history_says_how_much_is_known(clinic):
    someone = clinic.add("Client 1")
    clinic.run(someone, 11, 5)
    clinic.run(someone, 1, 12)

    assert "(5.0 km; only 10 days of them known)" in clinic.reason(someone, Code.SPIKE).words


def test_a_long_history_before_a_break_is_known_history(clinic):
    someone = clinic.add("Client 1")
    clinic.run(someone, 300, 5)
    clinic.run(someone, 11, 5)
    clinic.run(someone, 1, 12)

    assert "known" not in clinic.reason(someone, Code.SPIKE).words


def test_an_official_distance_counts_in_the_list_as_on_the_pages(clinic):
    someone = clinic.add("Client 1")
    clinic.run(someone, 10, 10)
    race = clinic.run(someone, 1, 13)
    clinic.way.save_race_result(
        someone,
        RaceResult("A race", clinic.today - DAY, official_distance_m=12_000, session_id=race),
    )
    reason = clinic.reason(someone, Code.SPIKE)

    assert reason.number == pytest.approx(1.2)
    assert own_spike(clinic.way, someone, clinic.today)[1] == pytest.approx(1.2)


def test_past_the_agreed_load_says_how_far_what_was_agreed_and_by_whom(clinic):
    someone = clinic.add("Client 1")
    limits = PlanLimits(clinic.today - 30 * DAY, 10, 100, set_by="the physio")
    clinic.way.save_agreed_limits(someone, limits)
    clinic.run(someone, 3, 14)
    reason = clinic.reason(someone, Code.PAST_AGREED)
    runs = runs_of(clinic.way.sessions(someone)).runs
    agreed = agreed_on(clinic.way.agreed_limits(someone), clinic.today - 3 * DAY)

    assert reason.words == (
        "Ran 14.0 km on Sunday 3 May 2026; the longest run agreed is 10.0 km (set by the physio)."
    )
    assert (reason.number, reason.day) == (runs["running_km"].item(), runs["local_day"].item())
    assert reason.number > agreed.longest_run_km


def test_past_the_agreed_week_counts_from_monday(clinic):
    someone = clinic.add("Client 1")
    limits = PlanLimits(clinic.today - 30 * DAY, week_km=12, set_by="the physio")
    clinic.way.save_agreed_limits(someone, limits)
    clinic.run(someone, 3, 8)  # a Sunday
    clinic.run(someone, 2, 6)
    assert clinic.reason(someone, Code.PAST_AGREED) is None
    clinic.run(someone, 0, 6.5)
    reason = clinic.reason(someone, Code.PAST_AGREED)

    assert reason.words.startswith("Ran 12.5 km from Monday 4 May 2026 on; agreed are 12.0 km a")
    assert (reason.number, reason.day) == (12.5, clinic.today)


def test_limits_that_begin_later_do_not_hold_yet(clinic):
    someone = clinic.add("Client 1")
    clinic.way.save_agreed_limits(someone, PlanLimits(clinic.today, 10, set_by="me"))
    clinic.run(someone, 3, 14)
    clinic.run(someone, 0, 10)

    assert clinic.reason(someone, Code.PAST_AGREED) is None


def test_silence_is_told_after_a_week_with_the_last_score(clinic):
    someone = clinic.add("Client 1")
    clinic.feel(someone, 9, 3)
    reason = clinic.reason(someone, Code.STOPPED_LOGGING)

    assert reason.words == "No entry for 9 days; the last was 3 of 10 on 27 Apr 2026."
    assert (reason.number, reason.day) == (9, clinic.today - 9 * DAY)
    clinic.feel(someone, 6, 0)
    assert clinic.reason(someone, Code.STOPPED_LOGGING) is None


def test_ten_years_of_gaps_are_silence_and_nothing_else(clinic):
    someone = clinic.add("Client 1")
    for years in (10, 7, 3):
        clinic.feel(someone, 365 * years, 5)
        clinic.run(someone, 365 * years, 12)
    (reason,) = clinic.row(someone).reasons

    assert (reason.code, reason.number) == (Code.STOPPED_LOGGING, 3 * 365)


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (-19, "Review was due on 17 Apr 2026, 19 days ago."),
        (-1, "Review was due on 5 May 2026, 1 day ago."),
        (0, "Review due on 6 May 2026, today."),
        (7, "Review due on 13 May 2026."),
        (8, None),
    ],
)
def test_a_review_is_told_a_week_ahead_and_until_it_is_held(clinic, ahead, said):
    someone = clinic.add("Client 1")
    clinic.way.save_client_file(
        someone, ClientFile(is_client=True, review_due=clinic.today + ahead * DAY)
    )
    reason = clinic.reason(someone, Code.REVIEW_DUE)

    assert (None if reason is None else reason.words) == said
    assert reason is None or reason.number == ahead


def test_a_sign_answered_with_yes_comes_first_and_says_what_was_told(clinic):
    calm, someone = clinic.add("A"), clinic.add("Z")
    clinic.random(calm, 3)
    clinic.way.save_red_flags(
        someone, [flag("calf_swelling", clinic.today - pd.Timedelta(hours=3))]
    )
    first, _ = clinic.rows()

    assert first.athlete_id == someone
    assert first.reasons[0].words == (
        "Answered yes on 5 May 2026 for the left knee: “Is one calf swollen or tender without a"
        " knock?” Told to have it looked at that day."
    )
    assert first.reasons[0].day == clinic.today - DAY


def test_a_sign_answered_with_no_later_is_no_reason(clinic):
    someone = clinic.add("Client 1")
    yes = flag("locking", clinic.today - 2 * DAY)
    no = RedFlagAnswer(
        "locking",
        answer=False,
        answered_at=yes.answered_at + DAY,
        region="knee",
        side="left",
        asked_because="looked_at",
    )
    clinic.way.save_red_flags(someone, [yes])
    clinic.way.save_red_flags(someone, [no])

    assert clinic.row(someone).reasons == ()


def test_a_time_zone_nobody_knows_does_not_take_the_list_away(clinic):
    someone = clinic.way._store.add_athlete("Client 1", "Not/AZone").athlete_id
    answer = flag("locking", clinic.today - pd.Timedelta(hours=3))
    clinic.way.save_red_flags(someone, [answer])

    assert clinic.row(someone).reasons[0].day == clinic.today - DAY


def test_few_rated_sessions_say_how_few(clinic):
    someone = clinic.add("Client 1")
    for ago in range(11):
        clinic.run(someone, 2 * ago, 5, rpe=4.0 if ago < 4 else math.nan)
    reason = clinic.reason(someone, Code.COVERAGE)

    assert reason.words == (
        "Only 4 of 11 sessions rated from 9 Apr 2026 to 6 May 2026: too few to say what the effort"
        " was."
    )
    clinic.run(someone, 1, 5)
    clinic.run(someone, 3, 5)
    clinic.run(someone, 5, 5)
    assert clinic.reason(someone, Code.COVERAGE) is None


def test_an_athlete_with_nothing_has_a_row_and_no_reason(clinic):
    someone = clinic.add("Client 1")
    row = clinic.row(someone)

    assert (row.reasons, row.where, row.last_entry, row.is_known) == ((), "", None, False)
    assert not any(row.running_km)
    assert all(map(math.isnan, row.pain))


def test_only_runs_and_only_pain_are_a_good_row_each(clinic):
    runner, patient = clinic.add("A"), clinic.add("B")
    for ago in (30, 20, 8, 1):
        clinic.run(runner, ago, 10)
        clinic.feel(patient, ago, 2)
    only_runs, only_pain = clinic.row(runner), clinic.row(patient)

    assert only_runs.running_km == pytest.approx((0, 10, 0, 10, 10, 10))
    assert (only_runs.where, only_runs.last_entry) == ("", None)
    assert (only_pain.where, only_pain.last_entry) == ("inner left knee", clinic.today - DAY)
    assert [score for score in only_pain.pain if not math.isnan(score)] == [2, 2, 2]


# Seen.


def test_what_was_seen_goes_out_of_the_sort_and_stays_in_the_row(clinic):
    for name in ("A", "B"):
        someone = clinic.add(name)
        clinic.run(someone, 2, 9)
        clinic.feel(someone, 2, 1)
        clinic.feel(someone, 1, 4 if name == "A" else 3)
    first, second = clinic.rows()
    clinic.way.mark_seen(first.athlete_id, "Called: rest until Friday.")
    rows = clinic.rows()

    assert [row.athlete_id for row in rows] == [second.athlete_id, first.athlete_id]
    seen = rows[1]
    assert (seen.needs_look, seen.is_seen) == (False, True)
    assert [reason.code for reason in seen.reasons] == [reason.code for reason in first.reasons]
    assert seen.seen_note == "Called: rest until Friday."
    clinic.way.unsee(first.athlete_id)
    assert clinic.rows()[0].athlete_id == first.athlete_id


def test_a_reason_from_after_the_look_counts_again(clinic):
    someone = clinic.add("Client 1")
    clinic.run(someone, 2, 9)
    clinic.feel(someone, 2, 1)
    clinic.feel(someone, 1, 4)
    clinic.way.mark_seen(someone, "")
    assert clinic.row(someone).is_seen
    now = pd.Timestamp.now("UTC").tz_convert("Europe/Brussels").tz_localize(None)
    clinic.way.save_red_flags(someone, [flag("locking", now)])
    row = clinic.row(someone)

    assert [(reason.code, reason.is_seen) for reason in row.reasons] == [
        (Code.RED_FLAG, False),
        (Code.NOT_SETTLED, True),
    ]
    assert row.needs_look


def test_a_run_after_the_look_counts_and_one_before_it_does_not(clinic):
    someone = clinic.add("Client 1")
    clinic.run(someone, 20, 10)
    clinic.run(someone, 3, 12)
    clinic.way.mark_seen(someone, "")
    assert clinic.row(someone).is_seen
    two_days_ago = clinic.today - 2 * DAY
    for looked_at, is_seen in ((two_days_ago, True), (two_days_ago - 2 * DAY, False)):
        with clinic.way._store._changing(someone) as connection:
            microseconds = int(looked_at.asm8.astype("datetime64[us]").astype(int))
            connection.exec_driver_sql("UPDATE seen SET seen_at_us = ?", (microseconds,))
        (reason,) = clinic.row(someone).reasons
        assert (reason.code, reason.is_seen) == (Code.SPIKE, is_seen)


def test_every_code_has_a_label_and_no_word_judges(clinic):
    for seed in range(1, 4):
        clinic.random(clinic.add(f"Client {seed}"), seed)
    said = " ".join(
        reason.words + reason.aside + reason.label
        for row in clinic.rows()
        for reason in row.reasons
    ).lower()

    assert set(LABELS) == set(Code)
    for word in ("risk", "danger", "safe", "should", "!"):
        assert word not in said
