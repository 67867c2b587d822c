import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.race_review import course

HALF_M, HALF_S = 21_097.5, 6300.0


def even(share):
    return np.full_like(share, 21_240 / HALF_S)


def test_splits_are_kept_as_measured_and_brought_to_the_official_distance(
    make_records, make_edition
):
    cut = course(make_records(21_240, even), make_edition().figures, 1000)
    assert len(cut.measured) == len(cut.official) == 22
    assert cut.measured["distance_m"].sum() == pytest.approx(21_240)
    assert cut.official["distance_m"].sum() == pytest.approx(HALF_M, rel=1e-9)
    assert cut.official["elapsed_s"].sum() == pytest.approx(HALF_S, rel=1e-9)
    # 5:00 a km would be flattery: the watch measured 142 m too much.
    assert cut.official["elapsed_s"].iloc[0] == pytest.approx(HALF_S / 21.0975, abs=0.01)
    assert cut.measured["elapsed_s"].iloc[0] == pytest.approx(HALF_S / 21.24, abs=0.01)


@given(st.floats(20_100, 22_100), st.floats(-0.2, 0.2), st.floats(0.985, 1.015))
def test_parts_of_a_race_add_up_to_the_official_whole(
    make_records, make_edition, length_m, fade, clock
):
    def speed(share):
        return length_m / HALF_S / clock * (1 + fade * (share - 0.5))

    cut = course(make_records(length_m, speed), make_edition().figures, 1609.344)
    assert cut.passed_m[-1] == pytest.approx(HALF_M, rel=1e-6)
    assert cut.passed_s[-1] == pytest.approx(HALF_S, rel=1e-6)
    assert cut.halves.first_s + cut.halves.second_s == pytest.approx(HALF_S, rel=1e-6)
    assert (cut.halves.slower_by_s < 0) == (fade > 0) or abs(fade) < 1e-3


def test_the_second_half_of_a_race_that_slows_is_slower(make_records, make_edition):
    def slowing(share):
        return np.where(share < 0.5, 3.6, 3.2)

    cut = course(make_records(21_200, slowing), make_edition(chip_time_s=6256.9).figures, 1000)
    assert cut.halves.slower_by_s == pytest.approx(10_600 / 3.2 - 10_600 / 3.6, rel=0.01)


def test_a_climb_counts_as_faster_and_a_flat_course_as_it_is(make_records, make_edition):
    def uphill(share):
        return 0.05 * 21_240 * share

    figures = make_edition().figures
    flat = course(make_records(21_240, even, np.zeros_like), figures, 1000)
    steep = course(make_records(21_240, even, uphill), figures, 1000)
    assert flat.graded_pace_s_per_km == pytest.approx(figures.pace_s_per_km)
    # +5 % costs 1.30 times the level (Minetti 2002).
    assert figures.pace_s_per_km / steep.graded_pace_s_per_km == pytest.approx(1.30, abs=0.01)
    pace = steep.official["graded_pace_s_per_km"]
    assert pace.iloc[5] == pytest.approx(steep.graded_pace_s_per_km, rel=0.01)


def test_without_heights_no_pace_is_graded(make_records, make_edition):
    cut = course(make_records(21_240, even), make_edition().figures, 1000)
    assert math.isnan(cut.graded_pace_s_per_km)
    assert cut.official["graded_pace_s_per_km"].isna().all()


@pytest.mark.parametrize(
    ("length_m", "result"),
    [
        (15_000, {}),
        (21_240, {"chip_time_s": 7000.0}),
        (21_240, {"official_distance_m": math.nan}),
        (21_240, {"status": "DNF"}),
        (21_240, {"chip_time_s": math.nan}),
    ],
)
def test_a_recording_that_is_not_the_whole_race_stays_as_measured(
    make_records, make_edition, length_m, result
):
    cut = course(make_records(length_m, even), make_edition(**result).figures, 1000)
    assert not cut.is_official
    assert cut.halves is None
    assert cut.measured["distance_m"].sum() == pytest.approx(length_m)


def test_a_recording_without_distance_has_no_splits(make_records, make_edition):
    records = make_records(21_240, even).assign(distance_m=np.nan)
    cut = course(records, make_edition().figures, 1000)
    assert cut.measured.empty
    assert not cut.is_official
    assert math.isnan(cut.watch_m)
