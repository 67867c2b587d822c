"""A race as its watch recorded it, cut into kilometres, as measured and as officially measured."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.races import RaceFigures, at_official_distance
from ingest.grade import graded_distance_m, slope_cost
from ingest.splits import splits
from ingest.tables import SPLITS, Samples, empty

Floats = NDArray[np.float64]

# A watch that is further off than this was not started and stopped at the lines (rule).
LARGEST_DISTANCE_GAP, LARGEST_TIME_GAP = 0.05, 0.02


@dataclass(frozen=True, slots=True)
class Halves:
    """Seconds of both halves of the official distance."""

    first_s: float
    second_s: float

    @property
    def slower_by_s(self) -> float:
        """How much longer the second half took; below 0 is a negative split."""
        return self.second_s - self.first_s


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """One race cut up.

    ``measured`` are SPLITS of the recording as it is. ``official`` are SPLITS of the same brought
    to the official distance and time, with ``graded_pace_s_per_km`` beside them (grade taken out,
    NaN without heights); it has no rows where there is no official distance and time, or where the
    watch is too far off it. ``passed_m`` and ``passed_s`` say when each whole kilometre (or mile)
    and the finish was passed, from 0 on, as ``official`` has it.
    """

    measured: pd.DataFrame
    official: pd.DataFrame
    halves: Halves | None
    graded_pace_s_per_km: float
    watch_s: float
    watch_m: float

    @property
    def is_official(self) -> bool:
        """Whether the recording could be laid over the official distance."""
        return not self.official.empty

    @property
    def passed_m(self) -> Floats:
        """Metres from the start, 0 first and the finish last."""
        return _summed(self.official["distance_m"])

    @property
    def passed_s(self) -> Floats:
        """Seconds at each of ``passed_m``."""
        return _summed(self.official["elapsed_s"])


def course(records: pd.DataFrame, race: RaceFigures, every_m: float) -> Course:
    """Cut a race up.

    Parameters
    ----------
    records : pandas.DataFrame
        RECORDS as the watch measured them.
    race : RaceFigures
        The official distance and time.
    every_m : float
        Metres a split: 1000 or 1609.344.

    Returns
    -------
    Course
        Without distance in the records there are no splits at all.
    """
    known = records[records["distance_m"].notna()]
    measured = splits(known, every_m) if len(known) > 1 else empty(SPLITS)
    watch_m, watch_s = (
        float(measured[name].sum()) if len(measured) else math.nan
        for name in ("distance_m", "elapsed_s")
    )
    if not _fits(race, watch_m, watch_s):
        none = empty(SPLITS).assign(graded_pace_s_per_km=pd.Series(dtype="float64"))
        return Course(measured, none, None, math.nan, watch_s, watch_m)
    brought = _in_time(at_official_distance(known, race.distance_m), race.time_s / watch_s)
    official, graded_m = _with_grade(splits(brought, every_m), brought)
    half = splits(brought, race.distance_m / 2)["elapsed_s"]
    return Course(
        measured=measured,
        official=official,
        halves=Halves(float(half.iloc[0]), float(half.iloc[1])),
        graded_pace_s_per_km=race.time_s / graded_m * 1000,
        watch_s=watch_s,
        watch_m=watch_m,
    )


def _fits(race: RaceFigures, watch_m: float, watch_s: float) -> bool:
    """Say whether a recording is that of the whole race and of nothing else."""
    if race.distance_source != "official" or race.time_source not in ("chip", "gun"):
        return False
    off_m, off_s = watch_m / race.distance_m - 1, watch_s / race.time_s - 1
    return abs(off_m) <= LARGEST_DISTANCE_GAP and abs(off_s) <= LARGEST_TIME_GAP


def _in_time(records: pd.DataFrame, share: float) -> pd.DataFrame:
    """Stretch the clock of the records, so that the whole takes the official time."""
    first = records["time"].iloc[0]
    return records.assign(time=(first + (records["time"] - first) * share).dt.as_unit("us"))


def _with_grade(cut: pd.DataFrame, records: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """Put each split's pace with grade taken out beside it; and the metres it is like in all."""
    samples = Samples.of(records)
    if not np.isfinite(samples["elevation_m"]).any():
        return cut.assign(graded_pace_s_per_km=math.nan), math.nan
    along = np.maximum.accumulate(samples["distance_m"] - samples["distance_m"][0])
    level_m = graded_distance_m(samples, slope_cost(samples))
    ends = np.interp(_summed(cut["distance_m"]), along, level_m)
    pace = cut["elapsed_s"].to_numpy(np.float64) / np.diff(ends) * 1000
    return cut.assign(graded_pace_s_per_km=pace), float(level_m[-1])


def _summed(parts: pd.Series) -> Floats:
    return np.concatenate(([0.0], np.cumsum(parts.to_numpy(np.float64))))
