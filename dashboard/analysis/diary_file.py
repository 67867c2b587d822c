"""The diary as a file to keep or to bring: the pages' way to the reader and writer of CSV."""

import pandas as pd

from dashboard.analysis import words
from ingest import IngestError
from ingest.pain_log import DayOrder, PainRows, Reading, read_pain_rows, write_pain_log
from ingest.pain_log.entries import Side
from ingest.pain_log.refusal import Asks

__all__ = [
    "Asks",
    "DayOrder",
    "IngestError",
    "PainRows",
    "Side",
    "added",
    "counted",
    "read",
    "written",
]


def read(data: bytes, name: str, *, time_zone: str, order: DayOrder, side: Side) -> PainRows:
    """Read a diary file; what it leaves open is as the person says.

    Raises
    ------
    IngestError
        When it is no diary; the text is a sentence for the person.
    """
    reading = Reading(time_zone=time_zone, day_order=order, side=side)
    return read_pain_rows(data, filename=name, reading=reading)


def written(entries: pd.DataFrame, time_zone: str) -> bytes:
    """Write PAIN_ENTRIES as a file that reads back the same."""
    return write_pain_log(entries, time_zone=time_zone)


def counted(rows: PainRows) -> str:
    """Say how a file was read: "34 entries can be added, 3 rows cannot."""
    taken = words.counted(len(rows.entries), "entry", "entries")
    refused = words.counted(len(rows.refused), "row")
    return (
        f"{taken} can be added, {refused} cannot."
        if len(rows.refused)
        else f"{taken} can be added."
    )


def added(rows: PainRows) -> str:
    """Say how much a file gave: "34 entries"."""
    return words.counted(len(rows.entries), "entry", "entries")
