"""The track: true to scale, in fourteen speeds, light enough to send."""

import numpy as np
import pytest

from dashboard.analysis.stream import Track
from dashboard.charts.tokens import LIGHT, ramp
from dashboard.charts.track import track


def circle(points: int = 1200, laps: int = 1) -> Track:
    turn = np.linspace(0, 2 * np.pi * laps, points)
    return Track(
        east_m=500 * np.cos(turn),
        north_m=500 * np.sin(turn),
        speed_mps=3 + np.sin(turn),
        distance_m=500 * turn,
    )


def strokes(figure: object) -> list:
    return [trace for trace in figure.data if trace.mode == "lines"]


def test_one_metre_is_as_long_east_as_north() -> None:
    axis = track(circle(), "running", LIGHT).layout.yaxis

    assert (axis.scaleanchor, axis.scaleratio) == ("x", 1)


def test_every_stretch_is_drawn_once_in_the_colour_of_its_speed() -> None:
    way = circle()
    _casing, *classes, _bar = strokes(track(way, "running", LIGHT))

    assert len(classes) == 14
    drawn = sum(np.isfinite(line.x[1:] + line.x[:-1]).sum() for line in classes)
    assert drawn == len(way.east_m) - 1
    assert [line.line.color for line in classes] == ramp(LIGHT.slow_to_fast, 14)


def test_laps_do_not_stack_their_kilometre_dots() -> None:
    figure = track(circle(laps=3), "running", LIGHT)
    dots = next(trace for trace in figure.data if trace.mode == "markers+text")

    gaps = np.hypot(np.subtract.outer(dots.x, dots.x), np.subtract.outer(dots.y, dots.y))
    assert gaps[~np.eye(len(dots.x), dtype=bool)].min() > 50
    assert dots.text[0] == "2"


def test_a_short_way_has_no_kilometre_dots_and_a_short_bar() -> None:
    way = Track(
        east_m=np.array([0.0, 90.0]),
        north_m=np.array([0.0, 0.0]),
        speed_mps=np.array([3.0, 3.0]),
        distance_m=np.array([0.0, 90.0]),
    )
    figure = track(way, "running", LIGHT)

    assert not [trace for trace in figure.data if trace.mode == "markers+text"]
    assert figure.layout.annotations[0].text == "50 m"


def test_a_track_without_speed_or_distance_is_still_drawn() -> None:
    way = circle()
    unknown = np.full(len(way.east_m), np.nan)
    figure = track(Track(way.east_m, way.north_m, unknown, unknown), "running", LIGHT)

    assert len(strokes(figure)) == 3
    assert len(figure.layout.annotations) == 1


def test_a_full_track_is_under_75_kilobytes() -> None:
    assert len(track(circle(), "running", LIGHT).to_json()) < 75_000


def test_the_ramp_goes_through_its_three_stops() -> None:
    colours = ramp(("#000000", "#808080", "#FFFFFF"), 5)

    assert colours[0] == "#000000"
    assert colours[2] == "#808080"
    assert colours[-1] == "#FFFFFF"
    assert int(colours[1][1:3], 16) == pytest.approx(64, abs=1)
