"""No printed time is wrong by a factor of 60."""

import numpy as np
import pytest

from ingest.race_results.clock_times import ANYTHING, expected_times, read_times

ANY_RACE = ANYTHING
TEN_K = expected_times(10_000)
HALF = expected_times(21_097.5)


@pytest.mark.parametrize(
    ("cells", "expected_s", "seconds"),
    [
        (["1:51:57", "2:03:09"], ANY_RACE, [6717, 7389]),
        (["51:57", "1:03:09"], ANY_RACE, [3117, 3789]),
        (["36:45:00", "1:05:44", "59:30:00"], ANY_RACE, [2205, 3944, 3570]),
        (["36:45:00", "38:12:00", "41:00:00"], ANY_RACE, [2205, 2292, 2460]),
        (["36:45:00"], TEN_K, [2205]),
        (["1:05:00", "36:45:00"], TEN_K, [3900, 2205]),
        (["1:30:00", "1:45:00", "2:00:00"], ANY_RACE, [5400, 6300, 7200]),
        (["36:45:12", "38:01:50"], TEN_K, [2205.12, 2281.5]),
        (["1:51", "2:05"], HALF, [6660, 7500]),
        (["3:05", "4:10:17", "4:20:11"], ANY_RACE, [11_100, 15_017, 15_611]),
        (["9:30", "8:15"], ANY_RACE, [570, 495]),
        (["111.95", "120,5"], ANY_RACE, [6717, 7230]),
        (["111.95"], HALF, [6717]),
        (["6717", "7230"], ANY_RACE, [6717, 7230]),
        (["6717000", "7230000"], ANY_RACE, [6717, 7230]),
        (["1.86583", "2.0"], HALF, [6716.988, 7200]),
        (["0.0777430556", "0.0836805556"], ANY_RACE, [6717, 7230]),
        (["36.45", "38.12"] * 4, ANY_RACE, [2205, 2292] * 4),
        (["1.51.57", "2.03.09"], ANY_RACE, [6717, 7389]),
        (["1h51m57s", "1h51", "51'57\"", "PT1H51M57S"], ANY_RACE, [6717, 6660, 3117, 6717]),
        (["1:51:57,4", "1:51:57.4"], ANY_RACE, [6717.4, 6717.4]),
        (["0 days 01:51:57"], ANY_RACE, [6717]),
        (["27:15:09", "31:00:00"], ANY_RACE, [98_109, 111_600]),
        ([" 1:51:57* ", "(1:51:58)"], ANY_RACE, [6717, 6718]),
    ],
)
def test_times_are_read_as_they_are_meant(
    cells: list[str], expected_s: tuple[float, float], seconds: list[float]
) -> None:
    assert read_times(cells, expected_s=expected_s) == pytest.approx(seconds, abs=0.02)


@pytest.mark.parametrize("cell", ["", "00:00:00", "0", "0:00", "DNF", "-", "N/A", "12 M", "abc"])
def test_what_is_no_time_is_not_measured(cell: str) -> None:
    assert np.isnan(read_times([cell, "1:51:57"])[0])


@pytest.mark.parametrize(
    ("heading", "value", "seconds"),
    [
        ("time s", "111", 111),
        ("time min", "1.5", 90),
        ("time minutes", "0.9", 54),
        ("hours", "30.5", 109_800),
        ("chip time ms", "6717000", 6717),
    ],
)
def test_a_unit_in_the_heading_settles_plain_numbers(
    heading: str, value: str, seconds: float
) -> None:
    assert read_times([value], heading) == pytest.approx([seconds])
