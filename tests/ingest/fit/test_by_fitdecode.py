"""The slow way says the same as the quick one, so that it can stand in for it."""

import numpy as np
import pytest

import sample_data
from ingest.errors import DamagedFile
from ingest.fit import read_parts
from ingest.fit.by_fitdecode import by_fitdecode
from ingest.fit.scan import scan

SMALL = 12_000


def made_files():
    paths = sorted(sample_data.folder().rglob("run_*.fit"))
    return [path for path in paths if path.stat().st_size < SMALL]


@pytest.mark.parametrize("path", made_files(), ids=lambda path: path.stem)
def test_both_ways_say_the_same_of_made_files(path):
    data = path.read_bytes()
    for slow, quick in zip(map(by_fitdecode, scan(data)), read_parts(data), strict=True):
        assert slow.n_records == quick.n_records
        assert slow.problems == quick.problems
        numbers = {name for name in slow.record if name != "timestamp"}
        assert all(np.array_equal(slow.record[n], quick.record[n], equal_nan=True) for n in numbers)
        assert slow.seconds().tolist() == quick.seconds().tolist()
        for name, messages in slow.messages.items():
            assert [dict(m) for m in messages] == [dict(m) for m in quick.messages[name]]


def test_header_times_count_on(fit):
    other = (
        fit.layout(1, 21, (253, 4, 0x86)) + b"\1" + ((fit.start & ~31) + 30).to_bytes(4, "little")
    )
    body = fit.layout(0, 20, (3, 1, 2)) + other + b"\x9e\x64" + b"\x9f\x65" + b"\x81\x66"
    data = fit.frame(body)
    (slow,), (quick,) = map(by_fitdecode, scan(data)), read_parts(data)
    assert slow.seconds().tolist() == quick.seconds().tolist()


def test_a_layout_it_stumbles_over_is_left_out_and_the_rest_kept(fit):
    # Text where the profile expands an array of bytes: fitdecode has no name for that error.
    broken = fit.layout(1, 20, (8, 3, 0x07)) + b"\1abc" * 4
    body = fit.layout(0, 20, (3, 1, 2)) + b"\0\x64" * 3 + broken + b"\0\x65"
    (part,) = map(by_fitdecode, scan(fit.frame(body)))
    assert part.record["heart_rate"].tolist() == [100.0, 100.0, 100.0, 101.0]
    assert [(p.code, p.records_lost) for p in part.problems] == [("undecodable", 4)]


def test_layout_after_layout_without_sense_is_a_damaged_file(fit):
    body = b"".join(
        fit.layout(0, 20, (8, size, 0x07)) + b"\0" + b"a" * size for size in range(3, 12)
    )
    with pytest.raises(DamagedFile, match="make no sense"):
        by_fitdecode(scan(fit.frame(body))[0])
