"""Sessions made from arrays, as a reader would hand them on."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pytest

from ingest.tables import RECORDS, RawSession, Samples, Stops, conform

START = pd.Timestamp("2026-05-03T06:00:00", tz="UTC")

METRES_A_DEGREE = 111_194.9  # of a sphere, near enough to place made runners


def times(seconds: Sequence[float]) -> pd.Series:
    offsets = pd.to_timedelta(np.asarray(seconds, dtype=float), unit="s")
    return pd.Series((START + offsets).as_unit("us"))


def micros(seconds: Sequence[float]) -> np.ndarray:
    return times(seconds).to_numpy(dtype="datetime64[us]").astype(np.int64)


@pytest.fixture(scope="session")
def make_times() -> Callable[[Sequence[float]], pd.Series]:
    return times


@pytest.fixture(scope="session")
def make_micros() -> Callable[[Sequence[float]], np.ndarray]:
    """The same times as microseconds since 1970."""
    return micros


@pytest.fixture(scope="session")
def make_raw() -> Callable[..., RawSession]:
    """A raw session: ``seconds``, then columns by name; ``stops`` as pairs of seconds."""

    def make(
        seconds: Sequence[float],
        stops: Sequence[tuple[float, float]] | None = None,
        session: dict | None = None,
        **columns: object,
    ) -> RawSession:
        frame = pd.DataFrame({"time": times(seconds), **columns})
        return RawSession(
            **{
                "sport": "running",
                "samples": Samples.of(frame),
                "timer_stops": None if stops is None else make_stops(stops),
                **(session or {}),
            }
        )

    return make


def make_stops(pairs: Sequence[tuple[float, float]]) -> Stops:
    starts, ends = zip(*pairs, strict=True) if pairs else ((), ())
    return Stops(micros(starts), micros(ends))


@pytest.fixture(scope="session")
def make_records() -> Callable[..., pd.DataFrame]:
    """RECORDS as the track would complete them: moving unless said otherwise."""

    def make(seconds: Sequence[float], **columns: object) -> pd.DataFrame:
        return conform(pd.DataFrame({"time": times(seconds), "moving": True, **columns}), RECORDS)

    return make


@pytest.fixture(scope="session")
def walk() -> Callable[..., dict[str, np.ndarray]]:
    """Positions from metres north and east of 47 N 8 E."""

    def positions(north_m: np.ndarray, east_m: np.ndarray | float = 0.0) -> dict[str, np.ndarray]:
        latitude = 47 + np.asarray(north_m) / METRES_A_DEGREE
        east = np.broadcast_to(east_m, np.shape(north_m))
        longitude = 8 + east / (METRES_A_DEGREE * np.cos(np.radians(47)))
        return {"latitude_deg": latitude, "longitude_deg": longitude}

    return positions
