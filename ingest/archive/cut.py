"""A zip whose end is missing: find its files one by one from the front."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from zipfile import ZipInfo

from ingest.archive.limits import CHUNK, Limits, bomb, too_long
from ingest.archive.names import check_name, is_noise
from ingest.archive.zips import ENCRYPTED, ZIP_MAGICS, locked
from ingest.errors import DamagedFile, TooLarge

HEADER = struct.Struct("<4s5H3L2H")
SIZES_FOLLOW = 0x8
UTF8_NAME = 0x800
STORED, DEFLATED = 0, 8
RAW_WINDOW = -15
# What may stand between a file of unknown size and the next: nothing, or its sizes, four ways.
TRAILERS = (0, 12, 16, 20, 24)


@dataclass(frozen=True, slots=True)
class RescuedEntry:
    """One file of a zip without a list of contents; the last one may be cut itself."""

    stream: IO[bytes]
    info: ZipInfo
    begin: int
    limits: Limits

    @property
    def name(self) -> str:
        """Path within the archive."""
        return self.info.orig_filename

    @property
    def is_zip(self) -> bool:
        """Whether its name says it is an archive."""
        return self.name.lower().endswith(".zip")

    @property
    def place(self) -> None:
        """None: what is left of it is unpacked at once."""
        return None

    def read(self, limit: int) -> bytes:
        """Unpack what is there of it.

        Raises
        ------
        UnsafeFile, PasswordProtected, TooLarge, DamagedFile
            With a sentence.
        """
        check_name(self.info)
        if self.info.flag_bits & ENCRYPTED:
            raise locked()
        if self.info.compress_type not in (STORED, DEFLATED):
            raise DamagedFile(
                "This file lies in a damaged archive, packed in a way that needs the missing "
                "list of contents. Copy or download the archive again."
            )
        data = b"".join(self._pieces(limit))
        if not data:
            raise DamagedFile("Nothing of this file is left in the damaged archive.")
        return data

    def _pieces(self, limit: int) -> Iterator[bytes]:
        length = 0
        packed = _packed(self.stream, self.begin, self.info.compress_size)
        most = max(CHUNK, self.info.compress_size * self.limits.ratio)
        for piece in _inflated(packed) if self.info.compress_type == DEFLATED else packed:
            length += len(piece)
            if length > min(limit, most):
                raise too_long(limit) if limit < most else bomb(self.limits)
            yield piece


def rescued(stream: IO[bytes], limits: Limits) -> Iterator[RescuedEntry]:
    """Walk from one file's header to the next, as far as they follow each other.

    Raises
    ------
    TooLarge
        With more members than allowed, or one of unknown size that unpacks to too much.
    """
    at = 0
    for _ in range(limits.members):
        found = _header(stream, at)
        if found is None:
            return
        info, begin = found
        end = begin + info.compress_size
        if info.flag_bits & SIZES_FOLLOW:
            if info.compress_type != DEFLATED:
                return
            end = _end_of_deflate(stream, begin, limits)
            info.compress_size = end - begin
        if not is_noise(info.orig_filename):
            yield RescuedEntry(stream, info, begin, limits)
        at = _next(stream, end)
    raise TooLarge(
        f"This damaged archive holds more than {limits.members:,} files. "
        "Copy or download it again, in smaller parts."
    )


def _header(stream: IO[bytes], at: int) -> tuple[ZipInfo, int] | None:
    stream.seek(at)
    raw = stream.read(HEADER.size)
    if len(raw) < HEADER.size or not raw.startswith(ZIP_MAGICS[0]):
        return None
    _, _, flags, method, _, _, _, packed, size, name_length, extra_length = HEADER.unpack(raw)
    name = stream.read(name_length).decode("utf-8" if flags & UTF8_NAME else "cp437", "replace")
    if not name:
        return None
    info = ZipInfo(name)
    info.flag_bits, info.compress_type = flags, method
    info.compress_size, info.file_size = packed, size
    return info, at + HEADER.size + name_length + extra_length


def _next(stream: IO[bytes], end: int) -> int:
    stream.seek(end)
    after = stream.read(max(TRAILERS) + 4)
    starts = (gap for gap in TRAILERS if after[gap:].startswith(ZIP_MAGICS[0]))
    return end + next(starts, 0)


def _end_of_deflate(stream: IO[bytes], begin: int, limits: Limits) -> int:
    """Find where a deflate stream ends, by unpacking it and keeping nothing."""
    stream.seek(begin)
    unpacker = zlib.decompressobj(RAW_WINDOW)
    fed = length = 0
    try:
        while not unpacker.eof:
            data = unpacker.unconsumed_tail or stream.read(CHUNK)
            fed += 0 if unpacker.unconsumed_tail else len(data)
            if not data:
                break
            length += len(unpacker.decompress(data, CHUNK))
            if length > max(CHUNK, fed * limits.ratio):
                raise bomb(limits)
    except zlib.error:
        return begin + fed
    return begin + fed - len(unpacker.unused_data)


def _packed(stream: IO[bytes], begin: int, length: int) -> Iterator[bytes]:
    stream.seek(begin)
    while length > 0 and (piece := stream.read(min(CHUNK, length))):
        length -= len(piece)
        yield piece


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(RAW_WINDOW)
    for piece in packed:
        data = piece
        while data:
            try:
                yield unpacker.decompress(data, CHUNK)
            except zlib.error:
                return
            data = unpacker.unconsumed_tail
