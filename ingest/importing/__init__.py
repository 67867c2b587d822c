"""Many files into the store: parsed anywhere, written by the caller alone, undone in one go."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias, get_args

import pandas as pd

from ingest.archive import Source, members
from ingest.checking import Refusal
from ingest.exports import survey
from ingest.importing.flow import WINDOW, Known, Readers, Result, outcomes
from ingest.importing.seen import look_up
from ingest.importing.telling import Teller
from ingest.importing.workers import Workers
from ingest.parsing import Parsed, parse_one
from ingest.store import (
    Arrival,
    NewFile,
    NotRunning,
    Place,
    ReceiptRow,
    Retelling,
    Status,
    Store,
    StoreError,
    repeats_row,
)

__all__ = [
    "WINDOW",
    "Parsed",
    "Progress",
    "Receipt",
    "Workers",
    "import_files",
    "parse_one",
]

Progress: TypeAlias = Callable[[int, int, str], None]

# One transaction holds at most so many files, and waits for no more than so long: each costs the
# disk a flush, and what is not in a finished one is read again after a crash.
BATCH_FILES = 16
BATCH_ROWS = 256
BATCH_S = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Receipt:
    """What an import did; ``rows`` is RECEIPT_ROWS-shaped, in the order things were read."""

    receipt_id: str
    athlete_id: str
    rows: pd.DataFrame
    store: Store

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many rows of each status, those with none included."""
        found = Counter(self.rows["status"])
        statuses: tuple[Status, ...] = get_args(Status)
        return {status: found[status] for status in statuses}

    def undo(self) -> int:
        """Take out everything this import added, in one go; returns how many activities.

        What a person said of them (names, effort, notes) stays, and is there again when the
        same files are imported again.
        """
        return self.store.undo_receipt(self.athlete_id, self.receipt_id)


def import_files(
    store: Store,
    athlete_id: str,
    sources: Iterable[Source],
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    receipt_id: str | None = None,
) -> Receipt:
    """Store every activity in files, folders and archives; one bad file never stops the rest.

    Each file goes in with all its activities, sessions and streams in one transaction (a few files
    share one), or not at all. When the receipt is cancelled the import stops before the next file
    is stored. What is here already is known by its hash: to run an import again is to resume it.

    Parameters
    ----------
    store : Store
        Where to.
    athlete_id : str
        Whose they are.
    sources : iterable of pathlib.Path, str or (name, bytes)
        Files, folders, zips.
    executor : concurrent.futures.Executor, optional
        Where files are parsed; without it, here. Only this caller writes. A worker that dies or
        gives no answer within two minutes costs the file it held.
    progress : callable, optional
        Called with files done, files in all and the file's name, outside any transaction.
    receipt_id : str, optional
        A receipt started before; without it, one is started.

    Raises
    ------
    StoreError
        With a sentence, when the database cannot be written; what was acknowledged is stored.
    """
    chosen = tuple(sources)
    receipt_id = receipt_id or store.start_receipt(athlete_id)
    run = _Run(store, athlete_id, receipt_id, progress, at_once=executor is None)
    try:
        _import(run, chosen, executor)
        store.finish_receipt(athlete_id, run.receipt_id)
    except NotRunning:
        pass
    except BaseException:
        with suppress(StoreError):
            store.cancel_receipt(athlete_id, run.receipt_id)
        raise
    rows = store.receipt(athlete_id, run.receipt_id).rows
    return Receipt(run.receipt_id, athlete_id, rows, store)


@dataclass(slots=True)
class _Run:
    """One import under way: what it has found and not yet stored, and how far it is."""

    store: Store
    athlete_id: str
    receipt_id: str
    progress: Progress | None
    at_once: bool
    total: int = 0
    done: int = 0
    _waiting: list[Arrival] = field(default_factory=list)
    _n_new: int = 0
    _names: list[str] = field(default_factory=list)
    _stored_at: float = field(default_factory=time.monotonic)

    def begin(self, total: int) -> None:
        """Say how much there is."""
        self.total = total
        self.store.move_on(self.athlete_id, self.receipt_id, Place("", "", 0, total))

    def keep(self, name: str, make: Callable[[Place], Arrival], at: tuple[str, str]) -> None:
        """Take in what was found at a place; it is stored with the next few, or at once."""
        self.done += 1
        self.total = max(self.total, self.done)
        source, inside = at
        self._waiting.append(make(Place(source, inside, self.done, self.total)))
        self._n_new += self._waiting[-1].file is not None
        self._names.append(name)
        if self._is_time():
            self.store_waiting()

    def store_waiting(self) -> None:
        """Store what waits in one transaction, and then tell how far the import is."""
        arrivals, names = self._waiting, self._names
        self._waiting, self._names, self._n_new = [], [], 0
        if arrivals:
            self.store.keep(self.athlete_id, self.receipt_id, arrivals)
        self._stored_at = time.monotonic()
        for arrival, name in zip(arrivals, names, strict=True):
            if self.progress is not None:
                self.progress(arrival.place.done, self.total, name)

    def _is_time(self) -> bool:
        return (
            self._n_new >= (1 if self.at_once else BATCH_FILES)
            or len(self._waiting) >= BATCH_ROWS
            or time.monotonic() - self._stored_at > BATCH_S
        )


def _import(run: _Run, sources: tuple[Source, ...], executor: Executor | None) -> None:
    found = survey(sources)
    archives = look_up(run.store, run.athlete_id, sources)
    run.begin(found.n_members)
    teller = Teller(found, run.store, run.athlete_id)
    walk = (member for source in sources for member in members(source))
    with Readers(executor) as readers:
        for member, result in outcomes(walk, _known_to(run), readers, archives.hash_of):
            told = teller.tell(member, result)
            make = partial(_arrival, result=told, retold=teller.retelling(member, told))
            run.keep(member.name, make, (member.source, member.inside))
        run.store_waiting()
    for table, entry in list(teller.lines()):
        name = entry.told.name or f"line {entry.line}"
        make = partial(teller.arrival, table=table, entry=entry)
        run.keep(name, make, (table.source, "/".join(filter(None, (table.inside, name)))))
    run.store_waiting()
    run.store.remember_archives(run.athlete_id, run.receipt_id, archives.unchanged())


def _known_to(run: _Run) -> Known:
    return lambda hashes: run.store.known_files(run.athlete_id, hashes)


def _arrival(place: Place, result: Result, retold: Retelling | None) -> Arrival:
    if isinstance(result, NewFile):
        return Arrival(place, result)
    if isinstance(result, Refusal):
        status: Status = "skipped" if result.verdict == "not_activity" else "refused"
        row = ReceiptRow(place.source, place.member, status, result.reason)
        return Arrival(place, rows=(row,))
    rows = tuple(repeats_row(place.source, place.member, repeat) for repeat in result)
    return Arrival(place, rows=rows, retold=retold)
