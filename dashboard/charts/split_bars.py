"""Each kilometre (or mile, or 5 km) against the average: above is faster, below slower."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from dashboard.analysis.stream import Floats
from dashboard.charts.base import Spec, axis, base, light
from dashboard.charts.tokens import Tokens

HEIGHT = 220
# More bars than this leave no room for a number over each.
MOST_LABELS = 26
HEADROOM = 1.4
FEWEST_SLOTS = 7


@dataclass(frozen=True, slots=True, eq=False)
class SplitBars:
    """What the bars show: how much faster than the average (any unit) and each one's words.

    ``numbers`` and ``faster_by`` are aligned; ``labels`` stand at the bars' ends, ``hover`` tells
    the rest; ``average`` is the word at the zero line.
    """

    numbers: list[int]
    faster_by: Floats
    labels: list[str]
    hover: list[str]
    average: str


def split_bars(bars: SplitBars, colours: Tokens, *, label_all: bool) -> go.Figure:
    """Draw the bars; without ``label_all`` only the fastest and the slowest carry a number."""
    tall = max(float(np.abs(bars.faster_by).max(initial=0.0)), 1e-9) * HEADROOM
    trace: Spec = {
        "type": "bar",
        "x": bars.numbers,
        "y": light(bars.faster_by),
        "marker": {
            "color": [colours.run if up >= 0 else colours.neutral for up in bars.faster_by],
            "line": {"width": 0},
        },
        "text": _labels(bars, label_all=label_all),
        "textposition": "outside",
        # On a phone the bars are narrower than their words, which would shrink to nothing.
        "constraintext": "none",
        "textangle": 0,
        "cliponaxis": False,
        "textfont": {"size": 12, "color": colours.ink},
        "hovertext": bars.hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    layout = base(colours, HEIGHT, bargap=0.18, margin={"l": 54, "r": 8, "t": 8, "b": 28})
    layout |= {
        "xaxis": _number_axis(bars.numbers, colours, label_all=label_all),
        "yaxis": axis(
            colours,
            showgrid=False,
            range=[-tall, tall],
            tickvals=[-tall * 0.62, 0, tall * 0.62],
            ticktext=["slower", bars.average, "faster"],
        ),
        "shapes": [_zero_line(colours)],
    }
    return go.Figure(data=[trace], layout=layout)


def _number_axis(numbers: list[int], colours: Tokens, *, label_all: bool) -> Spec:
    """Write numbers under the bars, all or in steps; few bars stay slim, to the left."""
    room = MOST_LABELS if label_all else MOST_LABELS // 3
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if len(numbers) / step <= room)
    first = numbers[0] if step == 1 else step
    slots = max(len(numbers), FEWEST_SLOTS)
    return axis(
        colours,
        showgrid=False,
        tickvals=list(range(first, numbers[-1] + 1, step)),
        range=[numbers[0] - 0.5, numbers[0] + slots - 0.5],
    )


def _labels(bars: SplitBars, *, label_all: bool) -> list[str]:
    if label_all and len(bars.labels) <= MOST_LABELS:
        return bars.labels
    ends = {int(bars.faster_by.argmax()), int(bars.faster_by.argmin())}
    return [text if place in ends else "" for place, text in enumerate(bars.labels)]


def _zero_line(colours: Tokens) -> Spec:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": 0,
        "y1": 0,
        "line": {"color": colours.ink, "width": 1},
    }
