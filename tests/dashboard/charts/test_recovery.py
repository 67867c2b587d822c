import json

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.recovery import course
from dashboard.charts.recovery import recovery_picture
from dashboard.charts.tokens import DARK, LIGHT

LAST = pd.Timestamp("2026-09-14")


def diary(*scores: float) -> pd.Series:
    days = pd.date_range(end=LAST, periods=len(scores))
    return pd.Series(scores, days.as_unit("us"), dtype="float64")


def traces(figure) -> dict:
    return {trace.name: trace for trace in figure.data}


@pytest.fixture(scope="module")
def pain() -> pd.Series:
    """Six weeks with two flares, a gap of five days, and zeros."""
    calm = [1.0, 0.0] * 5
    return diary(
        *calm, 5, 5, 4, 1, 1, *[1.0, 1.0] * 4, *[np.nan] * 5, *calm[:6], 4, 3, 1, 1, 0, 0, 0
    )


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("is_narrow", [True, False])
def test_flares_are_bands_with_a_word_and_their_days(pain, colours, is_narrow) -> None:
    figure = recovery_picture(course(pain), pain, colours, is_narrow=is_narrow)

    bands = [shape for shape in figure.layout.shapes if shape.name == "flare"]
    assert len(bands) == 2
    assert {band.fillcolor for band in bands} == {colours.band}
    said = [note.text for note in figure.layout.annotations]
    assert said[0] == "flare 1<br>4 days"
    assert "a steady course" in said


def test_a_zero_is_hollow_and_every_entry_has_a_dot(pain) -> None:
    figure = recovery_picture(course(pain), pain, LIGHT, is_narrow=False)
    dots = traces(figure)["entries"]
    noted = pain.dropna()

    assert len(dots.x) == len(noted)
    hollow = np.array(dots.marker.color) == LIGHT.background
    assert (hollow == (noted == 0).to_numpy()).all()


def test_the_path_is_broken_where_days_are_missing(pain) -> None:
    path = traces(recovery_picture(course(pain), pain, LIGHT, is_narrow=False))["path"]

    gap = pain.isna().to_numpy()[pain.index.get_loc(path.x[0]) :]
    assert np.isnan(path.y[: len(gap)][gap]).all()
    assert not np.isnan(path.y[: len(gap)][~gap]).any()


def test_one_missing_day_is_bridged() -> None:
    pain = diary(*[1.0, 2.0, np.nan, 3.0] * 8)

    path = traces(recovery_picture(course(pain), pain, LIGHT, is_narrow=False))["path"]

    assert path.y[2] == pytest.approx(2.5)


def test_too_few_entries_have_dots_and_no_line() -> None:
    pain = diary(3, 2, 3)

    figure = recovery_picture(course(pain), pain, LIGHT, is_narrow=False)

    assert "steady" not in traces(figure)
    assert len(traces(figure)["entries"].x) == 3


def test_an_empty_diary_and_one_of_another_year_draw_nothing_wrong() -> None:
    empty = diary()
    old = pd.Series([1.0, 2.0], pd.date_range("2020-01-01", periods=2))

    assert not recovery_picture(course(empty), empty, LIGHT, is_narrow=False).data
    figure = recovery_picture(course(old, until=LAST), old, LIGHT, is_narrow=False)
    assert len(traces(figure)["entries"].x) == 0


def test_an_open_flare_says_so_and_reaches_to_the_end() -> None:
    pain = diary(*[1.0] * 30, 5, 5)

    figure = recovery_picture(course(pain), pain, LIGHT, is_narrow=False)

    assert figure.layout.annotations[0].text == "flare 1<br>not settled"
    [band] = [shape for shape in figure.layout.shapes if shape.name == "flare"]
    assert pd.Timestamp(band.x1) >= LAST


def test_the_figure_is_light(pain) -> None:
    figure = recovery_picture(course(pain), pain, LIGHT, is_narrow=False)

    assert len(json.dumps(figure.to_dict(), default=str)) < 30_000
