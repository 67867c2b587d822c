"""An import is killed without warning, again and again: what was said to be stored is stored.

The child is a real process that imports real files and says each one when it is in. It is killed
with SIGKILL at a moment that differs in every round. Run again, it gives what an undisturbed
import gives.
"""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from faults.kept import N_ACTIVITIES, N_FILES, check_whole, content, import_child, lines
from ingest import import_files, open_store
from ingest.store import Store

QUICK_ROUNDS = 3
ALL_ROUNDS = 50


def killed_import(path: Path, runs: Path, after: int, delay_s: float) -> list[str]:
    """Import until ``after`` files were acknowledged, wait, kill; the names acknowledged."""
    with import_child(path, runs) as child:
        said = []
        for line in lines(child):
            said.append(line)
            if len(said) > after:
                break
        time.sleep(delay_s)
        os.kill(child.pid, signal.SIGKILL)
        said += lines(child)
    assert child.returncode == -signal.SIGKILL
    assert said[0] == "ready"
    return said[1:]


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
        assert set(again.rows["status"]) <= {"imported", "duplicate"}
        assert len(set(again.rows["activity_id"])) == N_ACTIVITIES
    check_whole(path)
    return lost


@pytest.mark.parametrize("number", range(QUICK_ROUNDS))
def test_nothing_acknowledged_is_lost_and_nothing_is_half_there(
    tmp_path, runs, undisturbed, number
):
    path = tmp_path / "runs.sqlite3"
    assert one_round(path, runs, random.Random(number)) == set()  # noqa: S311 - a moment
    assert content(path) == undisturbed


@pytest.mark.slow
@pytest.mark.parametrize("number", range(QUICK_ROUNDS, ALL_ROUNDS))
def test_nothing_is_lost_in_many_more_rounds(tmp_path, runs, undisturbed, number):
    path = tmp_path / "runs.sqlite3"
    assert one_round(path, runs, random.Random(number)) == set()  # noqa: S311 - a moment
    assert content(path) == undisturbed
