import numpy as np
import pandas as pd

from dashboard.analysis.link.painkillers import painkiller_days, without_days
from dashboard.analysis.pain import Site, daily_pain

KNEE = Site("knee", "left", "medial")
PILL = {"painkiller_taken": True}


def test_a_day_with_a_painkiller_is_marked_whatever_else_it_was_noted_for(make_diary, day):
    entries = make_diary(
        (0, 2),
        (1, 1, PILL),
        (2, 3),
        (2, 4, PILL | {"moment": "during"}),
        (3, 1, PILL | {"region": "foot", "aspect": ""}),
    )
    assert painkiller_days(entries, KNEE, "morning").tolist() == [day(1), day(2)]


def test_left_out_days_become_days_without_an_entry(make_diary, day):
    entries = make_diary((0, 2), (1, 1, PILL), (2, 3))
    pain = daily_pain(entries, KNEE, "morning")
    left = without_days(pain, painkiller_days(entries, KNEE, "morning"))
    assert left.tolist()[::2] == [2, 3]
    assert np.isnan(left[day(1)])
    assert pain[day(1)] == 1


def test_no_painkiller_leaves_the_series_as_it_is(make_diary):
    entries = make_diary((0, 2), (1, 1))
    pain = daily_pain(entries, KNEE, "morning")
    days = painkiller_days(entries, KNEE, "morning")
    pd.testing.assert_series_equal(without_days(pain, days), pain)
