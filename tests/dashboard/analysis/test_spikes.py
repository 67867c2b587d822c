import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.spikes import BANDS, SOURCE, activity_spikes

RUNS = st.lists(
    st.fixed_dictionaries({"day": st.integers(0, 70), "km": st.floats(0.1, 60)}), max_size=12
)


def last(spikes):
    return spikes.iloc[-1]


def test_a_duathlon_counts_its_two_runs_together(make_sessions):
    sessions = make_sessions(
        {"day": 5, "km": 6.0},
        {"day": 20, "km": 5.0},
        {"day": 30, "km": 2.5, "activity_id": "duathlon"},
        {"day": 30, "km": 0.2, "activity_id": "duathlon", "sport": "transition"},
        {"day": 30, "km": 30.0, "activity_id": "duathlon", "sport": "cycling"},
        {"day": 30, "km": 7.0, "activity_id": "duathlon"},
    )
    spike = last(activity_spikes(sessions))
    assert spike["running_km"] == 9.5
    assert spike["longest_km"] == 6.0
    assert spike["longest_activity_id"] == "a0"
    assert f"{spike['ratio']:.2f}" == "1.58"
    assert spike["band"] == "moderate"
    assert (spike["hazard_rate_ratio"], spike["low"], spike["high"]) == (1.52, 1.16, 2.00)


@pytest.mark.parametrize(
    ("km", "band", "hazard_rate_ratio"),
    [
        (3.00, "reference", 1.00),
        (6.60, "reference", 1.00),
        (6.61, "small", 1.64),
        (7.80, "small", 1.64),
        (7.81, "moderate", 1.52),
        (12.00, "moderate", 1.52),
        (12.01, "large", 2.28),
    ],
)
def test_the_bands_at_their_edges(make_sessions, km, band, hazard_rate_ratio):
    spike = last(activity_spikes(make_sessions({"km": 6.0}, {"day": 10, "km": km})))
    assert spike["band"] == band
    assert spike["hazard_rate_ratio"] == hazard_rate_ratio


def test_the_bands_are_not_a_rising_curve_and_name_their_source():
    assert BANDS[2].hazard_rate_ratio < BANDS[1].hazard_rate_ratio < BANDS[3].hazard_rate_ratio
    assert "10.1136/bjsports-2024-109380" in SOURCE


def test_no_run_in_thirty_days_is_a_state_of_its_own(make_sessions):
    spikes = activity_spikes(make_sessions({"km": 9}, {"day": 31, "km": 9}, {"day": 61, "km": 9}))
    assert spikes["state"].tolist() == ["no_run_in_30_days", "no_run_in_30_days", "ratio"]
    assert spikes["band"].tolist() == ["", "", "reference"]
    assert spikes["ratio"].isna().tolist() == [True, True, False]


def test_runs_of_the_same_day_are_not_before_each_other(make_sessions):
    spikes = activity_spikes(
        make_sessions({"km": 5}, {"day": 3, "km": 8}, {"day": 3, "km": 10, "minutes": 50})
    )
    assert spikes["longest_km"].tolist()[1:] == [5, 5]


def test_a_run_without_a_distance_has_no_ratio_and_is_nobodys_longest(make_sessions):
    spikes = activity_spikes(make_sessions({"km": 5}, {"day": 1}, {"day": 2, "km": 5}))
    assert spikes["state"].tolist()[1:] == ["unknown_distance", "ratio"]
    assert spikes["ratio"].tolist()[2] == 1.0


def test_one_unknown_leg_leaves_the_whole_unknown(make_sessions):
    sessions = make_sessions(
        {"km": 5},
        {"day": 2, "km": 2.5, "activity_id": "duathlon"},
        {"day": 2, "activity_id": "duathlon"},
    )
    assert last(activity_spikes(sessions))["state"] == "unknown_distance"


def test_a_ride_has_no_running_ratio(make_sessions):
    spike = last(
        activity_spikes(make_sessions({"km": 5}, {"day": 1, "km": 90, "sport": "cycling"}))
    )
    assert spike["state"] == "no_running"
    assert np.isnan(spike["ratio"])


def test_all_sports_effort_stands_beside_without_the_bands(make_sessions):
    sessions = make_sessions(
        {"rpe": 5, "km": 6},
        {"day": 9, "rpe": 8, "km": 9.5, "activity_id": "duathlon"},
        {
            "day": 9,
            "rpe": 8,
            "km": 30,
            "minutes": 70,
            "sport": "cycling",
            "activity_id": "duathlon",
        },
    )
    spike = last(activity_spikes(sessions))
    assert spike["effort_load"] == 8 * 130
    assert spike["effort_ratio"] == pytest.approx(8 * 130 / 300)
    assert spike["effort_longest_activity_id"] == "a0"
    assert spike["effort_coverage"] == 1.0


def test_an_assumed_or_missing_effort_gives_no_effort_ratio(make_sessions):
    sessions = make_sessions(
        {"rpe": 5, "km": 6}, {"day": 1, "km": 6}, {"day": 2, "rpe": 4, "rpe_source": "assumed"}
    )
    spikes = activity_spikes(sessions)
    assert spikes["effort_ratio"].isna().all()
    assert spikes["effort_coverage"].tolist()[1:] == [1.0, 0.5]


def test_how_much_of_the_thirty_days_the_files_cover_is_said(make_sessions):
    spikes = activity_spikes(make_sessions({"km": 5}, {"day": 4, "km": 5}, {"day": 40, "km": 5}))
    assert spikes["history_days"].tolist() == [0, 4, 30]


def test_no_sessions_give_no_spikes(make_sessions):
    empty = activity_spikes(make_sessions())
    full = activity_spikes(make_sessions({"km": 5}))
    assert empty.empty
    assert list(empty.columns) == list(full.columns)


@given(RUNS)
@settings(max_examples=40)
def test_each_ratio_is_to_the_longest_of_the_thirty_days_before(make_sessions, rows):
    sessions = make_sessions(*rows)
    before = sessions.copy(deep=True)
    spikes = activity_spikes(sessions)
    pd.testing.assert_frame_equal(sessions, before)
    for spike in spikes.itertuples():
        back = (spike.local_day - sessions["local_day"]).dt.days
        longest = sessions.loc[back.between(1, 30), "distance_m"].max() / 1000
        if np.isnan(longest):
            assert spike.state == "no_run_in_30_days"
        else:
            assert spike.ratio == pytest.approx(spike.running_km / longest)


@given(RUNS, RUNS)
@settings(max_examples=40)
def test_what_comes_later_changes_no_earlier_ratio(make_sessions, rows, later):
    after = [{**row, "day": row["day"] + 71} for row in later]
    alone = activity_spikes(make_sessions(*rows))
    followed = activity_spikes(make_sessions(*rows, *after)).head(len(alone))
    pd.testing.assert_frame_equal(followed, alone, check_dtype=False)
