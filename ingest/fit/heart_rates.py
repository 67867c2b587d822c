"""Heart rates that came late: a strap kept them under water, the watch wrote them at the end.

``hr`` messages hold one beat after another. The first says when it was; the others count on from
it, in 1/1024 s of which twelve bits are given, so that they start again at zero after 4 s.
"""

from collections.abc import Iterator
from itertools import islice

import numpy as np

from ingest.fit.columns import UNIX_OF_FIT_ZERO, AnyColumn, Column, FitColumns
from ingest.fit.definitions import HEART_RATES, TIMESTAMP
from ingest.fit.raw_messages import Raw, raw_messages
from ingest.fit.scan import ScannedPart

# Eight beats in each: a day and a half at 180 a minute.
MAX_HEART_RATES = 50_000

# Numbers of the fields of an hr message in the profile.
_FRACTION, _COARSE_FRACTION, _RATES, _TICKS, _PACKED_TICKS = 0, 1, 6, 9, 10

_NAME = "heart_rate"
_TICKS_PER_S = 1024
_BITS, _BITS_MASK = 12, 0xFFF
_LONGEST_HELD_S = 5.0  # a beat stands for the time until the next, but not for longer
_STEP_S = 0.25


def with_heart_rates(columns: FitColumns, part: ScannedPart) -> FitColumns:
    """Give the records without a heart rate the mean of the beats since the record before.

    Parameters
    ----------
    columns : FitColumns
        The records of a part; their times are Unix seconds.
    part : ScannedPart
        Its messages, the beats among them.

    Notes
    -----
    A beat counts for every quarter of a second until the next, up to 5 s. A heart rate that a
    record has itself stays.
    """
    if not columns.n_records or not any(d.message == HEART_RATES for d in part.definitions):
        return columns
    seconds, rates = _beats(part)
    merged = _mean_since_last(columns.seconds() - UNIX_OF_FIT_ZERO, seconds, rates)
    own = columns.numbers(_NAME)
    if own is not None:
        merged = np.where(np.isnan(own), merged, own)
    record: dict[str, AnyColumn] = {**columns.record, _NAME: merged}
    return FitColumns(columns.n_records, record, columns.messages, columns.problems)


def _beats(part: ScannedPart) -> tuple[Column, Column]:
    """Return when each beat was, in seconds since FIT's zero and in time order, and its rate."""
    seconds: list[float] = []
    rates: list[float] = []
    anchor_s, anchor_tick, last = np.nan, 0, 0
    for _, raw in islice(raw_messages(part, HEART_RATES), MAX_HEART_RATES):
        events = list(_events(raw, last))
        last = events[-1] if events else last
        time = raw.get(TIMESTAMP)
        if isinstance(time, int) and events:
            anchor_s, anchor_tick = time + _fraction(raw), events[0]
        pairs = zip(events, _several(raw.get(_RATES)), strict=False)
        for tick, rate in pairs:
            if rate is not None:
                seconds.append(anchor_s + (tick - anchor_tick) / _TICKS_PER_S)
                rates.append(rate)
    known = np.array(seconds, dtype=np.float64)
    order = np.argsort(known, kind="stable")[: np.isfinite(known).sum()]
    return known[order], np.array(rates, dtype=np.float64)[order]


def _events(raw: dict[int, Raw], last: int) -> Iterator[int]:
    """Yield the ticks of the beats in one message; ``last`` is that of the beat before."""
    whole = [int(tick) for tick in _several(raw.get(_TICKS)) if tick is not None]
    yield from whole
    packed = raw.get(_PACKED_TICKS)
    if not whole and isinstance(packed, bytes):
        bits = int.from_bytes(packed, "little")
        for place in range(0, 8 * len(packed) - _BITS + 1, _BITS):
            last += ((bits >> place) - last) & _BITS_MASK
            yield last


def _several(raw: Raw | None) -> tuple[float | None, ...]:
    if isinstance(raw, tuple):
        return raw
    return (raw,) if isinstance(raw, int | float) else ()


def _fraction(raw: dict[int, Raw]) -> float:
    fine, coarse = raw.get(_FRACTION), raw.get(_COARSE_FRACTION)
    if isinstance(fine, int):
        return fine / 32768
    return coarse / 256 if isinstance(coarse, int) else 0.0


def _mean_since_last(record_s: Column, beat_s: Column, rates: Column) -> Column:
    before_s = np.concatenate((record_s[:1] - 1, record_s[:-1]))
    # Two records in one second share the beats of that second.
    before_s = np.where(before_s == record_s, record_s - 1, before_s)
    upto, since = (_counted(at_s, beat_s, rates) for at_s in (record_s, before_s))
    count = upto[0] - since[0]
    mean = (upto[1] - since[1]) / np.maximum(count, 1)
    is_known = (count > 0) & np.isfinite(record_s) & np.isfinite(before_s)
    return np.where(is_known, np.floor(mean + 0.5), np.nan)


def _counted(at_s: Column, beat_s: Column, rates: Column) -> tuple[Column, Column]:
    """Return for how many steps beats stood up to some moments, and the sum of their rates."""
    if not len(beat_s):
        return np.zeros(len(at_s)), np.zeros(len(at_s))
    gap_s = np.diff(beat_s, append=beat_s[-1:])
    steps = 1 + np.clip(np.ceil(gap_s / _STEP_S) - 1, 0, _LONGEST_HELD_S / _STEP_S)
    steps_before = np.concatenate(([0.0], np.cumsum(steps)))
    sum_before = np.concatenate(([0.0], np.cumsum(steps * rates)))
    begun = np.searchsorted(beat_s, at_s, side="right")
    last = np.maximum(begun - 1, 0)
    in_last = np.clip(np.floor((at_s - beat_s[last]) / _STEP_S) + 1, 0, steps[last])
    return steps_before[last] + in_last, sum_before[last] + in_last * rates[last]
