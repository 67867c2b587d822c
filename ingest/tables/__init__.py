"""The canonical tables: every column's name, dtype, unit, range and meaning, declared once.

Times are ``datetime64[us, UTC]``; days are ``datetime64[us]`` at local midnight without a zone.
NaN means "not measured" and is never written as 0. Every reader ends in :func:`conform`.
"""

from ingest.tables.columns import (
    BLANK,
    DAY,
    FLAG,
    FLOAT,
    INTEGER,
    MAYBE_INTEGER,
    TEXT,
    TIME,
    Column,
    Table,
    assemble,
    conform,
    empty,
)
from ingest.tables.laps import Laps
from ingest.tables.samples import Samples
from ingest.tables.sessions import (
    Athlete,
    DeviceTotals,
    OffsetSource,
    Problem,
    RawSession,
    RpeSource,
    Session,
    Summary,
)
from ingest.tables.stops import NEVER_US, Stops
from ingest.tables.stored import (
    RECEIPT_ROWS,
    RECEIPTS,
    SESSION_LIST,
    SESSIONS,
)
from ingest.tables.watch import (
    BEST_EFFORTS,
    EFFORT_DISTANCES_M,
    LAPS,
    RECORDS,
    SPLITS,
    STOPS,
)

__all__ = [
    "BEST_EFFORTS",
    "BLANK",
    "DAY",
    "EFFORT_DISTANCES_M",
    "FLAG",
    "FLOAT",
    "INTEGER",
    "LAPS",
    "MAYBE_INTEGER",
    "NEVER_US",
    "RECEIPTS",
    "RECEIPT_ROWS",
    "RECORDS",
    "SESSIONS",
    "SESSION_LIST",
    "SPLITS",
    "STOPS",
    "TEXT",
    "TIME",
    "Athlete",
    "Column",
    "DeviceTotals",
    "Laps",
    "OffsetSource",
    "Problem",
    "RawSession",
    "RpeSource",
    "Samples",
    "Session",
    "Stops",
    "Summary",
    "Table",
    "assemble",
    "conform",
    "empty",
]
