"""The pictures of a race: its years by kilometre and by time, and its field."""

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.race_editions import Edition
from dashboard.analysis.race_review import YearLine, Years
from dashboard.analysis.races import figures
from dashboard.charts.race_field import field_bars
from dashboard.charts.race_years import kilometre_lines, times_by_year
from dashboard.charts.tokens import LIGHT
from ingest.diary import RaceResult


def edition(year: int, time_s: float) -> Edition:
    result = RaceResult(
        race="Half",
        race_day=pd.Timestamp(year=year, month=6, day=7),
        edition=f"<b>{year}</b>" if year == 2024 else str(year),
        official_distance_m=21_097.5,
        chip_time_s=time_s,
    )
    return Edition(result, figures(result), None)


@pytest.fixture
def told() -> Years:
    now, before, first = edition(2026, 6717), edition(2025, 6720), edition(2024, 7100)
    at = np.array([0.0, 10_000, 21_097.5])
    ends = at[[0, 2]]
    lines = (
        YearLine(first, ends, np.array([0.0, 383]), has_splits=False),
        YearLine(before, at, np.array([0.0, -30, 3]), has_splits=True),
        YearLine(now, at, np.zeros(3), has_splits=True),
    )
    return Years(now, lines)


def test_the_race_is_the_level_line_and_slower_is_down(told):
    figure = kilometre_lines(told, LIGHT, is_narrow=False)
    assert [trace.line.width for trace in figure.data] == [1.6, 1.6, 3]
    assert list(figure.data[2].y) == [0, 0, 0]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
    assert figure.data[0].line.dash == "dot"
    assert figure.data[1].customdata[1] == "10.0 km<br>0:30 ahead"


def test_years_that_end_close_together_keep_their_labels_apart(told):
    figure = kilometre_lines(told, LIGHT, is_narrow=False)
    labels = {note.text: note.y for note in figure.layout.annotations[1:]}
    assert len(labels) == 3
    assert labels["<b>2025</b> 1:52:00"] - labels["<b>2026</b> 1:51:57"] > 20
    # A user's word that looks like markup only shows.
    assert "<b>&lt;b&gt;2024&lt;/b&gt;</b> 1:58:20" in labels


def test_times_alone_stand_by_year_with_the_fastest_highest(told):
    figure = times_by_year(told, LIGHT, is_narrow=True)
    trace = figure.data[0]
    assert list(trace.text) == ["1:58:20", "1:52:00", "<b>1:51:57</b>"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
    assert len(set(trace.marker.color)) == 2


@pytest.mark.parametrize("is_narrow", [True, False])
def test_a_field_is_counted_whole_and_one_bar_is_ones_own(is_narrow):
    times = np.sort(np.random.default_rng(1).normal(7200, 900, 1183).clip(3600))
    figure = field_bars(times, 6717, LIGHT, is_narrow=is_narrow)
    bars = figure.data[0]
    own = [colour == LIGHT.run for colour in bars.marker.color]
    assert sum(own) == 1
    at = own.index(True)
    assert abs(bars.x[at] - 6717) <= bars.width[at]
    assert sum(bars.y) >= 0.995 * 1183
    assert len(bars.x) <= (20 if is_narrow else 38)
    assert ":60" not in "".join(figure.layout.xaxis.ticktext)


def test_a_field_of_one_and_a_very_long_one_are_drawn():
    assert sum(field_bars(np.array([6717.0]), 6717, LIGHT, is_narrow=False).data[0].y) == 1
    long = np.sort(np.linspace(20_000, 400_000, 50))
    assert sum(field_bars(long, 30_000, LIGHT, is_narrow=False).data[0].y) >= 49
