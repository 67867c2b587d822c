"""gz: unpack with a limit; a file cut off gives what was there."""

import zlib

from ingest.archive.limits import CHUNK, Limits, bomb, too_long
from ingest.errors import DamagedFile

GZ_MAGIC = b"\x1f\x8b"
GZ_WINDOW = 31


def gunzip(data: bytes, limits: Limits) -> bytes:
    """Unpack gz bytes, of one or several streams in a row.

    What follows a cut or a fault is lost; the reader of the file inside then says what is missing.

    Raises
    ------
    TooLarge
        When it unpacks to too much.
    DamagedFile
        When nothing could be unpacked.
    """
    pieces: list[bytes] = []
    room = min(limits.file_bytes, max(CHUNK, len(data) * limits.ratio))
    rest = data
    while rest.startswith(GZ_MAGIC):
        unpacker = zlib.decompressobj(GZ_WINDOW)
        piece = _unpack(unpacker, rest, room + 1)
        room -= len(piece)
        if room < 0:
            raise too_long(limits.file_bytes) if len(data) > CHUNK else bomb(limits)
        pieces.append(piece)
        rest = unpacker.unused_data
    whole = b"".join(pieces)
    if not whole:
        raise DamagedFile(
            "This gz file is damaged: nothing in it can be unpacked. Copy or download it again."
        )
    return whole


def _unpack(unpacker: "zlib._Decompress", data: bytes, most: int) -> bytes:
    pieces: list[bytes] = []
    length = 0
    try:
        while data and length < most:
            piece = unpacker.decompress(data, min(CHUNK, most - length))
            pieces.append(piece)
            length += len(piece)
            data = unpacker.unconsumed_tail
    except zlib.error:
        pass
    return b"".join(pieces)
