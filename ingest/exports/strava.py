"""Strava's ``activities.csv``, in any language: columns are found by place and content.

The headings are written in the language of the account, some of them say that a translation is
missing, and two of them come twice (kilometres, then metres). The order of the columns is always
the same; only the private note and the highest heart rate were put in later. So the column of the
files is looked for, and the others are counted from it.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from math import isnan, nan
from typing import Final

from ingest.exports.dates import read_time
from ingest.exports.sport_words import sport_of_word
from ingest.exports.told import Entry, Told, effort

NAME: Final = "activities.csv"
RECORDING: Final = re.compile(r"^[^/]+/[^/]+\.(?:fit|gpx|tcx)(?:\.gz)?$", re.IGNORECASE)
ID: Final = re.compile(r"^\d{3,20}$")
DATE_AT, NAME_AT, SPORT_AT, NOTE_AT, ELAPSED_AT = 1, 2, 3, 4, 5
# Where the file stands since the private note came in, and in older exports.
FILE_AT, OLD_FILE_AT = 12, (10, 11)
# Counted from the file.
GEAR, ELAPSED, DISTANCE, RPE = -1, 3, 5, 31
LARGEST_FIELD: Final = 1_000_000


def is_activities(name: str) -> bool:
    """Say whether a file has the name of the table."""
    return name.casefold() == NAME


def read_activities_table(data: bytes) -> tuple[Entry, ...]:
    """Read the lines of the table.

    Parameters
    ----------
    data : bytes
        The CSV file, in UTF-8, with or without a byte order mark.

    Returns
    -------
    tuple of Entry
        Empty when it is another table. Lines that are no activity are left out.
    """
    rows = _rows(data)
    lines = [(number, row) for number, row in enumerate(rows) if row and ID.match(row[0].strip())]
    if not lines:
        return ()
    at = _file_column([row for _, row in lines], rows[0])
    return tuple(_entry(number, row, at) for number, row in lines)


def _rows(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8-sig", "replace").replace("\0", "")
    before = csv.field_size_limit(LARGEST_FIELD)
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        return []
    finally:
        csv.field_size_limit(before)


def _file_column(rows: Sequence[Sequence[str]], heading: Sequence[str]) -> int:
    """Find the column that names files; without any, the one that is called so, or its place."""
    found = Counter(
        at for row in rows for at, cell in enumerate(row) if RECORDING.match(cell.strip())
    )
    if found:
        return found.most_common(1)[0][0]
    named = [at for at, cell in enumerate(heading) if cell.strip().casefold() == "filename"]
    return named[0] if named else FILE_AT


def _entry(number: int, row: Sequence[str], at: int) -> Entry:
    sport, sub_sport = sport_of_word(_cell(row, SPORT_AT))
    notes = [_cell(row, NOTE_AT)]
    if at == FILE_AT:
        notes.append(_cell(row, FILE_AT - 2))
    elapsed_s = _number(_cell(row, at + ELAPSED))
    file = _cell(row, at).replace("\\", "/")
    return Entry(
        line=number,
        told=Told(
            name=_cell(row, NAME_AT),
            note="\n".join(filter(None, notes)),
            gear=_cell(row, at + GEAR),
            rpe=effort(_number(_cell(row, at + RPE))),
            sport=sport,
            sub_sport=sub_sport,
        ),
        start=read_time(_cell(row, DATE_AT)),
        elapsed_s=_number(_cell(row, ELAPSED_AT)) if isnan(elapsed_s) else elapsed_s,
        distance_m=_number(_cell(row, at + DISTANCE)),
        file=file if RECORDING.match(file) else "",
    )


def _cell(row: Sequence[str], at: int) -> str:
    text = row[at].strip() if 0 <= at < len(row) else ""
    return "" if text.startswith("#error") else text


def _number(text: str) -> float:
    """Read a number as the export writes it: a point for decimals, a comma between thousands."""
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return nan
