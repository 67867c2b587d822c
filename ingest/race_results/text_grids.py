"""Text files as grids: separated values, and tables set with blanks."""

import codecs
import csv
import io
import re
from collections.abc import Sequence
from itertools import islice, pairwise

from ingest.errors import UnknownFormat
from ingest.race_results.clock_times import is_clock
from ingest.race_results.grids import Grid, refuse_long
from ingest.race_results.headings import n_known

SEPARATORS = (",", ";", "\t", "|")
HEADINGS_WITHIN = 40

_SEPARATOR_LINE = re.compile(r'\A"?sep=."?(?=\r?\n)', re.IGNORECASE)
_RULE = re.compile(r"\s*[=_-]{2,}(?:\s+[=_-]+)+\s*")
_WIDE_GAP = re.compile(r"\s{2,}|\t")


def decoded(data: bytes) -> str:
    """Give a text file's text: UTF-8, UTF-16 with its mark, else what Windows writes."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return _SEPARATOR_LINE.sub("", text)


def separated(text: str, name: str) -> Grid | None:
    """Read separated values; None when no separator makes columns of the text.

    Raises
    ------
    TooLarge, UnknownFormat
        For too many rows, or a cell without end.
    """
    separator = max(SEPARATORS, key=lambda one: _merit(text, one))
    if _merit(text, separator)[1] < 1:
        return None
    refuse_long(text.count("\n"), name)
    try:
        # A quotation mark that stays open would swallow the rest of the list.
        lines = io.StringIO(text, newline="")
        if text.count('"') % 2:
            table = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
            rows = [[cell.strip('"') for cell in row] for row in table]
        else:
            rows = list(csv.reader(lines, delimiter=separator))
    except csv.Error as error:
        sentence = f"{name} cannot be read as a table: one of its cells has no end. Save it again."
        raise UnknownFormat(sentence) from error
    return Grid([row for row in rows if any(cell.strip() for cell in row)])


def _merit(text: str, separator: str) -> tuple[int, int]:
    """How many known headings a separator finds, and how wide most rows are."""
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        head = list(islice(table, HEADINGS_WITHIN))
    except csv.Error:
        return 0, 0
    widths = sorted(len(row) for row in head if row)
    known = max(map(n_known, head), default=0)
    return known if known > 1 else 0, widths[len(widths) // 2] - 1 if widths else 0


def set_with_blanks(text: str, name: str) -> Grid | None:
    """Read a table whose columns stand under each other; None when there is none.

    A line of ``=====`` says where the columns are; without one, gaps of two blanks part them.

    Raises
    ------
    TooLarge
        For too many rows.
    """
    lines = [line.rstrip() for line in text.expandtabs().splitlines()]
    refuse_long(len(lines), name)
    rule = next((i for i, line in enumerate(lines) if i and _RULE.fullmatch(line)), 0)
    if rule:
        starts = [found.start() for found in re.finditer(r"(?<!\S)\S", lines[rule])]
        head = [_cut(line, starts) for line in lines[rule - 1 : rule]]
        body = [_cut(line, starts) for line in lines[rule + 1 :] if _is_row(line, starts)]
        return Grid(head + body, tuple(lines[: rule - 1]))
    rows = [_WIDE_GAP.split(line.strip()) for line in lines if line.strip()]
    head = rows[:HEADINGS_WITHIN]
    first = next((i for i, row in enumerate(head) if n_known(row) > 1), None)
    if first is None:
        return None
    return Grid(rows[first:], tuple(" ".join(row) for row in rows[:first]))


def _is_row(line: str, starts: Sequence[int]) -> bool:
    """Tell rows from rules, blank lines and the titles of a new page, which run across columns."""
    if not line.strip() or _RULE.fullmatch(line):
        return False
    crosses = any(line[at - 1 : at].strip() for at in starts if at)
    return not crosses or any(map(is_clock, _cut(line, starts)))


def _cut(line: str, starts: Sequence[int]) -> list[str]:
    ends = [right for _, right in pairwise(starts)]
    return [line[a:b].strip() for a, b in zip(starts, [*ends, len(line)], strict=False)]
