"""A large archive inside another one, read in place: neither in memory nor on disk."""

import io
from collections import deque
from collections.abc import Callable
from typing import IO

from ingest.archive.limits import CHUNK, Limits, bomb, too_long

# A list of contents stands at the end of a zip, and is read first: so much of the end is kept.
KEPT_BYTES = 18 * 2**20


class Nested(io.RawIOBase):
    """An unpacked stream one can move about in; going back unpacks it again from the beginning.

    Parameters
    ----------
    open_again : callable
        Opens the stream at its beginning.
    length : int
        How much there is of it, unpacked.
    tail : bytes
        How it ends.
    """

    def __init__(self, open_again: Callable[[], IO[bytes]], length: int, tail: bytes) -> None:
        super().__init__()
        self._open_again = open_again
        self._length, self._tail = length, tail
        self._stream = open_again()
        self._at = self._stream_at = 0

    def readable(self) -> bool:
        """Say yes."""
        return True

    def seekable(self) -> bool:
        """Say yes."""
        return True

    def tell(self) -> int:
        """Return the place, in unpacked bytes from the beginning."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move; nothing is unpacked before the next read."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        """Read some bytes from the place on."""
        wanted = len(buffer)
        in_tail = self._at - (self._length - len(self._tail))
        piece = self._tail[in_tail : in_tail + wanted] if in_tail >= 0 else self._forward(wanted)
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        """Close the stream below."""
        self._stream.close()
        super().close()

    def _forward(self, wanted: int) -> bytes:
        if self._stream_at > self._at:
            self._stream.close()
            self._stream, self._stream_at = self._open_again(), 0
        while self._stream_at < self._at:
            passed = self._stream.read(min(CHUNK, self._at - self._stream_at))
            if not passed:
                return b""
            self._stream_at += len(passed)
        piece = self._stream.read(wanted)
        self._stream_at += len(piece)
        return piece


def measured(
    open_again: Callable[[], IO[bytes]], packed_bytes: int, limits: Limits
) -> tuple[int, bytes]:
    """Unpack a stream once and keep nothing but its length and its end.

    Raises
    ------
    TooLarge
        With a sentence, when it unpacks to too much, or to too much for ``packed_bytes``.
    """
    kept: deque[bytes] = deque()
    length = kept_bytes = 0
    most = max(CHUNK, packed_bytes * limits.ratio)
    with open_again() as stream:
        while piece := stream.read(CHUNK):
            length += len(piece)
            if length > min(limits.archive_bytes, most):
                raise too_long(limits.archive_bytes) if length <= most else bomb(limits)
            kept.append(piece)
            kept_bytes += len(piece)
            while kept_bytes - len(kept[0]) > KEPT_BYTES:
                kept_bytes -= len(kept.popleft())
    return length, b"".join(kept)
