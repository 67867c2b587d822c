import math
from dataclasses import replace

import pytest

from dashboard.analysis import link_progress
from dashboard.analysis.link import Surer
from dashboard.analysis.link_answer import Answer, Question, answer
from dashboard.analysis.link_days import window_days
from dashboard.analysis.link_series import LOADS
from dashboard.analysis.pain import Site
from simulation.logs import NOTHING, STRONG, simulated_log

QUESTION = Question(Site("knee", "left", "medial"), "morning")


@pytest.fixture
def early() -> Answer:
    """Twelve weeks without a link: it can be judged, and cannot be told."""
    return answer(simulated_log(NOTHING, 12), QUESTION)


def first_entries(count: int) -> Answer:
    log = simulated_log(NOTHING, 12)
    return answer(replace(log, entries=log.entries.head(count)), QUESTION)


def test_too_few_entries_are_a_bar_with_its_end() -> None:
    found = first_entries(18)

    entries, days, runs = link_progress.bars(found)

    assert entries.text == "Morning entries: 18 of 24"
    assert entries.share == 0.75
    assert days.text.startswith("Days from first to last: ")
    assert runs.text.startswith("Days with a run: ")
    assert link_progress.title(found) == "What would make it surer"
    assert "more week" in link_progress.sentence(found)


def test_a_log_that_cannot_tell_shows_how_far_it_is(early) -> None:
    found = replace(early, surer=Surer(weeks_more=12.0, moment="morning", sentence="More."))
    found = replace(found, result=replace(found.result, n_entries=60, n_days=84))

    entries, runs = link_progress.bars(found)

    assert entries.text == "Morning entries: 60 of about 120"
    assert entries.share == 0.5
    assert runs.text.endswith("enough")


def test_where_no_end_is_in_sight_no_bar_pretends_one(early) -> None:
    found = replace(early, surer=Surer(math.nan, "morning", "More than two years."))

    [runs] = link_progress.bars(found)

    assert runs.text.startswith("Days with a run")
    assert link_progress.sentence(found) == "More than two years."


def test_a_verdict_that_stands_says_what_it_rests_on() -> None:
    found = answer(simulated_log(STRONG, 52), QUESTION)
    strongest = window_days(found.dailies, found.pain, found.result.window, found.painkillers)

    counts, days = link_progress.rests_on(found, strongest)

    assert link_progress.title(found) == "What it rests on"
    assert link_progress.bars(found) == ()
    assert link_progress.sentence(found) == ""
    assert counts.startswith(f"{found.result.n_entries} entries over {found.result.n_days} days, ")
    assert f"{len(strongest.of_kind('heavy'))} heavy days from {strongest.occasions} sep" in days


def test_more_of_the_same_entries_is_not_promised_to_help() -> None:
    log = simulated_log(NOTHING, 12)
    same = replace(log, entries=log.entries.assign(intensity_nprs=2))

    found = answer(same, QUESTION)

    assert found.result.sentence.startswith("Can't be judged")
    assert link_progress.sentence(found) == ""


def test_every_share_is_between_nothing_and_all() -> None:
    for count in (1, 10, 24, 40):
        shares = [bar.share for bar in link_progress.bars(first_entries(count))]
        assert all(0 <= share <= 1 for share in shares)


def test_entries_newer_than_the_files_ask_for_the_files() -> None:
    log = simulated_log(NOTHING, 12)
    half = log.sessions["local_day"].iloc[len(log.sessions) // 2]
    found = answer(replace(log, sessions=log.sessions[log.sessions["local_day"] <= half]), QUESTION)

    newer = found.result.n_left_aside
    assert link_progress.is_behind(found)
    assert link_progress.left_aside(found).startswith(f"{newer} entries are newer than your last")


def test_entries_after_a_day_not_known_are_counted(early) -> None:
    assert link_progress.left_aside(early) == ""
    log = simulated_log(NOTHING, 12)
    middle = len(log.sessions) // 2
    unmeasured = log.sessions.copy()
    unmeasured.loc[middle, "distance_m"] = math.nan

    found = answer(replace(log, sessions=unmeasured), QUESTION)

    count = found.result.n_left_aside
    assert count > 0
    assert link_progress.left_aside(found).startswith(f"{count} entries do not count")
    assert not link_progress.is_behind(found)


def test_another_load_is_not_called_a_run(early) -> None:
    cycling = replace(early, load=LOADS["session_rpe:bike"])

    assert link_progress.bars(cycling)[-1].text.startswith("Days with this load: ")
