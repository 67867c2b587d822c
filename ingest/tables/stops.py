"""The pauses of one session as columns: what is calculated with before a frame is made."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.tables.columns import assemble, empty
from ingest.tables.watch import STOPS

Integers: TypeAlias = npt.NDArray[np.int64]

NEVER_US = int(np.iinfo(np.int64).min)  # NumPy's "not a time"


@dataclass(frozen=True, slots=True, eq=False)
class Stops:
    """STOPS before it is a frame: when the timer stopped and started again.

    Microseconds since 1970 in UTC, one pair a pause; an end of ``NEVER_US`` is not known.
    """

    start_us: Integers
    end_us: Integers

    def __len__(self) -> int:
        """Count the pauses."""
        return len(self.start_us)

    def frame(self) -> pd.DataFrame:
        """Build the frame."""
        if not len(self):
            return empty(STOPS)
        return assemble(
            {"start_time": _times(self.start_us), "end_time": _times(self.end_us)}, STOPS
        )


def _times(time_us: Integers) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(time_us.astype("datetime64[us]"), tz="UTC")
