"""Where a session went and how fast: a line of fourteen blues, drawn from the file alone."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboard.analysis import sports, units
from dashboard.analysis.stream import Floats, Places, Track, evenly
from dashboard.analysis.units import LongUnit
from dashboard.charts.base import Spec, base, light
from dashboard.charts.tokens import Tokens, ramp

CLASSES = 14
HEIGHT = 430
HOVER_POINTS = 240
MOST_KM_DOTS = 6
KM_STEPS = (1, 2, 5, 10, 20, 50, 100, 200)
SHORT_BARS_M = (50.0, 100.0, 200.0, 500.0)
LONG_BARS = (1, 2, 5, 10, 20, 50)
# A km dot is about this share of the figure wide.
DOT_SHARE = 0.06


def track(way: Track, sport: str, colours: Tokens, *, height: int = HEIGHT) -> go.Figure:
    """Draw the way: casing, fourteen speeds, km dots, a square at the start, a length bar.

    Parameters
    ----------
    way : Track
        Metres around the middle, speed and distance at each point.
    sport : str
        FIT sport name; decides how the two ends of the ramp are written.
    colours : Tokens
        The theme.
    height : int
        Pixels.
    """
    slow, fast = _ends(way.speed_mps)
    blues = ramp(colours.slow_to_fast, CLASSES)
    traces: list[Spec] = [_stroke(way.east_m, way.north_m, colours.grid, 8.0)]
    for at, (east, north) in enumerate(_classes(way, slow, fast)):
        if len(east):
            traces.append(_stroke(east, north, blues[at], 4.5))
    bar, bar_words = _length_bar(way, colours)
    traces += [_hover(way, sport, colours), bar, *_km_dots(way, colours), _start(way, colours)]
    hidden: Spec = {"visible": False, "fixedrange": True}
    layout = base(colours, height, margin={"l": 8, "r": 8, "t": 8, "b": 34})
    layout |= {
        "xaxis": hidden,
        "yaxis": hidden | {"scaleanchor": "x", "scaleratio": 1},
        "annotations": [bar_words, *_legend(sport, slow, fast, blues, colours)],
    }
    return go.Figure(data=traces, layout=layout)


def _ends(speed_mps: Floats) -> tuple[float, float]:
    known = speed_mps[np.isfinite(speed_mps)]
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.percentile(known, [5, 95])
    return float(low), float(high)


def _classes(way: Track, slow: float, fast: float) -> list[tuple[Floats, Floats]]:
    """Sort each stretch between two points by its speed; unknown speed counts as slow."""
    speed = np.nan_to_num((way.speed_mps[:-1] + way.speed_mps[1:]) / 2, nan=0.0)
    share = (speed - slow) / (fast - slow) if fast > slow else np.full(len(speed), 0.5)
    kind = np.clip(np.nan_to_num(share) * CLASSES, 0, CLASSES - 1).astype(np.intp)
    edges = np.flatnonzero(np.diff(kind)) + 1
    starts, ends = np.r_[0, edges], np.r_[edges, len(kind)]
    pieces: list[list[NDArray[np.intp]]] = [[] for _ in range(CLASSES)]
    for start, end in zip(starts, ends, strict=True):
        # -1 points at the NaN put behind the last point: a break in the line.
        pieces[kind[start]].append(np.r_[start : end + 1, -1])
    east, north = np.r_[way.east_m, np.nan], np.r_[way.north_m, np.nan]
    chosen = [np.concatenate(runs) if runs else np.empty(0, dtype=np.intp) for runs in pieces]
    return [(east[places], north[places]) for places in chosen]


def _stroke(east: Floats, north: Floats, colour: str, width: float) -> Spec:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": light(east),
        "y": light(north),
        "line": {"color": colour, "width": width},
        "hoverinfo": "skip",
    }


def _hover(way: Track, sport: str, colours: Tokens) -> Spec:
    at = evenly(len(way.east_m), HOVER_POINTS)
    unit = units.chosen()
    texts = [
        f"<b>{unit.word} {metres / unit.metres:.1f}</b><br>{sports.how_fast(sport, speed, 1.0)}"
        for metres, speed in zip(way.distance_m[at], way.speed_mps[at], strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": light(way.east_m[at]),
        "y": light(way.north_m[at]),
        "text": texts if np.isfinite(way.distance_m[at]).all() else None,
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"size": 12, "color": colours.ink, "opacity": 0},
    }


def _km_dots(way: Track, colours: Tokens) -> list[Spec]:
    unit_m = units.chosen().metres
    at = _apart(way, _km_places(way.distance_m, unit_m))
    if not len(at):
        return []
    dots: Spec = {
        "type": "scatter",
        "mode": "markers+text",
        "x": light(way.east_m[at]),
        "y": light(way.north_m[at]),
        "text": [f"{way.distance_m[place] / unit_m:.0f}" for place in at],
        "textfont": {"size": 10.5, "color": colours.ink},
        "hoverinfo": "skip",
        "marker": {
            "size": 19,
            "opacity": 1,
            "color": colours.background,
            "line": {"width": 1.2, "color": colours.ink},
        },
    }
    return [dots]


def _km_places(distance_m: Floats, unit_m: float) -> Places:
    """Places nearest to each whole km or mile, in steps that leave at most six."""
    if not np.isfinite(distance_m).all() or distance_m[-1] < unit_m:
        return np.empty(0, dtype=np.intp)
    length = (distance_m[-1] - distance_m[0]) / unit_m
    step = next((s for s in KM_STEPS if length / s <= MOST_KM_DOTS), KM_STEPS[-1])
    marks = np.arange(step, length, step) * unit_m + distance_m[0]
    places: Places = np.searchsorted(distance_m, marks).astype(np.intp)
    return places[places < len(distance_m)]


def _apart(way: Track, places: Places) -> Places:
    """Leave out a dot that would lie on the start or on another: laps pass there again."""
    near = DOT_SHARE * max(float(np.ptp(way.east_m)), float(np.ptp(way.north_m)))
    kept = [0]
    for place in places:
        gaps = np.hypot(
            way.east_m[kept] - way.east_m[place], way.north_m[kept] - way.north_m[place]
        )
        if gaps.min() > near:
            kept.append(int(place))
    return np.array(kept[1:], dtype=np.intp)


def _start(way: Track, colours: Tokens) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": light(way.east_m[:1]),
        "y": light(way.north_m[:1]),
        "hovertemplate": "<b>Start</b><extra></extra>",
        "marker": {"symbol": "square", "size": 11, "color": colours.ink, "opacity": 1},
    }


def _length_bar(way: Track, colours: Tokens) -> tuple[Spec, Spec]:
    """Draw a round length under the track, about a quarter of its larger side."""
    west, south = float(way.east_m.min()), float(way.north_m.min())
    size = max(float(np.ptp(way.east_m)), float(np.ptp(way.north_m)), 1.0)
    length, name = _bar_length(size / 3)
    low = south - 0.08 * size
    bar = _stroke(np.array([west, west + length]), np.array([low, low]), colours.soft, 2.0)
    words: Spec = {
        "text": name,
        "x": west,
        "y": low,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 11, "color": colours.soft},
    }
    return bar, words


def _bar_length(most_m: float) -> tuple[float, str]:
    """Choose the longest round length that fits, in metres, and name it."""
    unit = units.chosen()
    short = [(metres, f"{metres:.0f} m") for metres in SHORT_BARS_M]
    long = [(count * unit.metres, _counted(count, unit)) for count in LONG_BARS]
    fitting = [bar for bar in short + long if bar[0] <= most_m]
    return max(fitting, default=short[0])


def _counted(count: int, unit: LongUnit) -> str:
    return f"{count} {unit.word if count == 1 else unit.many}"


def _legend(sport: str, slow: float, fast: float, blues: list[str], colours: Tokens) -> list[Spec]:
    ends = [sports.how_fast(sport, value, 1.0) for value in (slow, fast)]
    if not all(ends):
        return []
    squares = "".join(f'<span style="color:{blue}">\N{BLACK SQUARE}</span>' for blue in blues)
    slow_text = ends[0].split(" ")[0]
    key: Spec = {
        "text": f"{slow_text} {squares} {ends[1]}",
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 0,
        "yshift": -30,
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 11, "color": colours.soft},
    }
    return [key]
