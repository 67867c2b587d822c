"""The division behind a race's pace, and why the organiser's pace may read another second."""

import math

from dashboard.analysis import units, words
from dashboard.analysis.races import RaceFigures
from dashboard.analysis.units import METRES_PER_KM, METRES_PER_MILE
from ingest.diary import RaceResult

TENTHS = 10
# How distances are printed where they are not exact; within this share of the official one.
ROUGHLY = 0.005
PRINTED_M = {
    "3.1 mi": 3.1 * METRES_PER_MILE,
    "6.2 mi": 6.2 * METRES_PER_MILE,
    "9.3 mi": 9.3 * METRES_PER_MILE,
    "13.1 mi": 13.1 * METRES_PER_MILE,
    "21 km": 21_000.0,
    "21.1 km": 21_100.0,
    "26.2 mi": 26.2 * METRES_PER_MILE,
    "42 km": 42_000.0,
    "42.2 km": 42_200.0,
}


def division(shown: RaceFigures) -> str:
    """Write time / distance = pace to a tenth: "1:51:57 / 21.0975 km = 5:18.4 /km".

    "" where there is no pace.
    """
    if not math.isfinite(shown.pace_s_per_km):
        return ""
    metres = units.chosen().metres
    pace = tenths(shown.pace_s_per_km * metres / METRES_PER_KM)
    far = words.exact_distance(shown.distance_m)
    return f"{words.race_time(shown.time_s)} / {far} = {pace} {words.pace_unit(metres)}"


def published(result: RaceResult, shown: RaceFigures) -> str:
    """Say what pace was published, and what makes ours of it.

    "Published 5:19 /km (rounded up, or 13.1 mi)"; "" where none was published. Where no rounding
    and no usual distance gives it, that is said.
    """
    printed = words.printed_pace(result.published_pace_s_per_km)
    if not printed:
        return ""
    if not math.isfinite(shown.pace_s_per_km):
        return f"Published {printed}"
    per_m = METRES_PER_MILE if printed.endswith("/mile") else METRES_PER_KM
    seconds = round(result.published_pace_s_per_km * per_m / METRES_PER_KM)
    if _nearest(shown.time_s, shown.distance_m, per_m) == seconds:
        return f"Published {printed}, the same"
    reasons = _reasons(result, shown, per_m, seconds)
    why = ", or ".join(reasons) if reasons else "no rounding of this time and distance gives it"
    return f"Published {printed} ({why})"


def tenths(seconds: float) -> str:
    """Write seconds as m:ss.t, rounded first and then split: 318.379 is "5:18.4"."""
    whole, tenth = divmod(round(seconds * TENTHS), TENTHS)
    return f"{words.clock_face(whole)}.{tenth}"


def _reasons(result: RaceResult, shown: RaceFigures, per_m: float, seconds: int) -> list[str]:
    exact = shown.time_s / shown.distance_m * per_m
    found = [
        *(["rounded up"] if math.ceil(exact) == seconds else []),
        *(["rounded down"] if math.floor(exact) == seconds else []),
        *(
            name
            for name, metres in PRINTED_M.items()
            if abs(metres / shown.distance_m - 1) <= ROUGHLY
            and _nearest(shown.time_s, metres, per_m) == seconds
        ),
    ]
    by_gun = shown.time_source == "chip" and result.gun_time_s > 0
    if by_gun and _nearest(result.gun_time_s, shown.distance_m, per_m) == seconds:
        found.append("from the gun time")
    return found


def _nearest(time_s: float, distance_m: float, per_m: float) -> int:
    return round(time_s / distance_m * per_m)
