"""Splits, laps and best efforts as rows of text, and as bars against the average."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis import sports, units, words
from dashboard.analysis.findings import full_splits, split_times
from dashboard.analysis.legs import Clock, Leg
from dashboard.analysis.sports import Reading
from dashboard.analysis.stream import Floats

SECONDS_PER_HOUR = 3600.0
SAME_DISTANCE_M = 1.0


@dataclass(frozen=True, slots=True)
class SplitLength:
    """A length to cut by; ``word`` names one of them ("km 3")."""

    label: str
    word: str
    every_m: float


KM = SplitLength("km", "km", words.METRES_PER_KM)
MILE = SplitLength("mile", "mile", words.METRES_PER_MILE)
FIVE_KM = SplitLength("5 km", "5 km", 5 * words.METRES_PER_KM)


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Full splits against their average: how much faster (s of pace, or speed) and the words."""

    numbers: list[int]
    faster_by: Floats
    labels: list[str]
    average: str


def lengths() -> tuple[SplitLength, ...]:
    """List the lengths to cut by, the person's own unit first."""
    return (KM, MILE, FIVE_KM) if units.chosen() is units.KM else (MILE, KM, FIVE_KM)


def comparison(leg: Leg, split_table: pd.DataFrame, length: SplitLength) -> Comparison | None:
    """Compare the full splits with the leg's own average; None with fewer than two."""
    full = full_splits(split_table)
    times = split_times(leg, split_table)[full]
    lengths = split_table["distance_m"].to_numpy(dtype=np.float64)[full]
    if len(times) < 2 or not (leg.distance_m > 0 and (times > 0).all()):  # noqa: PLR2004 - a pair
        return None
    whole = leg.distance_m / leg.time_s
    speeds = lengths / times
    if sports.reading(leg.sport) is Reading.SPEED:
        faster = (speeds - whole) * SECONDS_PER_HOUR / units.chosen().metres
    else:
        faster = pace_metres(leg, length) * (1 / whole - 1 / speeds)
    return Comparison(
        numbers=[int(number) for number in split_table["split"].to_numpy()[full]],
        faster_by=faster,
        labels=[bare(leg, length, far, time) for far, time in zip(lengths, times, strict=True)],
        average=bare(leg, length, leg.distance_m, leg.time_s),
    )


def pace_metres(leg: Leg, length: SplitLength) -> float:
    """Metres a pace is stated for: a mile's splits read in min/mile, a swim's per 100 m."""
    if sports.reading(leg.sport) is Reading.PACE_100M:
        return sports.METRES_IN_POOL_PACE
    return length.every_m if length in (KM, MILE) else units.chosen().metres


def stated(leg: Leg, length: SplitLength, distance_m: float, time_s: float) -> str:
    """How fast, with its unit, in the unit of the splits."""
    if sports.reading(leg.sport) is Reading.SPEED:
        return words.speed(distance_m, time_s)
    return words.pace(distance_m, time_s, per_m=pace_metres(leg, length))


def bare(leg: Leg, length: SplitLength, distance_m: float, time_s: float) -> str:
    """How fast without its unit, for the end of a bar."""
    return stated(leg, length, distance_m, time_s).split(" ")[0]


def split_rows(leg: Leg, split_table: pd.DataFrame, length: SplitLength) -> pd.DataFrame:
    """Rows of text: split, time, pace, heart rate, climb; a last part says how long it is."""
    full = full_splits(split_table)
    times = split_times(leg, split_table)
    return pd.DataFrame(
        {
            "split": [
                f"{number}" if whole else f"{number} ({words.distance(far, decimals=2)})"
                for number, whole, far in zip(
                    split_table["split"], full, split_table["distance_m"], strict=True
                )
            ],
            "time": [words.duration(time) for time in times],
            "pace": [
                stated(leg, length, far, time)
                for far, time in zip(split_table["distance_m"], times, strict=True)
            ],
            "heart_rate": [words.number(rate) for rate in split_table["heart_rate_mean_bpm"]],
            "climb": climbs(split_table),
        },
        dtype="str",
    )


def lap_rows(leg: Leg, lap_table: pd.DataFrame) -> pd.DataFrame:
    """Rows of text for the device's laps: lap, distance, time, pace, heart rate, climb."""
    times = split_times(leg, lap_table)
    in_pool = sports.reading(leg.sport) is Reading.PACE_100M
    length = words.metres if in_pool else words.long_distance
    return pd.DataFrame(
        {
            "split": [words.number(number) for number in lap_table["split"]],
            "distance": [length(far) for far in lap_table["distance_m"]],
            "time": [words.duration(time) for time in times],
            "pace": [
                sports.how_fast(leg.sport, far, time)
                for far, time in zip(lap_table["distance_m"], times, strict=True)
            ],
            "heart_rate": [words.number(rate) for rate in lap_table["heart_rate_mean_bpm"]],
            "climb": climbs(lap_table),
        },
        dtype="str",
    )


def climbs(split_table: pd.DataFrame) -> list[str]:
    """Climb of each split, as "+12 m"."""
    return [climb(up) for up in split_table["ascent_m"]]


def climb(ascent_m: float) -> str:
    """Write a climb as "+12 m", none as "0 m"; "" when not measured."""
    said = words.metres(ascent_m)
    return said if said in {"", "0 m"} else f"+{said}"


def effort_rows(leg: Leg, efforts: pd.DataFrame) -> pd.DataFrame:
    """Rows of text for best efforts: distance, time, pace, and when it began.

    Over a race's own distance the official time counts, not the watch's.
    """
    whole = (efforts["distance_m"] - leg.distance_m).abs() < SAME_DISTANCE_M
    is_official = whole & (leg.clock is Clock.OFFICIAL)
    times = efforts["elapsed_s"].mask(is_official, leg.official_time_s)
    return pd.DataFrame(
        {
            "name": [name.capitalize() for name in efforts["name"]],
            "time": [words.duration(time) for time in times],
            "pace": [
                sports.how_fast(leg.sport, far, time)
                for far, time in zip(efforts["distance_m"], times, strict=True)
            ],
            "start": [f"after {words.duration(start)}" for start in efforts["start_s"]],
        },
        dtype="str",
    )


def leg_rows(parts: tuple[Leg, ...], names: list[str]) -> pd.DataFrame:
    """Rows of text for a multisport recording: every leg and transition, then the whole."""
    rows = [
        (
            name,
            "" if leg.is_transition else words.distance(leg.distance_m),
            words.duration(leg.elapsed_s),
            "" if leg.is_transition else sports.how_fast(leg.sport, leg.distance_m, leg.elapsed_s),
            words.number(leg.heart_rate_mean_bpm),
        )
        for leg, name in zip(parts, names, strict=True)
    ]
    return pd.DataFrame(rows, columns=["leg", "distance", "time", "pace", "heart_rate"])


def spent(leg: Leg) -> list[tuple[str, float]]:
    """List the three clocks, those that are known."""
    clocks = (("Moving", leg.moving_s), ("timer", leg.timer_s), ("elapsed", leg.elapsed_s))
    return [(name, seconds) for name, seconds in clocks if math.isfinite(seconds)]


def clock_words(leg: Leg) -> str:
    """Write the three clocks in one line: "Moving 51:20 · timer 51:40 · elapsed 53:10"."""
    return " · ".join(f"{name} {words.duration(seconds)}" for name, seconds in spent(leg))


def split_note(leg: Leg, length: SplitLength) -> str:
    """Say which clock and which distance the splits go by, and what is left out."""
    if leg.clock is Clock.OFFICIAL:
        exact = words.exact_distance(leg.distance_m)
        clock = f"Elapsed time, on distances that end at the official {exact}"
    else:
        clock = time_word(leg)
    return f"{clock}. A last part of a {length.word} is in the table only."


def time_word(leg: Leg) -> str:
    """Name the clock the pace uses."""
    return f"{leg.clock.value.capitalize()} time"
