"""How a table is declared, and how a frame is brought to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import pandas_dtype

TIME = "datetime64[us, UTC]"
DAY = "datetime64[us]"
FLOAT = "float64"
INTEGER = "int64"
MAYBE_INTEGER = "Int64"
TEXT = "str"
FLAG = "bool"

_Values: TypeAlias = pd.Series | npt.NDArray[np.float64]
_Ready: TypeAlias = npt.NDArray[np.float64] | npt.NDArray[np.int64] | pd.DatetimeIndex

# What stands where a column was not measured, for the dtypes that cannot say so themselves.
BLANK: dict[str, int | bool | str] = {INTEGER: 0, FLAG: False, TEXT: ""}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name ends in its unit; ``low`` and ``high`` are the range we believe."""

    name: str
    dtype: str
    meaning: str
    low: float = -np.inf
    high: float = np.inf


@dataclass(frozen=True, slots=True)
class Table:
    """A canonical table: what one row is, and its columns in order."""

    name: str
    one_row_is: str
    columns: tuple[Column, ...]
    extra_columns: bool = False

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]


def empty(table: Table) -> pd.DataFrame:
    """Return a frame of no rows with the table's columns and dtypes."""
    return _empty(table).copy()


@cache
def _empty(table: Table) -> pd.DataFrame:
    return pd.DataFrame({c.name: pd.Series(dtype=pandas_dtype(c.dtype)) for c in table.columns})


def conform(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Bring a frame to a table's columns, order and dtypes; the argument is left as it was.

    Parameters
    ----------
    frame : pandas.DataFrame
        Any subset of the table's columns, in any order.
    table : Table
        The table to conform to.

    Returns
    -------
    pandas.DataFrame
        All columns of the table, missing ones filled with "not measured" (0 for ``int64``,
        False for ``bool``, "" for text); numbers outside a float column's range become NaN. Extra
        columns follow, sorted, as float64, where the table allows them; else they are dropped.
    """
    if not len(frame):
        return _nothing(frame, table)
    data = {column.name: _column(frame, column) for column in table.columns}
    for name in _others(frame, table):
        data[name] = _numbers(frame[name])
    return pd.DataFrame(data, index=pd.RangeIndex(len(frame)))


def assemble(columns: Mapping[str, _Ready], table: Table) -> pd.DataFrame:
    """Build a table from all its columns, each in its dtype already: quicker than :func:`conform`.

    Parameters
    ----------
    columns : mapping of str to ndarray or DatetimeIndex
        Every column of the table, in any order.
    table : Table
        The table to build.

    Returns
    -------
    pandas.DataFrame
        The columns in order; numbers outside a float column's range become NaN.
    """
    # Numbered first and named after: pandas takes most of its time over an index of names.
    data = {i: _believed(columns[c.name], c) for i, c in enumerate(table.columns)}
    return pd.DataFrame(data, copy=False).set_axis(_index(table), axis="columns")


@cache
def _index(table: Table) -> pd.Index:
    return pd.Index(table.names)


def _believed(values: _Ready, column: Column) -> _Ready:
    if column.dtype != FLOAT:
        return values
    number = np.asarray(values, dtype=np.float64)
    return np.where((number >= column.low) & (number <= column.high), number, np.nan)


def _nothing(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    others = {name: np.empty(0) for name in _others(frame, table)}
    return empty(table).assign(**others)


def _others(frame: pd.DataFrame, table: Table) -> list[str]:
    return sorted(set(map(str, frame.columns)) - set(table.names)) if table.extra_columns else []


def _column(frame: pd.DataFrame, column: Column) -> _Values:
    if column.name not in frame.columns:
        return _missing(column, len(frame))
    values = frame[column.name].reset_index(drop=True)
    if column.dtype == FLOAT:
        number = _numbers(values)
        return np.where((number >= column.low) & (number <= column.high), number, np.nan)
    if str(values.dtype) == column.dtype and column.dtype in (INTEGER, FLAG, TIME):
        return values
    if column.dtype in (INTEGER, FLAG, TEXT):
        values = values.fillna(BLANK[column.dtype])
    if column.dtype == TIME:
        values = pd.to_datetime(values, utc=True)
    return values.astype(pandas_dtype(column.dtype))


def _numbers(values: pd.Series) -> npt.NDArray[np.float64]:
    if not isinstance(values.dtype, np.dtype) or values.dtype.kind not in "fiu":
        values = pd.to_numeric(values, errors="coerce")
    return values.to_numpy(dtype=np.float64, na_value=np.nan)


def _missing(column: Column, length: int) -> _Values:
    if column.dtype == FLOAT:
        return np.full(length, np.nan)
    return pd.Series([BLANK.get(column.dtype)] * length, dtype=pandas_dtype(column.dtype))
