"""What a process loads is what it needs, and what a package offers is there all the same."""

import subprocess
import sys

import pytest

import ingest
from ingest import store

LOADED = "import sys; import {}; print(*sys.modules)"


def loaded_by(module: str) -> set[str]:
    words = (sys.executable, "-c", LOADED.format(module))
    return set(subprocess.run(words, capture_output=True, check=True, text=True).stdout.split())


@pytest.mark.parametrize("package", [ingest, store], ids=["ingest", "store"])
def test_every_name_on_the_list_is_offered_and_others_are_not(package):
    assert all(getattr(package, name) is not None for name in package.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        package.nonsense  # noqa: B018 - asking is the test


def test_who_offers_a_name_is_asked_once():
    assert ingest.open_store is vars(ingest)["open_store"]


def test_a_process_that_reads_files_loads_no_database_and_no_result_lists():
    loaded = loaded_by("ingest.parsing, ingest.worker")

    assert "ingest.fit" in loaded
    assert loaded.isdisjoint({"sqlalchemy", "lxml", "ingest.store.store", "ingest.race_results"})


def test_the_place_where_the_command_begins_loads_nothing():
    assert loaded_by("dashboard.start").isdisjoint({"numpy", "click", "dashboard.__main__"})
