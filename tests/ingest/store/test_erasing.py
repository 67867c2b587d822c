import sqlite3
from pathlib import Path

import pytest

from ingest.store import NotFound, open_store, restore_backup


@pytest.fixture
def path(tmp_path):
    return tmp_path / "runs.sqlite3"


def everything(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def marks(folder: Path, marker: str, athlete_id: str) -> int:
    data = everything(folder)
    return sum(data.count(word) for word in (marker.encode(), athlete_id.encode()))


def test_no_mark_of_an_erased_person_is_left_in_any_file(path, filled, made):
    with open_store(str(path)) as store:
        athlete_id = filled(store)
        receipt_id = store.start_receipt(athlete_id)
        store.add_file(athlete_id, receipt_id, made.place, made.file(b"Zwiebelkuchen raw"))
        assert marks(path.parent, "Zwiebelkuchen", athlete_id) > 20
        erased = store.erase(athlete_id)
        assert erased.name == "Zwiebelkuchen"
        assert erased.n_activities == 2
        # While the database is open, so that its log and its index are there too.
        assert Path(f"{path}-wal").is_file()
        assert Path(f"{path}-shm").is_file()
        assert marks(path.parent, "Zwiebelkuchen", athlete_id) == 0
    assert marks(path.parent, "Zwiebelkuchen", athlete_id) == 0


def test_nobody_else_loses_anything(path, filled, all_rows):
    with open_store(str(path)) as store:
        filled(store, "Anna")
        before = all_rows(path)
        gone = filled(store, "Bernd")
        store.erase(gone)
        assert all_rows(path) == before
        assert [person.name for person in store.athletes()] == ["Anna"]


def test_every_table_is_emptied(path, filled, all_rows):
    with open_store(str(path)) as store:
        athlete_id = filled(store)
        assert all(all_rows(path).values())
        store.erase(athlete_id)
        assert not any(all_rows(path).values())


def test_an_unknown_athlete_is_not_found(path):
    with open_store(str(path)) as store, pytest.raises(NotFound):
        store.erase("nobody")


def test_the_copies_the_program_made_itself_lose_the_person_too(path, tmp_path, filled):
    with open_store(str(path)) as store:
        athlete_id = filled(store)
        backup = store.back_up(tmp_path / "mine.sqlite3")
    done = restore_backup(backup, str(path))
    kept = Path(f"{path}.version-2.backup")
    kept.write_bytes(backup.read_bytes())
    Path(f"{path}.restoring").write_bytes(backup.read_bytes())
    broken = Path(f"{path}.version-1.backup")
    broken.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with open_store(str(path)) as store:
        erased = store.erase(athlete_id)
    assert set(erased.cleaned) == {kept, done.aside}
    assert erased.not_cleaned == (broken,)
    backup.unlink()  # the person's own copy is out of reach, and theirs to delete
    assert marks(tmp_path, "Zwiebelkuchen", athlete_id) == 0
    with sqlite3.connect(kept) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    plain.close()


def test_an_export_made_afterwards_holds_nothing_of_them(path, tmp_path, filled):
    with open_store(str(path)) as store:
        gone = filled(store)
        store.add_athlete("Anna")
        store.erase(gone)
        store.export(tmp_path / "out")
        store.back_up(tmp_path / "copy.sqlite3")
    assert marks(tmp_path, "Zwiebelkuchen", gone) == 0
