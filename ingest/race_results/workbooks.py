"""Excel workbooks as grids, each sheet one, guarded before anything is unpacked."""

import datetime as dt
import io
import re
import zipfile
import zlib

from python_calamine import CalamineError, CalamineWorkbook

from ingest.errors import DamagedFile, PasswordProtected, TooLarge, UnknownFormat, UnsafeFile
from ingest.race_results.grids import Grid, refuse_long

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
MOST_UNPACKED_BYTES = 256 * 2**20
MOST_RATIO = 100
MOST_MEMBERS = 1000
MOST_SHEETS = 20
MOST_COLUMNS = 702  # up to ZZ
MOST_CELLS = 8_000_000
_FREE_BYTES = 2**20
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,9})(\d{1,9})""")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Day 0 of Excel, and until when a date is no day but a duration set as one: two months.
_EPOCH = dt.datetime(1899, 12, 31)  # noqa: DTZ001  # cells have no zone
_LAST_DURATION = dt.datetime(1900, 3, 1)  # noqa: DTZ001


def sheets(data: bytes, name: str) -> list[Grid]:
    """Read the sheets of an .xlsx workbook.

    Raises
    ------
    DamagedFile, PasswordProtected, TooLarge, UnknownFormat, UnsafeFile
        With a sentence on what to do.
    """
    if data.startswith(OLD_OFFICE):
        raise _old(data, name)
    _guard(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = [_grid(book, sheet) for sheet in book.sheet_names[:MOST_SHEETS]]
    except (CalamineError, OSError, ValueError) as error:
        raise DamagedFile(_damaged(name)) from error
    return [grid for grid in found if grid.rows]


def _damaged(name: str) -> str:
    return f"{name} is damaged and cannot be opened as a workbook. Save it again, or as CSV."


def _old(data: bytes, name: str) -> PasswordProtected | UnknownFormat:
    if _ENCRYPTED in data:
        return PasswordProtected(f"{name} asks for a password. Save it without one, or as CSV.")
    return UnknownFormat(f"{name} is an old workbook (.xls). Save it as .xlsx or CSV.")


def _guard(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _guard_members(packed.infolist(), len(data), name)
            # Reads every member to its end, so that none holds more than it declares.
            for member in packed.infolist():
                _guard_sheet(packed.read(member), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise DamagedFile(_damaged(name)) from error
    except NotImplementedError as error:
        raise UnsafeFile(_unlike(name)) from error


def _guard_members(members: list[zipfile.ZipInfo], n_bytes: int, name: str) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise PasswordProtected(f"{name} asks for a password. Save it without one, or as CSV.")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED_BYTES:
        raise TooLarge(f"{name} unpacks to {unpacked / 1e6:,.0f} MB. Save the one sheet as CSV.")
    if len(members) > MOST_MEMBERS or unpacked > max(_FREE_BYTES, MOST_RATIO * n_bytes):
        raise UnsafeFile(_unlike(name))
    if not any(member.filename.startswith("xl/") for member in members):
        raise UnknownFormat(f"{name} is an archive. Unpack it and add the result list inside.")


def _unlike(name: str) -> str:
    return f"{name} is packed as no spreadsheet does it; it was not read. Save the sheet as CSV."


def _guard_sheet(sheet: bytes, name: str) -> None:
    """Refuse a lone cell far out: the space between is filled before anything can be asked."""
    places = set(_PLACE.findall(sheet))
    rows = max((int(row) for _, row in places), default=0)
    columns = max((_column(letters) for letters, _ in places), default=0)
    refuse_long(rows, name)
    if columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise TooLarge(
            f"{name} has a sheet of {rows:,} rows and {columns:,} columns, more than a result list"
            " needs. Copy the list alone into a new workbook, or save it as CSV."
        )


def _column(letters: bytes) -> int:
    return sum(26**power * (byte - 64) for power, byte in enumerate(reversed(letters.upper())))


def _grid(book: CalamineWorkbook, sheet_name: str) -> Grid:
    sheet = book.get_sheet_by_name(sheet_name)
    rows: list[list[str]] = []
    place: dict[int, int] = {}
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False)):
        texts = [_text(cell) for cell in cells]
        if any(texts):
            place[number] = len(rows)
            rows.append(texts)
    merged = {
        place[row]
        for top, bottom in _merged(sheet.merged_cell_ranges)
        for row in range(top, bottom + 1)
        if row in place
    }
    return Grid(rows, merged=frozenset(merged))


def _merged(ranges: list[tuple[tuple[int, int], tuple[int, int]]] | None) -> list[tuple[int, int]]:
    return [(start[0], end[0]) for start, end in ranges or []]


def _text(cell: object) -> str:
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(round(cell, 10))
    if isinstance(cell, dt.timedelta):
        return _clock(cell)
    if isinstance(cell, dt.time):
        return _clock(dt.datetime.combine(_EPOCH, cell) - _EPOCH)
    if isinstance(cell, dt.datetime):
        return _clock(cell - _EPOCH) if cell < _LAST_DURATION else cell.isoformat(" ")
    return str(cell).strip()


def _clock(duration: dt.timedelta) -> str:
    tenths = round(duration.total_seconds() * 10)
    whole, rest = divmod(tenths, 10)
    text = f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    return f"{text}.{rest}" if rest else text
