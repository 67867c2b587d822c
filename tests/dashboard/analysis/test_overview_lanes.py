import pandas as pd

from dashboard.analysis.overview_lanes import lanes

MONDAY = pd.Timestamp("2025-09-22")


def test_a_dot_is_the_highest_score_of_its_day_and_keeps_its_moment(make_history) -> None:
    pain = [
        {"day": 0, "nprs": 2, "moment": "morning"},
        {"day": 0, "nprs": 5, "moment": "after"},
        {"day": 1, "nprs": 0},
    ]

    (lane,) = lanes(make_history([], pain).entries)

    assert lane.name == "Inner left knee"
    assert lane.nprs.tolist() == [5, 0]
    assert lane.moments.tolist() == ["after", "morning"]


def test_sites_have_lanes_of_their_own_the_most_noted_first(make_history) -> None:
    pain = [{"day": 0, "nprs": 2, "side": "right"}, *({"day": d, "nprs": 1} for d in range(3))]

    found = lanes(make_history([], pain).entries)

    assert [lane.site.side for lane in found] == ["left", "right"]


def test_flares_come_from_the_moment_noted_on_most_days_alone(make_history) -> None:
    calm = [{"day": day, "nprs": 1} for day in range(8)]
    evenings = [{"day": day, "nprs": 8, "moment": "after"} for day in (5, 6)]

    (lane,) = lanes(make_history([], [*calm, *evenings]).entries)

    assert lane.flare_moment == "morning"
    assert lane.flares.empty
    assert lane.nprs.max() == 8


def test_a_cut_lane_keeps_the_flares_that_reach_into_it(make_history) -> None:
    scores = [1, 1, 1, 5, 5, 5, 1, 1, 1, 1]
    pain = [{"day": day, "nprs": score} for day, score in enumerate(scores)]
    (lane,) = lanes(make_history([], pain).entries)

    inside = lane.between(MONDAY + pd.Timedelta(days=5), MONDAY + pd.Timedelta(days=6))
    after = lane.between(MONDAY + pd.Timedelta(days=8), MONDAY + pd.Timedelta(days=9))

    assert inside.nprs.tolist() == [5, 1]
    assert len(inside.flares) == 1
    assert after.flares.empty


def test_no_entries_make_no_lanes(make_history) -> None:
    assert lanes(make_history().entries) == ()
