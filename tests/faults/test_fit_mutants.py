"""Damaged FIT files without end: each is read, or refused in a sentence, and soon."""

import random
import time
from collections.abc import Iterator

import pytest

import sample_data
from ingest.errors import IngestError
from ingest.fit import read, read_columns

SMALL = 8_000
WHOLE, SLICES, QUICK = 100_000, 50, 250
LONGEST_S = 10.0  # of processor time: no file here is over 16 kB, so this is a hang
ODD = (0x00, 0x01, 0x07, 0x0D, 0x20, 0x40, 0x60, 0x7F, 0x80, 0x8E, 0xC0, 0xFD, 0xFE, 0xFF)


def seeds() -> list[bytes]:
    """Small made files: every oddity of the format, and some that are no activity."""
    paths = sorted(sample_data.folder().rglob("*.fit"))
    found = [path.read_bytes() for path in paths if path.stat().st_size <= SMALL]
    return [data for data in found if data[8:12] == b".FIT"]


def _overwritten(data: bytearray, draw: random.Random) -> None:
    for _ in range(draw.randint(1, 8)):
        data[draw.randrange(len(data))] = draw.choice(ODD)


def _flipped(data: bytearray, draw: random.Random) -> None:
    for _ in range(draw.randint(1, 20)):
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)


def _early(data: bytearray, draw: random.Random) -> None:
    """Damage the definitions: in most files they stand at the front."""
    for _ in range(draw.randint(1, 6)):
        data[draw.randrange(12, min(len(data), 500))] = draw.choice((draw.randrange(256), *ODD))


def _cut(data: bytearray, draw: random.Random) -> None:
    del data[draw.randrange(len(data)) :]


def _lost(data: bytearray, draw: random.Random) -> None:
    at = draw.randrange(len(data))
    del data[at : at + draw.randint(1, 60)]


def _repeated(data: bytearray, draw: random.Random) -> None:
    at = draw.randrange(len(data))
    piece = data[at : at + draw.randint(1, 200)]
    data[at:at] = piece * draw.randint(1, 8)


def _filled(data: bytearray, draw: random.Random) -> None:
    at, count = draw.randrange(len(data)), draw.randint(1, 300)
    data[at : at + count] = bytes((draw.choice(ODD),)) * count


def _header(data: bytearray, draw: random.Random) -> None:
    data[draw.choice((0, 4, 5, 6, 7))] = draw.randrange(256)


WAYS = (_overwritten, _flipped, _early, _early, _cut, _lost, _repeated, _filled, _header)


def mutants(number: int, count: int) -> Iterator[bytes]:
    """Yield the mutants of one slice: the same ones on every machine."""
    draw = random.Random(number)  # noqa: S311 - damage, not secrets
    kinds = seeds()
    for _ in range(count):
        data = bytearray(draw.choice(kinds))
        if draw.random() < 0.05:
            data += draw.choice(kinds)
        for _ in range(draw.choice((1, 1, 1, 2, 3))):
            if len(data) > 20:
                draw.choice(WAYS)(data, draw)
        yield bytes(data)


def assert_survived(data: bytes) -> None:
    began = time.process_time()
    try:
        columns = read_columns(data)
        assert all(len(values) == columns.n_records for values in columns.record.values())
        assert all(problem.code != "unusual" for problem in columns.problems), "needed fitdecode"
        assert all(columns.messages[name] for name in columns.messages)
        assert all(session.samples is not None for session in read(data))
    except IngestError as refusal:
        assert str(refusal).endswith("."), str(refusal)  # noqa: PT017 - the sentence is tested
    assert time.process_time() - began < LONGEST_S


def test_a_first_slice_of_mutants_is_survived() -> None:
    for data in mutants(0, QUICK):
        assert_survived(data)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, SLICES + 1))
def test_a_hundred_thousand_mutants_are_survived(number: int) -> None:
    for data in mutants(number, WHOLE // SLICES):
        assert_survived(data)
