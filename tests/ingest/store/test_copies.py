import sqlite3
import stat
from pathlib import Path

import pytest

from ingest.store import NotOurDatabase, StoreUnwritable, open_store


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "runs.sqlite3")) as store:
        yield store


def test_a_backup_is_one_file_for_its_owner_that_holds_everything(
    store, tmp_path, filled, all_rows
):
    filled(store)
    place = store.back_up(tmp_path / "copy.sqlite3")
    assert all_rows(place) == all_rows(tmp_path / "runs.sqlite3")
    assert mode(place) == 0o600
    assert not list(tmp_path.glob("copy.sqlite3?*"))


def test_a_backup_into_a_folder_gets_the_day_for_a_name(store, tmp_path):
    (tmp_path / "backups").mkdir()
    place = store.back_up(tmp_path / "backups")
    assert place.parent.name == "backups"
    assert place.name.startswith("plimsoll-20")


def test_an_older_backup_is_replaced_and_nothing_else_is(store, tmp_path):
    place = tmp_path / "copy.sqlite3"
    store.back_up(place)
    store.add_athlete("Anna")
    store.back_up(place)
    with sqlite3.connect(place) as plain:
        assert plain.execute("SELECT name FROM athletes").fetchall() == [("Anna",)]
    plain.close()
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Anna, this is no database at all, and it has to stay as it was.\n" * 3)
    before = letter.read_bytes()
    with pytest.raises(StoreUnwritable, match="something else"):
        store.back_up(letter)
    assert letter.read_bytes() == before


def test_the_database_is_not_its_own_backup(store, tmp_path):
    with pytest.raises(StoreUnwritable, match="the database itself"):
        store.back_up(tmp_path / "runs.sqlite3")


def test_a_place_that_is_not_there_is_a_sentence(store, tmp_path):
    with pytest.raises(StoreUnwritable, match="cannot be written"):
        store.back_up(tmp_path / "nowhere" / "copy.sqlite3")


def test_a_damaged_database_gives_no_backup_and_keeps_the_old_one(tmp_path, filled):
    path, place = tmp_path / "runs.sqlite3", tmp_path / "copy.sqlite3"
    with open_store(str(path)) as store:
        filled(store)
        store.back_up(place)
    good = place.read_bytes()
    spoilt = bytearray(path.read_bytes())
    page = 4096 * next(n for n in range(1, 99) if spoilt[4096 * n] in (2, 10))  # one of an index
    spoilt[page + 3 : page + 5] = b"\xff\xff"
    path.write_bytes(spoilt)
    with open_store(str(path)) as store, pytest.raises(NotOurDatabase, match="damaged"):
        store.back_up(place)
    assert place.read_bytes() == good
    assert not list(tmp_path.glob("*.unfinished*"))
