"""Lines over one axis: what is drawn, in which unit, and that it stays light."""

import numpy as np
import pytest

from dashboard.analysis.stream import Stream
from dashboard.charts.streams import streams
from dashboard.charts.tokens import DARK, LIGHT


def lines(**own: object) -> Stream:
    length = 1800
    usual = {
        "x": np.linspace(0, 10, length),
        "by_distance": True,
        "speed_mps": 3 + 0.2 * np.sin(np.arange(length)),
        "heart_rate_bpm": np.full(length, 150.0),
        "elevation_m": np.full(length, 400.0),
    }
    return Stream(**(usual | own))


NONE = np.full(1800, np.nan)


def test_pace_heart_rate_and_elevation_share_one_axis_and_one_hover_line() -> None:
    figure = streams(lines(), "running", 3.0, LIGHT)

    assert [trace.name for trace in figure.data] == ["Pace", "Heart rate", "Elevation"]
    assert {trace.type for trace in figure.data} == {"scatter"}
    assert figure.layout.hovermode == "x unified"
    assert figure.layout.hoversubplots == "axis"
    assert figure.layout.xaxis.anchor == "y3"


def test_up_is_faster_and_ticks_read_as_minutes_and_seconds() -> None:
    figure = streams(lines(), "running", 3.0, LIGHT)

    low, high = figure.layout.yaxis.range
    assert low > high
    assert figure.layout.yaxis.tickformat == "%-M:%S"
    assert figure.data[0].y[0] == pytest.approx(1000 / 3 * 1000, rel=1e-4)
    assert "5:33" in [note.text for note in figure.layout.annotations]


def test_riders_read_speed() -> None:
    figure = streams(lines(), "cycling", 8.0, DARK)

    assert figure.data[0].name == "Speed"
    assert figure.data[0].line.color == DARK.sport("bike")


def test_what_was_not_measured_has_no_panel() -> None:
    figure = streams(lines(speed_mps=NONE, elevation_m=NONE), "training", np.nan, LIGHT)

    assert [trace.name for trace in figure.data] == ["Heart rate"]
    assert figure.layout.height == 200


def test_nothing_can_be_dragged_away() -> None:
    layout = streams(lines(), "running", 3.0, LIGHT).layout

    assert layout.dragmode is False
    assert all(layout[name].fixedrange for name in ("xaxis", "yaxis", "yaxis2", "yaxis3"))


def test_a_full_figure_is_under_75_kilobytes() -> None:
    assert len(streams(lines(), "running", 3.0, LIGHT).to_json()) < 75_000
