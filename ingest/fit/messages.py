"""The messages of a FIT file that are no records, each kind decoded when it is first asked for."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ingest.fit.columns import TIMESTAMP, UNIX_OF_FIT_ZERO, Message, Messages
from ingest.fit.known_fields import message_name
from ingest.fit.naming import named
from ingest.fit.raw_messages import raw_layout
from ingest.fit.scan import ScannedPart
from ingest.fit.times import HeaderTimes
from ingest.tables import Problem

# Streams of sensors, many a second: no messages to read one by one.
STREAMS = frozenset(
    {
        "accelerometer_data",
        "aviation_attitude",
        "barometer_data",
        "gps_metadata",
        "gyroscope_data",
        "magnetometer_data",
        "raw_bbi",
        "record",
    }
)
# A day of heart beats, five in each message, has some 90,000.
MAX_LISTED = 100_000


class PartMessages(Mapping[str, tuple[Message, ...]]):
    """The messages of one part by their kind; those of a kind that nobody asks for cost nothing."""

    __slots__ = ("_decoded", "_kinds", "_part", "_times")

    def __init__(self, part: ScannedPart, times: HeaderTimes) -> None:
        self._part = part
        self._times = times
        self._decoded: dict[str, tuple[Message, ...]] = {}
        self._kinds: dict[str, list[int]] = {}
        counts = part.counts()
        for kind, definition in enumerate(part.definitions):
            name = message_name(definition.message)
            if name and name not in STREAMS and counts[kind]:
                self._kinds.setdefault(name, []).append(kind)

    def __getitem__(self, name: str) -> tuple[Message, ...]:
        """Return the messages of a kind; a KeyError when there are none."""
        if name not in self._decoded:
            self._decoded[name] = self._decode(self._kinds[name])
        return self._decoded[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the kinds."""
        return iter(self._kinds)

    def __len__(self) -> int:
        """Count the kinds."""
        return len(self._kinds)

    def problems(self) -> Iterator[Problem]:
        """Say which kinds of messages are more than will ever be read."""
        counts = self._part.counts()
        for name, kinds in self._kinds.items():
            count = int(counts[kinds].sum())
            if count > MAX_LISTED:
                message = (
                    f"The file holds {count:,} messages of the kind {name!r}; only the first "
                    f"{MAX_LISTED:,} are read."
                )
                yield Problem("too_many_messages", message)

    def _decode(self, wanted: Sequence[int]) -> tuple[Message, ...]:
        part = self._part
        is_wanted = np.zeros(len(part.definitions), dtype=np.bool_)
        is_wanted[wanted] = True
        runs = np.flatnonzero(is_wanted[part.run_kinds])
        starts, kinds = (places[:MAX_LISTED] for places in part.located(runs))
        seconds, has_time = self._times.at(starts)
        counters: dict[int, int] = {}
        messages = []
        for i, (start, kind) in enumerate(zip(starts.tolist(), kinds.tolist(), strict=True)):
            definition = part.definitions[kind]
            raw = raw_layout(definition).read(part.data, start)
            fields = named(definition.message, raw, counters)
            if has_time[i]:
                fields.setdefault(TIMESTAMP, int(seconds[i]) + UNIX_OF_FIT_ZERO)
            messages.append(Message(fields))
        return tuple(messages)


class ChainedMessages(Mapping[str, tuple[Message, ...]]):
    """The messages of several parts as one, in file order."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Sequence[Messages]) -> None:
        self._parts = tuple(parts)

    def __getitem__(self, name: str) -> tuple[Message, ...]:
        """Return the messages of a kind; a KeyError when there are none."""
        found = [part[name] for part in self._parts if name in part]
        if not found:
            raise KeyError(name)
        return tuple(message for messages in found for message in messages)

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the kinds."""
        return iter(dict.fromkeys(name for part in self._parts for name in part))

    def __len__(self) -> int:
        """Count the kinds."""
        return len(list(iter(self)))
