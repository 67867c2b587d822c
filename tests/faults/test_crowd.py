"""Several at once: two imports, pages that read, backups and exports, while files come in."""

import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.access import Access
from faults.kept import N_ACTIVITIES, check_whole, content, import_child, lines
from ingest import import_files, open_store
from ingest.importing import Workers
from ingest.store import restore_backup


@contextmanager
def import_under_way(database: Path, runs: Path) -> Iterator[subprocess.Popen[str]]:
    """An import that has begun; at the end of the block it has ended well."""
    child = import_child(database, runs)
    said = lines(child)
    assert next(said) == "ready"
    try:
        yield child
        rest = list(said)
    finally:
        child.wait(timeout=120)
        child.stdout.close()
    assert child.returncode == 0, rest


def test_two_imports_of_the_same_files_keep_each_once(tmp_path, runs, undisturbed):
    database = tmp_path / "runs.sqlite3"
    open_store(str(database)).close()
    children = [import_child(database, runs) for _ in range(2)]
    said = [list(lines(child)) for child in children]
    for child in children:
        with child:
            child.wait(timeout=120)
    assert [child.returncode for child in children] == [0, 0], said
    check_whole(database)
    assert content(database) == undisturbed
    with open_store(str(database)) as store:
        [anna] = store.athletes()
        states = store.receipts(anna.athlete_id)["state"]
        assert list(states) == ["done", "done"]


def test_pages_read_without_an_error_while_files_come_in(tmp_path, runs, undisturbed):
    database = tmp_path / "runs.sqlite3"
    with open_store(str(database)) as store:
        way = Access(store)
        anna = store.add_athlete("Anna").athlete_id
        seen = []
        with import_under_way(database, runs) as child:
            while child.poll() is None:
                listed = way.sessions(anna)
                seen.append(len(listed))
                for row in listed.head(2).itertuples():
                    assert len(way.records(anna, row.session_id)) == row.n_records
                    assert not way.activity(anna, row.activity_id).sessions.empty
        assert seen
        assert seen == sorted(seen)
    assert content(database) == undisturbed


def test_a_backup_taken_while_files_come_in_restores_to_whole_activities(
    tmp_path, runs, undisturbed
):
    database = tmp_path / "runs.sqlite3"
    places = []
    with open_store(str(database)) as store, import_under_way(database, runs) as child:
        [anna] = store.athletes()
        places.append(store.back_up(tmp_path / "begun.backup"))
        while store.sessions(anna.athlete_id).empty:
            assert child.poll() in {None, 0}
        while len(places) < 20:
            places.append(store.back_up(tmp_path / f"{len(places)}.backup"))
            if child.poll() is not None:
                break
    assert content(database) == undisturbed
    counts = []
    for place in places:
        elsewhere = tmp_path / "elsewhere" / place.name
        restore_backup(place, str(elsewhere))
        check_whole(elsewhere)
        kept = content(elsewhere)
        assert set(kept) <= set(undisturbed)
        counts.append(len(kept))
    assert counts == sorted(counts)
    assert counts[-1] > 0


def test_an_export_taken_while_files_come_in_holds_one_state(tmp_path, runs, undisturbed):
    database = tmp_path / "runs.sqlite3"
    with open_store(str(database)) as store, import_under_way(database, runs):
        store.export(tmp_path / "out.zip")
    with open_store(str(tmp_path / "other.sqlite3")) as other:
        other.take_in(tmp_path / "out.zip")
    check_whole(tmp_path / "other.sqlite3")
    assert set(content(tmp_path / "other.sqlite3")) <= set(undisturbed)


def test_erasing_somebody_while_their_files_come_in_leaves_nothing(tmp_path, runs):
    database = tmp_path / "runs.sqlite3"
    with open_store(str(database)) as store:
        anna = store.add_athlete("Anna").athlete_id
        child = import_child(database, runs)
        said = lines(child)
        assert [next(said), next(said)][0] == "ready"
        store.erase(anna)
        told = list(said)
        child.wait(timeout=120)
        child.stdout.close()
        # On a busy machine the import may have ended before: then all of it was there to erase.
        assert "There is no such athlete" in told[-1] or child.returncode == 0
        assert not any("Traceback" in line for line in told)
        assert store.athletes() == ()
    assert content(database) == []
    with sqlite3.connect(database) as plain:
        assert plain.execute("SELECT count(*) FROM files").fetchall() == [(0,)]
    plain.close()


class Deadly:
    """A pool of processes, one of which is killed at the third file."""

    def __init__(self, pool: Workers) -> None:
        self._pool = pool
        self.handed = 0
        self.shutdown = pool.shutdown

    def submit(self, *task):
        self.handed += 1
        if self.handed == 3:
            return self._pool.submit(signal.raise_signal, signal.SIGKILL)
        return self._pool.submit(*task)


def test_a_worker_that_is_killed_costs_its_file_and_another_run_brings_it(
    tmp_path, runs, undisturbed
):
    database = tmp_path / "runs.sqlite3"
    with open_store(str(database)) as store, Workers(2) as pool:
        anna = store.add_athlete("Anna").athlete_id
        rows = import_files(store, anna, [runs], executor=Deadly(pool)).rows
        [refused] = rows.loc[rows["status"] == "refused"].itertuples()
        assert "Nothing of it was kept" in refused.reason
        assert len(rows) in {N_ACTIVITIES, N_ACTIVITIES - 1}
        again = import_files(store, anna, [runs], executor=pool)
        assert again.counts["refused"] == 0
    assert content(database) == undisturbed


@pytest.mark.parametrize("n_workers", [2])
def test_processes_give_what_one_process_gives(tmp_path, runs, undisturbed, n_workers):
    database = tmp_path / "runs.sqlite3"
    with open_store(str(database)) as store, Workers(n_workers) as pool:
        import_files(store, store.add_athlete("Anna").athlete_id, [runs], executor=pool)
    assert content(database) == undisturbed
