"""A diary file's bytes as rows of named cells: which encoding, which separator, which columns."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.errors import EmptyFile, TooLarge, UnknownFormat

LARGEST_BYTES = 20_000_000
MOST_ROWS = 100_000
SEPARATORS = (",", ";", "\t", "|")

# What each column is called in files of other makers; ours comes first. Letters and digits only.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "felt_at": ("felt_at", "datetime", "date_time", "timestamp", "date_and_time"),
    "local_day": ("local_day", "day", "date", "datum", "entry_date"),
    "time": ("time", "time_of_day", "clock", "hour"),
    "where": (
        "where",
        "site",
        "place",
        "location",
        "body_part",
        "area",
        "joint",
        "pain_site",
        "pain_location",
        "name",
    ),
    "region": ("region", "body_region"),
    "side": ("side", "laterality"),
    "aspect": ("aspect",),
    "intensity_nprs": (
        "intensity_nprs",
        "nprs",
        "pain",
        "intensity",
        "pain_intensity",
        "score",
        "pain_score",
        "pain_level",
        "level",
        "rating",
        "severity",
        "vas",
        "nrs",
    ),
    "moment": ("moment", "when", "occasion", "situation"),
    "clicking": ("clicking", "click", "clicks"),
    "swelling": ("swelling", "swollen"),
    "locking": ("locking", "locked", "locks"),
    "giving_way": ("giving_way", "gave_way", "gives_way", "buckling"),
    "numbness_tingling": ("numbness_tingling", "numbness", "tingling", "numb", "pins_and_needles"),
    "painkiller_taken": ("painkiller_taken", "painkiller", "painkillers", "medication"),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks"),
    "session_id": ("session_id",),
    "group_id": ("group_id",),
    "entry_id": ("entry_id",),
}
_COLUMN_OF = {name: column for column, names in HEADINGS.items() for name in names}
# A line by which spreadsheets tell each other the separator.
_SEPARATOR_LINE = re.compile(r'\A"?sep=."?(?=\r?\n)', re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the file's line it begins on (from 1), its cells by column, and its text."""

    line: int
    cells: Mapping[str, str]
    text: str

    def __getitem__(self, column: str) -> str:
        """Return the cell of a column; "" where the file has none."""
        return self.cells.get(column, "")


def rows(data: bytes, filename: str) -> tuple[Row, ...]:
    """Read the rows under the headings; rows of empty cells are left out.

    Raises
    ------
    EmptyFile, TooLarge, UnknownFormat
        When there is nothing in it, too much, or no row that names a day, a place and a score.
    """
    name = filename or "This file"
    if len(data) > LARGEST_BYTES:
        raise TooLarge(f"{name} is far larger than a diary can be. Split it by year.")
    text = _SEPARATOR_LINE.sub("", _decoded(data))
    if not text.strip():
        raise EmptyFile(f"{name} is empty.")
    if data.startswith(b"PK\x03\x04") or "\x00" in text:
        raise UnknownFormat(f"{name} is no text file. In the spreadsheet, save it as CSV first.")
    found = tuple(_rows(text, name))
    if not found:
        raise EmptyFile(f"{name} has headings and no row under them.")
    return found


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheets on Windows write; five of its bytes mean nothing.
        return data.decode("cp1252", errors="replace")


def _rows(text: str, name: str) -> Iterator[Row]:
    separator = max(SEPARATORS, key=lambda one: len(_columns(_first_line(text, one))))
    columns = _columns(_first_line(text, separator))
    _check_columns(columns, name)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    headings_seen = False
    line = 1
    for number, cells in enumerate(_guarded(table, name)):
        if number > MOST_ROWS:
            raise TooLarge(f"{name} has more than {MOST_ROWS:,} rows. Split it by year.")
        begins, line = line, table.line_num + 1
        if not any(cell.strip() for cell in cells):
            continue
        if headings_seen:
            yield Row(begins, _named(cells, columns), separator.join(cells))
        headings_seen = True


def _first_line(text: str, separator: str) -> list[str]:
    """Cells of the first row that is not empty."""
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return next((cells for cells in table if any(cell.strip() for cell in cells)), [])
    except csv.Error:
        return []


def _guarded(table: "Iterator[list[str]]", name: str) -> Iterator[list[str]]:
    try:
        yield from table
    except csv.Error as error:
        # Mostly a quotation mark that is never closed, so that the rest is one huge cell.
        sentence = f"{name} cannot be read as a table: look for a quotation mark that stays open."
        raise UnknownFormat(sentence) from error


def _columns(headings: list[str]) -> dict[str, int]:
    """Place of each column we know; of two headings for one column, the first counts."""
    columns: dict[str, int] = {}
    for place, heading in enumerate(headings):
        plain = _NOT_A_WORD.sub("_", _IN_BRACKETS.sub("", heading).casefold()).strip("_")
        if plain in _COLUMN_OF:
            columns.setdefault(_COLUMN_OF[plain], place)
    return columns


def _check_columns(columns: Mapping[str, int], name: str) -> None:
    missing = [
        words
        for words, one_of in (
            ("the day (day or date)", ("local_day", "felt_at")),
            ("the place (where, or region and side)", ("where", "region")),
            ("the score (pain)", ("intensity_nprs",)),
        )
        if not any(column in columns for column in one_of)
    ]
    if missing:
        raise UnknownFormat(
            f"{name} does not say which column is {' and which is '.join(missing)}."
            " Name the columns in its first row."
        )


def _named(cells: list[str], columns: Mapping[str, int]) -> dict[str, str]:
    return {
        column: cells[place].strip() if column != "note" else cells[place]
        for column, place in columns.items()
        if place < len(cells)
    }
