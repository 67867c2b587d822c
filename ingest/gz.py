"""One gz-wrapped file: unpack it, up to a limit; what a cut left is kept."""

import zlib
from collections.abc import Iterator

from ingest.errors import DamagedFile, TooLarge

MAGIC = b"\x1f\x8b"
GZIP_WINDOW = 31
CHUNK_BYTES = 2**20
# Fed in small pieces, so that a member hands back little when it ends: a file of a million
# members would otherwise be copied a million times.
FED_BYTES = 2**14
MOST_BYTES = 256 * 2**20
# Block-wise writers make a member of 64 KiB each.
MOST_MEMBERS = 10_000
# Deflate reaches 1032:1 on zeros; a GPX whose points are all alike reaches about 40:1.
MOST_RATIO = 200
# Up to here a short file may be as repetitive as it likes.
FREE_BYTES = 8 * 2**20


def gunzip(data: bytes, most_bytes: int = MOST_BYTES) -> bytes:
    """Unpack gz bytes, of one or several members in a row; other bytes come back as they are.

    Parameters
    ----------
    data : bytes
        A file that may be gz.
    most_bytes : int
        Unpacked size to accept. Beyond 8 MiB it may at no point be over 200 times what was read.

    Raises
    ------
    TooLarge
        It unpacks to more, or has over 10,000 members.
    DamagedFile
        Nothing in it can be unpacked.
    """
    if not data.startswith(MAGIC):
        return data
    pieces: list[bytes] = []
    length = 0
    for piece, fed in _unpacked(data):
        pieces.append(piece)
        length += len(piece)
        if length > min(most_bytes, max(FREE_BYTES, fed * MOST_RATIO)):
            raise _too_large()
    if not length:
        raise DamagedFile(
            "This gz file is damaged: nothing in it can be unpacked. Copy or download it again."
        )
    return b"".join(pieces)


def _unpacked(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield what unpacks, piece by piece, each with the bytes read so far."""
    at = 0
    for _ in range(MOST_MEMBERS):
        member = zlib.decompressobj(GZIP_WINDOW)
        while not member.eof:
            fed = data[at : at + FED_BYTES]
            try:
                piece = member.decompress(fed, CHUNK_BYTES)
            except zlib.error:
                return  # a fault: the reader of what is inside says what is missing
            if not (fed or piece):
                return  # a cut
            at += len(fed) - len(member.unconsumed_tail) - len(member.unused_data)
            yield piece, at
        if not data.startswith(MAGIC, at):
            return
    raise _too_large()


def _too_large() -> TooLarge:
    return TooLarge(
        "This gz file unpacks to far more than any recording holds and was left out. "
        "If you trust it, unpack it yourself and add the file inside."
    )
