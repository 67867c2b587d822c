"""Killed in the middle of a migration, a backup, a restore, an export or an erasing.

Whatever was there before is there, or what was to be; never something between.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import ingest
from faults.kept import check_whole, content
from ingest import import_files, open_store
from ingest.store import restore_backup
from ingest.store.migrations import NEWEST_VERSION

VERSION_2 = Path(__file__).parents[1] / "ingest" / "store" / "version_2.sql"
ALL_ROUNDS = 50

# Says when it begins, so that the kill comes while it works.
TASKS = {
    "restore": "restore_backup(Path(other), database)",
    "back up": "open_store(database).back_up(Path(other))",
    "export": "open_store(database).export(Path(other))",
    "take in": "open_store(database).take_in(Path(other))",
    "erase": "store = open_store(database); store.erase(store.athletes()[0].athlete_id)",
    "open": "open_store(database).close()",
}
CHILD = """
import sys
from pathlib import Path
from ingest import open_store
from ingest.store import restore_backup
database, other = sys.argv[1:]
print("ready", flush=True)
{task}
"""
HALF_A_MIGRATION = """
import sys, time
from pathlib import Path
from ingest.store.engine import Database
from ingest.store.migrations import migrate, steps

def stand_still(connection):
    print("half-way", flush=True)
    time.sleep(600)

migrate(Database(Path(sys.argv[1])), (*steps, stand_still))
"""


def killed(code: str, database: Path, other: Path, delay_s: float = 0.0) -> None:
    """Run code in a child and kill it some time after its first word."""
    command = (sys.executable, "-c", code, str(database), str(other))
    root = Path(ingest.__file__).parents[1]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as child:
        assert child.stdout is not None
        assert child.stdout.readline()
        time.sleep(delay_s)
        os.kill(child.pid, signal.SIGKILL)


@pytest.fixture
def database(tmp_path, runs) -> Path:
    """A database with runs in it, and a backup and an export of it beside."""
    place = tmp_path / "runs.sqlite3"
    with open_store(str(place)) as store:
        import_files(store, store.add_athlete("Anna").athlete_id, [runs])
        store.back_up(tmp_path / "backup")
        store.export(tmp_path / "export.zip")
    return place


def version_of(place: Path) -> int:
    with closing(sqlite3.connect(place)) as plain:
        return int(plain.execute("PRAGMA user_version").fetchone()[0])


def old_database(place: Path) -> None:
    with closing(sqlite3.connect(place)) as plain:
        plain.executescript(VERSION_2.read_text("utf-8"))
        plain.execute("PRAGMA journal_mode = WAL")


def dump(place: Path) -> list[str]:
    with closing(sqlite3.connect(place)) as plain:
        return list(plain.iterdump())


def test_a_migration_killed_half_way_has_not_begun(tmp_path):
    place = tmp_path / "runs.sqlite3"
    old_database(place)
    before = dump(place)
    killed(HALF_A_MIGRATION, place, tmp_path)
    assert version_of(place) == 2
    assert dump(place) == before
    assert dump(Path(f"{place}.version-2.backup")) == before
    open_store(str(place)).close()
    assert version_of(place) == NEWEST_VERSION
    check_references(place)


def check_references(place: Path) -> None:
    with closing(sqlite3.connect(place)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []


def check_round(database: Path, undisturbed: list[str], task: str, delay_s: float) -> None:
    others = {"restore": "backup", "take in": "export.zip"}
    other = database.with_name(others.get(task, f"new {task}"))
    if task in {"restore", "take in"}:
        with open_store(str(database)) as store:
            [anna] = store.athletes()
            store.erase(anna.athlete_id)
    killed(CHILD.format(task=TASKS[task]), database, other, delay_s)
    with open_store(str(database)) as store:
        store.add_athlete("Bernd")
    check_whole(database)
    assert content(database) in ([], undisturbed)
    if task in {"back up", "export", "open"}:
        assert content(database) == undisturbed
    if task == "back up" and other.exists():
        restore_backup(other, str(database.with_name("elsewhere")))
        assert content(database.with_name("elsewhere")) == undisturbed
    if task == "export" and other.exists():
        with open_store(str(database.with_name("elsewhere"))) as store:
            store.take_in(other)
        assert content(database.with_name("elsewhere")) == undisturbed


@pytest.mark.parametrize("task", TASKS)
def test_killed_upkeep_leaves_the_one_or_the_other(database, undisturbed, task):
    luck = random.Random(task)  # noqa: S311 - a moment
    check_round(database, undisturbed, task, luck.random() * 0.2)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(ALL_ROUNDS))
def test_it_holds_whenever_it_is_killed(database, undisturbed, number):
    luck = random.Random(number)  # noqa: S311 - a moment
    check_round(database, undisturbed, luck.choice(list(TASKS)), luck.random() * 0.4)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(ALL_ROUNDS))
def test_a_migration_killed_at_any_moment_can_be_run_again(tmp_path, number):
    place = tmp_path / "runs.sqlite3"
    old_database(place)
    luck = random.Random(number)  # noqa: S311 - a moment
    killed(CHILD.format(task=TASKS["open"]), place, tmp_path, luck.random() * 0.05)
    assert version_of(place) in {2, NEWEST_VERSION}
    open_store(str(place)).close()
    assert version_of(place) == NEWEST_VERSION
    check_references(place)
