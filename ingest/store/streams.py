"""RECORDS to a Parquet blob and back: whole numbers at the resolution of the devices.

Five columns are rounded to a fixed step (below). Every other number is kept exactly: as whole
multiples of the first step that gives each value back bit for bit, or else as the floats they
are. Columns that hold nothing are left out and come back as "not measured".
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy import float64, int64
from numpy.typing import NDArray
from pyarrow import parquet

from ingest.store.errors import damage_in_words
from ingest.tables import BLANK, FLAG, FLOAT, INTEGER, RECORDS, TIME, Column, Samples

# Steps to the unit: 1e-7 degrees (1.1 cm at most), 1 cm, 1 mm/s, 0.2 m (FIT's own altitude step).
FIXED_STEPS = {
    "latitude_deg": 10_000_000,
    "longitude_deg": 10_000_000,
    "distance_m": 100,
    "speed_mps": 1000,
    "elevation_m": 5,
}
# Tried in turn: whole, halves, tenths, FIT's 64ths of a step a minute, and its finer scales.
EXACT_STEPS = (1, 2, 10, 64, 100, 128, 1000)
KINDS = {column.name: column.dtype for column in RECORDS.columns}
FLOATS = tuple(name for name, kind in KINDS.items() if kind == FLOAT)
COMPRESSION_LEVEL = 3  # level 9 saves 1 % and takes a quarter longer
LARGEST = 2**31 - 1
GLANCE = 64


def encode(records: pd.DataFrame) -> bytes:
    """Pack a RECORDS frame into a Parquet file of delta-encoded integers under zstd.

    Parameters
    ----------
    records : pandas.DataFrame
        RECORDS, in file order, any number of rows.

    Returns
    -------
    bytes
        About 20 kB for an hour at 1 Hz. Errors after :func:`decode`: at most 0.5e-7 degrees,
        5 mm, 0.5 mm/s and 0.1 m; times, laps, flags and all other columns exactly.
    """
    dtypes = {"time": "datetime64[us]"}
    return _encoded(
        (name, records[name].to_numpy(dtype=dtypes.get(name))) for name in map(str, records.columns)
    )


def encode_samples(samples: Samples) -> bytes:
    """Pack samples as :func:`encode` packs the frame of them, byte for byte, without the frame."""
    count = len(samples)
    if not count:
        return encode(samples.records())
    known = [name for name in FLOATS if name in samples]
    others = sorted(name for name in samples.numbers if name not in FLOATS)
    lap = np.zeros(count, dtype=int64) if samples.lap is None else samples.lap
    moving = np.zeros(count, dtype=np.bool_) if samples.moving is None else samples.moving
    return _encoded(
        (
            ("time", samples.time_us.view("datetime64[us]")),
            *((name, samples[name]) for name in known),
            ("lap", lap),
            ("moving", moving),
            *((name, samples[name]) for name in others),
        )
    )


def _encoded(columns: Iterable[tuple[str, NDArray[np.generic]]]) -> bytes:
    arrays: dict[str, pa.Array] = {}
    steps: dict[str, str] = {}
    for name, values in columns:
        array, step = _packed(values, name)
        if array is not None:
            arrays[name] = array
        if step:
            steps[name] = str(step)
    return _write(pa.table(arrays), steps)


def decode(blob: bytes) -> pd.DataFrame:
    """Unpack what :func:`encode` made into a RECORDS frame with all its columns and dtypes.

    Raises
    ------
    DamagedContent
        When the bytes are not those that were written: each page carries a checksum.
    """
    with damage_in_words("The samples of this session"):
        file = parquet.ParquetFile(pa.BufferReader(blob), page_checksum_verification=True)
        return _frame(file.read(use_threads=False), file)


def _frame(table: pa.Table, file: parquet.ParquetFile) -> pd.DataFrame:
    steps: dict[bytes, bytes] = file.metadata.metadata or {}
    numbers = {
        name: _unpacked(table[name], int(steps.get(name.encode(), 0)))
        for name in table.column_names
    }
    # The columns were conformed when they were stored; checking each again costs ten times this.
    known = {column.name: _restored(numbers, column, table.num_rows) for column in RECORDS.columns}
    extra = {name: numbers[name].astype(float64) for name in sorted(set(numbers) - set(known))}
    return pd.DataFrame({**known, **extra})


def _restored(
    numbers: dict[str, NDArray[np.generic]], column: Column, length: int
) -> NDArray[np.generic] | pd.DatetimeIndex:
    if column.dtype == TIME:
        return pd.DatetimeIndex(numbers[column.name].astype("datetime64[us]"), tz="UTC")
    missing = np.full(length, BLANK.get(column.dtype, np.nan))
    return numbers.get(column.name, missing).astype(column.dtype)


def _packed(values: NDArray[np.generic], name: str) -> tuple[pa.Array | None, int]:
    kind = KINDS.get(name, FLOAT)
    if kind == TIME:
        return pa.array(values.astype(int64)), 0
    if kind in (INTEGER, FLAG):
        return pa.array(values), 0
    return _packed_numbers(values.astype(float64, copy=False), FIXED_STEPS.get(name, 0))


def _packed_numbers(numbers: NDArray[float64], step: int) -> tuple[pa.Array | None, int]:
    missing = np.isnan(numbers)
    n_missing = np.count_nonzero(missing)
    if n_missing == len(numbers) and n_missing:
        return None, 0
    known = np.where(missing, 0.0, numbers) if n_missing else numbers
    step = step or exact_step(known)
    if not step:
        return pa.array(_smallest_float(numbers)), 0
    whole = np.rint(known * step).astype(np.int32)
    return pa.array(whole, mask=missing if n_missing else None), step


def exact_step(numbers: NDArray[float64]) -> int:
    """Find the first of ``EXACT_STEPS`` that gives every number back exactly; 0 for none."""
    largest = max(numbers.max(initial=0.0), -numbers.min(initial=0.0))
    if not largest < LARGEST:
        return 0
    # Most steps fail at some of a few numbers: those that pass there are tried on all.
    few = numbers[:: len(numbers) // GLANCE or 1]
    for step in EXACT_STEPS:
        if largest * step < LARGEST - 1 and _is_exact(few, step) and _is_exact(numbers, step):
            return step
    return 0


def _is_exact(numbers: NDArray[float64], step: int) -> bool:
    return bool((np.rint(numbers * step) / step == numbers).all())


def _smallest_float(numbers: NDArray[float64]) -> NDArray[np.float32] | NDArray[float64]:
    with np.errstate(over="ignore"):
        narrow = numbers.astype(np.float32)
    return narrow if np.array_equal(narrow.astype(float64), numbers, equal_nan=True) else numbers


def _unpacked(column: pa.ChunkedArray, step: int) -> NDArray[np.generic]:
    values: NDArray[np.generic] = column.to_numpy()
    return values.astype(float64) / step if step else values


def _write(table: pa.Table, steps: dict[str, str]) -> bytes:
    sink = pa.BufferOutputStream()
    with parquet.ParquetWriter(
        sink,
        table.schema,
        compression="zstd",
        compression_level=COMPRESSION_LEVEL,
        use_dictionary=False,
        write_statistics=False,
        store_schema=False,
        data_page_version="2.0",
        write_page_checksum=True,
        column_encoding={field.name: _encoding(field.type) for field in table.schema},
    ) as writer:
        writer.write_table(table)
        writer.add_key_value_metadata(steps)
    return bytes(sink.getvalue())


def _encoding(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "DELTA_BINARY_PACKED"
    return "BYTE_STREAM_SPLIT" if pa.types.is_floating(kind) else "RLE"
