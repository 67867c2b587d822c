import numpy as np
import pytest

from ingest.athlete_tables import RACE_LEGS
from ingest.diary import (
    RaceLeg,
    WrongEntry,
    check_race_legs,
    check_race_splits,
    check_result_mapping,
    field_of,
)

DUATHLON = [
    RaceLeg(1, "running", 5000, 1320),
    RaceLeg(2, "transition", time_s=65),
    RaceLeg(3, "cycling", 20_000, 2520),
]


def test_a_leg_has_the_columns_of_the_table():
    own = {"result_id", "athlete_id"}
    assert set(RaceLeg.__dataclass_fields__) == set(RACE_LEGS.names) - own


def test_a_duathlon_passes_and_so_do_no_legs():
    check_race_legs(DUATHLON)
    check_race_legs([])


@pytest.mark.parametrize(
    ("legs", "field"),
    [
        (DUATHLON[1:], "legs"),
        ([DUATHLON[0]] * 2, "legs"),
        ([RaceLeg(1, " ")], "sport"),
        ([RaceLeg(1, "running", 0)], "official_distance_m"),
        ([RaceLeg(1, "running", 5000, -1)], "time_s"),
        ([RaceLeg(1, "running", 5000, float("inf"))], "time_s"),
        ([RaceLeg(n + 1, "running") for n in range(51)], "legs"),
    ],
)
def test_legs_that_cannot_be_are_refused_beside_their_field(legs, field):
    with pytest.raises(WrongEntry) as wrong:
        check_race_legs(legs)
    assert wrong.value.field == field


def test_splits_rise_in_distance_and_in_time():
    check_race_splits([(5000, 1500), (10_000, 3010.5)])
    check_race_splits([])
    for wrong in (
        [(5000, 1500), (5000, 1600)],
        [(5000, 1500), (10_000, 1400)],
        [(0, 10)],
        [(5000, float("nan"))],
        [(n + 1, n + 1) for n in range(1001)],
    ):
        with pytest.raises(WrongEntry):
            check_race_splits(wrong)


def test_a_field_is_its_times_alone_the_fastest_first():
    assert field_of([6717, np.nan, 4000.5, 5000]).tolist() == [4000.5, 5000, 6717]
    assert field_of([]).tolist() == []
    for wrong in ([0.0], [-5.0], [float("inf")], np.ones(200_001)):
        with pytest.raises(WrongEntry):
            field_of(wrong)


def test_a_mapping_needs_a_shape_and_plain_roles():
    check_result_mapping("shape", ["name", "", "chip"])
    for shape, roles in (("", ["name"]), ("shape", []), ("shape", ["a,b"]), ("s", ["a"] * 201)):
        with pytest.raises(WrongEntry):
            check_result_mapping(shape, roles)
