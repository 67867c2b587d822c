"""Where the table begins and which column is which, by headings and then by what stands below."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.errors import UnknownFormat
from ingest.race_results.clock_times import is_clock, is_number
from ingest.race_results.grids import Grid
from ingest.race_results.headings import n_known, plain, role
from ingest.race_results.leg_times import leg_places
from ingest.race_results.outcomes import outcome
from ingest.race_results.race_words import distances_in

HEADINGS_WITHIN = 40
LEAST_KNOWN = 2
TIMES = ("chip", "gun", "time")
# How the role of a time on the way begins; its distance in metres follows, or "half".
SPLIT = "split_"
PLACES = ("place_gender", "place_category", "place_overall")
_SAMPLE = 400
_KM_FIRST = re.compile(r"\bkm ?(\d+)\b")
_HALFWAY = re.compile(r"\b(?:half\w*|halb\w*|medio|mitad|meia)\b")
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Columns:
    """A table: its headings, which column holds what, its rows, and the texts above it."""

    headings: list[str]
    place_of: Mapping[str, int]
    rows: list[list[str]]
    above: tuple[str, ...]

    def cells(self, what: str) -> list[str] | None:
        """Give the column that holds something; None when there is none."""
        at = self.place_of.get(what)
        return None if at is None else [row[at] for row in self.rows]

    def heading(self, what: str) -> str:
        """Give a column's heading; "" when there is none."""
        at = self.place_of.get(what)
        return "" if at is None else self.headings[at]


def find_columns(grid: Grid, name: str) -> Columns | None:
    """Find the table in a grid; None when neither headings nor contents show one.

    Raises
    ------
    UnknownFormat
        For two rows of headings, and for merged cells inside the table.
    """
    first = _first_heading(grid.rows)
    if first is None:
        return _without_headings(grid)
    headings = [cell.strip() for cell in grid.rows[first]]
    body = [row for row in grid.rows[first + 1 :] if [cell.strip() for cell in row] != headings]
    _refuse_merged(grid, first, name)
    _refuse_two_headings(body, first, name)
    headings, body = _aligned(headings, body)
    above = tuple(cell for row in grid.rows[:first] for cell in row if cell.strip())
    return Columns(headings, _places(headings, body), body, above + grid.titles)


def has_headings(grid: Grid | None) -> bool:
    """Say whether one of a grid's first rows names its columns."""
    return grid is not None and _first_heading(grid.rows) is not None


def _first_heading(rows: Sequence[Sequence[str]]) -> int | None:
    head = rows[:HEADINGS_WITHIN]
    known = [0 if any(map(is_clock, row)) else n_known(row) for row in head]
    best = max(known, default=0)
    if best >= LEAST_KNOWN:
        return known.index(best)
    return next((at for at, row in enumerate(head) if _names_a_time(row)), None)


def _names_a_time(row: Sequence[str]) -> bool:
    """See a heading by its time alone: "Rider, Time"."""
    has_digits = any(c.isdigit() for cell in row for c in cell)
    return len(row) > 1 and not has_digits and any(role(cell) in TIMES for cell in row)


def _refuse_merged(grid: Grid, first: int, name: str) -> None:
    inside = sorted(row + 1 for row in grid.merged if row >= first and _is_of_table(grid.rows[row]))
    if inside:
        raise UnknownFormat(
            f"{name} has merged cells inside its table (row {inside[0]} of those with text), so"
            " that it stays open which column is which. Unmerge them, one name above each column."
        )


def _is_of_table(row: Sequence[str]) -> bool:
    """Tell a row from a title between rows, which is one text: "Women 40-49"."""
    return sum(1 for cell in row if cell.strip()) > 1


def _refuse_two_headings(body: Sequence[Sequence[str]], first: int, name: str) -> None:
    if not body:
        return
    cells = [cell for cell in body[0] if cell.strip()]
    if any(map(outcome, cells)) or any(c.isdigit() for cell in cells for c in cell):
        return
    if len(cells) > 1 and (n_known(cells) >= LEAST_KNOWN or len(body) > 1):
        raise UnknownFormat(
            f"{name} has two rows of headings (rows {first + 1} and {first + 2}). Delete one of"
            " them, so that every column has one name, and add it again."
        )


def _aligned(
    headings: list[str], body: Sequence[Sequence[str]]
) -> tuple[list[str], list[list[str]]]:
    """Bring every row to the headings: cells too many or too few, headings one short."""
    widths = Counter(len(row) for row in body)
    usual = widths.most_common(1)[0][0] if widths else len(headings)
    roles = [role(heading) for heading in headings]
    at_name = next((roles.index(one) for one in ("name", "last", "first") if one in roles), -1)
    wide = [row for row in body if len(row) == len(headings) + 1]
    if usual == len(headings) + 1 and _is_shifted(wide, at_name):
        headings, at_name, roles = ["", *headings], at_name + 1, ["", *roles]
    at_time = next((roles.index(one) for one in TIMES if one in roles), -1)
    return headings, [_fitted(row, len(headings), at_name, at_time) for row in body]


def _is_shifted(rows: Sequence[Sequence[str]], at_name: int) -> bool:
    """See an unnamed first column, as of row numbers: where names should be stand numbers."""
    some = rows[:_SAMPLE]
    if at_name < 0:
        return any(row[-1].strip() for row in some)
    return sum(is_number(row[at_name]) for row in some) > _MOSTLY * len(some)


def _fitted(row: Sequence[str], width: int, at_name: int, at_time: int) -> list[str]:
    cells = [cell.strip() for cell in row]
    extra = len(cells) - width
    if extra == 0:
        return cells
    filled = cells[:width] + [""] * -extra
    if at_time < 0 or at_name < 0 or at_name > at_time or _says(filled[at_time]):
        return filled
    # A comma inside a name, or a part of it missing: what follows the name is counted from the end.
    after = cells[len(cells) - (width - at_name - 1) :]
    middle = cells[at_name : max(at_name, len(cells) - len(after))]
    moved = [*cells[:at_name], ", ".join(middle), *after]
    return moved if len(moved) == width and _says(moved[at_time]) else filled


def _says(cell: str) -> bool:
    return is_clock(cell) or bool(outcome(cell))


def _places(headings: Sequence[str], body: Sequence[Sequence[str]]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, heading in enumerate(headings):
        what = _what(role(heading), heading, [row[at] for row in body[:_SAMPLE]])
        other = places.get(what, at)
        if what and (other == at or _is_better(at, other, headings, body)):
            places[what] = at
    if not any(one in places for one in TIMES):
        taken = {at for what, at in places.items() if what != "aside"}
        found = _longest_times(body, [at for at in range(len(headings)) if at not in taken])
        # A heading that is known to be something else is believed.
        if found is not None and role(headings[found]) == "":
            places["time"] = found
    return {**places, **leg_places(headings, body[:_SAMPLE])}


def _is_better(at: int, other: int, headings: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Choose between two columns of one kind: clock times, then who says "overall"."""
    clocks, before = (
        sum(is_clock(row[one]) for row in body[:_SAMPLE]) if role(headings[one]) in TIMES else 0
        for one in (at, other)
    )
    has_word, had_word = ("overall" in headings[one].lower() for one in (at, other))
    return clocks > 2 * before or (has_word and not had_word)


def _what(named: str, heading: str, cells: Sequence[str]) -> str:
    """Correct by content what headings say: "Gender" and "Division" are places, or groups."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled or named in ("aside", ""):
        return ""
    if named == "split":
        return _split(heading) if _holds_times(filled) else ""
    numbers = sum(map(is_number, filled)) > _MOSTLY * len(filled)
    if named in ("gender", "category"):
        return f"place_{named}" if numbers else named
    if named in TIMES:
        return named if _holds_times(filled) else ""
    if named == "pace" or named in PLACES:
        digits = sum(any(c.isdigit() for c in cell[:3]) for cell in filled)
        is_right = digits > _MOSTLY * len(filled) or any(map(outcome, filled))
        return named if is_right else ""
    return named


def _split(heading: str) -> str:
    """Name a time on the way by its distance: split_5000, split_half; "" when none is said."""
    words = plain(heading)
    said = distances_in(heading.casefold().replace("_", " ")) or distances_in(
        _KM_FIRST.sub(r"\1 km", words)
    )
    if len(said) == 1:
        return f"{SPLIT}{said[0]:.10g}"
    return f"{SPLIT}half" if not said and _HALFWAY.search(words) else ""


def _holds_times(filled: Sequence[str]) -> bool:
    """Clock times, decimals, outcomes; whole numbers only where they can be seconds."""
    said = sum(_says(cell) or is_number(cell) for cell in filled)
    return said > _MOSTLY * len(filled)


def _longest_times(body: Sequence[Sequence[str]], free: Sequence[int]) -> int | None:
    """Find the column of clock times that is longest in most rows."""
    wins: Counter[int] = Counter()
    for row in body[:_SAMPLE]:
        clocks = [(len(row[at]), row[at], at) for at in free if is_clock(row[at])]
        if clocks:
            wins[max(clocks)[2]] += 1
    return wins.most_common(1)[0][0] if wins else None


def _without_headings(grid: Grid) -> Columns | None:
    """Take a bare list: the longest clock times, whole numbers before the words, the words."""
    width = Counter(len(row) for row in grid.rows).most_common(1)[0][0] if grid.rows else 0
    rows = [[cell.strip() for cell in row] for row in grid.rows if len(row) == width]
    at_time = _longest_times(rows, range(width))
    if at_time is None or width < 2 or len(rows) < 2:  # noqa: PLR2004  # a lone column or line of times is no list
        return None
    some = [row for row in rows[:_SAMPLE] if is_clock(row[at_time])]
    numbers = [at for at in range(width) if all(row[at].isdigit() for row in some)]
    words = [at for at in range(width) if all(row[at][:1].isalpha() for row in some)]
    found = {"time": at_time}
    found |= dict(zip(("place_overall", "bib"), numbers, strict=False))
    if words:
        found["name"] = max(words, key=lambda at: len({row[at] for row in some}))
    return Columns([""] * width, found, rows, grid.titles)
