"""The lag picture: how much more or less pain followed heavy days, window by window.

Built from Plotly's nested names in one shot: a bar from the low to the high end of each window,
what it reaches written at its end, a grey band for what is too small to matter.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboard.analysis import words
from dashboard.analysis.link import LinkResult
from dashboard.analysis.link_words import MOST_POINTS, WINDOWS, points, span
from dashboard.charts.base import Spec, axis, base, light
from dashboard.charts.tokens import Tokens

HEIGHT = 300
NARROW_HEIGHT = 340
BAR = 0.26
# In points: the picture is never drawn closer than this, or noise would look like a finding.
LEAST_RANGE = (-2.2, 2.8)
# Room for the words at the end of the longest bar, as a share of the width.
WORDS_ROOM = 0.22
MOST_TICKS = 9
BAND = "rgba(120,135,150,.16)"
# The words in the band, and where the line ends above them; widths of the plot they must fit.
BAND_WORDS = 0.085
BAND_WORDS_PX = 112
WIDE_PX, NARROW_PX = 480, 240
GAP = 2 * "\N{NO-BREAK SPACE}"

Ends: TypeAlias = NDArray[np.float64]


def lag_picture(
    result: LinkResult,
    heavy: Sequence[str],
    too_small: float,
    colours: Tokens,
    *,
    is_narrow: bool,
) -> go.Figure:
    """Draw the windows of a result that was judged.

    Parameters
    ----------
    result : LinkResult
        With at least one window.
    heavy : sequence of str
        How many heavy days each window has, in words.
    too_small : float
        Half the width of the grey band, in points.
    colours : Tokens
        The theme.
    is_narrow : bool
        On a phone: the range stands above each bar instead of behind it.
    """
    low, high = _ends(result)
    left, right = _range(low, high, too_small, is_narrow=is_narrow)
    names = [WINDOWS[window] for window in result.windows["window"]]
    counted = [
        f"{name if is_narrow else f'{name} before'}<br>"
        f"<span style='font-size:11px;color:{colours.soft}'>{count}</span>"
        for name, count in zip(names, heavy, strict=True)
    ]
    margin = {"l": 100 if is_narrow else 132, "r": 8, "t": 24, "b": 44}
    share = 2 * too_small / (right - left)
    has_room = share * (NARROW_PX if is_narrow else WIDE_PX) > BAND_WORDS_PX
    layout = base(colours, NARROW_HEIGHT if is_narrow else HEIGHT, margin=margin)
    layout |= {
        "xaxis": _points_axis(colours, left, right),
        "yaxis": axis(
            colours,
            showgrid=False,
            range=[len(names) - 0.2, -0.62],
            tickvals=list(range(len(names))),
            ticktext=counted,
            tickfont={"size": 13, "color": colours.ink},
        ),
        "shapes": [_band(too_small), _zero(colours, BAND_WORDS if has_room else 0.0)],
        "annotations": [
            *_heads(colours, is_narrow=is_narrow),
            *([_band_words(colours, len(names))] if has_room else []),
        ],
    }
    reaches = _reaches(low, high)
    labels = (
        _labels_above(low, high, reaches, colours)
        if is_narrow
        else _labels(_behind(high, WORDS_ROOM * (right - left)), reaches, colours)
    )
    traces = [_bars(result, low, high, colours), labels]
    if result.shows_a_point:
        traces.append(_guesses(result, colours))
    return go.Figure(data=traces, layout=layout)


def _ends(result: LinkResult) -> tuple[Ends, Ends]:
    low = result.windows["low"].to_numpy(np.float64)
    high = result.windows["high"].to_numpy(np.float64)
    return np.clip(low, -MOST_POINTS, MOST_POINTS), np.clip(high, -MOST_POINTS, MOST_POINTS)


def _range(low: Ends, high: Ends, too_small: float, *, is_narrow: bool) -> tuple[float, float]:
    left = min(float(low.min()) * 1.1, -too_small * 1.3, LEAST_RANGE[0])
    right = max(float(high.max()), too_small * 1.3)
    room = 0.08 if is_narrow else WORDS_ROOM
    return left, max((right - room * left) / (1 - room), LEAST_RANGE[1])


def _points_axis(colours: Tokens, left: float, right: float) -> Spec:
    step = 1 if right - left < MOST_TICKS else 2
    ticks = np.arange(np.ceil(left / step) * step, min(right, MOST_POINTS + 1), step)
    return axis(
        colours,
        range=[left, right],
        tickvals=ticks.tolist(),
        ticktext=[points(tick).replace(".0", "") for tick in ticks],
        title={
            "text": "points of pain (0 to 10), heavy against light days",
            "font": {"size": 12, "color": colours.soft},
            "standoff": 6,
        },
    )


def _band(too_small: float) -> Spec:
    return {
        "type": "rect",
        "yref": "paper",
        "x0": -too_small,
        "x1": too_small,
        "y0": 0,
        "y1": 1,
        "fillcolor": BAND,
        "line": {"width": 0},
        "layer": "below",
        "name": "too small to matter",
    }


def _zero(colours: Tokens, bottom: float) -> Spec:
    return {
        "type": "line",
        "yref": "paper",
        "x0": 0,
        "x1": 0,
        "y0": bottom,
        "y1": 1,
        "line": {"color": colours.ink, "width": 1.4},
        "layer": "above",
        "name": "no difference",
    }


def _heads(colours: Tokens, *, is_narrow: bool) -> list[Spec]:
    """Say above the line which way is which."""
    head: Spec = {
        "x": 0,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12, "color": colours.soft},
    }
    shift = 8 if is_narrow else 52
    less, more = "\N{LEFTWARDS ARROW} less pain", "more pain \N{RIGHTWARDS ARROW}"
    sides = [
        head | {"text": less, "xanchor": "right", "xshift": -shift},
        head | {"text": more, "xanchor": "left", "xshift": shift},
    ]
    if is_narrow:
        return sides
    return [*sides, head | {"text": "no difference", "font": {"size": 12, "color": colours.ink}}]


def _band_words(colours: Tokens, windows: int) -> Spec:
    return {
        "text": "too small to matter",
        "x": 0,
        "y": windows - 0.42,
        "showarrow": False,
        "font": {"size": 11, "color": colours.soft},
    }


def _bars(result: LinkResult, low: Ends, high: Ends, colours: Tokens) -> Spec:
    names = [WINDOWS[window] for window in result.windows["window"]]
    entries = words.counted(result.n_entries, "entry", "entries")
    return {
        "type": "bar",
        "orientation": "h",
        "y": np.arange(len(low)),
        "base": light(low),
        "x": light(high - low),
        "width": BAR,
        "marker": {
            "color": [colours.pain if end > 0 else colours.neutral for end in low],
            "line": {"width": 0},
        },
        "customdata": [
            [f"{name} before", f"{reach} points, {entries}"]
            for name, reach in zip(names, _reaches(low, high), strict=True)
        ],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        "name": "range",
    }


def _reaches(low: Ends, high: Ends) -> list[str]:
    return [span(start, end) for start, end in zip(low.tolist(), high.tolist(), strict=True)]


def _behind(high: Ends, room: float) -> Ends:
    """Give where the words of each bar begin: at its end, but never across the line."""
    crosses = (high < 0) & (high > -room)
    return np.where(crosses, 0.0, high)


def _labels(x: Ends, reaches: list[str], colours: Tokens) -> Spec:
    """Write the range behind each bar."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": light(x),
        "y": light(np.arange(len(x), dtype=np.float64)),
        "text": [f"{GAP}{reach}" for reach in reaches],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": colours.ink},
        "hoverinfo": "skip",
        "cliponaxis": False,
        "name": "reach",
    }


def _labels_above(low: Ends, high: Ends, reaches: list[str], colours: Tokens) -> Spec:
    """Write the range above the middle of each bar, or beside the line where a bar crosses it."""
    crosses = (low < 0) & (high > 0)
    places = ["top right" if crossing else "top center" for crossing in crosses]
    above = _labels(np.where(crosses, 0.0, (low + high) / 2), reaches, colours)
    return above | {"y": light(np.arange(len(low), dtype=np.float64) - BAR), "textposition": places}


def _guesses(result: LinkResult, colours: Tokens) -> Spec:
    effect = result.windows["effect_points"].to_numpy(np.float64)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": light(np.clip(effect, -MOST_POINTS, MOST_POINTS)),
        "y": np.arange(len(effect)),
        "marker": {
            "size": 11,
            "opacity": 1,
            "color": colours.background,
            "line": {"width": 2, "color": colours.ink},
        },
        "hoverinfo": "skip",
        "name": "best guess",
    }
