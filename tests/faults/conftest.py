from pathlib import Path

import pytest

from faults.kept import content, make_runs
from ingest import import_files, open_store


@pytest.fixture(scope="session")
def runs(tmp_path_factory) -> Path:
    """A folder of runs of three formats."""
    return make_runs(tmp_path_factory.mktemp("runs") / "runs")


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory, runs) -> list[str]:
    """What an import of the folder keeps when nothing disturbs it."""
    database = tmp_path_factory.mktemp("undisturbed") / "runs.sqlite3"
    with open_store(str(database)) as store:
        receipt = import_files(store, store.add_athlete("Anna").athlete_id, [runs])
        assert set(receipt.rows["status"]) <= {"imported", "repaired"}
    return content(database)
