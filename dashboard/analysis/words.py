"""Numbers as a runner reads them: pace, time, distance, dates. The one place that formats.

Every function takes plain floats and gives "" for what was not measured, so a table cell stays
empty instead of saying "nan". Units are in the text; minus is the true minus sign. Long distances,
paces and speeds read in the person's unit, :func:`dashboard.analysis.units.chosen`.
"""

import math
from datetime import date

from dashboard.analysis import units
from dashboard.analysis.units import chosen

MINUS = "\N{MINUS SIGN}"
TIMES = "\N{MULTIPLICATION SIGN}"
METRES_PER_KM = units.METRES_PER_KM
METRES_PER_MILE = units.METRES_PER_MILE
SECONDS_PER_MINUTE = 60
SECONDS_PER_HOUR = 3600
# Slower than two hours a kilometre is standing still, not a pace.
SLOWEST_PACE_S_PER_KM = 7200.0
# Closer than this to a whole second is one, after a division by 1.609344 and back.
WHOLE_SECOND = 0.001

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


def pace(distance_m: float, time_s: float, *, per_m: float | None = None) -> str:
    """Pace as "5:18 /km" or "8:32 /mile", from a distance and a time.

    Parameters
    ----------
    distance_m, time_s : float
        Metres and seconds; the caller says which time it is.
    per_m : float, optional
        1000 for /km, 1609.344 for /mile, 100 for /100 m; the person's unit when left out.

    Returns
    -------
    str
        "" when either is missing, not positive, or slower than two hours a kilometre.

    Notes
    -----
    Rounded to the whole second first and then split, so that ":60" cannot occur. World Athletics
    rounds race times up; a pace is a quotient, rounded to the nearest.
    """
    length = chosen().metres if per_m is None else per_m
    seconds = pace_seconds(distance_m, time_s, per_m=length)
    return "" if math.isnan(seconds) else f"{clock_face(seconds)} {pace_unit(length)}"


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
    """Speed as "29.5 km/h" or "18.3 mph"; "" when either is missing or not positive."""
    if not (distance_m > 0 and time_s > 0):
        return ""
    unit = chosen()
    value = distance_m / time_s * SECONDS_PER_HOUR / unit.metres
    return f"{value:,.1f} {unit.speed}" if math.isfinite(value) else ""


def duration(time_s: float) -> str:
    """Time as "45:10" or "1:51:57", to the nearest whole second; "" when not measured."""
    return clock_face(time_s) if math.isfinite(time_s) else ""


def race_time(time_s: float) -> str:
    """Write a race's time, rounded up to the whole second as road races are (World Athletics)."""
    # Less a millionth, so that 6717.0000001 from a file is not a second more.
    return duration(math.ceil(time_s - 1e-6)) if math.isfinite(time_s) else ""


def clock_face(time_s: float) -> str:
    """Finite seconds as m:ss or h:mm:ss, split from the rounded whole second."""
    whole = round(abs(time_s))
    sign = MINUS if time_s < 0 and whole else ""
    minutes, seconds = divmod(whole, SECONDS_PER_MINUTE)
    hours, minutes = divmod(minutes, SECONDS_PER_MINUTE)
    return sign + (f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}")


def distance(distance_m: float, *, decimals: int = 1) -> str:
    """Distance as "21.1 km" or "13.1 miles", a short one as "400 m"; "" when not measured."""
    if not math.isfinite(distance_m):
        return ""
    if round(abs(distance_m)) < chosen().shortest_m:
        return metres(distance_m)
    return long_distance(distance_m, decimals=decimals)


def metres(length_m: float) -> str:
    """Whole metres: "1,008 m"; "" when not measured."""
    return f"{number(length_m)} m" if math.isfinite(length_m) else ""


def long_distance(distance_m: float, *, decimals: int = 2) -> str:
    """Write km or miles whatever the length: "0.99 km"; "" when not measured."""
    if not math.isfinite(distance_m):
        return ""
    unit = chosen()
    return f"{number(distance_m / unit.metres, decimals=decimals)} {unit.many}"


def exact_distance(distance_m: float) -> str:
    """Write km or miles to four decimals without zeros at the end: "21.0975 km", "10 km"."""
    if not math.isfinite(distance_m):
        return ""
    unit = chosen()
    exact = number(distance_m / unit.metres, decimals=4)
    return f"{exact.rstrip('0').rstrip('.')} {unit.many}"


def printed_pace(pace_s_per_km: float) -> str:
    """Write a published pace as it was printed: for the mile when only that is a whole second.

    A list prints "5:19" (319 s/km) or "8:33" (513 s/mile, 318.763 s/km), never a part of a second.
    """
    if not math.isfinite(pace_s_per_km):
        return ""
    per_mile = pace_s_per_km * METRES_PER_MILE / METRES_PER_KM
    off_km, off_mile = (abs(seconds - round(seconds)) for seconds in (pace_s_per_km, per_mile))
    for_mile = off_mile < off_km and off_mile < WHOLE_SECOND
    metres_of_it = METRES_PER_MILE if for_mile else METRES_PER_KM
    return pace(METRES_PER_KM, pace_s_per_km, per_m=metres_of_it)


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
