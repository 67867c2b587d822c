import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis import link_progress, link_tables, link_words, units
from dashboard.analysis.link import SLOW_WAVE
from dashboard.analysis.link.windows import NAMES
from dashboard.analysis.link_answer import Answer, Question, answer
from dashboard.analysis.link_days import WindowDays, after_pain, window_days
from dashboard.analysis.link_series import LOADS, Load
from dashboard.analysis.pain import Site
from ingest.athlete_tables import MOMENTS
from simulation.logs import NOTHING, STRONG, simulated_log

INNER = Site("knee", "left", "medial")
BACK = Site("lower_back")
# Words of alarm, promise, praise or blame.
NEVER = re.compile(r"\b(risk\w*|injur\w*|danger\w*|safe\w*|should|must not|overload\w*)\b|!", re.I)


@cache
def judged(cell: str = STRONG, weeks: int = 52, load: str = "distance") -> Answer:
    log = simulated_log(cell, weeks, sides=("left", "right"))
    return answer(log, Question(INNER, "morning", load))


def days(found: Answer, window: str = "") -> WindowDays:
    return window_days(found.dailies, found.pain, window or found.result.window, found.painkillers)


def every_answer() -> Iterator[Answer]:
    """Every verdict, with every load, and what may stand beside it."""
    seen, nothing = judged(), judged(NOTHING, 52)
    early, few = judged(NOTHING, 12), judged(NOTHING, 4)
    bare = replace(early.result, n_left_aside=7)
    yield from (seen, nothing, early, few, replace(early, result=bare))
    yield replace(seen, result=replace(seen.result, caution="slow_wave"))
    yield from (judged(load=key) for key in ("session_rpe", "steps"))
    yield from (replace(early, load=load) for load in LOADS.values())


@cache
def every_string() -> frozenset[str]:
    return frozenset(_every_string())


def _every_string() -> Iterator[str]:
    yield from (link_words.METHOD, link_words.CANNOT_SAY, link_words.CHOOSE_FIRST)
    yield from (link_words.PICTURE_TITLE, link_tables.REVERSE_NOTE, link_tables.PLACES_NOTE)
    yield link_tables.BESIDE_NOTE
    yield from (link_words.NOTHING_YET, link_words.looked(3), link_words.without_painkillers(4))
    yield from (link_words.nothing_yet(has_entries=has) for has in (True, False))
    yield from (link_words.load_label(load) for load in LOADS.values())
    yield from (link_words.moment_label(moment, 12) for moment in MOMENTS)
    for found in every_answer():
        yield from strings_of(found)


def strings_of(found: Answer) -> Iterator[str]:
    yield link_words.overline(found)
    yield link_words.verdict(found.result)
    yield link_progress.title(found)
    yield link_progress.sentence(found)
    yield link_progress.left_aside(found)
    yield from (bar.text for bar in link_progress.bars(found))
    yield from link_tables.places_table(found.places).to_numpy().ravel()
    yield from link_tables.beside_table(found).to_numpy().ravel()
    after = after_pain(found.daily, found.pain, found.reverse)
    yield link_tables.reverse_title(found.reverse)
    yield link_tables.reverse_note(found.reverse)
    if np.isfinite(after.usual):
        yield link_tables.reverse_alt(after, found.load)
    yield from link_tables.reverse_table(after, found.load).to_numpy().ravel()
    if found.result.windows.empty:
        return
    yield link_words.picture_alt(found.result)
    yield from (link_words.picture_note(site, found.result) for site in (INNER, BACK))
    for window in found.result.windows["window"]:
        behind = days(found, window)
        yield from link_progress.rests_on(found, behind)
        yield link_tables.heavy_words(len(behind.of_kind("heavy")))
        yield link_tables.days_title(behind)
        yield link_tables.days_note(behind)
        yield from link_tables.days_table(behind, found.load).to_numpy().ravel()
        yield from link_words.beside_the_verdict(found.result, behind)


def test_no_word_of_alarm_promise_or_blame_is_ever_printed() -> None:
    printed = every_string()

    assert len(printed) > 300
    assert [text for text in printed if NEVER.search(text)] == []


def test_cause_is_only_ever_denied() -> None:
    denied = r"\bnot proof of (a )?cause"

    for text in every_string():
        assert text.count("cause") == len(re.findall(denied, text)), text


def test_nothing_printed_is_unfinished() -> None:
    for text in every_string():
        assert not re.search(r"\bnan\b|None|\{|\}|  |\.\.|-\d", text), text


@pytest.mark.parametrize("found", [judged(), judged(NOTHING, 52), judged(NOTHING, 12)])
def test_every_difference_of_pain_stands_with_its_entries(found) -> None:
    count = f"{found.result.n_entries} entries"

    assert count in link_words.verdict(found.result)
    assert count in link_words.picture_alt(found.result)
    assert count in link_words.picture_note(INNER, found.result)
    assert count in link_words.overline(found)


def test_a_link_is_said_not_to_be_proof_beside_the_verdict_not_in_it() -> None:
    found = judged()

    assert "proof" not in link_words.verdict(found.result)
    assert "not proof of cause" in link_words.beside_the_verdict(found.result, days(found))[0]
    assert link_words.beside_the_verdict(judged(NOTHING, 52).result, days(found)) == ()


def test_a_slow_wave_is_said_beside_the_link() -> None:
    wave = replace(judged().result, caution="slow_wave")

    assert SLOW_WAVE in link_words.beside_the_verdict(wave, days(judged()))[0]


def test_a_link_of_few_occasions_says_so() -> None:
    found = judged()
    many = days(found)
    few = replace(many, rows=many.of_kind("heavy").head(2))

    [said] = link_words.beside_the_verdict(found.result, few)

    assert "2 heavy days" in said
    assert "separate occasion" in said
    assert "separate" not in link_words.beside_the_verdict(found.result, many)[0]


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (-0.54, 1.91, "\N{MINUS SIGN}0.5 to +1.9"),
        (0.01, 1.8, "just over 0 to +1.8"),
        (-0.01, 0.3, "0.0 to +0.3"),
        (1.31, 2.04, "+1.3 to +2.0"),
        (-2.2, -0.4, "\N{MINUS SIGN}2.2 to \N{MINUS SIGN}0.4"),
        (-14.0, 23.0, "\N{MINUS SIGN}10.0 to +10.0"),
    ],
)
def test_a_range_has_signs_and_ends_with_the_scale(low, high, text) -> None:
    assert link_words.span(low, high) == text


def test_too_small_to_matter_is_told_with_its_population() -> None:
    result = judged().result

    assert link_words.too_small(INNER) == 1.16
    assert "kneecap (Piva 2009)" in link_words.picture_note(INNER, result)
    assert link_words.too_small(BACK) == 2.0
    assert "long-lasting" in link_words.picture_note(BACK, result)


def test_below_100_entries_no_point_is_promised() -> None:
    few = replace(judged().result, n_entries=99)
    enough = replace(judged().result, n_entries=100)

    assert "only the range" in link_words.picture_note(INNER, few)
    assert "dot is the best guess" in link_words.picture_note(INNER, enough)


def test_the_reverse_direction_is_a_title_with_its_count() -> None:
    found = judged()

    title = link_tables.reverse_title(found.reverse)

    assert title.startswith("The other way round: you ran ")
    assert f"({found.reverse.n_times} times)" in title
    assert ">" not in title


def test_with_too_few_painful_days_the_reverse_says_what_is_missing() -> None:
    calm = replace(judged().reverse, change_percent=np.nan, sentence="Too few days to say.")

    assert link_tables.reverse_title(calm) == "The other way round: too few days to say"
    assert link_tables.reverse_note(calm) == "Too few days to say."


def test_running_is_read_in_the_unit_chosen() -> None:
    ten_km = Load("distance", "Running distance", "km")

    assert link_words.load_label(ten_km) == "Running km"
    units.use("mile")
    try:
        assert link_words.load_label(ten_km) == "Running miles"
        assert link_tables.load_amount(16.09344, ten_km) == "10.0 miles"
    finally:
        units.use("km")


def test_the_table_of_days_marks_painkillers_and_spikes() -> None:
    found = judged()
    taken = replace(found, painkillers=pd.DatetimeIndex(found.pain.dropna().index[-1:]))

    table = link_tables.days_table(days(taken, "spike 1-3 days"), found.load)

    assert table["note"][0] == "painkiller"
    assert set(table["note"][1:]) == {""}
    assert "no spike" in set(table["before"])


def test_looking_again_is_counted() -> None:
    assert link_words.looked(1) == ""
    assert "3 combinations" in link_words.looked(3)


def test_every_window_has_its_words() -> None:
    assert list(link_words.WINDOWS) == list(NAMES)


@pytest.mark.parametrize("load", LOADS.values(), ids=LOADS)
def test_every_load_reads_as_a_sentence(load) -> None:
    assert re.match(r"(more|heavier|running with more) \w", load.words.more)
    assert load.words.of == "" or load.words.of.startswith(" of ")
    assert load.words.beyond.endswith("of the month before")
    assert load.verb
