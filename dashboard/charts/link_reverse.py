"""What was done after pain, beside what is usual: two bars, because load is always a bar."""

import plotly.graph_objects as go

from dashboard.analysis.link.reverse import PAINFUL_NPRS
from dashboard.analysis.link_days import AfterPain
from dashboard.analysis.link_series import Load
from dashboard.analysis.link_tables import reverse_bars
from dashboard.charts.base import axis, base
from dashboard.charts.contrast import ink_on
from dashboard.charts.tokens import Tokens

HEIGHT = 116
# A bar shorter than this share of the room has its words behind it.
HOLDS_WORDS = 0.5


def reverse_picture(after: AfterPain, load: Load, colours: Tokens, *, is_narrow: bool) -> go.Figure:
    """Draw the load of three days after pain, and what is usual.

    Parameters
    ----------
    after : AfterPain
        Whose ``usual`` is known.
    load : Load
        For its unit.
    colours : Tokens
        The theme.
    is_narrow : bool
        On a phone: shorter names.
    """
    values = (after.mean, after.usual)
    longest = max(values)
    inks = (colours.sport(load.sport or "run"), colours.neutral)
    inside = [value >= HOLDS_WORDS * longest for value in values]
    names = [f"after {PAINFUL_NPRS} or more", "usual"]
    if not is_narrow:
        names[0] = f"after pain of {PAINFUL_NPRS} or more"
    layout = base(colours, HEIGHT, margin={"l": 104 if is_narrow else 150, "r": 8, "t": 4, "b": 4})
    layout |= {
        "bargap": 0.3,
        "xaxis": axis(colours, showgrid=False, visible=False, range=[0, longest * 1.02]),
        "yaxis": axis(
            colours,
            showgrid=False,
            range=[1.55, -0.55],
            tickvals=[0, 1],
            ticktext=names,
            tickfont={"size": 13, "color": colours.ink},
        ),
    }
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": [0, 1],
        "x": list(values),
        "marker": {"color": list(inks), "line": {"width": 0}},
        "text": list(reverse_bars(after, load)),
        "textposition": ["inside" if fits else "outside" for fits in inside],
        "insidetextanchor": "end",
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "insidetextfont": {"color": [ink_on(ink) for ink in inks]},
        "outsidetextfont": {"color": colours.ink},
        "hoverinfo": "skip",
    }
    return go.Figure(data=[bars], layout=layout)
