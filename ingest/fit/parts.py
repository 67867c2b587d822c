"""FIT bytes -> columns: every part of a file, or the whole file as one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import numpy as np

from ingest.fit.by_fitdecode import DECODER_ERRORS, by_fitdecode
from ingest.fit.columns import AnyColumn, FitColumns
from ingest.fit.dates import with_dates
from ingest.fit.developer import developer_fields
from ingest.fit.heart_rates import with_heart_rates
from ingest.fit.limits import refuse_too_much
from ingest.fit.messages import ChainedMessages, PartMessages
from ingest.fit.records_table import record_columns
from ingest.fit.scan import ScannedPart, scan
from ingest.fit.times import header_times
from ingest.tables import Problem


def read_parts(data: bytes) -> tuple[FitColumns, ...]:
    """Decode every part of a FIT file.

    Raises
    ------
    EmptyFile, UnknownFormat, TooLarge
        As :func:`ingest.fit.scan.scan` and :func:`ingest.fit.limits.refuse_too_much`.
    """
    parts = scan(data)
    refuse_too_much(parts)
    return tuple(_read_part(part) for part in parts)


def read_columns(data: bytes) -> FitColumns:
    """Decode a FIT file of any kind, without building a frame.

    Parameters
    ----------
    data : bytes
        The whole file. Of several FIT files in a row, the records and messages follow each other.

    Returns
    -------
    FitColumns
        With every record and message that could be saved; its problems say what was wrong and at
        which byte. A file of no messages gives no columns.

    Raises
    ------
    EmptyFile, UnknownFormat, TooLarge
        No bytes at all; not FIT; more bytes, messages, samples or fields than any watch writes.

    Notes
    -----
    Times of a watch that did not know the date are put where the file says they belong; a problem
    says so, or that it does not say.
    """
    return _joined([with_dates(_with_gaps_told(part)) for part in read_parts(data)])


def _with_gaps_told(columns: FitColumns) -> FitColumns:
    # Only here: a recording is whole without the messages that are left out of long lists.
    messages = columns.messages
    told = tuple(messages.problems()) if isinstance(messages, PartMessages) else ()
    return replace(columns, problems=(*columns.problems, *told)) if told else columns


def _read_part(part: ScannedPart) -> FitColumns:
    try:
        return _decoded(part)
    except DECODER_ERRORS:  # no file is known to get here; if one does, it is read all the same
        slowly = by_fitdecode(part)
        message = "This file is unlike any other: it was read by other means, without its app data."
        return replace(slowly, problems=(*slowly.problems, Problem("unusual", message)))


def _decoded(part: ScannedPart) -> FitColumns:
    times = header_times(part)
    developer = developer_fields(part)
    n_records, record = record_columns(part, times, developer)
    problems = (*part.problems, *developer.problems())
    columns = FitColumns(n_records, record, PartMessages(part, times), problems)
    return with_heart_rates(columns, part)


def _joined(parts: Sequence[FitColumns]) -> FitColumns:
    if len(parts) == 1:
        return parts[0]
    names = dict.fromkeys(name for part in parts for name in part.record)
    return FitColumns(
        sum(part.n_records for part in parts),
        {name: _end_to_end(_stretches(parts, name)) for name in names},
        ChainedMessages([part.messages for part in parts]),
        tuple(problem for part in parts for problem in part.problems),
    )


def _stretches(parts: Sequence[FitColumns], name: str) -> list[AnyColumn]:
    """Give the column in each part, unmeasured where a part has none of that name and shape."""
    model = next(part.record[name] for part in parts if name in part.record)
    stretches = []
    for part in parts:
        column = part.record.get(name)
        is_same = column is not None and column.shape[1:] == model.shape[1:]
        if column is None or not is_same or column.dtype.kind != model.dtype.kind:
            column = _unmeasured(part.n_records, model)
        stretches.append(column)
    return stretches


def _end_to_end(stretches: Sequence[AnyColumn]) -> AnyColumn:
    return cast("AnyColumn", np.concatenate(stretches))  # all of one type: see _stretches


def _unmeasured(count: int, model: AnyColumn) -> AnyColumn:
    shape = (count, *model.shape[1:])
    if model.dtype.kind == "U":
        return np.zeros(shape, dtype=model.dtype)
    return np.full(shape, np.datetime64("NaT") if model.dtype.kind == "M" else np.nan, model.dtype)
