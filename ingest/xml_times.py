"""Written times of the XML watch files: whole columns of them at once, odd ones one by one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Integers: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Parse: TypeAlias = Callable[[str], datetime | None]
_Bytes: TypeAlias = npt.NDArray[np.uint8]

LONGEST_TIME = 64
FIRST_YEAR, LAST_YEAR = 1970, 2999

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MOST_LENGTHS = 8
_PLAIN = 19  # YYYY-MM-DDTHH:MM:SS, then perhaps a fraction, then perhaps a zone
_FORM = re.compile(
    rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.(?P<fraction>\d+))?(?P<zone>Z|[+-]\d\d:\d\d)?"
)


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Times as written: microseconds since 1970 in UTC and seconds ahead of it, where read."""

    time_us: Integers
    utc_offset_s: Integers
    is_read: Flags


def instant(text: str, parse: Parse = datetime.fromisoformat) -> datetime | None:
    """Read a time, ISO 8601 by default; without a zone it is UTC, as GPX and TCX say.

    Gives None for anything else, and for the first and last years of the calendar, which
    programs write where they know no time; ``parse`` raises ValueError for it.
    """
    if len(text) > LONGEST_TIME:
        return None
    try:
        moment = parse(text.strip())
        if moment is not None:
            moment.utcoffset()  # a patient parser may take an offset of days, found out only here
    except ValueError:
        return None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def microseconds(moment: datetime) -> int:
    """Count microseconds since 1970 in UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def offset_s(moment: datetime) -> int:
    """Give the seconds a written time is ahead of UTC."""
    offset = moment.utcoffset()
    return int(offset.total_seconds()) if offset else 0


def moments(texts: pa.StringArray, patient: Parse | None = None) -> Moments:
    """Read a column of times, each as :func:`instant` reads it.

    Parameters
    ----------
    texts : pyarrow.StringArray
        Times as written, none of them null.
    patient : callable, optional
        Tried where ISO 8601 fails, in the manner of ``instant``'s ``parse``.
    """
    count = len(texts)
    found = Moments(np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(count, np.bool_))
    edges, written = _bytes_of(texts)
    lengths = np.diff(edges)
    kinds = np.unique(lengths).tolist()
    for length in kinds if len(kinds) <= _MOST_LENGTHS else ():
        if _PLAIN <= length <= LONGEST_TIME:
            rows = np.flatnonzero(lengths == length)
            _read_alike(written[edges[rows, None] + np.arange(length)], rows, found)
    for row in np.flatnonzero(~found.is_read).tolist():
        text = texts[row].as_py()
        moment = instant(text) or (instant(text, patient) if patient else None)
        if moment is not None:
            found.time_us[row], found.utc_offset_s[row] = microseconds(moment), offset_s(moment)
            found.is_read[row] = True
    return found


def lengths_of(texts: pa.StringArray) -> Integers:
    """Count the bytes of each text."""
    edges, _ = _bytes_of(texts)
    return np.diff(edges)


def _bytes_of(texts: pa.StringArray) -> tuple[Integers, _Bytes]:
    """Where each text begins and ends, and the bytes of all."""
    _, places, data = texts.buffers()
    last = len(texts) + texts.offset
    edges = np.frombuffer(places, dtype=np.int32)[texts.offset : last + 1].astype(np.int64)
    return edges, np.frombuffer(data or b"", dtype=np.uint8)


def _read_alike(table: _Bytes, rows: Integers, found: Moments) -> None:
    """Read times of one length, a row of bytes each; those unlike the first stay unread."""
    form = _FORM.fullmatch(table[0].tobytes())
    if form is None:
        return
    is_digit = np.char.isdigit(table[0].view("S1"))
    digits = (table - np.uint8(ord("0"))).astype(np.int64)
    good = (table[:, ~is_digit] == table[0, ~is_digit]).all(axis=1)
    good &= (digits[:, is_digit] <= 9).all(axis=1)  # noqa: PLR2004 - a digit
    fraction_us = _fraction_us(digits, *form.span("fraction"))
    zone_s, good_zone = _zone_s(digits, form["zone"])
    day, good_day = _days(digits)
    clock = [_number(digits, at, at + 2) for at in (11, 14, 17)]
    for value, highest in zip(clock, (23, 59, 59), strict=True):
        good &= value <= highest
    good &= good_zone & good_day
    second = day * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2] - zone_s
    kept = rows[good]
    found.time_us[kept] = (second * 1_000_000 + fraction_us)[good]
    found.utc_offset_s[kept] = zone_s[good]
    found.is_read[kept] = True


def _number(digits: Integers, begin: int, end: int) -> Integers:
    value = np.zeros(len(digits), dtype=np.int64)
    for at in range(begin, end):
        value = value * 10 + digits[:, at]
    return value


def _fraction_us(digits: Integers, begin: int, end: int) -> Integers:
    if begin < 0:
        return np.zeros(len(digits), dtype=np.int64)
    known = min(end - begin, 6)
    return _number(digits, begin, begin + known) * int(10 ** (6 - known))


def _zone_s(digits: Integers, zone: bytes | None) -> tuple[Integers, Flags]:
    if zone is None or zone == b"Z":
        return np.zeros(len(digits), dtype=np.int64), np.ones(len(digits), dtype=np.bool_)
    width = digits.shape[1]
    hours, minutes = _number(digits, width - 5, width - 3), _number(digits, width - 2, width)
    sign = -1 if zone.startswith(b"-") else 1
    return sign * (hours * 3600 + minutes * 60), (hours <= 23) & (minutes <= 59)  # noqa: PLR2004


def _days(digits: Integers) -> tuple[Integers, Flags]:
    """Days since 1970, and whether there is such a day in a year that is believed."""
    year, month, day = (_number(digits, *span) for span in ((0, 4), (5, 7), (8, 10)))
    months = (year - FIRST_YEAR) * 12 + month - 1
    first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    length = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) - first
    good = (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (month >= 1) & (month <= 12)  # noqa: PLR2004
    return first + day - 1, good & (day >= 1) & (day <= length)
