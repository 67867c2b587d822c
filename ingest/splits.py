"""Kilometres, miles, laps and best efforts: where along a recording each begins and ends."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.clock import Floats, bridged
from ingest.grade import GPS_HYSTERESIS_M, climb_m
from ingest.tables import (
    BEST_EFFORTS,
    EFFORT_DISTANCES_M,
    SPLITS,
    Samples,
    conform,
    empty,
)

# Fastest times run by men over each listed distance, in seconds, as known in October 2025; an
# effort faster than these is a fault of the distance. Source: World Athletics records lists
# (track records where they are faster than the road's) and, for the half marathon, the fastest
# time run whether ratified or not, which is the safer bound.
WORLD_RECORDS_S: dict[str, float] = {
    "400 m": 43.03,  # van Niekerk, 14 August 2016
    "1 km": 131.96,  # Ngeny, 5 September 1999
    "mile": 223.13,  # El Guerrouj, 7 July 1999
    "5 km": 755.36,  # Cheptegei, 14 August 2020
    "10 km": 1571.00,  # Cheptegei, 7 October 2020
    "half marathon": 3402.0,  # Kiplimo, 16 February 2025
    "marathon": 7235.0,  # Kiptum, 8 October 2023
}

MEASURED_GAP_S = 30.0  # a value stands for the time before it, but not for longer than this ...
MEASURED_STEPS = 4.0  # ... or four usual steps of a slow recorder
SAME_PLACE = 1e-9


@dataclass(frozen=True, slots=True)
class Effort:
    """The fastest stretch of one distance: what it took, and when it began, in seconds."""

    elapsed_s: float
    start_s: float


@dataclass(frozen=True, slots=True, eq=False)
class _Course:
    """Running totals at each sample of a session; all but the first two start at 0."""

    elapsed_s: Floats
    distance_m: Floats
    moving_s: Floats
    ascent_m: Floats
    descent_m: Floats
    bpm_s: Floats
    measured_s: Floats


def splits(records: pd.DataFrame, every_m: float = 1000.0) -> pd.DataFrame:
    """Cut a session each ``every_m`` metres; what remains is the last split.

    Parameters
    ----------
    records : pandas.DataFrame
        RECORDS-shaped. The first record is metre 0 whatever its distance says.
    every_m : float
        Length of a split in metres, above 0; 1609.344 for miles.

    Returns
    -------
    pandas.DataFrame
        SPLITS; no rows without distance. A boundary lies on the straight line between two
        samples, at the first moment its distance was reached, so a rest there belongs to the next
        split. The sums are those of the records. Heart rate is the mean over the time it was
        measured in.

    Raises
    ------
    ValueError
        If ``every_m`` is not above 0.
    """
    if not every_m > 0:
        message = f"every_m must be above 0 m, got {every_m}"
        raise ValueError(message)
    course = _course(Samples.of(records))
    if course is None:
        return empty(SPLITS)
    total_m = course.distance_m[-1]
    whole = int(np.ceil(total_m / every_m * (1 - SAME_PLACE))) - 1
    cuts_m = np.arange(1, whole + 1, dtype=np.float64) * every_m
    inner = _reached(course.distance_m, cuts_m)
    places = np.concatenate((np.zeros(1), inner, np.full(1, len(records) - 1.0)))
    return _between(course, places, np.arange(1, len(places)))


def lap_splits(records: pd.DataFrame) -> pd.DataFrame:
    """Cut a session where ``lap`` changes; the sums are those of the records.

    Parameters
    ----------
    records : pandas.DataFrame
        RECORDS-shaped. A lap begins at its first sample.

    Returns
    -------
    pandas.DataFrame
        SPLITS with the lap number as ``split``; no rows without distance or without laps.
    """
    lap = records["lap"].to_numpy()
    course = _course(Samples.of(records)) if (lap > 0).any() else None
    if course is None:
        return empty(SPLITS)
    begins = np.flatnonzero(np.diff(lap)) + 1
    places = np.concatenate(([0], begins, [len(lap) - 1])).astype(np.float64)
    return _between(course, places, lap[np.concatenate(([0], begins))])


def best_efforts(records: pd.DataFrame) -> pd.DataFrame:
    """Fastest stretch of each listed distance, in elapsed time: pauses count.

    Parameters
    ----------
    records : pandas.DataFrame
        RECORDS-shaped.

    Returns
    -------
    pandas.DataFrame
        BEST_EFFORTS, only distances that fit in. None is faster than ``WORLD_RECORDS_S``: such
        a stretch is a fault of the distance and is not offered. Exact between samples: the
        fastest stretch of a path of straight pieces begins or ends at a sample.
    """
    rows = [
        (name, EFFORT_DISTANCES_M[name], effort.elapsed_s, effort.start_s)
        for name, effort in efforts_of(Samples.of(records)).items()
    ]
    if not rows:
        return empty(BEST_EFFORTS)
    return conform(pd.DataFrame(rows, columns=BEST_EFFORTS.names), BEST_EFFORTS)


def efforts_of(samples: Samples) -> dict[str, Effort]:
    """Find what :func:`best_efforts` offers, by the names of its distances."""
    along = _along(samples)
    if along is None:
        return {}
    elapsed_s = samples.elapsed_s
    # Where the runner stood, a stretch ends as it was reached and begins as it was left: of equal
    # distances np.interp takes the last, and seen from the end that is the first.
    ahead = (along, elapsed_s)
    back = (np.ascontiguousarray(-along[::-1]), np.ascontiguousarray(elapsed_s[::-1]))
    found = {
        name: _fastest(ahead, back, length_m)
        for name, length_m in EFFORT_DISTANCES_M.items()
        if length_m <= along[-1]
    }
    return {name: e for name, e in found.items() if e.elapsed_s >= WORLD_RECORDS_S[name]}


def measured_s(elapsed_s: Floats) -> Floats:
    """Seconds each sample's value stands for: the interval before it, 0 for a gap.

    A gap is longer than 30 s and than four usual steps of the recording (rule).
    """
    gap_s = np.diff(elapsed_s, prepend=elapsed_s[:1])
    if not (gap_s > MEASURED_GAP_S).any():
        return gap_s
    longest = max(MEASURED_GAP_S, MEASURED_STEPS * float(np.median(gap_s[gap_s > 0])))
    return np.where(gap_s <= longest, gap_s, 0.0)


def in_motion_s(samples: Samples) -> Floats:
    """Seconds in motion in the interval that ends at each sample.

    The whole interval where it was moving, less the pause in it: a swimmer's watch that writes a
    sample at each wall counts the rest before the next length in the same interval.

    Parameters
    ----------
    samples : Samples
        With ``paused_s`` where :func:`ingest.track.track` found such pauses.
    """
    if samples.moving is None:
        return np.zeros(len(samples))
    elapsed_s = samples.elapsed_s
    gap_s = np.diff(elapsed_s, prepend=elapsed_s[:1])
    if "paused_s" in samples:
        gap_s = gap_s - samples["paused_s"]
    return np.where(samples.moving, gap_s, 0.0)


def _along(samples: Samples) -> Floats | None:
    """Metres so far at each sample, gaps bridged; None where no distance was covered."""
    distance_m = samples["distance_m"]
    known = np.flatnonzero(np.isfinite(distance_m))
    if known.size < 2:  # noqa: PLR2004 - a distance lies between two samples
        return None
    elapsed_s = samples.elapsed_s
    along = np.maximum.accumulate(bridged(elapsed_s, known, distance_m[known]))
    return along - along[0] if along[-1] > along[0] else None


def _course(samples: Samples) -> _Course | None:
    """Totals so far, or None where no distance was covered."""
    along = _along(samples)
    if along is None:
        return None
    rate = samples["heart_rate_bpm"]
    weight_s = np.where(np.isfinite(rate), measured_s(samples.elapsed_s), 0.0)
    ascent_m, descent_m = _climbs(samples)
    return _Course(
        samples.elapsed_s,
        along,
        np.cumsum(in_motion_s(samples)),
        ascent_m,
        descent_m,
        np.cumsum(np.nan_to_num(rate) * weight_s),
        np.cumsum(weight_s),
    )


def _climbs(samples: Samples) -> tuple[Floats, Floats]:
    """Climb so far as the track has it, else from the heights as GPS heights."""
    if "ascent_m" in samples and "descent_m" in samples:
        return samples["ascent_m"], samples["descent_m"]
    return climb_m(samples["elevation_m"], GPS_HYSTERESIS_M)


def _reached(distance_m: Floats, cuts_m: Floats) -> Floats:
    """Find the fractional sample number where each distance was first reached."""
    after = np.clip(np.searchsorted(distance_m, cuts_m, side="left"), 1, len(distance_m) - 1)
    return _fraction(distance_m, cuts_m, after)


def _fraction(distance_m: Floats, cuts_m: Floats, after: npt.NDArray[np.intp]) -> Floats:
    low, high = distance_m[after - 1], distance_m[after]
    part = np.divide(cuts_m - low, high - low, out=np.zeros_like(cuts_m), where=high > low)
    return np.asarray(after - 1 + np.clip(part, 0.0, 1.0), dtype=np.float64)


def _at(total: Floats, places: Floats) -> Floats:
    """Value of a running total at fractional sample numbers."""
    left = np.minimum(places.astype(np.intp), max(len(total) - 2, 0))
    part = places - left
    return np.asarray(total[left] * (1 - part) + total[left + 1] * part, dtype=np.float64)


def _between(course: _Course, places: Floats, numbers: npt.NDArray[np.int64]) -> pd.DataFrame:
    def parts(total: Floats) -> Floats:
        # Rounding must not make a split's share of nothing a hair less than nothing.
        return np.maximum(np.diff(_at(total, places)), 0.0)

    measured = parts(course.measured_s)
    frame = pd.DataFrame(
        {
            "split": numbers,
            "distance_m": parts(course.distance_m),
            "elapsed_s": parts(course.elapsed_s),
            "moving_s": parts(course.moving_s),
            "ascent_m": parts(course.ascent_m),
            "descent_m": parts(course.descent_m),
            "heart_rate_mean_bpm": np.divide(
                parts(course.bpm_s),
                measured,
                out=np.full_like(measured, np.nan),
                where=measured > 0,
            ),
        }
    )
    return conform(frame, SPLITS)


def _fastest(ahead: tuple[Floats, Floats], back: tuple[Floats, Floats], length_m: float) -> Effort:
    """Find the fastest stretch of a length that fits in; ``back`` is the course from its end."""
    along, elapsed_s = ahead
    # Distances never fall: the first leave room for the length, the last have it behind them.
    from_here = slice(0, np.count_nonzero(along + length_m <= along[-1]))
    to_here = slice(np.count_nonzero(along < length_m), None)
    ends_s = np.interp(-along[from_here] - length_m, *back)
    starts_s = np.interp(along[to_here] - length_m, along, elapsed_s)
    start_s = np.concatenate((elapsed_s[from_here], starts_s))
    taken_s = np.concatenate((ends_s, elapsed_s[to_here])) - start_s
    best = int(np.argmin(taken_s))
    return Effort(float(taken_s[best]), float(start_s[best]))
