"""Time in zones: one bar a zone, its name and range before it, its time behind it."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.analysis import words
from dashboard.analysis.zone_rows import ZoneBar
from dashboard.charts.base import Spec, axis, base
from dashboard.charts.tokens import Tokens

ROW_PX = 32
NAME_PX, RANGE_PX = 78, 126
ONE_PERCENT = 0.01
# How far the axis goes beyond the longest bar, for its words: on a wide page and on a phone.
WIDE, NARROW = 1.42, 2.3


def zone_bars(
    bars: Sequence[ZoneBar], colour: str, colours: Tokens, *, headroom: float = WIDE
) -> go.Figure:
    """Draw the zones, the hardest on top.

    Parameters
    ----------
    bars : sequence of ZoneBar
        From the easiest on.
    colour : str
        CSS colour of the bars: ink for heart rate, the sport's own for pace.
    colours : Tokens
        The theme.
    headroom : float
        :data:`WIDE` or :data:`NARROW`.
    """
    left = NAME_PX + RANGE_PX
    layout = base(
        colours,
        ROW_PX * len(bars) + 8,
        bargap=0.38,
        margin={"l": left, "r": 8, "t": 4, "b": 4},
    )
    places = list(range(len(bars)))
    longest = max((bar.share for bar in bars), default=0.0) or 1.0
    layout |= {
        "xaxis": axis(colours, visible=False, range=[0, longest * headroom]),
        "yaxis": axis(colours, showgrid=False, showticklabels=False),
        "annotations": [
            note
            for place, bar in zip(places, bars, strict=True)
            for note in (
                _name(bar.name, -left, place, colours.ink),
                _name(bar.range, -RANGE_PX, place, colours.soft),
            )
        ],
    }
    trace: Spec = {
        "type": "bar",
        "orientation": "h",
        "x": [bar.share for bar in bars],
        "y": places,
        "marker": {"color": colour, "line": {"width": 0}},
        "text": [told(bar) for bar in bars],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 12, "color": colours.ink},
        "hoverinfo": "skip",
    }
    return go.Figure(data=[trace], layout=layout)


def told(bar: ZoneBar) -> str:
    """Write a zone's time and share: "12:30, 34 %"; "" where nothing was spent in it."""
    if not bar.seconds > 0:
        return ""
    percent = f"{100 * bar.share:.0f}" if bar.share >= ONE_PERCENT else "under 1"
    return f"{words.duration(bar.seconds)}, {percent} %"


def _name(text: str, shift_px: int, place: int, colour: str) -> Spec:
    return {
        "text": text,
        "xref": "paper",
        "x": 0,
        "xshift": shift_px,
        "y": place,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 12, "color": colour},
    }
