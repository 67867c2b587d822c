"""Times in message headers: five bits that count on from the last full time of any message."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.fit.scan import ScannedPart
from ingest.fit.walk import Places

_COMPRESSED = 0x80
_FIVE_BITS = 0x1F
_NO_TIME = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, eq=False)
class HeaderTimes:
    """``seconds[i]`` since FIT's zero is the time in the header of the message at ``starts[i]``."""

    starts: Places
    seconds: Places

    def at(self, starts: Places) -> tuple[Places, NDArray[np.bool_]]:
        """Return the header times of some messages, and which of them have one."""
        if not len(self.starts):
            return np.zeros_like(starts), np.zeros(len(starts), dtype=np.bool_)
        found = np.minimum(np.searchsorted(self.starts, starts), len(self.starts) - 1)
        return self.seconds[found], self.starts[found] == starts


def header_times(part: ScannedPart) -> HeaderTimes:
    """Resolve all compressed times of a part, in file order.

    A header that comes before any full time counts from zero, like a watch that was just switched
    on.
    """
    if not part.has_compressed_times:
        nothing = np.empty(0, dtype=np.int64)
        return HeaderTimes(nothing, nothing)
    everything = np.frombuffer(part.data, np.uint8)
    starts, kinds = part.located()
    headers = everything[starts].astype(np.int64)
    compressed = (headers & _COMPRESSED) != 0
    full_at, full = _full_times(part, everything, starts, kinds)
    # A full time in a message of its own compressed header comes first: the sort is stable.
    at = np.concatenate(([-1], full_at, starts[compressed]))
    value = np.concatenate(([0], full, headers[compressed] & _FIVE_BITS))
    is_header = np.arange(len(at)) > len(full)
    order = np.argsort(at, kind="stable")
    counted = _count_on(value[order], is_header[order])
    return HeaderTimes(at[order][is_header[order]], counted[is_header[order]])


def _full_times(
    part: ScannedPart, everything: NDArray[np.uint8], starts: Places, kinds: Places
) -> tuple[Places, Places]:
    places = [0 if d.timestamp_at is None else d.timestamp_at for d in part.definitions]
    at = np.array(places, dtype=np.int64)[kinds]
    is_big = np.array([d.order == "big" for d in part.definitions], dtype=np.bool_)[kinds]
    has_time = at > 0
    first = (starts + at)[has_time]
    raw = np.zeros(len(first), dtype=np.int64)
    for byte in range(4):
        shift = np.where(is_big[has_time], 24 - 8 * byte, 8 * byte)
        raw |= everything[first + byte].astype(np.int64) << shift
    known = raw != _NO_TIME
    return starts[has_time][known], raw[known]


def _count_on(value: Places, is_header: NDArray[np.bool_]) -> Places:
    low = value & _FIVE_BITS
    step = np.where(is_header[1:], (low[1:] - low[:-1]) & _FIVE_BITS, 0)
    passed = np.concatenate(([0], np.cumsum(step)))
    last_full = np.maximum.accumulate(np.where(is_header, 0, np.arange(len(value))))
    return np.asarray(value[last_full] + passed - passed[last_full], dtype=np.int64)
