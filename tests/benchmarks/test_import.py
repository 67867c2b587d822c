"""An export of 3,000 runs through the command: what is stored is held to, figures are printed."""

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import fitdecode
import pytest

from benchmarks.archive_of_runs import varied_run, write_archive
from ingest import fit, open_store

pytestmark = pytest.mark.slow

RUNS = 3000
SAMPLE = 30
LARGEST_STREAM = 30_000


@dataclass(frozen=True, slots=True)
class Ran:
    """What the command said and took, its processes together."""

    counts: dict[str, int]
    seconds: float
    cpu_s: float


def imported(database: Path, archive: Path) -> Ran:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    said = subprocess.run(
        (sys.executable, "-m", "dashboard", "import", "--json", str(archive)),
        env=os.environ | {"PLIMSOLL_DATABASE": str(database)},
        capture_output=True,
        check=True,
    ).stdout
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ran(json.loads(said)["counts"], seconds, cpu_s)


def by_fitdecode(data: bytes) -> int:
    """Decode and scale the fields of every message, every option as it comes."""
    with fitdecode.FitReader(data) as reader:
        frames = (frame for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA)
        return len([{field.name: field.value for field in frame.fields} for frame in frames])


def decoders_ms() -> tuple[float, float]:
    """Give processor time a file, in turns: of fitdecode, and of ours up to whole sessions."""
    theirs = ours = 0.0
    for number in range(SAMPLE):
        data = varied_run(number)
        began = time.process_time()
        by_fitdecode(data)
        between = time.process_time()
        fit.read(data)
        theirs, ours = theirs + between - began, ours + time.process_time() - between
    return 1e3 * theirs / SAMPLE, 1e3 * ours / SAMPLE


def test_an_archive_of_3000_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive, database = tmp_path / "runs.zip", tmp_path / "runs.sqlite3"
    write_archive(archive, RUNS)

    first, second = imported(database, archive), imported(database, archive)
    theirs_ms, ours_ms = decoders_ms()

    assert first.counts["imported"] == second.counts["duplicate"] == RUNS
    with open_store(str(database)) as store, store._database.reading() as connection:
        query = "SELECT max(length(parquet)), avg(length(parquet)) FROM streams"
        largest, mean = connection.exec_driver_sql(query).one()
    assert largest <= LARGEST_STREAM
    each_ms = 1e3 * first.cpu_s / RUNS
    other_ms = each_ms - ours_ms + theirs_ms
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what this is for
            f"\n{RUNS:,} runs of an hour, {archive.stat().st_size / 1e6:.0f} MB packed: "
            f"{first.seconds:.1f} s, {each_ms:.1f} ms of processor time a file; with fitdecode "
            f"({theirs_ms:.0f} ms) under it {other_ms:.0f} ms, {other_ms / each_ms:.0f} times as "
            f"much. Again: {second.seconds:.2f} s, {second.cpu_s:.2f} s of processor time. "
            f"A stream takes {mean:,.0f} bytes, the largest {largest:,}."
        )
