"""The picture the product is named for: load and pain over the same days."""

import numpy as np
import plotly.graph_objects as go

from dashboard.analysis import units
from dashboard.analysis.overview_picture import Picture
from dashboard.analysis.overview_words import panel_title, sports_name
from dashboard.charts import overview_lanes, overview_load, overview_marks
from dashboard.charts.base import Spec, axis, base, panel_name
from dashboard.charts.overview_frame import NARROW, Frame, Style, frame, time_axis
from dashboard.charts.tokens import Tokens

LOAD, STRIP, LONGEST = "y", "y2", "y3"
FIRST_LANE = 4
FEWEST_IN_LEGEND = 2
SPORTS_IN_A_ROW = 4
TITLE_PX = 18


def overview(picture: Picture, colours: Tokens, style: Style) -> go.Figure:
    """Draw a range of a season.

    Parameters
    ----------
    picture : Picture
        With a day or more; panels that have nothing in them are left out.
    colours : Tokens
        The theme.
    style : Style
        ``WIDE`` or ``NARROW``: how much is drawn, and how large.
    """
    places = overview_marks.race_places(picture, style)
    panels = frame(picture, style, 1 + max((where.row for where in places), default=-1))
    shapes, notes = overview_marks.pennants(picture, places, panels, style, colours)
    data: list[Spec] = []
    layout = base(
        colours,
        panels.height,
        barmode="stack",
        margin={"l": style.left_px, "r": style.right_px, "t": style.top_px, "b": style.bottom_px},
        xaxis=axis(colours, **time_axis(picture, style, {})),
    )
    if panels.load is not None:
        top = overview_load.top_of(picture)
        data += _load(picture, top, style, colours)
        layout |= _load_axes(top, panels, colours)
        notes += _load_notes(picture, top, panels, style, colours)
        layout |= _legend(picture, style, colours)
        notes += _short_legend(picture, style, colours)
        poles, names = overview_marks.shoe_poles(picture, style, colours)
        shapes, notes = shapes + poles, notes + names
    if panels.strip is not None:
        data += overview_marks.strip(picture, style, STRIP, colours)
    if panels.longest is not None:
        data.append(overview_lanes.longest_run(picture, LONGEST, colours))
        layout["yaxis3"] = _longest_axis(picture, panels.longest, colours)
        notes += overview_lanes.longest_end(picture, LONGEST, style, colours)
        notes.append(
            panel_name(
                "Longest run of 30 days",
                panels.longest[1],
                colours.soft,
                f", {units.chosen().many}",
            )
        )
    for number, domain in enumerate(panels.lanes):
        lane = picture.lanes[number]
        place = str(FIRST_LANE + number)
        data += overview_lanes.lane(lane, picture, f"y{place}", colours)
        layout[f"yaxis{place}"] = _lane_axis(domain, colours)
        notes.append(
            panel_name(lane.name, domain[1], colours.pain, ", highest of the day 0\N{EN DASH}10")
        )
    # A pole breaks off around words instead of striking through them.
    notes = [{"bgcolor": colours.background, "borderpad": 0} | note for note in notes]
    return go.Figure(data=data, layout=layout | {"shapes": shapes, "annotations": notes})


def _load(picture: Picture, top: float, style: Style, colours: Tokens) -> list[Spec]:
    return [
        *overview_load.bars(picture, colours),
        *overview_load.averages(picture, colours),
        *overview_load.labels(picture, top, style, colours),
    ]


def _load_axes(top: float, panels: Frame, colours: Tokens) -> Spec:
    load = axis(colours, domain=panels.load, range=[0, top], nticks=5, tickformat=",")
    if panels.strip is None:
        return {"yaxis": load}
    strip = axis(colours, domain=panels.strip, range=[0, 1], visible=False)
    return {"yaxis": load, "yaxis2": strip}


def _load_notes(
    picture: Picture, top: float, panels: Frame, style: Style, colours: Tokens
) -> list[Spec]:
    notes = overview_load.end_labels(picture, top, style, colours)
    bold, rest = panel_title(picture)
    notes.append(panel_name(bold, 1.0, colours.ink, rest))
    if picture.warming_up.any() and panels.load is not None:
        notes.append(_warming_up(picture, panels.load[1], style, colours))
    return notes


def _warming_up(picture: Picture, height: float, style: Style, colours: Tokens) -> Spec:
    first = picture.days[int(np.flatnonzero(picture.warming_up)[0])]
    return {
        "text": "averages<br>warming up",
        "align": "left",
        "x": f"{first:%Y-%m-%d}",
        "xref": "x",
        "xanchor": "left",
        "y": height,
        "yref": "paper",
        "yanchor": "top",
        "showarrow": False,
        "font": {"size": style.font, "color": colours.soft},
    }


def _legend(picture: Picture, style: Style, colours: Tokens) -> Spec:
    """One row on the right beside the title, where a click hides a sport; none on a phone."""
    if style is NARROW or len(picture.bars) < FEWEST_IN_LEGEND:
        return {"showlegend": False}
    legend: Spec = {
        "orientation": "h",
        "x": 1,
        "xanchor": "right",
        "yref": "container",
        "y": 1,
        "yanchor": "top",
        "traceorder": "normal",
        "itemwidth": 30,
        "bgcolor": "rgba(0,0,0,0)",
        "font": {"size": style.font, "color": colours.ink},
    }
    return {"showlegend": True, "legend": legend}


def _short_legend(picture: Picture, style: Style, colours: Tokens) -> list[Spec]:
    """Name the sports of a phone's picture in two rows; Plotly's own legend would take four."""
    named = [
        f'<span style="color:{colours.sport(bars.family)}">\N{BLACK SQUARE}</span>'
        f" {sports_name(bars.family)}"
        for bars in picture.bars
    ]
    if style is not NARROW or len(named) < FEWEST_IN_LEGEND:
        return []
    rows = [named[:SPORTS_IN_A_ROW], named[SPORTS_IN_A_ROW:]]
    return [
        {
            "text": "<br>".join("   ".join(row) for row in rows if row),
            "align": "left",
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "yref": "paper",
            "y": 1,
            "yanchor": "bottom",
            "yshift": TITLE_PX,
            "showarrow": False,
            "font": {"size": style.font, "color": colours.ink},
        }
    ]


def _longest_axis(picture: Picture, domain: tuple[float, float], colours: Tokens) -> Spec:
    top = float(np.nanmax(picture.longest))
    return axis(
        colours, domain=domain, range=[0, top * 1.15], tickvals=[0, round(top)], showgrid=True
    )


def _lane_axis(domain: tuple[float, float], colours: Tokens) -> Spec:
    low, high = overview_lanes.LOW, overview_lanes.HIGH
    return axis(colours, domain=domain, range=[low, high], tickvals=[0, 5, 10])
