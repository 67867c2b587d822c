"""Numbers as a runner reads them: pace, time, distance, dates. The one place that formats.

Every function takes plain floats and gives "" for what was not measured, so a table cell stays
empty instead of saying "nan". Units are in the text; minus is the true minus sign.
"""

import math
from datetime import date

MINUS = "\N{MINUS SIGN}"
TIMES = "\N{MULTIPLICATION SIGN}"
METRES_PER_KM = 1000.0
METRES_PER_MILE = 1609.344
SECONDS_PER_MINUTE = 60
SECONDS_PER_HOUR = 3600
# Slower than two hours a kilometre is standing still, not a pace.
SLOWEST_PACE_S_PER_KM = 7200.0

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def pace(distance_m: float, time_s: float, *, per_m: float = METRES_PER_KM) -> str:
    """Pace as "5:18 /km", from a distance and a time.

    Parameters
    ----------
    distance_m, time_s : float
        Metres and seconds; the caller says which time it is.
    per_m : float
        1000 for /km, 1609.344 for /mile, 100 for /100 m.

    Returns
    -------
    str
        "" when either is missing, not positive, or slower than two hours a kilometre.

    Notes
    -----
    Rounded to the whole second first and then split, so that ":60" cannot occur. World Athletics
    rounds race times up; a pace is a quotient, rounded to the nearest.
    """
    seconds = pace_seconds(distance_m, time_s, per_m=per_m)
    return "" if math.isnan(seconds) else f"{clock_face(seconds)} {pace_unit(per_m)}"


def pace_seconds(distance_m: float, time_s: float, *, per_m: float = METRES_PER_KM) -> float:
    """Seconds for ``per_m`` metres, NaN where :func:`pace` would say nothing."""
    if not (distance_m > 0 and time_s > 0):
        return math.nan
    seconds = time_s / distance_m * per_m
    slowest = SLOWEST_PACE_S_PER_KM * per_m / METRES_PER_KM
    return seconds if seconds <= slowest else math.nan


def pace_unit(per_m: float) -> str:
    """Name the distance a pace is for: /km, /mile or /100 m."""
    return {METRES_PER_KM: "/km", METRES_PER_MILE: "/mile"}.get(per_m, f"/{per_m:.0f} m")


def speed(distance_m: float, time_s: float) -> str:
    """Speed as "29.5 km/h"; "" when either is missing or not positive."""
    if not (distance_m > 0 and time_s > 0):
        return ""
    value = distance_m / time_s * SECONDS_PER_HOUR / METRES_PER_KM
    return f"{value:,.1f} km/h" if math.isfinite(value) else ""


def duration(time_s: float) -> str:
    """Time as "45:10" or "1:51:57", to the nearest whole second; "" when not measured."""
    return clock_face(time_s) if math.isfinite(time_s) else ""


def clock_face(time_s: float) -> str:
    """Finite seconds as m:ss or h:mm:ss, split from the rounded whole second."""
    whole = round(abs(time_s))
    sign = MINUS if time_s < 0 and whole else ""
    minutes, seconds = divmod(whole, SECONDS_PER_MINUTE)
    hours, minutes = divmod(minutes, SECONDS_PER_MINUTE)
    return sign + (f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}")


def distance(distance_m: float, *, decimals: int = 1) -> str:
    """Distance as "21.1 km", or "400 m" below one kilometre; "" when not measured."""
    if not math.isfinite(distance_m):
        return ""
    if round(abs(distance_m)) < METRES_PER_KM:
        return metres(distance_m)
    return f"{number(distance_m / METRES_PER_KM, decimals=decimals)} km"


def metres(length_m: float) -> str:
    """Whole metres: "1,008 m"; "" when not measured."""
    return f"{number(length_m)} m" if math.isfinite(length_m) else ""


def kilometres(length_m: float) -> str:
    """Write kilometres to 10 m, also below one: "0.99 km"; "" when not measured."""
    return f"{number(length_m / METRES_PER_KM, decimals=2)} km" if math.isfinite(length_m) else ""


def heart_rate(bpm: float) -> str:
    """Heart rate as "174 bpm"; "" when not measured."""
    return f"{number(bpm)} bpm" if math.isfinite(bpm) else ""


def number(value: float, *, decimals: int = 0) -> str:
    """Write a number with thousands separated and a true minus sign; "" for NaN."""
    if not math.isfinite(value):
        return ""
    text = f"{abs(value):,.{decimals}f}"
    return MINUS + text if value < 0 and text.strip("0.,") else text


def day(when: date | None) -> str:
    """Date as "6 Sep 2026"; "" for none. A datetime counts by its calendar day."""
    return "" if when is None else f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def long_day(when: date | None) -> str:
    """Date as "Sunday 6 September 2026"; "" for none."""
    if when is None:
        return ""
    return f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]} {when.year}"


def counted(count: int, one: str, many: str = "") -> str:
    """Give a count with its word: "1 file", "9 files"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def joined(parts: list[str]) -> str:
    """Join a sentence's list: "a", "a and b", "a, b and c"."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
