"""A feeling noted, and an answer to a red-flag question."""

from dataclasses import dataclass

import pandas as pd

from ingest.athlete_tables import ASPECTS, MOMENTS, PAIN_ENTRIES, REGIONS, SIDES
from ingest.diary.wrong import WrongEntry, check_given, check_past_day, check_word, day_of

WORST_NPRS = 10
# Local clocks run from 12 hours behind UTC to 14 ahead of it.
FARTHEST_BEHIND = pd.Timedelta(hours=12)
FARTHEST_AHEAD = pd.Timedelta(hours=14)
ONE_DAY = pd.Timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PainEntry:
    """One feeling at one place, a PAIN_ENTRIES row.

    ``felt_at`` is a time with its zone. Without a ``local_day`` (a midnight without a zone) the day
    is that of ``felt_at`` in its own zone. No ``entry_id`` is a new entry; ``group_id`` is any text
    that entries made together share.
    """

    region: str
    side: str
    intensity_nprs: int
    felt_at: pd.Timestamp
    moment: str
    aspect: str = ""
    local_day: pd.Timestamp | None = None
    session_id: str = ""
    clicking: bool = False
    swelling: bool = False
    locking: bool = False
    giving_way: bool = False
    numbness_tingling: bool = False
    painkiller_taken: bool = False
    note: str = ""
    entry_id: str = ""
    group_id: str = ""


@dataclass(frozen=True, slots=True)
class RedFlagAnswer:
    """One red-flag question answered, a RED_FLAGS row; ``flag`` is the question's code.

    ``asked_because`` says in a word why it was asked: a site's first entry, or the rule that fired.
    """

    flag: str
    answer: bool
    answered_at: pd.Timestamp
    region: str
    side: str
    asked_because: str


def felt_on(entry: PainEntry) -> pd.Timestamp:
    """Return the local day of an entry."""
    return day_of(entry.felt_at) if entry.local_day is None else entry.local_day


def check_pain(entry: PainEntry, now: pd.Timestamp) -> None:
    """Refuse a pain entry that cannot be true.

    Parameters
    ----------
    entry : PainEntry
        Not yet stored.
    now : pandas.Timestamp
        The present, with a zone.

    Raises
    ------
    WrongEntry
        For pain outside 0-10 or between whole numbers, a place or moment no table knows, a time
        without a zone, a day to come, or a day that is not that of the time anywhere.
    """
    check_word("region", entry.region, REGIONS)
    check_word("side", entry.side, SIDES)
    check_word("aspect", entry.aspect, (*ASPECTS, ""))
    check_word("moment", entry.moment, MOMENTS)
    if entry.intensity_nprs not in range(WORST_NPRS + 1):
        sentence = f"Pain goes from 0 to 10 in whole numbers, not {entry.intensity_nprs}."
        raise WrongEntry("intensity_nprs", sentence)
    _check_time("felt_at", entry.felt_at, now)
    _check_day(entry, now)


def check_red_flag(answer: RedFlagAnswer, now: pd.Timestamp) -> None:
    """Refuse an answer to no question, about no place, or from a day to come (WrongEntry)."""
    check_given("flag", answer.flag, "Which sign this answers")
    check_word("region", answer.region, REGIONS)
    check_word("side", answer.side, SIDES)
    _check_time("answered_at", answer.answered_at, now)


def pain_entries_of(frame: pd.DataFrame) -> tuple[PainEntry, ...]:
    """Build the records of a PAIN_ENTRIES frame, as the diary's file gives it."""
    own = [name for name in PAIN_ENTRIES.names if name != "athlete_id"]
    rows = zip(*(frame[name].tolist() for name in own), strict=True)
    return tuple(PainEntry(**dict(zip(own, row, strict=True))) for row in rows)


def _check_time(field: str, time: pd.Timestamp, now: pd.Timestamp) -> None:
    if pd.isna(time) or time.tzinfo is None:
        raise WrongEntry(field, "Give the day and the time, with a time zone.")
    check_past_day(field, day_of(time), now.tz_convert(time.tzinfo))


def _check_day(entry: PainEntry, now: pd.Timestamp) -> None:
    day = felt_on(entry)
    # The zone it was entered in may be lost; then "today" is the latest one on Earth.
    check_past_day("local_day", day, now.tz_convert("UTC") + FARTHEST_AHEAD)
    since = entry.felt_at.tz_convert("UTC").tz_localize(None) - day
    if not -FARTHEST_AHEAD <= since < ONE_DAY + FARTHEST_BEHIND:
        raise WrongEntry("local_day", f"{day:%d %B %Y} is not the day of the time given.")
