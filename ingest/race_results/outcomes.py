"""Places with their fields, and how a race ended for a runner, from printed cells."""

import re
from collections.abc import Sequence
from functools import lru_cache

_PLACE = re.compile(r"\D{0,2}?(\d{1,3}(?:[.,'’ ]\d{3})+|\d{1,7})(?!\d)")  # noqa: RUF001
_FIELD = re.compile(
    r"(?:/|\bof\b|\bvon\b|\bde\b|\bsur\b|\bdi\b)\s*(\d{1,3}(?:[.,' ]\d{3})+|\d{1,7})"
)
_OUTCOMES = (
    ("DSQ", r"dsq|dq|disq?|disqualif\w*|desclassificad\w*|descalificad\w*"),
    (
        "DNS",
        r"dns|did not start|not started|no show|ns|n a s|nicht gestartet|non partant|"
        r"no presentado|np|nao largou",
    ),
    (
        "DNF",
        r"dnf|did not finish|not finished|dropped(?: out)?|abd|abandon\w*|aufg\w*|retired|ret|"
        r"rit|nf|ritirat\w*|uitgevallen|utgatt|otl",
    ),
)
_WORDS = tuple((outcome, re.compile(pattern)) for outcome, pattern in _OUTCOMES)
_NOT_A_LETTER = re.compile(r"[\W\d_]+")
_LONGEST = 40


@lru_cache(maxsize=65_536)
def place(cell: str) -> int | None:
    """Give the place of ``15,301``, ``3.``, ``1/29`` or ``1 M``; None for none or 0."""
    found = _PLACE.match(cell.strip())
    return (int(re.sub(r"\D", "", found[1])) or None) if found else None


@lru_cache(maxsize=65_536)
def field(cell: str) -> int | None:
    """Give the field of ``1/29`` or ``1 of 29``; None where none is printed."""
    found = _FIELD.search(cell)
    return (int(re.sub(r"\D", "", found[1])) or None) if found else None


@lru_cache(maxsize=65_536)
def outcome(cell: str) -> str:
    """Give DNF, DNS or DSQ when a cell says so in its words; else nothing."""
    words = _NOT_A_LETTER.sub(" ", cell[:_LONGEST].casefold().replace("ã", "a")).strip()
    if not words:
        return ""
    return next((found for found, pattern in _WORDS if pattern.fullmatch(words)), "")


def outcomes(columns: Sequence[Sequence[str]], n_rows: int) -> list[str]:
    """Give each row's first word of not having finished among these columns; "" for none."""
    said = [""] * n_rows
    for column in columns:
        for i, cell in enumerate(column):
            if cell and not said[i]:
                said[i] = outcome(cell)
    return said
