"""The demonstration: made-up data in a database of its own, built once for each version of it."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import ingest
import sample_data
from ingest import import_files, open_store

# The demonstrations there are; the first is the one meant when none is named.
KINDS = ("runner",)
RUNNER = "Demo runner"


def demo_database(folder: Path, kind: str = KINDS[0]) -> str:
    """Return the database of a demonstration, made now if this version has none yet.

    Parameters
    ----------
    folder : pathlib.Path
        Where the person's own database lives; the demonstration's stands beside it.
    kind : str
        One of ``KINDS``.

    Returns
    -------
    str
        What ``open_store`` takes. Writable: what a person changes in it stays until the made
        files, or the code that reads and stores them, change.
    """
    database = folder / f"demo-{kind}-{_version()}.sqlite3"
    finished = database.with_suffix(".ready")
    if not (finished.is_file() and database.is_file()):
        _remove(folder.glob(f"demo-{kind}-*"))
        _fill(database)
        finished.touch()
    return str(database)


def _fill(database: Path) -> None:
    with open_store(str(database)) as store:
        runner = store.add_athlete(RUNNER)
        import_files(store, runner.athlete_id, sample_data.demo_files())


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _version() -> str:
    """Return a short hash of the made files and of the code that reads and stores them."""
    code = Path(ingest.__file__).parent.rglob("*.py")
    digest = hashlib.sha256()
    for file in (*sorted(code), *sample_data.demo_files()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
