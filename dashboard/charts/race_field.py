"""The finishing times of a whole field as bars, and where one runner stands among them."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboard.analysis import words
from dashboard.charts.base import Spec, axis, base
from dashboard.charts.tokens import Tokens

HEIGHT = 220
SECONDS_PER_MINUTE = 60
# Widths that read well, in minutes; about this many bars fit.
WIDTHS_MIN = (1, 2, 5, 10, 15, 30, 60)
MOST_BARS, NARROW_MOST_BARS = 36, 18
# The slowest one in two hundred would stretch the picture for everybody.
SHOWN_SHARE = 0.995


def field_bars(
    times_s: NDArray[np.float64], own_s: float, colours: Tokens, *, is_narrow: bool
) -> go.Figure:
    """Draw how many finished in each few minutes.

    Parameters
    ----------
    times_s : numpy.ndarray
        Seconds of all finishers, in order; one or more.
    own_s : float
        The runner's time; its bar is the blue one.
    colours : Tokens
        The theme.
    is_narrow : bool
        On a phone: fewer, wider bars.
    """
    edges = _edges(times_s, own_s, NARROW_MOST_BARS if is_narrow else MOST_BARS)
    counts = np.histogram(times_s, edges)[0]
    mine = (edges[:-1] <= own_s) & (own_s < edges[1:])
    middle = (edges[:-1] + edges[1:]) / 2
    trace: Spec = {
        "type": "bar",
        "x": middle,
        "y": counts,
        "width": np.diff(edges) * 0.9,
        "marker": {"color": [colours.run if one else colours.neutral for one in mine]},
        "customdata": [
            _hover(int(count), low, high)
            for count, low, high in zip(counts, edges[:-1], edges[1:], strict=True)
        ],
        "hovertemplate": "<b>%{customdata}</b><extra></extra>",
    }
    step = _tick_step(edges, is_narrow=is_narrow)
    ticks = np.arange(np.ceil(edges[0] / step) * step, edges[-1] + 1, step)
    layout = base(colours, HEIGHT, bargap=0, margin={"l": 36, "r": 12, "t": 26, "b": 28})
    layout |= {
        "xaxis": axis(
            colours,
            showgrid=False,
            range=[edges[0], edges[-1]],
            tickvals=ticks,
            ticktext=[words.duration(tick) for tick in ticks],
        ),
        "yaxis": axis(colours, range=[0, counts.max() * 1.22], nticks=4),
        "annotations": [_own(own_s, float(counts[mine].max(initial=0)), colours)],
    }
    return go.Figure(data=[trace], layout=layout)


def _hover(count: int, low_s: float, high_s: float) -> str:
    span = f"from {words.duration(low_s)} to {words.duration(high_s)}"
    return f"{words.counted(count, 'finisher')}<br>{span}"


def _edges(times_s: NDArray[np.float64], own_s: float, most: int) -> NDArray[np.float64]:
    first = min(float(times_s[0]), own_s)
    last = max(float(np.quantile(times_s, SHOWN_SHARE)), own_s)
    width = next(
        (
            minutes * SECONDS_PER_MINUTE
            for minutes in WIDTHS_MIN
            if (last - first) / (minutes * SECONDS_PER_MINUTE) <= most
        ),
        (last - first) / most,
    )
    low = np.floor(first / width) * width
    return np.arange(low, last + 2 * width, width)


def _tick_step(edges: NDArray[np.float64], *, is_narrow: bool) -> float:
    span = float(edges[-1] - edges[0])
    wanted = 4 if is_narrow else 9
    steps = (300, 600, 900, 1800, 3600, 7200)
    return next((step for step in steps if span / step <= wanted), 14_400)


def _own(own_s: float, height: float, colours: Tokens) -> Spec:
    return {
        "text": f"<b>{words.race_time(own_s)}</b>",
        "x": own_s,
        "y": height,
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12, "color": colours.ink},
    }
