"""One walk over the record headers of a FIT part: where each message starts, without decoding."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ingest.errors import TooLarge
from ingest.fit.definitions import RECORD, Definition, definition_end, read_definition

Places: TypeAlias = NDArray[np.int64]
_Defined: TypeAlias = list[tuple[int, int]]  # since which run, and the kind

MAX_MESSAGES = 1_000_000
MAX_LAYOUTS = 1000  # a watch has some dozens; a few writers repeat one before every sample

_NO_DATA = 0xC0  # the two header bits that together say what a message is
_DEFINITION = 0x40
_COMPRESSED_TIME = 0x80
_LAST_COMPRESSED = 3
_LOCAL_NUMBERS = 16
_ANCHORS = 200
_MOST_MADE_UP = 1000
_DATED_AFTER = 3
_CHAIN = 12
_SEARCH_BYTES = 2048
_MOST_SEARCHED = 8192
_NEAR_S = 40 * 86_400
_FIRST_STRETCH = 32
_FEW_SPANS = 8
# Messages, after which those that follow are not expected to be like each other, and how many.
_A_LOOK, _A_STRETCH = 12, 200
# The local number in a header, by header.
_LOCAL = np.array([header >> 5 & 3 if header & 0x80 else header & 15 for header in range(256)])


def locate(
    starts: Places, counts: Places, kinds: Places, sizes: Sequence[int]
) -> tuple[Places, Places]:
    """Return the start and the kind of every message of some runs, in their order.

    Parameters
    ----------
    starts, counts, kinds : ndarray of int
        Of each run: the byte where it starts, how many messages it has, and their kind.
    sizes : sequence of int
        Of each kind: the bytes of a message.
    """
    size = np.array(sizes, dtype=np.int64)[kinds] if len(kinds) else kinds
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(starts, counts) + within * np.repeat(size, counts), np.repeat(kinds, counts)


def _spans(defined: _Defined, n_runs: int) -> Iterator[tuple[tuple[int, int], int]]:
    """Give what a local number was defined as, each with the run before which that ends."""
    return zip(defined, [*(since for since, _ in defined[1:]), n_runs], strict=True)


def _longest(defined: _Defined, n_runs: int) -> int:
    """Give the kind that a local number means for the longest time; most mean only one."""
    if len(defined) < 2:  # noqa: PLR2004
        return defined[0][1] if defined else 0
    return max(_spans(defined, n_runs), key=lambda span: span[1] - span[0][0])[0][1]


def _too_many() -> TooLarge:
    return TooLarge(
        f"This FIT file holds more than {MAX_MESSAGES:,} messages, far more than any watch "
        "writes in one recording. Nothing was read from it."
    )


class Walk:
    """The state of reading one part: local message numbers mean what was last defined for them.

    Several messages of one header that follow each other are one run. Of each run only the start
    is noted, and how many more messages it has, where there are any; the kinds follow from what
    was defined before which run.
    """

    __slots__ = ("_defined", "_kinds", "_more", "_most", "_sizes", "_starts", "data", "definitions")

    def __init__(self, data: bytes, most: int = MAX_MESSAGES) -> None:
        self.data = data
        self._most = most
        self.definitions: list[Definition] = []
        self._starts = array("q")
        self._more: dict[int, int] = {}
        self._defined: list[_Defined] = [[] for _ in range(_LOCAL_NUMBERS)]
        self._kinds: dict[bytes, int] = {}
        self._sizes = [0] * 256

    def located(self) -> tuple[Places, Places]:
        """Return where each message starts and its kind, one row a message."""
        sizes = [definition.size for definition in self.definitions]
        return locate(*self.runs(), sizes)

    def runs(self) -> tuple[Places, Places, Places]:
        """Return of each run where it starts, how many messages it has, and their kind.

        The kind is the place of their definition in ``definitions``.
        """
        starts = np.array(self._starts, dtype=np.int64)
        counts = np.ones_like(starts)
        counts[list(self._more)] += np.fromiter(self._more.values(), np.int64)
        local = _LOCAL[np.frombuffer(self.data, np.uint8)[starts]]
        main = [_longest(defined, len(starts)) for defined in self._defined]
        kinds = np.array(main, dtype=np.int64)[local]
        for number, defined in enumerate(self._defined):
            if len(defined) > _FEW_SPANS:
                since, kind = np.array(defined, dtype=np.int64).T
                mine = np.flatnonzero(local == number)
                kinds[mine] = kind[np.searchsorted(since, mine, side="right") - 1]
                continue
            for (begin, other), end in _spans(defined, len(starts)) if len(defined) > 1 else ():
                if other != main[number]:
                    kinds[begin:end][local[begin:end] == number] = other
        return starts, counts, kinds

    def run(self, position: int) -> int:
        """Walk from ``position`` to the end or to the first thing that is no message.

        Returns
        -------
        int
            The byte where the walk stopped: ``len(self.data)`` when all was well.

        Raises
        ------
        TooLarge
            When the file holds more messages than ``MAX_MESSAGES``, this part more than its share.
        """
        for _ in range(self._most // _A_LOOK + 1):
            before, repeated = position, len(self._more)
            position = self._look(position)
            if len(self._more) == repeated:
                position = self._go_on(position)
            if position == before or position >= len(self.data):
                return self._counted(self._end(position))
            if len(self._starts) > self._most:
                break
        raise _too_many()

    def _look(self, position: int) -> int:
        """Walk a few steps: a message and those like it behind it, or a definition."""
        data, sizes, starts = self.data, self._sizes, self._starts
        try:
            header = data[position]
            for _ in range(_A_LOOK):
                size = sizes[header]
                if size:
                    starts.append(position)
                    position += size
                    before, header = header, data[position]
                    if header == before and (more := self._repeats(position, size)):
                        self._more[len(starts) - 1] = more
                        position += more * size
                        header = data[position]
                elif header & _NO_DATA == _DEFINITION:
                    position = self._define(position)
                    header = data[position]
                else:
                    break
        except IndexError:  # the end, perhaps within a message or a definition
            pass
        return position

    def _go_on(self, position: int) -> int:
        """Walk over messages that are not like the ones before, to the next definition at most."""
        data, sizes = self.data, self._sizes
        starts: list[int] = []
        try:
            for _ in repeat(None, _A_STRETCH):
                size = sizes[data[position]]
                if not size:
                    break
                starts.append(position)
                position += size
        except IndexError:
            pass
        self._starts.extend(array("q", starts))
        return position

    def _counted(self, position: int) -> int:
        if self._count() > self._most:
            raise _too_many()
        return position

    def _count(self) -> int:
        return len(self._starts) + sum(self._more.values())

    def _repeats(self, position: int, size: int) -> int:
        # The headers of equal messages stand a message apart: all at once, ever longer stretches.
        data, header = self.data, self.data[position : position + 1]
        if data[position + size : position + size + 1] != header:
            return 0  # one is sooner walked
        found, stretch = 0, _FIRST_STRETCH * size
        while True:
            headers = data[position : position + stretch : size]
            others = headers.lstrip(header)
            found += len(headers) - len(others)
            position += stretch
            if others or position >= len(data):
                return found
            stretch *= 4

    def _define(self, position: int) -> int:
        end = definition_end(self.data, position)
        body = self.data[position:end]
        kind = self._kinds.get(body)
        if kind is None:
            kind = self._kinds[body] = self._learn(body)
        definition = self.definitions[kind]
        defined = self._defined[definition.local]
        if not defined or defined[-1][1] != kind:
            defined.append((len(self._starts), kind))
            self._set_size(definition)
        return end

    def _set_size(self, definition: Definition) -> None:
        for bits in (0x00, 0x10, 0x20, 0x30):
            self._sizes[definition.local | bits] = definition.size
        if definition.local <= _LAST_COMPRESSED:
            # a compressed timestamp header has two bits for the local number
            first = _COMPRESSED_TIME | definition.local << 5
            self._sizes[first : first + 32] = [definition.size] * 32

    def _learn(self, body: bytes) -> int:
        if len(self.definitions) == MAX_LAYOUTS:
            raise TooLarge(
                f"This FIT file lays out its messages in more than {MAX_LAYOUTS:,} ways, as no "
                "watch does. Nothing was read from it; export it from the watch again."
            )
        self.definitions.append(read_definition(body))
        return len(self.definitions) - 1

    def _end(self, position: int) -> int:
        # The last message may reach beyond the data: it was cut, and is not there.
        if position <= len(self.data) or not self._starts:
            return position
        size = self._sizes[self.data[self._starts[-1]]]
        self._keep(self._count() - 1)
        return position - size

    def _keep(self, count: int) -> None:
        """Forget all messages but the first ones; what is defined stays so."""
        _, counts, _ = self.runs()
        before = np.cumsum(counts) - counts
        kept = int(np.searchsorted(before, count))
        del self._starts[kept:]
        self._more = {run: more for run, more in self._more.items() if run < kept}
        if kept:
            self._more[kept - 1] = count - int(before[kept - 1]) - 1
        for number, defined in enumerate(self._defined):
            self._defined[number] = [(min(since, kept), kind) for since, kind in defined]

    def resume(self, stopped: int) -> tuple[int, int] | None:
        """Find where messages go on behind damage, and forget those the damage made up.

        A place counts when the messages from there on follow each other and carry times near those
        before the damage. Without times nothing can be trusted, and nothing is found.

        Returns
        -------
        tuple of int, or None
            The byte to go on from and the number of records that were lost.
        """
        starts, kinds = self.located()
        times = _Times(self, starts, kinds)
        anchor = times.anchor()
        sound = times.last_near(anchor) if anchor is not None else None
        if anchor is None or sound is None:
            return None
        first = int(starts[sound]) + 1
        last = min(max(stopped, first) + _SEARCH_BYTES, first + _MOST_SEARCHED, len(self.data))
        for position in range(first, last):
            if self._reads_on(position, anchor):
                return position, self._forget_from(position, starts, kinds)
        return None

    def _forget_from(self, position: int, starts: Places, kinds: Places) -> int:
        keep = int(np.searchsorted(starts, position))
        if keep and starts[keep - 1] + self.definitions[kinds[keep - 1]].size > position:
            keep -= 1
        made_up = [self.definitions[kind] for kind in kinds[keep:]]
        records = [d.size for d in made_up if d.message == RECORD]
        # Some were never there: as many are lost as fit into the bytes that were skipped.
        skipped = position - int(starts[keep]) if records else 0
        self._keep(keep)
        return min(len(records), max(1, round(skipped / records[0]))) if records else 0

    def _defined_now(self, header: int) -> Definition:
        local = header >> 5 & 3 if header & _COMPRESSED_TIME else header & 15
        return self.definitions[self._defined[local][-1][1]]

    def time_at(self, start: int, definition: Definition) -> int | None:
        """Return the full time of a message, in seconds since FIT's zero; None without one."""
        if definition.timestamp_at is None:
            return None
        at = start + definition.timestamp_at
        return int.from_bytes(self.data[at : at + 4], definition.order)

    def _reads_on(self, position: int, anchor: int) -> bool:
        dated = 0
        for _ in range(_CHAIN):
            size = self._sizes[self.data[position]] if position < len(self.data) else 0
            if not size or position + size > len(self.data):
                break
            definition = self._defined_now(self.data[position])
            time = self.time_at(position, definition)
            if time is not None and abs(time - anchor) > _NEAR_S:
                return False
            dated += time is not None
            position += size
        return dated >= _DATED_AFTER


@dataclass(frozen=True, slots=True, eq=False)
class _Times:
    """The times of the messages read so far, to tell sound ones from those that damage made up."""

    walk: Walk
    starts: Places
    kinds: Places

    def _time(self, index: int) -> int | None:
        return self.walk.time_at(int(self.starts[index]), self.walk.definitions[self.kinds[index]])

    def anchor(self) -> int | None:
        # A time in the middle of what was read so far. Damage may have made up the last hundred
        # messages (three of four bytes pass for a header), but not half of a whole file.
        step = max(len(self.starts) // _ANCHORS, 1)
        times = [self._time(i) for i in range(0, len(self.starts), step)]
        known = sorted(time for time in times if time is not None)
        return known[len(known) // 2] if len(known) >= _DATED_AFTER else None

    def last_near(self, anchor: int) -> int | None:
        for i in range(len(self.starts) - 1, max(len(self.starts) - _MOST_MADE_UP, 0) - 1, -1):
            time = self._time(i)
            if time is not None and abs(time - anchor) <= _NEAR_S:
                return i
        return None
