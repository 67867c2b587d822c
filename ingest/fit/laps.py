"""Laps and stops of one leg, as the device marked them."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from ingest.fit.clock import duration_of, start_of, utc_times
from ingest.fit.legs import Leg
from ingest.fit.messages import Column, FitColumns, Message
from ingest.tables import LAPS, STOPS, conform, empty

_FIELDS = {
    "elapsed_s": "total_elapsed_time",
    "timer_s": "total_timer_time",
    "distance_m": "total_distance",
    "ascent_m": "total_ascent",
    "descent_m": "total_descent",
    "heart_rate_mean_bpm": "avg_heart_rate",
    "heart_rate_max_bpm": "max_heart_rate",
}


def leg_laps(columns: FitColumns, leg: Leg) -> tuple[Message, ...]:
    """Return the lap messages that begin within a leg, in time order."""
    laps = [m for m in columns.all("lap") if leg.start <= start_of(m) < leg.end]
    return tuple(sorted(laps, key=start_of))


def laps_frame(laps: Sequence[Message]) -> pd.DataFrame:
    """Return laps as LAPS, numbered from 1."""
    if not laps:
        return empty(LAPS)
    values = {name: [lap.number(field) for lap in laps] for name, field in _FIELDS.items()}
    frame = pd.DataFrame({"lap": range(1, len(laps) + 1), **values})
    return conform(frame.assign(start_time=utc_times([start_of(lap) for lap in laps])), LAPS)


def lap_numbers(laps: Sequence[Message], seconds: Column, *, cut: bool) -> Column:
    """Return the lap each moment is in, from 1; 0 without laps.

    With ``cut`` the file ended before its last lap was written: what comes after the last written
    one is a lap of its own. A lap begins with its first moment and lasts until the next begins.
    """
    if not laps:
        return np.zeros(len(seconds))
    borders = [start_of(lap) for lap in laps[1:]]
    if cut:
        borders.append(start_of(laps[-1]) + duration_of(laps[-1]) + 1)
    border = np.searchsorted(np.array(borders), seconds, side="right")
    return 1 + border.astype(np.float64)


def stops_frame(columns: FitColumns, leg: Leg, last: float) -> pd.DataFrame | None:
    """Return the stretches of a leg with the timer stopped; None when there are no timer events.

    A stop that is not followed by a start lasts until ``last``, the time of the last record.
    """
    timer = [m for m in columns.all("event") if m.text("event") == "timer"]
    if not timer:
        return None
    known = [(m.number("timestamp"), _stops(m)) for m in timer]
    # Within one second the file's order counts: a stop and a start there are no pause.
    events = sorted((e for e in known if math.isfinite(e[0])), key=lambda event: event[0])
    stretches = []
    began = math.nan
    for (moment, stopped), (_, was_stopped) in zip(events, [(0.0, False), *events], strict=False):
        if stopped and not was_stopped:
            began = moment
        if was_stopped and not stopped:
            stretches.append((began, moment))
    if events and events[-1][1]:
        stretches.append((began, last))
    inside = [(max(a, leg.start), min(b, leg.end)) for a, b in stretches]
    kept = [(a, b) for a, b in inside if b > a]
    frame = {
        "start_time": utc_times([a for a, _ in kept]),
        "end_time": utc_times([b for _, b in kept]),
    }
    return conform(pd.DataFrame(frame), STOPS)


def _stops(event: Message) -> bool:
    return event.text("event_type").startswith("stop")
