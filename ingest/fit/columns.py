"""What a FIT file holds: the columns of its records and its other messages."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeGuard

import numpy as np
from numpy.typing import NDArray

from ingest.tables import Problem

Value: TypeAlias = int | float | str | bytes | tuple["Value", ...] | None
Column: TypeAlias = NDArray[np.float64]
AnyColumn: TypeAlias = NDArray[np.float64] | NDArray[np.datetime64] | NDArray[np.str_]

UNIX_OF_FIT_ZERO = 631_065_600
UINT32 = 2**32
# FIT times below this count seconds since the watch was switched on, not since 1989.
FIRST_DATE = UNIX_OF_FIT_ZERO + 0x10000000

TIMESTAMP = "timestamp"
ENHANCED = "enhanced_"  # begins the name of the wider twin of a field


@dataclass(frozen=True, slots=True, eq=False)
class Message(Mapping[str, Value]):
    """One message that is no record: its fields by name, in the units of the profile.

    Enums are named, times are whole Unix seconds, positions degrees. A field that was not measured
    is absent.
    """

    fields: Mapping[str, Value]

    def __getitem__(self, name: str) -> Value:
        """Return one field; a KeyError when it was not measured."""
        return self.fields[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the fields."""
        return iter(self.fields)

    def __len__(self) -> int:
        """Count the fields."""
        return len(self.fields)

    def number(self, name: str) -> float:
        """Return a field as a number; NaN when absent. Of an array, the first number."""
        value = self.fields.get(name)
        if isinstance(value, tuple):
            value = next((v for v in value if isinstance(v, int | float)), None)
        number = float(value) if isinstance(value, int | float) else math.nan
        return number if math.isfinite(number) else math.nan

    def text(self, name: str) -> str:
        """Return a field as text; empty when absent or only known as a number."""
        value = self.fields.get(name)
        return value.strip() if isinstance(value, str) else ""


Messages: TypeAlias = Mapping[str, tuple[Message, ...]]
_NOTHING = Message({})


@dataclass(frozen=True, slots=True, eq=False)
class FitColumns:
    """A FIT file: ``record[name][i]`` is a field of the profile of the i-th record, in file order.

    Numbers are float64 in the units of the profile, positions in degrees, NaN for "not measured".
    ``timestamp`` is ``datetime64[s]`` in UTC, NaT for "no time". What the profile knows in a narrow
    and an ``enhanced_`` width is one column by the narrow one's name. Fields that apps invented are
    called ``dev:<name>``, a second one of that name ``dev:<name> (2)``. Enums are columns of text,
    fields of several values have a second axis.

    ``messages`` are the other messages of the profile by their kind, in file order; a kind is
    decoded when it is first asked for. ``problems`` say what was wrong, and at which byte.
    """

    n_records: int
    record: dict[str, AnyColumn]
    messages: Messages
    problems: tuple[Problem, ...] = ()

    def first(self, name: str) -> Message:
        """Return the first message of that name, or one without fields."""
        return next(iter(self.messages.get(name, ())), _NOTHING)

    def all(self, name: str) -> tuple[Message, ...]:
        """Return all messages of that name, in file order."""
        return self.messages.get(name, ())

    def numbers(self, name: str) -> Column | None:
        """Return a column of one number a record; None where there is none of that name."""
        column = self.record.get(name)
        return column if column is not None and is_numbers(column) else None

    def seconds(self) -> Column:
        """Return the times of the records in Unix seconds; NaN for those without one."""
        times = self.record.get(TIMESTAMP)
        if times is None:
            return np.full(self.n_records, np.nan)
        seconds = times.astype(np.int64).astype(np.float64)
        seconds[np.isnat(times)] = np.nan
        return seconds


def is_numbers(column: AnyColumn) -> TypeGuard[Column]:
    """Say whether a column has one number a record."""
    return column.dtype == np.float64 and column.ndim == 1
