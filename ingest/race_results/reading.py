"""Bytes of a result list -> its finishes."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ingest.errors import EmptyFile, IngestError, TooLarge, UnknownFormat
from ingest.race_results import json_grids, text_grids, web_pages, workbooks
from ingest.race_results.columns import Columns, find_columns, has_headings
from ingest.race_results.finishes import finishes
from ingest.race_results.grids import Grid
from ingest.race_results.headings import other_sport, role
from ingest.race_results.pasted import Need, pasted

LARGEST_BYTES = 60_000_000
_MOST_GRIDS = 60
_SHOWN_HEADINGS = 6
_MOST_TITLES = 10


def read_race_results(data: bytes, *, filename: str = "") -> pd.DataFrame:
    """Read a race's result list, or lines pasted from one.

    Parameters
    ----------
    data : bytes
        CSV, TSV, XLSX, a web page with tables or a text table, JSON, or lines of text such as
        ``Town Half Marathon 1:51:57 5:19 min/km 123/456``. The content decides, not the name.
    filename : str
        Named in messages; its words say year and distance where the list does not.

    Returns
    -------
    pandas.DataFrame
        RACE_RESULTS in the list's order, with the columns ``name`` and ``bib``; times in seconds,
        pace in s/km as published, distance in metres. A single time without a name for it is taken
        for the chip time. Whoever did not finish has a status and no time. Day, distance and the
        pace's unit stay open (NaT, NaN) where the list is ambiguous.

    Raises
    ------
    IngestError
        When there are no finish times in it, or it cannot be read; the message says what to do.
    """
    name = filename or "This file"
    if len(data) > LARGEST_BYTES:
        raise TooLarge(
            f"{name} has {len(data) / 1e6:,.0f} MB; result lists of up to"
            f" {LARGEST_BYTES / 1e6:,.0f} MB are read. Keep only the race you ran in it."
        )
    if data.startswith((workbooks.ZIP, workbooks.OLD_OFFICE)):
        return _best(workbooks.sheets(data, name), name, filename)
    text = text_grids.decoded(data)
    if not text.strip():
        raise EmptyFile(f"{name} is empty. Download or copy the result list again.")
    if data.startswith(b"%PDF") or "\x00" in text:
        raise UnknownFormat(
            f"{name} is neither text nor a spreadsheet. Copy the list into a spreadsheet and save"
            " it as CSV or .xlsx."
        )
    return _from_text(text, name, filename)


def _from_text(text: str, name: str, filename: str) -> pd.DataFrame:
    start = text.lstrip()[:1]
    if start in ("{", "["):
        return _best(json_grids.lists(text, name), name, filename)
    if web_pages.is_page(text):
        return _best(web_pages.tables(text, name), name, filename)
    separated = text_grids.separated(text, name)
    if not has_headings(separated) and (told := pasted(text, Need.MARKS)) is not None:
        return told
    try:
        return _best([separated] if separated else [], name, filename)
    except UnknownFormat:
        by_blanks = text_grids.set_with_blanks(text, name)
        read = _or_none([by_blanks] if by_blanks else [], name, filename)
        if read is None and not has_headings(separated):
            read = pasted(text, Need.NOTHING)
        if read is None:
            raise
        return read


def _or_none(grids: list[Grid], name: str, filename: str) -> pd.DataFrame | None:
    try:
        return _best(grids, name, filename)
    except UnknownFormat:
        return None


def _best(grids: list[Grid], name: str, filename: str) -> pd.DataFrame:
    """Give the table with most finish times, and with it those under the same headings."""
    read: list[tuple[tuple[str, ...], pd.DataFrame]] = []
    refused: list[IngestError] = []
    seen: list[Columns] = []
    for grid in grids[:_MOST_GRIDS]:
        try:
            for row in grid.rows[:_MOST_TITLES]:
                _refuse_other_sports(row, name)
            columns = find_columns(grid, name)
        except UnknownFormat as error:
            refused.append(error)
            continue
        if columns is not None and columns.rows:
            seen.append(columns)
            read.append((tuple(columns.headings), finishes(columns, filename)))
    best = max(read, key=lambda one: _n_timed(one[1]), default=None)
    if best is None or not _n_timed(best[1]):
        raise refused[0] if refused else _no_times(grids, seen, name)
    same = [frame for headings, frame in read if headings == best[0] and len(frame)]
    return pd.concat(same, ignore_index=True) if len(same) > 1 else best[1]


def _n_timed(frame: pd.DataFrame) -> int:
    return int(np.isfinite(frame[["gun_time_s", "chip_time_s"]].to_numpy()).any(axis=1).sum())


def _refuse_other_sports(headings: Sequence[str], name: str) -> None:
    if others := other_sport(headings):
        raise UnknownFormat(
            f"{name} lists results of another sport: it has the columns {', '.join(others)}. Only"
            " races on foot and multisport races are read."
        )


def _no_times(grids: list[Grid], seen: list[Columns], name: str) -> UnknownFormat:
    headings = seen[0].headings if seen else next((g.rows[0] for g in grids if g.rows), [])
    shown = ", ".join(one[:30] for one in headings[:_SHOWN_HEADINGS] if one.strip())
    known = any(role(one) in ("chip", "gun", "time") for one in headings)
    why = "its column of times is empty" if known else f"its first row is: {shown}" if shown else ""
    return UnknownFormat(
        f"{name} has no finish times{f'; {why}' if why else ''}. Add the list that prints a time"
        " for each runner, with a heading such as Time or Chip time above it."
    )
