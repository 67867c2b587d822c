"""The samples of one session as columns: what is calculated with until, last, a frame is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.tables.columns import FLOAT
from ingest.tables.watch import RECORDS

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]

_NUMBERS = {column.name: column for column in RECORDS.columns if column.dtype == FLOAT}
_NOT_NUMBERS = ("time", "lap", "moving")


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """RECORDS before it is a frame: columns of one length, in file order.

    ``time_us`` counts microseconds since 1970 in UTC, all known. ``numbers`` holds the columns the
    file has, by their RECORDS names and any others, NaN where not measured. ``lap`` and ``moving``
    are None until they are known. The arrays are never written to.
    """

    time_us: Integers
    numbers: Mapping[str, Floats] = field(default_factory=dict)
    lap: Integers | None = None
    moving: Flags | None = None

    @classmethod
    def measured(
        cls, time_us: Integers, numbers: Mapping[str, Floats], lap: Integers | None = None
    ) -> Self:
        """Take what a reader found: values beyond belief are blanked, empty columns left out."""
        believed = {name: within_belief(name, values) for name, values in numbers.items()}
        kept = {
            name: values
            for name, values in believed.items()
            # The same array is back where each number is believed.
            if (values is numbers[name] and len(values) and name in _NUMBERS)
            or not np.isnan(values).all()
        }
        return cls(time_us, kept, lap)

    @classmethod
    def of(cls, records: pd.DataFrame) -> Self:
        """Take the columns of a frame that has at least ``time``."""
        numbers = {
            name: within_belief(name, records[name].to_numpy(dtype=np.float64, na_value=np.nan))
            for name in map(str, records.columns)
            if name not in _NOT_NUMBERS
        }
        time_us = records["time"].to_numpy(dtype="datetime64[us]").astype(np.int64)
        lap = records["lap"].to_numpy(dtype=np.int64) if "lap" in records else None
        moving = records["moving"].to_numpy(dtype=np.bool_) if "moving" in records else None
        return cls(time_us, numbers, lap, moving)

    def __len__(self) -> int:
        """Count the samples."""
        return len(self.time_us)

    def __contains__(self, name: str) -> bool:
        """Whether a number was measured at all."""
        return name in self.numbers

    def __getitem__(self, name: str) -> Floats:
        """Return one column of numbers; all NaN where there is none."""
        values = self.numbers.get(name)
        return np.full(len(self.time_us), np.nan) if values is None else values

    @property
    def elapsed_s(self) -> Floats:
        """Seconds since the first sample."""
        return np.asarray((self.time_us - self.time_us[:1]) / 1e6, dtype=np.float64)

    def with_numbers(self, **numbers: Floats) -> Self:
        """Return the same samples with these columns of numbers put in or replaced."""
        believed = {name: within_belief(name, values) for name, values in numbers.items()}
        return replace(self, numbers={**self.numbers, **believed})

    def without(self, *names: str) -> Self:
        """Return the same samples without these columns of numbers."""
        kept = {name: values for name, values in self.numbers.items() if name not in names}
        return replace(self, numbers=kept)

    def frame(self) -> pd.DataFrame:
        """Build the frame of what there is: ``time``, numbers in the order of RECORDS, ``lap``."""
        others = sorted(set(self.numbers) - set(_NUMBERS))
        names = [name for name in (*_NUMBERS, *others) if name in self.numbers]
        data = {"time": self._times(), **{name: self.numbers[name] for name in names}}
        return pd.DataFrame(data if self.lap is None else {**data, "lap": self.lap})

    def records(self) -> pd.DataFrame:
        """Build the whole RECORDS frame, other columns after its own, sorted."""
        count = len(self.time_us)
        others = sorted(set(self.numbers) - set(_NUMBERS))
        return pd.DataFrame(
            {
                "time": self._times(),
                **{name: self[name] for name in _NUMBERS},
                "lap": np.zeros(count, dtype=np.int64) if self.lap is None else self.lap,
                "moving": np.zeros(count, dtype=np.bool_) if self.moving is None else self.moving,
                **{name: self.numbers[name] for name in others},
            }
        )

    def _times(self) -> pd.DatetimeIndex:
        return pd.DatetimeIndex(self.time_us.astype("datetime64[us]")).tz_localize("UTC")


def within_belief(name: str, values: Floats) -> Floats:
    """Blank what lies outside the range RECORDS believes of a column; others stay as they are."""
    column = _NUMBERS.get(name)
    if column is None or not len(values):
        return values
    # Where NaN is among them it is both; looked for like this, as a short run is sooner done.
    low, high = values[values.argmin()], values[values.argmax()]
    if low >= column.low and high <= column.high:
        return values  # as nearly all are; NaN is in no range
    believed = (values >= column.low) & (values <= column.high)
    return values if believed.all() else np.where(believed, values, np.nan)
