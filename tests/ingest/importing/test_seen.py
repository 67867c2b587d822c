import zipfile
from pathlib import Path

import pytest

import sample_data
from ingest.importing import import_files, seen
from ingest.store import open_store

NAMES = ("run_gpxtpx.gpx", "two_activities_chained.fit", "course.fit", "picture_renamed.fit")


@pytest.fixture(autouse=True)
def _small_archives_are_remembered_too(monkeypatch):
    monkeypatch.setattr(seen, "LEAST_BYTES", 1)


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "store" / "runs.sqlite3")) as store:
        yield store


@pytest.fixture
def anna(store):
    return store.add_athlete("Anna").athlete_id


@pytest.fixture
def archive(tmp_path) -> Path:
    return packed(tmp_path / "runs.zip", *NAMES)


def packed(place, *names, damaged=""):
    with zipfile.ZipFile(place, "w") as archive:
        for name in names:
            archive.write(sample_data.folder() / name, name)
    if damaged:  # a byte in the middle of a member: only who unpacks it notices
        with zipfile.ZipFile(place) as archive:
            at = archive.getinfo(damaged).header_offset + 2000
        data = bytearray(place.read_bytes())
        data[at] ^= 0xFF
        place.write_bytes(data)
    return place


def pack_under_one_name(place):
    with zipfile.ZipFile(place, "w") as archive:
        for name in ("run_10km.fit", "run_no_laps.fit"):
            archive.write(sample_data.folder() / name, "run.fit")


def told(receipt):
    return receipt.rows[["member", "status", "reason", "activity_id"]].to_numpy().tolist()


def known(store, anna, archive):
    return {inside for _, inside in seen.look_up(store, anna, [archive]).known}


def test_what_an_archive_holds_is_known_without_unpacking_it(store, anna, archive):
    first = import_files(store, anna, [archive])
    assert known(store, anna, archive) == {"run_gpxtpx.gpx", "two_activities_chained.fit"}
    second = import_files(store, anna, [archive])
    assert list(first.rows["activity_id"]) == list(second.rows["activity_id"])
    assert list(second.rows["status"]) == ["duplicate"] * 3 + ["skipped", "refused"]
    assert told(import_files(store, anna, [archive])) == told(second)


def test_another_archive_of_the_same_name_is_read(store, anna, archive):
    import_files(store, anna, [archive])
    packed(archive, *NAMES, "run_10km.fit")
    assert known(store, anna, archive) == set()
    assert list(import_files(store, anna, [archive]).rows["status"])[-1] == "imported"


def test_the_same_archive_is_known_by_another_name_and_not_of_another_person(
    store, anna, archive, tmp_path
):
    import_files(store, anna, [archive])
    copy = tmp_path / "copy.zip"
    copy.write_bytes(archive.read_bytes())
    assert len(known(store, anna, copy)) == 2
    assert known(store, store.add_athlete("Ben").athlete_id, copy) == set()


def test_after_an_undo_it_is_read_again(store, anna, archive):
    first = import_files(store, anna, [archive])
    first.undo()
    assert known(store, anna, archive) == set()
    again = import_files(store, anna, [archive])
    assert told(again) == told(first)


def test_an_import_that_did_not_end_is_no_word_for_the_rest(store, anna, archive):
    def stop(done, _total, _name):
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_files(store, anna, [archive], progress=stop)
    assert known(store, anna, archive) == set()


def test_two_members_of_one_name_are_both_read(store, anna, tmp_path):
    place = tmp_path / "twice.zip"
    with pytest.warns(UserWarning, match="Duplicate name"):
        pack_under_one_name(place)
    import_files(store, anna, [place])
    assert known(store, anna, place) == set()


def test_what_was_refused_is_tried_again(store, anna, tmp_path):
    place = packed(tmp_path / "runs.zip", "run_10km.fit", "run_no_laps.fit", damaged="run_10km.fit")
    first = import_files(store, anna, [place])
    assert list(first.rows["status"]) == ["refused", "imported"]
    assert known(store, anna, place) == {"run_no_laps.fit"}
