"""What stands on the days: pennants of races, poles of new shoes, the strip of other events."""

import numpy as np
import pandas as pd

from dashboard.analysis import users_text
from dashboard.analysis.overview_marks import Mark
from dashboard.analysis.overview_picture import Picture
from dashboard.charts.base import Spec, light
from dashboard.charts.overview_frame import (
    CHARACTER_PX,
    CLOTH_PX,
    DAY_MS,
    Frame,
    Place,
    Style,
    across_px,
    at_noon,
    day_ms,
    place,
)
from dashboard.charts.tokens import Tokens

CLOTHS = {"right": "M0 0L11 -4.5L0 -9Z", "left": "M0 0L-11 -4.5L0 -9Z"}
ROW_PX = 14.0


def race_places(picture: Picture, style: Style) -> list[Place]:
    """Find the side and row of every race's label."""
    races = picture.marks.races
    return place([(across_px(picture, style, race.first), race.label) for race in races], style)


def pennants(
    picture: Picture, places: list[Place], frame: Frame, style: Style, colours: Tokens
) -> tuple[list[Spec], list[Spec]]:
    """Raise a pennant for every race: its pole through all panels, its label beside the cloth.

    Returns the shapes and the annotations.
    """
    shapes: list[Spec] = []
    notes: list[Spec] = []
    for race, where in zip(picture.marks.races, places, strict=True):
        height = 1 - ROW_PX * where.row / frame.plot_height
        shapes += _pennant(race, where, height, colours)
        notes.append(_label(race, where, height, style, colours))
    return shapes, notes


def _pennant(race: Mark, where: Place, height: float, colours: Tokens) -> list[Spec]:
    day = at_noon(race.first)
    pole: Spec = {"type": "line", "xref": "x", "yref": "paper", "x0": day, "x1": day, "y0": 0}
    cloth: Spec = {"type": "path", "xref": "x", "yref": "paper", "xanchor": day, "yanchor": height}
    return [
        pole | {"y1": height, "line": {"color": colours.ink, "width": 1.2}},
        cloth
        | {
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "path": CLOTHS[where.side],
            "fillcolor": colours.ink,
            "line": {"width": 0},
        },
    ]


def _label(race: Mark, where: Place, height: float, style: Style, colours: Tokens) -> Spec:
    to_left = where.side == "left"
    return {
        "text": users_text.as_hover(race.label),
        "hovertext": users_text.as_hover(race.note),
        "x": at_noon(race.first),
        "xref": "x",
        "xanchor": "right" if to_left else "left",
        "xshift": -CLOTH_PX if to_left else CLOTH_PX,
        "y": height,
        "yref": "paper",
        "yanchor": "top",
        "yshift": 5,
        "showarrow": False,
        "font": {"size": style.font, "color": colours.ink},
    }


def shoe_poles(picture: Picture, style: Style, colours: Tokens) -> tuple[list[Spec], list[Spec]]:
    """Draw a dotted pole in the load panel for every change of shoes, named in soft text."""
    shapes: list[Spec] = []
    notes: list[Spec] = []
    for shoe in picture.marks.shoes:
        day = at_noon(shoe.first)
        at = across_px(picture, style, shoe.first)
        to_left = at > CHARACTER_PX * len(shoe.label)
        shapes.append(
            {
                "type": "line",
                "xref": "x",
                "yref": "y domain",
                "x0": day,
                "x1": day,
                "y0": 0,
                "y1": 0.97,
                "line": {"color": colours.soft, "width": 1.2, "dash": "dot"},
            }
        )
        notes.append(
            {
                "text": users_text.as_hover(shoe.label),
                "hovertext": users_text.as_hover(shoe.note),
                "x": day,
                "xref": "x",
                "xanchor": "right" if to_left else "left",
                "xshift": -4 if to_left else 4,
                "y": 0.97,
                "yref": "y domain",
                "yanchor": "top",
                "showarrow": False,
                "bgcolor": colours.background,
                "borderpad": 0,
                "font": {"size": style.font, "color": colours.soft},
            }
        )
    return shapes, notes


def strip(picture: Picture, style: Style, axis_name: str, colours: Tokens) -> list[Spec]:
    """Fill the strip under the load: events as soft lines with their words, unknown days as ?."""
    drawn = []
    if picture.marks.events:
        drawn.append(_events(picture, style, axis_name, colours))
    stretches = _unknown_stretches(picture)
    if stretches:
        drawn.append(_unknown(stretches, axis_name, colours))
    return drawn


def _events(picture: Picture, style: Style, axis_name: str, colours: Tokens) -> Spec:
    """One trace: each event a line from its first day to its last, with its word in the middle."""
    events = picture.marks.events
    begins = [day_ms(event.first) for event in events]
    ends = [day_ms(event.last) + DAY_MS for event in events]
    middles = (np.array(begins) + np.array(ends)) / 2
    x = np.column_stack([begins, middles, ends, np.full(len(events), np.nan)]).ravel()
    told = _words_that_fit(picture, style)
    text = [part for word in told for part in ("", word, "", "")]
    hover = [
        users_text.as_hover(f"{event.label}: {event.note}" if event.note else event.label)
        for event in events
    ]
    return {
        "type": "scatter",
        "mode": "lines+text",
        "x": x,
        "y": light(np.tile([0.9, 0.9, 0.9, np.nan], len(events))),
        "yaxis": axis_name,
        "text": text,
        "textposition": "bottom center",
        "textfont": {"size": style.font, "color": colours.soft},
        "hovertext": [said for told_of in hover for said in (told_of,) * 4],
        "hovertemplate": "<b>%{hovertext}</b><br>%{x|%a %-d %b %Y}<extra></extra>",
        "line": {"color": colours.soft, "width": 3},
        "cliponaxis": False,
        "showlegend": False,
    }


def _words_that_fit(picture: Picture, style: Style) -> list[str]:
    """Leave out the word of an event that would cover the one before it; hover still tells it."""
    said, free_from = [], 0.0
    for event in picture.marks.events:
        middle = (
            across_px(picture, style, event.first) + across_px(picture, style, event.last)
        ) / 2
        half = CHARACTER_PX * len(event.label) / 2
        fits = middle - half >= free_from
        free_from = middle + half if fits else free_from
        said.append(users_text.as_hover(event.label) if fits else "")
    return said


def _unknown_stretches(picture: Picture) -> list[tuple[pd.Timestamp, pd.Timestamp, int]]:
    """Join neighbouring bars with sessions that could not be scored: first day, end, sessions."""
    bars = np.flatnonzero(picture.unknown)
    groups = np.split(bars, np.flatnonzero(np.diff(bars) > 1) + 1) if len(bars) else []
    width = pd.Timedelta(days=picture.bar_days)
    return [
        (
            picture.starts[group[0]],
            picture.starts[group[-1]] + width,
            int(picture.unknown[group].sum()),
        )
        for group in groups
    ]


def _unknown(
    stretches: list[tuple[pd.Timestamp, pd.Timestamp, int]],
    axis_name: str,
    colours: Tokens,
) -> Spec:
    begins = np.array([day_ms(begin) for begin, _, _ in stretches])
    ends = np.array([day_ms(end) for _, end, _ in stretches])
    gaps = np.full(len(stretches), np.nan)
    x = np.column_stack([begins, (begins + ends) / 2, ends, gaps]).ravel()
    said = [f"{count} not scored" for _, _, count in stretches]
    return {
        "type": "scatter",
        "mode": "lines+text",
        "x": x,
        "y": light(np.tile([0.9, 0.9, 0.9, np.nan], len(stretches))),
        "yaxis": axis_name,
        "text": [part for _ in stretches for part in ("", "<b>?</b>", "", "")],
        "textposition": "bottom center",
        "textfont": {"size": 12, "color": colours.ink},
        "hovertext": [word for told in said for word in (told,) * 4],
        "hovertemplate": "<b>Load not known</b><br>%{hovertext}<extra></extra>",
        "line": {"color": colours.ink, "width": 1.4, "dash": "2px,3px"},
        "cliponaxis": False,
        "showlegend": False,
    }
