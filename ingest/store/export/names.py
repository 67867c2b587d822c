"""Where each file of an export lies: it follows from the tables, so no name has to be believed."""

import re

from sqlalchemy import Column, LargeBinary, Table

from ingest.store.export.problems import NotAnExport
from ingest.store.histograms import HEART_RATE_BINS, SPEED_BINS
from ingest.tables import EFFORT_DISTANCES_M

FORMAT = "plimsoll export"
README = "README.md"
HISTOGRAMS = "histograms.parquet"
# The histograms of a session, and how many numbers each has.
BINS = {
    "heart_rate_seconds": HEART_RATE_BINS,
    "graded_speed_seconds": SPEED_BINS,
    "best_efforts_s": len(EFFORT_DISTANCES_M),
}
# Every column that is neither text nor number, and so has a place of its own.
ELSEWHERE = frozenset(
    {
        ("files", "content_zstd"),
        ("streams", "parquet"),
        ("report_pictures", "jpeg"),
        *(("sessions", name) for name in BINS),
    }
)
LONGEST_NAME = 100
ID_DIGITS = re.compile(r"[0-9a-f]{1,64}")


def table_place(table: Table) -> str:
    """Return where a table's rows lie."""
    return f"tables/{table.name}.csv"


def original_place(sha256: str, name: str) -> str:
    """Return where a file lies as it came; ``name`` is the name it came with."""
    plain = re.sub(r"[^\w .()+,-]", "_", name.replace("\\", "/").rpartition("/")[2])
    safe = plain.strip(". ")[-LONGEST_NAME:].strip(". ") or "file"
    return f"originals/{_plain_id(sha256)[:16]}/{safe}"


def records_place(session_id: str) -> str:
    """Return where the samples of a session lie."""
    return f"records/{_plain_id(session_id)}.parquet"


def picture_place(picture_id: str) -> str:
    """Return where a picture of a report lies."""
    return f"pictures/{_plain_id(picture_id)}.jpg"


def blobs(table: Table) -> list[Column[object]]:
    """Return the columns of a table that are neither text nor number."""
    return [column for column in table.columns if isinstance(column.type, LargeBinary)]


def _plain_id(text: str) -> str:
    if not ID_DIGITS.fullmatch(text):
        raise NotAnExport(f"An id in this export is none: {text[:80]!r}")
    return text
