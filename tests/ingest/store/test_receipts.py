import pytest

from ingest.store import NotFound, open_store


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "runs.sqlite3")) as store:
        yield store


def test_an_import_is_found_by_the_beginning_of_its_id_whoever_it_is(store, made):
    store.add_athlete("Anna")
    athlete_id = store.add_athlete("Bernd").athlete_id
    receipt_id = store.start_receipt(athlete_id)
    store.add_file(athlete_id, receipt_id, made.place, made.file(b"one"))
    found = store.find_receipt(receipt_id[:8])
    assert (found.receipt_id, found.athlete_id, found.name) == (receipt_id, athlete_id, "Bernd")
    assert (found.n_activities, found.is_undone) == (1, False)
    store.undo_receipt(athlete_id, receipt_id)
    found = store.find_receipt(receipt_id)
    assert (found.n_activities, found.is_undone) == (0, True)


@pytest.mark.parametrize("beginning", ["", "no such id", "%", "_"])
def test_an_id_nobody_has_is_not_found(store, beginning):
    store.start_receipt(store.add_athlete("Anna").athlete_id)
    with pytest.raises(NotFound, match="Nothing was changed"):
        store.find_receipt(beginning)


def test_a_beginning_that_several_have_is_not_taken_for_one(store):
    athlete_id = store.add_athlete("Anna").athlete_id
    ids = [store.start_receipt(athlete_id) for _ in range(17)]
    shared = next(one[0] for one in ids if sum(other[0] == one[0] for other in ids) > 1)
    with pytest.raises(NotFound, match="Several imports"):
        store.find_receipt(shared)
