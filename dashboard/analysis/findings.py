"""What the page says of a recording, in sentences computed from its numbers."""

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis import sports, units, words
from dashboard.analysis.legs import Clock, Leg, how_long, legs_only, whole_distance_m
from dashboard.analysis.sports import Reading
from dashboard.analysis.stream import Floats, Stream

# A last part this much shorter than the rest is no full split to compare.
FULL_SPLIT_SHARE = 0.99
# Fewer full splits than this have no "fastest" worth a sentence.
SPLITS_TO_COMPARE = 3
# Below this, a drift is within what one bad strap second can do.
DRIFT_WORTH_SAYING_PERCENT = 2.0


def headline(parts: tuple[Leg, ...], split_table: pd.DataFrame) -> str:
    """Say what was done, how far, how long, and where it was fastest and slowest.

    ``split_table`` are the kilometres (or miles, as the person reads them) of a single session;
    ignored for several. The sentence
    starts without the name, which is the user's own text and is put before it by the page.
    """
    done = distance_and_time(parts)
    if len(parts) > 1:
        count = len(legs_only(parts))
        return f"{done}, {words.counted(count, 'leg')}."
    extremes = fastest_and_slowest(parts[0], split_table)
    if extremes is not None:
        unit = units.chosen().word
        return f"{done}, fastest in {unit} {extremes[0]}, slowest in {unit} {extremes[1]}."
    rate = parts[0].heart_rate_mean_bpm
    return f"{done}, heart rate {rate:.0f} on average." if math.isfinite(rate) else f"{done}."


def distance_and_time(parts: tuple[Leg, ...]) -> str:
    """Distance and time of the whole: "10.0 km in 52:38", or the time alone.

    Several legs run from first start to last end, transitions included; one uses its own clock.
    """
    if len(parts) == 1:
        far, time = words.distance(parts[0].distance_m), words.duration(parts[0].time_s)
        official = parts[0].clock is Clock.OFFICIAL
        time = words.race_time(parts[0].time_s) if official else time
    else:
        far, time = words.distance(whole_distance_m(parts)), how_long(parts)
    return " in ".join(text for text in (far, time) if text) or "No samples"


def split_times(leg: Leg, split_table: pd.DataFrame) -> Floats:
    """Seconds of each split on the leg's clock."""
    name = "moving_s" if leg.clock is Clock.MOVING else "elapsed_s"
    return split_table[name].to_numpy(dtype=np.float64)


def full_splits(split_table: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell the full splits from a last part."""
    lengths = split_table["distance_m"].to_numpy(dtype=np.float64)
    full: NDArray[np.bool_] = lengths >= FULL_SPLIT_SHARE * lengths.max(initial=0.0)
    return full


def fastest_and_slowest(leg: Leg, split_table: pd.DataFrame) -> tuple[int, int] | None:
    """Numbers of the fastest and slowest full split; None with fewer than three."""
    full = full_splits(split_table)
    if full.sum() < SPLITS_TO_COMPARE:
        return None
    lengths = split_table["distance_m"].to_numpy(dtype=np.float64)
    slowness = (split_times(leg, split_table) / lengths)[full]
    if not np.isfinite(slowness).all():
        return None
    numbers = split_table["split"].to_numpy()[full]
    return int(numbers[slowness.argmin()]), int(numbers[slowness.argmax()])


def stream_title(leg: Leg, lines: Stream) -> str:
    """Say what the lines show: drift of heart rate against speed, or where half of it lay."""
    drift = leg.decoupling_percent
    has_rate = bool(np.isfinite(lines.heart_rate_bpm).any())
    if has_rate and math.isfinite(drift):
        if abs(drift) < DRIFT_WORTH_SAYING_PERCENT:
            return "Heart rate and speed kept together"
        way = "less" if drift > 0 else "more"
        return f"{abs(drift):.0f} % {way} speed per heartbeat in the second half"
    if np.isfinite(lines.speed_mps).any():
        low, high = np.nanpercentile(lines.speed_mps, [25, 75])
        faster, slower = _how_fast(leg, float(high)), _how_fast(leg, float(low))
        return f"Half of it between {faster.split(' ')[0]} and {slower}"
    if has_rate:
        low, high = np.nanpercentile(lines.heart_rate_bpm, [25, 75])
        return f"Half of it between {low:.0f} and {high:.0f} bpm"
    return "Elevation" if np.isfinite(lines.elevation_m).any() else "No samples to draw"


def clock_note(leg: Leg) -> str:
    """Say which clock the pace uses and why; "" where there is no pace."""
    if not leg.how_fast:
        return ""
    what = "Speed" if sports.reading(leg.sport) is Reading.SPEED else "Pace"
    if leg.clock is Clock.OFFICIAL:
        return f"{what} uses the official time and distance."
    if leg.clock is Clock.MOVING:
        return f"{what} uses moving time, because this is training. A race uses elapsed time."
    if leg.is_race:
        return f"{what} uses elapsed time, because this is a race. Training uses moving time."
    return f"{what} uses elapsed time: the file does not tell when you stood still."


def missing(leg: Leg, held: frozenset[str]) -> str:
    """Say in one sentence what the file does not hold; ``held`` names the columns it fills."""
    names = {
        "latitude_deg": "no positions",
        "distance_m": "no distance",
        "heart_rate_bpm": "no heart rate",
        "elevation_m": "no elevation",
    }
    absent = [said for column, said in names.items() if column not in held]
    if not absent or leg.is_transition:
        return ""
    return f"This file holds {words.joined(absent)}, so what needs them is not shown."


def _how_fast(leg: Leg, speed_mps: float) -> str:
    return sports.how_fast(leg.sport, speed_mps, 1.0)
