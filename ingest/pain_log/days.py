"""Days and times as people and spreadsheets write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, time, timedelta, timezone, tzinfo
from typing import Literal, TypeAlias

import pandas as pd

from ingest.pain_log.refusal import RefusedRow

DayOrder: TypeAlias = Literal["", "day_first", "month_first"]

CENTURY = 2000
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"
)
_TWO_FIRST = re.compile(
    r"(?P<a>\d{1,2})(?P<mark>[-/.])\s?(?P<b>\d{1,2})(?P=mark)\s?(?P<year>\d{4}|\d{2})(?!\d)"
)
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-. ]*{_MONTH}[-, ]*(?P<year>\d{{4}}|\d{{2}})(?!\d)"
)
_MONTH_DAY = re.compile(
    rf"{_MONTH}[-. ]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-, ]+(?P<year>\d{{4}})(?!\d)"
)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?:[:.](?P<second>\d{2})(?:[.,](?P<part>\d+))?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>z|utc|[+-]\d{2}(?::?\d{2})?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day as written, and the clock and offset if they were given."""

    day: date
    clock: time | None = None
    offset: tzinfo | None = None


def day_order(cells: Iterable[str]) -> DayOrder:
    """Tell from dates such as 13/09/2026, which can be read in one way only; "" if none tells."""
    found = {_order(match) for cell in cells if (match := _TWO_FIRST.match(_plain(cell)))} - {""}
    return found.pop() if len(found) == 1 else ""


def _order(match: re.Match[str]) -> DayOrder:
    if match["mark"] == ".":
        return ""  # always day first, so it tells nothing about slashes
    first_is_day, second_is_day = int(match["a"]) > len(MONTHS), int(match["b"]) > len(MONTHS)
    if first_is_day == second_is_day:
        return ""
    return "day_first" if first_is_day else "month_first"


def read_moment(cell: str, order: DayOrder) -> Moment:
    """Read a day, with or without a clock time behind it.

    Raises
    ------
    RefusedRow
        When it is no date, or one that can be read in two ways and nothing says which.
    """
    text = _plain(cell)
    day, rest = _day(text, cell, order)
    rest = rest.lstrip("t, ")
    return read_clock(rest, day) if rest else Moment(day)


def read_clock(cell: str, day: date) -> Moment:
    """Read a clock time such as 07:40, 7.40 pm or 07:40:12+02:00."""
    match = _CLOCK.fullmatch(_plain(cell))
    if match is None or (match["minute"] is None and match["half"] is None):
        raise RefusedRow(f"“{cell}” is not a time such as 07:40.")
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    micros = int((match["part"] or "0")[:6].ljust(6, "0"))
    try:
        clock = time(hour, int(match["minute"] or 0), int(match["second"] or 0), micros)
    except ValueError as error:
        raise RefusedRow(f"“{cell}” is not a time such as 07:40.") from error
    return Moment(day, clock, _offset(match["zone"]))


def instant(moment: Moment, clock: time, zone: tzinfo) -> pd.Timestamp:
    """Give the instant of a moment; ``clock`` stands in when it has none, ``zone`` is the reader's.

    An hour that a clock change skips moves on; one that comes twice is taken the first time.
    """
    local = pd.Timestamp.combine(moment.day, moment.clock or clock)
    if moment.offset is not None:
        return local.tz_localize(moment.offset)
    return local.tz_localize(zone, nonexistent="shift_forward", ambiguous=True)


def _plain(cell: str) -> str:
    return _WEEKDAY.sub("", cell.strip().casefold())


def _day(text: str, cell: str, order: DayOrder) -> tuple[date, str]:
    for pattern in (_YEAR_FIRST, _DAY_MONTH, _MONTH_DAY):
        if match := pattern.match(text):
            month = match["month"]
            number = int(month) if month.isdigit() else MONTHS.index(month) + 1
            return _date(match["year"], number, int(match["day"]), cell), text[match.end() :]
    if match := _TWO_FIRST.match(text):
        day, month = _day_and_month(match, cell, order)
        return _date(match["year"], month, day, cell), text[match.end() :]
    raise RefusedRow(f"“{cell}” is not a day such as 2026-09-06." if cell else "It has no day.")


def _day_and_month(match: re.Match[str], cell: str, order: DayOrder) -> tuple[int, int]:
    first, second = int(match["a"]), int(match["b"])
    known = "day_first" if match["mark"] == "." else _order(match) or order
    if known == "day_first" or first == second:
        return first, second
    if known == "month_first":
        return second, first
    raise RefusedRow(
        f"“{cell}” can be read day first or month first, and no other row says which:"
        " write it as 2026-09-06.",
        asks="day_order",
    )


def _date(year: str, month: int, day: int, cell: str) -> date:
    try:
        return date(int(year) + (CENTURY if len(year) == 2 else 0), month, day)  # noqa: PLR2004
    except ValueError as error:
        raise RefusedRow(f"“{cell}” is not a day of the calendar.") from error


def _offset(zone: str | None) -> tzinfo | None:
    if zone is None:
        return None
    if zone in ("z", "utc"):
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-span if zone.startswith("-") else span)
