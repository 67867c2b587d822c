"""A session no watch recorded: what a person says of it, and the text that identifies it."""

import json
import math
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pandas as pd

from ingest.diary.settings import AthleteSettings, check_rpe, check_settings
from ingest.diary.wrong import WrongEntry, check_between, check_given, is_given

LONGEST_MINUTES = 7 * 24 * 60.0
LONGEST_M = 2_000_000.0
# Two clocks may disagree a little on what is now.
PATIENCE = pd.Timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SessionByHand:
    """A swim, an hour of strength, a walk. ``sport`` and ``sub_sport`` are FIT's names for it.

    ``start`` is what the clock on the wall said (no zone), in ``time_zone``, an IANA name; without
    one it is the athlete's zone, and UTC when that is not known. NaN where there is no answer.
    """

    sport: str
    start: pd.Timestamp
    minutes: float
    rpe: float = math.nan
    distance_m: float = math.nan
    name: str = ""
    note: str = ""
    time_zone: str = ""
    sub_sport: str = "generic"


def check_session_by_hand(session: SessionByHand, now: pd.Timestamp) -> None:
    """Refuse a session without a sport or length, with an effort outside 0-10, or to come.

    Raises
    ------
    WrongEntry
        Also for more than 7 days, a distance of 0 or of more than 2,000 km, a start with a zone of
        its own, and a time zone nobody knows.
    """
    check_given("sport", session.sport, "The sport")
    if session.sport == "transition":
        raise WrongEntry("sport", "A transition is no session of its own.")
    if not is_given(session.start) or session.start.tzinfo is not None:
        raise WrongEntry("start", "Give the day and the time on the clock.")
    check_settings(AthleteSettings(time_zone=session.time_zone))
    if not 0 < session.minutes <= LONGEST_MINUTES:
        raise WrongEntry("minutes", "Minutes must be more than 0 and at most 7 days.")
    if not math.isnan(session.rpe):
        check_rpe("rpe", session.rpe)
    least = math.nextafter(0.0, 1.0)
    say = "Distance must be more than 0 and at most 2,000 km. Leave it empty if there is none."
    check_between("distance_m", session.distance_m, (least, LONGEST_M), say)
    if start_time(session) > now + PATIENCE:
        raise WrongEntry("start", "This start is in the future: write a session once it is done.")


def start_time(session: SessionByHand) -> pd.Timestamp:
    """Return the start with its zone; in the hour a clock runs twice, the first time round."""
    zone = ZoneInfo(session.time_zone or "UTC")
    return session.start.tz_localize(zone, ambiguous=True, nonexistent="shift_forward")


def canonical_json(session: SessionByHand) -> bytes:
    """Write a session as the same bytes whenever it says the same: what its id is made of.

    The start carries its offset from UTC; a number not known is null; keys are in order.
    """
    said = {
        "distance_m": _number(session.distance_m),
        "minutes": _number(session.minutes),
        "name": session.name.strip(),
        "note": session.note,
        "rpe": _number(session.rpe),
        "sport": session.sport.strip(),
        "start": start_time(session).isoformat(timespec="seconds"),
    }
    # Left out where it says nothing, so that such a session keeps the id it always had.
    if session.sub_sport != "generic":
        said["sub_sport"] = session.sub_sport
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
