"""One FIT recording -> its sessions: records, laps, stops and totals shared out among the legs."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ingest.fit.clock import date_records, microseconds, start_of, utc_time
from ingest.fit.columns import Column, FitColumns, Message
from ingest.fit.dates import with_dates
from ingest.fit.device import device_name, has_barometer, utc_offset
from ingest.fit.laps import lap_numbers, lap_table, leg_laps, stops_of
from ingest.fit.legs import Leg, Rows, find_legs, rows_of
from ingest.fit.records import moves_in, record_numbers
from ingest.tables import DeviceTotals, RawSession, Samples

_EARLY_S = 3600.0


def read_sessions(columns: FitColumns, part: int) -> tuple[RawSession, ...]:
    """Split one recording into its sessions, in time order, transitions included.

    Every record is in exactly one of them, or counted in ``records_lost`` of a problem of the
    first: problems belong to the recording, so they stand once.
    """
    columns = with_dates(columns)
    dated = date_records(columns)
    columns = replace(_only(columns, dated.keep), problems=(*columns.problems, *dated.problems))
    sessions = []
    before_m = 0.0
    for leg in find_legs(columns):
        rows = rows_of(leg, dated.seconds)
        of_leg, before_m = _from_zero(_only(columns, rows), before_m)
        sessions.append(_session(of_leg, leg, dated.seconds[rows], part))
    return (replace(sessions[0], problems=columns.problems), *sessions[1:])


def _only(columns: FitColumns, rows: Rows) -> FitColumns:
    if len(rows) == columns.n_records:
        return columns  # rows rise, so these are all of them
    record = {name: values[rows] for name, values in columns.record.items()}
    return replace(columns, n_records=len(rows), record=record)


def _from_zero(columns: FitColumns, before_m: float) -> tuple[FitColumns, float]:
    """Let a leg's distance begin near 0 where the watch counts on through the legs.

    ``before_m`` is the last distance of the leg before, as the file has it; so is the number
    returned. A watch that starts each leg anew shows it by falling below that.
    """
    distance = columns.numbers("distance")
    known = np.empty(0) if distance is None else distance[np.isfinite(distance)]
    if distance is None or not len(known):
        return columns, before_m
    if not 0 < before_m <= known[0]:
        return columns, float(known[-1])
    record = {**columns.record, "distance": distance - before_m}
    return replace(columns, record=record), float(known[-1])


def _session(columns: FitColumns, leg: Leg, seconds: Column, part: int) -> RawSession:
    numbers = record_numbers(columns, leg.sport, leg.sub_sport)
    laps = leg_laps(columns, leg)
    lap = lap_numbers(laps, seconds, cut=leg.message is None)
    start = _start(leg, laps, seconds)
    offset, source = utc_offset(columns)
    return RawSession(
        sport=leg.sport,
        sub_sport=leg.sub_sport,
        samples=Samples.measured(microseconds(seconds), numbers, lap),
        part=part,
        start_time=None if math.isnan(start) else utc_time(start),
        lap_table=lap_table(laps),
        timer_stops=stops_of(columns, leg, seconds),
        totals=_totals(leg) if leg.message or len(seconds) else _summed(laps),
        utc_offset_s=offset,
        utc_offset_source=source,
        has_barometer=has_barometer(columns),
        name=leg.name,
        device=device_name(columns),
    )


def _start(leg: Leg, laps: Sequence[Message], seconds: Column) -> float:
    """Return when a leg began: what its message says, unless its own records speak against it."""
    said = start_of(leg.message) if leg.message else math.nan
    if not len(seconds):
        return said if leg.message or not laps else start_of(laps[0])
    first = float(seconds[0])
    return said if first - _EARLY_S <= said <= first else first


def _totals(leg: Leg) -> DeviceTotals:
    message = leg.message
    if message is None:
        return DeviceTotals()
    rpe = message.number("workout_rpe")
    return DeviceTotals(
        distance_m=message.number("total_distance"),
        elapsed_s=message.number("total_elapsed_time"),
        timer_s=message.number("total_timer_time"),
        ascent_m=message.number("total_ascent"),
        descent_m=message.number("total_descent"),
        steps=_steps(leg),
        # Watches write ten times the effort; 0 is what they write when nobody answered.
        rpe=rpe / 10 if rpe > 0 else math.nan,
    )


def _summed(laps: Sequence[Message]) -> DeviceTotals:
    """Add up the laps of a recording that holds nothing else; NaN where one is silent."""
    sums = (
        sum(lap.number(f"total_{name}") for lap in laps) if laps else math.nan
        for name in ("distance", "elapsed_time", "timer_time", "ascent", "descent")
    )
    return DeviceTotals(*sums)


def _steps(leg: Leg) -> float:
    if leg.message is None or moves_in(leg.sport, leg.sub_sport) != "steps":
        return math.nan
    strides = leg.message.number("total_strides")
    if math.isnan(strides):
        strides = leg.message.number("total_cycles")
    return 2 * strides
