"""The season's pain diary: mornings as rows of digits, and what was felt during and after outings.

A dot is a day on which nothing was entered: a gap, not a zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from sample_data.making.season_motion import start
from sample_data.making.season_weeks import Outing, outings
from sample_data.story import dates, told
from sample_data.story.records import DiaryEntry


@dataclass(frozen=True, slots=True)
class Place:
    """Where it hurts, in the words of the tables."""

    region: str
    side: str
    aspect: str


OUTER_RIGHT = Place("knee", "right", "lateral")
INNER_LEFT = Place("knee", "left", "medial")

# From the Monday four weeks before the long run with friends; one group a week.
_RIGHT_FROM = date(2026, 2, 9)
_RIGHT_MORNINGS = """
.1....1 .0....1 ..1...0 .0.1..1 10.1.00 5444332 211.10. .1.0..0
.0....0 1.....1 .0....0 .......  0.....0 .......  .0..... ......0
"""
# From the Monday after the duathlon to the last day.
_LEFT_FROM = date(2026, 8, 3)
_LEFT_MORNINGS = """
2336665 5544.43 33.3323 2322.25 54433.2 222.212 1211.11
1121.11 4332.11 111.110 1011.10 010.010 3221.00
0010.00 001.000 00100.0
"""

# (during, after) for outings on these days; a dot is nothing entered.
_RIGHT_OUTINGS = {
    date(2025, 11, 9): "1.",
    date(2025, 11, 16): "11",
    date(2025, 11, 23): "2.",
    date(2025, 11, 30): ".1",
    date(2025, 12, 7): "21",
    date(2025, 12, 21): "0.",
    date(2026, 1, 11): "1.",
    date(2026, 1, 18): "21",
    date(2026, 1, 25): "1.",
    date(2026, 2, 1): ".1",
    date(2026, 2, 15): "21",
    date(2026, 2, 22): "2.",
    date(2026, 3, 1): "12",
    date(2026, 3, 8): "1.",
    dates.LONG_RUN_WITH_FRIENDS: "34",
    date(2026, 3, 22): "23",
    date(2026, 3, 24): "1.",
    date(2026, 3, 29): "11",
    date(2026, 4, 5): "0.",
    date(2026, 4, 12): "11",
    date(2026, 4, 19): ".1",
    date(2026, 4, 26): "0.",
    date(2026, 5, 10): "0.",
    date(2026, 5, 24): "00",
    dates.HALF_MARATHON: "1.",
}
_LEFT_OUTINGS = {
    dates.DUATHLON: ".4",
    date(2026, 8, 16): "3.",
    date(2026, 8, 23): "23",
    date(2026, 8, 29): "34",
    date(2026, 9, 11): "1.",
    date(2026, 9, 13): "11",
    dates.BRISK_WALK: "01",
    dates.FIRST_WALK_RUN: "11",
    date(2026, 9, 27): "23",
    date(2026, 10, 4): "11",
    date(2026, 10, 7): "10",
    date(2026, 10, 11): "1.",
    date(2026, 10, 13): "00",
    date(2026, 10, 15): "10",
    date(2026, 10, 20): "00",
    date(2026, 10, 23): "0.",
    dates.HILL_WALK: "12",
    date(2026, 10, 31): "00",
    dates.FIRST_WHOLE_RUN: "11",
    date(2026, 11, 8): "0.",
    date(2026, 11, 10): "01",
    date(2026, 11, 15): "00",
    date(2026, 11, 17): "0.",
    date(2026, 11, 22): "00",
}
# What the evening said of a bad day.
_LEFT_WORST = {
    date(2026, 8, 3): 4,
    date(2026, 8, 6): 6,
    date(2026, 8, 7): 7,
    date(2026, 8, 8): 6,
    date(2026, 8, 10): 6,
    date(2026, 8, 13): 5,
    date(2026, 8, 30): 6,
    date(2026, 8, 31): 5,
    date(2026, 9, 28): 5,
    date(2026, 10, 26): 4,
}
_RIGHT_WORST = {date(2026, 3, 16): 5, date(2026, 3, 18): 4}

_SWELLING = tuple(date(2026, 8, day) for day in (6, 7, 8, 9, 30))
_PAINKILLER = (date(2026, 8, 6), date(2026, 8, 7), date(2026, 8, 8), date(2026, 8, 31))
_CLICKING = (date(2026, 9, 13), date(2026, 10, 11), date(2026, 10, 25), date(2026, 11, 15))
_NOTES = {
    (dates.LONG_RUN_WITH_FRIENDS, "after"): "Farther than planned. Outer side, from km 13.",
    (date(2026, 3, 16), "morning"): "Stairs down are the worst of it.",
    (date(2026, 3, 24), "during"): "Turned round early.",
    (dates.DUATHLON, "after"): "Signed up two days before. Inner side, getting off the chair.",
    (date(2026, 8, 6), "morning"): "Much worse overnight, a little puffy.",
    (date(2026, 8, 7), "worst"): "Could not sit through the film.",
    (dates.PHYSIO_BEGINS, "worst"): "First appointment. No running, but keep moving.",
    (date(2026, 8, 29), "after"): "Too many hills for a first long ride.",
    (dates.BRISK_WALK, "after"): "Half an hour, no limp.",
    (dates.FIRST_WALK_RUN, "after"): "Running again, two minutes at a time.",
    (date(2026, 9, 27), "after"): "Ran the downhill part too fast.",
    (dates.HILL_WALK, "after"): "Long way down.",
    (dates.FIRST_WHOLE_RUN, "after"): "No walking breaks.",
    (date(2026, 11, 15), "after"): "It clicks, it does not hurt.",
}


def entries() -> tuple[DiaryEntry, ...]:
    """Give every entry of the diary in the order felt."""
    by_day = {outing.day: outing for outing in outings()}
    found = [
        *_mornings(OUTER_RIGHT, _RIGHT_FROM, _RIGHT_MORNINGS),
        *_mornings(INNER_LEFT, _LEFT_FROM, _LEFT_MORNINGS),
        *_of_outings(OUTER_RIGHT, _RIGHT_OUTINGS, by_day),
        *_of_outings(INNER_LEFT, _LEFT_OUTINGS, by_day),
        *_evenings(OUTER_RIGHT, _RIGHT_WORST),
        *_evenings(INNER_LEFT, _LEFT_WORST),
    ]
    return tuple(sorted(map(_told, found), key=lambda entry: (entry.felt_at, entry.side)))


def _mornings(place: Place, first: date, digits: str) -> Iterator[DiaryEntry]:
    for number, digit in enumerate("".join(digits.split())):
        if digit != ".":
            day = first + timedelta(days=number)
            yield _entry(place, _clock(day, time(6, 50), 40), int(digit), "morning")


def _of_outings(
    place: Place, felt: dict[date, str], by_day: dict[date, Outing]
) -> Iterator[DiaryEntry]:
    for day, digits in felt.items():
        outing = by_day[day]
        begun = start(outing)
        hours = (timedelta(minutes=25), timedelta(hours=3 if outing.kind == "duathlon" else 2))
        for digit, moment, later in zip(digits, ("during", "after"), hours, strict=True):
            if digit != ".":
                entry = _entry(place, _whole_minute(begun + later), int(digit), moment)
                yield replace(entry, file=outing.file)


def _evenings(place: Place, felt: dict[date, int]) -> Iterator[DiaryEntry]:
    for day, intensity in felt.items():
        yield _entry(place, _clock(day, time(20, 50), 60), intensity, "worst")


def _entry(place: Place, felt_at: datetime, intensity: int, moment: str) -> DiaryEntry:
    return DiaryEntry(felt_at, place.region, place.side, place.aspect, intensity, moment)


def _clock(day: date, first: time, minutes: int) -> datetime:
    """Pick a minute of the day, a little later or earlier than the day before."""
    later = int(np.random.default_rng(day.toordinal()).integers(0, minutes))
    zone = ZoneInfo(told.RUNNER.time_zone)
    return datetime.combine(day, first, zone) + timedelta(minutes=later)


def _whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0)


def _told(entry: DiaryEntry) -> DiaryEntry:
    day = entry.felt_at.date()
    on_left = entry.side == INNER_LEFT.side
    return replace(
        entry,
        swelling=on_left and entry.moment == "morning" and day in _SWELLING,
        painkiller_taken=on_left and entry.moment == "worst" and day in _PAINKILLER,
        clicking=on_left and entry.moment == "after" and day in _CLICKING,
        note=_NOTES.get((day, entry.moment), ""),
    )
