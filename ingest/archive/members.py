"""What a person chose, opened up: every file in it, one at a time, in a fixed order."""

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO, TypeAlias

from ingest.archive.cut import rescued
from ingest.archive.limits import CHUNK, Limits, read_up_to, too_long
from ingest.archive.names import is_noise, shown
from ingest.archive.nested import Nested, measured
from ingest.archive.zips import FAULTS, ZIP_MAGICS, BrokenZip, Entry, ZipEntry, entries
from ingest.errors import DamagedFile, EmptyFile, IngestError, TooLarge
from ingest.gz import gunzip

Source: TypeAlias = Path | str | tuple[str, bytes]


def _no_head(_n_bytes: int) -> bytes:
    return b""


@dataclass(frozen=True, slots=True)
class Member:
    """One file: ``source`` is what the person chose, ``inside`` the path within it or empty.

    ``read()`` gives its bytes, unpacked, or raises an :class:`IngestError`. ``head(n)`` gives how
    they begin, or nothing where that is not known. Read a member before moving on to the next: its
    archive is closed when the walk ends.
    """

    source: str
    inside: str
    read: Callable[[], bytes]
    head: Callable[[int], bytes] = _no_head

    @property
    def name(self) -> str:
        """The file's own name, without folders and without ``.gz``."""
        path = self.inside or self.source
        name = path.replace("\\", "/").rstrip("/").rsplit("/", maxsplit=1)[-1]
        return name[:-3] if name.lower().endswith(".gz") else name


@dataclass(frozen=True, slots=True)
class _At:
    """Where the walk is: the source, the path inside it, and how many archives deep."""

    source: str
    inside: str
    depth: int
    limits: Limits

    def into(self, name: str) -> "_At":
        inside = f"{self.inside}/{shown(name)}" if self.inside else shown(name)
        return replace(self, inside=inside)

    def member(self, read: Callable[[], bytes]) -> Member:
        return Member(self.source, self.inside, read)

    def failing(self, error: IngestError) -> Member:
        def fail() -> bytes:
            raise error

        return self.member(fail)


def members(source: Source, limits: Limits | None = None) -> Iterator[Member]:
    """Walk through a file, folder, zip or gz, one member at a time.

    Folders are walked in sorted order, hidden files and folders left out. A zip may hold zips,
    two deep. Nothing is unpacked to disk. What cannot be read (a password, an unsafe name, a
    limit) is a member whose ``read()`` raises; the others go on. A zip that was cut off gives
    the members that are there, and then one that says so.

    Parameters
    ----------
    source : pathlib.Path, str or (name, bytes)
        What the person chose.
    limits : Limits, optional
        How much is too much.

    Yields
    ------
    Member
        Also for what does not exist: reading it says so.
    """
    limits = limits or Limits()
    name = source[0] if isinstance(source, tuple) else str(source)
    at = _At(shown(name), "", 0, limits)
    n_found = 0
    for member in _walk(at, source):
        n_found += 1
        yield member
    if n_found == 0:
        yield at.failing(EmptyFile("There are no files in it. Choose the folder or archive again."))


def _walk(at: _At, source: Source) -> Iterator[Member]:
    if isinstance(source, tuple):
        data = source[1]
        yield from _opened(at, lambda: io.BytesIO(data))
    elif Path(source).is_dir():
        yield from _folder(at, Path(source))
    else:
        yield from _path(at, Path(source))


def _folder(at: _At, folder: Path) -> Iterator[Member]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_noise(name))
        for name in sorted(name for name in files if not is_noise(name)):
            path = Path(root, name)
            yield from _path(at.into(path.relative_to(folder).as_posix()), path)


def _path(at: _At, path: Path) -> Iterator[Member]:
    # A pipe or a device would make the reader wait for ever.
    if path.exists() and not path.is_file():
        yield at.failing(IngestError("This is not a file that can be read. Choose a file."))
        return
    try:
        yield from _opened(at, lambda: path.open("rb"))
    except FileNotFoundError:
        yield at.failing(IngestError("There is no such file or folder. Check its name."))
    except OSError as error:
        yield at.failing(_cannot_read(error))


def _cannot_read(error: OSError) -> IngestError:
    return IngestError(
        f"This file cannot be read ({error.strerror or error}). Check that it is yours to read."
    )


def _opened(at: _At, open_stream: Callable[[], IO[bytes]]) -> Iterator[Member]:
    with open_stream() as stream:
        is_zip = stream.read(4) in ZIP_MAGICS
        if is_zip:
            yield from _zip(at, stream)
    if not is_zip:
        head = partial(_beginning, open_stream)
        yield replace(at.member(partial(_whole, open_stream, at.limits)), head=head)


def _beginning(open_stream: Callable[[], IO[bytes]], n_bytes: int) -> bytes:
    try:
        with open_stream() as stream:
            return stream.read(n_bytes)
    except OSError:
        return b""


def _whole(open_stream: Callable[[], IO[bytes]], limits: Limits) -> bytes:
    try:
        with open_stream() as stream:
            if stream.seek(0, 2) > limits.file_bytes:
                raise too_long(limits.file_bytes)
            stream.seek(0)
            return gunzip(read_up_to(stream, limits.file_bytes, None, limits), limits.file_bytes)
    except OSError as error:
        raise _cannot_read(error) from error


def _zip(at: _At, stream: IO[bytes]) -> Iterator[Member]:
    try:
        for entry in _contents(stream, at.limits):
            yield from _entry(at.into(entry.name), entry)
    except IngestError as error:
        yield at.failing(error)


def _contents(stream: IO[bytes], limits: Limits) -> Iterator[Entry]:
    try:
        yield from entries(stream, limits)
    except BrokenZip as error:
        yield from rescued(stream, limits)
        raise DamagedFile(
            "This archive is cut off or damaged: its list of contents is missing. The files that "
            "could still be found in it were read. Copy or download it again for the rest."
        ) from error


def _entry(at: _At, entry: Entry) -> Iterator[Member]:
    if not entry.is_zip:
        head = entry.head if isinstance(entry, ZipEntry) else _no_head
        yield replace(at.member(partial(_unpacked, entry, at.limits)), head=head)
        return
    inner = replace(at, depth=at.depth + 1)
    if inner.depth >= at.limits.depth:
        yield at.failing(
            TooLarge(
                f"Archives inside archives are opened {at.limits.depth} deep, and this one lies "
                "deeper. It was left out; unpack the outer one and add this one by itself."
            )
        )
        return
    try:
        open_inner = _inner(entry, at.limits)
    except IngestError as error:
        yield at.failing(error)
        return
    except FAULTS:
        yield at.failing(DamagedFile("This archive is damaged inside its archive. Copy it again."))
        return
    yield from _opened(inner, open_inner)


def _inner(entry: Entry, limits: Limits) -> Callable[[], IO[bytes]]:
    """Open an archive inside another: in memory where it is small, else in place."""
    if entry.place is None:
        at_once = max(limits.in_memory_bytes, limits.file_bytes)
        data = entry.read(min(at_once, limits.archive_bytes))
        return lambda: io.BytesIO(data)
    packed_bytes, open_again = entry.place
    length, tail = measured(open_again, packed_bytes, limits)
    return lambda: io.BufferedReader(Nested(open_again, length, tail), CHUNK)


def _unpacked(entry: Entry, limits: Limits) -> bytes:
    return gunzip(entry.read(limits.file_bytes), limits.file_bytes)
