"""A database whose bits have flipped: said in a sentence, and never written to."""

import random
from functools import cache
from pathlib import Path

import pytest

from faults.kept import make_runs
from ingest import Store, import_files, open_store
from ingest.store import StoreError

QUICK_ROUNDS = 40
ALL_ROUNDS = 1000


@pytest.fixture(scope="module")
def healthy(tmp_path_factory) -> bytes:
    """A database with a few runs, some edits and a deletion in it."""
    folder = tmp_path_factory.mktemp("healthy")
    runs = make_runs(folder / "runs", n_files=2)
    with open_store(str(folder / "runs.sqlite3")) as store:
        anna = store.add_athlete("Anna").athlete_id
        import_files(store, anna, [runs])
        store.delete_activity(anna, store.sessions(anna)["activity_id"].iloc[0])
    return (folder / "runs.sqlite3").read_bytes()


def everything(store: Store) -> list[object]:
    """Read all there is, as pages do."""
    seen: list[object] = []
    for person in store.athletes():
        anna = person.athlete_id
        listed = store.sessions(anna)
        seen += [listed.to_csv(), store.receipts(anna).to_csv()]
        kept = store.histograms(anna)
        for kind in (kept.heart_rate_seconds, kept.graded_speed_seconds, kept.best_efforts_s):
            seen.append(dict(kind))
        for row in listed.itertuples():
            seen.append(store.records(anna, row.session_id).to_csv())
            seen.append(store.laps(anna, row.session_id).to_csv())
            seen.append(store.original(anna, row.activity_id))
    return seen


def files_of(store: Store) -> set[bytes]:
    """The bytes of every file that is listed."""
    return {
        store.original(person.athlete_id, activity_id)[1]
        for person in store.athletes()
        for activity_id in store.sessions(person.athlete_id)["activity_id"]
    }


@cache
def files_in(database: bytes, beside: Path) -> set[bytes]:
    """The same of a database that is well."""
    place = beside.with_name("healthy.sqlite3")
    place.write_bytes(database)
    with open_store(str(place)) as store:
        return files_of(store)


def read_flipped(place: Path, healthy: bytes, luck: random.Random) -> str:
    """Flip a bit, start as the program starts and read; returns what was said, if anything."""
    flipped = bytearray(healthy)
    # Where something is: most of a young file is empty pages, whose bits mean nothing.
    used = [at for at in luck.sample(range(len(flipped)), 200) if flipped[at]]
    flipped[used[0]] ^= 1 << luck.randrange(8)
    place.write_bytes(flipped)
    before, said = bytes(flipped), ""
    try:
        with open_store(str(place)) as store:
            store.check()
            assert everything(store)
            # A number in a row has no checksum; a person's files have one.
            assert files_of(store) <= files_in(healthy, place)
    except StoreError as error:
        said = str(error)
    assert place.read_bytes() == before
    return said


def damage_said(tmp_path: Path, healthy: bytes, numbers: range) -> list[str]:
    place = tmp_path / "runs.sqlite3"
    said = [read_flipped(place, healthy, random.Random(number)) for number in numbers]  # noqa: S311
    return [sentence for sentence in said if sentence]


def test_a_flipped_bit_is_a_sentence_and_the_file_is_left_as_it_is(tmp_path, healthy):
    said = damage_said(tmp_path, healthy, range(QUICK_ROUNDS))
    assert len(said) > QUICK_ROUNDS / 4
    assert all("damaged" in sentence for sentence in said)


@pytest.mark.slow
def test_wherever_the_bit_is(tmp_path, healthy):
    said = damage_said(tmp_path, healthy, range(QUICK_ROUNDS, ALL_ROUNDS))
    assert len(said) > (ALL_ROUNDS - QUICK_ROUNDS) / 4
    assert all("damaged" in sentence or "newer version" in sentence for sentence in said)


def test_a_cut_file_is_a_sentence(tmp_path, healthy):
    place = tmp_path / "runs.sqlite3"
    for length in (50, 100, 4095, 4096, 50_000, len(healthy) - 4096):
        place.write_bytes(healthy[:length])
        with pytest.raises(StoreError, match="damaged"), open_store(str(place)) as store:
            store.check()
        assert place.read_bytes() == healthy[:length]
