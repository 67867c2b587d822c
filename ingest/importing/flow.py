"""Files on their way from an archive to an outcome, in order, a few at a time.

What is here already is known by its hash and not read again. What an executor reads comes back in
the order it was handed over; at most ``WINDOW`` files or ``WINDOW_BYTES`` are on their way.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TypeAlias

from ingest.archive import Member
from ingest.checking import Refusal, among_others, bytes_of
from ingest.errors import IngestError, UnknownFormat
from ingest.formats import HEAD_BYTES, recognise
from ingest.importing.workers import PATIENCE_S, WorkerDied, WorkerHung, Workers
from ingest.parsing import Outcome, Parsed, parse_one
from ingest.store import Repeat, file_hash

# Files handed to an executor before the first answer is needed: enough for many workers, little
# enough memory.
WINDOW = 32
WINDOW_BYTES = 16 * 2**20
# Files whose hashes are looked up in one go.
CHUNK = 64

MEDIA = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".mp4", ".mov", ".m4v", ".avi")

Result: TypeAlias = "Outcome | tuple[Repeat, ...]"
Here: TypeAlias = Mapping[str, tuple[Repeat, ...]]
Known: TypeAlias = Callable[[list[str]], Here]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A member: ``data`` is what it holds, or why it cannot be read, or None: its hash is known."""

    member: Member
    data: bytes | Refusal | None
    sha256: str


@dataclass(frozen=True, slots=True)
class _OnItsWay:
    arrived: Arrived
    work: "Future[Parsed] | Result | None"

    @property
    def n_bytes(self) -> int:
        return len(self.arrived.data) if isinstance(self.arrived.data, bytes) else 0


@dataclass(slots=True)
class Readers(AbstractContextManager["Readers"]):
    """Where files are read: an executor, this process, or processes in place of a broken executor.

    ``executor`` None means here.
    """

    executor: Executor | None
    patience_s: float = PATIENCE_S
    _own: list[Workers] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes that were started here."""
        for workers in self._own:
            workers.shutdown(cancel_futures=True)

    def hand_over(self, arrived: Arrived) -> "Future[Parsed] | Outcome | None":
        """Begin to read a file; None when it is to be read here, once its turn has come."""
        if isinstance(arrived.data, Refusal):
            return arrived.data
        if self.executor is None:
            return None
        try:
            return self.executor.submit(parse_one, *_to_parse(arrived))
        except RuntimeError:  # it is broken, or was shut down
            self._replace()
            return self.executor.submit(parse_one, *_to_parse(arrived))

    def answer(self, arrived: Arrived, work: "Future[Parsed] | Result | None") -> Result:
        """Wait for what became of a file."""
        if work is None:
            return parse_one(*_to_parse(arrived)).outcome
        if not isinstance(work, Future):
            return work
        try:
            return work.result(self.patience_s).outcome
        except (BrokenExecutor, CancelledError):
            return self._again(arrived)
        except Exception as error:  # noqa: BLE001 - whatever became of it, the others go on
            work.cancel()
            return _lost(error, self.patience_s)

    def _again(self, arrived: Arrived) -> Result:
        """Read a file whose executor broke in a process of its own: it may not be the culprit."""
        if not self._own:
            self._replace()
        return self.answer(arrived, self.hand_over(arrived))

    def _replace(self) -> None:
        self._own.append(Workers(1, self.patience_s))
        self.executor = self._own[-1]


def outcomes(
    walk: Iterable[Member],
    known: Known,
    readers: Readers,
    hash_of: Callable[[Member], str] = lambda _: "",
) -> Iterator[tuple[Member, Result]]:
    """Read members and yield what each gave, in order; those of a known hash are not unpacked."""
    waiting: deque[_OnItsWay] = deque()
    n_bytes = 0
    try:
        for chunk in _chunks(walk, hash_of):
            here = known([arrived.sha256 for arrived in chunk if arrived.sha256])
            for arrived in chunk:
                while waiting and (len(waiting) >= WINDOW or n_bytes > WINDOW_BYTES):
                    n_bytes -= waiting[0].n_bytes
                    yield _ended(waiting.popleft(), readers)
                waiting.append(_begun(arrived, here, readers))
                n_bytes += waiting[-1].n_bytes
        while waiting:
            yield _ended(waiting.popleft(), readers)
    finally:
        for late in waiting:
            if isinstance(late.work, Future):
                late.work.cancel()


def _begun(arrived: Arrived, here: Here, readers: Readers) -> _OnItsWay:
    known = here.get(arrived.sha256)
    if known is None and arrived.data is None:  # it was here a moment ago, and was taken back
        arrived = _arrived(arrived.member, "")
    return _OnItsWay(arrived, known if known is not None else readers.hand_over(arrived))


def _ended(late: _OnItsWay, readers: Readers) -> tuple[Member, Result]:
    member = late.arrived.member
    result = readers.answer(late.arrived, late.work)
    return member, among_others(result, member) if isinstance(result, Refusal) else result


def _chunks(walk: Iterable[Member], hash_of: Callable[[Member], str]) -> Iterator[list[Arrived]]:
    """Read members in portions, so that the store is asked once for many of them."""
    chunk: list[Arrived] = []
    n_bytes = 0
    for member in walk:
        chunk.append(_arrived(member, hash_of(member)))
        n_bytes += len(_bytes(chunk[-1]))
        if len(chunk) >= CHUNK or n_bytes > WINDOW_BYTES // 4:
            yield chunk
            chunk, n_bytes = [], 0
    if chunk:
        yield chunk


def _arrived(member: Member, sha256: str) -> Arrived:
    if sha256:
        return Arrived(member, None, sha256)
    data = _media(member) or bytes_of(member)
    return Arrived(member, data, "" if isinstance(data, Refusal) else file_hash(data))


def _media(member: Member) -> Refusal | None:
    """Refuse a photo or video among other files by how it begins: an export holds gigabytes."""
    if not member.inside or not member.name.lower().endswith(MEDIA):
        return None
    head = member.head(HEAD_BYTES)
    try:
        recognise(head, member.name)
    except UnknownFormat as error:
        told = "A picture or a video: only recordings are kept. It is still in your files."
        return Refusal("not_activity", told, error.code)
    except IngestError:
        return None
    return None


def _to_parse(arrived: Arrived) -> tuple[bytes, str, str]:
    return _bytes(arrived), arrived.member.name, arrived.sha256


def _bytes(arrived: Arrived) -> bytes:
    return arrived.data if isinstance(arrived.data, bytes) else b""


def _lost(error: Exception, patience_s: float) -> Refusal:
    if isinstance(error, TimeoutError | WorkerHung):
        what = f"Reading this file took more than {patience_s:.0f} seconds and was stopped."
    elif isinstance(error, WorkerDied):
        what = "The process that read this file ended without a word."
    else:
        what = f"The process that read this file stopped ({type(error).__name__})."
    return Refusal(
        "refused",
        f"{what} Nothing of it was kept. Import it again by itself; if that fails too, the file is "
        "at fault.",
    )
