"""The primary flag: how far each run went beyond the longest of the thirty days before.

One long run, not a week's sum, is what went with injury in the largest study there is. The bands
are a rate in a population, not this runner's probability, and are never shown as one.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.methods import RUNNING, duration_s, rpe_is_assumed

WINDOW_DAYS = 30
SOURCE = (
    "Frandsen et al. 2025, Br J Sports Med 59:1203, doi 10.1136/bjsports-2024-109380"
    " (5,205 runners, 588,071 sessions)"
)


@dataclass(frozen=True, slots=True)
class Band:
    """A range of the ratio, and its hazard rate ratio (HRR, 95 % interval) for overuse injury.

    ``above`` is outside the band, ``up_to`` inside it.
    """

    name: str
    above: float
    up_to: float
    hazard_rate_ratio: float
    low: float
    high: float


# Not monotone, so three bands and never a curve. The reference has an HRR of 1 by definition.
BANDS = (
    Band("reference", -np.inf, 1.10, 1.00, 1.00, 1.00),
    Band("small", 1.10, 1.30, 1.64, 1.31, 2.05),
    Band("moderate", 1.30, 2.00, 1.52, 1.16, 2.00),
    Band("large", 2.00, np.inf, 2.28, 1.50, 3.48),
)

# Why an activity has a ratio, or has none.
RATED = "ratio"
NO_RUN_BEFORE = "no_run_in_30_days"
UNKNOWN_DISTANCE = "unknown_distance"
NOT_A_RUN = "no_running"

Values = NDArray[np.float64]


def activity_spikes(sessions: pd.DataFrame) -> pd.DataFrame:
    """Set each activity against the longest of the 30 local days before its own day.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSIONS of one athlete, in any order; transitions do not count. The running of one
        activity counts together: a duathlon's 2.5 + 7 km = 9.5 km.

    Returns
    -------
    pandas.DataFrame
        One row an activity, oldest first:

        - activity_id, start_time, local_day, running_km (NaN = unknown; 0 = no running in it)
        - longest_km, longest_activity_id, longest_day: the longest run of the 30 days before
        - ratio, band, hazard_rate_ratio, low, high (source: :data:`SOURCE`)
        - state: "ratio", "no_run_in_30_days", "unknown_distance", "no_running"
        - history_days, 0-30: how many of the 30 days lie after the first activity; below 30 the
          longest run may simply not be in the files
        - effort_load (session_rpe, AU: all sports of the activity; NaN unless all have a real RPE),
          effort_longest, effort_longest_activity_id, effort_ratio, and effort_coverage: the share
          of the window's activities with a known effort. A rule, never to be read in the bands.
    """
    activities = _activities(sessions)
    days = activities["local_day"].to_numpy(dtype="datetime64[D]")
    first = np.searchsorted(days, days - np.timedelta64(WINDOW_DAYS, "D"), side="left")
    last = np.searchsorted(days, days, side="left")
    longest = largest_before(activities["running_km"].to_numpy(np.float64), first, last)
    hardest = largest_before(activities["effort_load"].to_numpy(np.float64), first, last)
    history = np.minimum((days - days[:1]).astype(np.int64), WINDOW_DAYS)
    frame = _against_longest(activities, longest).assign(history_days=history)
    return _against_hardest(frame, hardest).assign(
        effort_coverage=_known_share(activities["effort_load"], first, last)
    )


def _activities(sessions: pd.DataFrame) -> pd.DataFrame:
    """One row an activity: its day, its running km and its session_rpe, oldest first."""
    kept = sessions[sessions["sport"] != "transition"].dropna(subset="local_day")
    runs = kept["sport"] == RUNNING
    effort = (kept["rpe"] * duration_s(kept) / 60).mask(rpe_is_assumed(kept))
    legs = kept.assign(
        activity_id=kept["activity_id"].where(kept["activity_id"] != "", kept["session_id"]),
        running_km=(kept["distance_m"] / 1000).where(runs, 0.0),
        effort_load=effort,
        is_running=runs,
    ).groupby("activity_id")
    # An unknown leg leaves the whole unknown: the rest of it is not the activity.
    sums = legs[["running_km", "effort_load"]].sum(skipna=False)
    first = legs.agg(
        start_time=("start_time", "min"),
        local_day=("local_day", "min"),
        is_running=("is_running", "any"),
    )
    order = ["local_day", "start_time", "activity_id"]
    return first.join(sums).reset_index().sort_values(order, ignore_index=True)


def largest_before(
    values: Values, first: NDArray[np.intp], last: NDArray[np.intp]
) -> NDArray[np.int64]:
    """Find the position of the largest value of each ``first:last``, -1 where none is above 0."""
    filled = np.nan_to_num(values, nan=0.0)
    largest = np.full(len(first), -1, dtype=np.int64)
    for row, (begin, end) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        if begin < end:
            place = begin + int(filled[begin:end].argmax())
            largest[row] = place if filled[place] > 0 else -1
    return largest


def _against_longest(activities: pd.DataFrame, longest: NDArray[np.int64]) -> pd.DataFrame:
    before = activities.reindex(longest).reset_index(drop=True)
    km, longest_km = activities["running_km"], before["running_km"]
    # Nine decimals: 6.6 km over 6.0 km is 1.1, whatever the last bit of the quotient says.
    ratio = (km / longest_km).where(activities["is_running"]).round(9)
    state = np.select(
        [~activities["is_running"], km.isna(), longest_km.isna()],
        [NOT_A_RUN, UNKNOWN_DISTANCE, NO_RUN_BEFORE],
        default=RATED,
    )
    frame = activities.drop(columns="is_running").assign(
        longest_km=longest_km,
        longest_activity_id=before["activity_id"].fillna(""),
        longest_day=before["local_day"],
        ratio=ratio,
        state=pd.Series(state, dtype="str"),
    )
    return pd.concat([frame, bands_of(ratio)], axis=1)


def bands_of(ratio: pd.Series) -> pd.DataFrame:
    """Look up each ratio's band; 1.10, 1.30 and 2.00 belong to the band below. "" for NaN."""
    bands = pd.DataFrame(
        {
            "band": pd.Series([band.name for band in BANDS], dtype="str"),
            "hazard_rate_ratio": [band.hazard_rate_ratio for band in BANDS],
            "low": [band.low for band in BANDS],
            "high": [band.high for band in BANDS],
        }
    )
    place = np.searchsorted([band.up_to for band in BANDS[:-1]], ratio.to_numpy(), side="left")
    found = bands.reindex(np.where(ratio.isna(), -1, place)).reset_index(drop=True)
    return found.assign(band=found["band"].fillna(""))


def _against_hardest(frame: pd.DataFrame, hardest: NDArray[np.int64]) -> pd.DataFrame:
    before = frame.reindex(hardest).reset_index(drop=True)
    return frame.assign(
        effort_longest=before["effort_load"],
        effort_longest_activity_id=before["activity_id"].fillna(""),
        effort_ratio=frame["effort_load"] / before["effort_load"],
    )


def _known_share(values: pd.Series, first: NDArray[np.intp], last: NDArray[np.intp]) -> Values:
    known = np.concatenate([[0], np.cumsum(values.notna().to_numpy())])
    counted = last - first
    return np.where(counted > 0, (known[last] - known[first]) / np.maximum(counted, 1), np.nan)
