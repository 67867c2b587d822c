"""Which calendar day a session belongs to, and how far the local clock was from UTC.

The rule, in this order; the source is kept beside the answer:

1. the file's own local timestamp, if it is sane: a whole quarter of an hour, within 14 h, and
   within 1 h of the zone of the position where there is one;
2. an explicit offset in the file, within 14 h;
3. the zone of the position, at that instant;
4. the athlete's zone, at that instant;
5. unknown: no offset, and the local day is the UTC day.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pandas as pd

from ingest.tables import OffsetSource

if TYPE_CHECKING:
    from timezonefinder import TimezoneFinder

QUARTER_S = 900
FARTHEST_S = 14 * 3600
NEAR_ZONE_S = 3600


@dataclass(frozen=True, slots=True)
class Place:
    """A WGS 84 position in degrees."""

    latitude_deg: float
    longitude_deg: float


@dataclass(frozen=True, slots=True)
class LocalDay:
    """The local clock minus UTC in seconds (None: unknown), which rule said so, and the day.

    ``day`` is local midnight without a zone.
    """

    utc_offset_s: int | None
    source: OffsetSource
    day: pd.Timestamp


@dataclass(frozen=True, slots=True)
class Claim:
    """What the file itself says of its offset: in seconds, and from which field."""

    utc_offset_s: int | None = None
    source: OffsetSource = "unknown"


def local_day(
    start_time: pd.Timestamp, claim: Claim, place: Place | None = None, time_zone: str = ""
) -> LocalDay:
    """Apply the rule of this module to one session.

    Parameters
    ----------
    start_time : pandas.Timestamp
        When the session began, with a zone.
    claim : Claim
        What the file says, unchecked.
    place : Place, optional
        First position of the session.
    time_zone : str
        The athlete's IANA zone, or empty.
    """
    position_s = None if place is None else zone_offset_s(start_time, zone_at(place))
    if claim.utc_offset_s is not None and _is_sane(claim, position_s):
        return on_day(start_time, claim.utc_offset_s, claim.source)
    if position_s is not None:
        return on_day(start_time, position_s, "position")
    return athlete_day(start_time, time_zone)


def athlete_day(start_time: pd.Timestamp, time_zone: str) -> LocalDay:
    """Rules 4 and 5 alone: what to compute again when the athlete's zone changes."""
    offset_s = zone_offset_s(start_time, time_zone)
    return on_day(start_time, offset_s, "unknown" if offset_s is None else "athlete")


def zone_offset_s(start_time: pd.Timestamp, time_zone: str) -> int | None:
    """Local clock minus UTC in a zone at an instant, in seconds; None for no or a wrong zone."""
    if not time_zone:
        return None
    try:
        offset = start_time.tz_convert(ZoneInfo(time_zone)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder or a bad key is an OSError
        return None
    return None if offset is None else int(offset.total_seconds())


def on_day(start_time: pd.Timestamp, utc_offset_s: int | None, source: OffsetSource) -> LocalDay:
    """Pair an offset with the calendar day it gives."""
    local = start_time.tz_convert("UTC").tz_localize(None) + timedelta(seconds=utc_offset_s or 0)
    return LocalDay(utc_offset_s, source, local.normalize().as_unit("us"))


def zone_at(place: Place) -> str:
    """IANA zone of a position, empty where none is known; zones at sea are ``Etc/GMT...``."""
    if not (abs(place.latitude_deg) <= 90.0 and np.isfinite(place.longitude_deg)):  # noqa: PLR2004 - a pole
        return ""
    east_deg = (place.longitude_deg + 180.0) % 360.0 - 180.0
    return _finder().timezone_at(lng=east_deg, lat=place.latitude_deg) or ""


@cache
def _finder() -> "TimezoneFinder":
    # Loaded with the first position, in about 70 ms, and kept: an answer takes under 10 us. Held
    # in memory (35 MB) rather than mapped, for the maps are never closed and warn at the end.
    from timezonefinder import TimezoneFinder  # noqa: PLC0415 - files without positions never pay

    return TimezoneFinder(in_memory=True)


def _is_sane(claim: Claim, position_s: int | None) -> bool:
    if claim.utc_offset_s is None or abs(claim.utc_offset_s) > FARTHEST_S:
        return False
    if claim.source != "local_timestamp":
        return claim.source == "file_offset"
    near = position_s is None or abs(claim.utc_offset_s - position_s) <= NEAR_ZONE_S
    return claim.utc_offset_s % QUARTER_S == 0 and near
