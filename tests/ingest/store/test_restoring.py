import sqlite3
import stat
from pathlib import Path

import pytest

from ingest.store import (
    NewerDatabase,
    NotOurDatabase,
    StoreError,
    StoreUnwritable,
    open_store,
    restore_backup,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "runs.sqlite3"


@pytest.fixture
def backup(path, tmp_path, filled):
    """A backup with something in every table; the database has gone on since."""
    with open_store(str(path)) as store:
        filled(store)
        backup = store.back_up(tmp_path / "backup.sqlite3")
        store.add_athlete("Late")
    return backup


def names(path):
    with open_store(str(path)) as store:
        return [person.name for person in store.athletes()]


def test_a_restore_brings_every_row_back_and_keeps_the_present_database(path, backup, all_rows):
    before = all_rows(path)
    done = restore_backup(backup, str(path))
    assert all_rows(path) == all_rows(backup)
    assert all_rows(done.aside) == before
    assert stat.S_IMODE(done.aside.stat().st_mode) == 0o600
    assert done.athletes == ("Zwiebelkuchen",)
    assert not list(path.parent.glob("*.restoring*"))


def test_what_is_kept_aside_can_be_restored_too(path, backup):
    done = restore_backup(backup, str(path))
    restore_backup(done.aside, str(path))
    assert names(path) == ["Late", "Zwiebelkuchen"]


def test_a_restore_on_a_new_computer_has_nothing_to_keep(tmp_path, backup):
    done = restore_backup(backup, str(tmp_path / "elsewhere" / "new.sqlite3"))
    assert done.aside is None
    assert names(tmp_path / "elsewhere" / "new.sqlite3") == ["Zwiebelkuchen"]


def test_an_open_window_sees_the_restored_data_under_a_new_number(path, backup):
    with open_store(str(path)) as window:
        (_, person) = window.athletes()
        for _ in range(5):
            window.start_receipt(person.athlete_id)
        number = window.revision(person.athlete_id)
        restore_backup(backup, str(path))
        assert [p.name for p in window.athletes()] == ["Zwiebelkuchen"]
        assert window.revision(person.athlete_id) > number
        window.add_athlete("Still at work")
    assert names(path) == ["Still at work", "Zwiebelkuchen"]


def spoilt(backup, at, value):
    data = bytearray(backup.read_bytes())
    data[at : at + len(value)] = value
    backup.write_bytes(data)


@pytest.mark.parametrize(
    ("at", "value", "refusal"),
    [
        (0, b"no database at all", (NotOurDatabase, "damaged")),
        (68, b"\0\0\0\0", (NotOurDatabase, "no backup of Plimsoll")),
        (60, b"\0\0\0\x63", (NewerDatabase, "newer version")),
        (4096, b"\xff" * 64, (NotOurDatabase, "damaged")),
        (30 * 4096, b"\xff" * 8192, (NotOurDatabase, "damaged")),
    ],
)
def test_bad_data_never_replaces_good(path, backup, all_rows, at, value, refusal):
    before = all_rows(path)
    spoilt(backup, at, value)
    bad = backup.read_bytes()
    with pytest.raises(refusal[0], match=refusal[1]):
        restore_backup(backup, str(path))
    assert all_rows(path) == before
    assert backup.read_bytes() == bad
    assert {file.name for file in path.parent.iterdir()} == {
        path.name,
        f"{path.name}.lock",
        backup.name,
    }


def test_half_a_backup_is_refused(path, backup, all_rows):
    before = all_rows(path)
    backup.write_bytes(backup.read_bytes()[:50_000])
    with pytest.raises(NotOurDatabase, match="damaged"):
        restore_backup(backup, str(path))
    assert all_rows(path) == before


def test_a_missing_backup_and_the_database_itself_are_refused(path, backup):
    with pytest.raises(StoreUnwritable, match="no file"):
        restore_backup(backup.with_name("gone"), str(path))
    with pytest.raises(StoreError, match="the present database itself"):
        restore_backup(path, str(path))


@pytest.mark.parametrize("at", [0, 4096])
def test_a_damaged_database_is_kept_as_it_is_and_replaced(path, backup, at):
    spoilt(path, at, b"\xff" * 100)
    damaged = path.read_bytes()
    done = restore_backup(backup, str(path))
    assert done.aside.read_bytes() == damaged
    assert names(path) == ["Zwiebelkuchen"]


def test_a_backup_of_an_older_version_is_brought_up_to_date(tmp_path, path):
    old = tmp_path / "old.sqlite3"
    plain = sqlite3.connect(old)
    plain.executescript(Path(__file__).with_name("version_2.sql").read_text("utf-8"))
    plain.close()
    restore_backup(old, str(path))
    assert names(path)
