"""One list of results beside everybody who is looked after: who may be which row.

Nothing is decided here: a match is shown to a person, who says whether it is one.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import pandas as pd

from dashboard.analysis.name_words import may_be_same_name, name_words


class Likeness(Enum):
    """How alike two names are."""

    SAME = "Same name"
    PART = "One name has a word more"


@dataclass(frozen=True, slots=True)
class RosterMatch:
    """A row of a list, by its position, that may be an athlete's.

    ``alone`` says that no other row is as alike to them, and nobody else to the row.
    """

    athlete_id: str
    row: int
    likeness: Likeness
    alone: bool


def roster_matches(results: pd.DataFrame, people: Mapping[str, str]) -> tuple[RosterMatch, ...]:
    """Match a list of results to everybody, by the words of their names.

    Parameters
    ----------
    results : pandas.DataFrame
        With ``name``; as :func:`ingest.race_results.read_result_list` gives it.
    people : mapping of str to str
        Names by athlete id.

    Returns
    -------
    tuple of RosterMatch
        In the order of the people, the same names first. Rows with one word more or less count
        only for people without a row of the same name.
    """
    rows = [name_words(name) for name in results["name"]]
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(rows):
        for word in words:
            by_word[word].append(at)
    found = [
        (athlete_id, at, likeness)
        for athlete_id, name in people.items()
        for at, likeness in _of_one(name_words(name), rows, by_word)
    ]
    return tuple(
        RosterMatch(athlete_id, at, likeness, _is_alone(found, athlete_id, at))
        for athlete_id, at, likeness in found
    )


def _of_one(
    wanted: frozenset[str], rows: list[frozenset[str]], by_word: Mapping[str, list[int]]
) -> list[tuple[int, Likeness]]:
    near = sorted({at for word in wanted for at in by_word.get(word, ())})
    same = [(at, Likeness.SAME) for at in near if rows[at] == wanted]
    return same or [(at, Likeness.PART) for at in near if may_be_same_name(wanted, rows[at])]


def _is_alone(found: list[tuple[str, int, Likeness]], athlete_id: str, row: int) -> bool:
    return sum(who == athlete_id or at == row for who, at, _ in found) == 1
