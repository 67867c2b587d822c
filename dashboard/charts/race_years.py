"""The editions of one race: seconds behind one of them kilometre by kilometre, or their times."""

import numpy as np
import plotly.graph_objects as go

from dashboard.analysis import units, users_text, words
from dashboard.analysis.race_review import YearLine, Years
from dashboard.charts.base import Spec, axis, base, light, panel_name
from dashboard.charts.tokens import Tokens

HEIGHT, NARROW_HEIGHT = 320, 280
# Room right of the finish for "2026 1:51:57".
LABEL_PX = 96
LABEL_GAP_PX = 15
PLOT_PX = 250
LEAST_SPAN_S = 60.0
ROOM = 0.12


def kilometre_lines(told: Years, colours: Tokens, *, is_narrow: bool) -> go.Figure:
    """Draw each edition as seconds behind the one looked at, which is the level line.

    Parameters
    ----------
    told : Years
        With two lines or more.
    colours : Tokens
        The theme.
    is_narrow : bool
        On a phone.

    Returns
    -------
    plotly.graph_objects.Figure
        Down is slower. An edition whose splits nobody knows is a dotted line to its finish.
    """
    unit = units.chosen()
    low, high = _span(told)
    layout = base(
        colours,
        NARROW_HEIGHT if is_narrow else HEIGHT,
        margin={"l": 42, "r": LABEL_PX, "t": 24, "b": 30},
    )
    layout |= {
        "xaxis": axis(
            colours,
            showgrid=False,
            range=[0, told.race.figures.distance_m / unit.metres],
            ticksuffix=f" {unit.many}",
            nticks=4 if is_narrow else 6,
        ),
        "yaxis": axis(
            colours,
            range=[high, low],
            nticks=5,
            tickformat="d",
            zeroline=True,
            zerolinecolor=colours.grid,
        ),
        "annotations": [
            panel_name("Seconds behind", 1.0, colours.soft, f" {_label(told)} (down = slower)"),
            *_ends(told, (low, high), colours),
        ],
    }
    # The one looked at is drawn last, above the others.
    drawn = sorted(told.lines, key=lambda line: line.edition is told.race)
    traces = [_line(line, told, colours) for line in drawn]
    return go.Figure(data=traces, layout=layout)


def _label(told: Years) -> str:
    own = next(line for line in told.lines if line.edition is told.race)
    return users_text.as_hover(own.label)


def _span(told: Years) -> tuple[float, float]:
    """Give the highest and lowest seconds, with room at both ends."""
    values = np.concatenate([line.behind_s for line in told.lines])
    low, high = float(values.min()), float(values.max())
    room = max(high - low, LEAST_SPAN_S) * ROOM
    return low - room, high + room


def _line(line: YearLine, told: Years, colours: Tokens) -> Spec:
    is_race = line.edition is told.race
    label = users_text.as_hover(line.label)
    unit = units.chosen()
    return {
        "type": "scatter",
        "mode": "lines",
        "x": light(line.passed_m / unit.metres),
        "y": light(line.behind_s),
        "line": {
            "color": colours.run if is_race else colours.neutral,
            "width": 3 if is_race else 1.6,
            "dash": "solid" if line.has_splits else "dot",
        },
        "customdata": [
            _hover(line, at, late) for at, late in zip(line.passed_m, line.behind_s, strict=True)
        ],
        "hovertemplate": f"<b>{label}</b>, %{{customdata}}<extra></extra>",
        "name": label,
    }


def _hover(line: YearLine, at_m: float, behind_s: float) -> str:
    time = words.duration(abs(behind_s))
    way = "behind" if behind_s >= 0 else "ahead"
    splits = "" if line.has_splits else "<br>only its time is known"
    return f"{words.distance(at_m)}<br>{time} {way}{splits}"


def _ends(told: Years, span: tuple[float, float], colours: Tokens) -> list[Spec]:
    """Write year and time at the finish, pushed apart where they would meet."""
    ordered = sorted(told.lines, key=lambda line: float(line.behind_s[-1]))
    per_px = (span[1] - span[0]) / PLOT_PX
    notes: list[Spec] = []
    last = -np.inf
    for line in ordered:
        at = max(float(line.behind_s[-1]), last + LABEL_GAP_PX * per_px)
        last = at
        is_race = line.edition is told.race
        time = words.race_time(line.edition.figures.time_s)
        notes.append(
            {
                "text": f"<b>{users_text.as_hover(line.label)}</b> {time}",
                "x": 1,
                "xref": "paper",
                "xanchor": "left",
                "xshift": 6,
                "y": at,
                "showarrow": False,
                "font": {"size": 12, "color": colours.ink if is_race else colours.soft},
            }
        )
    return notes


def times_by_year(told: Years, colours: Tokens, *, is_narrow: bool) -> go.Figure:
    """Draw the finishing times of the editions, the fastest highest.

    Parameters
    ----------
    told : Years
        With two lines or more.
    colours : Tokens
        The theme.
    is_narrow : bool
        On a phone.
    """
    times = np.array([line.edition.figures.time_s for line in told.lines])
    room = max(float(np.ptp(times)), LEAST_SPAN_S) * 0.28
    layout = base(
        colours,
        NARROW_HEIGHT if is_narrow else HEIGHT,
        margin={"l": 16, "r": 16, "t": 24, "b": 30},
    )
    layout |= {
        "xaxis": axis(
            colours,
            type="category",
            showgrid=False,
            range=[-0.5, len(times) - 0.5],
        ),
        "yaxis": axis(colours, range=[times.max() + room, times.min() - room], visible=False),
        "annotations": [panel_name("Official time", 1.0, colours.soft, " (up = faster)")],
    }
    return go.Figure(data=[_times(told, times, colours)], layout=layout)


def _times(
    told: Years, times: "np.ndarray[tuple[int], np.dtype[np.float64]]", colours: Tokens
) -> Spec:
    is_race = [line.edition is told.race for line in told.lines]
    shown = [words.race_time(time) for time in times]
    labels = [users_text.as_hover(line.label) for line in told.lines]
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": labels,
        "y": light(times),
        "line": {"color": colours.neutral, "width": 1.6},
        "marker": {
            "symbol": "diamond",
            "size": [13 if one else 9 for one in is_race],
            "color": [colours.run if one else colours.neutral for one in is_race],
        },
        "text": [
            f"<b>{time}</b>" if one else time for time, one in zip(shown, is_race, strict=True)
        ],
        # On the side where the line comes from below, so that it strikes through no number.
        "textposition": [
            "top left" if later < own else "top right"
            for own, later in zip(times, [*times[1:], times[-1] + 1], strict=True)
        ],
        "textfont": {"size": 13, "color": colours.ink},
        "cliponaxis": False,
        "customdata": [
            words.pace(line.edition.figures.distance_m, line.edition.figures.time_s)
            for line in told.lines
        ],
        "hovertemplate": "<b>%{x}: %{text}</b><br>%{customdata}<extra></extra>",
    }
