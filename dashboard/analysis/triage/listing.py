"""The list of clients in words: its title, what is filtered, the rows of its table."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis import users_text, words
from dashboard.analysis.pain_words import capital
from dashboard.analysis.triage.row import LABELS, ClientRow, Code

NEEDS_LOOK, ALL, SEEN = "Needs a look", "All", "Seen"
VIEWS = (NEEDS_LOOK, ALL, SEEN)
ANY_REASON = "Any reason"
COLUMNS = ("athlete_id", "name", "why", "where", "pain", "running_km", "last_entry")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show: part of a name, one of :data:`VIEWS`, and a reason's label or any."""

    name: str = ""
    view: str = NEEDS_LOOK
    reason: str = ANY_REASON


@dataclass(frozen=True, slots=True)
class Listing:
    """What the page shows: ``cards`` one by one, ``table`` below them, ``quiet`` how many not."""

    cards: tuple[ClientRow, ...]
    table: tuple[ClientRow, ...]
    quiet: int


def listing(rows: Sequence[ClientRow], wanted: Wanted) -> Listing:
    """Choose rows, in their order: who needs a look in cards, the others with a reason below."""
    found = [row for row in rows if _matches(row, wanted)]
    if wanted.view == SEEN:
        return Listing(tuple(row for row in found if row.is_seen), (), 0)
    cards = tuple(row for row in found if row.needs_look)
    if wanted.view == ALL:
        return Listing((), tuple(found), 0)
    table = tuple(row for row in found if row.open_reasons and not row.needs_look)
    return Listing(cards, table, len(found) - len(cards) - len(table))


def reasons_in(rows: Sequence[ClientRow]) -> tuple[str, ...]:
    """Name the kinds of reasons there are, in their order, after "any reason"."""
    there = {reason.code for row in rows for reason in row.reasons}
    return (ANY_REASON, *(LABELS[code] for code in Code if code in there))


def sentence(rows: Sequence[ClientRow]) -> str:
    """Answer the page's question: "4 people need a look today."."""
    count = sum(row.needs_look for row in rows)
    if not count:
        return "Nobody needs a look today."
    return "1 person needs a look today." if count == 1 else f"{count} people need a look today."


def overline(rows: Sequence[ClientRow], today: pd.Timestamp) -> str:
    """Say which day it is, and how many there are."""
    clients = sum(row.is_client for row in rows)
    many = words.counted(len(rows), "athlete")
    marked = f", {clients} of them clients" if 0 < clients < len(rows) else ""
    if clients == len(rows):
        many = words.counted(clients, "client")
    return f"{words.long_day(today)} · {many}{marked}"


def quiet_words(count: int) -> str:
    """Say of how many nothing is listed; "" for nobody."""
    if not count:
        return ""
    return f"{count} more {'has' if count == 1 else 'have'} nothing new to look at."


def nothing_words(wanted: Wanted) -> str:
    """Say why nothing is listed."""
    if wanted.name or wanted.reason != ANY_REASON:
        return "Nobody matches: choose another name or reason."
    return "Nobody was seen yet." if wanted.view == SEEN else "Nothing to look at here."


def why(row: ClientRow) -> str:
    """Give the reasons as one text: those nobody has seen, else what was seen, else what is."""
    if row.open_reasons:
        return " ".join(reason.words for reason in row.open_reasons)
    if row.reasons:
        return f"Seen: {' '.join(reason.words for reason in row.reasons)}"
    return "Nothing new." if row.is_known else "No entry and no session yet."


def day_words(when: pd.Timestamp | None, today: pd.Timestamp) -> str:
    """Write a day shortly: "22 Nov", with its year when it is another one."""
    if when is None:
        return ""
    text = words.day(when)
    return text.removesuffix(f" {today.year}") if when.year == today.year else text


def seen_words(row: ClientRow, today: pd.Timestamp) -> str:
    """Say when somebody looked, and what they wrote; "" when nobody did."""
    if row.seen_at is None:
        return ""
    said = f": {users_text.one_line(row.seen_note)}" if row.seen_note else ""
    return f"Seen on {day_words(row.seen_at, today)}{said}"


def table(rows: Sequence[ClientRow], today: pd.Timestamp) -> pd.DataFrame:
    """Lay rows out as a table: text, and two small charts.

    Returns
    -------
    pandas.DataFrame
        :data:`COLUMNS`. ``pain`` holds the scores of the noted days among the last 28, the oldest
        first; ``running_km`` six sums of 7 days. Both are empty where there is nothing to draw.
    """
    cells = [
        (
            row.athlete_id,
            users_text.shortened(row.name),
            users_text.one_line(why(row)),
            capital(row.where),
            [score for score in row.pain if not math.isnan(score)],
            [round(km, 1) for km in row.running_km] if any(row.running_km) else [],
            day_words(row.last_entry, today),
        )
        for row in rows
    ]
    return pd.DataFrame(cells, columns=list(COLUMNS))


def _matches(row: ClientRow, wanted: Wanted) -> bool:
    if wanted.name.strip().casefold() not in row.name.casefold():
        return False
    labels = {reason.label for reason in row.reasons}
    return wanted.reason == ANY_REASON or wanted.reason in labels
