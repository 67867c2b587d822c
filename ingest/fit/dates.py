"""Times of a watch that does not know the date: seconds since it was switched on."""

from dataclasses import replace

import numpy as np

from ingest.fit.columns import (
    FIRST_DATE,
    TIMESTAMP,
    AnyColumn,
    FitColumns,
    Message,
    Value,
)
from ingest.tables import Problem

_SHIFTED = (TIMESTAMP, "start_time")


def with_dates(columns: FitColumns) -> FitColumns:
    """Put the times of a watch without a date where its activity message says they belong.

    A watch that never knew the date counts seconds since it was switched on. When the file also
    holds the local clock for one such moment, all times move there: they then read as the watch
    showed them, the UTC offset staying unknown.
    """
    seconds = columns.seconds()
    is_undated = seconds < FIRST_DATE  # and so no NaN is
    activity = columns.first("activity")
    if not is_undated.any() and not activity.number(TIMESTAMP) < FIRST_DATE:
        return columns
    shift = activity.number("local_timestamp") - activity.number(TIMESTAMP)
    if not (np.isfinite(shift) and activity.number("local_timestamp") >= FIRST_DATE):
        return replace(columns, problems=(*columns.problems, _no_date()))
    record: dict[str, AnyColumn] = dict(columns.record)
    if TIMESTAMP in record:
        moved_s = np.where(is_undated, np.timedelta64(int(shift), "s"), np.timedelta64(0, "s"))
        record[TIMESTAMP] = record[TIMESTAMP] + moved_s
    messages = {
        name: tuple(_shifted(message, int(shift)) for message in found)
        for name, found in columns.messages.items()
    }
    return FitColumns(columns.n_records, record, messages, (*columns.problems, _local_clock_only()))


def _shifted(message: Message, shift_s: int) -> Message:
    moved: dict[str, Value] = {
        name: value + shift_s
        for name in _SHIFTED
        if isinstance(value := message.fields.get(name), int) and value < FIRST_DATE
    }
    return Message({**message.fields, **moved})


def _no_date() -> Problem:
    return Problem(
        "no_date",
        "The watch did not know the date when it recorded this, so the day shown is wrong. "
        "The times within the recording are right.",
    )


def _local_clock_only() -> Problem:
    return Problem(
        "local_clock",
        "The watch recorded only its own clock, without a time zone: times are shown as it showed "
        "them.",
    )
