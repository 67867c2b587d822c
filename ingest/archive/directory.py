"""Count a zip's members before Python builds an object for each: 100,000 of them take seconds."""

import struct
from typing import IO

from ingest.archive.limits import Limits
from ingest.errors import TooLarge

END = b"PK\x05\x06"
END_BYTES = 22
ENTRY = b"PK\x01\x02"
LONGEST_COMMENT = 65_535
ZIP64_END = b"PK\x06\x06"
ZIP64_END_BYTES = 56
ZIP64_LOCATOR = b"PK\x06\x07"
ZIP64_BYTES = ZIP64_END_BYTES + 20


def check_directory(stream: IO[bytes], limits: Limits) -> None:
    """Refuse a zip with too many members, whatever it says of their number.

    A stream without an end record is left for whoever reads cut archives.

    Raises
    ------
    TooLarge
        With a sentence.
    """
    found = _directory(stream)
    if found is None:
        return
    begin, size = found
    if size > limits.directory_bytes or _entries(stream, begin, size) > limits.members:
        raise TooLarge(
            f"This archive lists more than {limits.members:,} files. It was left out; "
            "make smaller archives, or unpack it and add the folder."
        )


def _entries(stream: IO[bytes], begin: int, size: int) -> int:
    stream.seek(max(0, begin))
    return stream.read(size).count(ENTRY)


def _directory(stream: IO[bytes]) -> tuple[int, int] | None:
    """Where the central directory really begins, and its length; None without an end record."""
    length = stream.seek(0, 2)
    tail_begin = max(0, length - END_BYTES - LONGEST_COMMENT - ZIP64_BYTES)
    stream.seek(tail_begin)
    tail = stream.read()
    at = len(tail) - END_BYTES
    if tail[at : at + len(END)] != END:
        at = tail.rfind(END, 0, max(0, at + len(END)))
    if at < 0:
        return None
    zip64 = tail[max(0, at - ZIP64_BYTES) : at]
    if zip64.startswith(ZIP64_END) and zip64[ZIP64_END_BYTES:].startswith(ZIP64_LOCATOR):
        (size,) = struct.unpack_from("<Q", zip64, 40)
        at -= ZIP64_BYTES
    else:
        (size,) = struct.unpack_from("<L", tail, at + 12)
    return tail_begin + at - size, size
