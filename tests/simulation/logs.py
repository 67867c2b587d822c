"""Simulated runners as a person's log: sessions and entries, as frames or in a store."""

import numpy as np
import pandas as pd

from dashboard.access import PainEntry, SessionByHand
from dashboard.analysis.link_series import Log
from ingest.athlete_tables import PAIN_ENTRIES
from ingest.store import Store
from ingest.tables import SESSIONS, Athlete, conform
from simulation.runners import simulate
from simulation.scenarios import EFFECTS, NULLS

FIRST = pd.Timestamp("2020-01-06")
STRONG = "E2 lags 1-2, b 1.0"
NOTHING = "N1 independent pain"
MINUTES_PER_KM = 6.0


def simulated(cell: str, weeks: int, seed: int = 1) -> tuple[pd.Series, pd.Series]:
    """Kilometres and morning pain of a simulated runner, by day from a Monday on."""
    made = simulate(np.random.default_rng(seed), weeks, (NULLS | EFFECTS)[cell])
    days = pd.date_range(FIRST, periods=len(made.load))
    return pd.Series(made.load, days), pd.Series(made.pain, days)


def simulated_log(cell: str, weeks: int, seed: int = 1, sides: tuple[str, ...] = ("left",)) -> Log:
    """The same runner's log: a run on each day with load, an entry on each day with pain."""
    km, pain = simulated(cell, weeks, seed)
    ran = km[km > 0]
    sessions = pd.DataFrame(
        {
            "session_id": [f"s{day:%Y%m%d}" for day in ran.index],
            "activity_id": [f"a{day:%Y%m%d}" for day in ran.index],
            "sport": "running",
            "sub_sport": "generic",
            "start_time": (ran.index + pd.Timedelta(hours=18)).tz_localize("UTC"),
            "local_day": ran.index,
            "timer_s": ran.to_numpy() * MINUTES_PER_KM * 60,
            "distance_m": ran.to_numpy() * 1000,
            "rpe": [effort(day) for day in ran.index],
            "rpe_source": "entered",
        }
    )
    felt = pain.dropna()
    entries = pd.concat([_entries(felt, side) for side in sides], ignore_index=True)
    return Log(
        Athlete("a", "A runner"), conform(sessions, SESSIONS), conform(entries, PAIN_ENTRIES)
    )


def _entries(felt: pd.Series, side: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "entry_id": [f"{side}{day:%Y%m%d}" for day in felt.index],
            "felt_at": (felt.index + pd.Timedelta(hours=7)).tz_localize("UTC"),
            "local_day": felt.index,
            "region": "knee",
            "side": side,
            "aspect": "medial",
            "intensity_nprs": felt.to_numpy().astype("int64"),
            "moment": "morning",
        }
    )


def effort(day: pd.Timestamp) -> float:
    """Give an effort of 3 to 7 that goes its own way, so that two loads are not one."""
    return 3.0 + day.day_of_year * 7 % 5


def fill(
    store: Store, athlete_id: str, log: tuple[pd.Series, pd.Series], sides: tuple[str, ...]
) -> None:
    """Put a simulated runner into a store, as if written by hand."""
    km, pain = log
    for day, length in km[km > 0].items():
        store.add_session_by_hand(
            athlete_id,
            SessionByHand(
                "running",
                pd.Timestamp(day) + pd.Timedelta(hours=18),
                length * MINUTES_PER_KM,
                effort(pd.Timestamp(day)),
                length * 1000,
            ),
        )
    store.save_pain(
        athlete_id, [entry(day, nprs, side) for day, nprs in felt(pain) for side in sides]
    )


def felt(pain: pd.Series) -> list[tuple[pd.Timestamp, int]]:
    """The days with an entry, and the entry."""
    return [(pd.Timestamp(day), int(nprs)) for day, nprs in pain.dropna().items()]


def entry(day: pd.Timestamp, nprs: int, side: str = "left", **others: object) -> PainEntry:
    """One morning entry of an inner knee."""
    morning = (day + pd.Timedelta(hours=7)).tz_localize("UTC")
    return PainEntry("knee", side, nprs, morning, "morning", aspect="medial", **others)
