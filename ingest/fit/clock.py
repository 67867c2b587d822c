"""When was each sample taken: true where the file says it, honest where it does not."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from ingest.fit.columns import FIRST_DATE, Column, FitColumns, Message
from ingest.tables import Problem

# A recording may be long, but a sample this far from the middle of it is a wrong clock.
LONGEST_S = 40 * 86_400
_SPIKE_S = 86_400
_WINDOW = 5


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """``seconds`` is Unix time for each record of ``keep``; ``keep`` the rows that have a time."""

    seconds: Column
    keep: np.ndarray[tuple[int], np.dtype[np.intp]]
    problems: tuple[Problem, ...]


def date_records(columns: FitColumns) -> Dated:
    """Give every record a time, or count it as lost.

    Returns
    -------
    Dated
        The file's own times where they can be true. Records without any time are placed from the
        pool lengths, else evenly over the session, else one a second from the file's creation;
        some among others that have one, evenly between their neighbours. A problem says which.
    """
    rows = np.arange(columns.n_records)
    seconds, keep, problems = _without_wrong_clocks(columns.seconds(), rows)
    missing = np.isnan(seconds)
    if not missing.any():
        return Dated(seconds, keep, problems)
    if missing.all():
        placed, problem = _place_all(columns, len(keep))
        return Dated(placed, keep, (*problems, problem))
    return _fill_between(seconds, keep, problems)


def _without_wrong_clocks(
    seconds: Column, rows: np.ndarray[tuple[int], np.dtype[np.intp]]
) -> tuple[Column, np.ndarray[tuple[int], np.dtype[np.intp]], tuple[Problem, ...]]:
    known = seconds[np.isfinite(seconds)]
    wrong = _spikes(seconds)
    if len(known) and known.max() - known.min() > LONGEST_S:
        wrong |= np.abs(seconds - np.median(known)) > LONGEST_S
    if not wrong.any():
        return seconds, rows, ()
    first = int(np.argmax(wrong))
    year = np.datetime64(int(seconds[first]), "s").astype("datetime64[Y]")
    message = (
        f"{_samples(int(wrong.sum()))} left out for an impossible time: the first is sample "
        f"{first + 1:,} of {len(rows):,}, dated {year}."
    )
    problem = Problem("wrong_time", message, records_lost=int(wrong.sum()))
    return seconds[~wrong], rows[~wrong], (problem,)


def _spikes(seconds: Column) -> NDArray[np.bool_]:
    # One or two samples more than a day away from both sides; a night's pause is a step, no spike.
    if len(seconds) < _WINDOW or (np.abs(np.diff(seconds)) <= _SPIKE_S).all():
        return np.zeros(len(seconds), dtype=np.bool_)
    padded = np.pad(seconds, _WINDOW // 2, mode="reflect")
    around = np.median(sliding_window_view(padded, _WINDOW), axis=1)
    return np.abs(seconds - around) > _SPIKE_S


def _samples(count: int) -> str:
    return "1 sample was" if count == 1 else f"{count:,} samples were"


def _place_all(columns: FitColumns, count: int) -> tuple[Column, Problem]:
    ends = _length_ends(columns)
    if len(ends) == count:
        message = (
            "The samples of this swim carry no time; each was placed at the end of its pool length."
        )
        return ends, Problem("no_times", message)
    session = columns.first("session")
    start, elapsed = start_of(session), duration_of(session)
    if np.isfinite(start) and elapsed > 0:
        message = "The samples carry no time; they were placed evenly from start to end."
        return np.linspace(start, start + elapsed, count), Problem("no_times", message)
    created = columns.first("file_id").number("time_created")
    start = next((t for t in (start, created) if np.isfinite(t)), float(FIRST_DATE))
    message = (
        "Neither the samples nor the session carry a time; one sample a second was assumed, so "
        "pace and duration may be wrong."
    )
    return start + np.arange(count, dtype=np.float64), Problem("no_times", message)


def _length_ends(columns: FitColumns) -> Column:
    lengths = columns.all("length")
    ends = [m.number("start_time") + duration_of(m) for m in lengths]
    found = np.array(ends, dtype=np.float64)
    return found if np.isfinite(found).all() else np.empty(0)


def _fill_between(
    seconds: Column,
    keep: np.ndarray[tuple[int], np.dtype[np.intp]],
    problems: tuple[Problem, ...],
) -> Dated:
    known = np.flatnonzero(np.isfinite(seconds))
    inside = slice(known[0], known[-1] + 1)
    outside = len(seconds) - (known[-1] + 1 - known[0])
    filled = int(np.isnan(seconds[inside]).sum())
    seconds = np.interp(np.arange(len(seconds)), known, seconds[known])[inside]
    message = (
        f"{filled:,} samples without a time were placed evenly between their neighbours; "
        f"{outside:,} before the first or after the last time were left out."
    )
    problem = Problem("no_times", message, records_lost=outside)
    return Dated(seconds, keep[inside], (*problems, problem))


def start_of(message: Message) -> float:
    """Return when a session or lap began, in Unix seconds; NaN when it does not say."""
    start = message.number("start_time")
    if math.isfinite(start):
        return start
    return message.number("timestamp") - duration_of(message)


def duration_of(message: Message) -> float:
    """Return the elapsed seconds of a session, lap or length; NaN when unknown or impossible."""
    elapsed = message.number("total_elapsed_time")
    return elapsed if 0 <= elapsed <= LONGEST_S else np.nan


def microseconds(seconds: Column) -> NDArray[np.int64]:
    """Return Unix seconds, all of them known, as whole microseconds."""
    return np.round(seconds * 1e6).astype(np.int64)


def utc_time(seconds: float) -> pd.Timestamp:
    """Return Unix seconds as one UTC time to the microsecond."""
    return pd.Timestamp(round(seconds * 1e6), unit="us", tz="UTC").as_unit("us")
