"""The canonical tables: every column's name, dtype, unit, range and meaning, declared once.

Times are ``datetime64[us, UTC]``; days are ``datetime64[us]`` at local midnight without a zone.
NaN means "not measured" and is never written as 0. Every reader ends in :func:`conform`.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from pandas.api.types import pandas_dtype

from ingest.thresholds import Sex, Thresholds

TIME = "datetime64[us, UTC]"
DAY = "datetime64[us]"
FLOAT = "float64"
INTEGER = "int64"
MAYBE_INTEGER = "Int64"
TEXT = "str"
FLAG = "bool"

# What stands where a column was not measured, for the dtypes that cannot say so themselves.
BLANK: dict[str, int | bool | str] = {INTEGER: 0, FLAG: False, TEXT: ""}

OffsetSource: TypeAlias = Literal[
    "local_timestamp", "file_offset", "position", "athlete", "unknown"
]
RpeSource: TypeAlias = Literal["entered", "file", "assumed", "none"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name ends in its unit; ``low`` and ``high`` are the range we believe."""

    name: str
    dtype: str
    meaning: str
    low: float = -np.inf
    high: float = np.inf


@dataclass(frozen=True, slots=True)
class Table:
    """A canonical table: what one row is, and its columns in order."""

    name: str
    one_row_is: str
    columns: tuple[Column, ...]
    extra_columns: bool = False

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]


RECORDS = Table(
    "RECORDS",
    "a sample",
    (
        Column("time", TIME, "when the sample was taken"),
        Column("latitude_deg", FLOAT, "WGS 84 latitude", -90, 90),
        Column("longitude_deg", FLOAT, "WGS 84 longitude", -180, 180),
        Column("elevation_m", FLOAT, "height above sea level", -500, 9000),
        Column("distance_m", FLOAT, "distance since the session began", 0, 2_000_000),
        Column("speed_mps", FLOAT, "speed over ground", 0, 60),
        Column("heart_rate_bpm", FLOAT, "heart rate; a device's 0 is not measured", 1, 255),
        Column("cadence_spm", FLOAT, "steps a minute, both feet (on foot)", 0, 400),
        Column("cadence_rpm", FLOAT, "crank revolutions a minute (cycling)", 0, 255),
        Column("stroke_rate_spm", FLOAT, "strokes a minute (swimming)", 0, 255),
        Column("power_w", FLOAT, "power", 0, 5000),
        Column("temperature_c", FLOAT, "temperature at the device", -60, 80),
        Column("lap", INTEGER, "lap number, from 1; 0 when the file has no laps"),
        Column("moving", FLAG, "the interval that ends at this sample was moving"),
    ),
    extra_columns=True,
)

LAPS = Table(
    "LAPS",
    "a lap as the device marked it",
    (
        Column("lap", INTEGER, "lap number, from 1"),
        Column("start_time", TIME, "when the lap began"),
        Column("elapsed_s", FLOAT, "wall-clock time", 0),
        Column("timer_s", FLOAT, "time with the device's timer running", 0),
        Column("distance_m", FLOAT, "distance by the device", 0),
        Column("ascent_m", FLOAT, "climb by the device", 0),
        Column("descent_m", FLOAT, "descent by the device", 0),
        Column("heart_rate_mean_bpm", FLOAT, "mean heart rate by the device", 1, 255),
        Column("heart_rate_max_bpm", FLOAT, "highest heart rate by the device", 1, 255),
    ),
)

SPLITS = Table(
    "SPLITS",
    "a km, mile, 5 km or lap",
    (
        Column("split", INTEGER, "split number, from 1"),
        Column("distance_m", FLOAT, "length of this split", 0),
        Column("elapsed_s", FLOAT, "wall-clock time, pauses included", 0),
        Column("moving_s", FLOAT, "time in motion", 0),
        Column("ascent_m", FLOAT, "climb", 0),
        Column("descent_m", FLOAT, "descent", 0),
        Column("heart_rate_mean_bpm", FLOAT, "mean heart rate over time", 1, 255),
    ),
)

BEST_EFFORTS = Table(
    "BEST_EFFORTS",
    "the fastest stretch of one listed distance",
    (
        Column("name", TEXT, "400 m, 1 km, mile, 5 km, 10 km, half marathon, marathon"),
        Column("distance_m", FLOAT, "length of the stretch", 0),
        Column("elapsed_s", FLOAT, "wall-clock time, pauses count", 0),
        Column("start_s", FLOAT, "seconds from the first sample to the start of the stretch", 0),
    ),
)

STOPS = Table(
    "STOPS",
    "a stretch with the device's timer stopped",
    (
        Column("start_time", TIME, "timer stopped"),
        Column("end_time", TIME, "timer started again"),
    ),
)

# Best-effort distances, in metres; road distances are the exact ones (World Athletics).
EFFORT_DISTANCES_M: dict[str, float] = {
    "400 m": 400.0,
    "1 km": 1000.0,
    "mile": 1609.344,
    "5 km": 5000.0,
    "10 km": 10000.0,
    "half marathon": 21097.5,
    "marathon": 42195.0,
}

SESSIONS = Table(
    "SESSIONS",
    "one sport of a recording",
    (
        Column("session_id", TEXT, "stable id: activity and position in it"),
        Column("activity_id", TEXT, "stable id: athlete, file and part"),
        Column("athlete_id", TEXT, "whose it is"),
        Column("leg", MAYBE_INTEGER, "leg number from 1, transitions skipped (and empty for them)"),
        Column("sport", TEXT, "FIT sport name: running, cycling, swimming, transition, ..."),
        Column("sub_sport", TEXT, "FIT sub-sport name: generic, treadmill, trail, ..."),
        Column("start_time", TIME, "when it began"),
        Column("utc_offset_s", MAYBE_INTEGER, "local clock minus UTC", -50400, 50400),
        Column("utc_offset_source", TEXT, "which rule gave the offset"),
        Column("local_day", DAY, "the local calendar day it began on"),
        Column("distance_m", FLOAT, "distance from the records, last minus first", 0),
        Column("elapsed_s", FLOAT, "first to last, pauses included", 0),
        Column("timer_s", FLOAT, "device timer running", 0),
        Column("moving_s", FLOAT, "in motion", 0),
        Column("ascent_m", FLOAT, "climb", 0),
        Column("descent_m", FLOAT, "descent", 0),
        Column("steps", FLOAT, "steps, both feet", 0),
        Column("heart_rate_mean_bpm", FLOAT, "mean over time", 1, 255),
        Column("heart_rate_max_bpm", FLOAT, "highest", 1, 255),
        Column("graded_pace_s_per_km", FLOAT, "pace with grade taken out (Minetti 2002)", 0),
        Column("decoupling_percent", FLOAT, "loss of speed per heartbeat, second half to first"),
        Column("rpe", FLOAT, "effort 0-10 (CR10)", 0, 10),
        Column("rpe_source", TEXT, "entered, file, assumed, none"),
        Column("shoe_id", TEXT, "shoe worn, empty when not said"),
    ),
    extra_columns=True,
)


SESSION_LIST = Table(
    "SESSION_LIST",
    "a stored session with the person's edits applied",
    (
        *SESSIONS.columns,
        Column("position", INTEGER, "place in the activity from 0, transitions counted"),
        Column("normalised_speed_mps", FLOAT, "fourth-power mean of 30 s graded speed", 0),
        Column("name", TEXT, "the activity's name; empty when neither file nor person gave one"),
        Column("device", TEXT, "what recorded it"),
        Column("source_format", TEXT, "fit, gpx, tcx"),
        Column("is_race", FLAG, "the person marked the activity as a race"),
        Column("note", TEXT, "the person's own words about the activity"),
        Column("n_records", INTEGER, "samples in its stream"),
        Column("n_laps", INTEGER, "laps the device marked"),
        Column("has_position", FLAG, "some sample has a latitude and longitude"),
        Column("has_heart_rate", FLAG, "some sample has a heart rate"),
    ),
)

RECEIPTS = Table(
    "RECEIPTS",
    "an import",
    (
        Column("receipt_id", TEXT, "id of the import"),
        Column("state", TEXT, "running, done, cancelled"),
        Column("done", INTEGER, "members looked at so far"),
        Column("total", INTEGER, "members found"),
        Column("started_at", TIME, "when the import began"),
        Column("updated_at", TIME, "the last sign of life"),
        Column("finished_at", TIME, "when it ended; unknown while it runs"),
        Column("undone_at", TIME, "when it was undone; unknown if it was not"),
    ),
)

RECEIPT_ROWS = Table(
    "RECEIPT_ROWS",
    "an activity found by an import, or a member that has none",
    (
        Column("source", TEXT, "what the person chose: a file, a folder, an archive"),
        Column("member", TEXT, "the file inside it; empty when the source is the file"),
        Column("status", TEXT, "imported, repaired, duplicate, skipped, refused"),
        Column("reason", TEXT, "why, as a sentence; empty when all is well"),
        Column("activity_id", TEXT, "the activity, empty when there is none"),
        Column("duplicate_of", TEXT, "the activity it repeats, empty when it is new"),
        Column("problems", TEXT, "what a reader survived, one sentence a line"),
    ),
)


def empty(table: Table) -> pd.DataFrame:
    """Return a frame of no rows with the table's columns and dtypes."""
    return pd.DataFrame({c.name: pd.Series(dtype=pandas_dtype(c.dtype)) for c in table.columns})


def conform(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Bring a frame to a table's columns, order and dtypes; the argument is left as it was.

    Parameters
    ----------
    frame : pandas.DataFrame
        Any subset of the table's columns, in any order.
    table : Table
        The table to conform to.

    Returns
    -------
    pandas.DataFrame
        All columns of the table, missing ones filled with "not measured" (0 for ``int64``,
        False for ``bool``, "" for text); numbers outside a float column's range become NaN. Extra
        columns follow, sorted, as float64, where the table allows them; else they are dropped.
    """
    data = {column.name: _column(frame, column) for column in table.columns}
    if table.extra_columns:
        for name in sorted(set(map(str, frame.columns)) - set(table.names)):
            data[name] = pd.to_numeric(frame[name], errors="coerce").astype("float64")
    return pd.DataFrame(data, index=frame.index).reset_index(drop=True)


def _column(frame: pd.DataFrame, column: Column) -> pd.Series:
    if column.name not in frame.columns:
        return _missing(column, frame.index)
    values = frame[column.name]
    if column.dtype == FLOAT:
        number = pd.to_numeric(values, errors="coerce").astype("float64")
        return number.where((number >= column.low) & (number <= column.high))
    if column.dtype in (INTEGER, FLAG, TEXT):
        values = values.fillna(BLANK[column.dtype])
    if column.dtype == TIME:
        values = pd.to_datetime(values, utc=True)
    return values.astype(pandas_dtype(column.dtype))


def _missing(column: Column, index: pd.Index) -> pd.Series:
    blank = BLANK.get(column.dtype)
    return pd.Series([blank] * len(index), index=index, dtype=pandas_dtype(column.dtype))


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

    ``records`` holds the RECORDS columns the file has (``time`` always, all of it known), ``laps``
    is LAPS-shaped, ``stops`` is STOPS-shaped or None when the file has no timer events.
    ``utc_offset_s`` is what the file itself claims, with its source, not yet checked for sanity.
    ``has_barometer`` says the elevation is barometric (devices that record it say so).
    ``part`` numbers the activities of one file from 0.
    """

    sport: str
    records: pd.DataFrame
    sub_sport: str = "generic"
    part: int = 0
    start_time: pd.Timestamp | None = None
    laps: pd.DataFrame = field(default_factory=lambda: empty(LAPS))
    stops: pd.DataFrame | None = None
    totals: DeviceTotals = DeviceTotals()
    utc_offset_s: int | None = None
    utc_offset_source: OffsetSource = "unknown"
    has_barometer: bool = False
    name: str = ""
    device: str = ""
    problems: tuple[Problem, ...] = ()


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
