import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.store import NewerDatabase, NotOurDatabase, StoreError, open_store
from ingest.store.engine import Database, prepare
from ingest.store.migrations import APPLICATION_ID, NEWEST_VERSION, migrate, steps

VERSION_1 = Path(__file__).with_name("version_1.sql")


def add_hats(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE hats (athlete_id TEXT NOT NULL, hat_id TEXT NOT NULL, name TEXT NOT NULL, "
        "PRIMARY KEY (athlete_id, hat_id))"
    )


def rebuild_sessions(connection: sqlite3.Connection) -> None:
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'sessions'").fetchone()
    connection.execute(sql.replace("CREATE TABLE sessions", "CREATE TABLE rebuilt"))
    connection.execute("INSERT INTO rebuilt SELECT * FROM sessions")
    connection.execute("DROP TABLE sessions")
    connection.execute("ALTER TABLE rebuilt RENAME TO sessions")


def orphan_sessions(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM activities")


@pytest.fixture
def path(tmp_path):
    """A database as version 1 left it, with something in every table."""
    path = tmp_path / "runs.sqlite3"
    prepare(path)
    connection = sqlite3.connect(path)
    connection.executescript(VERSION_1.read_text("utf-8"))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    return path


def ask(path, query):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def run(path, steps):
    database = Database(path)
    try:
        migrate(database, steps)
    finally:
        database.close()


def test_a_new_database_gets_every_table_at_once(tmp_path):
    path = tmp_path / "new.sqlite3"
    prepare(path)
    run(path, ())
    assert ask(path, "PRAGMA user_version") == [(1,)]
    assert ask(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert ("streams",) in ask(path, "SELECT name FROM sqlite_master")
    assert not list(tmp_path.glob("*.backup"))


def test_a_step_is_run_once_after_a_backup_only_its_owner_may_read(path):
    run(path, (add_hats,))
    run(path, (add_hats,))
    assert ask(path, "PRAGMA user_version") == [(2,)]
    assert ask(path, "SELECT * FROM hats") == []
    assert len(ask(path, "SELECT * FROM streams")) == 2
    (backup,) = path.parent.glob("*.backup")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert ask(backup, "PRAGMA user_version") == [(1,)]
    assert ask(backup, "PRAGMA integrity_check") == [("ok",)]
    assert len(ask(backup, "SELECT * FROM streams")) == 2


def test_rebuilding_a_table_loses_no_row_that_points_to_it(path):
    run(path, (add_hats, rebuild_sessions))
    assert ask(path, "PRAGMA user_version") == [(3,)]
    assert len(ask(path, "SELECT * FROM sessions")) == 2
    assert len(ask(path, "SELECT * FROM streams")) == 2
    assert len(ask(path, "SELECT * FROM laps")) == 4
    assert ask(path, "PRAGMA foreign_key_check") == []


def test_a_step_that_leaves_rows_pointing_to_nothing_is_taken_back(path):
    with pytest.raises(StoreError, match="left as it is"):
        run(path, (add_hats, orphan_sessions))
    assert ask(path, "PRAGMA user_version") == [(1,)]
    assert len(ask(path, "SELECT * FROM activities")) == 2
    assert ask(path, "SELECT name FROM sqlite_master WHERE name = 'hats'") == []


def test_a_step_that_fails_leaves_the_old_version_usable(path):
    def fail(connection: sqlite3.Connection) -> None:
        add_hats(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(path, (fail,))
    with open_store(str(path)) as store:
        anna, _ = store.athletes()
        assert len(store.sessions(anna.athlete_id)) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from ingest.store.engine import Database
from ingest.store.migrations import migrate
def step(connection):
    connection.execute("CREATE TABLE hats (hat_id TEXT)")
    connection.execute("DELETE FROM streams")
    os.kill(os.getpid(), signal.SIGKILL)
migrate(Database(Path(sys.argv[1])), (step,))
"""


def test_a_process_killed_halfway_leaves_the_old_version(path):
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert killed.returncode == -9
    assert ask(path, "PRAGMA user_version") == [(1,)]
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert len(ask(path, "SELECT * FROM streams")) == 2
    with open_store(str(path)) as store:
        anna, _ = store.athletes()
        session_id = store.sessions(anna.athlete_id)["session_id"].item()
        assert len(store.records(anna.athlete_id, session_id)) == 3
    assert ask(path, "PRAGMA user_version") == [(NEWEST_VERSION,)]


STARTED_TWICE = """
import sys, time
from pathlib import Path
from ingest.store.engine import Database
from ingest.store.migrations import migrate
def step(connection):
    print("migrated")
    connection.execute("CREATE TABLE hats (hat_id TEXT)")
    time.sleep(0.2)
migrate(Database(Path(sys.argv[1])), (step,))
"""


def test_two_starts_at_once_migrate_once(path):
    command = [sys.executable, "-c", STARTED_TWICE, str(path)]
    starts = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = "".join(start.communicate()[0] for start in starts)
    assert [start.returncode for start in starts] == [0, 0]
    assert said.count("migrated") == 1


def test_a_newer_database_is_refused_and_left_alone(path):
    run(path, (*steps, add_hats))
    before = path.read_bytes()
    with pytest.raises(NewerDatabase, match="newer version of Plimsoll"):
        open_store(str(path))
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "music.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    with pytest.raises(NotOurDatabase, match="not a Plimsoll database"):
        open_store(str(path))
    assert ask(path, "SELECT name FROM sqlite_master") == [("songs",)]
