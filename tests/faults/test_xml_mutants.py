"""Damaged GPX and TCX files without end: each is read, or refused in a sentence, and soon."""

import random
import re
import time
from collections.abc import Callable, Iterator

import pytest

import sample_data
from ingest import gpx, tcx
from ingest.errors import IngestError
from ingest.markup import walk
from ingest.markup.skeleton import Skeleton
from ingest.tables import RawSession

Reader = Callable[[bytes], tuple[RawSession, ...]]

READERS: dict[str, Reader] = {"gpx": gpx.read, "tcx": tcx.read}
SAMPLE = {"gpx": "trkpt", "tcx": "Trackpoint"}
WHOLE, SLICES, QUICK = 100_000, 50, 150
COMPARED = 5  # one in so many is also read by the handlers alone
KEPT = 30  # samples of each seed: enough to be taken out together
LONGEST_S = 10.0  # of processor time: no file here is over 100 kB, so this is a hang
ODD = [
    *(bytes((n,)) for n in (0, 1, 9, 10, 34, 38, 39, 45, 47, 58, 60, 61, 62, 93, 127, 195, 255)),
    b"<", b">", b"</", b"/>", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?", b"?>", b"&amp;", b"&x;",
    b"<!DOCTYPE gpx>", b" xmlns", b"nan", b"inf", b"1e999", b"-", b",", b"Z", b"+14:00", b"T",
    b"\xef\xbf\xbf", "é".encode(), "é".encode("latin-1"), b"9" * 70, b"<trkpt>", b"</trkpt>",
    b"<trkseg>", b"</trkseg>", b"<Lap>", b"</Lap>", b"<Trackpoint>", b"</Trackpoint>", b"<Time>",
    b'<plimsoll.run n="0"/>',
]  # fmt: skip


def seeds(kind: str) -> list[bytes]:
    """The made files of a format, each with a few dozen of its samples."""
    paths = sorted(sample_data.folder().rglob(f"*.{kind}"))
    return [_thinned(path.read_bytes(), SAMPLE[kind]) for path in paths]


def _thinned(data: bytes, sample: str) -> bytes:
    code = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    end = f"</{sample}>"
    samples = data.decode(code).split(end)
    if len(samples) <= KEPT:
        return data
    return end.join([*samples[:KEPT], samples[-1]]).encode(code)


def _overwritten(data: bytearray, draw: random.Random) -> None:
    for _ in range(draw.randint(1, 6)):
        at, odd = draw.randrange(len(data)), draw.choice(ODD)
        data[at : at + len(odd)] = odd


def _put_in(data: bytearray, draw: random.Random) -> None:
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(data))
        data[at:at] = draw.choice(ODD)


def _flipped(data: bytearray, draw: random.Random) -> None:
    for _ in range(draw.randint(1, 12)):
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)


def _cut(data: bytearray, draw: random.Random) -> None:
    del data[draw.randrange(len(data)) :]


def _lost(data: bytearray, draw: random.Random) -> None:
    at = draw.randrange(len(data))
    del data[at : at + draw.randint(1, 300)]


def _repeated(data: bytearray, draw: random.Random) -> None:
    at = draw.randrange(len(data))
    data[at:at] = data[at : at + draw.randint(1, 400)] * draw.randint(1, 30)


def _tags_changed(data: bytearray, draw: random.Random) -> None:
    """Lose, double, swap or rename whole tags: what stays is often still XML."""
    parts = re.split(rb"(<[^<>]*>)", bytes(data))
    for _ in range(draw.randint(1, 6)):
        one, other = draw.randrange(len(parts)), draw.randrange(len(parts))
        way = draw.randrange(4)
        if way == 0:
            parts[one] = b""
        elif way == 1:
            parts[one] *= 2
        elif way == 2:
            parts[one], parts[other] = parts[other], parts[one]
        else:
            name = re.escape(parts[one].strip(b"</> ")) or b"ele"
            new = draw.choice((b"time", b"hr", b"trkpt", b"Track", b"Value", b"a:cad"))
            parts = [re.sub(name, new, part) for part in parts] if len(name) < 40 else parts
    data[:] = b"".join(parts)


def _values_changed(data: bytearray, draw: random.Random) -> None:
    value = draw.choice((b"nan", b"", b" 7 ", b"1,5", b"-1", b"9" * 70, b"2024-02-30T00:00:00Z"))
    place = draw.randrange(len(data))
    data[place:] = re.sub(rb">[^<>]+<", b">" + value + b"<", bytes(data[place:]), count=9)


WAYS = (
    _overwritten, _put_in, _put_in, _flipped, _cut, _lost, _repeated, _tags_changed, _tags_changed,
    _values_changed,
)  # fmt: skip


def mutants(kind: str, number: int, count: int) -> Iterator[bytes]:
    """Yield the mutants of one slice: the same ones on every machine."""
    draw = random.Random(f"{kind} {number}")  # noqa: S311 - damage, not secrets
    kinds = seeds(kind)
    for _ in range(count):
        data = bytearray(draw.choice(kinds))
        for _ in range(draw.choice((1, 1, 1, 2, 3))):
            if len(data) > 20:
                draw.choice(WAYS)(data, draw)
        yield bytes(data)


def told(reader: Reader, data: bytes) -> object:
    """What a reader says of a file, or its refusal."""
    try:
        sessions = reader(data)
    except IngestError as refusal:
        assert str(refusal).endswith("."), str(refusal)  # noqa: PT017 - the sentence is tested
        return type(refusal), str(refusal)
    assert all(len(session.samples) for session in sessions)
    return [
        (s.sport, s.part, s.start_time, s.name, s.records.to_csv(), s.laps.to_csv(), s.problems)
        for s in sessions
    ]


def assert_survived(kind: str, data: bytes, *, is_compared: bool) -> None:
    began = time.process_time()
    found = told(READERS[kind], data)
    assert time.process_time() - began < LONGEST_S
    if is_compared:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(walk, "_skeleton", lambda document, _: Skeleton(document))
            patch.setattr(walk, "gathered_by_tags", lambda _, __: None)
            assert found == told(READERS[kind], data)


def assert_all_survived(kind: str, number: int, count: int) -> None:
    for i, data in enumerate(mutants(kind, number, count)):
        assert_survived(kind, data, is_compared=i % COMPARED == 0)


@pytest.mark.parametrize("kind", READERS)
def test_a_first_slice_of_mutants_is_survived(kind: str) -> None:
    assert_all_survived(kind, 0, QUICK)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, SLICES + 1))
@pytest.mark.parametrize("kind", READERS)
def test_a_hundred_thousand_mutants_are_survived(kind: str, number: int) -> None:
    assert_all_survived(kind, number, WHOLE // SLICES)
