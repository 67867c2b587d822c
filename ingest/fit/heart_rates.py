"""Heart rates that came late: a strap kept them under water, the watch wrote them at the end.

``hr`` messages hold one beat after another. The first says when it was; the others count on from
it, in 1/1024 s that start again at zero after 4 s.
"""

from collections.abc import Iterable

import numpy as np

from ingest.fit.columns import TIMESTAMP, AnyColumn, Column, FitColumns, Message, Value

NAME = "hr"

_HEART_RATE = "heart_rate"
_LONGEST_HELD_S = 5.0  # a beat stands for the time until the next, but not for longer
_STEP_S = 0.25


def with_heart_rates(columns: FitColumns) -> FitColumns:
    """Give the records without a heart rate the mean of the beats since the record before.

    Notes
    -----
    A beat counts for every quarter of a second until the next, up to 5 s. A heart rate that the
    record has itself stays.
    """
    if NAME not in columns.messages or not columns.n_records:
        return columns
    seconds, beats = _held(*_beats(columns.messages[NAME]))
    merged = _mean_since_last(columns.seconds(), seconds, beats)
    own = columns.numbers(_HEART_RATE)
    if own is not None:
        merged = np.where(np.isnan(own), merged, own)
    record: dict[str, AnyColumn] = {**columns.record, _HEART_RATE: merged}
    return FitColumns(columns.n_records, record, columns.messages, columns.problems)


def _beats(messages: Iterable[Message]) -> tuple[Column, Column]:
    """Unix seconds and heart rate of each beat, in file order."""
    seconds: list[float] = []
    rates: list[float] = []
    anchor_s = anchor_event_s = np.nan
    for message in messages:
        events = _numbers(message.get("event_timestamp"))
        if TIMESTAMP in message and events:
            fraction = message.number("fractional_timestamp")
            anchor_s = message.number(TIMESTAMP) + (0.0 if np.isnan(fraction) else fraction)
            anchor_event_s = events[0]
        pairs = zip(events, _numbers(message.get("filtered_bpm")), strict=False)
        for event_s, rate in pairs:
            seconds.append(anchor_s + event_s - anchor_event_s)
            rates.append(rate)
    found = np.array(seconds), np.array(rates)
    known = np.isfinite(found[0]) & np.isfinite(found[1])
    return found[0][known], found[1][known]


def _numbers(value: Value) -> list[float]:
    values = value if isinstance(value, tuple) else (value,)
    return [float(v) if isinstance(v, int | float) else np.nan for v in values if value is not None]


def _held(seconds: Column, rates: Column) -> tuple[Column, Column]:
    """Let each beat stand for the time until the next one."""
    gaps = np.abs(np.diff(seconds, append=seconds[-1:]))
    longer = np.clip(np.ceil(gaps / _STEP_S) - 1, 0, _LONGEST_HELD_S / _STEP_S)
    times = 1 + longer.astype(np.int64)
    first = np.repeat(np.cumsum(times) - times, times)
    steps = np.arange(times.sum()) - first
    return np.repeat(seconds, times) + steps * _STEP_S, np.repeat(rates, times)


def _mean_since_last(record_s: Column, beat_s: Column, rates: Column) -> Column:
    order = np.argsort(beat_s, kind="stable")
    beat_s, total = beat_s[order], np.concatenate(([0.0], np.cumsum(rates[order])))
    before_s = np.concatenate((record_s[:1] - 1, record_s[:-1]))
    # Two records in one second share the beats of that second.
    before_s = np.where(before_s == record_s, record_s - 1, before_s)
    first, last = (np.searchsorted(beat_s, s, side="right") for s in (before_s, record_s))
    count = last - first
    mean = (total[last] - total[first]) / np.maximum(count, 1)
    is_known = (count > 0) & np.isfinite(record_s) & np.isfinite(before_s)
    return np.where(is_known, np.floor(mean + 0.5), np.nan)
