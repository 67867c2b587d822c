"""What every figure shares: axes, margins, type, and what the browser may do with it.

Figures are built in one shot from Plotly's own nested names; building them piece by piece costs
ten times as much.
"""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dashboard.charts.tokens import Tokens

# Plotly's own language is nested dicts with hundreds of names; it stays in this package.
Spec: TypeAlias = dict[str, object]
Floats: TypeAlias = NDArray[np.float32]

FONT = "Source Sans, sans-serif"
# What the browser may do: nothing that hides data or leaves the page.
CONFIG: Mapping[str, object] = {
    "displayModeBar": False,
    "displaylogo": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
}


def axis(colours: Tokens, **own: object) -> Spec:
    """Make an axis in house style: soft labels, a thin grid, nothing to drag."""
    style: Spec = {
        "gridcolor": colours.grid,
        "zeroline": False,
        "linecolor": colours.grid,
        "ticks": "",
        "fixedrange": True,
        "tickfont": {"size": 12, "color": colours.soft},
    }
    return style | own


def base(colours: Tokens, height: int, **own: object) -> Spec:
    """Make a layout in house style for a figure of ``height`` pixels."""
    style: Spec = {
        "height": height,
        "margin": {"l": 42, "r": 54, "t": 30, "b": 40},
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
        "font": {"family": FONT, "size": 13, "color": colours.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {
            "bgcolor": colours.background,
            "bordercolor": colours.grid,
            "font": {"family": FONT, "size": 13, "color": colours.ink},
        },
    }
    return style | own


def panel_name(text: str, domain_top: float, colour: str, rest: str = "") -> Spec:
    """Name a panel inside, top left: the bold word and its unit."""
    return {
        "text": f"<b>{text}</b>{rest}",
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": domain_top,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12, "color": colour},
    }


def light(values: NDArray[np.float64]) -> Floats:
    """Halve what travels to the browser: float32 is finer than any pixel."""
    return values.astype(np.float32)
