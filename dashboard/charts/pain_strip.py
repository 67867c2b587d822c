"""One site's days as squares, a row for each moment: grey 0, the pain ramp from 1 to 10."""

from datetime import timedelta

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis import words
from dashboard.analysis.pain_history import Strip
from dashboard.charts.base import Spec, axis, base
from dashboard.charts.contrast import ink_on
from dashboard.charts.tokens import Tokens

ROW_PX = 34
FRAME_PX = 38
FLARE_PX = 26
# More days than this leave no room for a number in each square.
MOST_DAYS_WITH_NUMBERS = 70
DAY_MS = 86_400_000
HALF_DAY = timedelta(hours=12)
# In rows above the first: where the bar of a flare lies.
FLARE_BAR = (-0.62, -0.74)
FLARE_ROOM = FLARE_PX / ROW_PX
# The word "flare" needs about this share of a phone's strip.
EDGE_SHARE = 0.12


def pain_strip(strip: Strip, colours: Tokens, *, is_narrow: bool) -> go.Figure:
    """Draw a strip.

    Parameters
    ----------
    strip : Strip
        Scores of one site, moments x days.
    colours : Tokens
        The theme.
    is_narrow : bool
        On a phone: a date every two weeks instead of every one.
    """
    rows, has_flares = len(strip.moments), len(strip.flares) > 0
    height = FRAME_PX + ROW_PX * rows + (FLARE_PX if has_flares else 0)
    layout = base(colours, height, margin={"l": 66, "r": 8, "t": 8, "b": 30})
    layout |= {
        "xaxis": _days_axis(strip, colours, is_narrow=is_narrow),
        "yaxis": _moments_axis(strip, colours, FLARE_ROOM if has_flares else 0.0),
        "shapes": [_flare_bar(flare, strip, colours) for flare in _spans(strip)],
        "annotations": [_flare_name(flare, strip, colours) for flare in _spans(strip)],
    }
    is_long = len(strip.days) > MOST_DAYS_WITH_NUMBERS
    # On a phone a gap between three months of squares would leave nothing of them.
    traces = [_squares(strip, colours, is_dense=is_long and is_narrow)]
    if not is_long:
        traces.append(_numbers(strip, colours))
    return go.Figure(data=traces, layout=layout)


def score_colours(colours: Tokens) -> tuple[str, ...]:
    """Return the colour of each score, 0 to 10."""
    return (colours.zero, *colours.ramp)


def _squares(strip: Strip, colours: Tokens, *, is_dense: bool) -> Spec:
    ramp = colours.ramp
    stops = [[0, colours.zero], [0.05, colours.zero], [0.05, ramp[0]]]
    return {
        "type": "heatmap",
        "x": strip.days,
        "y": np.arange(len(strip.moments)),
        "z": strip.scores,
        "zmin": 0,
        "zmax": 10,
        "xgap": 0 if is_dense else 1.5,
        "ygap": 3,
        "showscale": False,
        "hoverongaps": False,
        "colorscale": [*stops, *([(score + 1) / 10, ramp[score]] for score in range(10))],
        "hovertext": _hover(strip),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _hover(strip: Strip) -> list[list[str]]:
    days = [words.day(day.date()) for day in pd.DatetimeIndex(strip.days)]
    return [
        [
            f"<b>{score:.0f} of 10</b><br>{day}, {moment}" if np.isfinite(score) else ""
            for day, score in zip(days, row, strict=True)
        ]
        for moment, row in zip(strip.moments, strip.scores, strict=True)
    ]


def _numbers(strip: Strip, colours: Tokens) -> Spec:
    row, column = np.nonzero(np.isfinite(strip.scores))
    scores = strip.scores[row, column].astype(int)
    inks = [ink_on(colour) for colour in score_colours(colours)]
    return {
        "type": "scatter",
        "mode": "text",
        "x": strip.days[column],
        "y": row,
        "text": [str(score) for score in scores],
        "textfont": {"size": 11, "color": [inks[score] for score in scores]},
        "hoverinfo": "skip",
    }


def _days_axis(strip: Strip, colours: Tokens, *, is_narrow: bool) -> Spec:
    first, last = (pd.Timestamp(day) for day in (strip.days[0], strip.days[-1]))
    weeks = (2 if is_narrow else 1) * (1 if len(strip.days) <= MOST_DAYS_WITH_NUMBERS else 2)
    return axis(
        colours,
        showgrid=False,
        type="date",
        range=[first - HALF_DAY, last + HALF_DAY],
        tick0=first,
        dtick=weeks * 7 * DAY_MS,
        tickformat="%-d %b",
        ticklabelposition="outside right" if is_narrow else "outside",
    )


def _moments_axis(strip: Strip, colours: Tokens, room: float) -> Spec:
    rows = len(strip.moments)
    return axis(
        colours,
        showgrid=False,
        range=[rows - 0.5, -0.5 - room],
        tickvals=list(range(rows)),
        ticktext=list(strip.moments),
        tickfont={"size": 13, "color": colours.ink},
    )


def _spans(strip: Strip) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """First and last day of each flare, cut to the days shown; an open one lasts to the end."""
    first, last = (pd.Timestamp(day) for day in (strip.days[0], strip.days[-1]))
    ends = strip.flares["end"].fillna(last)
    return [
        (max(onset, first), min(end, last))
        for onset, end in zip(strip.flares["onset"], ends, strict=True)
    ]


def _flare_bar(flare: tuple[pd.Timestamp, pd.Timestamp], strip: Strip, colours: Tokens) -> Spec:
    return {
        "type": "rect",
        "x0": flare[0] - HALF_DAY,
        "x1": flare[1] + HALF_DAY,
        "y0": FLARE_BAR[0],
        "y1": FLARE_BAR[1],
        "fillcolor": colours.pain,
        "line": {"width": 0},
        "name": f"flare {strip.leading}",
    }


def _flare_name(flare: tuple[pd.Timestamp, pd.Timestamp], strip: Strip, colours: Tokens) -> Spec:
    """Write the word over the bar's beginning; near the right edge it ends with the bar."""
    shown = strip.days[-1] - strip.days[0]
    is_at_edge = strip.days[-1] - flare[0].to_datetime64() < shown * EDGE_SHARE
    return {
        "text": "flare",
        "x": flare[1] + HALF_DAY if is_at_edge else flare[0] - HALF_DAY,
        "y": FLARE_BAR[1],
        "xanchor": "right" if is_at_edge else "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 11, "color": colours.pain},
    }
