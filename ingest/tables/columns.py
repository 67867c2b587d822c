"""How a table is declared, and how a frame is brought to it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api.types import pandas_dtype

TIME = "datetime64[us, UTC]"
DAY = "datetime64[us]"
FLOAT = "float64"
INTEGER = "int64"
MAYBE_INTEGER = "Int64"
TEXT = "str"
FLAG = "bool"

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
    data = {column.name: _column(frame, column) for column in table.columns}
    if table.extra_columns:
        for name in sorted(set(map(str, frame.columns)) - set(table.names)):
            data[name] = pd.to_numeric(frame[name], errors="coerce").astype("float64")
    return pd.DataFrame(data, index=frame.index).reset_index(drop=True)


def _column(frame: pd.DataFrame, column: Column) -> pd.Series:
    if column.name not in frame.columns:
        return _missing(column, frame.index)
    values = frame[column.name]
    if column.dtype == FLOAT:
        number = pd.to_numeric(values, errors="coerce").astype("float64")
        return number.where((number >= column.low) & (number <= column.high))
    if column.dtype in (INTEGER, FLAG, TEXT):
        values = values.fillna(BLANK[column.dtype])
    if column.dtype == TIME:
        values = pd.to_datetime(values, utc=True)
    return values.astype(pandas_dtype(column.dtype))


def _missing(column: Column, index: pd.Index) -> pd.Series:
    blank = BLANK.get(column.dtype)
    return pd.Series([blank] * len(index), index=index, dtype=pandas_dtype(column.dtype))
