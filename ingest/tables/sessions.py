"""The frozen records that readers, summaries and the store hand to each other."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from ingest.tables.laps import Laps
from ingest.tables.samples import Samples
from ingest.tables.stops import Stops
from ingest.thresholds import Sex, Thresholds

OffsetSource: TypeAlias = Literal[
    "local_timestamp", "file_offset", "position", "athlete", "unknown"
]
RpeSource: TypeAlias = Literal["entered", "file", "assumed", "none"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong that a reader survived.

    ``code`` is stable and short ("crc", "truncated", "backward_time"); ``message`` is a sentence
    for the person; ``records_lost`` counts samples the file holds that are not in the records.
    """

    code: str
    message: str
    at_byte: int | None = None
    records_lost: int = 0


@dataclass(frozen=True, slots=True)
class Athlete:
    """A person whose data this is. ``time_zone`` is an IANA name or empty.

    ``sex`` picks the published TRIMP coefficients; empty = not said, and TRIMP is unknown.
    ``default_rpe`` (CR10, 0-10) stands in for sessions nobody rated; NaN = leave them unknown. The
    4 it begins with ("somewhat hard") is a rule, and always drawn as assumed.
    """

    athlete_id: str
    name: str
    time_zone: str = ""
    sex: Sex = ""
    default_rpe: float = 4.0
    thresholds: tuple[Thresholds, ...] = ()


@dataclass(frozen=True, slots=True)
class DeviceTotals:
    """What the device itself says of a session; NaN where it says nothing."""

    distance_m: float = np.nan
    elapsed_s: float = np.nan
    timer_s: float = np.nan
    ascent_m: float = np.nan
    descent_m: float = np.nan
    steps: float = np.nan
    rpe: float = np.nan


@dataclass(frozen=True, slots=True, eq=False)
class RawSession:
    """What a format's reader hands on: one sport of one recording, in file order, uncomputed.

    ``samples`` holds the RECORDS columns the file has, ``records`` the same as a frame;
    ``lap_table`` is what the device marked, ``laps`` the same as a frame;
    ``timer_stops`` is None when the file has no timer events, ``stops`` the same as a frame.
    ``utc_offset_s`` is what the file itself claims, with its source, not yet checked for sanity.
    ``has_barometer`` says the elevation is barometric (devices that record it say so).
    ``part`` numbers the activities of one file from 0.
    """

    sport: str
    samples: Samples
    sub_sport: str = "generic"
    part: int = 0
    start_time: pd.Timestamp | None = None
    lap_table: Laps = field(default_factory=Laps)
    timer_stops: Stops | None = None
    totals: DeviceTotals = DeviceTotals()
    utc_offset_s: int | None = None
    utc_offset_source: OffsetSource = "unknown"
    has_barometer: bool = False
    name: str = ""
    device: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def records(self) -> pd.DataFrame:
        """The samples as a frame of the columns the file has."""
        return self.samples.frame()

    @property
    def laps(self) -> pd.DataFrame:
        """The laps as LAPS; no rows where the device marked none."""
        return self.lap_table.frame()

    @property
    def stops(self) -> pd.DataFrame | None:
        """The pauses as STOPS; None when the file has no timer events."""
        return None if self.timer_stops is None else self.timer_stops.frame()


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """The SESSIONS row of one session, computed once so that no list reads a stream.

    ``heart_rate_seconds`` has 221 bins, the seconds at each whole bpm 30-250;
    ``graded_speed_seconds`` has 241 bins, the seconds per 0.05 m/s of grade-adjusted speed from 0
    (the last one holds 12 m/s and more); ``best_efforts_s`` has one value for each entry of
    ``EFFORT_DISTANCES_M``, NaN where there is none. ``normalised_speed_mps`` is the fourth-power
    mean of 30 s rolling graded speed.
    """

    start_time: pd.Timestamp
    utc_offset_s: int | None
    utc_offset_source: OffsetSource
    local_day: pd.Timestamp
    distance_m: float
    elapsed_s: float
    timer_s: float
    moving_s: float
    ascent_m: float
    descent_m: float
    steps: float
    heart_rate_mean_bpm: float
    heart_rate_max_bpm: float
    graded_pace_s_per_km: float
    normalised_speed_mps: float
    decoupling_percent: float
    rpe: float
    rpe_source: RpeSource
    heart_rate_seconds: np.ndarray[tuple[int], np.dtype[np.float64]]
    graded_speed_seconds: np.ndarray[tuple[int], np.dtype[np.float64]]
    best_efforts_s: np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """One sport of one recording, read, repaired and summed up.

    ``part`` numbers the activities of the file from 0; ``position`` the sessions of the part from
    0, transitions counted; ``leg`` from 1, transitions skipped (None for them). ``records`` is
    RECORDS-shaped, ``laps`` LAPS-shaped.
    """

    part: int
    position: int
    leg: int | None
    sport: str
    sub_sport: str
    start_time: pd.Timestamp
    records: pd.DataFrame
    laps: pd.DataFrame
    summary: Summary
    format: str
    device: str
    name: str = ""
    problems: tuple[Problem, ...] = ()
