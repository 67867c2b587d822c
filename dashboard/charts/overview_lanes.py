"""The pain lanes and the longest-run line, on the days of the load above them."""

import numpy as np

from dashboard.analysis import units, words
from dashboard.analysis.overview_lanes import Lane
from dashboard.analysis.overview_picture import Picture
from dashboard.analysis.pain import MOMENT_WORDS
from dashboard.charts.base import Spec, light
from dashboard.charts.overview_frame import DAY_MS, Style, day_ms, noon_ms
from dashboard.charts.tokens import Tokens

LOW, HIGH = -1.2, 11.2


def lane(lane: Lane, picture: Picture, axis_name: str, colours: Tokens) -> list[Spec]:
    """Draw one site: its flares as pale bands, a dot a day; hollow is 0, the highest is told."""
    drawn = [_flares(lane, picture, axis_name, colours)] if len(lane.flares) else []
    return [*drawn, _dots(lane, axis_name, colours)]


def _flares(lane: Lane, picture: Picture, axis_name: str, colours: Tokens) -> Spec:
    """Draw all bands as one outline: rectangles parted by gaps."""
    begins = [day_ms(max(day, picture.first)) for day in lane.flares["onset"]]
    lasts = lane.flares["end"].fillna(picture.last)
    ends = [day_ms(min(day, picture.last)) + DAY_MS for day in lasts]
    x = [
        value
        for begin, end in zip(begins, ends, strict=True)
        for value in (begin, begin, end, end, np.nan)
    ]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": np.array(x),
        "y": light(np.array([LOW, HIGH, HIGH, LOW, np.nan] * len(begins))),
        "yaxis": axis_name,
        "fill": "toself",
        "fillcolor": colours.band,
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _dots(lane: Lane, axis_name: str, colours: Tokens) -> Spec:
    # 0 and 1 through a scale of two colours: a byte a dot instead of a word.
    hurts = (lane.nprs > 0).astype(np.int8)
    filled = [[0, colours.background], [1, colours.pain]]
    edge = [[0, colours.pain], [1, colours.background]]
    top = int(lane.nprs.argmax())
    text = [""] * len(lane.nprs)
    text[top] = f"<b>{lane.nprs[top]}</b>" if lane.nprs[top] else ""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": noon_ms(lane.days),
        "y": lane.nprs.astype(np.int8),
        "yaxis": axis_name,
        "text": text,
        "textposition": "top center",
        "textfont": {"size": 12, "color": colours.pain},
        "marker": {
            "opacity": 1,
            "size": light(5 + lane.nprs.astype(np.float64) / 2),
            "color": hurts,
            "colorscale": filled,
            "cmin": 0,
            "cmax": 1,
            "line": {"width": 1, "color": hurts, "colorscale": edge, "cmin": 0, "cmax": 1},
        },
        "customdata": [MOMENT_WORDS[moment] for moment in lane.moments],
        "hovertemplate": (
            f"<b>{lane.name} %{{y}}/10</b><br>%{{x|%a %-d %b %Y}}<br>%{{customdata}}<extra></extra>"
        ),
        "cliponaxis": False,
        "showlegend": False,
    }


def longest_run(picture: Picture, axis_name: str, colours: Tokens) -> Spec:
    """Draw the longest run of the last 30 days as steps; a gap where there was none."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x0": f"{picture.first:%Y-%m-%d}",
        "dx": DAY_MS,
        "y": light(picture.longest),
        "yaxis": axis_name,
        "line": {"color": colours.run, "width": 1.8, "shape": "hv"},
        "hovertemplate": (
            f"<b>Longest run of 30 days</b><br>%{{y:.1f}} {units.chosen().many}<br>"
            "up to %{x|%a %-d %b %Y}<extra></extra>"
        ),
        "showlegend": False,
    }


def longest_end(picture: Picture, axis_name: str, style: Style, colours: Tokens) -> list[Spec]:
    """Write the last day's longest run at the right end."""
    last = float(picture.longest[-1])
    if not np.isfinite(last):
        return []
    return [
        {
            "text": f"{words.number(last, decimals=1)} {units.chosen().many}",
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": 4,
            "yref": axis_name,
            "y": last,
            "showarrow": False,
            "font": {"size": style.font, "color": colours.soft},
        }
    ]
