import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.flares import flares
from dashboard.analysis.recovery import COURSE_DAYS, LABELS, PainDiaryError, course

FALLING = np.round(np.linspace(8, 1, COURSE_DAYS))
# Two rises of 3 points that settle, on flat pain.
TWO_FLARES = np.array([2.0] * 10 + [5, 5] + [2] * 12 + [5] + [2] * 17)


def series_of(pain, first="2026-01-05"):
    days = pd.date_range(first, periods=len(pain), unit="us")
    return pd.Series(pain, index=days, dtype="float64")


def test_pain_that_falls_without_a_flare_is_a_steady_improvement():
    found = course(series_of(FALLING))
    assert found.label == "steady improvement"
    assert found.slope_per_week == pytest.approx(-7 / 41 * 7, abs=0.1)
    assert found.low < found.slope_per_week < found.high < 0
    assert found.sentence.startswith(
        "Steady improvement: in 42 entries over 42 days this pain fell"
    )


def test_the_same_pain_backwards_is_getting_worse_by_as_much():
    down, up = course(series_of(FALLING)), course(series_of(FALLING[::-1]))
    assert up.label == "getting worse"
    assert (-up.high, -up.low) == pytest.approx((down.low, down.high))


def test_two_flares_are_up_and_down_with_the_days_they_took():
    found = course(series_of(TWO_FLARES))
    assert found.label == "up and down"
    assert found.flares["settle_days"].to_list() == [3, 2]
    assert found.settle_days == 2
    assert found.sentence.startswith(
        "Up and down: 2 flares in six weeks, each settled sooner than the one before. Over all, 42"
    )


def test_a_fall_with_two_flares_is_not_called_steady():
    falling = series_of(np.round(np.linspace(7, 0, COURSE_DAYS)))
    falling.iloc[[15, 28]] += 5
    found = course(falling)
    assert found.label == "up and down"
    assert found.high < 0
    assert found.sentence.startswith("Up and down, but falling: 2 flares in six weeks")
    assert "this pain fell by" in found.sentence
    rising = series_of(np.round(np.linspace(0, 7, COURSE_DAYS)))
    rising.iloc[[10, 20]] += 3
    assert course(rising).sentence.startswith("Up and down, and rising: 2 flares in six weeks")


def test_flat_pain_has_no_trend_and_both_ends_are_said():
    pain = series_of(np.tile([2, 3, 3, 2, 4, 3], 7))
    found = course(pain)
    assert found.label == "no clear trend yet"
    assert found.low < 0 < found.high
    assert "from a fall of" in found.sentence
    assert found.sentence.endswith("That is the usual answer at six weeks.")


def test_an_end_that_would_print_as_nothing_is_less_than_a_tenth():
    found = course(series_of([5] * 41 + [4]))
    assert 0 < found.high < 0.05
    assert "to a rise of less than 0.1 points a week" in found.sentence


def test_entries_that_are_all_the_same_have_a_slope_of_nothing():
    found = course(series_of([3.0] * COURSE_DAYS))
    assert found.label == "no clear trend yet"
    assert found.slope_per_week == pytest.approx(0, abs=1e-9)
    assert -0.3 < found.low < 0 < found.high < 0.3
    assert found.sentence == "No change: all 42 entries over 42 days are 3 of 10."


@pytest.mark.parametrize(
    ("pain", "sentence"),
    [
        ([], "Not enough entries yet (0 of 12)."),
        ([math.nan] * 50, "Not enough entries yet (0 of 12)."),
        ([5.0], "Not enough entries yet (1 of 12 in the six weeks to 5 Jan 2026)."),
        (
            [5.0, 4.0] * 8,
            "Not enough entries yet: the 16 of them in the six weeks to 20 Jan 2026 span 16 days"
            " of 21.",
        ),
    ],
)
def test_too_little_is_said_with_how_far_along_it_is(pain, sentence):
    found = course(series_of(pain))
    assert found.label == "not enough entries yet"
    assert math.isnan(found.slope_per_week)
    assert math.isnan(found.low)
    assert found.line.empty
    assert found.sentence == sentence


def test_only_the_six_weeks_to_the_last_entry_are_read():
    found = course(series_of([*[9.0] * 300, *FALLING]))
    alone = course(series_of(FALLING))
    assert (found.n_entries, found.n_days) == (COURSE_DAYS, COURSE_DAYS)
    assert found.slope_per_week == pytest.approx(alone.slope_per_week)
    assert (found.last - found.first).days == COURSE_DAYS - 1


def test_a_gap_of_years_leaves_neither_days_nor_flares():
    old = series_of([1, 1, 1, 9, 9], first="2016-01-05")
    found = course(pd.concat([old, series_of(FALLING)]))
    assert found.flares.empty
    assert found.n_entries == COURSE_DAYS
    assert found.label == "steady improvement"


def test_entries_after_the_day_asked_for_are_left_aside():
    pain = series_of(FALLING)
    ahead = pd.concat([pain, series_of([9, 9, 9], first="2027-06-01")])
    assert course(ahead, until=pain.index[-1]).slope_per_week == course(pain).slope_per_week
    assert course(ahead).label == "not enough entries yet"
    assert course(ahead).last == pd.Timestamp("2027-06-03")


def test_a_diary_that_has_stopped_says_so_by_its_count():
    found = course(series_of(FALLING), until=pd.Timestamp("2026-06-01"))
    assert found.sentence == "Not enough entries yet (0 of 12 in the six weeks to 1 Jun 2026)."


def test_the_last_day_may_be_a_date_or_a_time_with_a_zone():
    pain = series_of(FALLING)
    day = pd.Timestamp("2026-02-01")
    plain = course(pain, until=day)
    for same in (day.date(), pd.Timestamp("2026-02-01 21:00", tz="Europe/Lisbon")):
        assert course(pain, until=same).sentence == plain.sentence
    with pytest.raises(PainDiaryError, match="must be a day"):
        course(pain, until=pd.NaT)


def test_order_and_a_second_lower_entry_a_day_change_nothing(rng):
    pain = series_of(np.clip(np.round(rng.normal(4, 1, COURSE_DAYS)), 1, 10))
    twice = pd.concat([pain, pain - 1]).sample(frac=1, random_state=1)
    one, other = course(pain), course(twice)
    assert (one.low, one.high, one.label) == (other.low, other.high, other.label)


def test_the_line_goes_from_the_first_entry_to_the_last_and_is_surest_between():
    line = course(series_of(FALLING)).line
    assert line["day"].iloc[0] == pd.Timestamp("2026-01-05")
    assert line["day"].iloc[-1] == pd.Timestamp("2026-02-15")
    assert line["level"].iloc[0] == pytest.approx(8, abs=0.5)
    assert ((line["low"] < line["level"]) & (line["level"] < line["high"])).all()
    width = line["high"] - line["low"]
    assert width.iloc[len(line) // 2] < width.iloc[0]


def test_the_line_stays_on_the_scale_of_pain():
    line = course(series_of([0, 0, 1, 0, 0, 0, 2] * 6)).line
    assert line[["level", "low", "high"]].min().min() == 0
    assert line[["level", "low", "high"]].max().max() <= 10


def test_an_entry_beyond_ten_is_refused_with_its_value():
    with pytest.raises(PainDiaryError, match="the diary holds inf"):
        course(series_of([1.0, math.inf]))


@given(st.lists(st.one_of(st.integers(0, 10), st.just(math.nan)), max_size=70))
def test_whatever_is_noted_gets_a_label_that_fits_its_numbers(pain):
    found = course(series_of(pain))
    assert found.label in LABELS
    assert found.sentence.endswith(".")
    assert "nan" not in found.sentence
    if found.label == "not enough entries yet":
        assert math.isnan(found.low)
        return
    assert found.low <= found.slope_per_week <= found.high
    assert (found.label == "up and down") == (len(found.flares) >= 2)
    if found.label == "steady improvement":
        assert found.high < 0
    if found.label == "getting worse":
        assert found.low > 0
    every = flares(series_of(pain))["onset"]
    assert found.flares["onset"].isin(every).all()
