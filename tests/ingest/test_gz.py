import gzip
import tracemalloc
import zlib

import pytest

from ingest.errors import DamagedFile, TooLarge
from ingest.gz import gunzip

TEXT = b"<gpx>" + bytes(range(256)) * 40


def test_a_gz_file_is_unpacked_and_others_come_back():
    assert gunzip(gzip.compress(TEXT)) == TEXT
    assert gunzip(TEXT) == TEXT


def test_members_in_a_row_are_one_file():
    assert gunzip(gzip.compress(TEXT) + gzip.compress(b"more")) == TEXT + b"more"


def test_what_a_cut_left_is_kept():
    noise = b"".join(
        zlib.crc32(bytes([i, j])).to_bytes(4, "big") for i in range(99) for j in range(99)
    )

    kept = gunzip(gzip.compress(noise)[:-2000])

    assert noise.startswith(kept)
    assert len(kept) > len(noise) / 2


def test_nothing_in_it_is_damaged():
    with pytest.raises(DamagedFile, match="nothing in it can be unpacked"):
        gunzip(b"\x1f\x8b" + bytes(20))


def test_a_bomb_is_too_large():
    with pytest.raises(TooLarge, match="far more than any recording"):
        gunzip(gzip.compress(bytes(50_000_000)))


def test_a_bomb_stops_after_a_few_megabytes():
    bomb = gzip.compress(bytes(300_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            gunzip(bomb)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 20 * 2**20


def test_a_long_and_repetitive_track_is_no_bomb():
    points = (
        b'<trkpt lat="48.0" lon="11.0"><time>%06d</time></trkpt>\n' % i for i in range(300_000)
    )
    track = b"".join(points)
    packed = gzip.compress(track)

    assert len(track) > 15 * len(packed)
    assert gunzip(packed) == track


def test_a_million_members_are_refused_and_thousands_are_read():
    member = gzip.compress(b"a")

    assert gunzip(member * 5_000) == b"a" * 5_000
    with pytest.raises(TooLarge):
        gunzip(member * 1_000_000)


def test_what_follows_the_last_member_is_left_out():
    assert gunzip(gzip.compress(TEXT) + bytes(100)) == TEXT


def test_the_limit_may_be_lower():
    assert gunzip(gzip.compress(TEXT), most_bytes=len(TEXT)) == TEXT
    with pytest.raises(TooLarge):
        gunzip(gzip.compress(TEXT), most_bytes=len(TEXT) - 1)
