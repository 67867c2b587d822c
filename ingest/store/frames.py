"""Rows of a query to a canonical frame: same columns, same dtypes, also when there are no rows."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy import float64, generic, int64
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray
from pandas.api.types import pandas_dtype

from ingest.store.errors import damage_in_words
from ingest.tables import DAY, FLAG, FLOAT, INTEGER, TIME, Column, Table, empty

if TYPE_CHECKING:
    from sqlalchemy import Row

DAY_US = 86_400_000_000


def frame(rows: "Sequence[Row[*tuple[object, ...]]]", table: Table) -> pd.DataFrame:
    """Build a frame from rows whose values stand in the order of the table's columns.

    Times come in as microseconds since 1970 in UTC, days as whole days since then; None is "not
    measured" (NaN, NaT, <NA>).
    """
    if not rows:
        return empty(table)
    pairs = zip(table.columns, zip(*rows, strict=True), strict=True)
    # Arrays, not series: nothing has an index of its own that would have to be lined up.
    return pd.DataFrame({column.name: _values(list(cells), column) for column, cells in pairs})


def _values(cells: list[object], column: Column) -> ExtensionArray | NDArray[generic]:
    if column.dtype in (TIME, DAY):
        return _times(cells, column.dtype).array
    if column.dtype in (FLOAT, INTEGER, FLAG):
        with damage_in_words("A number in the database"):
            return np.array(cells, dtype=column.dtype)
    with damage_in_words("A word in the database"):
        words: ExtensionArray = pd.Series(cells, dtype=pandas_dtype(column.dtype)).array
        return words


def _times(cells: list[object], dtype: str) -> pd.DatetimeIndex:
    scale = DAY_US if dtype == DAY else 1
    missing = np.iinfo(int64).min // scale
    with damage_in_words("A time in the database"):
        counts = _whole([missing if cell is None else cell for cell in cells])
    times = np.where(counts == missing, np.iinfo(int64).min, counts * scale).view("datetime64[us]")
    return pd.DatetimeIndex(times, tz="UTC" if dtype == TIME else None)


def _whole(cells: list[object]) -> NDArray[int64]:
    """Take whole numbers as they are; ValueError for others, which a conversion would cut off."""
    counts = np.array(cells or (), dtype=None if cells else int64)
    if counts.dtype != int64:
        raise ValueError(counts.dtype)
    return counts


def days(numbers: Sequence[int | None]) -> pd.Series:
    """Days since 1970 as local midnights; None is none."""
    return pd.Series(_times(list(numbers), DAY))


def timestamp(microseconds: int) -> pd.Timestamp:
    """Microseconds since 1970 as a time in UTC."""
    return pd.Timestamp(microseconds, unit="us", tz="UTC").as_unit("us")


def microseconds(time: pd.Timestamp) -> int:
    """Return a time as microseconds since 1970."""
    return int(time.asm8.astype("datetime64[us]").astype(int64))


def day_number(day: pd.Timestamp) -> int:
    """Return a local midnight as days since 1970."""
    return microseconds(day) // DAY_US


def day_at(number: int) -> pd.Timestamp:
    """Days since 1970 as a local midnight."""
    return pd.Timestamp(number * DAY_US, unit="us").as_unit("us")


def now_us() -> int:
    """Now, as microseconds since 1970."""
    return int(datetime.now(UTC).timestamp() * 1_000_000)


def pack_histogram(values: NDArray[float64]) -> bytes:
    """Pack numbers as 32-bit floats under zstd (relative error at most 6e-8)."""
    return bytes(pa.compress(values.astype(np.float32).tobytes(), codec="zstd", asbytes=True))


def unpack_histogram(blob: bytes, n_bins: int) -> NDArray[float64]:
    """Unpack what :func:`pack_histogram` made of ``n_bins`` numbers."""
    with damage_in_words("The sums of a session"):
        raw = pa.decompress(blob, decompressed_size=4 * n_bins, codec="zstd", asbytes=True)
    return np.frombuffer(raw, dtype=np.float32).astype(float64)


def pack_file(data: bytes) -> bytes:
    """Compress an original upload; GPX and TCX shrink to a tenth."""
    return bytes(pa.compress(data, codec="zstd", asbytes=True))


def unpack_file(blob: bytes, n_bytes: int) -> bytes:
    """Give an original upload back byte for byte."""
    with damage_in_words("This file"):
        return bytes(pa.decompress(blob, decompressed_size=n_bytes, codec="zstd", asbytes=True))
