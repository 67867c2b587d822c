"""Made races: a recording of any length and speed, and the result that goes with it."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.race_editions import Edition
from dashboard.analysis.races import figures
from ingest.diary import RaceResult
from ingest.tables import RECORDS, conform

DAY = pd.Timestamp("2026-06-07")


@pytest.fixture(scope="session")
def make_records() -> Callable[..., pd.DataFrame]:
    """A recording each 5 s: ``speed`` m/s at each share 0..1 of ``length_m``, ``height`` in m."""

    def make(
        length_m: float,
        speed: Callable[[np.ndarray], np.ndarray],
        height: Callable[[np.ndarray], np.ndarray] | None = None,
    ) -> pd.DataFrame:
        along = np.linspace(0, length_m, 4001)
        middle = (along[1:] + along[:-1]) / 2 / length_m
        passed = np.concatenate(([0.0], np.cumsum(np.diff(along) / speed(middle))))
        seconds = np.append(np.arange(0, passed[-1], 5.0), passed[-1])
        distance = np.interp(seconds, passed, along)
        start = (DAY + pd.Timedelta(hours=9)).tz_localize("UTC")
        frame = {
            "time": start + pd.to_timedelta(seconds, unit="s"),
            "distance_m": distance,
            "moving": True,
        }
        if height is not None:
            frame["elevation_m"] = height(distance / length_m)
        return conform(pd.DataFrame(frame), RECORDS)

    return make


@pytest.fixture(scope="session")
def make_edition() -> Callable[..., Edition]:
    """One edition of a half marathon in 1:45:00, of 2026 unless said otherwise."""

    def make(year: int = 2026, **others: object) -> Edition:
        known = {
            "race": "Half",
            "race_day": DAY.replace(year=year),
            "official_distance_m": 21_097.5,
            "chip_time_s": 6300.0,
            "result_id": f"r{year}",
            "session_id": f"s{year}",
            "edition": str(year),
        }
        result = RaceResult(**(known | others))
        return Edition(result, figures(result), None)

    return make
