import hashlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.age_grade import age_grade, age_on
from dashboard.analysis.age_grade.table import TABLE, standards

MILE, FIVE, TEN, HALF, FULL = 1609.344, 5_000, 10_000, 21_097.5, 42_195

# Picked by hand from the sheets of age standards in seconds, not from the factors: sex, age,
# metres, published standard in s.
PUBLISHED = [
    ("male", 6, TEN, 2790),
    ("male", 20, TEN, 1589),
    ("male", 20, HALF, 3451),
    ("male", 21, FULL, 7249),
    ("male", 21, 30_000, 4985),
    ("male", 50, MILE, 264),
    ("male", 50, FIVE, 876),
    ("male", 50, HALF, 3895),
    ("male", 51, FULL, 8147),
    ("male", 51, 160_934.4, 44_804),
    ("female", 6, FIVE, 1155),
    ("female", 6, TEN, 2403),
    ("female", 20, HALF, 3802),
    ("female", 20, 200_000, 60_295),
    ("female", 21, FULL, 8046),
    ("female", 50, TEN, 1956),
    ("female", 50, HALF, 4309),
    ("female", 50, 100_000, 26_218),
    ("female", 51, MILE, 285),
    ("female", 51, 16_093.44, 3264),
]


@pytest.mark.parametrize(("sex", "age", "distance_m", "standard_s"), PUBLISHED)
def test_twenty_cells_are_those_of_the_published_tables(sex, age, distance_m, standard_s):
    graded = age_grade(distance_m, 2 * standard_s, sex, age)
    assert round(graded.standard_s) == standard_s
    # The published standard is rounded to the second, which a mile feels.
    assert graded.percent == pytest.approx(50, abs=0.1)


def test_a_grade_is_the_standard_over_the_time():
    graded = age_grade(HALF, 6717, "female", 36)
    assert graded.percent == pytest.approx(100 * graded.standard_s / 6717)
    assert graded.standard_s == pytest.approx(3772 / graded.factor)
    assert graded.open_time_s == pytest.approx(6717 * graded.factor)


@given(
    st.sampled_from(["male", "female"]),
    st.integers(6, 100),
    st.floats(1700, 199_000),
    st.floats(0.001, 0.05),
)
def test_a_longer_race_never_has_a_faster_standard(sex, age, distance_m, further):
    near = age_grade(distance_m, 3600, sex, age)
    far = age_grade(distance_m * (1 + further), 3600, sex, age)
    assert far is None or far.standard_s > near.standard_s


@pytest.mark.parametrize(
    ("distance_m", "time_s", "sex", "age"),
    [
        (HALF, 6717, "", 36),
        (HALF, 6717, "other", 36),
        (HALF, 0, "female", 36),
        (HALF, np.nan, "female", 36),
        (np.nan, 6717, "female", 36),
        (400, 90, "female", 36),
        (200_001, 90_000, "female", 36),
        (HALF, 6717, "female", 5),
        (HALF, 6717, "female", 101),
    ],
)
def test_outside_the_table_there_is_no_grade(distance_m, time_s, sex, age):
    assert age_grade(distance_m, time_s, sex, age) is None


def test_the_table_names_its_source_and_what_it_was_made_from(corpus):
    head = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("#")]
    for sex in ("Male", "Female"):
        workbook = corpus / "agegrade" / f"Age-Grade-Tables__{sex}RoadStd2025.xlsx"
        digest = hashlib.sha256(workbook.read_bytes()).hexdigest()
        assert f"# {sex}RoadStd2025.xlsx sha256 {digest}" in head
    assert any("CC0" in line for line in head)


@pytest.mark.parametrize("sex", ["male", "female"])
def test_each_age_from_6_to_100_has_a_factor_over_each_distance(sex):
    listed = standards()[sex]
    assert listed.factors.shape == (95, 22)
    assert (listed.factors > 0).all()
    assert (listed.factors <= 1).all()


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("1990-06-07", "2026-06-06", 35),
        ("1990-06-07", "2026-06-07", 36),
        ("2000-02-29", "2026-02-28", 25),
        ("2000-02-29", "2026-03-01", 26),
    ],
)
def test_age_is_whole_years_on_the_day(born, day, age):
    assert age_on(pd.Timestamp(born), pd.Timestamp(day)) == age
