"""Which recording a race may be: by its day, then by how far and how long it was."""

import math

import numpy as np
import pandas as pd

from ingest.diary import RaceResult
from ingest.diary.wrong import is_given

# A watch measures a road race within a few percent; a trail race, or a warm-up on it, is further.
FARTHEST = 0.25
# From this close on a recording is proposed by itself.
NEAR = 0.08


def sessions_for(result: RaceResult, sessions: pd.DataFrame) -> pd.DataFrame:
    """List the recordings that may be a race, the likeliest first.

    Parameters
    ----------
    result : RaceResult
        With a day; its official distance and time are compared where they are known.
    sessions : pandas.DataFrame
        SESSION_LIST.

    Returns
    -------
    pandas.DataFrame
        ``session_id``, ``activity_id``, ``local_day``, ``name``, ``distance_m``, ``elapsed_s`` and
        ``apart``: how far from the result, as a share (0 the same; NaN: only the day is known). One
        row a recording; of several legs, distances and times of all, and the first one's id. Who
        did not finish may have run less.
    """
    raced = sessions[sessions["sport"] != "transition"].sort_values("position", kind="stable")
    raced = raced.assign(is_foot=raced["sport"] == "running")
    whole = raced.groupby("activity_id", sort=False).agg(
        session_id=("session_id", "first"),
        local_day=("local_day", "first"),
        name=("name", "first"),
        is_foot=("is_foot", "any"),
        distance_m=("distance_m", "sum"),
        elapsed_s=("elapsed_s", "sum"),
    )
    return _ordered(whole[(whole["local_day"] == result.race_day) & whole["is_foot"]], result)


def proposed(result: RaceResult, sessions: pd.DataFrame) -> str:
    """Return the session that is proposed by itself: near, or the only run of the day; "" none."""
    found = sessions_for(result, sessions)
    if found.empty:
        return ""
    best = found.iloc[0]
    is_near = best["apart"] <= NEAR or (math.isnan(best["apart"]) and len(found) == 1)
    return str(best["session_id"]) if is_near else ""


def day_of(result: RaceResult, sessions: pd.DataFrame) -> pd.Timestamp | None:
    """Return the race's day, or where no list says it, that of the one run it can have been.

    Parameters
    ----------
    result : RaceResult
        Without a day, its year and distance are looked at.
    sessions : pandas.DataFrame
        SESSION_LIST.
    """
    if is_given(result.race_day):
        return result.race_day
    apart = _apart(sessions["distance_m"], result.official_distance_m)
    near = sessions[(sessions["sport"] == "running") & (apart <= NEAR)]
    if result.edition.isdigit():
        near = near[near["local_day"].dt.year == int(result.edition)]
    raced = near[near["is_race"]]
    days = (raced if len(raced) else near)["local_day"].unique()
    return pd.Timestamp(days[0]).as_unit("us") if len(days) == 1 else None


def _ordered(found: pd.DataFrame, result: RaceResult) -> pd.DataFrame:
    finished = result.status == "finished"
    time_s = result.chip_time_s if result.chip_time_s > 0 else result.gun_time_s
    by_length = _apart(found["distance_m"], result.official_distance_m)
    by_time = _apart(found["elapsed_s"], time_s)
    apart = by_length.fillna(by_time) if finished else pd.Series(np.nan, index=found.index)
    near = found.assign(apart=apart, by_time=by_time.fillna(math.inf))
    near = near[~(near["apart"] > FARTHEST)].reset_index()
    columns = ["session_id", "activity_id", "local_day", "name", "distance_m", "elapsed_s", "apart"]
    return near.sort_values(["apart", "by_time"], kind="stable")[columns].reset_index(drop=True)


def _apart(values: pd.Series, published: float) -> pd.Series:
    """Compare with what was published, as a share; NaN where either is not known."""
    known = values.where(values > 0).astype("float64")
    return (known / published - 1).abs() if published > 0 else known * math.nan
