import re

import pandas as pd
import pytest

from dashboard.analysis import recovery_page_words as told
from dashboard.analysis.pain import Site
from dashboard.analysis.recovery_answer import Question, answer, done_runs, flare_cards, line_of

SITE = Site("knee", "left", "medial")
MORNINGS = [{"day": day, "nprs": 1} for day in range(42)]


@pytest.fixture
def ask(make_history):
    """The answer over the six weeks to day 41, from rows of sessions and of pain."""

    def read(sessions=(), pain=MORNINGS, **others):
        history = make_history(sessions, pain, **others)
        begin = pd.Timestamp("2025-09-22")
        return answer(history, Question(SITE, "morning", begin + pd.Timedelta(days=41)))

    return read


def raised(*days: int, to: int = 5) -> list[dict]:
    return [{"day": day, "nprs": to if day in days else 1} for day in range(42)]


def figures(found) -> dict[str, str]:
    return {one.label: one.value for one in told.figures(found, is_narrow=False)}


def test_the_overline_says_place_moment_and_days(ask) -> None:
    assert told.overline(ask()) == (
        "Inner left knee, in the morning · six weeks, 22 Sep 2025 to 2 Nov 2025"
    )


def test_every_figure_of_an_inference_stands_beside_its_n(ask) -> None:
    rests_on = {one.label: one.rests_on for one in told.figures(ask(), is_narrow=True)}

    assert "from 42 entries over 42 days" in rests_on["Points a week"]
    assert rests_on["Latest"] == "Noted on 2 Nov 2025."


def test_flares_are_counted_with_the_days_of_the_last(ask) -> None:
    assert figures(ask())["Flares"] == "none"
    assert figures(ask(pain=raised(20, 21)))["Flares"] == "1, last 3 days"
    assert figures(ask(pain=raised(40, 41)))["Flares"] == "1, last not settled"


def test_runs_settled_by_morning_are_counted_of_those_known(ask) -> None:
    runs = [{"day": 5, "km": 5.0}, {"day": 9, "km": 5.0}, {"day": 41, "km": 5.0}]
    found = ask(runs, raised(10, to=2))

    assert figures(found)["Settled by morning"] == "1 of 2 runs"
    assert told.last_not_settled(found) == (
        "Not settled after Wednesday 1 Oct 2025, 5.0 km: 2 the next morning, 1 the morning before."
    )
    table = told.mornings_table(found)
    assert table["state"].tolist() == ["morning to come", "not settled", "settled"]
    assert table["after"].tolist() == ["", "2", "1"]


def test_a_long_gap_is_said_with_its_days(ask) -> None:
    pain = [row for row in MORNINGS if not 10 <= row["day"] <= 14]

    assert "nothing entered from 2 Oct 2025 to 6 Oct 2025." in told.picture_note(ask(pain=pain))
    assert "gap" not in told.picture_note(ask()).lower()


def test_cards_are_titled_by_day_rise_and_settling(ask) -> None:
    found = ask(pain=raised(20, 21))

    assert told.cards_title(found) == "What changed before the flare"
    assert told.card_title(found.found.iloc[0]) == (
        "Sunday 12 October 2025: 1 → 5 of 10, settled in 3 days"
    )
    assert told.cards_title(ask()) == "No flare noted at this place and moment"


def test_the_picture_is_told_in_words(ask) -> None:
    said = told.picture_alt(ask(pain=raised(20, 21)))

    assert "flare from 12 Oct 2025 to 15 Oct 2025, highest 5 of 10." in said


def test_a_steady_course_is_promised_only_where_one_is_drawn(ask) -> None:
    few = ask(pain=MORNINGS[:5])

    assert told.picture_title(few) == "What was noted in six weeks: 5 entries"
    assert "steady" not in told.picture_note(few)
    assert told.picture_title(ask()).startswith("What a steady course")


def test_nothing_after_the_last_day_is_looked_at(make_history) -> None:
    history = make_history((), raised(30, 31))
    early = pd.Timestamp("2025-09-22") + pd.Timedelta(days=25)

    found = answer(history, Question(SITE, "morning", early))

    assert found.found.empty
    assert flare_cards(history, found, 2) == ()
    assert found.pain.index.max() == early


def test_as_many_cards_as_asked_for_come_the_newest_first(make_history) -> None:
    history = make_history([{"day": 3, "km": 5.0}], raised(10, 20, 30))
    found = answer(history, Question(SITE, "morning", pd.Timestamp("2025-11-02")))

    cards = flare_cards(history, found, 2)

    assert [card.onset for card in cards] == found.found["onset"].tolist()[:0:-1]
    assert len(flare_cards(history, found, 9)) == 3


def test_the_line_speaks_for_every_place_noted_in_the_morning(make_history) -> None:
    sore = [{"day": 6, "nprs": 3, "side": "right"}, {"day": 5, "nprs": 1, "side": "right"}]
    history = make_history([{"day": 5, "km": 6.0}, {"day": 12, "km": 4.0}], [*MORNINGS, *sore])
    today = pd.Timestamp("2025-09-22") + pd.Timedelta(days=20)

    line = line_of(history, today, None)

    assert line.carried.longest_run_km == 4.0
    assert set(line.sites) == {"inner left knee", "inner right knee"}
    assert done_runs(history)["running_km"].tolist() == [6.0, 4.0]


def test_the_method_says_pattern_and_not_cause(ask) -> None:
    found = ask(pain=raised(20, 21))
    said = " ".join(
        [
            told.METHOD,
            told.NOTHING_YET,
            told.picture_note(found),
            told.picture_alt(found),
            *(one.rests_on for one in told.figures(found, is_narrow=False)),
        ]
    )

    assert not re.search(r"\brisk|\bshould\b|!|\bcause", said, re.I)
    assert "not proof that it brought it" in said
