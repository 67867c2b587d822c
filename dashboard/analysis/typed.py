"""Times, paces, distances and places as people type them, read into seconds and metres.

Nothing typed is "not known". What cannot be read is a :class:`WrongEntry` for its field.
"""

import math
import re

from dashboard.analysis import units
from dashboard.analysis.units import METRES_PER_KM, METRES_PER_MILE
from ingest.diary import WrongEntry

# The road distances most races have; the marathon's and its half's are exact by rule.
USUAL_DISTANCES_M = {
    "5 km": 5000.0,
    "10 km": 10_000.0,
    "15 km": 15_000.0,
    "10 miles": 10 * METRES_PER_MILE,
    "Half marathon": 21_097.5,
    "Marathon": 42_195.0,
}
# A number without a unit is metres; shorter than this, somebody meant kilometres.
SHORTEST_RACE_M = 100.0
SECONDS_PER_MINUTE = 60

_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2}(?:[.,]\d+)?)")
_LENGTH = re.compile(r"([\d.,]+)\s*(m|metres|km|mi|mile|miles|)", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_PLACE = re.compile(r"(\d[\d,]*)?\s*(?:(?:of|/)\s*(\d[\d,]*))?", re.IGNORECASE)


def time_s(field: str, text: str) -> float:
    """Read "1:51:57" or "51:57" as seconds; NaN for nothing.

    Raises
    ------
    WrongEntry
        For anything else, minutes and seconds from 60 on among it.
    """
    if not text.strip():
        return math.nan
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise WrongEntry(field, "Write the time like 1:51:57 or 51:57.")
    hours, minutes, seconds = found[1], int(found[2]), float(found[3].replace(",", "."))
    if seconds >= SECONDS_PER_MINUTE or (hours and minutes >= SECONDS_PER_MINUTE):
        raise WrongEntry(field, "Minutes and seconds go up to 59: write the time like 1:51:57.")
    return (int(hours or 0) * SECONDS_PER_MINUTE + minutes) * SECONDS_PER_MINUTE + seconds


def pace_s_per_km(field: str, text: str) -> float:
    """Read "5:19" as seconds a km, or a mile where the person reads miles; NaN for nothing.

    A unit behind it ("5:19 /km", "8:33 /mile") counts before the person's.
    """
    bare, slash, unit = (part.strip() for part in text.partition("/"))
    if slash and unit.lower() not in {"km", "mi", "mile"}:
        raise WrongEntry(field, "Write the pace like 5:19 /km or 8:33 /mile.")
    seconds = time_s(field, bare)
    if slash:
        return seconds if unit.lower() == "km" else seconds / METRES_PER_MILE * METRES_PER_KM
    return seconds / units.chosen().metres * METRES_PER_KM


def distance_m(field: str, text: str) -> float:
    """Read a usual distance by its name, "21.1 km", "13.1 miles" or exact metres; NaN for nothing.

    Raises
    ------
    WrongEntry
        For anything else, and for a number without a unit that is too short for a race.
    """
    if not text.strip():
        return math.nan
    usual = {name.lower(): metres for name, metres in USUAL_DISTANCES_M.items()}
    if text.strip().lower() in usual:
        return usual[text.strip().lower()]
    found = _LENGTH.fullmatch(text.strip())
    value = math.nan if found is None else _number(found[1])
    if found is None or math.isnan(value):
        raise WrongEntry(field, "Write the distance like 21097.5 m, 10 km or 13.1 miles.")
    unit = found[2].lower()
    if not unit and value < SHORTEST_RACE_M:
        raise WrongEntry(field, f"Write the unit too: {found[1]} km or {found[1]} miles?")
    return value * _METRES.get(unit, METRES_PER_MILE)


_METRES = {"": 1.0, "m": 1.0, "metres": 1.0, "km": METRES_PER_KM}


def _number(text: str) -> float:
    """Read digits with a decimal point or comma, or thousands set apart: 21,097.5 and 21,0975."""
    plain = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return math.nan


def place(field: str, text: str) -> tuple[int | None, int | None]:
    """Read "436 of 1183", "436/1183" or "436" as a place and the size of its field."""
    found = _PLACE.fullmatch(text.strip())
    if found is None:
        raise WrongEntry(field, "Write the place like 436 of 1183.")
    rank, size = (int(part.replace(",", "")) if part else None for part in found.groups())
    return rank, size
