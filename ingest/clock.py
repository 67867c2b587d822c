"""Times that cannot be: duplicates, steps back, leaps of weeks. Repaired in file order.

Never sorted by time: a watch whose clock was set back mid-run wrote its records in the right order,
and sorting would fold the track over itself.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from ingest.tables import Problem

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Indices: TypeAlias = npt.NDArray[np.intp]

LEAP_S = 7 * 86400.0  # nobody pauses a recording for a week; clocks are set by more than that
TYPICAL_STEP_S = 1.0
JUMPS_TOLD = 3
FIRST_WATCHES = datetime(1995, 1, 1, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CALENDAR_END_US = 253_402_300_799_000_000  # the last second of the year 9999


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """Repaired sample times, and what was wrong with them."""

    time_us: Integers
    problems: tuple[Problem, ...]


def bridged(time_s: Floats, known: Indices, values: Floats) -> Floats:
    """Fill gaps with straight lines.

    Parameters
    ----------
    time_s : ndarray of float, shape (n,)
        Rising from sample to sample.
    known : ndarray of int, shape (k,)
        The samples that have a value, in order, at least one.
    values : ndarray of float, shape (k,)
        Theirs.

    Returns
    -------
    ndarray of float, shape (n,)
        Before the first and behind the last known value, that value.
    """
    # Without gaps it would give each value back, and take as long over it.
    return values if len(known) == len(time_s) else np.interp(time_s, time_s[known], values)


def repair_clock(time_us: Integers) -> Clock:
    """Make sample times rise from sample to sample, in file order.

    A step back, or a leap of over a week, shifts what follows so that the recording goes on one
    typical step later, until the file's own clock fits again. Samples with the same time are
    spread over what is left until the next one, at most over a second. The longest stretch of
    one clock keeps its times.

    Parameters
    ----------
    time_us : ndarray of int, shape (n,)
        Microseconds since 1970 in UTC, in file order.

    Returns
    -------
    Clock
        Times in the same order, and a :class:`~ingest.tables.Problem` for each of the first
        jumps, one for the rest, one for duplicates, one for dates that cannot be.
    """
    if len(time_us) == 0:
        return Clock(time_us, ())
    step_us = np.diff(time_us)
    if len(step_us) and step_us.min() > 0 and step_us.max() <= LEAP_S * 1e6:
        return Clock(time_us, tuple(_tell_dates(time_us)))
    given = seconds(time_us)
    offset, jumps = _offsets(given)
    mended = given + offset - _offset_of_longest(offset)
    spread = _spread_duplicates(mended)
    repaired = time_us + np.rint((spread - given) * 1e6).astype(np.int64)
    problems = (*_tell_jumps(given, jumps), *_tell_duplicates(mended), *_tell_dates(repaired))
    return Clock(repaired, problems)


def seconds(time_us: Integers) -> Floats:
    """Return seconds since the first time, as float64 of the same length."""
    return np.asarray((time_us - time_us[:1]) / 1e6, dtype=np.float64)


def _offsets(given: Floats) -> tuple[Floats, list[int]]:
    """Seconds to add to each time so that they never fall, and the indices that needed one."""
    step = np.diff(given)
    breaks = np.flatnonzero((step < 0) | (step > LEAP_S)) + 1
    offset = np.zeros(len(given))
    if len(breaks) == 0:
        return offset, []
    usual = _usual_step(step)
    jumps = []
    for start, end in zip(breaks, [*breaks[1:], len(given)], strict=True):
        last = given[start - 1] + offset[start - 1]
        if 0 <= given[start] - last <= LEAP_S:
            continue  # the file's own clock fits again
        jumps.append(int(start))
        needed = last + usual - given[start]
        # Inside the stretch a forward step as long as the shift means the clock was set right.
        right_again = np.flatnonzero((step[start : end - 1] >= needed) & (needed > 0))
        stop = start + 1 + right_again[0] if len(right_again) else end
        offset[start:stop] = needed
    return offset, jumps


def _usual_step(step: Floats) -> float:
    usable = step[(step > 0) & (step <= LEAP_S)]
    return float(np.median(usable)) if len(usable) else TYPICAL_STEP_S


def _offset_of_longest(offset: Floats) -> float:
    values, counts = np.unique(offset, return_counts=True)
    return float(values[np.argmax(counts)])


def _spread_duplicates(given: Floats) -> Floats:
    first = np.concatenate(([True], np.diff(given) > 0))
    if first.all():
        return given
    starts = np.flatnonzero(first)
    sizes = np.diff(np.concatenate((starts, [len(given)])))
    room = np.diff(np.concatenate((given[starts], [given[-1] + TYPICAL_STEP_S])))
    each = np.minimum(room, TYPICAL_STEP_S) / sizes
    rank = np.arange(len(given)) - np.repeat(starts, sizes)
    return np.asarray(given + rank * np.repeat(each, sizes), dtype=np.float64)


def _tell_jumps(given: Floats, jumps: list[int]) -> list[Problem]:
    told = [
        Problem("clock_jump", _jump_sentence(index, given[index] - given[index - 1]))
        for index in jumps[:JUMPS_TOLD]
    ]
    rest = len(jumps) - len(told)
    if rest > 0:
        message = f"The clock jumped {rest:,} more times: all records are kept in file order."
        told.append(Problem("clock_jump", message))
    return told


def _jump_sentence(index: int, size_s: float) -> str:
    way = "back" if size_s < 0 else "ahead"
    span = _duration(abs(size_s))
    return f"The clock jumped {way} {span} at record {index + 1:,}: kept in file order."


def _duration(span_s: float) -> str:
    """Say a length of time in its largest fitting unit, to one decimal at most: "2 h"."""
    for unit, length_s in (("days", 86400.0), ("h", 3600.0), ("min", 60.0)):
        if span_s >= length_s:
            return f"{round(span_s / length_s, 1):,g} {unit}"
    return f"{round(span_s, 1):g} s"


def _tell_duplicates(mended: Floats) -> list[Problem]:
    count = int((np.diff(mended) == 0).sum())
    if not count:
        return []
    which = int(np.flatnonzero(np.diff(mended) == 0)[0]) + 2
    have = "record has" if count == 1 else "records have"
    message = (
        f"{count:,} {have} the same time as the one before, the first is record {which:,}: "
        "all are kept, spread within the second."
    )
    return [Problem("duplicate_time", message)]


def _tell_dates(repaired_us: Integers) -> list[Problem]:
    latest = datetime.now(UTC) + timedelta(days=2)
    first, last = (_moment(int(repaired_us[at])) for at in (0, -1))
    if first >= FIRST_WATCHES and last <= latest:
        return []
    wrong = first if first < FIRST_WATCHES else last
    message = (
        f"The watch's date was {wrong.day} {wrong:%B} {wrong.year}, which cannot be: the recording "
        "is kept with the date it has."
    )
    return [Problem("implausible_date", message)]


def _moment(time_us: int) -> datetime:
    """Give a date; the calendar of Python ends where no watch has been."""
    return _EPOCH + timedelta(microseconds=min(time_us, _CALENDAR_END_US))
