"""Heart-rate and pace zones from a session's histograms, and the thresholds valid on its day.

A new threshold needs no stream: everything here is a sum over ``heart_rate_seconds`` and
``graded_speed_seconds`` of the SESSIONS table.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ingest.tables import Athlete
from ingest.thresholds import Thresholds

HEART_RATES_BPM: NDArray[np.float64] = np.arange(30.0, 251.0)
HEART_RATE_BINS = len(HEART_RATES_BPM)
SPEED_STEP_MPS = 0.05

# Edwards 1993: five zones of ten per cent of HRmax, the first from 50 %.
HEART_RATE_ZONES = ("50-60 %", "60-70 %", "70-80 %", "80-90 %", "90-100 %")
# Rule: edges as shares of threshold pace (time per km), the cuts common among running coaches.
PACE_ZONES = ("easy", "steady", "brisk", "threshold", "fast")
PACE_ZONE_EDGES = (1.29, 1.14, 1.06, 1.00)


Seconds = NDArray[np.float64]


def thresholds_on(athlete: Athlete, day: pd.Timestamp) -> Thresholds | None:
    """Return the thresholds valid on a local day: the last row that began by then, or None."""
    begun = [row for row in athlete.thresholds if row.valid_from <= day]
    return max(begun, key=lambda row: row.valid_from, default=None)


def heart_rate_zone(heart_rate_bpm: Seconds, heart_rate_max_bpm: float) -> NDArray[np.int64]:
    """Return the Edwards zone of each heart rate: 1-5, and 0 below 50 % of HRmax.

    Parameters
    ----------
    heart_rate_bpm : numpy.ndarray
        Heart rates, any shape, beats a minute; above HRmax counts as zone 5.
    heart_rate_max_bpm : float
        HRmax, above 0.

    Notes
    -----
    A heart rate on an edge belongs to the zone above it. Source: Edwards 1993.
    """
    tenths = np.floor(np.asarray(heart_rate_bpm) * 10 / heart_rate_max_bpm).astype(np.int64)
    return np.clip(tenths - 4, 0, 5)


def heart_rate_zones(heart_rate_seconds: Seconds, thresholds: Thresholds) -> pd.DataFrame:
    """Time in each heart-rate zone.

    Parameters
    ----------
    heart_rate_seconds : numpy.ndarray
        221 bins, seconds at each whole bpm 30-250.
    thresholds : Thresholds
        HRmax is used.

    Returns
    -------
    pandas.DataFrame
        zone (``below 50 %`` first), low_bpm, high_bpm, seconds; the seconds add up to the
        histogram's. No rows when HRmax is unknown.
    """
    top = thresholds.heart_rate_max_bpm
    if not top > 0:
        return _zone_frame([], [], [], [], unit="bpm")
    zone = heart_rate_zone(HEART_RATES_BPM, top)
    seconds = np.bincount(zone, weights=heart_rate_seconds, minlength=6).astype(np.float64)
    edges = [0.0, *(top * share / 10 for share in range(5, 11))]
    return _zone_frame(
        ["below 50 %", *HEART_RATE_ZONES], edges[:-1], edges[1:], seconds, unit="bpm"
    )


def pace_zones(graded_speed_seconds: Seconds, thresholds: Thresholds) -> pd.DataFrame:
    """Time in each pace zone, by graded speed against threshold pace.

    Parameters
    ----------
    graded_speed_seconds : numpy.ndarray
        Seconds per 0.05 m/s of grade-adjusted speed, from 0.
    thresholds : Thresholds
        Threshold pace is used.

    Returns
    -------
    pandas.DataFrame
        zone, slow_s_per_km, fast_s_per_km (inf and 0 at the ends), seconds; the seconds add up to
        the histogram's, a bin cut by an edge shared by length. No rows without a threshold pace.
    """
    pace = thresholds.threshold_pace_s_per_km
    if not pace > 0:
        return _zone_frame([], [], [], [], unit="s_per_km")
    paces = [np.inf, *(pace * edge for edge in PACE_ZONE_EDGES), 0.0]
    bins = np.arange(len(graded_speed_seconds) + 1) * SPEED_STEP_MPS
    total = np.concatenate([[0.0], np.cumsum(graded_speed_seconds)])
    inner = np.interp([1000 / edge for edge in paces[1:-1]], bins, total)
    seconds = np.diff([0.0, *inner, total[-1]])
    return _zone_frame(list(PACE_ZONES), paces[:-1], paces[1:], seconds, unit="s_per_km")


def _zone_frame(
    names: list[str],
    starts: list[float],
    ends: list[float],
    seconds: Seconds | list[float],
    unit: str,
) -> pd.DataFrame:
    first, last = ("low", "high") if unit == "bpm" else ("slow", "fast")
    return pd.DataFrame(
        {
            "zone": pd.Series(names, dtype="str"),
            f"{first}_{unit}": pd.Series(starts, dtype="float64"),
            f"{last}_{unit}": pd.Series(ends, dtype="float64"),
            "seconds": pd.Series(seconds, dtype="float64"),
        }
    )
