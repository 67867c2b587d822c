import numpy as np
import pandas as pd
import pytest

from dashboard.analysis import overview_tables as tables
from dashboard.analysis.overview import History, Season, season
from dashboard.analysis.overview_picture import Picture, picture

MONDAY = pd.Timestamp("2025-09-22")
RUNS = [
    {"day": 0, "km": 5, "rpe": 4, "minutes": 30},
    {"day": 20, "km": 6, "rpe": 4, "minutes": 36},
    {"day": 40, "km": 9.5, "rpe": 8, "minutes": 60, "name": "Duathlon"},
    {"day": 90, "km": 3, "rpe": 3, "minutes": 25},
]


def shown(history: History, method: str = "session_rpe") -> tuple[Season, Picture]:
    found = season(history, method)
    return found, picture(found, found.days[0], found.days[-1])


def plain(cell: str) -> str:
    return cell.replace("\N{MULTIPLICATION SIGN}", "x").replace("\N{EN DASH}", "-")


def test_a_long_run_is_listed_with_its_band_and_both_ratios(make_history) -> None:
    history = make_history(RUNS)

    rows = tables.spike_rows(shown(history)[0], history, shown(history)[1])

    row = rows[rows["run"] == "Duathlon"].iloc[0]
    assert row["far"] == "9.5 km after 6.0"
    assert plain(row["beyond"]) == "1.58x (3.33x)"
    assert plain(row["rate"]) == "1.52x (1.16-2.00)"


def test_a_run_after_a_month_without_one_has_no_ratio_and_says_so(make_history) -> None:
    history = make_history(RUNS)

    rows = tables.spike_rows(shown(history)[0], history, shown(history)[1])

    assert rows.iloc[0]["beyond"] == "no run in 30 days"
    assert rows.iloc[0]["rate"] == ""


def test_a_month_that_reaches_before_the_first_file_is_told(make_history) -> None:
    history = make_history([{"day": 0, "km": 5}, {"day": 12, "km": 8}])

    rows = tables.spike_rows(shown(history)[0], history, shown(history)[1])

    assert [plain(cell) for cell in rows["beyond"]] == ["1.60x, 12 days known"]


def test_the_note_says_whose_figure_it_is() -> None:
    note = tables.spike_note()

    assert "5,205 runners" in note
    assert "10.1136/bjsports-2024-109380" in note
    assert "not yours" in note


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        ([], ""),
        ([(-3, 0, "morning"), (2, 6, "morning")], "inner left knee 0 → 6"),
        ([(-3, 2, "morning"), (2, 2, "morning")], "no rise"),
        ([(-3, 5, "after"), (2, 6, "morning")], "inner left knee 6"),
        ([(1, 0, "morning")], "no pain"),
        ([(0, 1, "morning"), (0, 4, "after")], "inner left knee 4"),
        ([(-3, 5, "morning")], ""),
        ([(8, 5, "morning")], ""),
    ],
)
def test_pain_after_compares_one_place_at_one_moment(make_history, notes, told) -> None:
    pain = [{"day": 20 + day, "nprs": nprs, "moment": moment} for day, nprs, moment in notes]

    assert tables.pain_after(make_history([], pain).entries, MONDAY + pd.Timedelta(days=20)) == told


def test_flares_say_where_when_and_how_long(make_history) -> None:
    scores = [1, 1, 1, 5, 5, 5, 1, 1, 1, 1]
    pain = [{"day": day, "nprs": score} for day, score in enumerate(scores)]

    rows = tables.flare_rows(shown(make_history([], pain))[1])

    assert rows.iloc[0].tolist() == [
        "25 Sep 2025",
        "Inner left knee, in the morning",
        "Inner left knee",
        "5",
        "4 days",
    ]


def test_a_flare_that_goes_on_is_not_settled_yet(make_history) -> None:
    pain = [{"day": day, "nprs": score} for day, score in enumerate([1, 1, 1, 5, 5])]

    assert tables.flare_rows(shown(make_history([], pain))[1])["settled"].tolist() == [
        "not settled yet"
    ]


def test_minutes_are_most_first_and_by_week(make_history) -> None:
    rows = [
        {"day": 0, "sport": "swimming", "minutes": 30},
        {"day": 13, "minutes": 60},
    ]

    found = tables.minute_rows(*shown(make_history(rows)))

    assert found.to_numpy().tolist() == [["Run", "60", "30"], ["Swim", "30", "15"]]


def test_strength_and_cross_training_are_told_apart(make_history) -> None:
    rows = [
        {"day": 0, "sport": "training", "sub_sport": "strength_training", "minutes": 45},
        {"day": 1, "sport": "cycling", "minutes": 60},
        {"day": 2, "sport": "swimming", "minutes": 30},
        {"day": 3, "minutes": 50},
    ]

    told = tables.strength_and_cross_training(*shown(make_history(rows)))

    assert told.startswith("Strength 45 min, cross-training 90 min")


def test_the_numbers_hold_what_the_picture_shows_and_leave_the_unknown_empty(make_history) -> None:
    rows = [{"day": 0, "rpe": 5, "km": 5}, {"day": 1, "rpe": 5, "minutes": np.nan}]
    history = make_history(rows, [{"day": 1, "nprs": 0}])

    numbers = tables.numbers(shown(history)[1])

    assert numbers["first_day"].tolist() == ["2025-09-23", "2025-09-22"]
    assert np.isnan(numbers["load"].iloc[0])
    assert numbers["load"].iloc[1] == 300
    assert numbers["pain_knee-left-medial"].iloc[0] == 0
    assert np.isnan(numbers["pain_knee-left-medial"].iloc[1])


def test_weekly_numbers_add_up_like_their_bars(long_history) -> None:
    of = shown(long_history())[1]

    numbers = tables.numbers(of)

    sports = numbers[[bars.family for bars in of.bars]].sum(axis=1)
    assert np.allclose(sports, numbers["load"].fillna(0), atol=0.5)
    assert len(numbers) == len(of.starts)
