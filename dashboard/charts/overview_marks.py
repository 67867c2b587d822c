"""What stands on the days: pennants of races, poles of new shoes, the strip of other events."""

from dataclasses import dataclass

import numpy as np

from dashboard.analysis import users_text, words
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
    # Bars that are cut have their labels in the top row.
    is_cut = bool((picture.height > picture.cut_at).any())
    height = 0.97 - (ROW_PX + 4) / style.load_px * is_cut
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
                "y1": height,
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
                "y": height,
                "yref": "y domain",
                "yanchor": "top",
                "showarrow": False,
                "font": {"size": style.font, "color": colours.soft},
            }
        )
    return shapes, notes


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days in the strip: milliseconds, the word under their line and what hovering tells."""

    begin: float
    end: float
    word: str
    told: str


def strip(picture: Picture, style: Style, axis_name: str, colours: Tokens) -> list[Spec]:
    """Fill the strip under the load: events as soft lines with their words, unknown days as ?."""
    events, unknown = _events(picture, style), _unknown(picture)
    solid: Spec = {"color": colours.soft, "width": 3}
    dotted: Spec = {"color": colours.ink, "width": 1.4, "dash": "2px,3px"}
    return [
        *(_stretches(events, axis_name, solid, style) if events else []),
        *(_stretches(unknown, axis_name, dotted, style) if unknown else []),
    ]


def _stretches(found: list[_Stretch], axis_name: str, line: Spec, style: Style) -> list[Spec]:
    """Draw lines parted by gaps, and apart from them their words: Plotly loses some behind gaps."""
    begins = np.array([one.begin for one in found])
    ends = np.array([one.end for one in found])
    gaps = np.full(len(found), np.nan)
    shared: Spec = {
        "type": "scatter",
        "yaxis": axis_name,
        "cliponaxis": False,
        "showlegend": False,
    }
    lines: Spec = {
        "mode": "lines",
        "x": np.column_stack([begins, ends, gaps]).ravel(),
        "y": light(np.tile([0.9, 0.9, np.nan], len(found))),
        "line": line,
        "hoverinfo": "skip",
    }
    said: Spec = {
        "mode": "text",
        "x": (begins + ends) / 2,
        "y": light(np.full(len(found), 0.9)),
        "text": [one.word for one in found],
        "textposition": "bottom center",
        "textfont": {"size": style.font, "color": line["color"]},
        "hovertext": [one.told for one in found],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return [shared | lines, shared | said]


def _events(picture: Picture, style: Style) -> list[_Stretch]:
    return [
        _Stretch(day_ms(event.first), day_ms(event.last) + DAY_MS, word, _event_words(event))
        for event, word in zip(picture.marks.events, _words_that_fit(picture, style), strict=True)
    ]


def _event_words(event: Mark) -> str:
    days = dict.fromkeys((words.day(event.first), words.day(event.last)))
    lines = [f"<b>{users_text.as_hover(event.label)}, {' to '.join(days)}</b>"]
    return "<br>".join([*lines, users_text.as_hover(event.note)] if event.note else lines)


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


def _unknown(picture: Picture) -> list[_Stretch]:
    """Join neighbouring bars that hold sessions which could not be scored."""
    bars = np.flatnonzero(picture.unknown)
    groups = np.split(bars, np.flatnonzero(np.diff(bars) > 1) + 1) if len(bars) else []
    width = picture.bar_days * DAY_MS
    return [
        _Stretch(
            day_ms(picture.starts[group[0]]),
            day_ms(picture.starts[group[-1]]) + width,
            "<b>?</b>",
            "<b>Load not known</b><br>"
            + words.counted(int(picture.unknown[group].sum()), "session")
            + " not scored",
        )
        for group in groups
    ]
