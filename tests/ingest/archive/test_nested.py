"""A large zip in a zip is read in place."""

import io
import os
import random
import struct
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.archive import Limits, members
from ingest.archive.nested import KEPT_BYTES, Nested
from ingest.errors import IngestError, TooLarge

IN_PLACE = Limits(in_memory_bytes=10)
CONTENT = random.Random(1).randbytes(5000)  # noqa: S311 - bytes to tell apart


def packed(files: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def read(data: bytes, limits: Limits) -> list[tuple[str, bytes | type[IngestError]]]:
    found: list[tuple[str, bytes | type[IngestError]]] = []
    for member in members(("x.zip", data), limits):
        try:
            found.append((member.inside, member.read()))
        except IngestError as error:
            found.append((member.inside, type(error)))
    return found


@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_it_gives_the_same_members_as_in_memory(kind):
    files = {f"{number}.fit": os.urandom(3000) for number in range(20)}
    whole = packed({"inner.zip": packed(files, kind), "a.gpx": b"after"}, kind)
    assert read(whole, IN_PLACE) == read(whole, Limits())
    assert len(read(whole, IN_PLACE)) == 21


def test_a_bomb_of_an_archive_is_refused_in_place():
    whole = packed({"inner.zip": bytes(50_000_000), "a.gpx": b"after"})
    assert read(whole, IN_PLACE) == [("inner.zip", TooLarge), ("a.gpx", b"after")]
    inner = packed({"a": os.urandom(90_000)}, zipfile.ZIP_STORED)
    small = Limits(in_memory_bytes=10, archive_bytes=50_000)
    assert read(packed({"inner.zip": inner}), small) == [("inner.zip", TooLarge)]


def test_an_archive_that_says_it_holds_five_gigabytes_is_refused_before_it_is_read():
    whole = bytearray(packed({"inner.zip": os.urandom(100)}, zipfile.ZIP_STORED))
    listed = whole.index(b"PK\x01\x02")
    whole[listed + 20 : listed + 28] = struct.pack("<LL", 100, 0xFFFFFFF0)
    assert read(bytes(whole), IN_PLACE)[0] == ("inner.zip", TooLarge)


def test_a_damaged_archive_in_an_archive_costs_only_itself():
    inner = packed({f"{number}.fit": os.urandom(3000) for number in range(9)})
    outer = bytearray(packed({"inner.zip": inner, "b.fit": b"whole"}, zipfile.ZIP_STORED))
    outer[9000:9100] = bytes(100)
    found = dict(read(bytes(outer), IN_PLACE))
    assert found["b.fit"] == b"whole"


@given(st.lists(st.tuples(st.integers(0, 5100), st.integers(0, 700)), max_size=20))
def test_it_can_be_moved_about_in_like_a_file(moves):
    stream = Nested(lambda: io.BytesIO(CONTENT), len(CONTENT), CONTENT[-800:])
    for place, length in moves:
        stream.seek(place)
        assert stream.read(length) == CONTENT[place : place + length]


def test_forty_megabytes_in_place_take_half_of_that_in_memory():
    files = {f"{number}.fit": random.Random(number).randbytes(2**20) for number in range(40)}  # noqa: S311
    whole = packed({"inner.zip": packed(files, zipfile.ZIP_STORED)}, zipfile.ZIP_STORED)
    del files
    tracemalloc.start()
    count = sum(1 for member in members(("x.zip", whole)) if member.read())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 40
    assert peak < KEPT_BYTES * 2.6
