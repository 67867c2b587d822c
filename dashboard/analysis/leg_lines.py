"""The legs of a multisport race as lines that a person types: "Run 5 km 22:05", "Change 1:05"."""

import math
import re
from collections.abc import Sequence

import pandas as pd

from dashboard.analysis import race_words, sports, typed
from ingest.diary import RaceLeg, WrongEntry, check_race_legs

FIELD = "legs"
EXAMPLE = "Run 5 km 22:05\nChange 1:05\nBike 20 km 42:10"

_KNOWN = ("transition", *sports.CHOICES)
_OTHER_WORDS = {
    "transition": "transition",
    "t1": "transition",
    "t2": "transition",
    "ride": "cycling",
    "cycle": "cycling",
}
_SPORT_OF = {
    **{sport: sport for sport in _KNOWN},
    **{sports.word(sport).lower(): sport for sport in _KNOWN},
    **_OTHER_WORDS,
}
_LINE = re.compile(
    r"(?P<sport>[^\W\d]\w*)(?:\s+(?P<length>[\d.,]+\s*(?:km|miles?|mi|m)))?"
    r"(?:\s+(?P<time>\d[\d:.,]*))?",
    re.IGNORECASE,
)


def legs_from(text: str) -> tuple[RaceLeg, ...]:
    """Read one leg a line; no lines are no legs.

    Raises
    ------
    WrongEntry
        For the field ``legs``, naming the line that cannot be read or be true.
    """
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    legs = tuple(_leg(number, line) for number, line in enumerate(lines, start=1))
    try:
        check_race_legs(legs)
    except WrongEntry as wrong:
        raise WrongEntry(FIELD, wrong.message) from wrong
    return legs


def lines_of(legs: pd.DataFrame, result_id: str) -> str:
    """Write the RACE_LEGS of one finish as the lines that give them again."""
    mine = legs[legs["result_id"] == result_id].sort_values("leg")
    rows = zip(mine["leg"], mine["sport"], mine["official_distance_m"], mine["time_s"], strict=True)
    return lines([RaceLeg(*row) for row in rows])


def lines(legs: Sequence[RaceLeg]) -> str:
    """Write legs as the lines that give them again."""
    return "\n".join(
        " ".join(
            filter(
                None,
                (
                    _word(leg.sport),
                    _length(leg.official_distance_m),
                    race_words.typed_time(leg.time_s),
                ),
            )
        )
        for leg in legs
    )


def _leg(number: int, line: str) -> RaceLeg:
    found = _LINE.fullmatch(line)
    sport = _SPORT_OF.get(found["sport"].lower(), "") if found else ""
    if found is None or not sport:
        said = f"Line {number} of the legs cannot be read. Write a sport, a distance and a time, "
        raise WrongEntry(FIELD, f"{said}like Run 5 km 22:05 or Change 1:05.")
    try:
        metres = typed.distance_m(FIELD, found["length"] or "")
        time_s = typed.time_s(FIELD, found["time"] or "")
    except WrongEntry as wrong:
        raise WrongEntry(FIELD, f"Line {number} of the legs: {wrong.message}") from wrong
    return RaceLeg(number, sport, metres, time_s)


def _word(sport: str) -> str:
    """Give the word that is read as this sport again."""
    word = sports.word(sport)
    return word if _SPORT_OF.get(word.lower()) == sport else sport


def _length(metres: float) -> str:
    return f"{metres / 1000:.10g} km" if math.isfinite(metres) else ""
