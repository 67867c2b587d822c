"""Pain entries as a CSV file that a spreadsheet shows and that reads back the same."""

import csv
import io
from datetime import tzinfo

import pandas as pd

from ingest.athlete_tables import PAIN_ENTRIES
from ingest.pain_log.cells import written_note
from ingest.pain_log.entries import FLAGS, Reading

WRITTEN = (
    "local_day",
    "felt_at",
    "region",
    "side",
    "aspect",
    "intensity_nprs",
    "moment",
    *FLAGS,
    "note",
    "session_id",
    "group_id",
    "entry_id",
)


def write_pain_log(entries: pd.DataFrame, *, time_zone: str = "UTC") -> bytes:
    """Write a diary so that :func:`read_pain_log` gives the same entries.

    Parameters
    ----------
    entries : pandas.DataFrame
        PAIN_ENTRIES, of one athlete; who that is, is not written.
    time_zone : str
        IANA name; times are written in it, with their offset.

    Returns
    -------
    bytes
        UTF-8 with its mark (spreadsheets look for it), comma, one heading row, oldest first.
        A note that a spreadsheet would take for a formula has an apostrophe in front.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(WRITTEN)
    ordered = entries[PAIN_ENTRIES.names].sort_values(["felt_at", "entry_id"], kind="stable")
    zone = Reading(time_zone).zone
    columns = [_written(ordered[name], name, zone) for name in WRITTEN]
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue().encode("utf-8-sig")


def _written(values: pd.Series, name: str, zone: tzinfo) -> list[str]:
    if name == "felt_at":
        return [time.isoformat(sep=" ") for time in values.dt.tz_convert(zone)]
    if name == "local_day":
        return [f"{day:%Y-%m-%d}" for day in values]
    if name in FLAGS:
        return ["yes" if flag else "no" for flag in values]
    if name == "note":
        return [written_note(note) for note in values]
    return [str(value) for value in values]
