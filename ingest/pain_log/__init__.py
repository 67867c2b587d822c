"""The pain diary as a CSV file: read from whoever wrote it, and written so that it reads back.

::

    sheet      bytes -> rows of cells: encoding, separator, which column is which
    days       a cell -> a local day, a time, an instant
    places     plain or clinical words -> region, sides, aspects
    cells      a cell -> a score, a flag, a moment, a note
    entries    one row -> its entries, or the reason it was refused
    reading    a file -> accepted entries and refused rows
    writing    entries -> a file
"""

from ingest.pain_log.days import DayOrder
from ingest.pain_log.entries import Reading
from ingest.pain_log.reading import REFUSED_ROWS, PainRows, read_pain_log, read_pain_rows
from ingest.pain_log.writing import write_pain_log

__all__ = [
    "REFUSED_ROWS",
    "DayOrder",
    "PainRows",
    "Reading",
    "read_pain_log",
    "read_pain_rows",
    "write_pain_log",
]
