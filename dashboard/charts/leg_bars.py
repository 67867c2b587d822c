"""The legs of a multisport recording along one clock, transitions in grey between them."""

import math

import plotly.graph_objects as go

from dashboard.analysis import sports, users_text, words
from dashboard.analysis.legs import Leg
from dashboard.charts.base import Spec, axis, base
from dashboard.charts.tokens import Tokens

HEIGHT = 150
SECONDS_PER_MINUTE = 60.0
PIXELS_PER_LETTER = 7.5


def leg_bars(parts: tuple[Leg, ...], colours: Tokens, *, width_px: int) -> go.Figure:
    """Draw one bar a leg, as long as it took; names stand above where there is room."""
    lengths = [_minutes(leg) for leg in parts]
    begins = [math.fsum(lengths[:place]) for place in range(len(parts))]
    layout = base(colours, HEIGHT, bargap=0, margin={"l": 4, "r": 4, "t": 40, "b": 28})
    layout |= {
        "barmode": "overlay",
        "xaxis": axis(
            colours,
            showgrid=False,
            ticksuffix=" min",
            nticks=6,
            range=[0, math.fsum(lengths) or 1.0],
        ),
        "yaxis": axis(colours, visible=False),
        "annotations": _names(parts, begins, math.fsum(lengths), width_px, colours),
    }
    bars = [
        _bar(leg, begin, length, colours)
        for leg, begin, length in zip(parts, begins, lengths, strict=True)
    ]
    return go.Figure(data=bars, layout=layout)


def _minutes(leg: Leg) -> float:
    return leg.elapsed_s / SECONDS_PER_MINUTE if math.isfinite(leg.elapsed_s) else 0.0


def _bar(leg: Leg, begin: float, length: float, colours: Tokens) -> Spec:
    colour = colours.sport(sports.family(leg.sport, leg.sub_sport))
    return {
        "type": "bar",
        "orientation": "h",
        "x": [length],
        "base": [begin],
        "y": [0],
        "marker": {
            "color": colours.neutral if leg.is_transition else colour,
            "line": {"width": 2, "color": colours.background},
        },
        "hovertemplate": f"<b>{_title(leg)}</b><br>{words.duration(leg.elapsed_s)}<extra></extra>",
    }


def _title(leg: Leg) -> str:
    far = "" if leg.is_transition else words.distance(leg.distance_m)
    # An unlisted sport is the file's own word, so it is escaped.
    return users_text.as_hover(f"{leg.word} {far}")


def _names(
    parts: tuple[Leg, ...], begins: list[float], whole: float, width_px: int, colours: Tokens
) -> list[Spec]:
    notes: list[Spec] = []
    taken = 0.0
    for leg, begin in zip(parts, begins, strict=True):
        left = begin / whole * width_px if whole else 0.0
        if leg.is_transition or left < taken:
            continue
        taken = left + len(_title(leg)) * PIXELS_PER_LETTER
        notes.append(_name(leg, begin, colours))
    return notes


def _name(leg: Leg, begin: float, colours: Tokens) -> Spec:
    return {
        "text": f"<b>{_title(leg)}</b><br>{words.duration(leg.elapsed_s)}",
        "x": begin,
        "y": 1,
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "font": {"size": 13, "color": colours.ink},
    }
