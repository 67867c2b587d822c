"""An export of 3,000 runs through the command: what is stored is held to, figures are printed."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

import fitdecode
import pytest

from benchmarks.archive_of_runs import varied_run, write_archive
from ingest import fit, import_files, open_store

pytestmark = pytest.mark.slow

RUNS = 3000
TURNS, EACH, FEW = 15, 20, 2
LARGEST_STREAM = 30_000


P = ParamSpec("P")
T = TypeVar("T")


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


class Here(Executor):
    """Reads in this process, while files are stored several at a time as with many processes."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it now."""
        done: Future[T] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


def in_one_process_ms(database: Path) -> tuple[float, float, float]:
    """Give processor time a file, in turns: a whole import, our decoder in it, and fitdecode."""
    taken = dict.fromkeys(("import", "ours", "fitdecode"), 0.0)

    def timed(what: str, work: Callable[[], object]) -> None:
        began = time.process_time()
        work()
        taken[what] += time.process_time() - began

    with open_store(str(database)) as store:
        anna = store.add_athlete("Anna").athlete_id
        for turn in range(TURNS):
            runs = [(f"{i}.fit", varied_run(i)) for i in range(turn * EACH, (turn + 1) * EACH)]
            few = [data for _, data in runs[:FEW]]
            timed("import", partial(import_files, store, anna, runs, executor=Here()))
            timed("ours", lambda few=few: [fit.read(data) for data in few])
            timed("fitdecode", lambda few=few: [by_fitdecode(data) for data in few])
    sizes = {"import": EACH, "ours": FEW, "fitdecode": FEW}
    whole, ours, theirs = (1e3 * taken[what] / (TURNS * size) for what, size in sizes.items())
    return whole, ours, theirs


def test_an_archive_of_3000_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive, database = tmp_path / "runs.zip", tmp_path / "runs.sqlite3"
    write_archive(archive, RUNS)

    first, second = imported(database, archive), imported(database, archive)
    whole_ms, ours_ms, theirs_ms = in_one_process_ms(tmp_path / "one.sqlite3")

    assert first.counts["imported"] == second.counts["duplicate"] == RUNS
    with open_store(str(database)) as store, store._database.reading() as connection:
        query = "SELECT max(length(parquet)), avg(length(parquet)) FROM streams"
        largest, mean = connection.exec_driver_sql(query).one()
    assert largest <= LARGEST_STREAM
    each_ms = 1e3 * first.cpu_s / RUNS
    other_ms = whole_ms - ours_ms + theirs_ms
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what this is for
            f"\n{RUNS:,} runs of an hour, {archive.stat().st_size / 1e6:.0f} MB packed: "
            f"{first.seconds:.1f} s, {each_ms:.1f} ms of processor time a file. Again: "
            f"{second.seconds:.2f} s, {second.cpu_s:.2f} s of processor time. In one process "
            f"{whole_ms:.1f} ms a file; with fitdecode ({theirs_ms:.0f} ms) in the place of our "
            f"decoder ({ours_ms:.1f} ms) {other_ms / whole_ms:.0f} times as much. "
            f"A stream takes {mean:,.0f} bytes, the largest {largest:,}."
        )
