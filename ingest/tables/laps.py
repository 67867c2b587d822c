"""The laps of one session as columns: what is stored and looked at before a frame is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.tables.columns import FLOAT, assemble, empty
from ingest.tables.watch import LAPS

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]

_NUMBERS = {column.name: column for column in LAPS.columns if column.dtype == FLOAT}


def _none() -> Integers:
    return np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Laps:
    """LAPS before it is a frame: columns of one length, a lap's number from 1.

    ``start_us`` counts microseconds since 1970 in UTC; ``NEVER_US`` is not known. ``numbers`` holds
    the columns the file has, by their LAPS names, NaN where not measured.
    """

    lap: Integers = field(default_factory=_none)
    start_us: Integers = field(default_factory=_none)
    numbers: Mapping[str, Floats] = field(default_factory=dict)

    @classmethod
    def measured(cls, start_us: Integers, numbers: Mapping[str, Floats]) -> Self:
        """Take what a reader found, numbered in its order; values beyond belief are blanked."""
        believed = {name: _believed(name, values) for name, values in numbers.items()}
        return cls(np.arange(1, len(start_us) + 1), start_us, believed)

    @classmethod
    def of(cls, laps: pd.DataFrame) -> Self:
        """Take the columns of a LAPS frame."""
        start_us = laps["start_time"].to_numpy(dtype="datetime64[us]").astype(np.int64)
        numbers = {name: laps[name].to_numpy(dtype=np.float64) for name in _NUMBERS}
        return cls(laps["lap"].to_numpy(dtype=np.int64), start_us, numbers)

    def __len__(self) -> int:
        """Count the laps."""
        return len(self.lap)

    def __getitem__(self, name: str) -> Floats:
        """Return one column of numbers; all NaN where there is none."""
        values = self.numbers.get(name)
        return np.full(len(self.lap), np.nan) if values is None else values

    def frame(self) -> pd.DataFrame:
        """Build the frame."""
        if not len(self):
            return empty(LAPS)
        times = pd.DatetimeIndex(self.start_us.astype("datetime64[us]"), tz="UTC")
        numbers = {name: self[name] for name in _NUMBERS}
        return assemble({"lap": self.lap, "start_time": times, **numbers}, LAPS)


def _believed(name: str, values: Floats) -> Floats:
    column = _NUMBERS[name]
    return np.where((values >= column.low) & (values <= column.high), values, np.nan)
