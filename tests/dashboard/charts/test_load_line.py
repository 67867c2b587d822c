import math

import pandas as pd
import pytest

from dashboard.analysis import units
from dashboard.analysis.load_line import (
    FLARE,
    NOT_SETTLED,
    SETTLED,
    UNKNOWN,
    WAITING,
    Agreed,
    Limits,
    LoadLine,
)
from dashboard.analysis.week_plan import Planned
from dashboard.charts.load_line import load_line_picture
from dashboard.charts.tokens import DARK, LIGHT

TODAY = pd.Timestamp("2026-11-22").as_unit("us")
RUNS = (
    (20, 4.0, SETTLED),
    (15, 5.0, NOT_SETTLED),
    (10, 3.0, FLARE),
    (10, 2.0, FLARE),
    (5, math.nan, UNKNOWN),
    (0, 5.5, WAITING),
)


def line(agreed=None, runs=RUNS, carried=4.0) -> LoadLine:
    table = pd.DataFrame(
        {
            "local_day": pd.DatetimeIndex([TODAY - pd.Timedelta(days=ago) for ago, _, _ in runs]),
            "running_km": [km for _, km, _ in runs],
            "name": "<b>Run</b>",
            "state": [state for _, _, state in runs],
        }
    )
    return LoadLine(TODAY, Limits(carried, carried, math.nan), agreed, table)


def plan(*distances: float) -> tuple[Planned, ...]:
    return tuple(Planned(TODAY + pd.Timedelta(days=2 + at), km) for at, km in enumerate(distances))


def traces(figure) -> dict:
    return {trace.name: trace for trace in figure.data}


def shapes(figure) -> dict:
    return {shape.name: shape for shape in figure.layout.shapes}


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("is_narrow", [True, False])
def test_the_line_stands_at_what_was_carried_and_ends_in_the_mark(colours, is_narrow) -> None:
    figure = load_line_picture(line(), plan(4.0), colours, is_narrow=is_narrow)

    assert shapes(figure)["load line"].y0 == 4.0
    assert shapes(figure)["mark"].type == "circle"
    assert shapes(figure)["mark"].yanchor == 4.0
    assert "<b>Your load line 4.0 km</b>" in figure.layout.annotations[-2].text


def test_no_colour_stands_without_its_word() -> None:
    figure = load_line_picture(line(), (), LIGHT, is_narrow=False)
    edges = traces(figure)["run"].marker.line.color
    said = [note.text for note in figure.layout.annotations]

    assert [edge == LIGHT.pain for edge in edges] == [False, True, True, True, False, False]
    assert said.count("not<br>settled") == 1
    assert said.count("flare") == 2
    assert "to<br>come" in said
    assert "?" in said


def test_two_runs_of_a_day_stand_beside_each_other() -> None:
    bars = traces(load_line_picture(line(), (), LIGHT, is_narrow=False))["run"]

    first, second = (pd.Timestamp(bars.x[at]) for at in (2, 3))
    apart = (second - first) / pd.Timedelta(milliseconds=1)
    assert apart == pytest.approx(bars.width[2], rel=0.01)
    assert first.round("D") == second.round("D") == TODAY - pd.Timedelta(days=10)


def test_planned_runs_are_outlined() -> None:
    planned = traces(load_line_picture(line(), plan(4.0, 9.0), LIGHT, is_narrow=False))["planned"]

    assert planned.marker.color == "rgba(0,0,0,0)"
    assert list(planned.y) == [4.0, 9.0]


def test_an_agreed_line_is_theirs_and_what_was_carried_stays_beside_it() -> None:
    agreed = Agreed(8.0, valid_from=TODAY, set_by="<i>Physio</i>")

    figure = load_line_picture(line(agreed), (), LIGHT, is_narrow=False)

    assert shapes(figure)["load line"].y0 == 8.0
    assert shapes(figure)["carried"].y0 == 4.0
    said = " ".join(note.text for note in figure.layout.annotations)
    assert "<b>Agreed 8.0 km</b>: set by &lt;i&gt;Physio&lt;/i&gt; from 22 Nov 2026" in said
    assert "carried 4.0 km" in said


def test_without_anything_carried_there_is_no_line() -> None:
    figure = load_line_picture(line(carried=math.nan), (), LIGHT, is_narrow=False)

    assert set(shapes(figure)) == {"today"}


def test_nothing_at_all_draws_an_empty_frame() -> None:
    figure = load_line_picture(line(runs=(), carried=math.nan), (), LIGHT, is_narrow=True)

    assert len(traces(figure)["run"].y) == 0


def test_miles_are_drawn_in_miles() -> None:
    units.use("mile")
    try:
        figure = load_line_picture(line(), (), LIGHT, is_narrow=False)
    finally:
        units.use("km")

    assert shapes(figure)["load line"].y0 == pytest.approx(4 / 1.609344)
    assert "2.5 miles" in figure.layout.annotations[-2].text


def test_names_of_runs_are_only_text() -> None:
    hover = traces(load_line_picture(line(), (), LIGHT, is_narrow=False))["run"].customdata[0]

    assert "&lt;b&gt;Run&lt;/b&gt;" in hover
    assert "settled by the next morning" in hover
