"""Laps and stops of one leg, as the device marked them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.fit.clock import duration_of, microseconds, start_of
from ingest.fit.columns import Column, FitColumns, Message
from ingest.fit.legs import Leg
from ingest.tables import Laps, Stops

_ROUNDING_S = 2.0  # devices round their totals and their events to seconds
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


def lap_table(laps: Sequence[Message]) -> Laps:
    """Return laps as columns, numbered from 1."""
    if not laps:
        return Laps()
    numbers = {
        name: np.array([lap.number(field) for lap in laps]) for name, field in _FIELDS.items()
    }
    return Laps.measured(microseconds(np.array([start_of(lap) for lap in laps])), numbers)


def lap_numbers(laps: Sequence[Message], seconds: Column, *, cut: bool) -> NDArray[np.int64]:
    """Return the lap each moment is in, from 1; 0 without laps.

    With ``cut`` the file ended before its last lap was written: what comes after the last written
    one is a lap of its own. A lap begins with its first moment and lasts until the next begins.
    """
    if not laps:
        return np.zeros(len(seconds), dtype=np.int64)
    borders = [start_of(lap) for lap in laps[1:]]
    if cut:
        borders.append(start_of(laps[-1]) + duration_of(laps[-1]) + 1)
    border = np.searchsorted(np.array(borders), seconds, side="right")
    return 1 + border.astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Stop:
    """The timer stopped, in Unix seconds; ``end`` is infinite when nothing started it again."""

    begin: float
    end: float

    def within(self, leg: Leg, seconds: Column, *, is_believed: bool) -> tuple[float, float]:
        """Cut it to a leg; a doubtful one ends as soon as samples go on."""
        begin, end = max(self.begin, leg.start), min(self.end, leg.end)
        is_carried, is_open = self.begin <= leg.start, math.isinf(self.end)
        if not is_believed and (is_carried or is_open):
            later = seconds[seconds >= begin] if is_carried else seconds[seconds > begin]
            end = min(end, float(later.min(initial=math.inf)))
        return begin, min(end, float(seconds.max(initial=begin)))


def stops_of(columns: FitColumns, leg: Leg, seconds: Column) -> Stops | None:
    """Return the stretches of a leg with the timer stopped; None when there are no timer events.

    Parameters
    ----------
    columns : FitColumns
        The whole recording: timer events are its, not a leg's.
    leg : Leg
        Whose stretches.
    seconds : ndarray of float
        When its samples were taken, in Unix seconds.

    Notes
    -----
    A stop that no start follows, or that lasts from the leg before, is doubtful: some watches
    stop at the end of a leg and write no start of the next. It stands, up to the last sample,
    when the device's own totals of the leg have that much of a pause; else it ends with the first
    sample after it.
    """
    timer = [m for m in columns.all("event") if m.text("event") == "timer"]
    if not timer:
        return None
    stops = list(_stops(timer))
    kept = _cut(stops, leg, seconds, is_believed=True)
    if sum(b - a for a, b in kept) > _paused_s(leg) + _ROUNDING_S:
        kept = _cut(stops, leg, seconds, is_believed=False)
    spans = microseconds(np.array(kept, dtype=np.float64).reshape(-1, 2))
    return Stops(spans[:, 0], spans[:, 1])


def _cut(
    stops: Sequence[_Stop], leg: Leg, seconds: Column, *, is_believed: bool
) -> list[tuple[float, float]]:
    inside = (stop.within(leg, seconds, is_believed=is_believed) for stop in stops)
    return [(a, b) for a, b in inside if b > a]


def _paused_s(leg: Leg) -> float:
    """Seconds of pause by the device's totals of a leg; 0 when it gives none."""
    if leg.message is None:
        return 0.0
    pause = duration_of(leg.message) - leg.message.number("total_timer_time")
    return pause if pause > 0 else 0.0


def _stops(timer: Sequence[Message]) -> Iterator[_Stop]:
    known = [(m.number("timestamp"), m.text("event_type").startswith("stop")) for m in timer]
    # Within one second the file's order counts: a stop and a start there are no pause.
    events = sorted((e for e in known if math.isfinite(e[0])), key=lambda event: event[0])
    began = math.nan
    for moment, is_stop in events:
        if is_stop and math.isnan(began):
            began = moment
        elif not is_stop and not math.isnan(began):
            yield _Stop(began, moment)
            began = math.nan
    if not math.isnan(began):
        yield _Stop(began, math.inf)
