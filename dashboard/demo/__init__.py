"""The demonstration: a made-up season in a database of its own, built once a version."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import ingest
import sample_data
from dashboard.demo.filling import fill
from ingest import open_store
from sample_data import Season

# The demonstrations there are; the first is the one meant when none is named.
KINDS = ("runner",)
RUNNER = "Demo runner"
# What a page says of it, so that nobody takes it for somebody.
BANNER = "Made-up demo season"


def demo_database(
    folder: Path,
    kind: str = KINDS[0],
    season: Season | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> str:
    """Return the database of a demonstration, made now if this version has none yet.

    Parameters
    ----------
    folder : pathlib.Path
        Where the person's own database lives; the demonstration's stands beside it.
    kind : str
        One of ``KINDS``.
    season : Season, optional
        What to show; the whole of :func:`sample_data.season` unless said otherwise.
    say : callable, optional
        Told in a sentence that it is being made, and how long that took; silent otherwise.

    Returns
    -------
    str
        What ``open_store`` takes. Writable: what a person changes in it stays until the made
        files, or the code that reads and stores them, change.
    """
    shown = season or sample_data.season()
    database = folder / f"{_prefix(kind)}{_version(shown)}.sqlite3"
    finished = database.with_suffix(".ready")
    if not (finished.is_file() and database.is_file()):
        begun = monotonic()
        say("Making the demo season. This happens once, and takes a few seconds.")
        _remove(folder.glob(f"{_prefix(kind)}*"))
        with open_store(str(database)) as store:
            fill(store, store.add_athlete(RUNNER), shown.until(datetime.now(UTC)))
        finished.touch()
        say(f"Made in {monotonic() - begun:.0f} s.")
    return str(database)


def is_demo(database: Path) -> bool:
    """Say whether a database is a demonstration's: then every page says :data:`BANNER`."""
    return any(database.name.startswith(_prefix(kind)) for kind in KINDS)


def _prefix(kind: str) -> str:
    return f"demo-{kind}-"


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _version(season: Season) -> str:
    """Return a short hash of what is shown and of the code that reads and stores it."""
    code = (*Path(ingest.__file__).parent.rglob("*.py"), *Path(__file__).parent.rglob("*.py"))
    digest = hashlib.sha256(season.archive.read_bytes())
    digest.update(repr((season.runner, season.activities, season.diary)).encode())
    digest.update(repr((season.shoes, season.events, season.races)).encode())
    for file in sorted(code):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
