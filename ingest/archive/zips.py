"""zip: its entries, each guarded, read one at a time."""

import lzma
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, Protocol
from zipfile import BadZipFile, ZipFile, ZipInfo

from ingest.archive.directory import check_directory
from ingest.archive.limits import CHUNK, Limits, bomb, read_up_to, too_long
from ingest.archive.names import check_name, is_noise
from ingest.errors import DamagedFile, PasswordProtected, UnknownFormat, UnsafeFile

ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
ENCRYPTED = 0x1
# XLSX, DOCX and their like are zips; their parts are no files of the person's.
OFFICE_MARK = "[Content_Types].xml"
# What zipfile raises when the bytes are not what the list of contents says.
FAULTS = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)


class BrokenZip(Exception):
    """The list of contents is missing or unreadable; members may still be found one by one."""


class Entry(Protocol):
    """One file in an archive."""

    @property
    def name(self) -> str:
        """Path within the archive."""

    @property
    def is_zip(self) -> bool:
        """Whether it is an archive itself."""

    @property
    def place(self) -> tuple[int, Callable[[], IO[bytes]]] | None:
        """Its packed length and how to open it, where it may be read bit by bit; else None."""

    def read(self, limit: int) -> bytes:
        """Return its bytes, at most ``limit`` of them, or raise an IngestError."""


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """One file of a zip with an intact list of contents."""

    archive: ZipFile
    info: ZipInfo
    limits: Limits

    @property
    def name(self) -> str:
        """Path within the archive."""
        return self.info.orig_filename

    @property
    def is_zip(self) -> bool:
        """Whether its name says it is an archive; opening each to see would double the work."""
        return self.name.lower().endswith(".zip")

    @property
    def place(self) -> tuple[int, Callable[[], IO[bytes]]] | None:
        """Its packed length and how to open it, unless :meth:`read` would refuse it."""
        size, limits = self.info.file_size, self.limits
        is_large = limits.in_memory_bytes < size <= limits.archive_bytes
        is_bomb = size > self.info.compress_size * limits.ratio
        if self.info.flag_bits & ENCRYPTED or is_bomb or not is_large:
            return None
        check_name(self.info)
        return self.info.compress_size, partial(self.archive.open, self.info)

    def head(self, n_bytes: int) -> bytes:
        """Unpack only how it begins; nothing where that fails."""
        try:
            with self.archive.open(self.info) as stream:
                return stream.read(n_bytes)
        except FAULTS:
            return b""

    def read(self, limit: int) -> bytes:
        """Unpack it.

        Raises
        ------
        UnsafeFile, PasswordProtected, TooLarge, DamagedFile
            With a sentence.
        """
        check_name(self.info)
        if self.info.flag_bits & ENCRYPTED:
            raise locked()
        self._check_declared(limit)
        try:
            with self.archive.open(self.info) as stream:
                return read_up_to(stream, limit, self.info.compress_size, self.limits)
        except FAULTS as error:
            raise DamagedFile(
                "This file is damaged inside its archive and cannot be unpacked. "
                "Copy or download the archive again."
            ) from error

    def _check_declared(self, limit: int) -> None:
        size, packed = self.info.file_size, self.info.compress_size
        if size > max(CHUNK, packed * self.limits.ratio):
            raise bomb(self.limits)
        if size > limit:
            raise too_long(limit)


def locked() -> PasswordProtected:
    """Say that a member asks for a password."""
    return PasswordProtected(
        "This file is locked with a password inside its archive. "
        "Unpack it with the password and add what is inside."
    )


def entries(stream: IO[bytes], limits: Limits) -> Iterator[ZipEntry]:
    """Walk through a zip's files as they lie in it; folders and hidden files are left out.

    Raises
    ------
    BrokenZip
        Without a readable list of contents.
    TooLarge
        With more members than allowed.
    UnknownFormat
        For an office document, which is a zip too.
    UnsafeFile
        When members overlap, as in a bomb that repeats one piece thousands of times.
    """
    check_directory(stream, limits)
    length = stream.seek(0, 2)
    try:
        archive = ZipFile(stream)
    except FAULTS as error:
        raise BrokenZip from error
    with archive:
        infos = archive.infolist()
        if any(info.orig_filename == OFFICE_MARK for info in infos):
            raise UnknownFormat(
                "This is an office document (a table, a text), not a recording. Choose the FIT, "
                "GPX or TCX file from your watch or its app."
            )
        if sum(info.compress_size for info in infos) > length:
            raise UnsafeFile(
                "The files in this archive overlap, as in archives made to do harm. "
                "It was left out; make the archive again if it is yours."
            )
        for info in sorted(infos, key=lambda info: info.header_offset):
            if not is_noise(info.orig_filename):
                yield ZipEntry(archive, info, limits)
