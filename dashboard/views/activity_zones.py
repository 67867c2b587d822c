"""Heart-rate and pace zones of one session on the Activity page."""

import numpy as np
import streamlit as st

from dashboard.analysis import sports, zone_rows
from dashboard.analysis.legs import Leg
from dashboard.analysis.zone_rows import Seconds, ZoneBar
from dashboard.analysis.zones import thresholds_on
from dashboard.charts.zone_bars import NARROW, WIDE, told, zone_bars
from dashboard.components.browser import is_narrow
from dashboard.views import reading, routes
from dashboard.views.drawing import chart, colours
from dashboard.views.reading import Who

RUNNING = "running"
NOTES = {
    "Heart rate": "Zones of the highest heart rate, ten per cent each.",
    "Pace": "Zones of threshold pace, slopes taken out.",
}


def draw(who: Who, leg: Leg) -> None:
    """Draw the zones there are limits for, and say which limits are missing."""
    beats, speeds = _histograms(who, leg)
    limits = thresholds_on(reading.athlete(who), leg.day)
    shown = {
        "Heart rate": (zone_rows.heart_rate_bars(beats, limits), colours().ink),
        "Pace": (zone_rows.pace_bars(speeds, limits), colours().sport(sports.family(leg.sport))),
    }
    drawn = {name: pair for name, pair in shown.items() if pair[0]}
    for place, (name, (bars, colour)) in zip(_places(len(drawn)), drawn.items(), strict=True):
        with place:
            _bars(leg, name, bars, colour)
    _missing(
        zone_rows.missing(limits, has_heart_rate=bool(beats.any()), has_motion=bool(speeds.any()))
    )


def _places(count: int) -> list[st.delta_generator.DeltaGenerator]:
    return st.columns(count, gap="medium") if count else []


def _histograms(who: Who, leg: Leg) -> tuple[Seconds, Seconds]:
    """Read both histograms; pace zones are a runner's, on level ground as Minetti counts it."""
    held = reading.histograms(who)
    if leg.session_id not in held.heart_rate_seconds or leg.is_transition:
        return np.zeros(1), np.zeros(1)
    speeds = held.graded_speed_seconds[leg.session_id]
    beats = held.heart_rate_seconds[leg.session_id]
    return beats, speeds if leg.sport == RUNNING else np.zeros(1)


def _bars(leg: Leg, name: str, bars: tuple[ZoneBar, ...], colour: str) -> None:
    longest = max(bars, key=lambda bar: bar.seconds)
    listed = "; ".join(f"{bar.name} {told(bar)}" for bar in bars if bar.seconds > 0)
    chart(
        zone_bars(bars, colour, colours(), headroom=NARROW if is_narrow() else WIDE),
        title=f"{name}: longest in {longest.name}, {longest.range}",
        note=NOTES[name],
        alt=f"Time in zones of {name.lower()}: {listed}.",
        key=f"zones {name} {leg.session_id}",
    )


def _missing(said: str) -> None:
    if said:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(said, width="content")
            routes.to_settings("Limits", "Set limits")
