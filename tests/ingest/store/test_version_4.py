"""From a file of version 1, 2 or 3 to version 4: everything kept, new tables and columns."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from ingest.diary import RaceLeg, RaceResult
from ingest.store import open_store
from ingest.store.engine import prepare

HERE = Path(__file__).parent


@pytest.fixture(params=[1, 2, 3])
def old(tmp_path, request):
    return made(tmp_path, request.param)


def made(folder, version):
    """A database as that version left it, with something in every table."""
    path = folder / f"version_{version}.sqlite3"
    prepare(path)
    connection = sqlite3.connect(path)
    connection.executescript((HERE / f"version_{version}.sql").read_text("utf-8"))
    connection.close()
    return path


def ask(path, query):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def contents(path, columns):
    """Every row of some tables, as far as the columns given go."""
    return {
        name: ask(path, f"SELECT {', '.join(known)} FROM {name}")  # noqa: S608 - our names
        for name, known in columns.items()
    }


def columns_of(path):
    names = [name for (name,) in ask(path, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: [row[1] for row in ask(path, f"PRAGMA table_info({name})")] for name in names}


def tables(path):
    """Each table and index as it is defined, written one way."""
    found = ask(path, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: re.sub(r"\s+", " ", sql.replace('"', "")).strip() for name, sql in found}


def test_a_migrated_file_has_the_tables_of_a_new_one(old, tmp_path):
    new = tmp_path / "new.sqlite3"
    for path in (old, new):
        open_store(str(path)).close()

    assert tables(old) == tables(new)
    assert ask(old, "PRAGMA user_version") == ask(new, "PRAGMA user_version")
    assert ask(old, "PRAGMA foreign_key_check") == []
    assert ask(old, "PRAGMA integrity_check") == [("ok",)]


def test_every_row_of_before_is_there_after(old):
    columns = columns_of(old)
    before = contents(old, columns)
    open_store(str(old)).close()

    assert contents(old, columns) == before
    assert all(before.values())


def test_an_old_file_takes_the_new_entries(old):
    with open_store(str(old)) as store:
        anna = store.athletes()[0].athlete_id
        settings = store.settings(anna)
        assert (settings.born_on, settings.reports_allowed) == (None, False)
        results = store.race_results(anna)
        assert set(results["weather"]) | set(results["companions"]) <= {""}
        result_id = store.save_race_result(
            anna, RaceResult("A race", pd.Timestamp("2026-04-12"), weather="Rain")
        )
        store.save_race_legs(anna, result_id, [RaceLeg(1, "running", 5000, 1500)])
        assert len(store.race_legs(anna)) == 1
        assert len(store.sessions(anna)) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from ingest.store.engine import Database
from ingest.store.migrations import migrate
from ingest.store.version_2 import to_version_2
from ingest.store.version_3 import to_version_3
from ingest.store.version_4 import to_version_4
def killed_at(sql):
    if sql.strip().startswith(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
def step(connection):
    connection.set_trace_callback(killed_at)
    to_version_4(connection)
migrate(Database(Path(sys.argv[1])), (to_version_2, to_version_3, step))
"""


@pytest.mark.parametrize(
    "statement", ["DROP TABLE race_results", "CREATE TABLE report_pictures", "COMMIT"]
)
@pytest.mark.parametrize("version", [1, 2, 3])
def test_killed_halfway_the_old_version_is_intact(tmp_path, version, statement):
    old = made(tmp_path, version)
    before, sql = contents(old, columns_of(old)), tables(old)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(old), statement], check=False)

    assert killed.returncode == -9
    assert ask(old, "PRAGMA user_version") == [(version,)]
    assert ask(old, "PRAGMA integrity_check") == [("ok",)]
    assert tables(old) == sql
    assert contents(old, columns_of(old)) == before
    with open_store(str(old)) as store:
        assert len(store.sessions(store.athletes()[0].athlete_id)) == 1
