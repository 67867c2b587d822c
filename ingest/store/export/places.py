"""Where an export lies: a folder or a zip. Written under another name until it is whole."""

import os
import shutil
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath

from ingest.archive import Limits
from ingest.archive.directory import check_directory
from ingest.errors import TooLarge
from ingest.store.copies import to_disk, writing_to
from ingest.store.errors import StoreUnwritable
from ingest.store.export.problems import NotAnExport

# A zip's day and time of a member: the same everywhere, so that equal exports are equal files.
NO_TIME = (1980, 1, 1, 0, 0, 0)
OURS_ALONE = 0o600
PACKED = (".parquet",)
MANIFEST = "export.json"
LARGEST_FILE = 2**31
# Where a zip has the name of its first member, which in ours is the manifest.
FIRST_NAME_AT = 30
FIRST_BYTES = FIRST_NAME_AT + len(MANIFEST)
# The manifest, perhaps in one folder.
DEEPEST = 2


class Outgoing(ABC):
    """An export being written."""

    @abstractmethod
    def put(self, name: str, data: bytes) -> None:
        """Write one file of it; ``name`` has parts with ``/`` between."""


class _Folder(Outgoing):
    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, name: str, data: bytes) -> None:
        place = self._root / name
        for folder in reversed(PurePosixPath(name).parents[:-1]):
            (self._root / folder).mkdir(exist_ok=True, mode=0o700)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OURS_ALONE)
        with os.fdopen(handle, "wb") as file:
            file.write(data)


class _Zip(Outgoing):
    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file

    def put(self, name: str, data: bytes) -> None:
        member = zipfile.ZipInfo(name, NO_TIME)
        member.external_attr = OURS_ALONE << 16
        stored = name.endswith(PACKED)
        member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        self._file.writestr(member, data, compresslevel=1)


@contextmanager
def outgoing(target: Path) -> Iterator[Outgoing]:
    """Open a place to write an export to: a zip when the name says so, a folder otherwise.

    Raises
    ------
    StoreUnwritable
        When something is there already: nothing is ever overwritten.
    """
    if target.exists() or target.is_symlink():
        raise StoreUnwritable(
            f"There is something at {target} already. Nothing was written. Choose another name."
        )
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        with writing_to(target):
            _clear(unfinished)
            with _opened(unfinished, as_zip=target.suffix.lower() == ".zip") as place:
                yield place
            _all_to_disk(unfinished)
            unfinished.rename(target)
            to_disk(target.parent)
    except BaseException:
        _clear(unfinished)
        raise


@contextmanager
def _opened(unfinished: Path, *, as_zip: bool) -> Iterator[Outgoing]:
    if not as_zip:
        unfinished.mkdir(mode=0o700)
        yield _Folder(unfinished)
        return
    handle = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, OURS_ALONE)
    with os.fdopen(handle, "w+b") as file, zipfile.ZipFile(file, "w") as archive:
        yield _Zip(archive)


def _clear(unfinished: Path) -> None:
    if unfinished.is_dir():
        shutil.rmtree(unfinished, ignore_errors=True)
    else:
        unfinished.unlink(missing_ok=True)


def _all_to_disk(unfinished: Path) -> None:
    files = unfinished.rglob("*") if unfinished.is_dir() else (unfinished,)
    for file in files:
        to_disk(file)


class Incoming(ABC):
    """An export being read. ``read`` gives a file's bytes, or None when it is not there."""

    @abstractmethod
    def read(self, name: str) -> bytes | None:
        """Read one file of it."""


class _InFolder(Incoming):
    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, name: str) -> bytes | None:
        place = self._root / name
        # A link could lead anywhere; an export has none.
        if place.is_symlink() or not place.is_file():
            return None
        if place.stat().st_size > LARGEST_FILE:
            raise _too_large(name)
        return place.read_bytes()


class _InZip(Incoming):
    def __init__(self, file: zipfile.ZipFile, root: str) -> None:
        self._file, self._root = file, root

    def read(self, name: str) -> bytes | None:
        try:
            member = self._file.getinfo(f"{self._root}{name}")
        except KeyError:
            return None
        try:
            with self._file.open(member) as stream:
                data = stream.read(LARGEST_FILE)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
            raise NotAnExport(f"{name} of this export cannot be read: {error}") from error
        if len(data) == LARGEST_FILE:
            raise _too_large(name)
        return data


def _too_large(name: str) -> NotAnExport:
    return NotAnExport(f"{name} of this export is larger than anything Plimsoll writes")


@contextmanager
def incoming(source: Path) -> Iterator[Incoming]:
    """Open an export to read it.

    Raises
    ------
    NotAnExport
        When there is none at this place.
    """
    with ExitStack() as stack:
        place = _found(source, stack)
        if place is None:
            raise NotAnExport(f"{source} is no export of Plimsoll")
        yield place


def is_there(source: Path) -> bool:
    """Whether an export lies at a place, a folder or a zip."""
    with ExitStack() as stack:
        return _found(source, stack) is not None


def _may_be_read(source: Path) -> bool:
    """Whether a file is a zip whose list of members is worth reading: ours, or not too long."""
    with source.open("rb") as file:
        if file.read(FIRST_BYTES)[FIRST_NAME_AT:] == MANIFEST.encode():
            return True
        try:
            check_directory(file, Limits())
        except TooLarge:
            return False
        return zipfile.is_zipfile(file)


def _found(source: Path, stack: ExitStack) -> Incoming | None:
    if source.is_dir():
        return _InFolder(source) if (source / MANIFEST).is_file() else None
    if not source.is_file() or not _may_be_read(source):
        return None
    try:
        file = stack.enter_context(zipfile.ZipFile(source))
    except zipfile.BadZipFile:
        return None
    # Whoever packs the folder themselves packs it with its name around everything.
    places = [PurePosixPath(name) for name in file.namelist() if name.endswith(MANIFEST)]
    roots = [
        "".join(f"{part}/" for part in p.parts[:-1]) for p in places if len(p.parts) <= DEEPEST
    ]
    exact = [root for root in roots if f"{root}{MANIFEST}" in file.NameToInfo]
    return _InZip(file, min(exact, key=len)) if exact else None
