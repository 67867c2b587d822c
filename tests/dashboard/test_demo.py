from pathlib import Path

import pytest

import sample_data
from dashboard.demo import demo_database
from ingest import open_store


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def demo(folder: Path) -> str:
    return demo_database(folder)


def test_every_file_of_the_demonstration_comes_in_whole(demo: str) -> None:
    with open_store(demo) as store:
        [runner] = store.athletes()
        [receipt_id] = store.receipts(runner.athlete_id)["receipt_id"]
        rows = store.receipt(runner.athlete_id, receipt_id).rows

    assert len(rows) == len(sample_data.demo_files())
    assert set(rows["status"]) == {"imported"}


def test_it_stays_as_it_is_when_nothing_changed(demo: str, folder: Path) -> None:
    with open_store(demo) as store:
        store.add_athlete("Ada")

    assert demo_database(folder) == demo
    with open_store(demo) as store:
        assert [person.name for person in store.athletes()] == ["Ada", "Demo runner"]


def test_one_that_was_not_finished_is_made_anew(tmp_path: Path) -> None:
    demo = Path(demo_database(tmp_path))
    with open_store(str(demo)) as store:
        store.add_athlete("Ada")
    demo.with_suffix(".ready").unlink()

    assert demo_database(tmp_path) == str(demo)
    with open_store(str(demo)) as store:
        assert [person.name for person in store.athletes()] == ["Demo runner"]


def test_an_older_one_makes_way_and_nothing_else_does(tmp_path: Path) -> None:
    for name in ("demo-runner-0123.sqlite3", "demo-runner-0123.ready", "plimsoll.sqlite3"):
        (tmp_path / name).touch()

    demo_database(tmp_path)

    assert "plimsoll.sqlite3" in names(tmp_path)
    assert not any(name.startswith("demo-runner-0123") for name in names(tmp_path))
