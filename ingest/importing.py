"""Many files into the store: parsed anywhere, written by the caller alone, undone in one go."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias, get_args

import pandas as pd

from ingest.archive import Member, Source, members
from ingest.checking import Refusal, among_others, bytes_of, problems_of, sessions_or_refusal
from ingest.store import (
    NewActivity,
    NewFile,
    NewSession,
    NotRunning,
    Place,
    ReceiptRow,
    Status,
    Store,
    StoreError,
    encode,
    file_hash,
    pack_file,
)
from ingest.tables import Session

Progress: TypeAlias = Callable[[int, int, str], None]
Outcome: TypeAlias = "NewFile | Refusal"

# Files handed to an executor before the first answer is needed: enough for many workers, little
# enough memory.
WINDOW = 32


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """What one file's bytes gave: a file ready to be stored, or why there is none. Picklable."""

    outcome: Outcome


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

    Each file goes in with all its activities, sessions and streams in one transaction, or not at
    all. When the receipt is cancelled the import stops before the next file is stored.

    Parameters
    ----------
    store : Store
        Where to.
    athlete_id : str
        Whose they are.
    sources : iterable of pathlib.Path, str or (name, bytes)
        Files, folders, zips.
    executor : concurrent.futures.Executor, optional
        Where files are parsed; without it, here. Only this caller writes.
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
    run = _Run(store, athlete_id, receipt_id or store.start_receipt(athlete_id))
    try:
        _import(run, chosen, executor, progress)
        store.finish_receipt(athlete_id, run.receipt_id)
    except NotRunning:
        pass
    except BaseException:
        with suppress(StoreError):
            store.cancel_receipt(athlete_id, run.receipt_id)
        raise
    rows = store.receipt(athlete_id, run.receipt_id).rows
    return Receipt(run.receipt_id, athlete_id, rows, store)


def parse_one(data: bytes, name: str) -> Parsed:
    """Read, compute and encode one file; pure, picklable, never raises, touches no database.

    Parameters
    ----------
    data : bytes
        The file, unpacked.
    name : str
        Its name, for messages and the receipt.
    """
    sessions = sessions_or_refusal(data, name)
    if isinstance(sessions, Refusal):
        return Parsed(sessions)
    parts = groupby(sorted(sessions, key=lambda session: session.part), lambda s: s.part)
    return Parsed(
        NewFile(
            name=name,
            sha256=file_hash(data),
            n_bytes=len(data),
            content_zstd=pack_file(data),
            activities=tuple(_activity(part, tuple(group)) for part, group in parts),
        )
    )


@dataclass(frozen=True, slots=True)
class _Run:
    store: Store
    athlete_id: str
    receipt_id: str

    def keep(self, place: Place, outcome: Outcome) -> None:
        if isinstance(outcome, NewFile):
            self.store.add_file(self.athlete_id, self.receipt_id, place, outcome)
        else:
            status: Status = "skipped" if outcome.verdict == "not_activity" else "refused"
            row = ReceiptRow(place.source, place.member, status, outcome.reason)
            self.store.move_on(self.athlete_id, self.receipt_id, place, (row,))


def _import(
    run: _Run, sources: tuple[Source, ...], executor: Executor | None, progress: Progress | None
) -> None:
    total = sum(1 for source in sources for _ in members(source))
    run.store.move_on(run.athlete_id, run.receipt_id, Place("", "", 0, total))
    walk = (member for source in sources for member in members(source))
    outcomes = _parsed_here(walk) if executor is None else _parsed_elsewhere(walk, executor)
    for done, (member, outcome) in enumerate(outcomes, start=1):
        total = max(total, done)
        kept = among_others(outcome, member) if isinstance(outcome, Refusal) else outcome
        run.keep(Place(member.source, member.inside, done, total), kept)
        if progress is not None:
            progress(done, total, member.name)


def _parsed_here(walk: Iterator[Member]) -> Iterator[tuple[Member, Outcome]]:
    for member in walk:
        data = bytes_of(member)
        yield member, data if isinstance(data, Refusal) else parse_one(data, member.name).outcome


def _parsed_elsewhere(
    walk: Iterator[Member], executor: Executor
) -> Iterator[tuple[Member, Outcome]]:
    waiting: deque[tuple[Member, Future[Parsed] | Refusal]] = deque()
    try:
        for member in walk:
            waiting.append((member, _handed_over(member, executor)))
            if len(waiting) >= WINDOW:
                first, work = waiting.popleft()
                yield first, _answer(work)
        while waiting:
            first, work = waiting.popleft()
            yield first, _answer(work)
    finally:
        for _, work in waiting:
            if not isinstance(work, Refusal):
                work.cancel()


def _handed_over(member: Member, executor: Executor) -> Future[Parsed] | Refusal:
    data = bytes_of(member)
    if isinstance(data, Refusal):
        return data
    try:
        return executor.submit(parse_one, data, member.name)
    except RuntimeError as error:  # a pool whose worker died takes nothing more
        return _lost(error)


def _answer(work: Future[Parsed] | Refusal) -> Outcome:
    if isinstance(work, Refusal):
        return work
    try:
        return work.result().outcome
    except Exception as error:  # noqa: BLE001 - whatever became of a worker, the others go on
        return _lost(error)


def _lost(error: Exception) -> Refusal:
    return Refusal(
        "refused",
        f"The process that read this file stopped ({type(error).__name__}). Nothing of it was "
        "kept. Import it again by itself; if that fails too, the file is at fault.",
    )


def _activity(part: int, sessions: tuple[Session, ...]) -> NewActivity:
    return NewActivity(
        part=part,
        name=next((session.name for session in sessions if session.name), ""),
        device=next((session.device for session in sessions if session.device), ""),
        source_format=sessions[0].format,
        problems=problems_of(sessions),
        sessions=tuple(_session(session) for session in sessions),
    )


def _session(session: Session) -> NewSession:
    records = session.records
    return NewSession(
        position=session.position,
        leg=session.leg,
        sport=session.sport,
        sub_sport=session.sub_sport,
        summary=session.summary,
        laps=session.laps,
        stream=encode(records),
        n_records=len(records),
        has_position=bool(records["latitude_deg"].notna().any()),
        has_heart_rate=bool(records["heart_rate_bpm"].notna().any()),
    )
