"""Sessions made by hand, so that the store is tested without any reader."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Boolean, Column, Double, LargeBinary, Text, insert

from ingest.store import (
    NewActivity,
    NewFile,
    NewSession,
    Place,
    Store,
    encode,
    file_hash,
    pack_file,
)
from ingest.store.clinic_schema import every_table
from ingest.store.frames import pack_histogram
from ingest.tables import LAPS, RECORDS, Laps, Problem, Summary, conform

START = pd.Timestamp("2026-05-02T22:30:00", tz="UTC")


def make_records(seed: int = 1, length: int = 3600) -> pd.DataFrame:
    """An hour of running at 1 Hz with nine measured columns, as noisy as a watch's."""
    noise = np.random.default_rng(seed)
    speed = np.round(np.clip(3.1 + np.cumsum(noise.normal(0, 0.01, length)), 2, 5), 3)
    heading = np.cumsum(noise.normal(0, 0.02, length))
    north = np.cumsum(speed * np.cos(heading)) / 111_000 + noise.normal(0, 2e-6, length)
    east = np.cumsum(speed * np.sin(heading)) / 70_000 + noise.normal(0, 2e-6, length)
    frame = pd.DataFrame(
        {
            "time": pd.date_range(START, periods=length, freq="s"),
            "latitude_deg": 50 + north,
            "longitude_deg": 4 + east,
            "elevation_m": np.round(500 + 5 * np.cumsum(noise.normal(0, 0.1, length))) / 5,
            "distance_m": np.round(np.cumsum(speed), 2),
            "speed_mps": speed,
            "heart_rate_bpm": np.clip(
                np.round(150 + np.cumsum(noise.normal(0, 0.3, length))), 60, 200
            ),
            "cadence_spm": np.round(174 + noise.normal(0, 2, length)),
            "power_w": np.round(250 + noise.normal(0, 15, length)),
            "temperature_c": 20.0,
            "lap": np.arange(length) // 300 + 1,
            "moving": True,
        }
    )
    return conform(frame, RECORDS)


def make_summary(start_time: pd.Timestamp = START, rpe: float = np.nan) -> Summary:
    seconds = np.zeros(221)
    seconds[120] = 3599.5
    return Summary(
        start_time=start_time,
        utc_offset_s=7200,
        utc_offset_source="position",
        local_day=(start_time.tz_localize(None) + pd.Timedelta(hours=2)).normalize().as_unit("us"),
        distance_m=11_160.25,
        elapsed_s=3600.0,
        timer_s=3600.0,
        moving_s=3590.0,
        ascent_m=80.0,
        descent_m=79.0,
        steps=np.nan,
        heart_rate_mean_bpm=150.4,
        heart_rate_max_bpm=171.0,
        graded_pace_s_per_km=320.5,
        normalised_speed_mps=3.12,
        decoupling_percent=-1.5,
        rpe=rpe,
        rpe_source="none" if np.isnan(rpe) else "file",
        heart_rate_seconds=seconds,
        graded_speed_seconds=np.arange(241.0),
        best_efforts_s=np.array([80.0, 220, 380, 1300, 2800, np.nan, np.nan]),
    )


def make_laps(count: int = 2) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "lap": np.arange(1, count + 1),
            "start_time": pd.date_range(START, periods=count, freq="1800s"),
            "elapsed_s": 1800.0,
            "distance_m": 5580.125,
        }
    )
    return conform(frame, LAPS)


def make_session(
    position: int = 0,
    leg: int | None = 1,
    sport: str = "running",
    summary: Summary | None = None,
    records: pd.DataFrame | None = None,
) -> NewSession:
    records = make_records(length=60) if records is None else records
    return NewSession(
        position=position,
        leg=leg,
        sport=sport,
        sub_sport="generic",
        summary=summary or make_summary(),
        laps=Laps.of(make_laps()),
        stream=encode(records),
        n_records=len(records),
        has_position=True,
        has_heart_rate=True,
    )


def make_file(
    data: bytes,
    *activities: tuple[NewSession, ...],
    problems: tuple[Problem, ...] = (),
) -> NewFile:
    """A file whose bytes are ``data``, with one activity for each tuple of sessions."""
    return NewFile(
        name=f"{data.decode()}.fit",
        sha256=file_hash(data),
        n_bytes=len(data),
        content_zstd=pack_file(data),
        activities=tuple(
            NewActivity(part, "Evening run", "a watch", "fit", problems, sessions)
            for part, sessions in enumerate(activities or ((make_session(),),))
        ),
    )


@pytest.fixture(scope="session")
def made() -> "Made":
    return Made()


class Made:
    """Everything above, for tests."""

    start = START
    records = staticmethod(make_records)
    summary = staticmethod(make_summary)
    laps = staticmethod(make_laps)
    session = staticmethod(make_session)
    file = staticmethod(make_file)
    place = Place("chosen", "", 1, 1)


Maker = Callable[..., NewFile]


MARKER = "Zwiebelkuchen"
# What a column must hold because a check says so.
CHECKED_IN = {("receipt_rows", "status"): "imported", ("race_results", "status"): "finished"}
ORIGINAL = f"the file of {MARKER}, as it came".encode() * 50
CHECKED = {
    "state": "done",
    "phase": 3,
    "intensity_nprs": 5,
    "sha256": file_hash(ORIGINAL),
    "n_bytes": len(ORIGINAL),
}


def fill_every_table(store: Store, name: str = MARKER) -> str:
    """One row in every table there is, with a marker in every text; returns whose they are."""
    athlete_id = store.add_athlete(name).athlete_id
    with store._database.writing() as connection:
        for table in every_table():
            if table.name not in {"athletes", "revision"}:
                values = {column.name: _some(table.name, column) for column in table.columns}
                connection.execute(insert(table).values(values | {"athlete_id": athlete_id}))
    return athlete_id


def _some(table: str, column: Column[object]) -> object:
    name = column.name
    if (table, name) in CHECKED_IN or name in CHECKED:
        return CHECKED_IN.get((table, name), CHECKED.get(name))
    if isinstance(column.type, LargeBinary):
        return _some_bytes(name)
    if isinstance(column.type, Text):
        return f"{len(name):032x}" if name.endswith("_id") else f'{MARKER}\n"{name}", ü'
    if isinstance(column.type, Boolean):
        return True
    return 0.1 if isinstance(column.type, Double) else 20_000


def _some_bytes(name: str) -> bytes:
    if name == "content_zstd":
        return pack_file(ORIGINAL)
    if name == "parquet":
        return encode(make_records(length=5))
    return pack_histogram(BINS[name]) if name in BINS else MARKER.encode()


BINS = {
    "heart_rate_seconds": np.arange(221.0),
    "graded_speed_seconds": np.arange(241.0) / 8,
    "best_efforts_s": np.array([80.1, 220, 380, 1300, 2800, np.nan, np.nan]),
}


@pytest.fixture(scope="session")
def filled() -> Callable[..., str]:
    return fill_every_table


def rows_of(path: Path) -> dict[str, list[str]]:
    """Every row of every table, but for the number that every write raises."""
    plain = sqlite3.connect(path)
    try:
        names = [
            name
            for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name != "revision"
        ]
        return {n: sorted(map(repr, plain.execute(f"SELECT * FROM {n}"))) for n in names}  # noqa: S608
    finally:
        plain.close()


@pytest.fixture(scope="session")
def all_rows() -> Callable[[Path], dict[str, list[str]]]:
    return rows_of
