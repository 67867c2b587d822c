"""The strip: grey zeros, gaps, numbers where there is room, flares above."""

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.pain import Site
from dashboard.analysis.pain_history import Strip
from dashboard.charts.contrast import ink_on
from dashboard.charts.pain_strip import pain_strip, score_colours
from dashboard.charts.tokens import DARK, LIGHT

FIRST = pd.Timestamp("2026-10-27")
NO_FLARES = pd.DataFrame(
    {"onset": pd.Series(dtype="datetime64[us]"), "end": pd.Series(dtype="datetime64[us]")}
)


def strip(days: int = 28, flares: pd.DataFrame = NO_FLARES) -> Strip:
    axis = pd.date_range(FIRST, periods=days, unit="us").to_numpy(dtype="datetime64[us]")
    scores = np.full((2, days), np.nan, dtype=np.float32)
    scores[0, :4] = [0, 1, 5, 10]
    scores[1, 2] = 7
    return Strip(
        Site("knee", "left", "medial"),
        axis,
        ("morning", "worst"),
        scores,
        (4, 1),
        "morning",
        flares,
    )


def flare(onset: str, end: str | None) -> pd.DataFrame:
    days = {"onset": [pd.Timestamp(onset)], "end": [pd.Timestamp(end) if end else pd.NaT]}
    return pd.DataFrame(days).astype("datetime64[us]")


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_each_score_has_exactly_its_colour(colours) -> None:
    scale = pain_strip(strip(), colours, is_narrow=False).data[0].colorscale

    at = dict(scale)
    assert at[0] == colours.zero
    assert [at[score / 10] for score in range(1, 11)] == list(colours.ramp)
    assert score_colours(colours)[0] == colours.zero


def test_numbers_stand_in_the_squares_in_the_ink_that_reads() -> None:
    _, numbers = pain_strip(strip(), LIGHT, is_narrow=False).data

    assert list(numbers.text) == ["0", "1", "5", "10", "7"]
    colours = score_colours(LIGHT)
    assert list(numbers.textfont.color) == [ink_on(colours[score]) for score in (0, 1, 5, 10, 7)]


def test_three_months_have_no_room_for_numbers() -> None:
    assert len(pain_strip(strip(90), LIGHT, is_narrow=False).data) == 1


def test_a_gap_stays_a_gap() -> None:
    squares = pain_strip(strip(), LIGHT, is_narrow=False).data[0]

    assert np.isnan(squares.z[1][0])
    assert squares.hoverongaps is False
    assert squares.z.dtype == np.float32


def test_the_hover_says_number_day_and_moment() -> None:
    squares = pain_strip(strip(), LIGHT, is_narrow=False).data[0]

    assert squares.hovertext[0][2] == "<b>5 of 10</b><br>29 Oct 2026, morning"


def test_a_flare_is_a_bar_above_with_its_name() -> None:
    figure = pain_strip(strip(28, flare("2026-10-29", "2026-11-02")), LIGHT, is_narrow=False)

    [bar], [name] = figure.layout.shapes, figure.layout.annotations
    assert (bar.x0, bar.x1) == (pd.Timestamp("2026-10-28 12:00"), pd.Timestamp("2026-11-02 12:00"))
    assert (name.text, name.xanchor) == ("flare", "left")
    assert figure.layout.height > pain_strip(strip(), LIGHT, is_narrow=False).layout.height


def test_an_open_flare_lasts_to_the_last_day_and_its_name_stays_inside() -> None:
    figure = pain_strip(strip(28, flare("2026-11-22", None)), LIGHT, is_narrow=False)

    assert figure.layout.shapes[0].x1 == pd.Timestamp("2026-11-23 12:00")
    assert figure.layout.annotations[0].xanchor == "right"


def test_a_phone_has_fewer_dates_and_no_gaps_between_many_squares() -> None:
    wide = pain_strip(strip(90), LIGHT, is_narrow=False)
    narrow = pain_strip(strip(90), LIGHT, is_narrow=True)

    assert narrow.layout.xaxis.dtick == 2 * wide.layout.xaxis.dtick
    assert (wide.data[0].xgap, narrow.data[0].xgap) == (1.5, 0)
