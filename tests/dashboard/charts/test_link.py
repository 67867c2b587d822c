import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.link import LinkResult, load_pain_link
from dashboard.charts.link import BAR, lag_picture
from dashboard.charts.tokens import DARK, LIGHT
from simulation.logs import NOTHING, STRONG, simulated

HEAVY = ["12 heavy days"] * 5
MATTERS = 1.16


@pytest.fixture(scope="module")
def seen() -> LinkResult:
    return load_pain_link(*simulated(STRONG, 52))


@pytest.fixture(scope="module")
def early() -> LinkResult:
    return load_pain_link(*simulated(NOTHING, 12))


def traces(figure) -> dict:
    return {trace["name"]: trace for trace in json.loads(figure.to_json())["data"]}


def values(packed) -> np.ndarray:
    """Plotly writes arrays as base64; read the numbers back through the figure instead."""
    return np.asarray(packed, dtype=np.float64)


def test_each_bar_reaches_from_the_low_to_the_high_end(seen) -> None:
    [bars, *_] = lag_picture(seen, HEAVY, MATTERS, LIGHT, is_narrow=False).data

    assert values(bars.base) == pytest.approx(seen.windows["low"], abs=1e-5)
    assert values(bars.base) + values(bars.x) == pytest.approx(seen.windows["high"], abs=1e-5)


def test_only_a_bar_beyond_the_line_has_the_colour_of_pain(seen, early) -> None:
    [bars, *_] = lag_picture(seen, HEAVY, MATTERS, LIGHT, is_narrow=False).data
    beyond = (seen.windows["low"] > 0).tolist()

    assert [colour == LIGHT.pain for colour in bars.marker.color] == beyond
    assert any(beyond)
    [calm, *_] = lag_picture(early, HEAVY, MATTERS, DARK, is_narrow=False).data
    assert set(calm.marker.color) == {DARK.neutral}


def test_a_point_is_drawn_from_100_entries_on(seen) -> None:
    few = replace(seen, n_entries=99)

    assert "best guess" in traces(lag_picture(seen, HEAVY, MATTERS, LIGHT, is_narrow=False))
    assert "best guess" not in traces(lag_picture(few, HEAVY, MATTERS, LIGHT, is_narrow=False))


def test_the_range_is_written_at_the_end_of_each_bar(early) -> None:
    figure = lag_picture(early, HEAVY, MATTERS, LIGHT, is_narrow=False)
    labels = figure.data[1]

    assert values(labels.x) == pytest.approx(early.windows["high"].clip(lower=0), abs=1e-5)
    assert all(" to " in text for text in labels.text)
    assert figure.layout.xaxis.range[1] > early.windows["high"].max()


def test_on_a_phone_the_range_stands_above_the_bar(early) -> None:
    labels = lag_picture(early, HEAVY, MATTERS, LIGHT, is_narrow=True).data[1]

    assert values(labels.y) == pytest.approx(np.arange(5) - BAR)
    crosses = ((early.windows["low"] < 0) & (early.windows["high"] > 0)).to_numpy()
    assert crosses.any()
    assert np.array_equal(np.array(labels.textposition) == "top right", crosses)
    assert (labels.x[crosses] == 0).all()


def test_no_words_cross_the_line_of_no_difference(early) -> None:
    below = early.windows.assign(low=-2.0, high=-0.3)

    labels = lag_picture(
        replace(early, windows=below), HEAVY, MATTERS, LIGHT, is_narrow=False
    ).data[1]

    assert values(labels.x) == pytest.approx(0)


def test_the_grey_band_is_what_is_too_small_to_matter(early) -> None:
    shapes = lag_picture(early, HEAVY, 2.0, LIGHT, is_narrow=False).layout.shapes

    band = next(shape for shape in shapes if shape.type == "rect")
    assert (band.x0, band.x1) == (-2.0, 2.0)


def test_every_bar_says_its_window_its_heavy_days_and_its_entries(early) -> None:
    figure = lag_picture(early, HEAVY, MATTERS, LIGHT, is_narrow=False)

    assert all("12 heavy days" in text for text in figure.layout.yaxis.ticktext)
    assert figure.layout.yaxis.ticktext[0].startswith("1\N{EN DASH}2 days before")
    assert all(f"{early.n_entries} entries" in said[1] for said in figure.data[0].customdata)


def test_the_scale_of_pain_is_never_left(early) -> None:
    wide = replace(early, windows=early.windows.assign(low=-40.0, high=55.0))

    figure = lag_picture(wide, HEAVY, MATTERS, LIGHT, is_narrow=False)

    assert values(figure.data[0].base) == pytest.approx(-10)
    assert values(figure.data[0].base) + values(figure.data[0].x) == pytest.approx(10)
    assert max(figure.layout.xaxis.tickvals) <= 10


def test_a_few_windows_are_drawn_as_they_are(early) -> None:
    three = replace(early, windows=early.windows.iloc[:3])

    figure = lag_picture(three, HEAVY[:3], MATTERS, LIGHT, is_narrow=True)

    assert len(figure.data[0].x) == 3
    assert len(figure.layout.yaxis.ticktext) == 3


def test_the_picture_is_light(seen) -> None:
    assert len(lag_picture(seen, HEAVY, MATTERS, LIGHT, is_narrow=False).to_json()) < 15_000
    assert isinstance(seen.windows, pd.DataFrame)
