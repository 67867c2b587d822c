"""A report for everybody at once: memory stays flat however many they are; time is only printed."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

import sample_data
from dashboard.access import Access, AthleteSettings, RaceResult
from ingest import import_files, open_store

YEAR = 2026
FILES = ("run_10km.fit", "duathlon.fit", "run_treadmill.fit")
MEGABYTE = 1024
# Python's own store of small numbers and words grows a little with whatever is done.
MOST_GROWTH_MB = 40


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run of the command took: seconds of the processor, and memory at its highest."""

    cpu_s: float
    peak_mb: float


def join(database: str, first: int, last: int) -> None:
    """Let athletes join, each with three recordings and three years of one race."""
    files = [sample_data.folder() / name for name in FILES]
    with open_store(database) as store:
        way = Access(store)
        for number in range(first, last):
            key = store.add_athlete(f"Runner {number:03}", "Europe/Zurich").athlete_id
            way.save_athlete(key, AthleteSettings(time_zone="Europe/Zurich", reports_allowed=True))
            import_files(store, key, files)
            for year in (YEAR - 2, YEAR - 1, YEAR):
                day = pd.Timestamp(year, 6, 7)
                time_s = 6600.0 + number + (YEAR - year) * 60
                way.save_race_result(
                    key,
                    RaceResult(
                        "Lakeside Half", day, official_distance_m=21097.5, chip_time_s=time_s
                    ),
                )


def spent(database: str, out: Path) -> Spent:
    command = (sys.executable, "-m", "dashboard", "--database", database, "report", str(YEAR))
    started = subprocess.Popen((*command, "--all", "--out", str(out), "--format", "html,pdf"))
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    assert started.returncode == 0
    return Spent(used.ru_utime + used.ru_stime, used.ru_maxrss / MEGABYTE)


@pytest.mark.parametrize(
    ("few", "many"), [(1, 4), pytest.param(20, 100, marks=pytest.mark.slow)], ids=["few", "100"]
)
def test_memory_does_not_grow_with_the_athletes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], few: int, many: int
) -> None:
    database = str(tmp_path / "club.sqlite3")
    join(database, 0, few)
    first = spent(database, tmp_path / "few")
    join(database, few, many)
    second = spent(database, tmp_path / "many")

    each = (second.cpu_s - first.cpu_s) / (many - few)
    with capsys.disabled():
        sys.stdout.write(
            f"\nreport --all: {few} athletes {first.cpu_s:.1f} s, {first.peak_mb:.0f} MB; {many} "
            f"athletes {second.cpu_s:.1f} s, {second.peak_mb:.0f} MB; {each:.2f} s of the "
            "processor for each one more\n"
        )
    assert len(list((tmp_path / "many").glob("*/report-*.html"))) == many
    assert second.peak_mb - first.peak_mb < MOST_GROWTH_MB
