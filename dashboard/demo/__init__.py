"""The demonstrations: a made-up season and a made clinic, each in a database of its own."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic

import ingest
import sample_data
from dashboard.demo.clinic_filling import fill_clinic
from dashboard.demo.filling import fill
from ingest import Store, open_store
from sample_data import Season
from sample_data.clinic import LAST_DAY, Client, clients

RUNNER_KIND, CLINIC_KIND = "runner", "clinic"
# The demonstrations there are; the first is the one meant when none is named.
KINDS = (RUNNER_KIND, CLINIC_KIND)
RUNNER = "Demo runner"
# What a page says of it, so that nobody takes it for somebody.
BANNER = "Made-up demo season"
CLINIC_BANNER = "Made-up demo clinic"


@dataclass(frozen=True, slots=True)
class _Made:
    """What is made: how it is called, what it is known by, and how it gets into a store."""

    words: str
    shown: bytes
    fill: Callable[[Store], None]


def demo_database(
    folder: Path,
    kind: str = KINDS[0],
    season: Season | None = None,
    say: Callable[[str], None] = lambda _: None,
    clinic: Sequence[Client] | None = None,
) -> str:
    """Return the database of a demonstration, made now if this version has none yet.

    Parameters
    ----------
    folder : pathlib.Path
        Where the person's own database lives; the demonstration's stands beside it.
    kind : str
        One of ``KINDS``.
    season : Season, optional
        What the runner's shows; the whole of :func:`sample_data.season` unless said otherwise.
    say : callable, optional
        Told in a sentence that it is being made, and how long that took; silent otherwise.
    clinic : sequence of Client, optional
        What the clinic's shows; :func:`sample_data.clinic.clients` unless said otherwise.

    Returns
    -------
    str
        What ``open_store`` takes. Writable: what a person changes in it stays until the made
        files, or the code that reads and stores them, change.
    """
    made = _clinic(clinic) if kind == CLINIC_KIND else _runner(season)
    database = folder / f"{_prefix(kind)}{_version(made.shown)}.sqlite3"
    finished = database.with_suffix(".ready")
    if not (finished.is_file() and database.is_file()):
        begun = monotonic()
        say(f"Making the demo {made.words}. This happens once.")
        _remove(folder.glob(f"{_prefix(kind)}*"))
        with open_store(str(database)) as store:
            made.fill(store)
        finished.touch()
        say(f"Made in {monotonic() - begun:.0f} s.")
    return str(database)


def make_again(
    store: Store,
    database: Path,
    season: Season | None = None,
    clinic: Sequence[Client] | None = None,
) -> None:
    """Put a demonstration back as it was made; whatever was changed in it is gone.

    Parameters
    ----------
    store : Store
        Open on it.
    database : pathlib.Path
        A file that :func:`is_demo` knows.
    season, clinic : optional
        As in :func:`demo_database`.
    """
    # Stopped half-way, it is made anew at the next start.
    database.with_suffix(".ready").unlink(missing_ok=True)
    for person in store.athletes():
        store.erase(person.athlete_id)
    is_clinic = database.name.startswith(_prefix(CLINIC_KIND))
    made = _clinic(clinic) if is_clinic else _runner(season)
    made.fill(store)
    database.with_suffix(".ready").touch()


def _runner(season: Season | None) -> _Made:
    shown = season or sample_data.season()

    def filled(store: Store) -> None:
        fill(store, store.add_athlete(RUNNER), shown.until(datetime.now(UTC)))

    told = repr((shown.runner, shown.activities, shown.diary, shown.shoes, shown.events))
    identity = shown.archive.read_bytes() + told.encode() + repr(shown.races).encode()
    return _Made("season, which takes a few seconds", identity, filled)


def _clinic(chosen: Sequence[Client] | None) -> _Made:
    shown = clients() if chosen is None else tuple(chosen)

    def filled(store: Store) -> None:
        fill_clinic(store, shown, datetime.now(UTC))

    words = f"clinic, {len(shown)} clients with numbers for names, which takes half a minute"
    return _Made(words, repr(shown).encode(), filled)


def demo_day(database: Path) -> date | None:
    """Return the day a clinic's demonstration stands still at; None for any other database."""
    return LAST_DAY if database.name.startswith(_prefix(CLINIC_KIND)) else None


def banner(database: Path) -> str:
    """Say what a demonstration is; empty for a person's own database."""
    said = {RUNNER_KIND: BANNER, CLINIC_KIND: CLINIC_BANNER}
    here = (words for kind, words in said.items() if database.name.startswith(_prefix(kind)))
    return next(here, "")


def is_demo(database: Path) -> bool:
    """Say whether a database is a demonstration's: then every page says :func:`banner`."""
    return any(database.name.startswith(_prefix(kind)) for kind in KINDS)


def _prefix(kind: str) -> str:
    return f"demo-{kind}-"


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _version(shown: bytes) -> str:
    """Return a short hash of what is shown and of the code that reads and stores it."""
    code = (*Path(ingest.__file__).parent.rglob("*.py"), *Path(__file__).parent.rglob("*.py"))
    digest = hashlib.sha256(shown)
    for file in sorted(code):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
