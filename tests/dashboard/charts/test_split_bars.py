"""Bars against the average: blue above, grey below, numbered without a crowd."""

import numpy as np

from dashboard.charts.split_bars import SplitBars, split_bars
from dashboard.charts.tokens import LIGHT


def bars(count: int) -> SplitBars:
    faster = np.linspace(-9, 9, count)
    words = [f"{number}" for number in range(1, count + 1)]
    return SplitBars(list(range(1, count + 1)), faster, words, words, "5:18")


def test_faster_is_above_in_blue_and_slower_below_in_grey() -> None:
    (trace,) = split_bars(bars(4), LIGHT, label_all=True).data

    assert list(trace.marker.color) == [LIGHT.neutral, LIGHT.neutral, LIGHT.run, LIGHT.run]
    assert list(trace.y[:1]) == [-9]


def test_a_phone_labels_only_the_fastest_and_the_slowest() -> None:
    (trace,) = split_bars(bars(10), LIGHT, label_all=False).data

    assert [text for text in trace.text if text] == ["1", "10"]


def test_a_hundred_bars_are_numbered_in_steps() -> None:
    figure = split_bars(bars(100), LIGHT, label_all=True)

    assert list(figure.layout.xaxis.tickvals) == list(range(5, 101, 5))
    assert sum(1 for text in figure.data[0].text if text) == 2


def test_the_average_is_named_at_the_line() -> None:
    axis = split_bars(bars(4), LIGHT, label_all=True).layout.yaxis

    assert list(axis.ticktext) == ["slower", "5:18", "faster"]
    assert axis.range[0] == -axis.range[1]
