"""Web pages as grids: their tables, and text tables in <pre>."""

import re

from lxml import etree

from ingest.errors import UnknownFormat
from ingest.race_results.grids import Grid, refuse_long
from ingest.race_results.text_grids import set_with_blanks

MOST_COLUMNS = 200
_PAGE = re.compile(r"\A\s*<|<(?:table|pre|html)\b", re.IGNORECASE)
_TABLE = re.compile(r"<(?:table|pre)\b", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def is_page(text: str) -> bool:
    """Say whether a text is a web page, or a piece of one."""
    return _PAGE.search(text[:65_536]) is not None


def tables(text: str, name: str) -> list[Grid]:
    """Read the tables of a page that hold no other table, and every <pre>.

    Raises
    ------
    TooLarge, UnknownFormat
        For too many rows, and for a page without a table.
    """
    if not _TABLE.search(text):
        raise UnknownFormat(
            f"{name} is a web page without a table in it: most likely the list is loaded only while"
            " you look at it. Copy the list from the browser into a spreadsheet and add that."
        )
    refuse_long(len(re.findall(r"<tr\b", text, re.IGNORECASE)), name)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True, remove_comments=True)
    root = etree.fromstring(_CONTROLS.sub(" ", text).encode(), parser)
    if root is None:
        raise UnknownFormat(f"{name} is a web page that cannot be read. Save the list as CSV.")
    titles = tuple(_text(one) for tag in ("h1", "h2", "title") for one in root.iter(tag))
    found = [_grid(table, titles) for table in root.iter("table") if _is_leaf(table)]
    for block in root.iter("pre"):
        grid = set_with_blanks("".join(map(str, block.itertext())), name)
        found += [] if grid is None else [grid]
    return [grid for grid in found if grid.rows]


def _is_leaf(table: etree._Element) -> bool:
    return next(table.iterdescendants("table"), None) is None


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _grid(table: etree._Element, titles: tuple[str, ...]) -> Grid:
    rows: list[list[str]] = []
    merged = set()
    for line in table.iter("tr"):
        cells: list[str] = []
        for cell in line.iterchildren("td", "th"):
            cells.append(_text(cell))
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            cells += [""] * (across - 1)
            if down > 1 or across > 1:
                merged.add(len(rows))
        if any(cells):
            rows.append(cells)
    captions = tuple(_text(caption) for caption in table.iter("caption"))
    return Grid(rows, captions + titles, frozenset(merged))


def _span(cell: etree._Element, name: str) -> int:
    digits = cell.get(name) or "1"
    return min(int(digits), MOST_COLUMNS) if re.fullmatch(r"[1-9]\d{0,5}", digits) else 1
