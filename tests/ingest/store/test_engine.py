import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.store import (
    NotOurDatabase,
    StoreBusy,
    StoreError,
    StoreFull,
    StoreUnwritable,
    open_store,
)
from ingest.store.engine import Database, database_path, default_path
from ingest.store.lock import lock
from ingest.store.migrations import FIRST_VERSION, steps


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "inner" / "runs.sqlite3"


def test_the_folder_and_the_file_are_their_owners_alone(path, made):
    with open_store(str(path)) as store:
        athlete_id = store.add_athlete("Anna").athlete_id
        store.add_file(athlete_id, store.start_receipt(athlete_id), made.place, made.file(b"one"))
        assert mode(path.parent) == 0o700
        written = sorted(path.parent.iterdir())
        assert len(written) == 4  # the file, its write-ahead log, its index, the lock
        assert {mode(file) for file in written} == {0o600}


def test_without_a_name_the_database_is_in_the_users_data_folder():
    with open_store() as store:
        store.add_athlete("Anna")
    assert default_path().is_file()
    assert mode(default_path().parent) == 0o700


def test_the_variable_moves_it(monkeypatch, path):
    monkeypatch.setenv("PLIMSOLL_DATABASE", f"sqlite:///{path}")
    with open_store() as store:
        assert store.url == f"sqlite:///{path}"
    assert path.is_file()


def test_a_plain_path_is_as_good_as_a_url(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert database_path("runs.sqlite3") == tmp_path / "runs.sqlite3"
    assert database_path("sqlite:///runs.sqlite3") == tmp_path / "runs.sqlite3"


@pytest.mark.parametrize("name", ["odd #1.sqlite3", "50%25.sqlite3", "who?.sqlite3", "ü.sqlite3"])
def test_a_path_may_hold_what_a_url_may_not(tmp_path, name):
    with open_store(str(tmp_path / name)) as store:
        store.add_athlete("Anna")
        assert database_path(store.url) == tmp_path / name
    assert (tmp_path / name).stat().st_size > 0


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "mysql://me:secret@host/x", "://"]
)
def test_another_kind_of_database_is_refused_without_showing_a_password(url):
    with pytest.raises(StoreUnwritable, match="not a database this version can open") as caught:
        open_store(url)
    assert "secret" not in str(caught.value)


def test_each_connection_is_set_up_for_safety(path):
    with open_store(str(path)) as store, store._database.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_a_reader_sees_one_state_while_another_writes(path):
    with open_store(str(path)) as store, open_store(str(path)) as other:
        with store._database.reading() as connection:
            query = "SELECT count(*) FROM athletes"
            before = connection.exec_driver_sql(query).scalar_one()
            other.add_athlete("Anna")
            assert connection.exec_driver_sql(query).scalar_one() == before
        assert len(store.athletes()) == 1


WRITER = """
import sys
from ingest.store import open_store
with open_store(sys.argv[1]) as store:
    for n in range(int(sys.argv[3])):
        store.add_athlete(f"{sys.argv[2]} {n}")
"""


def test_four_processes_that_write_at_once_all_succeed(path):
    commands = [[sys.executable, "-c", WRITER, str(path), f"writer {n}", "15"] for n in range(4)]
    writers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for command in commands]
    errors = [writer.communicate()[1] for writer in writers]
    assert errors == [""] * 4
    with open_store(str(path)) as store:
        assert len(store.athletes()) == 60


def test_a_writer_that_waits_too_long_is_told_who_is_in_the_way(path):
    open_store(str(path)).close()
    told = pytest.raises(StoreBusy, match="Another import or window")
    with lock(path), told, lock(path, wait_s=0.02):
        pass


def test_a_lock_is_free_again_when_its_holder_is_gone(path):
    path.parent.mkdir()
    for _ in range(2):
        with lock(path, wait_s=0.02):
            assert Path(f"{path}.lock").is_file()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    with pytest.raises(StoreUnwritable, match="Check that its folder exists"):
        open_store(str(in_the_way / "runs.sqlite3"))


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear Anna, " * 100)
    with pytest.raises(NotOurDatabase, match="left as it is"):
        open_store(str(path))
    assert path.read_text() == "Dear Anna, " * 100


def test_a_damaged_database_is_a_sentence(path, made):
    with open_store(str(path)) as store:
        athlete_id = store.add_athlete("Anna").athlete_id
        store.add_file(athlete_id, store.start_receipt(athlete_id), made.place, made.file(b"one"))
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xaa" * (len(whole) - 4096))
    with pytest.raises(NotOurDatabase, match="damaged"), open_store(str(path)) as store:
        store.athletes()


def test_a_full_disk_is_a_sentence_and_loses_nothing(path, made):
    with open_store(str(path)) as store:
        athlete_id = store.add_athlete("Anna").athlete_id
        receipt_id = store.start_receipt(athlete_id)
        store.add_file(athlete_id, receipt_id, made.place, made.file(b"one"))
        with store._database.maintaining() as connection:
            connection.execute("PRAGMA max_page_count = 1")  # SQLite's own way to a full disk
        big = made.session(records=made.records())
        with pytest.raises(StoreFull, match="Free some space"):
            store.add_file(athlete_id, receipt_id, made.place, made.file(b"two", (big,)))
        assert len(store.sessions(athlete_id)) == 1
        assert len(store.receipt(athlete_id, receipt_id).rows) == 1


def test_a_read_only_database_is_a_sentence(path):
    with open_store(str(path)) as store:
        with store._database.maintaining() as connection:
            connection.execute("PRAGMA query_only = ON")
        with pytest.raises(StoreUnwritable, match="cannot be opened or written"):
            store.add_athlete("Anna")


def test_every_error_of_the_store_is_one_kind():
    for kind in (NotOurDatabase, StoreBusy, StoreFull, StoreUnwritable):
        assert issubclass(kind, StoreError)


def test_the_last_one_to_close_folds_the_log_into_the_file(path):
    with open_store(str(path)) as store:
        store.add_athlete("Anna")
    assert not Path(f"{path}-wal").exists()
    plain = sqlite3.connect(path)
    assert plain.execute("SELECT name FROM athletes").fetchall() == [("Anna",)]
    plain.close()


NEWEST = FIRST_VERSION + len(steps)


def test_a_database_can_be_opened_without_a_migration_in_the_way(path):
    open_store(str(path)).close()
    database = Database(path)
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == NEWEST
    database.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE sessions SET n_laps = x''",
        "UPDATE sqlite_master SET sql = replace(sql, 'deleted_at_us', 'delesed_at_us')",
        "UPDATE sqlite_master SET sql = replace(sql, 'athlete_id TEXT', 'athlete_ie TEXT') "
        "WHERE name = 'deletions'",
    ],
)
def test_a_bit_lost_in_a_number_or_in_the_tables_own_text_is_a_sentence(path, made, damage):
    with open_store(str(path)) as store:
        anna = store.add_athlete("Anna").athlete_id
        store.add_file(anna, store.start_receipt(anna), made.place, made.file(b"one"))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(damage)
    with pytest.raises(StoreError, match="damaged"):
        look_at_all(path, anna)


def look_at_all(path, athlete_id):
    with open_store(str(path)) as store:
        store.check()
        return store.sessions(athlete_id)
