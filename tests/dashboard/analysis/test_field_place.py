import numpy as np
import pytest

from dashboard.analysis.field_place import field_place

FIELD = np.arange(1.0, 1184.0)


def test_the_share_is_of_all_finishers_and_never_said_too_high() -> None:
    place = field_place(461, FIELD)

    assert (place.finishers, place.slower, place.percent) == (1183, 722, 61)
    assert place.sentence == "Faster than 61 % of 1,183 finishers"


@pytest.mark.parametrize(
    ("time_s", "field", "sentence"),
    [
        (1183, FIELD, "Nobody of 1,183 finishers was slower"),
        (1180, FIELD, "Faster than 3 of 1,183 finishers"),
        (1, FIELD, "Faster than 99 % of 1,183 finishers"),
        (5, np.array([5.0, 5.0, 5.0]), "Nobody of 3 finishers was slower"),
        (5, np.array([5.0, 5.0, 6.0]), "Faster than 33 % of 3 finishers"),
    ],
)
def test_ends_and_equal_times(time_s, field, sentence) -> None:
    assert field_place(time_s, field).sentence == sentence


@pytest.mark.parametrize(
    ("time_s", "field"), [(np.nan, FIELD), (0, FIELD), (5, FIELD[:1]), (5, FIELD[:0])]
)
def test_without_a_time_or_a_field_nothing_is_said(time_s, field) -> None:
    assert field_place(time_s, field) is None
