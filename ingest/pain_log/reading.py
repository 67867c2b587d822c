"""A diary file as accepted entries and refused rows, each with its reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from ingest.athlete_tables import PAIN_ENTRIES
from ingest.diary import PainEntry
from ingest.errors import DamagedFile
from ingest.pain_log.days import day_order
from ingest.pain_log.entries import ASSUMED, Reading, row_entries
from ingest.pain_log.refusal import RefusedRow
from ingest.pain_log.sheet import rows
from ingest.tables import INTEGER, TEXT, Column, Table, conform

REFUSED_ROWS = Table(
    "REFUSED_ROWS",
    "a row of a diary file that gives no entry",
    (
        Column("line", INTEGER, "the line of the file it begins on, from 1", 1),
        Column("row", TEXT, "the row as it stands in the file"),
        Column("reason", TEXT, "why it was not taken, as a sentence"),
        Column("asks", TEXT, "day_order or side: what its owner can say so that it is taken"),
    ),
)
_DEFAULT = Reading()


@dataclass(frozen=True, slots=True, eq=False)
class PainRows:
    """A diary file, read: every row is in ``entries`` (PAIN_ENTRIES) or in REFUSED_ROWS.

    ``assumed`` are sentences about what the rows left open.
    """

    entries: pd.DataFrame
    refused: pd.DataFrame
    assumed: tuple[str, ...]


def read_pain_rows(data: bytes, *, filename: str = "", reading: Reading = _DEFAULT) -> PainRows:
    """Read a pain diary from CSV, row by row.

    Parameters
    ----------
    data : bytes
        Text separated by comma, semicolon, tab or bar, with headings in the first row: a day, a
        place and a score at least. UTF-8, UTF-16 with its mark, or Windows' western encoding.
    filename : str
        For the sentences only.
    reading : Reading
        What the file leaves open: time zone, order of day and month, side.

    Returns
    -------
    PainRows
        A repeated row counts once. "Both knees" are two entries of one group. Entries without an
        id get one made from what they say, so that a file read twice gives the same ids.

    Raises
    ------
    IngestError
        When it is no diary at all: empty, not a text, without the headings, far too large.
    """
    found = rows(data, filename)
    order = reading.day_order or day_order(
        row[column] for row in found for column in ("local_day", "felt_at")
    )
    entries: dict[str, PainEntry] = {}
    refused: list[tuple[int, str, str, str]] = []
    assumed: Counter[str] = Counter()
    for row in found:
        try:
            given = row_entries(row, order, reading)
            _refuse_repeated(given.entries, entries)
        except RefusedRow as error:
            refused.append((row.line, row.text, str(error), error.asks))
            continue
        entries.update((entry.entry_id, entry) for entry in given.entries)
        assumed.update(given.assumed)
    return PainRows(_frame(entries.values()), _refused_frame(refused), _sentences(assumed))


def read_pain_log(data: bytes, *, filename: str = "") -> pd.DataFrame:
    """Read a pain diary from CSV; clock times without an offset count as UTC.

    Parameters
    ----------
    data : bytes
        As :func:`read_pain_rows`, which also tells what was refused.
    filename : str
        For the sentences only.

    Returns
    -------
    pandas.DataFrame
        PAIN_ENTRIES in the order of the file, ``athlete_id`` empty; never without a row.

    Raises
    ------
    IngestError
        When not one row can be taken.
    """
    read = read_pain_rows(data, filename=filename)
    if read.entries.empty:
        first = read.refused.iloc[0]
        raise DamagedFile(
            f"No row of {filename or 'this file'} can be taken. Line {first['line']}:"
            f" {first['reason']}"
        )
    return read.entries


def _refuse_repeated(given: Iterable[PainEntry], known: dict[str, PainEntry]) -> None:
    if any(entry.entry_id in known for entry in given):
        raise RefusedRow("It repeats a row above.")


def _frame(entries: Iterable[PainEntry]) -> pd.DataFrame:
    kept = list(entries)
    own = [name for name in PAIN_ENTRIES.names if name != "athlete_id"]
    frame = pd.DataFrame({name: [getattr(entry, name) for entry in kept] for name in own})
    frame["felt_at"] = pd.to_datetime(frame["felt_at"], utc=True)
    return conform(frame, PAIN_ENTRIES)


def _refused_frame(refused: list[tuple[int, str, str, str]]) -> pd.DataFrame:
    return conform(pd.DataFrame(refused, columns=REFUSED_ROWS.names), REFUSED_ROWS)


def _sentences(assumed: Counter[str]) -> tuple[str, ...]:
    return tuple(
        f"{count:,} {'row' if count == 1 else 'rows'} {ASSUMED[code]}."
        for code, count in assumed.items()
    )
