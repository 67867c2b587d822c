"""FIT files of about an hour against other decoders: ratios are printed, not asserted.

Processor time, all in one process and in turns, the best of each; the check sum is always checked.
"""

import gc
import time
from collections.abc import Callable
from pathlib import Path

import fitdecode
import pandas as pd
import pytest
from garmin_fit_sdk import Decoder, Stream

import sample_data
from ingest import read_activities
from ingest.fit import read_columns

ROUNDS, TURNS = 3, 12
REAL = (
    "python-fitparse__developer-types-sample.fit",
    "python-fitparse__activity-small-fenix2-run.fit",
    "connectstats__activity_2477200414.fit",
    "sports-lib__6860622783.fit",
)


def by_fitdecode(data: bytes) -> int:
    """Read the fields of all records, every option as it comes."""
    with fitdecode.FitReader(data) as reader:
        frames = (frame for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA)
        records = (frame for frame in frames if frame.name == "record")
        return len([{field.name: field.value for field in record.fields} for record in records])


def by_garmin(data: bytes) -> int:
    messages, _ = Decoder(Stream.from_byte_array(bytearray(data))).read()
    return len(messages["record_mesgs"])


def columns(data: bytes) -> int:
    return read_columns(data).n_records


def frame(data: bytes) -> int:
    return len(pd.DataFrame(read_columns(data).record))


def door(data: bytes) -> int:
    return sum(len(session.records) for session in read_activities(data))


def best_ms(ways: tuple[Callable[[bytes], int], ...], data: bytes) -> dict[str, float]:
    best = {way.__name__: float("inf") for way in ways}
    for _ in range(ROUNDS):
        for way in ways:
            for _ in range(1 if way in {by_fitdecode, by_garmin} else TURNS):
                began = time.process_time_ns()
                way(data)
                spent_ms = (time.process_time_ns() - began) / 1e6
                best[way.__name__] = min(best[way.__name__], spent_ms)
    return best


def printed(name: str, n_records: int, best: dict[str, float]) -> str:
    theirs, garmin, ours = best["by_fitdecode"], best["by_garmin"], best["columns"]
    # The same door with fitdecode's decoding in the place of ours.
    other_door = best["door"] - ours + theirs
    return (
        f"\nFIT {name}, {n_records:,} samples: fitdecode {theirs:.0f} ms, Garmin {garmin:.0f} ms; "
        f"columns {ours:.2f} ms ({theirs / ours:.0f} x, {garmin / ours:.0f} x), "
        f"frame {best['frame']:.2f} ms ({theirs / best['frame']:.0f} x), "
        f"whole door {best['door']:.1f} ms ({other_door / best['door']:.0f} x)"
    )


def check_same_and_print(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = path.read_bytes()
    ways = (by_fitdecode, by_garmin, columns, frame, door)
    counts = {way.__name__: way(data) for way in ways}
    assert len(set(counts.values())) == 1, counts
    gc.collect()
    with capsys.disabled():
        print(printed(path.stem[-24:], counts["columns"], best_ms(ways, data)))  # noqa: T201


def test_a_made_run_is_read_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    check_same_and_print(sample_data.folder() / "run_10km.fit", capsys)


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL)
def test_real_runs_are_read_at_once(
    name: str, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check_same_and_print(corpus / "fit" / name, capsys)
