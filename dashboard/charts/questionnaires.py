"""Totals of questionnaires on one axis of days: a panel each, since each has its own range."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis import words
from dashboard.analysis.questionnaire_words import Totals
from dashboard.charts.base import Spec, axis, base, light, panel_name
from dashboard.charts.tokens import Tokens

PANEL_PX, FRAME_PX = 118, 34
# Above each panel, as a share of it, for its name.
NAME_SHARE = 0.26
LEAST_SPAN = pd.Timedelta(days=42)
ROOM_SHARE = 0.05


def questionnaire_picture(found: tuple[Totals, ...], colours: Tokens) -> go.Figure:
    """Draw the totals of each questionnaire, the whole of its range high.

    Parameters
    ----------
    found : tuple of Totals
        At least one.
    colours : Tokens
        The theme.
    """
    height = FRAME_PX + PANEL_PX * len(found)
    layout = base(colours, height, margin={"l": 34, "r": 20, "t": 4, "b": 30})
    layout["xaxis"] = _days_axis(found, colours)
    layout["annotations"] = [
        panel_name(one.questionnaire.name, _domain(place, len(found))[1], colours.ink, _range(one))
        for place, one in enumerate(found)
    ]
    for place, one in enumerate(found):
        top = one.questionnaire.highest
        layout[f"yaxis{_number(place)}"] = axis(
            colours,
            domain=list(_domain(place, len(found))),
            range=[-0.08 * top, 1.08 * top],
            tickvals=[0, top / 2, top],
        )
    traces = [_line(one, place, colours) for place, one in enumerate(found)]
    return go.Figure(data=traces, layout=layout)


def _range(one: Totals) -> str:
    return f", {one.questionnaire.range_words}, {one.questionnaire.reads}"


def _number(place: int) -> str:
    return str(place + 1) if place else ""


def _domain(place: int, count: int) -> tuple[float, float]:
    """Give the lower and upper end of a panel, the first at the top."""
    share = 1 / count
    bottom = 1 - (place + 1) * share
    return bottom, bottom + share * (1 - NAME_SHARE)


def _days_axis(found: tuple[Totals, ...], colours: Tokens) -> Spec:
    days = pd.concat([one.rows["answered_on"] for one in found])
    first, last = days.min(), days.max()
    span = max(last - first, LEAST_SPAN)
    return axis(
        colours,
        showgrid=False,
        type="date",
        range=[last - span * (1 + ROOM_SHARE), last + span * ROOM_SHARE],
        nticks=6,
        tickformat="%-d %b %Y",
        anchor="free",
        position=0,
    )


def _line(one: Totals, place: int, colours: Tokens) -> Spec:
    values = one.rows["total"].to_numpy(np.float64)
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": one.rows["answered_on"],
        "y": light(values),
        "yaxis": f"y{_number(place)}",
        "line": {"color": colours.neutral, "width": 1.4},
        "marker": {"color": colours.ink, "size": 7},
        "text": [words.number(value) for value in values],
        "textposition": "top center",
        "textfont": {"size": 11, "color": colours.ink},
        "cliponaxis": False,
        "hovertemplate": (
            f"<b>{one.questionnaire.name} %{{y:.0f}}</b><br>%{{x|%-d %b %Y}}<extra></extra>"
        ),
        "name": one.questionnaire.name,
    }
