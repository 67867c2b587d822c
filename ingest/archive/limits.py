"""How much of an archive is read before it is called too large."""

from dataclasses import dataclass
from typing import IO

from ingest.errors import TooLarge

MEBIBYTE = 2**20
CHUNK = MEBIBYTE
# Deflate reaches 1032:1 on zeros; a GPX of a treadmill hour, all points alike, about 40:1.
BOMB_RATIO = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts and sizes in bytes; ``depth`` is how many archives may lie inside each other.

    An inner archive of up to ``in_memory_bytes`` is unpacked at once, a larger one read in place.
    """

    members: int = 50_000
    directory_bytes: int = 16 * MEBIBYTE
    file_bytes: int = 128 * MEBIBYTE
    archive_bytes: int = 4096 * MEBIBYTE
    in_memory_bytes: int = 32 * MEBIBYTE
    ratio: int = BOMB_RATIO
    depth: int = 2


def read_up_to(stream: IO[bytes], limit: int, packed_bytes: int | None, limits: Limits) -> bytes:
    """Read a stream to its end, in pieces, and stop as soon as it is too long.

    Parameters
    ----------
    stream : file object
        What to read; it may unpack as it is read.
    limit : int
        Most bytes to accept.
    packed_bytes : int or None
        Bytes it took in the archive; None when it is not packed.
    limits : Limits
        For the ratio of unpacked to packed bytes.

    Raises
    ------
    TooLarge
        With a sentence, before more than a piece beyond the limit was read.
    """
    pieces, length = [], 0
    most = limit
    if packed_bytes is not None:
        most = min(limit, max(CHUNK, packed_bytes * limits.ratio))
    while piece := stream.read(CHUNK):
        length += len(piece)
        if length > most:
            raise too_long(limit) if most == limit else bomb(limits)
        pieces.append(piece)
    return b"".join(pieces)


def too_long(limit: int) -> TooLarge:
    """Say that a file is over the limit of bytes."""
    return TooLarge(
        f"This file is larger than {limit // MEBIBYTE} MB, far beyond any watch's recording. "
        "It was left out; if it is an archive, unpack it and add what is inside."
    )


def bomb(limits: Limits) -> TooLarge:
    """Say that a file unpacks to far more than its size."""
    return TooLarge(
        f"This file unpacks to over {limits.ratio} times its size, which no recording does. "
        "It was left out; if you trust it, unpack it yourself and add the file inside."
    )
