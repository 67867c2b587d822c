"""Pace, heart rate and elevation over one axis, read together under one hover line."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from dashboard.analysis import sports, units, words
from dashboard.analysis.sports import Reading
from dashboard.analysis.stream import Floats, Stream
from dashboard.charts.base import Spec, axis, base, light, panel_name
from dashboard.charts.tokens import Tokens

HEIGHT = {1: 200, 2: 320, 3: 430}
GAP = 0.11
MILLISECONDS = 1000.0
SECONDS_PER_HOUR = 3600.0
# Ticks a pace axis may use, in seconds; the first that gives at most four is taken.
PACE_STEPS_S = (5, 10, 15, 30, 60, 120, 300, 600)
MOST_TICKS = 4
NARROWEST_PACE_S = 30.0


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """One line of the figure: its name, unit, values, look and how its number is written."""

    name: str
    unit: str
    values: Floats
    colour: str
    hover: str
    axis: Spec
    fill: str = ""
    average: float = float("nan")
    average_text: str = ""


def streams(lines: Stream, sport: str, average_mps: float, colours: Tokens) -> go.Figure:
    """Draw what was measured, one panel each, pace reversed so that up is faster.

    Parameters
    ----------
    lines : Stream
        Thinned arrays of one session.
    sport : str
        FIT sport name; decides pace or speed and the colour.
    average_mps : float
        Mean speed on the clock the page uses, m/s; drawn as a dashed line. NaN for none.
    colours : Tokens
        The theme.
    """
    panels = [
        panel
        for panel in (
            _speed(lines, sport, average_mps, colours),
            _heart_rate(lines, colours),
            _elevation(lines, colours),
        )
        if np.isfinite(panel.values).any()
    ]
    domains = _domains(len(panels))
    layout = base(colours, HEIGHT.get(len(panels), HEIGHT[1]), margin=_margin())
    layout |= {"hovermode": "x unified", "hoversubplots": "axis"}
    layout["xaxis"] = _shared_axis(lines, len(panels), colours)
    layout["annotations"] = [
        note
        for panel, domain in zip(panels, domains, strict=True)
        for note in _notes(panel, domain, colours)
    ]
    layout["shapes"] = [
        _average_line(panel, place, colours)
        for place, panel in enumerate(panels)
        if np.isfinite(panel.average)
    ]
    for place, (panel, domain) in enumerate(zip(panels, domains, strict=True)):
        layout[f"yaxis{_suffix(place)}"] = panel.axis | {"domain": domain, "anchor": "x"}
    x = light(lines.x)
    return go.Figure(
        data=[_line(panel, place, x) for place, panel in enumerate(panels)], layout=layout
    )


def _margin() -> Spec:
    return {"l": 42, "r": 44, "t": 24, "b": 28}


def _domains(count: int) -> list[list[float]]:
    height = (1 - GAP * (count - 1)) / max(count, 1)
    tops = [1 - place * (height + GAP) for place in range(count)]
    return [[max(top - height, 0.0), top] for top in tops]


def _suffix(place: int) -> str:
    return "" if place == 0 else str(place + 1)


def _shared_axis(lines: Stream, panels: int, colours: Tokens) -> Spec:
    unit, places = (units.chosen().many, ".2f") if lines.by_distance else ("min", ".1f")
    return axis(
        colours,
        showgrid=False,
        anchor=f"y{_suffix(panels - 1)}",
        ticksuffix=f" {unit}",
        unifiedhovertitle={"text": f"<b>%{{x:{places}}} {unit}</b>"},
        nticks=6,
        showspikes=True,
        spikemode="across",
        spikesnap="cursor",
        spikethickness=1,
        spikedash="solid",
        spikecolor=colours.soft,
    )


def _line(panel: Panel, place: int, x: object) -> Spec:
    trace: Spec = {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": light(panel.values),
        "yaxis": f"y{_suffix(place)}",
        "name": panel.name,
        "line": {"color": panel.colour, "width": 1.4},
        "hovertemplate": panel.hover + "<extra></extra>",
        "connectgaps": False,
    }
    return trace | ({"fill": "tozeroy", "fillcolor": panel.fill} if panel.fill else {})


def _notes(panel: Panel, domain: list[float], colours: Tokens) -> list[Spec]:
    notes = [panel_name(panel.name, domain[1], panel.colour, f", {panel.unit}")]
    if np.isfinite(panel.average):
        notes.append(
            {
                "text": panel.average_text,
                "xref": "paper",
                "x": 1,
                "xanchor": "left",
                "yref": "y",
                "y": panel.average,
                "xshift": 4,
                "showarrow": False,
                "font": {"size": 12, "color": colours.soft},
            }
        )
    return notes


def _average_line(panel: Panel, place: int, colours: Tokens) -> Spec:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "yref": f"y{_suffix(place)}",
        "y0": panel.average,
        "y1": panel.average,
        "line": {"color": colours.soft, "width": 1.2, "dash": "dot"},
    }


def _speed(lines: Stream, sport: str, average_mps: float, colours: Tokens) -> Panel:
    colour = colours.sport(sports.family(sport))
    match sports.reading(sport):
        case Reading.SPEED:
            return _speed_panel(lines, average_mps, colour, colours)
        case Reading.PACE_KM:
            return _pace_panel(lines, average_mps, units.chosen().metres, colour, colours)
        case Reading.PACE_100M:
            return _pace_panel(lines, average_mps, sports.METRES_IN_POOL_PACE, colour, colours)


def _speed_panel(lines: Stream, average_mps: float, colour: str, colours: Tokens) -> Panel:
    unit = units.chosen()
    an_hour = SECONDS_PER_HOUR / unit.metres
    return Panel(
        "Speed",
        unit.speed,
        lines.speed_mps * an_hour,
        colour,
        f"%{{y:.1f}} {unit.speed}",
        axis(colours, nticks=4, rangemode="tozero"),
        average=average_mps * an_hour,
        average_text=words.number(average_mps * an_hour, decimals=1),
    )


def _pace_panel(
    lines: Stream, average_mps: float, per_m: float, colour: str, colours: Tokens
) -> Panel:
    """Pace as a date axis of milliseconds: Plotly then writes m:ss by itself, ticks and hover."""
    seconds = per_m / lines.speed_mps
    unit = words.pace_unit(per_m)
    return Panel(
        "Pace",
        f"min {unit} (up = faster)",
        seconds * MILLISECONDS,
        colour,
        f"%{{y|%-M:%S}} {unit}",
        _pace_axis(seconds, colours),
        average=per_m / average_mps * MILLISECONDS if average_mps > 0 else float("nan"),
        average_text=words.clock_face(per_m / average_mps) if average_mps > 0 else "",
    )


def _pace_axis(seconds: Floats, colours: Tokens) -> Spec:
    """Show the middle 96 %: a stop for a shoelace must not flatten the run."""
    known = seconds[np.isfinite(seconds)]
    if not len(known):
        return axis(colours, type="date")
    fast, slow = (float(value) for value in np.percentile(known, [2, 98]))
    room = max((slow - fast) * 0.25, NARROWEST_PACE_S / 2)
    fast, slow = fast - room, slow + room
    step = next((s for s in PACE_STEPS_S if (slow - fast) / s <= MOST_TICKS), PACE_STEPS_S[-1])
    return axis(
        colours,
        type="date",
        range=[slow * MILLISECONDS, fast * MILLISECONDS],
        tick0=0,
        dtick=step * MILLISECONDS,
        tickformat="%-M:%S",
    )


def _heart_rate(lines: Stream, colours: Tokens) -> Panel:
    return Panel(
        "Heart rate",
        "bpm",
        lines.heart_rate_bpm,
        colours.ink,
        "%{y:.0f} bpm",
        axis(colours, nticks=4),
    )


def _elevation(lines: Stream, colours: Tokens) -> Panel:
    known = lines.elevation_m[np.isfinite(lines.elevation_m)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    # At least 20 m tall: a flat course must look flat.
    room = max((high - low) * 0.15, (20 - (high - low)) / 2)
    return Panel(
        "Elevation",
        "m",
        lines.elevation_m,
        colours.neutral,
        "%{y:.0f} m",
        axis(colours, nticks=4, range=[low - room, high + room]),
        fill="rgba(120,135,150,.22)",
    )
