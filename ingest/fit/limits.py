"""How much of a FIT file is decoded: more than any watch writes is refused before it costs time."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.errors import TooLarge
from ingest.fit.definitions import FIELD_DESCRIPTION, RECORD
from ingest.fit.scan import ScannedPart

MAX_SAMPLES = 500_000
# A swim of 24 hours has 3,000 pool lengths; a long day's timer events are some hundreds.
MAX_OTHERS = 50_000
# Swimrun races change sport some ninety times.
MAX_SESSIONS = 200
# Only samples at the ends of pool lengths come without a time.
MAX_UNTIMED = 50_000
# Apps on a watch may have sixteen fields each, and few people run more than two of them.
MAX_DEVELOPER_FIELDS = 128

_SESSION = 18
_COMPRESSED_TIME = 0x80


def refuse_too_much(parts: Iterable[ScannedPart], chosen: Iterable[Sequence[int]]) -> None:
    """Refuse a file of more messages than any watch writes.

    Parameters
    ----------
    parts : iterable of ScannedPart
        Every part of the file.
    chosen : iterable of sequence of int
        For each part, which of its messages would be decoded.

    Raises
    ------
    TooLarge
        With a sentence.
    """
    kinds: Counter[int] = Counter()
    untimed = 0
    for part, keep in zip(parts, chosen, strict=True):
        kinds.update(part.definitions[part.kinds[i]].message for i in keep)
        untimed += _untimed(part, keep)
    samples, descriptions = kinds.pop(RECORD, 0), kinds.pop(FIELD_DESCRIPTION, 0)
    if samples > MAX_SAMPLES:
        raise TooLarge(
            f"This FIT file holds more than {MAX_SAMPLES:,} samples, over five days at one a "
            "second. Split it into single activities and add those."
        )
    if untimed > MAX_UNTIMED:
        raise _no_watch(f"{untimed:,} samples without a time")
    if kinds[_SESSION] > MAX_SESSIONS:
        raise _no_watch(f"{kinds[_SESSION]:,} sessions in one recording")
    if kinds.total() + descriptions > MAX_OTHERS:
        raise _no_watch(f"more than {MAX_OTHERS:,} laps, lengths and events")


def _untimed(part: ScannedPart, keep: Sequence[int]) -> int:
    bare = [d.message == RECORD and d.timestamp_at is None for d in part.definitions]
    samples = (i for i in keep if bare[part.kinds[i]])
    return sum(not part.data[part.starts[i]] & _COMPRESSED_TIME for i in samples)


def _no_watch(what: str) -> TooLarge:
    return TooLarge(
        f"This FIT file holds {what}, far more than any watch writes. Nothing was read from it; "
        "export it from the watch again."
    )
