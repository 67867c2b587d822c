import math

import pandas as pd

from dashboard.analysis.overview import season
from dashboard.analysis.race_review import around

FIRST = pd.Timestamp("2025-09-22")


def on(day: int) -> pd.Timestamp:
    return FIRST + pd.Timedelta(days=day)


def weeks_of(history, race_day):
    return around(season(history, "distance"), history.sessions, race_day)


def test_twelve_weeks_before_and_six_after_with_the_race_on_the_last_day_of_its_week(make_history):
    runs = [{"day": day, "km": 5.0} for day in range(0, 140, 7)]
    found = weeks_of(make_history([*runs, {"day": 100, "km": 18.0}]), on(104))
    assert found.weeks["week"].tolist() == list(range(-11, 7))
    assert (found.first, found.last) == (on(104 - 83), on(104 + 42))
    assert found.weeks["last"].iloc[11] == on(104)
    assert found.days(12, 6) == (found.first, found.last)
    assert found.days(1, 0) == (on(98), on(104))
    assert found.weeks["running_km"].iloc[11] == 23
    assert found.weeks["longest_km"].iloc[11] == 18
    assert found.longest_run == (on(100), 18)


def test_weeks_no_file_tells_of_are_unknown_and_not_rest(make_history):
    found = weeks_of(make_history([{"day": 80, "km": 5.0}, {"day": 110, "km": 5.0}]), on(104))
    told = found.weeks["running_km"].notna()
    assert told.tolist() == [number in range(-3, 2) for number in range(-11, 7)]
    assert found.weeks.loc[found.weeks["week"] == -2, "running_km"].item() == 0


def test_pain_and_its_highest_score_stand_in_their_week(make_history):
    pain = [{"day": 98, "nprs": 3}, {"day": 100, "nprs": 5}, {"day": 110, "nprs": 1}]
    found = weeks_of(make_history([{"day": 100, "km": 5.0}], pain), on(104))
    scores = dict(zip(found.weeks["week"], found.weeks["pain"], strict=True))
    assert (scores[0], scores[1]) == (5, 1)
    assert math.isnan(scores[2])
    assert len(found.lanes) == 1


def test_shoes_are_added_up_before_and_after(make_history):
    runs = [
        {"day": 99, "km": 10.0, "shoe_id": "light"},
        {"day": 104, "km": 21.0, "shoe_id": "light"},
        {"day": 110, "km": 6.0, "shoe_id": "high"},
        {"day": 10, "km": 40.0, "shoe_id": "high"},
    ]
    found = weeks_of(make_history(runs), on(104))
    shares = {one.shoe_id: (one.before_m, one.after_m) for one in found.shoes}
    assert shares == {"light": (31_000, 0), "high": (0, 6_000)}


def test_a_run_of_unknown_length_makes_its_week_a_lower_bound(make_history):
    found = weeks_of(make_history([{"day": 100, "km": 5.0}, {"day": 101}]), on(104))
    assert found.weeks["at_least"].iloc[11]
    assert found.weeks["running_km"].iloc[11] == 5


def test_with_nothing_there_is_nothing(make_history):
    found = weeks_of(make_history(), on(104))
    assert not found.has_running
    assert found.longest_run is None
    assert found.lanes == found.shoes == ()
