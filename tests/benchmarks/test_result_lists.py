"""A field of 20,000 rows: processor time is printed, the finishes and the field are checked."""

import time

import numpy as np
import pytest

from dashboard.analysis import results_in
from dashboard.analysis.roster import roster_matches

ROWS = 20_000


def clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


@pytest.fixture(scope="module")
def large_list() -> bytes:
    chance = np.random.default_rng(3)
    times = np.sort(np.clip(chance.normal(7200, 1100, ROWS), 3900, 14_000))
    lines = ["Town Half Marathon,2026-09-06", "Place,Bib,Name,Cat,5 km,10 km,Gun time,Chip time"]
    lines += [
        f"{n},{1000 + n},Runner{n} Of{n % 211},{'MW'[n % 2]}40,"
        f"{clock(t * 0.23)},{clock(t * 0.47)},{clock(t + 30)},{clock(t)}"
        for n, t in enumerate(times, start=1)
    ]
    return "\n".join(lines).encode()


def test_a_large_field_is_read_searched_and_matched(
    large_list: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.process_time()
    read = results_in.read(large_list, "list.csv", None)
    at_read = time.process_time()
    [row] = results_in.found_rows(read.results, "13345")
    at_found = time.process_time()
    people = {str(n): f"Of{n % 211} Runner{n}" for n in range(1, 501)}
    matched = roster_matches(read.results, people)
    at_matched = time.process_time()
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what this is for
            f"\n{ROWS:,} rows: read {at_read - began:.2f} s, a bib found "
            f"{at_found - at_read:.2f} s, 500 people matched {at_matched - at_found:.2f} s"
        )

    assert len(read.results) == len(results_in.field_times(read.results, read.results.iloc[row]))
    assert read.results["name"][row] == "Runner12345 Of107"
    assert [one.row for one in matched] == list(range(500))
