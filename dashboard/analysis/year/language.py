"""The words of the yearly report by language: every sentence, date and number of it goes by here.

A new language is one more :class:`Language` in ``LANGUAGES``; a sentence that is missing in it
cannot be built, and nothing else in the report holds words of its own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from dashboard.analysis import words
from dashboard.analysis.year.english import SENTENCES
from dashboard.analysis.year.sentences import Sentences

_SEPARATOR = re.compile(r"(?<=\d)[.,](?=\d)")


@dataclass(frozen=True, slots=True)
class Language:
    """How one language says the report.

    ``day_pattern`` places ``{day}``, ``{month}`` and ``{year}``; ``separators`` are the marks
    between thousands and before decimals; ``months`` are short names from January on.
    """

    code: str
    say: Sentences
    months: tuple[str, ...]
    day_pattern: str
    separators: tuple[str, str]

    def day(self, when: date) -> str:
        """Write a date: "6 Sep 2026"."""
        month = self.months[when.month - 1]
        return self.day_pattern.format(day=when.day, month=month, year=when.year)

    def span(self, first: date, last: date) -> str:
        """Write days from one to another; one day alone when they are the same."""
        if first == last:
            return self.day(first)
        return self.say.span.format(first=self.day(first), last=self.day(last))

    def figures(self, text: str) -> str:
        """Write the numbers in a text with this language's separators."""
        marks = dict(zip(",.", self.separators, strict=True))
        return _SEPARATOR.sub(lambda found: marks[found[0]], text)

    def number(self, value: float, *, decimals: int = 0) -> str:
        """Write a number: "1,008"; "" for NaN."""
        return self.figures(words.number(value, decimals=decimals))

    def distance(self, distance_m: float, *, decimals: int = 1) -> str:
        """Write a distance in the person's unit: "21.1 km"; "" for NaN."""
        return self.figures(words.distance(distance_m, decimals=decimals))

    def joined(self, parts: list[str]) -> str:
        """Join a sentence's list: "a, b and c"."""
        if len(parts) <= 1:
            return "".join(parts)
        return self.say.last_of_list.format(first=", ".join(parts[:-1]), last=parts[-1])

    def counted(self, count: int, one: str, many: str) -> str:
        """Write a count with its word: "1 race", "4 races"."""
        return f"{self.number(count)} {one if count == 1 else many}"


ENGLISH = Language(
    code="en",
    say=SENTENCES,
    months=tuple(month[:3] for month in words.MONTHS),
    day_pattern="{day} {month} {year}",
    separators=(",", "."),
)
LANGUAGES: Mapping[str, Language] = MappingProxyType({ENGLISH.code: ENGLISH})
