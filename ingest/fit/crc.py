"""CRC-16 as FIT uses it, folded in NumPy: 1 MB in about a millisecond instead of a second."""

from functools import cache
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

_Words = NDArray[np.uint16]
_POLYNOMIAL = 0xA001


def crc16(data: bytes) -> int:
    """Return the CRC-16 of some bytes: polynomial 0x8005 reflected, start 0 (CRC-16/ARC).

    The CRC is linear, so neighbours can be joined pairwise: crc(a + b) = shift(crc(a), len(b)) ^
    crc(b). The shift by 2, 4, 8, ... bytes is a table lookup, and leading zeros change nothing.
    """
    even = len(data) & ~1
    shifts = iter(_shift_tables())
    parts = next(shifts)[np.frombuffer(data, "<u2", even // 2)]
    for shift in shifts:
        if len(parts) <= 1:
            break
        if len(parts) % 2:
            parts = np.concatenate((np.zeros(1, np.uint16), parts))
        parts = shift[parts[0::2]] ^ parts[1::2]
    crc = int(parts[0]) if len(parts) else 0
    if len(data) > even:
        crc = (crc >> 8) ^ int(_byte_table()[(crc ^ data[-1]) & 0xFF])
    return crc


@cache
def _byte_table() -> _Words:
    table = np.arange(256, dtype=np.uint16)
    for _ in repeat(None, 8):
        table = np.where(table & 1, (table >> 1) ^ _POLYNOMIAL, table >> 1).astype(np.uint16)
    return table


@cache
def _shift_tables() -> tuple[_Words, ...]:
    # First the CRC of a lone two-byte word, which is also the shift by two bytes; then each table
    # is the one before applied twice. The last one shifts by 64 MB, more than a file may have.
    word = np.arange(65536, dtype=np.uint16)
    for _ in repeat(None, 2):
        word = (word >> 8) ^ _byte_table()[word & 0xFF]
    tables = [word, word]
    for _ in repeat(None, 25):
        tables.append(tables[-1][tables[-1]])
    return tuple(tables)
