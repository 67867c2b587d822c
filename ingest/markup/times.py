"""Written times of the XML watch files: whole columns of them at once, odd ones one by one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.markup.skeleton import Texts, joined, packed

Integers: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Parse: TypeAlias = Callable[[str], datetime | None]
_Bytes: TypeAlias = npt.NDArray[np.uint8]

LONGEST_TIME = 64
FIRST_YEAR, LAST_YEAR = 1970, 2999

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MICROSECONDS = np.dtype("datetime64[us]")
_DAY_US = 86_400_000_000
_FIRST_US = 2 * _DAY_US  # where the year is not in doubt, whatever the zone
_LAST_US = (datetime(LAST_YEAR, 12, 30, tzinfo=UTC) - _EPOCH) // _MICROSECOND
_MOST_LENGTHS = 8
_MOST_IN_VAIN = 20_000
_MOST_FORMS = 4  # a night when the clocks change has two
_PLAIN = 19  # YYYY-MM-DDTHH:MM:SS, then perhaps a fraction, then perhaps a zone
_FORM = re.compile(
    rb"(?P<digits>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.(?P<fraction>\d+))?)"
    rb"(?P<zone>Z|[+-]\d\d:\d\d)?"
)
_WRITTEN_ZONE = re.compile(rb"[+-]\d\d:\d\d")
_TO_ZEROS = bytes.maketrans(b"123456789", b"000000000")
_HIGHEST = b"9999-19-39T29:59:59"
_BETWEEN = 10  # T or a blank


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Times as written: microseconds since 1970 in UTC and seconds ahead of it, where read."""

    time_us: Integers
    utc_offset_s: Integers
    is_read: Flags

    def __len__(self) -> int:
        """Count the times."""
        return len(self.time_us)


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


def moments(texts: Texts, patient: Parse | None = None) -> Moments:
    """Read a column of times, each as :func:`instant` reads it.

    Parameters
    ----------
    texts : list of str or bytes, or pyarrow.StringArray
        Times as written, none of them null.
    patient : callable, optional
        Tried where ISO 8601 fails, in the manner of ``instant``'s ``parse``.
    """
    read = _of_one_form(*_in_a_row(texts)) if len(texts) else None
    if read is not None:
        return read
    if isinstance(texts, list):
        texts = packed(texts)
    count = len(texts)
    found = Moments(np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(count, np.bool_))
    if count:
        _read_most(texts, found)
    for tried, row in enumerate(np.flatnonzero(~found.is_read).tolist()):
        if tried == _MOST_IN_VAIN and not found.is_read.any():
            break  # a column of something else
        text = texts[row].as_py()
        moment = instant(text) or (instant(text, patient) if patient else None)
        if moment is not None:
            found.time_us[row], found.utc_offset_s[row] = microseconds(moment), offset_s(moment)
            found.is_read[row] = True
    return found


def _in_a_row(texts: Texts) -> tuple[bytes, int]:
    """Join texts of one length, and count them; nothing where their lengths differ."""
    if isinstance(texts, list):
        is_one = len({*map(len, texts)}) == 1
        return (joined(texts) if is_one else b"", len(texts))
    edges, written = bytes_of(texts)
    lengths = edges[1:] - edges[:-1]
    is_one = bool((lengths == lengths[0]).all())
    return (written[edges[0] : edges[-1]].tobytes() if is_one else b"", len(texts))


def _of_one_form(written: bytes, count: int) -> Moments | None:
    """Read times that stand in a row, all in one form; None where any is not, or none is believed.

    NumPy reads ISO 8601 as ``instant`` does where the form is known, but no zones.
    """
    length = len(written) // count
    form = _form_of(written[:length]) if length <= LONGEST_TIME else None
    if (
        form is None
        or written.translate(_TO_ZEROS) != written[:length].translate(_TO_ZEROS) * count
    ):
        return None
    # A zone without digits is the same in all already.
    zone = range(length - form.zone_length, length) if form.zone_length > 1 else ()
    if any(written[i::length] != written[i : i + 1] * count for i in zone):
        return None
    try:
        times = np.ndarray(count, form.known, written, strides=(length,)).astype(_MICROSECONDS)
    except ValueError:  # no such day, or hour
        return None
    time_us = times.view(np.int64)
    if form.zone_s:
        time_us -= form.zone_s * 1_000_000
    if time_us[time_us.argmin()] < _FIRST_US or time_us[time_us.argmax()] > _LAST_US:
        return None
    return Moments(time_us, np.full(count, form.zone_s), np.ones(count, np.bool_))


def _read_most(texts: pa.StringArray, found: Moments) -> None:
    """Read the times that are written like many others."""
    edges, written = bytes_of(texts)
    lengths = np.diff(edges)
    first = int(lengths[0])
    if (lengths == first).all():
        table = written[edges[0] : edges[-1]].reshape(len(lengths), first)
        _read_long_enough(table, np.arange(len(lengths)), found)
        return
    kinds = np.unique(lengths).tolist()
    for length in kinds if len(kinds) <= _MOST_LENGTHS else ():
        rows = np.flatnonzero(lengths == length)
        _read_long_enough(written[edges[rows, None] + np.arange(length)], rows, found)


def _read_long_enough(table: _Bytes, rows: Integers, found: Moments) -> None:
    """Read times of one length: those in the form of the first, then of the first left, ..."""
    if not _PLAIN <= table.shape[1] <= LONGEST_TIME:
        return
    for _ in range(_MOST_FORMS):
        good = _read_alike(table, rows, found)
        if good is None or good.all():
            return
        table, rows = table[~good], rows[~good]


def bytes_of(texts: pa.StringArray) -> tuple[Integers, _Bytes]:
    """Where each text begins and ends, and the bytes of all."""
    _, places, data = texts.buffers()
    last = len(texts) + texts.offset
    edges = np.frombuffer(places, dtype=np.int32)[texts.offset : last + 1].astype(np.int64)
    return edges, np.frombuffer(data or b"", dtype=np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """How times of one form are written: letters, and how far each may lie above its own.

    Digits may be any that their place allows; the rest is the same in all, the zone with it.
    """

    low: _Bytes
    span: _Bytes
    known_digits: int  # of the fraction, up to the microsecond
    known: np.dtype[np.bytes_]  # the text up to there
    zone_s: int
    zone_length: int


def _form_of(written: bytes) -> _Form | None:
    """Find the form of a time; None for what is no time."""
    parts = _FORM.fullmatch(written)
    return _form(parts["digits"].translate(_TO_ZEROS) + (parts["zone"] or b"")) if parts else None


@lru_cache(maxsize=64)
def _form(words: bytes) -> _Form | None:
    """Make the form of a time whose digits before the zone are all 0; None for no time."""
    parts = _FORM.fullmatch(words)
    if parts is None:
        return None
    zone = parts["zone"] or b""
    zone_s = _zone_s(zone)
    if zone_s is None:
        return None
    fraction = len(parts["fraction"] or b"")
    highest = _HIGHEST + (b"." + b"9" * fraction if fraction else b"") + zone
    low = np.frombuffer(words, dtype=np.uint8)
    span = np.frombuffer(highest, dtype=np.uint8) - low
    span[_BETWEEN] = 0
    digits = min(fraction, 6)
    known = np.dtype[np.bytes_](f"S{_PLAIN + bool(digits) + digits}")
    return _Form(low, span, digits, known, zone_s, len(zone))


def _zone_s(zone: bytes) -> int | None:
    """Give the seconds a written zone is ahead of UTC; None for more than a day has, and others."""
    if zone in (b"", b"Z"):
        return 0
    if not _WRITTEN_ZONE.fullmatch(zone):
        return None
    hours, minutes = int(zone[1:3]), int(zone[4:6])
    if hours > 23 or minutes > 59:  # noqa: PLR2004
        return None
    return (-1 if zone.startswith(b"-") else 1) * (hours * 3600 + minutes * 60)


def _read_alike(table: _Bytes, rows: Integers, found: Moments) -> Flags | None:
    """Read times of one length, a row of bytes each; those unlike the first stay unread."""
    form = _form_of(table[0].tobytes())
    if form is None:
        return None
    offsets = table - form.low
    good: Flags = np.asarray((offsets <= form.span).all(axis=1))
    digits = offsets.T.astype(np.int64)
    day = _days(digits, good)
    second = _clock_s(digits, good)
    second += day * 86_400 - form.zone_s
    time_us = second * 1_000_000
    known = slice(_PLAIN + 1, _PLAIN + 1 + form.known_digits)
    if offsets[:, known].any():
        time_us += _number(digits[known]) * int(10 ** (6 - form.known_digits))
    kept = slice(None) if good.all() and len(rows) == len(found) else rows[good]
    found.time_us[kept] = time_us if isinstance(kept, slice) else time_us[good]
    found.utc_offset_s[kept] = form.zone_s
    found.is_read[kept] = True
    return good


def _number(digits: Integers) -> Integers:
    value = digits[0]
    for digit in digits[1:]:
        value = value * 10 + digit
    return np.asarray(value)


def _clock_s(digits: Integers, good: Flags) -> Integers:
    """Seconds of the day; the places' ranges are known to hold but for hours of 24 to 29."""
    hours = digits[11] * 10 + digits[12]
    good &= hours <= 23  # noqa: PLR2004
    minutes = (hours * 6 + digits[14]) * 10 + digits[15]
    return np.asarray((minutes * 6 + digits[17]) * 10 + digits[18])


def _days(digits: Integers, good: Flags) -> Integers | int:
    """Days since 1970; takes out of ``good`` what is no day of a year that is believed."""
    written = digits[:10]
    if (written == written[:, :1]).all():
        return _one_day(written[:, 0].tolist(), good)
    year, month, day = _number(digits[:4]), _number(digits[5:7]), _number(digits[8:10])
    months = (year - FIRST_YEAR) * 12 + month - 1
    first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    length = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) - first
    good &= (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (month >= 1) & (month <= 12)  # noqa: PLR2004
    good &= (day >= 1) & (day <= length)
    return first + day - 1


def _one_day(written: list[int], good: Flags) -> int:
    year, month, day = (
        int("".join(map(str, written[begin:end]))) for begin, end in ((0, 4), (5, 7), (8, 10))
    )
    try:
        if FIRST_YEAR <= year <= LAST_YEAR:
            return date(year, month, day).toordinal() - _EPOCH.toordinal()
    except ValueError:
        pass
    good[:] = False
    return 0
