"""FIT files for these tests: by the official encoder, or by hand where it would refuse."""

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from fitdecode.utils import compute_crc
from garmin_fit_sdk import Encoder, Profile

# 2024-05-01 06:00:00 UTC, in seconds since FIT's zero at the end of 1989.
START = 1_083_477_600
NUMBERS = {message["name"]: number for number, message in Profile["messages"].items()}

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Fit:
    """What makes FIT bytes: ``encode`` messages, ``frame`` a body, ``layout`` a definition."""

    start: int
    encode: Callable[..., bytes]
    frame: Callable[..., bytes]
    layout: Callable[..., bytes]
    run: Callable[..., list[tuple[str, Fields]]]


def _encode(*messages: tuple[str, Fields], developer: tuple[Fields, ...] = ()) -> bytes:
    encoder = Encoder()
    for field in developer:
        index = field["developer_data_index"]
        encoder.add_developer_field(field["key"], {"developer_data_index": index}, field)
    for name, fields in messages:
        encoder.write_mesg({"mesg_num": NUMBERS[name], **fields})
    return bytes(encoder.close())


def _frame(body: bytes, *, size: int | None = None, crc: int | None = None) -> bytes:
    declared = len(body) if size is None else size
    whole = struct.pack("<BBHI4s", 12, 0x20, 2195, declared, b".FIT") + body
    return whole + struct.pack("<H", compute_crc(whole) if crc is None else crc)


def _layout(local: int, message: int, *fields: tuple[int, int, int], order: str = "<") -> bytes:
    head = struct.pack(f"{order}BBBHB", 0x40 | local, 0, order == ">", message, len(fields))
    return head + b"".join(bytes(field) for field in fields)


def _run(
    samples: int = 20, *, start: int = START, sport: str = "running", **session: object
) -> list[tuple[str, Fields]]:
    """A run at 3 m/s, a sample a second, with one lap and a session message at the end."""
    records = [
        ("record", {"timestamp": start + i, "distance": 3.0 * i, "heart_rate": 120 + i % 40})
        for i in range(samples)
    ]
    whole = {"start_time": start, "timestamp": start + samples, "total_elapsed_time": samples - 1.0}
    totals = {"total_timer_time": samples - 1.0, "total_distance": 3.0 * (samples - 1)}
    return [
        ("file_id", {"type": "activity", "manufacturer": "garmin", "product": 3290}),
        *records,
        ("lap", whole | totals),
        ("session", whole | totals | {"sport": sport, "sub_sport": "generic"} | session),
    ]


@pytest.fixture(scope="session")
def fit() -> Fit:
    """The maker of FIT bytes."""
    return Fit(START, _encode, _frame, _layout, _run)
