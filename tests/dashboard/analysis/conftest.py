"""Small made histories: a runner, their sessions, their diary."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from ingest.athlete_tables import PAIN_ENTRIES
from ingest.tables import SESSIONS, Athlete, conform
from ingest.thresholds import Thresholds

FIRST = pd.Timestamp("2026-01-05")


@pytest.fixture(scope="session")
def day() -> Callable[[int], pd.Timestamp]:
    return lambda number: FIRST + pd.Timedelta(days=number)


@pytest.fixture(scope="session")
def runner() -> Athlete:
    limits = Thresholds(FIRST, 50, 190, 300)
    return Athlete("a", "A runner", sex="male", default_rpe=4.0, thresholds=(limits,))


@pytest.fixture(scope="session")
def make_sessions() -> Callable[..., pd.DataFrame]:
    """Sessions from dicts: ``day`` (0 = first), ``minutes`` of timer, ``km``, ``bpm``, the rest."""

    def make(*rows: dict) -> pd.DataFrame:
        made = [_session(number, **row) for number, row in enumerate(rows)]
        frame = conform(pd.DataFrame([row for row, _ in made]), SESSIONS)
        return frame.assign(
            heart_rate_seconds=[histogram for _, histogram in made],
            normalised_speed_mps=[row.get("normalised_speed_mps", np.nan) for row, _ in made],
        )

    return make


def _session(
    number: int,
    day: int = 0,
    minutes: float = 60.0,
    km: float = np.nan,
    bpm: int | None = None,
    **others: object,
) -> tuple[dict, np.ndarray]:
    histogram = np.zeros(221)
    if bpm is not None:
        histogram[bpm - 30] = minutes * 60
    local_day = FIRST + pd.Timedelta(days=day)
    row = {
        "session_id": f"s{number}",
        "activity_id": f"a{number}",
        "sport": "running",
        "start_time": (local_day + pd.Timedelta(hours=7, minutes=number % 60)).tz_localize("UTC"),
        "local_day": local_day,
        "timer_s": minutes * 60,
        "elapsed_s": minutes * 60,
        "distance_m": km * 1000,
        "rpe_source": "entered" if "rpe" in others else "none",
        **others,
    }
    return row, histogram


@pytest.fixture(scope="session")
def make_diary() -> Callable[..., pd.DataFrame]:
    """Entries of the inner left knee in the morning, from (day, NPRS) or (day, NPRS, changes)."""

    def make(*notes: tuple) -> pd.DataFrame:
        rows = [_entry(number, *note) for number, note in enumerate(notes)]
        return conform(pd.DataFrame(rows), PAIN_ENTRIES)

    return make


def _entry(number: int, day: int, nprs: int, changes: dict | None = None) -> dict:
    local_day = FIRST + pd.Timedelta(days=day)
    return {
        "entry_id": f"e{number}",
        "felt_at": (local_day + pd.Timedelta(hours=8, seconds=number)).tz_localize("UTC"),
        "local_day": local_day,
        "region": "knee",
        "side": "left",
        "aspect": "medial",
        "intensity_nprs": nprs,
        "moment": "morning",
        **(changes or {}),
    }
