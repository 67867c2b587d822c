import math

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.race_review import course, years


@pytest.fixture
def three(make_edition):
    return (
        make_edition(2024, chip_time_s=6500.0, session_id=""),
        make_edition(2025, chip_time_s=6400.0),
        make_edition(2026),
    )


@pytest.fixture
def courses(make_records, three):
    def slowing(share):
        return 3.6 - 0.6 * share

    def even(share):
        return np.full_like(share, 3.35)

    speeds = {2025: slowing, 2026: even}
    return {
        one.result.session_id: course(
            make_records(21_150, speeds[one.result.race_day.year]), one.figures, 1000
        )
        for one in three[1:]
    }


def test_a_year_with_a_watch_file_is_laid_over_this_one_km_by_km(three, courses):
    told = years(three[2], three, courses)
    assert [line.label for line in told.lines] == ["2024", "2025", "2026"]
    assert told.has_kilometres
    before = told.lines[1]
    assert before.behind_s[0] == 0
    assert before.behind_s[-1] == pytest.approx(100, abs=0.01)
    # It was ahead at first: it slowed, this one did not.
    assert before.behind_s[5] < -30
    assert np.abs(told.lines[2].behind_s).max() < 1e-6


def test_a_year_that_is_only_a_time_has_its_start_and_its_finish(three, courses):
    line = years(three[2], three, courses).lines[0]
    assert not line.has_splits
    assert line.passed_m.tolist() == [0, 21_097.5]
    assert line.behind_s.tolist() == pytest.approx([0, 200])


def test_published_splits_stand_in_for_a_watch(three, courses):
    published = pd.DataFrame(
        {"result_id": ["r2024"] * 2, "at_m": [10_000, 5_000.0], "time_s": [3000, 1490.0]}
    )
    told = years(three[2], three, courses, published)
    line = told.lines[0]
    assert line.has_splits
    ten = line.behind_s[line.passed_m == 10_000][0]
    assert ten == pytest.approx(3000 - 6300 * 10_000 / 21_097.5, abs=1)


def test_times_alone_are_no_kilometres(three):
    told = years(three[2], three, {})
    assert not told.has_kilometres
    assert len(told.lines) == 3


def test_another_distance_a_dnf_and_a_missing_time_are_left_out(make_edition, three):
    others = (
        make_edition(2021, official_distance_m=10_000.0),
        make_edition(2022, status="DNF"),
        make_edition(2023, chip_time_s=math.nan),
    )
    assert len(years(three[2], (*others, *three), {}).lines) == 3
    assert years(others[1], (*others, *three), {}).lines == ()
