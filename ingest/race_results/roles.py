"""What a column of a list may be: the roles, those of a table, and a table by other roles."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.errors import UnknownFormat
from ingest.race_results.columns import SPLIT, TIMES, Columns
from ingest.race_results.leg_times import is_leg

# Every role but splits and legs, in the order in which a person may look for it; "" is not read.
ROLES = (
    *("", "name", "first", "last", "bib", "chip", "gun", "time", "pace"),
    *("place_overall", "place_gender", "place_category", "category", "gender", "status"),
    *("distance", "race", "edition", "day"),
)
_SHAPE_DIGITS = 32
_EXAMPLES = 3
_LOOKED_AT = 50
_A_SPLIT = re.compile(rf"{SPLIT}(?:half|\d{{1,7}}(?:\.\d+)?)")


def is_role(role: str) -> bool:
    """Say whether a word is a role, a split such as ``split_5000``, or a leg: ``leg_running_2``."""
    return role in ROLES or _A_SPLIT.fullmatch(role) is not None or is_leg(role)


def leg_columns(columns: Columns, rows: Sequence[int]) -> list[tuple[str, str, list[str]]]:
    """Give role, heading and cells of each leg, in the order of the columns."""
    legs = sorted((at, role) for role, at in columns.place_of.items() if is_leg(role))
    return [
        (role, columns.headings[at], [columns.rows[row][at] for row in rows]) for at, role in legs
    ]


def roles_of(columns: Columns) -> tuple[str, ...]:
    """Give the role of each column; "" for one that is not read."""
    of_place = {at: role for role, at in columns.place_of.items() if is_role(role)}
    return tuple(of_place.get(at, "") for at in range(len(columns.headings)))


def with_roles(columns: Columns, roles: Sequence[str]) -> Columns:
    """Read a table by the roles a person gave; of two columns with one role the first counts.

    Raises
    ------
    UnknownFormat
        When none of them is a time, or a role is none.
    """
    unknown = next((role for role in roles if not is_role(role)), None)
    if unknown is not None:
        raise UnknownFormat(f"{unknown} is nothing that a column of results can be.")
    if not set(TIMES) & set(roles):
        raise UnknownFormat(
            "No column is the finish time. Say which one it is: chip time, gun time or time."
        )
    places = {role: at for at, role in reversed(list(enumerate(roles))) if role}
    return replace(columns, place_of=places)


def shape_of(columns: Columns) -> str:
    """Return what lists of one kind have in common: a hash of their row of headings."""
    named = [" ".join(heading.split()).casefold() for heading in columns.headings]
    if not any(named):
        # A bare list has no words of its own: what was found in it tells it from others.
        named = ["", *roles_of(columns)]
    return hashlib.sha256("\x1f".join(named).encode()).hexdigest()[:_SHAPE_DIGITS]


def examples(columns: Columns) -> tuple[tuple[str, ...], ...]:
    """Give the first different cells of each column that say something."""
    some = columns.rows[:_LOOKED_AT]
    return tuple(
        tuple(list(dict.fromkeys(row[at] for row in some if row[at]))[:_EXAMPLES])
        for at in range(len(columns.headings))
    )
