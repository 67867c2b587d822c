"""The same session twice: from another device, format or export, or with its clock shifted.

The rules are rules of this house, not evidence. Two recordings of one athlete are the same session

- when they overlap by 80 % of the longer one, are of one family of sports, and their distances lie
  within 5 % of each other (one that has none cannot disagree): nobody runs twice at once;
- when the start of one is moved by whole or half hours, up to 14 h, and the samples themselves
  agree, second by second: a loop run twice a day has the same length, never the same heartbeats.
"""

from dataclasses import dataclass
from math import isnan
from typing import Final, TypeAlias

import numpy as np
import pandas as pd
from numpy import float64
from numpy.typing import NDArray

from ingest.sports import IN_WATER, ON_A_BIKE, ON_FOOT, UNSAID

OVERLAP: Final = 0.8
DISTANCE: Final = 0.05
FARTHEST_SHIFT_S: Final = 14 * 3600.0
SHIFT_STEP_S: Final = 1800.0
# Two exports of one recording begin and end within some seconds of each other.
SHIFT_SLACK_S: Final = 60.0
# Samples of one recording, rounded by two exporters, against two runs on one course: at the same
# second the middle case and nine of ten. A pace 1 % apart is 100 m apart after 10 km.
NEAR_M: Final = (0.6, 1.2)
NEAR_BPM: Final = (0.5, 1.5)
FEWEST_SHARED: Final = 30
METRES_A_DEGREE: Final = 111_194.9

Floats: TypeAlias = NDArray[float64]


@dataclass(frozen=True, slots=True)
class Leg:
    """What is compared of one session: times in seconds since 1970, NaN where not measured."""

    session_id: str
    sport: str
    start_s: float
    elapsed_s: float
    distance_m: float


@dataclass(frozen=True, slots=True)
class Recording:
    """What is compared of one recording: the file it came in, and its legs, transitions among them.

    ``legs`` are its sports in order; ``changes`` its transitions.
    """

    activity_id: str
    sha256: str
    legs: tuple[Leg, ...]
    changes: tuple[Leg, ...] = ()


@dataclass(frozen=True, slots=True)
class Worth:
    """How much a recording holds; the greater one is counted. Compared field by field, in order."""

    n_legs: int
    has_samples: bool
    n_measured: int
    format_rank: int
    n_records: int
    n_laps: int

    def beats(self, other: "Worth") -> bool:
        """Whether this one holds more."""
        return self.order > other.order

    @property
    def order(self) -> tuple[int, ...]:
        """Return the fields in their order, for sorting."""
        return (
            self.n_legs,
            self.has_samples,
            self.n_measured,
            self.format_rank,
            self.n_records,
            self.n_laps,
        )


@dataclass(frozen=True, slots=True)
class Match:
    """Two recordings that may be the same: their pairs of legs, and how far the clock is shifted.

    With a shift other than 0 they are the same only when their samples agree.
    """

    pairs: tuple[tuple[Leg, Leg], ...]
    shift_s: float

    @property
    def turned(self) -> "Match":
        """The same, seen from the other recording."""
        return Match(tuple((other, one) for one, other in self.pairs), -self.shift_s)


def match(one: Recording, other: Recording) -> Match | None:
    """Compare what two recordings of one athlete say of themselves, without their samples.

    Each leg of one must be found in the other; so a run by itself matches the duathlon it was part
    of. A recording of one leg also matches the whole of one with several.

    Parameters
    ----------
    one, other : Recording
        Of the same athlete; two of one file are never shifted copies of each other.

    Returns
    -------
    Match or None
        ``shift_s`` is the start in ``other`` minus the start in ``one``, in seconds.
    """
    small, large = sorted((one, other), key=lambda recording: len(recording.legs))
    pairs = _pairs(small, large)
    if pairs is None and len(small.legs) == 1 < len(large.legs) and _whole(small, large):
        pairs = ((small.legs[0], large.legs[0]),)
    shift_s = 0.0
    if pairs is None and one.sha256 != other.sha256:
        pairs, shift_s = _shifted(small, large)
    if not pairs:
        return None
    found = Match(pairs, shift_s)
    return found if small is one else found.turned


def samples_agree(one: pd.DataFrame, other: pd.DataFrame, shift_s: float) -> bool:
    """Say whether two RECORDS frames are one recording with its clock shifted.

    At the same second positions must be within 0.6 m in half of all cases and 1.2 m in nine of ten,
    heart rates within 0.5 and 1.5 bpm. What only one of them has says nothing; with neither
    positions nor heart rates in both, nothing shows that they are the same.

    Parameters
    ----------
    one, other : pandas.DataFrame
        RECORDS, in file order.
    shift_s : float
        Time in ``other`` minus time in ``one``, in seconds.
    """
    here = np.rint(_seconds(one)).astype(np.int64)
    there = np.rint(_seconds(other) - shift_s).astype(np.int64)
    _, left, right = np.intersect1d(here, there, return_indices=True)
    one, other = one.iloc[left], other.iloc[right]
    beats = np.abs(_column(one, "heart_rate_bpm") - _column(other, "heart_rate_bpm"))
    verdicts = [
        _near(known, limits)
        for values, limits in ((_apart_m(one, other), NEAR_M), (beats, NEAR_BPM))
        if len(known := values[~np.isnan(values)]) >= FEWEST_SHARED
    ]
    return bool(verdicts) and all(verdicts)


def _pairs(small: Recording, large: Recording) -> tuple[tuple[Leg, Leg], ...] | None:
    """Find for each leg of one recording its own in the other; None when one has none."""
    free = list(large.legs)
    pairs = []
    for leg in small.legs:
        found = next((candidate for candidate in free if _same(leg, candidate)), None)
        if found is None:
            return None
        free.remove(found)
        pairs.append((leg, found))
    return tuple(pairs)


def _same(one: Leg, other: Leg) -> bool:
    return (
        _overlap(one, other) >= OVERLAP
        and _one_family(one.sport, other.sport)
        and _near_distance(one.distance_m, other.distance_m)
    )


def _whole(single: Recording, several: Recording) -> bool:
    """Compare a recording of one leg with one of several, as exporters flatten them."""
    parts = sorted((*several.legs, *several.changes), key=lambda leg: leg.start_s)
    start_s, end_s = parts[0].start_s, max(leg.start_s + leg.elapsed_s for leg in parts)
    distance_m = sum(leg.distance_m for leg in parts)
    whole = Leg("", "", start_s, end_s - start_s, distance_m)
    return _same(single.legs[0], whole)


def _shifted(
    small: Recording, large: Recording
) -> tuple[tuple[tuple[Leg, Leg], ...] | None, float]:
    if len(small.legs) != len(large.legs):
        return None, 0.0
    apart_s = large.legs[0].start_s - small.legs[0].start_s
    shift_s = round(apart_s / SHIFT_STEP_S) * SHIFT_STEP_S
    pairs = tuple(zip(small.legs, large.legs, strict=True))
    possible = 0 < abs(shift_s) <= FARTHEST_SHIFT_S and all(
        _same_but_for(one, other, shift_s) for one, other in pairs
    )
    return (pairs, shift_s) if possible else (None, 0.0)


def _same_but_for(one: Leg, other: Leg, shift_s: float) -> bool:
    return (
        abs(other.start_s - one.start_s - shift_s) <= SHIFT_SLACK_S
        and abs(other.elapsed_s - one.elapsed_s) <= SHIFT_SLACK_S
        and _one_family(one.sport, other.sport)
        and _near_distance(one.distance_m, other.distance_m)
    )


def _overlap(one: Leg, other: Leg) -> float:
    """Return the seconds two sessions share, over the longer one's."""
    longer = max(one.elapsed_s, other.elapsed_s)
    if isnan(one.elapsed_s) or isnan(other.elapsed_s) or longer <= 0:
        return 0.0
    ends = min(one.start_s + one.elapsed_s, other.start_s + other.elapsed_s)
    return max(0.0, ends - max(one.start_s, other.start_s)) / longer


def _one_family(one: str, other: str) -> bool:
    if one == other or one in UNSAID or other in UNSAID:
        return True
    return any({one, other} <= family for family in (ON_FOOT, ON_A_BIKE, IN_WATER))


def _near_distance(one_m: float, other_m: float) -> bool:
    if isnan(one_m) or isnan(other_m):
        return True
    return abs(one_m - other_m) <= DISTANCE * max(one_m, other_m)


def _seconds(records: pd.DataFrame) -> Floats:
    return records["time"].to_numpy(dtype="datetime64[us]").astype(float64) / 1e6


def _column(records: pd.DataFrame, name: str) -> Floats:
    return records[name].to_numpy(dtype=float64)


def _apart_m(one: pd.DataFrame, other: pd.DataFrame) -> Floats:
    north = _column(one, "latitude_deg") - _column(other, "latitude_deg")
    east = _column(one, "longitude_deg") - _column(other, "longitude_deg")
    east *= np.cos(np.radians(_column(one, "latitude_deg")))
    return np.asarray(np.hypot(north, east) * METRES_A_DEGREE, dtype=float64)


def _near(values: Floats, limits: tuple[float, float]) -> bool:
    half, most = np.percentile(values, (50, 90))
    return bool(half <= limits[0] and most <= limits[1])
