"""An import is killed without warning, again and again: what was said to be stored is stored.

The child is a real process that imports real files and says each one when it is in. It is killed
with SIGKILL at a moment that differs in every round.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sample_data
from ingest import import_files, open_store
from ingest.store import Store

N_FILES = 12
QUICK_ROUNDS = 3
ALL_ROUNDS = 40

CHILD = """
import sys
from pathlib import Path
from ingest import import_files, open_store

def say(done, total, name):
    print(name, flush=True)

with open_store(sys.argv[1]) as store:
    athlete = store.add_athlete("Anna")
    print("ready", flush=True)
    import_files(store, athlete.athlete_id, [Path(sys.argv[2])], progress=say)
"""


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> Path:
    """A folder of one run on several days, in three formats, one with legs."""
    folder = tmp_path_factory.mktemp("runs")
    track = (sample_data.folder() / "run_gpxtpx.gpx").read_bytes()
    for n in range(1, N_FILES + 1):
        (folder / f"{n:02}.gpx").write_bytes(track.replace(b"2026-10-18", b"2026-09-%02d" % n))
    for name in ("duathlon.fit", "two_activities_chained.fit", "run_laps.tcx"):
        (folder / name).write_bytes((sample_data.folder() / name).read_bytes())
    return folder


def killed_import(path: Path, runs: Path, after: int, delay_s: float) -> list[str]:
    """Import until ``after`` files were acknowledged, wait, kill; the names acknowledged."""
    command = (sys.executable, "-c", CHILD, str(path), str(runs))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        said = [child.stdout.readline().strip() for _ in range(after + 1)]
        time.sleep(delay_s)
        os.kill(child.pid, signal.SIGKILL)
        said += [line.strip() for line in child.stdout]
    assert child.returncode == -signal.SIGKILL
    assert said[0] == "ready"
    return said[1:]


def check_whole(path: Path) -> None:
    plain = sqlite3.connect(path)
    try:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        parts = (
            "SELECT count(*) FROM sessions WHERE session_id NOT IN (SELECT session_id FROM streams)"
        )
        assert plain.execute(parts).fetchall() == [(0,)]
    finally:
        plain.close()


def check_every_activity(store: Store, athlete_id: str, runs: Path) -> None:
    """Each activity in a receipt has its original, its sessions and every sample of them."""
    for receipt_id in store.receipts(athlete_id)["receipt_id"]:
        rows = store.receipt(athlete_id, receipt_id).rows
        for activity_id in rows.loc[rows["activity_id"] != "", "activity_id"]:
            activity = store.activity(athlete_id, activity_id)
            assert not activity.sessions.empty
            name, data = store.original(athlete_id, activity_id)
            assert data == (runs / name).read_bytes()
            for session in activity.sessions.itertuples():
                stream = store.records(athlete_id, session.session_id)
                assert len(stream) == session.n_records
                assert len(store.laps(athlete_id, session.session_id)) == session.n_laps


def acknowledged_and_lost(store: Store, athlete_id: str, said: list[str]) -> set[str]:
    kept: set[str] = set()
    for receipt_id in store.receipts(athlete_id)["receipt_id"]:
        kept |= set(store.receipt(athlete_id, receipt_id).rows["member"])
    return set(said) - kept


def one_round(path: Path, runs: Path, luck: random.Random) -> set[str]:
    """Kill one import, look at what is left, import again; what was acknowledged and lost."""
    after = luck.randrange(N_FILES)
    said = killed_import(path, runs, after, luck.random() * 0.03)
    assert len(said) >= after
    check_whole(path)
    with open_store(str(path)) as store:
        (anna,) = store.athletes()
        lost = acknowledged_and_lost(store, anna.athlete_id, said)
        check_every_activity(store, anna.athlete_id, runs)
        again = import_files(store, anna.athlete_id, [runs])
        assert len(again.rows) == N_FILES + 4
        assert set(again.rows["status"]) <= {"imported", "duplicate"}
        n_activities = len(set(again.rows["activity_id"]))
        assert n_activities == N_FILES + 4
        # The duathlon has three legs in the list; every other activity one.
        assert len(store.sessions(anna.athlete_id)) == n_activities + 2
        check_every_activity(store, anna.athlete_id, runs)
    check_whole(path)
    return lost


@pytest.mark.parametrize("number", range(QUICK_ROUNDS))
def test_nothing_acknowledged_is_lost_and_nothing_is_half_there(tmp_path, runs, number):
    lost = one_round(tmp_path / "runs.sqlite3", runs, random.Random(number))  # noqa: S311 - a moment
    assert lost == set()


@pytest.mark.slow
@pytest.mark.parametrize("number", range(QUICK_ROUNDS, ALL_ROUNDS))
def test_nothing_is_lost_in_many_more_rounds(tmp_path, runs, number):
    lost = one_round(tmp_path / "runs.sqlite3", runs, random.Random(number))  # noqa: S311 - a moment
    assert lost == set()
