"""FIT bytes -> parts with every message located; damage is returned as problems."""

import re
from dataclasses import dataclass

import numpy as np

from ingest.errors import EmptyFile, TooLarge, UnknownFormat
from ingest.fit.crc import crc16
from ingest.fit.definitions import Definition
from ingest.fit.walk import MAX_MESSAGES, Places, Walk, locate
from ingest.tables import Problem

MAX_BYTES = 32 * 2**20
MAX_PARTS = 50

_MAGIC = b".FIT"
_SHORTEST_HEADER = 12
_HEADER = re.compile(rb"[\x0c\x0e].{7}\.FIT", re.DOTALL)
_LONGEST_CUT = 255
_MAX_RESUMES = 64
_COMPRESSED_TIME = 0x80


@dataclass(frozen=True, slots=True, eq=False)
class ScannedPart:
    """One FIT file of a chain, as runs of messages of one header, in the file's order.

    Run ``i`` has ``run_counts[i]`` messages, the first at byte ``run_starts[i]`` of ``data``, laid
    out as ``definitions[run_kinds[i]]`` says.
    """

    data: bytes
    definitions: tuple[Definition, ...]
    run_starts: Places
    run_counts: Places
    run_kinds: Places
    problems: tuple[Problem, ...]

    @property
    def n_messages(self) -> int:
        """How many messages there are."""
        return int(self.run_counts.sum())

    @property
    def has_compressed_times(self) -> bool:
        """Whether any header holds a time."""
        headers = np.frombuffer(self.data, np.uint8)[self.run_starts]
        return bool((headers & _COMPRESSED_TIME).any())

    def counts(self) -> Places:
        """Return how many messages each of ``definitions`` has."""
        counts = np.zeros(len(self.definitions), dtype=np.int64)
        np.add.at(counts, self.run_kinds, self.run_counts)
        return counts

    def runs_of(self, message: int) -> Places:
        """Return which runs hold messages of this number of the profile."""
        wanted = np.array([d.message == message for d in self.definitions], dtype=np.bool_)
        return np.flatnonzero(wanted[self.run_kinds]) if len(wanted) else self.run_kinds

    def located(self, runs: Places | None = None) -> tuple[Places, Places]:
        """Return the start and the kind of every message, of these runs or of all."""
        chosen = slice(None) if runs is None else runs
        sizes = [definition.size for definition in self.definitions]
        return locate(
            self.run_starts[chosen], self.run_counts[chosen], self.run_kinds[chosen], sizes
        )


@dataclass(frozen=True, slots=True)
class _Bounds:
    start: int
    end: int
    problems: tuple[Problem, ...]
    is_whole: bool


def sniff(data: bytes) -> bool:
    """Say whether the bytes begin with a FIT header."""
    return data[8:12] == _MAGIC and data[0] >= _SHORTEST_HEADER


def scan(data: bytes) -> tuple[ScannedPart, ...]:
    """Locate every message of every part of a FIT file.

    Raises
    ------
    EmptyFile, UnknownFormat, TooLarge
        No bytes at all; no FIT header; over the limit of bytes, parts or messages.
    """
    _refuse_early(data)
    parts: list[ScannedPart] = []
    position: int | None = 0
    while position is not None:
        if len(parts) == MAX_PARTS:
            raise TooLarge(
                f"This FIT file is a chain of more than {MAX_PARTS} files. Add them one by one."
            )
        bounds = _bounds(data, position)
        position, trailing = _next_header(data, bounds)
        left = MAX_MESSAGES - sum(part.n_messages for part in parts)
        walk = Walk(data if bounds.end == len(data) else data[: bounds.end], left)
        problems = (*bounds.problems, *_walk(walk, bounds), *trailing)
        parts.append(_part(walk, problems))
    return tuple(parts)


def _part(walk: Walk, problems: tuple[Problem, ...]) -> ScannedPart:
    return ScannedPart(walk.data, tuple(walk.definitions), *walk.runs(), problems)


def _refuse_early(data: bytes) -> None:
    if not data:
        raise EmptyFile(
            "This file is empty: it has no bytes at all. Export it from the watch again."
        )
    if not sniff(data):
        raise UnknownFormat("This is not a FIT file: it does not begin with a FIT header.")
    if len(data) > MAX_BYTES:
        raise TooLarge(
            f"This FIT file has {len(data) / 2**20:.0f} MB; the limit is {MAX_BYTES // 2**20} MB. "
            "Even a day on a bike stays below 20 MB."
        )


def _bounds(data: bytes, position: int) -> _Bounds:
    start = position + data[position]
    declared = int.from_bytes(data[position + 4 : position + 8], "little")
    end = start + declared
    if (declared == 0 and not _is_empty(data, position, start)) or end > len(data):
        return _Bounds(
            start, _next_magic(data, start), (_cut(data, start, declared),), is_whole=False
        )
    stored = data[end : end + 2]
    if stored == crc16(data[position:end]).to_bytes(2, "little"):
        return _Bounds(start, end, (), is_whole=True)
    if end + 2 < len(data) == _next_magic(data, end):
        return _Bounds(start, len(data), (_grown(start, len(data) - end),), is_whole=False)
    message = (
        "The file's check sum does not match its content, so some byte was changed after the watch "
        "wrote it. Everything readable was kept."
    )
    return _Bounds(start, end, (Problem("crc", message, at_byte=end),), is_whole=True)


def _is_empty(data: bytes, position: int, start: int) -> bool:
    # A file of no messages is a whole one when its check sum stands where it should.
    return data[start : start + 2] == crc16(data[position:start]).to_bytes(2, "little")


def _grown(start: int, more: int) -> Problem:
    message = (
        f"The recording was never finished: the file goes on for {more:,} bytes after the end that "
        "its header names. They were read as well."
    )
    return Problem("unfinished", message, at_byte=start)


def _cut(data: bytes, start: int, declared: int) -> Problem:
    if declared == 0:
        message = (
            "The recording was never finished: the watch stopped before it closed the file. "
            "Everything it had written was kept."
        )
        return Problem("unfinished", message, at_byte=start)
    message = (
        f"The file was cut off: {start + declared + 2 - len(data):,} of its "
        f"{start + declared + 2:,} bytes are missing at the end. Everything before was kept."
    )
    return Problem("truncated", message, at_byte=len(data))


def _next_magic(data: bytes, start: int) -> int:
    found = _HEADER.search(data, start)
    return found.start() if found else len(data)


def _next_header(data: bytes, bounds: _Bounds) -> tuple[int | None, tuple[Problem, ...]]:
    after = min(bounds.end + 2, len(data)) if bounds.is_whole else bounds.end
    found = _next_magic(data, after)
    position = found if found < len(data) else None
    if found == after:
        return position, ()
    message = (
        f"{found - after:,} bytes after the end of the recording belong to nothing and were "
        "left out."
    )
    return position, (Problem("trailing_bytes", message, at_byte=after),)


def _walk(walk: Walk, bounds: _Bounds) -> tuple[Problem, ...]:
    stopped = walk.run(bounds.start)
    damage: list[int] = []
    lost = 0
    while stopped < bounds.end and len(damage) < _MAX_RESUMES:
        resumed = walk.resume(stopped)
        if resumed is None:
            break
        damage.append(stopped)
        lost += resumed[1]
        stopped = walk.run(resumed[0])
    # What is left of an unfinished part may be its check sum; of a cut one, half a message.
    if stopped < bounds.end and (bounds.is_whole or bounds.end - stopped > _LONGEST_CUT):
        return (*_bridged(damage, lost), _gave_up(stopped, bounds.end))
    return _bridged(damage, lost)


def _bridged(damage: list[int], lost: int) -> tuple[Problem, ...]:
    if not damage:
        return ()
    places = f"near byte {damage[0]:,}" if len(damage) == 1 else f"in {len(damage)} places"
    message = (
        f"The file is damaged {places}. Reading went on behind the damage; {lost} "
        f"{'sample' if lost == 1 else 'samples'} there could not be saved."
    )
    return (Problem("damaged", message, at_byte=damage[0], records_lost=lost),)


def _gave_up(stopped: int, end: int) -> Problem:
    message = (
        f"The file is damaged from byte {stopped:,} on: {end - stopped:,} bytes could not be read. "
        "Everything before was kept."
    )
    return Problem("damaged", message, at_byte=stopped)
