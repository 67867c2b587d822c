import math
import re

import pandas as pd
import pytest

from dashboard.analysis import load_line_words as told
from dashboard.analysis.load_line import (
    FLARE,
    NOT_SETTLED,
    SETTLED,
    UNKNOWN,
    WAITING,
    Agreed,
    Limits,
    LoadLine,
    load_line,
)
from dashboard.analysis.week_plan import Planned, beside_the_line

TODAY = pd.Timestamp("2026-11-22").as_unit("us")
MONDAY = TODAY + pd.Timedelta(days=1)
CARRIED = Limits(6.0, 14.0, 40.0)
STATES = (SETTLED, SETTLED, NOT_SETTLED, FLARE, UNKNOWN, WAITING)


def line(carried=CARRIED, agreed=None, states=STATES, sites=("inner left knee",)) -> LoadLine:
    days = [TODAY - pd.Timedelta(days=3 * at) for at in range(len(states))]
    runs = pd.DataFrame(
        {
            "local_day": pd.DatetimeIndex(days),
            "running_km": [6.0] * len(states),
            "name": "Run",
            "state": list(states),
        }
    )
    return LoadLine(TODAY, carried, agreed, runs, "s0", TODAY, TODAY, sites)


def week(holding: LoadLine, *distances: float):
    runs = [Planned(MONDAY + pd.Timedelta(days=at), km) for at, km in enumerate(distances)]
    return beside_the_line(runs, MONDAY, holding, holding.runs)


@pytest.mark.parametrize(
    ("distances", "said"),
    [
        ((), "You carried 6.0 km. Nothing is planned for next week"),
        ((6.0, 5.0), "You carried 6.0 km. Next week stays at or under it"),
        ((7.5, 5.0), "You carried 6.0 km. Next week goes up to 1.5 km over it"),
        ((6.0, 5.0, 6.0), "You carried 6.0 km. Next week goes 3.0 km over the week's line"),
    ],
)
def test_the_title_holds_for_the_plan(distances, said) -> None:
    assert told.title(line(), week(line(), *distances), "next week") == said


def test_an_agreed_line_is_named_as_theirs() -> None:
    holding = line(agreed=Agreed(8.0, valid_from=TODAY, set_by="A physio", note="Flat ground"))

    assert told.title(holding, week(holding), "this week").startswith("Agreed: 8.0 km a run.")
    first, second, third = told.figures(holding)
    assert (first.label, first.value) == ("Longest run agreed", "8.0 km")
    assert first.rests_on == "Set by A physio from 22 Nov 2026; carried: 6.0 km."
    assert (second.label, third.label) == ("7 days carried", "Descent carried")
    assert told.agreed_sentence(holding) == "Set by A physio from 22 Nov 2026. Flat ground"
    assert told.NOT_WHAT_YOU_MAY not in told.note(holding)


def test_every_figure_says_what_it_rests_on() -> None:
    rests_on = " ".join(figure.rests_on for figure in told.figures(line()))

    assert "the longest of 2 of 6 runs that settled" in rests_on
    assert "in the 28 days to 22 Nov 2026" in rests_on


def test_the_note_explains_only_the_marks_that_are_there() -> None:
    calm = told.note(line(states=(SETTLED,)))

    assert "Pink" not in calm
    assert "To come" not in calm
    assert told.note(line()).count("Pink edge") == 2
    assert told.note(line()).endswith(told.NOT_WHAT_YOU_MAY)


@pytest.mark.parametrize(
    ("states", "sites", "said"),
    [
        ((), (), "No run in the last 28 days, so nothing was carried in them."),
        ((UNKNOWN,), (), "1 run in the last 28 days, and no morning noted."),
        (
            (NOT_SETTLED, UNKNOWN),
            ("knee",),
            "1 run not settled by the next morning; 1 run without both mornings noted.",
        ),
    ],
)
def test_no_line_says_why(states, sites, said) -> None:
    assert said in told.why_none(line(Limits(), states=states, sites=sites))
    assert told.title(line(Limits()), week(line(Limits())), "next week") == "No load line yet"


def test_each_planned_run_is_told_beside_the_line_and_the_month_before() -> None:
    rows = told.week_rows(week(line(), 5.0, 7.5))

    assert rows["line"].tolist() == ["at or under the line", "1.5 km over the line"]
    assert rows["spike"].iloc[1].startswith("1.25")
    assert rows["day"].iloc[0] == "Monday 23 Nov 2026"


def test_the_week_is_compared_only_with_a_week_that_is_known() -> None:
    assert told.week_note(week(line(), 9.0, 9.0), line()) == (
        "18.0 km in all, 4.0 km over the 14.0 km carried."
    )
    unknown = line(Limits(6.0))
    assert "no week is known" in told.week_note(week(unknown, 5.0), unknown)


def test_a_spike_is_told_with_its_population_and_never_as_the_runners_own() -> None:
    said = told.spike_sentence(week(line(), 9.0))

    assert "1.52 times (95 % interval 1.16\N{EN DASH}2.00)" in said
    assert said.endswith("A population figure, not yours.")
    assert told.spike_sentence(week(line(), 6.0)) == ""


def test_the_picture_is_told_in_words() -> None:
    said = told.alt(line(), week(line(), 5.0).days and (Planned(MONDAY, 5.0),))

    assert "6 runs in the 28 days to 22 Nov 2026: 2 settled, 1 not settled, 1 flare" in said
    assert "Planned: 5.0 km on 23 Nov 2026." in said
    assert "Nothing planned." in told.alt(line(), ())


def test_a_run_of_unknown_length_says_so() -> None:
    holding = line()
    holding.runs.loc[0, "running_km"] = math.nan

    assert "distance not known" in told.hovers(holding)[0]


def test_the_runs_behind_the_line_are_listed_with_why(make_history) -> None:
    holding = load_line(
        make_history([{"day": 1, "km": 6.0, "descent_m": 40.0}, {"day": 9, "km": 5.0}]).sessions,
        {"knee": pd.Series(1.0, pd.date_range("2025-09-22", periods=5))},
        pd.Timestamp("2025-10-01"),
    )

    rows = told.run_rows(holding)

    assert rows["run"].tolist() == ["5.0 km", "6.0 km"]
    assert rows["descent"].tolist() == ["", "40 m"]
    assert rows["state"].iloc[1] == "settled by the next morning"


def test_no_word_of_blame_or_praise() -> None:
    holding = line(agreed=Agreed(8.0, 9.0, 10.0, TODAY, "A physio"))
    planned = week(holding, 9.0, 9.0)
    said = " ".join(
        [
            told.title(holding, planned, "next week"),
            told.note(line()),
            told.why_none(line()),
            told.week_note(planned, holding),
            told.spike_sentence(planned),
            *told.hovers(line()),
            *(figure.rests_on for figure in told.figures(holding)),
        ]
    )

    assert not re.search(r"\brisk|\bshould\b|\bcause|\bsafe\b|\bdanger|!", said, re.I)
