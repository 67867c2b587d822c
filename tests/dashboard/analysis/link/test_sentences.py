import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.link.result import unjudged
from dashboard.analysis.link.sentences import (
    CAVEAT,
    SLOW_WAVE,
    LoadWords,
    never_varied_sentence,
    too_little_sentence,
    verdict_sentence,
)
from dashboard.analysis.link.series import Diary
from dashboard.analysis.link.windows import NAMES


def known(entries: int, days: int, active: int, *, pain: float | None = None) -> Diary:
    """A diary of so many entries over so many days, with so many days of load."""
    felt = np.full(days, np.nan)
    places = np.unique(np.linspace(0, days - 1, entries).astype(int))
    felt[places] = np.arange(len(places)) % 5 if pain is None else pain
    load = (np.arange(days) < active).astype(float)[None]
    calendar = pd.date_range("2025-01-06", periods=days)
    return Diary(calendar, load, felt, np.ones(days, dtype=bool), 0, days - 1, 0)


TOO_LITTLE = {
    "Not enough entries yet (18 of 24).": known(18, 60, 30),
    "Not enough entries yet: the 30 of them span 30 days of 36.": known(30, 30, 20),
    "Not enough sessions yet beside the 40 entries (5 of 12).": known(40, 60, 5),
    "Can't be judged: all 40 entries are the same.": known(40, 60, 30, pain=2.0),
}
RUNNING = LoadWords()
CYCLING = LoadWords("more cycling", " of cycling", "rides well beyond the longest of the month")
SEEN = replace(
    unjudged(known(142, 142, 60), ""),
    verdict="link_seen",
    window="1-2 days",
    low=1.31,
    high=2.04,
    upper_limit=2.04,
)
REACHED = {
    "A link seen: in 142 entries, after heavier 2-day totals this pain was 1.3 to 2.0 points "
    "higher. A pattern in your log, not proof of cause.": (SEEN, RUNNING),
    "A link seen: in 142 entries, after heavier totals 3 to 7 days before this pain was 1.3 to 2.0 "
    "points higher. A pattern in your log, not proof of cause.": (
        replace(SEEN, window="3-7 days"),
        RUNNING,
    ),
    "A link seen: in 142 entries, after heavier 14-day totals of cycling this pain was up to 2.0 "
    "points higher. A pattern in your log, not proof of cause.": (
        replace(SEEN, window="1-14 days", low=0.04),
        CYCLING,
    ),
    "A link seen: in 142 entries, after runs well beyond the longest of the month before this pain "
    "was 1.3 to 2.0 points higher. A pattern in your log, not proof of cause.": (
        replace(SEEN, window="spike 1-3 days"),
        RUNNING,
    ),
    "No link seen: in 142 entries heavier running was not followed by more pain; a link bigger "
    "than 0.9 points is unlikely.": (
        replace(SEEN, verdict="no_link_seen", upper_limit=0.81),
        RUNNING,
    ),
    "Can't tell yet: in 142 entries a link cannot be told from chance.": (
        replace(SEEN, verdict="cannot_tell"),
        RUNNING,
    ),
}
EVERY = [*TOO_LITTLE, *REACHED, never_varied_sentence(40), SLOW_WAVE]


@pytest.mark.parametrize(("sentence", "diary"), TOO_LITTLE.items())
def test_what_is_missing_is_said(sentence, diary):
    assert too_little_sentence(diary, 0) == sentence


def test_nothing_is_missing_from_24_entries_over_36_days_with_12_runs():
    assert too_little_sentence(known(24, 36, 12), 0) == ""


@pytest.mark.parametrize(("sentence", "case"), REACHED.items())
def test_every_verdict_has_its_sentence(sentence, case):
    assert verdict_sentence(*case) == sentence


@pytest.mark.parametrize("window", NAMES)
def test_every_window_has_words(window):
    assert "142 entries" in verdict_sentence(replace(SEEN, window=window), CYCLING)


def test_a_limit_is_never_printed_smaller_than_it_is():
    tight = replace(SEEN, verdict="no_link_seen", upper_limit=0.001)
    assert "0.1 points" in verdict_sentence(tight, RUNNING)


@pytest.mark.parametrize("sentence", EVERY)
def test_no_sentence_frightens_or_blames(sentence):
    assert not re.search(r"\brisk|\binjur|\bdanger", sentence, re.IGNORECASE)
    assert not re.search(r"\bcaus", sentence.replace("not proof of cause", ""), re.IGNORECASE)


@pytest.mark.parametrize("sentence", [sentence for sentence in EVERY if re.search(r"\d", sentence)])
def test_no_number_stands_without_its_entries(sentence):
    assert re.search(r"\d+ entries|entries yet \(\d+ of|the \d+ of them", sentence)


def test_a_link_never_goes_without_its_caveat():
    assert "not proof" in CAVEAT
    assert all(CAVEAT in sentence for sentence in REACHED if sentence.startswith("A link"))


def test_below_a_hundred_entries_no_point_is_shown():
    assert SEEN.shows_a_point
    assert not replace(SEEN, n_entries=99).shows_a_point
