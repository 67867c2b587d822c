"""What faults are tried on: runs to import, a child that imports them, and what is kept of them."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import sample_data

TESTS = Path(__file__).resolve().parents[1]
N_FILES = 12
# One chained file holds two activities.
N_ACTIVITIES = N_FILES + 4
OTHERS = ("duathlon.fit", "two_activities_chained.fit", "run_laps.tcx")

# Everything of an activity but the ids, which hold the athlete's, and which import it came with.
CONTENT = """
SELECT f.sha256, f.name, f.content_zstd, a.part, a.name, a.device, a.source_format,
       a.duplicate_of IS NULL, s.position, s.leg, s.sport, s.sub_sport, s.start_time_us,
       s.utc_offset_s, s.local_day, s.distance_m, s.elapsed_s, s.moving_s, s.ascent_m, s.n_records,
       s.n_laps, s.heart_rate_seconds, s.graded_speed_seconds, s.best_efforts_s, t.parquet,
       (SELECT group_concat(l.lap || ':' || l.elapsed_s || ':' || l.distance_m) FROM laps l
        WHERE l.athlete_id = s.athlete_id AND l.session_id = s.session_id),
       (SELECT group_concat(p.code || p.message) FROM problems p
        WHERE p.athlete_id = a.athlete_id AND p.activity_id = a.activity_id)
FROM files f
JOIN activities a ON a.athlete_id = f.athlete_id AND a.sha256 = f.sha256
JOIN sessions s ON s.athlete_id = a.athlete_id AND s.activity_id = a.activity_id
JOIN streams t ON t.athlete_id = s.athlete_id AND t.session_id = s.session_id
"""

# What would be half there.
HALVES = (
    "SELECT count(*) FROM sessions WHERE session_id NOT IN (SELECT session_id FROM streams)",
    "SELECT count(*) FROM activities WHERE activity_id NOT IN (SELECT activity_id FROM sessions)",
    "SELECT count(*) FROM files WHERE sha256 NOT IN (SELECT sha256 FROM activities)",
)


def make_runs(folder: Path, n_files: int = N_FILES) -> Path:
    """Runs on days of their own, of three formats, one with legs, one with two activities."""
    folder.mkdir(parents=True, exist_ok=True)
    track = (sample_data.folder() / "run_gpxtpx.gpx").read_bytes()
    for n in range(n_files):
        day = b"2026-%02d-%02d" % (1 + n // 28, 1 + n % 28)
        (folder / f"{n:03}.gpx").write_bytes(track.replace(b"2026-10-18", day))
    for name in OTHERS:
        (folder / name).write_bytes((sample_data.folder() / name).read_bytes())
    return folder


def import_child(
    database: Path, folder: Path, after: int = -1, fault: str = ""
) -> subprocess.Popen[str]:
    """Start a process that imports a folder; it says "ready" and then each file that is in."""
    command = (
        sys.executable,
        "-m",
        "faults.importing",
        str(database),
        str(folder),
        str(after),
        fault,
    )
    env = os.environ | {"PYTHONPATH": f"{TESTS}"}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env
    )


def lines(child: subprocess.Popen[str]) -> Iterator[str]:
    assert child.stdout is not None
    return (line.strip() for line in child.stdout)


def content(database: Path) -> list[str]:
    """Every activity that is kept, with every session, sample, lap and problem of it."""
    with closing(sqlite3.connect(database)) as plain:
        return sorted(map(repr, plain.execute(CONTENT)))


def check_whole(database: Path) -> None:
    """No page is broken, no row points to nothing, no session is without its samples."""
    with closing(sqlite3.connect(database)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        for query in HALVES:
            assert plain.execute(query).fetchall() == [(0,)]
