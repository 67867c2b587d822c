"""The load line: runs as bars, planned ones outlined, under the line of what was carried.

The line ends in the mark of the house: a circle on a line. An agreed line is labelled as theirs,
and what was carried stays beside it, dotted.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis import load_line_words, units, users_text, words
from dashboard.analysis.load_line import (
    FLARE,
    LINE_DAYS,
    NOT_SETTLED,
    UNKNOWN,
    LoadLine,
)
from dashboard.analysis.week_plan import Planned
from dashboard.charts.base import Spec, axis, base, light
from dashboard.charts.contrast import ink_on
from dashboard.charts.tokens import Tokens

HEIGHT, NARROW_HEIGHT = 290, 300
DAY_MS = 86_400_000
HALF_DAY = pd.Timedelta(hours=12)
BAR = 0.8
# Room above the tallest bar or line for words, as a share of the panel.
HEADROOM = 1.42
WEEK = pd.Timedelta(days=7)
MARK_PX = 10
# Height of the words over a bar, as a share of the panel.
WORDS_SHARE = 0.16


@dataclass(frozen=True, slots=True, eq=False)
class _Bars:
    """Bars beside each other: middle and width in milliseconds, height in the person's unit."""

    middle: pd.DatetimeIndex
    width: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    height: "np.ndarray[tuple[int], np.dtype[np.float64]]"


def load_line_picture(
    line: LoadLine, planned: Sequence[Planned], colours: Tokens, *, is_narrow: bool
) -> go.Figure:
    """Draw four weeks of runs and what is planned after them.

    Parameters
    ----------
    line : LoadLine
        The limits that hold are drawn; without any there is no line.
    planned : sequence of Planned
        Runs after ``line.today``.
    colours : Tokens
        The theme.
    is_narrow : bool
        On a phone: numbers stand upright, words lie along the bars.
    """
    done = _bars(line.runs["local_day"], line.runs["running_km"])
    plan = _bars(
        pd.Series([run.day for run in planned], dtype="datetime64[us]"),
        pd.Series([run.distance_km for run in planned], dtype="float64"),
    )
    limit = _in_unit(line.limits.longest_run_km)
    top = max([1.0, *np.nan_to_num([limit, *done.height, *plan.height]).tolist()]) * HEADROOM
    first = line.today - pd.Timedelta(days=LINE_DAYS - 1)
    last = max([line.today + WEEK, *(run.day for run in planned)])
    margin = {"l": 28, "r": 12, "t": 6, "b": 30}
    layout = base(colours, NARROW_HEIGHT if is_narrow else HEIGHT, margin=margin)
    layout |= {
        "barmode": "overlay",
        "xaxis": axis(
            colours,
            showgrid=False,
            type="date",
            range=[first - HALF_DAY, last + HALF_DAY],
            dtick=(14 if is_narrow else 7) * DAY_MS,
            tick0=first - pd.Timedelta(days=first.weekday()),
            tickformat="%-d %b",
        ),
        "yaxis": axis(colours, range=[0, top], nticks=5),
        "shapes": [*_today(line, colours), *_lines(line, colours)],
        "annotations": [
            *_state_words(line, done, colours, is_narrow=is_narrow, top=top),
            *_line_words(line, colours, is_narrow=is_narrow),
            _today_word(line, colours),
        ],
    }
    traces = [
        _done(line, done, colours, is_narrow=is_narrow),
        _planned(planned, plan, colours, is_narrow=is_narrow),
    ]
    return go.Figure(data=traces, layout=layout)


def _in_unit(km: float) -> float:
    return km * words.METRES_PER_KM / units.chosen().metres


def _bars(days: pd.Series, km: pd.Series) -> _Bars:
    """Lay the runs of one day beside each other."""
    place = days.groupby(days).cumcount().to_numpy(np.float64)
    count = days.map(days.value_counts()).to_numpy(np.float64)
    share = (place + 0.5) / np.maximum(count, 1) - 0.5
    middle = pd.DatetimeIndex(days) + pd.to_timedelta(share * BAR, unit="D")
    height = _in_unit(1.0) * km.to_numpy(np.float64)
    return _Bars(middle, BAR * DAY_MS / np.maximum(count, 1), height)


def _done(line: LoadLine, bars: _Bars, colours: Tokens, *, is_narrow: bool) -> Spec:
    marked = line.runs["state"].isin([NOT_SETTLED, FLARE])
    return _bar(bars, is_narrow=is_narrow) | {
        "marker": {
            "color": colours.run,
            "line": {
                "color": [colours.pain if edge else colours.run for edge in marked],
                "width": [2.5 if edge else 0 for edge in marked],
            },
        },
        "insidetextfont": {"color": ink_on(colours.run), "size": 11},
        "customdata": load_line_words.hovers(line),
        "name": "run",
    }


def _planned(planned: Sequence[Planned], bars: _Bars, colours: Tokens, *, is_narrow: bool) -> Spec:
    return _bar(bars, is_narrow=is_narrow) | {
        "marker": {"color": "rgba(0,0,0,0)", "line": {"color": colours.run, "width": 1.6}},
        "insidetextfont": {"color": colours.ink, "size": 11},
        "customdata": [load_line_words.planned_hover(run) for run in planned],
        "name": "planned",
    }


def _bar(bars: _Bars, *, is_narrow: bool) -> Spec:
    return {
        "type": "bar",
        "x": bars.middle,
        "y": light(bars.height),
        "width": bars.width,
        "text": [words.number(value, decimals=1) for value in bars.height],
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": -90 if is_narrow else 0,
        "constraintext": "none",
        "cliponaxis": False,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _state_words(
    line: LoadLine, bars: _Bars, colours: Tokens, *, is_narrow: bool, top: float
) -> list[Spec]:
    """Write over a bar what its colour alone would say: not settled, flare, morning to come."""
    heights = sorted(_line_heights(line))
    said = []
    for state, middle, height in zip(line.runs["state"], bars.middle, bars.height, strict=True):
        word = load_line_words.MARKS.get(state, "")
        is_known = not math.isnan(height)
        # A run without a distance has no bar: a question mark stands in its place.
        if not word or (state == UNKNOWN and is_known):
            continue
        is_pain = state in (NOT_SETTLED, FLARE)
        foot = height if is_known else 0.0
        # Words that would lie across a line stand on it.
        for drawn in heights:
            foot = drawn if drawn - WORDS_SHARE * top < foot <= drawn else foot
        said.append(
            {
                "text": word if is_narrow else word.replace(" ", "<br>", 1),
                "x": middle,
                "y": foot,
                "yanchor": "bottom",
                "yshift": 3,
                "textangle": -90 if is_narrow else 0,
                "showarrow": False,
                "font": {"size": 11, "color": colours.pain if is_pain else colours.soft},
            }
        )
    return said


def _line_heights(line: LoadLine) -> list[float]:
    """Give the heights of the drawn lines: what holds, and what was carried beside it."""
    drawn = [line.limits.longest_run_km, *([line.carried.longest_run_km] * line.is_agreed)]
    return [_in_unit(km) for km in drawn if not math.isnan(km)]


def _lines(line: LoadLine, colours: Tokens) -> list[Spec]:
    """Draw the line that holds with its mark; what was carried stays dotted under an agreed one."""
    height = _in_unit(line.limits.longest_run_km)
    if math.isnan(height):
        return []
    ink: Spec = {"color": colours.ink, "width": 2.4}
    whole: Spec = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "layer": "above"}
    drawn = [whole | {"y0": height, "y1": height, "line": ink, "name": "load line"}]
    carried = _in_unit(line.carried.longest_run_km)
    if line.is_agreed and not math.isnan(carried):
        dotted: Spec = {"color": colours.soft, "width": 1.4, "dash": "2px,4px"}
        drawn.append(whole | {"y0": carried, "y1": carried, "line": dotted, "name": "carried"})
    mark: Spec = {
        "type": "circle",
        "xref": "paper",
        "xanchor": 1,
        "yanchor": height,
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "x0": -2 * MARK_PX - 8,
        "x1": -8,
        "y0": -MARK_PX,
        "y1": MARK_PX,
        "line": {"color": colours.ink, "width": 2.6},
        "name": "mark",
    }
    return [*drawn, mark]


def _line_words(line: LoadLine, colours: Tokens, *, is_narrow: bool) -> list[Spec]:
    """Name the line above the bars, where it covers no word of theirs."""
    if math.isnan(line.limits.longest_run_km):
        return []
    bold, rest = load_line_words.line_label(line)
    text = f"<b>{users_text.as_hover(bold)}</b>"
    if rest and not is_narrow:
        text += f": {users_text.as_hover(rest)}"
    head: Spec = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": 4, "showarrow": False}
    top: Spec = {"yref": "paper", "y": 1, "yanchor": "top", "font": {"size": 12.5}}
    said = [head | top | {"text": text}]
    carried = _in_unit(line.carried.longest_run_km)
    if line.is_agreed and not math.isnan(carried):
        own: Spec = {"y": carried, "yanchor": "bottom", "font": {"size": 11, "color": colours.soft}}
        told = f"carried {words.distance(line.carried.longest_run_km * words.METRES_PER_KM)}"
        said.append(head | own | {"text": told})
    return said


def _today(line: LoadLine, colours: Tokens) -> list[Spec]:
    day = line.today + HALF_DAY
    dotted: Spec = {"color": colours.soft, "width": 1.2, "dash": "3px,3px"}
    pole: Spec = {"type": "line", "yref": "paper", "x0": day, "x1": day, "y0": 0, "y1": 0.92}
    return [pole | {"line": dotted, "name": "today"}]


def _today_word(line: LoadLine, colours: Tokens) -> Spec:
    return {
        "text": "today",
        "x": line.today + HALF_DAY,
        "y": 0.93,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "left",
        "xshift": -4,
        "showarrow": False,
        "font": {"size": 11, "color": colours.soft},
    }
