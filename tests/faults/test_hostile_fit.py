"""FIT files made to cost time or memory: each is read or refused in its own sentence, and soon.

Time and memory are limits here, not measurements: a child process reads all files one by one.
"""

import json
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.fit.crc import crc16

MOST_S, MOST_MB = 2.0, 300
TIME = (253, 4, 0x86)
START = 1_083_477_600

READ_ALL = """
import json, resource, sys, time
from pathlib import Path
from ingest import IngestError, read_activities
from ingest.fit import read_columns

def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

for path in map(Path, sys.argv[1:]):
    data = path.read_bytes()
    for read in (read_columns, read_activities):
        before_mb, began, said = peak_mb(), time.process_time(), ""
        try:
            read(data)
        except IngestError as refusal:
            said = str(refusal)
        spent_s = time.process_time() - began
        print(json.dumps([path.stem, said, spent_s, peak_mb() - before_mb]))
"""


def layout(local: int, message: int, *fields: tuple[int, int, int]) -> bytes:
    head = struct.pack("<BBBHB", 0x40 | local, 0, 0, message, len(fields))
    return head + b"".join(map(bytes, fields))


def frame(body: bytes) -> bytes:
    whole = struct.pack("<BBHI4s", 12, 0x20, 2195, len(body), b".FIT") + body
    return whole + struct.pack("<H", crc16(whole))


def ramp(count: int, rest: bytes, before: bytes = b"\0") -> bytes:
    return b"".join(before + struct.pack("<I", START + i) + rest for i in range(count))


def wide(count: int) -> list[tuple[int, int, int]]:
    return [(number, 1, 2) for number in range(count)]


def _many_layouts() -> bytes:
    ways = ([*wide(250), (3, 1 + i, 2)] for i in range(200))
    return b"".join(layout(0, 20, *way) + b"\0" + b"\1" * (251 + i) for i, way in enumerate(ways))


def _beats() -> bytes:
    first = layout(1, 132, TIME, (9, 4, 0x86), (6, 1, 2))
    first += b"\1" + struct.pack("<IIB", START, 0, 80)
    later = layout(2, 132, (6, 8, 2), (10, 12, 0x0D)) + (b"\2" + b"\x50" * 8 + bytes(12)) * 200_000
    return layout(0, 20, TIME) + ramp(60, b"") + first + later


# Name -> the body of the file, and words of the sentence that refuses it (none: it is read).
HOSTILE = {
    "two million one-byte records": (
        lambda: frame(layout(0, 20, (3, 1, 2)) + b"\0\x50" * 2_000_000),
        "1,000,000 messages",
    ),
    "two million records of no fields": (
        lambda: frame(layout(0, 20) + b"\0" * 2_000_000),
        "1,000,000 messages",
    ),
    "half a million samples of thirty fields": (
        lambda: frame(layout(0, 20, TIME, *wide(30)) + ramp(499_999, b"\1" * 30)),
        "",
    ),
    "samples of long arrays": (
        lambda: frame(layout(0, 20, TIME, (69, 255, 2)) + ramp(90_000, b"\1" * 255)),
        "so many fields",
    ),
    "hundreds of very wide layouts": (lambda: frame(_many_layouts()), "200 ways to lay out"),
    "beats without end": (lambda: frame(_beats()), ""),
    "laps as wide as can be": (
        lambda: frame(layout(0, 19, TIME, *wide(200)) + ramp(49_000, b"\1" * 200)),
        "laps, lengths and events",
    ),
    "three million definitions": (
        lambda: frame(layout(0, 20, (3, 1, 2)) * 3_000_000),
        "1,000,000 messages",
    ),
    "millions of false headers": (lambda: frame(b"") + b".FIT" * 7_000_000, "no samples"),
    "thirty million zeros": (lambda: frame(bytes(30_000_000)), "no samples"),
    "damage every few hundred samples": (
        lambda: frame(layout(0, 20, TIME, (3, 1, 2)) + (ramp(300, b"\x50") + b"\x0f") * 900),
        "",
    ),
    "a chain of a thousand": (lambda: frame(b"") * 1_000, "chain of more than 50"),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, float, float]]]:
    """What each file came to: the refusal, seconds and more megabytes, by columns and by door."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = list(_written(folder))
    child = subprocess.run(
        (sys.executable, "-c", READ_ALL, *map(str, paths)),
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, list[tuple[str, float, float]]] = {}
    for line in child.stdout.splitlines():
        name, said, spent_s, more_mb = json.loads(line)
        found.setdefault(name, []).append((said, spent_s, more_mb))
    return found


def _written(folder: Path) -> Iterator[Path]:
    for name, (made, _) in HOSTILE.items():
        path = folder / f"{name}.fit"
        path.write_bytes(made())
        yield path


@pytest.mark.parametrize("name", HOSTILE)
def test_it_costs_little_and_is_read_or_refused_in_its_own_sentence(
    name: str, outcomes: dict[str, list[tuple[str, float, float]]]
) -> None:
    by_columns, by_door = outcomes[name]
    for said, spent_s, more_mb in (by_columns, by_door):
        assert said == "" or said.endswith(".")
        assert spent_s < MOST_S
        assert more_mb < MOST_MB
    words = HOSTILE[name][1]
    assert words in by_door[0] if words else by_door[0] == ""
