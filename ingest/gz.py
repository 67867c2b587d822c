"""One gz-wrapped file: unpack it, up to a limit; what a cut left is kept."""

import zlib

from ingest.errors import DamagedFile, TooLarge

MAGIC = b"\x1f\x8b"
GZIP_WINDOW = 31
CHUNK_BYTES = 2**20
MOST_BYTES = 256 * 2**20
# Deflate reaches 1032:1 on zeros; a GPX whose points are all alike reaches about 40:1.
MOST_RATIO = 200


def gunzip(data: bytes, most_bytes: int = MOST_BYTES) -> bytes:
    """Unpack gz bytes, of one or several members in a row; other bytes come back as they are.

    Parameters
    ----------
    data : bytes
        A file that may be gz.
    most_bytes : int
        Unpacked size to accept; 200 times the packed size if that is less, but at least 1 MiB.

    Raises
    ------
    TooLarge
        It unpacks to more.
    DamagedFile
        Nothing in it can be unpacked.
    """
    if not data.startswith(MAGIC):
        return data
    limit = min(most_bytes, max(CHUNK_BYTES, len(data) * MOST_RATIO))
    pieces: list[bytes] = []
    length = 0
    rest = data
    while rest.startswith(MAGIC):
        member = zlib.decompressobj(GZIP_WINDOW)
        piece = _unpack(member, rest, limit + 1 - length)
        length += len(piece)
        if length > limit:
            raise TooLarge(
                "This gz file unpacks to far more than any recording holds and was left out. "
                "If you trust it, unpack it yourself and add the file inside."
            )
        pieces.append(piece)
        rest = member.unused_data
    if not length:
        raise DamagedFile(
            "This gz file is damaged: nothing in it can be unpacked. Copy or download it again."
        )
    return b"".join(pieces)


def _unpack(member: "zlib._Decompress", data: bytes, most_bytes: int) -> bytes:
    pieces: list[bytes] = []
    room = most_bytes
    try:
        while data and room > 0 and not member.eof:
            pieces.append(member.decompress(data, min(CHUNK_BYTES, room)))
            room -= len(pieces[-1])
            data = member.unconsumed_tail
    except zlib.error:
        pass  # a fault or a cut: the reader of what is inside says what is missing
    return b"".join(pieces)
