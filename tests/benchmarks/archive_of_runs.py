"""An archive of many recordings, each with content of its own, made from one of the samples."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
from numpy.typing import NDArray

import sample_data
from ingest.fit.crc import crc16
from ingest.fit.definitions import RECORD
from ingest.fit.record_layout import record_layout
from ingest.fit.scan import scan

ONE_HOUR = "run_10km.fit"
DAY_S = 86_400
UINT32 = 0x86
FIRST_TIME, LAST_TIME = 0x30000000, 0x70000000
# Keys of the profile's fields in a record; all of them are whole numbers there.
LATITUDE, LONGITUDE, HEIGHT, BEATS, LENGTH, GROUND = "0", "1", "78", "3", "39", "41"
FARTHEST_OFF = 2_000_000  # semicircles: some 19 km
HIGHEST_BEATS = 190


def varied_runs(number: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of runs of an hour, a day apart, each on a course of its own."""
    for i in range(number):
        yield f"run_{i:05}.fit", varied_run(i)


def write_archive(place: Path, number: int) -> None:
    """Pack as many runs into a zip, as an export is packed."""
    with ZipFile(place, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in varied_runs(number):
            archive.writestr(name, data)


def varied_run(number: int) -> bytes:
    """Make one of the runs: the sample, moved in time and place, at another pulse."""
    data, times, starts, dtype = _sample()
    changed = np.frombuffer(data, np.uint8).copy()
    for at in times:
        changed[at : at + 4].view("<u4")[:] -= number * DAY_S
    places = starts[:, None] + np.arange(dtype.itemsize)
    records = changed[places].view(dtype)[:, 0]
    _vary(records, np.random.default_rng(number))
    changed[places] = records[:, None].view(np.uint8)
    whole = changed.tobytes()[:-2]
    return whole + crc16(whole).to_bytes(2, "little")


def _vary(records: NDArray[np.void], luck: np.random.Generator) -> None:
    size = len(records)
    for place in (LATITUDE, LONGITUDE):
        wander = np.cumsum(luck.normal(0, 3, size)) + luck.integers(-FARTHEST_OFF, FARTHEST_OFF)
        records[place] += wander.astype(np.int32)
    records[HEIGHT] += np.abs(np.cumsum(luck.normal(0, 0.3, size))).astype(np.uint32)
    beats = records[BEATS] + np.cumsum(luck.normal(0, 0.3, size))
    records[BEATS] = np.clip(beats, 60, HIGHEST_BEATS).astype(np.uint8)
    for shape in (LENGTH, GROUND):
        records[shape] += luck.integers(0, 60, size).astype(np.uint16)


@cache
def _sample() -> tuple[bytes, tuple[int, ...], NDArray[np.int64], np.dtype[np.void]]:
    """Give the sample, where its times stand, and where and how its records."""
    data = (sample_data.folder() / ONE_HOUR).read_bytes()
    (part,) = scan(data)
    all_starts, kinds = part.located()
    times: list[int] = []
    records, dtype = all_starts, np.dtype(np.void)
    for kind, definition in enumerate(part.definitions):
        starts = all_starts[kinds == kind]
        fields = [field for field in definition.fields if field.base_type == UINT32]
        places = [at + field.offset for at in starts.tolist() for field in fields]
        times += [
            at
            for at in places
            if FIRST_TIME < int.from_bytes(data[at : at + 4], "little") < LAST_TIME
        ]
        if definition.message == RECORD:
            records, dtype = starts, record_layout(definition).dtype
    return data, tuple(times), records, dtype
