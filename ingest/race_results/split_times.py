"""Times on the way: which distance a heading names, and the times that stand below it."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ingest.race_results.clock_times import Floats, expected_times, read_times
from ingest.race_results.columns import SPLIT, Columns
from ingest.race_results.headings import plain

# A share of rows that may break what holds for times from the start.
_MOSTLY = 0.9
_HALF = 0.5
# How far the usual pace between two splits may be from that of the whole race.
_LEAST_PACE, _MOST_PACE = 0.55, 1.8


@dataclass(frozen=True, slots=True, eq=False)
class _Passed:
    """Where each runner was last timed: s and m since the start."""

    time_s: Floats
    at_m: Floats


def with_splits(results: pd.DataFrame, columns: Columns, rows: list[int]) -> pd.DataFrame:
    """Set the times of the way beside the finishes.

    Parameters
    ----------
    results : pandas.DataFrame
        The finishes.
    columns : Columns
        The table; its roles ``split_5000`` and ``split_half`` are times since the start.
    rows : list of int
        Which row of the table each finish is.

    Returns
    -------
    pandas.DataFrame
        With a column such as ``split_5000`` (s since the start, NaN where none) for every distance
        (m), in the order of the course. A column whose times do not grow along the way, or are no
        times since the start, is left out.
    """
    whole_m = results["official_distance_m"].median()
    finish_s = results["chip_time_s"].fillna(results["gun_time_s"]).to_numpy()
    last = _Passed(np.zeros(len(results)), np.zeros(len(results)))
    found: dict[str, Floats] = {}
    for at_m, role in sorted(_on_the_way(columns, whole_m)):
        cells = columns.cells(role) or []
        heading = plain(columns.heading(role))
        read = read_times([cells[row] for row in rows], heading, expected_times(at_m))
        times = _between(read, last.time_s, finish_s)
        if np.isfinite(times).any() and _is_run(times, at_m, last, finish_s / whole_m):
            found[f"{SPLIT}{at_m:.10g}"] = times
            last = _Passed(
                np.fmax(last.time_s, times), np.where(np.isfinite(times), at_m, last.at_m)
            )
    return results.assign(**found)


def _is_run(times: Floats, at_m: float, last: _Passed, pace_s_per_m: Floats) -> bool:
    """See by the usual pace since the split before that a time was not taken somewhere else."""
    compared = (times - last.time_s) / (at_m - last.at_m) / pace_s_per_m
    usual = float(np.nanmedian(compared)) if np.isfinite(compared).any() else 1.0
    return _LEAST_PACE < usual < _MOST_PACE


def _on_the_way(columns: Columns, whole_m: float) -> list[tuple[float, str]]:
    """Give distance and role of each split that lies before the finish."""
    roles = [role for role in columns.place_of if role.startswith(SPLIT)]
    named = [(_metres(role.removeprefix(SPLIT), whole_m), role) for role in roles]
    most = whole_m if whole_m > 0 else np.inf
    return [(at_m, role) for at_m, role in named if 0 < at_m < most]


def _metres(said: str, whole_m: float) -> float:
    return whole_m * _HALF if re.fullmatch(r"half", said) else float(said)


def _between(times: Floats, before: Floats, finish_s: Floats) -> Floats:
    """Leave out times that cannot be from the start; all of them when too many cannot."""
    with np.errstate(invalid="ignore"):
        breaks = (times <= before) | (times >= finish_s)
    known = np.isfinite(times)
    if not known.any() or breaks[known].mean() > 1 - _MOSTLY:
        return np.full(len(times), np.nan)
    return np.where(breaks, np.nan, times)
