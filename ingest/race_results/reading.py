"""Bytes of a result list -> its finishes, and what its columns were taken for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ingest.errors import EmptyFile, IngestError, TooLarge, UnknownFormat
from ingest.race_results import json_grids, text_grids, web_pages, workbooks
from ingest.race_results.columns import Columns, find_columns, has_headings
from ingest.race_results.finishes import PUBLISHED, finishes
from ingest.race_results.grids import Grid
from ingest.race_results.headings import other_sport, role
from ingest.race_results.leg_times import with_legs
from ingest.race_results.pasted import Need, pasted
from ingest.race_results.roles import examples, leg_columns, roles_of, shape_of, with_roles
from ingest.race_results.split_times import with_splits

LARGEST_BYTES = 60_000_000
_MOST_GRIDS = 60
_SHOWN_HEADINGS = 6
_MOST_TITLES = 10


@dataclass(frozen=True, slots=True, eq=False)
class ResultList:
    """A list that was read, and how.

    Attributes
    ----------
    results : pandas.DataFrame
        As :func:`read_race_results` gives it, and a column such as ``split_5000`` (s since the
        start) for each distance (m) with published times on the way; of a multisport race
        ``leg_1_swimming``, ``leg_2_transition`` and so on (s).
    headings, roles : tuple of str
        Each column's heading, and what it was taken for (:data:`ingest.race_results.ROLES`, or
        ``split_5000``, ``leg_running_2``); "" where it is not read. Empty for lines of text.
    shape : str
        The same for lists with the same headings; empty for lines of text.
    examples : tuple of tuple of str
        The first different cells of each column.
    """

    results: pd.DataFrame
    headings: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    shape: str = ""
    examples: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """What a list is called, and by whose roles it is read."""

    filename: str
    roles: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.filename or "This file"


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
    return read_result_list(data, filename=filename).results[list(PUBLISHED.names)]


def read_result_list(
    data: bytes, *, filename: str = "", roles: Sequence[str] | None = None
) -> ResultList:
    """Read a result list so that what its columns were taken for can be shown and corrected.

    Parameters
    ----------
    data, filename
        As for :func:`read_race_results`.
    roles : sequence of str, optional
        What each column is, in the place of what would be guessed; a table of another number of
        columns is read by guesses.

    Raises
    ------
    IngestError
        As :func:`read_race_results`; also when no column is said to be the finish time.
    """
    source = _Source(filename, tuple(roles or ()))
    name = source.name
    if len(data) > LARGEST_BYTES:
        raise TooLarge(
            f"{name} has {len(data) / 1e6:,.0f} MB; result lists of up to"
            f" {LARGEST_BYTES / 1e6:,.0f} MB are read. Keep only the race you ran in it."
        )
    if data.startswith((workbooks.ZIP, workbooks.OLD_OFFICE)):
        return _best(workbooks.sheets(data, name), source)
    text = text_grids.decoded(data)
    if not text.strip():
        raise EmptyFile(f"{name} is empty. Download or copy the result list again.")
    if data.startswith(b"%PDF") or "\x00" in text:
        raise UnknownFormat(
            f"{name} is neither text nor a spreadsheet. Copy the list into a spreadsheet and save"
            " it as CSV or .xlsx."
        )
    return _from_text(text, source)


def _from_text(text: str, source: _Source) -> ResultList:
    start = text.lstrip()[:1]
    if start in ("{", "["):
        return _best(json_grids.lists(text, source.name), source)
    if web_pages.is_page(text):
        return _best(web_pages.tables(text, source.name), source)
    separated = text_grids.separated(text, source.name)
    if not has_headings(separated) and (told := pasted(text, Need.MARKS)) is not None:
        return ResultList(told)
    try:
        return _best([separated] if separated else [], source)
    except UnknownFormat:
        by_blanks = text_grids.set_with_blanks(text, source.name)
        read = _or_none([by_blanks] if by_blanks else [], source)
        if read is None and not has_headings(separated):
            told = pasted(text, Need.NOTHING)
            read = None if told is None else ResultList(told)
        if read is None:
            raise
        return read


def _or_none(grids: list[Grid], source: _Source) -> ResultList | None:
    try:
        return _best(grids, source)
    except UnknownFormat:
        return None


def _best(grids: list[Grid], source: _Source) -> ResultList:
    """Give the table with most finish times, and with it those under the same headings."""
    read: list[tuple[Columns, pd.DataFrame]] = []
    refused: list[IngestError] = []
    seen: list[Columns] = []
    for grid in grids[:_MOST_GRIDS]:
        try:
            columns = _columns(grid, source)
        except UnknownFormat as error:
            refused.append(error)
            continue
        if columns is not None and columns.rows:
            seen.append(columns)
            table, rows = finishes(columns, source.filename)
            legs = leg_columns(columns, rows)
            read.append((columns, with_legs(with_splits(table, columns, rows), legs)))
    best = max(read, key=lambda one: _n_timed(one[1]), default=None)
    if best is None or not _n_timed(best[1]):
        raise refused[0] if refused else _no_times(grids, seen, source.name)
    return _told(best[0], [one for one in read if one[0].headings == best[0].headings])


def _columns(grid: Grid, source: _Source) -> Columns | None:
    for row in grid.rows[:_MOST_TITLES]:
        _refuse_other_sports(row, source.name)
    columns = find_columns(grid, source.name)
    if columns is None or len(source.roles) != len(columns.headings):
        return columns
    return with_roles(columns, source.roles)


def _told(columns: Columns, same: list[tuple[Columns, pd.DataFrame]]) -> ResultList:
    frames = [frame for _, frame in same if len(frame)]
    return ResultList(
        pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0],
        tuple(columns.headings),
        roles_of(columns),
        shape_of(columns),
        examples(columns),
    )


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
