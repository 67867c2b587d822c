"""The strips and the table: what they show, and what they may say."""

import numpy as np
import pytest

from dashboard.analysis.pain import Site
from dashboard.analysis.pain_history import history, last_entry, quiet_sites, strips

WORST = {"moment": "worst"}
RIGHT = {"side": "right", "aspect": "lateral"}


def titles(entries, today, days=28):
    return [strip.title for strip in strips(entries, today, days)]


def test_a_strip_has_a_row_for_each_moment_and_a_gap_is_not_a_zero(make_diary, day):
    diary = make_diary((0, 3), (2, 0), (2, 4, WORST))

    [strip] = strips(diary, day(2), 3)

    assert strip.moments == ("morning", "worst")
    np.testing.assert_array_equal(strip.scores, [[3, np.nan, 0], [np.nan, np.nan, 4]])
    assert strip.scores.dtype == np.float32


def test_of_several_entries_of_one_day_and_moment_the_highest_is_drawn(make_diary, day):
    [strip] = strips(make_diary((0, 3), (0, 5), (0, 1)), day(0), 1)

    assert strip.scores.tolist() == [[5]]
    assert strip.title == "Inner left knee: 3 entries, highest 5"


def test_the_last_days_end_today_and_hold_as_many_as_asked(make_diary, day):
    [strip] = strips(make_diary((0, 3), (40, 2)), day(41), 28)

    assert strip.days[-1] == day(41)
    assert len(strip.days) == 28
    assert np.isfinite(strip.scores).sum() == 1


@pytest.mark.parametrize(
    ("scores", "title"),
    [
        ([6, 6, 5, 4, 3, 1, 1, 1], "mornings went from 6 to 1 in 8 days"),
        ([2, 3, 2, 4, 2, 3, 2], "mornings began and ended at 2"),
        ([2, 1, 4], "3 entries, highest 4"),
        ([3], "1 entry, highest 3"),
        ([0, 0], "no pain in 2 entries"),
    ],
)
def test_the_title_says_what_the_squares_show(make_diary, day, scores, title):
    diary = make_diary(*enumerate(scores))

    assert titles(diary, day(len(scores))) == [f"Inner left knee: {title}"]


def test_a_long_course_is_told_in_weeks(make_diary, day):
    diary = make_diary(*[(number * 7, 8 - number) for number in range(8)])

    assert titles(diary, day(49), 90) == ["Inner left knee: mornings went from 7 to 2 in 7 weeks"]


def test_the_moment_noted_most_leads_the_title(make_diary, day):
    diary = make_diary((0, 9), *[(number, 1, WORST) for number in range(6)])

    assert titles(diary, day(6)) == ["Inner left knee: the worst of the day began and ended at 1"]


def test_pain_at_another_moment_is_not_called_no_pain(make_diary, day):
    diary = make_diary(*[(number, 0) for number in range(5)], (5, 6, WORST))

    assert titles(diary, day(6)) == ["Inner left knee: 6 entries, highest 6"]


def test_a_flare_that_began_before_the_days_shown_reaches_into_them(make_diary, day):
    diary = make_diary(*[(number, 1) for number in range(5)], *[(5 + n, 6) for n in range(30)])

    [strip] = strips(diary, day(34), 7)

    assert strip.flares["onset"].tolist() == [day(5)]
    assert strips(diary, day(4), 3)[0].flares.empty


def test_a_flare_that_ended_before_is_left_out(make_diary, day):
    scores = [1, 1, 1, 5, 1, 1, *[1] * 30]

    [strip] = strips(make_diary(*enumerate(scores)), day(35), 14)

    assert strip.flares.empty


def test_sites_come_by_how_often_they_were_noted_and_quiet_ones_are_named(make_diary, day):
    diary = make_diary((0, 2, RIGHT), (40, 1), (41, 1), (41, 3, {"region": "hip", "aspect": ""}))

    found = strips(diary, day(42), 28)

    assert [strip.site.words for strip in found] == ["inner left knee", "left hip"]
    assert quiet_sites(diary, day(42), 28) == (
        "No entry in these days: outer right knee (last 2 of 10 on 5 Jan 2026)."
    )
    assert quiet_sites(diary, day(42), 90) == ""


def test_the_words_for_those_who_cannot_see_it_say_the_finding_and_the_counts(make_diary, day):
    [strip] = strips(make_diary((0, 3), (1, 2), (1, 4, WORST)), day(1), 2)

    assert strip.alt == (
        "Inner left knee: 3 entries, highest 4. 5 Jan 2026 to 6 Jan 2026: 2 entries in the morning"
        " and 1 entry worst of the day, highest 4 of 10."
    )


def test_the_last_entry_is_told_by_its_day(make_diary, day):
    diary = make_diary((0, 3), (1, 1))
    knee = Site("knee", "left", "medial")

    assert last_entry(diary, knee, day(2)) == "Last entry here: 1 of 10, yesterday, in the morning."
    assert last_entry(diary, knee, day(9)).endswith("1 of 10, 6 Jan 2026, in the morning.")
    assert last_entry(diary, Site("hip", "left"), day(2)) == ""


def test_the_table_holds_every_entry_newest_first_in_words(make_diary):
    diary = make_diary((0, 3), (1, 0, {"swelling": True, "clicking": True, "note": "**stairs**"}))

    rows = history(diary)

    assert rows.iloc[0].tolist() == [
        "e1",
        "6 Jan 2026",
        "Inner left knee",
        "0 of 10",
        "in the morning",
        "clicking, swelling",
        "**stairs**",
    ]
    assert rows["entry_id"].tolist() == ["e1", "e0"]


def test_an_empty_diary_has_no_strip_and_no_row(make_diary, day):
    diary = make_diary((0, 3)).iloc[:0]

    assert strips(diary, day(0), 28) == ()
    assert history(diary).empty
    assert quiet_sites(diary, day(0), 28) == ""
