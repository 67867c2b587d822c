"""Six weeks of one place: what was felt, its flares, and what a steady course would look like."""

from typing import TypeAlias

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboard.analysis import words
from dashboard.analysis.recovery import RecoveryCourse
from dashboard.charts.base import Spec, axis, base, light
from dashboard.charts.tokens import Tokens

Weeks: TypeAlias = tuple[pd.Timestamp, pd.Timestamp]

HEIGHT, NARROW_HEIGHT = 290, 300
HALF_DAY = pd.Timedelta(hours=12)
DAY_MS = 86_400_000
# The line between entries is broken where more days than this have none.
LONGEST_BRIDGE_DAYS = 2
# Room for two lines of words above 10.
TOP = 12.6
INTERVAL = "rgba(120,135,150,.22)"
# A word needs about this share of six weeks, wide and narrow.
WORD_SHARE, NARROW_WORD_SHARE = 0.09, 0.24


def recovery_picture(
    read: RecoveryCourse, pain: pd.Series, colours: Tokens, *, is_narrow: bool
) -> go.Figure:
    """Draw a course.

    Parameters
    ----------
    read : RecoveryCourse
        With its six weeks.
    pain : pandas.Series
        Daily NPRS; what lies outside the six weeks is left away.
    colours : Tokens
        The theme.
    is_narrow : bool
        On a phone: fewer dates, and only words that fit.
    """
    weeks = _six_weeks(read)
    if weeks is None:
        return go.Figure(layout=base(colours, HEIGHT))
    noted = pain.dropna()
    noted = noted[(noted.index >= weeks[0]) & (noted.index <= weeks[1])]
    layout = base(
        colours,
        NARROW_HEIGHT if is_narrow else HEIGHT,
        margin={"l": 28, "r": 12, "t": 6, "b": 30},
        showlegend=False,
    )
    layout |= {
        "xaxis": _days_axis(weeks, colours, is_narrow=is_narrow),
        "yaxis": axis(colours, range=[-0.6, TOP], tickvals=[0, 2, 4, 6, 8, 10]),
        "shapes": _bands(read, weeks, colours),
        "annotations": [
            *_flare_words(read, weeks, colours, is_narrow=is_narrow),
            *_steady_words(read, colours),
        ],
    }
    traces = [*_steady(read, colours), _path(noted, colours), _dots(noted, colours)]
    return go.Figure(data=traces, layout=layout)


def _six_weeks(read: RecoveryCourse) -> Weeks | None:
    return None if read.first is None or read.last is None else (read.first, read.last)


def _days_axis(weeks: Weeks, colours: Tokens, *, is_narrow: bool) -> Spec:
    return axis(
        colours,
        showgrid=False,
        type="date",
        range=[weeks[0] - HALF_DAY, weeks[1] + HALF_DAY],
        tick0=weeks[0],
        dtick=(14 if is_narrow else 7) * DAY_MS,
        tickformat="%-d %b",
    )


def _spans(read: RecoveryCourse, weeks: Weeks) -> list[Weeks]:
    """First and last day of each flare inside the six weeks; an open one lasts to their end."""
    ends = read.flares["end"].fillna(weeks[1])
    return [
        (max(onset, weeks[0]), min(end, weeks[1]))
        for onset, end in zip(read.flares["onset"], ends, strict=True)
    ]


def _bands(read: RecoveryCourse, weeks: Weeks, colours: Tokens) -> list[Spec]:
    return [
        {
            "type": "rect",
            "yref": "paper",
            "x0": first - HALF_DAY,
            "x1": last + HALF_DAY,
            "y0": 0,
            "y1": 1,
            "fillcolor": colours.band,
            "line": {"width": 0},
            "layer": "below",
            "name": "flare",
        }
        for first, last in _spans(read, weeks)
    ]


def flare_label(number: int, flare: pd.Series) -> str:
    """Name a flare and how long it took: "flare 1" and "7 days" or "not settled yet"."""
    if flare["is_open"]:
        return f"flare {number}<br>not settled"
    return f"flare {number}<br>{words.counted(int(flare['settle_days']), 'day')}"


def _flare_words(
    read: RecoveryCourse, weeks: Weeks, colours: Tokens, *, is_narrow: bool
) -> list[Spec]:
    """Write each flare's name at the top of its band; what would cover the one before is left."""
    share = NARROW_WORD_SHARE if is_narrow else WORD_SHARE
    said: list[Spec] = []
    free_from = pd.Timestamp.min
    room = (weeks[1] - weeks[0]) * share
    for place, (first, _) in enumerate(_spans(read, weeks)):
        begin = min(first - HALF_DAY, weeks[1] + HALF_DAY - room)
        if begin < free_from:
            continue
        free_from = begin + room
        said.append(
            {
                "text": flare_label(place + 1, read.flares.iloc[place]),
                "x": begin,
                "y": 1,
                "yref": "paper",
                "xanchor": "left",
                "yanchor": "top",
                "xshift": 4,
                "align": "left",
                "showarrow": False,
                "font": {"size": 12, "color": colours.pain},
            }
        )
    return said


def _steady(read: RecoveryCourse, colours: Tokens) -> list[Spec]:
    """Draw the steady line, dashed, inside its interval."""
    if read.line.empty:
        return []
    days = read.line["day"].to_numpy()
    low, high, level = (
        light(np.clip(read.line[name].to_numpy(np.float64), 0, 10))
        for name in ("low", "high", "level")
    )
    shared: Spec = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    edges = np.concatenate([high, low[::-1]])
    return [
        shared
        | {
            "x": np.concatenate([days, days[::-1]]),
            "y": edges,
            "fill": "toself",
            "fillcolor": INTERVAL,
            "line": {"width": 0},
            "name": "interval",
        },
        shared
        | {
            "x": days,
            "y": level,
            "line": {"color": colours.ink, "width": 1.8, "dash": "7px,5px"},
            "name": "steady",
        },
    ]


def _steady_words(read: RecoveryCourse, colours: Tokens) -> list[Spec]:
    if read.line.empty:
        return []
    last = read.line.iloc[-1]
    return [
        {
            "text": "a steady course",
            "x": last["day"],
            "y": min(float(last["high"]), 10.0),
            "xanchor": "right",
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"size": 12, "color": colours.ink},
        }
    ]


def _path(noted: pd.Series, colours: Tokens) -> Spec:
    """Join entries by a thin line, broken where days are missing."""
    whole = noted.asfreq("D") if len(noted) else noted
    bridged = whole.ffill(limit=LONGEST_BRIDGE_DAYS)
    # A bridge may only lead to an entry: a gap too long keeps its first days empty too.
    reached = bridged.notna() & whole.bfill(limit=LONGEST_BRIDGE_DAYS).notna()
    drawn = whole.interpolate(limit_area="inside").where(reached) if len(whole) else whole
    return {
        "type": "scatter",
        "mode": "lines",
        "x": drawn.index,
        "y": light(_values(drawn)),
        "line": {"color": colours.pain, "width": 1},
        "opacity": 0.6,
        "hoverinfo": "skip",
        "name": "path",
    }


def _dots(noted: pd.Series, colours: Tokens) -> Spec:
    scores = _values(noted)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": noted.index,
        "y": light(scores),
        "marker": {
            "opacity": 1,
            "size": light(5 + 0.5 * scores),
            "color": [colours.pain if score else colours.background for score in scores],
            "line": {
                "width": 1,
                "color": [colours.background if score else colours.pain for score in scores],
            },
        },
        "cliponaxis": False,
        "hovertemplate": "<b>%{y:.0f} of 10</b><br>%{x|%a %-d %b %Y}<extra></extra>",
        "name": "entries",
    }


def _values(series: pd.Series) -> NDArray[np.float64]:
    return series.to_numpy(dtype=np.float64)
