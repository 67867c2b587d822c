"""Days and times as people of many languages write them, in UTC."""

import re
from datetime import UTC, datetime
from typing import Final

import pandas as pd

# How the twelve months begin: English, German, French, Spanish, Italian, Portuguese, Dutch,
# Swedish, Danish and Norwegian, Polish, Czech, Russian, Turkish, Hungarian, Indonesian.
MONTHS: Final = (
    "jan ene gen sty led янв oca",
    "feb fév fev fév lut úno фев şub febr",
    "mar mär mrt maa bře мар már",
    "apr avr abr kwi dub апр nis ápr",
    "may mai mag mei maj kvě мая май máj may",
    "jun juin giu cze чер июн haz jún",
    "jul juil lug lip июл tem júl",
    "aug aoû ago sie srp авг ağu agu",
    "sep set wrz zář сен eyl sze",
    "oct okt ott out paź říj окт eki",
    "nov lis лис ноя kas",
    "dec dez déc dic gru pro дек ara des",
)
# Months whose short names begin alike in two languages, told by more of the word.
LONGER: Final = {"červen": 6, "června": 6, "červenec": 7, "července": 7}
CLOCK: Final = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?")
AFTERNOON: Final = re.compile(r"\bp\.?\s?m\b|午後|下午|오후", re.IGNORECASE)
MORNING: Final = re.compile(r"\ba\.?\s?m\b|午前|上午|오전", re.IGNORECASE)
WORD: Final = re.compile(r"[^\W\d_]{3,}")
NUMBER: Final = re.compile(r"\d+")
NOON: Final = 12
FIRST_YEAR: Final = 1970
DATE_PARTS: Final = 3


def read_time(text: str) -> pd.Timestamp:
    """Read a time such as "May 3, 2026, 6:00:00 AM" or "3 mai 2026, 06:00:00"; NaT if it is none.

    Parameters
    ----------
    text : str
        A day with its time, in UTC, in one of many languages; the day before the time.
    """
    try:
        return _read(text)
    except (ValueError, OverflowError, StopIteration):
        return pd.NaT  # type: ignore[return-value]


def _read(text: str) -> pd.Timestamp:
    clocks = [found for found in CLOCK.finditer(text) if ":" in found.group()]
    clock = clocks[-1] if clocks else None
    hours = _hours(text, clock)
    day_text = text if clock is None else text[: clock.start()] + text[clock.end() :]
    year, month, day = _day(day_text, is_american=_is_american(text))
    minutes, seconds = (int(part or 0) for part in clock.groups()[1:]) if clock else (0, 0)
    moment = datetime(year, month, day, hours, minutes, seconds, tzinfo=UTC)
    return pd.Timestamp(moment).as_unit("us")


def _hours(text: str, clock: re.Match[str] | None) -> int:
    hours = int(clock.group(1)) if clock else 0
    if AFTERNOON.search(text) and hours < NOON:
        return hours + NOON
    return 0 if MORNING.search(text) and hours == NOON else hours


def _is_american(text: str) -> bool:
    """Say whether the month comes before the day: so do those who write AM and PM."""
    return bool(AFTERNOON.search(text) or MORNING.search(text))


def _day(text: str, *, is_american: bool) -> tuple[int, int, int]:
    numbers = [int(found) for found in NUMBER.findall(text)]
    month = _month(text)
    if month:
        year = next(number for number in numbers if number >= FIRST_YEAR)
        return year, month, next(number for number in numbers if number < FIRST_YEAR)
    if len(numbers) < DATE_PARTS:
        raise ValueError(text)
    if numbers[0] >= FIRST_YEAR:
        return numbers[0], numbers[1], numbers[2]
    first, second, year = numbers[:DATE_PARTS]
    month_first = second > NOON or (is_american and first <= NOON)
    return (year, first, second) if month_first else (year, second, first)


def _month(text: str) -> int:
    """Find the month's name; the last one, as "mar." may be a Tuesday before it."""
    months = [_month_of(word) for word in WORD.findall(text.casefold())]
    return next((month for month in reversed(months) if month), 0)


def _month_of(word: str) -> int:
    if word in LONGER:
        return LONGER[word]
    numbered = enumerate(MONTHS, start=1)
    return next(
        (number for number, starts in numbered if word.startswith(tuple(starts.split()))), 0
    )
