"""What an export says of one recording, beside the file itself."""

from dataclasses import dataclass
from math import nan

import pandas as pd

from ingest.diary import SessionByHand

HIGHEST_RPE = 10.0
SECONDS_A_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Told:
    """Words and effort of a recording; empty and NaN where the export says nothing.

    ``sport`` and ``sub_sport`` are FIT's names; ``rpe`` goes from 0 to 10.
    """

    name: str = ""
    note: str = ""
    gear: str = ""
    rpe: float = nan
    sport: str = ""
    sub_sport: str = "generic"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an export's table.

    ``start`` is UTC, NaT when it cannot be read; ``file`` the path of its recording as the table
    names it, empty when there is none. ``line`` counts from 1, the heading not counted.
    """

    line: int
    told: Told
    start: pd.Timestamp
    elapsed_s: float = nan
    distance_m: float = nan
    file: str = ""

    @property
    def can_be_written(self) -> bool:
        """Whether it says when it was and how long it took: enough for a session by hand."""
        return not pd.isna(self.start) and self.elapsed_s > 0

    def by_hand(self, time_zone: str) -> SessionByHand:
        """Give the line as a session somebody wrote, on the clock of a zone (UTC without one)."""
        zone = time_zone or "UTC"
        return SessionByHand(
            sport=self.told.sport or "generic",
            start=self.start.tz_convert(zone).tz_localize(None).floor("s"),
            minutes=self.elapsed_s / SECONDS_A_MINUTE,
            rpe=self.told.rpe,
            distance_m=self.distance_m if self.distance_m > 0 else nan,
            name=self.told.name,
            note=self.told.note,
            time_zone=zone,
            sub_sport=self.told.sub_sport,
        )


def effort(value: float) -> float:
    """Return a number as an effort if it is one; NaN else."""
    return value if 0 < value <= HIGHEST_RPE else nan
