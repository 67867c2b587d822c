"""The season week by week: what was done on which day.

An amount counts kilometres, minutes, or sets of 250 m in the pool: see :mod:`season_kinds`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sample_data.story.dates import FIRST_DAY

# One line a week, Mondays first. Longest runs grow by a tenth at most in 30 days, but for the two
# that the story needs and the half marathon.
_WEEKS = """
Tu easy 8.0 | Th strength 40 | Su easy 8.8
We easy 6.5 | Fr swim 5 | Su easy 9.0
Tu easy 7.0 | Sa ride 32 | Su easy 9.0
Tu tempo 7.0 | Th strength 40 | Su easy 9.5
We treadmill 6.0 | Sa indoor 20 | Su hills 9.0
Tu easy 7.0 | Th yoga 45 | Su easy 9.5
Tu intervals 7.0 | Fr strength 40 | Su easy 10.0
We easy 6.5 | Sa indoor 22 | Su easy 9.5
Tu tempo 7.5 | Th strength 45 | Su easy 10.4
Tu treadmill 7.0 | Sa swim 6 | Su easy 10.0
Tu intervals 7.0 | Th strength 40 | Su easy 10.5

We easy 5.0 | Sa walk 5.0 | Su easy 6.5
Tu easy 6.5 | Fr walk 6.0 | Su easy 8.0

We easy 6.0 | Fr indoor 20 | Su easy 8.5
Tu treadmill 6.5 | Th strength 45 | Su easy 9.3
Tu easy 7.0 | Th yoga 45 | Su easy 10.0
Tu tempo 7.0 | Th strength 40 | Su easy 10.0
We easy 6.5 | Sa swim 6 | Su easy 10.5
Tu intervals 7.0 | Th strength 45 | Su easy 10.0
Tu easy 7.0 | Sa indoor 24 | Su easy 10.5
Tu tempo 7.5 | Th strength 45 | Su easy 10.8
We treadmill 6.5 | Fr yoga 45 | Su hills 9.5
Tu easy 7.0 | Th strength 45 | Su easy 10.5
Tu intervals 7.5 | Th strength 40 | Su long 16.2
We swim 6 | Sa ride 28 | Su easy 5.0
Tu easy 5.0 | Th strength 45 | Su easy 7.0

Tu easy 6.5 | Th strength 45 | Su easy 9.0
Tu tempo 7.5 | Sa ride 35 | Su long 11.0
We intervals 8.0 | Fr strength 40 | Su long 12.0
Tu easy 8.0 | Th hills 8.0 | Su long 13.1
Tu tempo 8.0 | Th strength 45 | Sa ride 30 | Su easy 10.0
Tu intervals 8.0 | Th easy 7.0 | Su long 14.3
Tu tempo 9.0 | Th strength 40 | Su long 15.7
Tu easy 8.0 | Th intervals 8.5 | Su long 17.2
Tu tempo 8.0 | Th swim 6 | Su long 12.0
Tu easy 6.0 | Th easy 4.0 | Su half_marathon 21.24

We walk 4.0 | Fr swim 5 | Su easyride 26
Tu easy 5.0 | Th strength 40 | Su easy 7.0
Tu easy 6.0 | Sa ride 40 | Su easy 8.0
Tu easy 6.0 | Th strength 40 | Su easy 6.0
We treadmill 4.0 | Su walk 6.5
Tu easy 4.5 | Sa easy 5.0 | Su ride 36
We easy 5.5 | Fr strength 40 | Su easy 5.8
We tempo 5.0 | Su duathlon 39.5

Sa swim 4 | Su yoga 40
Tu strength 40 | We swim 5 | Fr elliptical 25 | Su walk 3.0
Mo strength 45 | We swim 6 | Fr easyride 15 | Su walk 4.0
Tu strength 45 | Th elliptical 30 | Sa ride 34 | Su swim 5
We swim 6 | Fr strength 40 | Su yoga 45
Tu strength 45 | We swim 6 | Fr elliptical 35 | Su walk 4.5
Mo strength 45 | We swim 7 | Th easyride 22 | Sa walk 3.0

Tu walkrun 3.4 | Th strength 45 | Fr swim 6 | Su walkrun 3.4
We swim 6 | Fr strength 40 | Su walkrun 3.4
We walkrun 3.7 | Fr strength 45 | Su walkrun 3.7
Tu walkrun 4.0 | Th walkrun 4.0 | Sa strength 45 | Su easyride 24
Tu walkrun 4.0 | Th strength 45 | Fr walkrun 4.0 | Su walk 11.0
We yoga 45 | Th swim 7 | Sa walkrun 4.0
Tu easy 4.3 | Th strength 45 | Fr swim 7 | Su easy 4.3
Tu easy 4.6 | Th elliptical 30 | Sa strength 40 | Su easy 5.0
Tu easy 5.0 | Th strength 45 | Fr swim 7 | Su easy 5.4
"""
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
# Weeks with nothing in them, counted from 0: the one in bed.
_EMPTY = (11,)


@dataclass(frozen=True, slots=True)
class Outing:
    """Something done on a day; ``kind`` names one of ``KINDS``, ``number`` counts from 0."""

    number: int
    day: date
    kind: str
    amount: float

    @property
    def file(self) -> str:
        """Name its watch file."""
        return f"{self.day}-{self.kind}.fit"


def outings() -> Iterator[Outing]:
    """Give every outing of the season, oldest first."""
    lines = [line for line in _WEEKS.splitlines() if line]
    for empty in _EMPTY:
        lines.insert(empty, "")
    number = 0
    for week, line in enumerate(lines):
        for words in filter(None, line.split(" | ")):
            weekday, kind, amount = words.split()
            day = FIRST_DAY + timedelta(days=7 * week + _DAYS.index(weekday))
            yield Outing(number, day, kind, float(amount))
            number += 1
