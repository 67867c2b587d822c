"""What time it is for a person."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from ingest.diary import is_zone
from ingest.tables import Athlete


def now_of(person: Athlete) -> pd.Timestamp:
    """Now, in the athlete's zone or this computer's, whichever is further ahead.

    So nobody who travels is told that their today lies in the future.
    """
    here = datetime.now(UTC).astimezone()
    there = here.astimezone(ZoneInfo(person.time_zone)) if is_zone(person.time_zone) else here
    return pd.Timestamp(max(here, there, key=lambda time: time.replace(tzinfo=None)))
