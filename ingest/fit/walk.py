"""One walk over the record headers of a FIT part: where each message starts, without decoding."""

from bisect import bisect_left

from ingest.errors import TooLarge
from ingest.fit.definitions import RECORD, Definition, definition_end, read_definition

MAX_MESSAGES = 1_000_000
MAX_LAYOUTS = 10_000  # a watch has some dozens; a few writers repeat one before every sample

_NO_DATA = 0xC0  # the two header bits that together say what a message is
_DEFINITION = 0x40
_LAST_COMPRESSED = 3
_ANCHORS = 200
_MOST_MADE_UP = 1000
_DATED_AFTER = 3
_CHAIN = 12
_SEARCH_BYTES = 2048
_MOST_SEARCHED = 8192
_NEAR_S = 40 * 86_400


class Walk:
    """The state of reading one part: local message numbers mean what was last defined for them.

    ``starts`` and ``kinds`` grow together, in file order: where a data message starts, and which
    of ``definitions`` it follows.
    """

    __slots__ = (
        "_kinds",
        "_kinds_by_header",
        "_most",
        "_sizes",
        "data",
        "definitions",
        "kinds",
        "starts",
    )

    def __init__(self, data: bytes, most: int = MAX_MESSAGES) -> None:
        self.data = data
        self._most = most
        self.definitions: list[Definition] = []
        self.starts: list[int] = []
        self.kinds: list[int] = []
        self._kinds: dict[bytes, int] = {}
        self._sizes = [0] * 256
        self._kinds_by_header = [0] * 256

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
        data, sizes, kinds_by_header = self.data, self._sizes, self._kinds_by_header
        add_start, add_kind = self.starts.append, self.kinds.append
        try:
            for _ in range(len(self.starts), self._most):
                header = data[position]
                size = sizes[header]
                if size:
                    add_start(position)
                    add_kind(kinds_by_header[header])
                    position += size
                elif header & _NO_DATA == _DEFINITION:
                    position = self._define(position)
                else:
                    return position
        except IndexError:
            return self._end(position)
        raise TooLarge(
            f"This FIT file holds more than {MAX_MESSAGES:,} messages, far more than any watch "
            "writes in one recording. Nothing was read from it."
        )

    def _define(self, position: int) -> int:
        end = definition_end(self.data, position)
        body = self.data[position:end]
        kind = self._kinds.get(body)
        if kind is None:
            kind = self._kinds[body] = self._learn(body)
        definition = self.definitions[kind]
        if self._kinds_by_header[definition.local] == kind and self._sizes[definition.local]:
            return end
        headers = [definition.local | bits for bits in (0x00, 0x10, 0x20, 0x30)]
        if definition.local <= _LAST_COMPRESSED:
            # a compressed timestamp header has two bits for the local number
            headers += range(0x80 + 32 * definition.local, 0xA0 + 32 * definition.local)
        for header in headers:
            self._sizes[header] = definition.size
            self._kinds_by_header[header] = kind
        return end

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
        if position > len(self.data) and self.starts:
            self.kinds.pop()
            return self.starts.pop()
        return position

    def resume(self, stopped: int) -> tuple[int, int] | None:
        """Find where messages go on behind damage, and forget those the damage made up.

        A place counts when the messages from there on follow each other and carry times near those
        before the damage. Without times nothing can be trusted, and nothing is found.

        Returns
        -------
        tuple of int, or None
            The byte to go on from and the number of records that were lost.
        """
        anchor = self._anchor()
        sound = self._last_near(anchor) if anchor is not None else None
        if anchor is None or sound is None:
            return None
        first = self.starts[sound] + 1
        last = min(max(stopped, first) + _SEARCH_BYTES, first + _MOST_SEARCHED, len(self.data))
        for position in range(first, last):
            if self._reads_on(position, anchor):
                return position, self._forget_from(position)
        return None

    def _anchor(self) -> int | None:
        # A time in the middle of what was read so far. Damage may have made up the last hundred
        # messages (three of four bytes pass for a header), but not half of a whole file.
        step = max(len(self.starts) // _ANCHORS, 1)
        times = [self._time(i) for i in range(0, len(self.starts), step)]
        known = sorted(time for time in times if time is not None)
        return known[len(known) // 2] if len(known) >= _DATED_AFTER else None

    def _last_near(self, anchor: int) -> int | None:
        for i in range(len(self.starts) - 1, max(len(self.starts) - _MOST_MADE_UP, 0) - 1, -1):
            time = self._time(i)
            if time is not None and abs(time - anchor) <= _NEAR_S:
                return i
        return None

    def _forget_from(self, position: int) -> int:
        keep = bisect_left(self.starts, position)
        if keep and self.starts[keep - 1] + self._definition(keep - 1).size > position:
            keep -= 1
        made_up = [self._definition(i) for i in range(keep, len(self.starts))]
        records = [d.size for d in made_up if d.message == RECORD]
        # Some were never there: as many are lost as fit into the bytes that were skipped.
        skipped = position - self.starts[keep] if records else 0
        del self.starts[keep:], self.kinds[keep:]
        return min(len(records), max(1, round(skipped / records[0]))) if records else 0

    def _definition(self, index: int) -> Definition:
        return self.definitions[self.kinds[index]]

    def _time(self, index: int) -> int | None:
        return self._time_at(self.starts[index], self._definition(index))

    def _time_at(self, start: int, definition: Definition) -> int | None:
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
            definition = self.definitions[self._kinds_by_header[self.data[position]]]
            time = self._time_at(position, definition)
            if time is not None and abs(time - anchor) > _NEAR_S:
                return False
            dated += time is not None
            position += size
        return dated >= _DATED_AFTER
