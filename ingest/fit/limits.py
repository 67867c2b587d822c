"""How much of a FIT file is decoded: more than any watch writes is refused before it costs time."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from ingest.errors import TooLarge
from ingest.fit.definitions import FIELD_DESCRIPTION, RECORD
from ingest.fit.record_layout import record_layout
from ingest.fit.scan import ScannedPart

MAX_SAMPLES = 500_000
# A swim of 24 hours has 3,000 pool lengths; a long day's timer events are some hundreds.
MAX_OTHERS = 50_000
# Values in them: a lap has a hundred fields at most.
MAX_VALUES = 500_000
# Swimrun races change sport some ninety times.
MAX_SESSIONS = 200
# Only samples at the ends of pool lengths come without a time.
MAX_UNTIMED = 50_000
# Apps on a watch may have sixteen fields each, and few people run more than two of them.
MAX_DEVELOPER_FIELDS = 128
# Fields in all layouts of samples together: watches have some dozens of layouts of some thirty.
MAX_FIELDS = 20_000
# Numbers in the columns of the samples: three days at one a second with sixty fields each.
MAX_NUMBERS = 16_000_000

_SESSION = 18
_COMPRESSED_TIME = 0x80
# Sports, sessions, laps, events, devices, activities, pool lengths: what a recording is read from.
_READ = frozenset({0, 2, 12, _SESSION, 19, 21, 23, 34, 101, FIELD_DESCRIPTION})


def refuse_too_much(parts: Sequence[ScannedPart]) -> None:
    """Refuse a file of more messages than any watch writes.

    Parameters
    ----------
    parts : sequence of ScannedPart
        Every part of the file.

    Raises
    ------
    TooLarge
        With a sentence.
    """
    counts: Counter[int] = Counter()
    values = 0
    for part in parts:
        for definition, count in zip(part.definitions, part.counts().tolist(), strict=True):
            counts[definition.message] += count
            values += count * len(definition.fields) * (definition.message in _READ)
    _refuse_samples(counts[RECORD], parts)
    if counts[_SESSION] > MAX_SESSIONS:
        raise _no_watch(f"{counts[_SESSION]:,} sessions in one recording")
    if sum(counts[message] for message in _READ) > MAX_OTHERS:
        raise _no_watch(f"more than {MAX_OTHERS:,} laps, lengths and events")
    if values > MAX_VALUES:
        raise _no_watch(f"{values:,} numbers in its laps, lengths and events")


def _refuse_samples(count: int, parts: Sequence[ScannedPart]) -> None:
    if count > MAX_SAMPLES:
        raise TooLarge(
            f"This FIT file holds more than {MAX_SAMPLES:,} samples, over five days at one a "
            "second. Split it into single activities and add those."
        )
    records = [d for part in parts for d in part.definitions if d.message == RECORD]
    if sum(len(d.fields) + len(d.developer) for d in records) > MAX_FIELDS:
        raise _no_watch(f"{len(records)} ways to lay out a sample, with many fields each")
    # No number is shorter than a byte: most files need no closer look.
    most = count * sum(d.size for d in records)
    numbers = sum(_numbers(part) for part in parts) if most > MAX_NUMBERS else most
    if numbers > MAX_NUMBERS:
        raise _no_watch(f"{count:,} samples of so many fields that they make {numbers:,} numbers")
    untimed = sum(_untimed(part) for part in parts)
    if untimed > MAX_UNTIMED:
        raise _no_watch(f"{untimed:,} samples without a time")


def _untimed(part: ScannedPart) -> int:
    bare = [d.message == RECORD and d.timestamp_at is None for d in part.definitions]
    if not any(bare):
        return 0
    headers = np.frombuffer(part.data, np.uint8)[part.run_starts]
    is_untimed = np.array(bare)[part.run_kinds] & ((headers & _COMPRESSED_TIME) == 0)
    return int(part.run_counts[is_untimed].sum())


def _numbers(part: ScannedPart) -> int:
    """How many numbers the columns of the samples would have, measured or not."""
    widths: dict[tuple[int, ...], int] = {}
    records = part.runs_of(RECORD)
    for kind in set(part.run_kinds[records].tolist()):
        layout = record_layout(part.definitions[kind])
        for slot in layout.slots:
            width = widths.get((slot.field.number,), 0)
            widths[slot.field.number,] = max(width, slot.typed.count)
        for _, app in layout.developer[:MAX_DEVELOPER_FIELDS]:
            widths[app.developer, app.number] = 1
    return int(part.run_counts[records].sum()) * sum(widths.values())


def _no_watch(what: str) -> TooLarge:
    return TooLarge(
        f"This FIT file holds {what}, far more than any watch writes. Nothing was read from it; "
        "export it from the watch again."
    )
