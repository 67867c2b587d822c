"""Pages read while an archive comes in: no error is held to, how long a read takes is printed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from benchmarks.archive_of_runs import write_archive
from dashboard.access import Access
from ingest import open_store

RUNS = 600


@pytest.mark.slow
def test_pages_read_while_an_archive_comes_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, database = tmp_path / "runs.zip", tmp_path / "runs.sqlite3"
    write_archive(archive, RUNS)
    took: dict[str, list[float]] = {"list": [], "activity": [], "samples": []}

    def timed(what: str, read: Callable[[], object]) -> object:
        began = time.perf_counter()
        found = read()
        took[what].append(1e3 * (time.perf_counter() - began))
        return found

    with open_store(str(database)) as store:
        way, anna = Access(store), store.add_athlete("Anna").athlete_id
        words = ("import", "--athlete", "Anna", str(archive))
        with subprocess.Popen(
            (sys.executable, "-m", "dashboard", *words),
            env=os.environ | {"PLIMSOLL_DATABASE": str(database)},
            stdout=subprocess.DEVNULL,
        ) as importing:
            for turn in count():
                if importing.poll() is not None:
                    break
                listed = timed("list", lambda: way.sessions(anna))
                for row in listed.iloc[turn % max(len(listed), 1) :].head(5).itertuples():
                    timed("activity", lambda one=row: way.activity(anna, one.activity_id))
                    timed("samples", lambda one=row: way.records(anna, one.session_id))
        assert importing.returncode == 0
        assert len(way.sessions(anna)) == RUNS

    took["all"] = [one for times in took.values() for one in times]
    said = ", ".join(
        f"{what} {np.percentile(times, 50):.1f} / {np.percentile(times, 99):.1f} ms of {len(times)}"
        for what, times in took.items()
    )
    with capsys.disabled():
        print(f"\nreads while {RUNS} runs come in, median / p99: {said}")  # noqa: T201 - see above
