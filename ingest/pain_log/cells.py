"""Single cells of a diary file: a score, a yes or no, a moment, a note."""

import math
import re
from collections.abc import Mapping

from ingest.athlete_tables import MOMENTS
from ingest.pain_log.refusal import RefusedRow

NUMBER_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)
NO_PAIN = ("none", "no pain", "nil")
WORST_NPRS = 10
YES = ("yes", "y", "true", "1", "x", "ja", "oui")
NO = ("", "no", "n", "false", "0", "-", "nein", "non")
MOMENT_WORDS: Mapping[str, str] = {moment: moment for moment in MOMENTS} | {
    "am": "morning",
    "waking": "morning",
    "max": "worst",
    "maximum": "worst",
    "peak": "worst",
}
_SCORE = re.compile(r"([+-]?\d+(?:[.,]\d+)?)(?:\s*(?:/|of|out of)\s*10)?")
_SILENT = frozenset(
    ("a", "day", "exercise", "in", "my", "of", "on", "run", "running", "session", "the", "today")
)
# A note that a spreadsheet would run as a formula gets one apostrophe in front when written.
_GUARDED_NOTE = re.compile(r"'+[=+\-@\t\r]")
_FORMULA_NOTE = re.compile(r"'*[=+\-@\t\r]")


def read_score(cell: str) -> float:
    """Read pain 0-10: 3, 3,5, 3/10, three, none.

    Raises
    ------
    RefusedRow
        When there is no number, or one outside 0-10. An empty cell is not a 0.
    """
    text = cell.casefold().replace("\N{MINUS SIGN}", "-").strip()
    if not text:
        raise RefusedRow("It has no score, and an empty day is no entry: 0 says “no pain”.")
    if text in NO_PAIN:
        return 0.0
    if text in NUMBER_WORDS:
        return float(NUMBER_WORDS.index(text))
    match = _SCORE.fullmatch(text)
    if match is None:
        raise RefusedRow(f"“{cell}” is not a number from 0 to 10.")
    score = float(match[1].replace(",", "."))
    if not 0 <= score <= WORST_NPRS:
        raise RefusedRow(f"Pain goes from 0 to 10, not {match[1]}.")
    return score


def whole(score: float) -> int:
    """Round to the nearest whole number, a half upwards."""
    return math.floor(score + 0.5)


def read_flag(cell: str, what: str) -> bool:
    """Read yes or no; an empty cell is no.

    Raises
    ------
    RefusedRow
        For anything else, so that no sign gets lost.
    """
    text = cell.casefold()
    if text in YES:
        return True
    if text in NO:
        return False
    raise RefusedRow(f"{what.replace('_', ' ').capitalize()} is yes or no, not “{cell}”.")


def read_moment_word(cell: str) -> str:
    """Read one of morning, before, during, after, worst; "" when the cell is empty.

    Raises
    ------
    RefusedRow
        For another word: moments are different series and must not be guessed.
    """
    said = [word for word in re.findall(r"\w+", cell.casefold()) if word not in _SILENT]
    if not said:
        return ""
    if len(said) > 1 or said[0] not in MOMENT_WORDS:
        raise RefusedRow(f"“{cell}” is not a moment: write {', '.join(MOMENTS[:-1])} or worst.")
    return MOMENT_WORDS[said[0]]


def written_note(note: str) -> str:
    """Write a note so that a spreadsheet shows it and does not run it."""
    return f"'{note}" if _FORMULA_NOTE.match(note) else note


def read_note(cell: str) -> str:
    """Undo :func:`written_note`."""
    return cell[1:] if _GUARDED_NOTE.match(cell) else cell
