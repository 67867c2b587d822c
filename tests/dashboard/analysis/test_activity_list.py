"""One row a recording, however many legs it has."""

import pandas as pd

from dashboard.analysis.activity_list import COLUMNS, activity_list
from ingest.tables import SESSION_LIST, conform, empty

START = pd.Timestamp("2026-09-20T08:00:00Z")


def leg(activity: str, sport: str, begins_s: float, length_s: float, far_m: float) -> dict:
    return {
        "activity_id": activity,
        "sport": sport,
        "sub_sport": "generic",
        "start_time": START + pd.Timedelta(seconds=begins_s),
        "local_day": pd.Timestamp("2026-09-20"),
        "elapsed_s": length_s,
        "moving_s": length_s - 10,
        "distance_m": far_m,
        "heart_rate_mean_bpm": 150.0,
    }


def test_a_duathlon_is_one_row_that_lasts_with_its_changes() -> None:
    legs = (
        leg("d", "running", 5000, 2242, 7000),
        leg("d", "cycling", 800, 3662, 30_000),
        leg("d", "running", 0, 726, 2500),
        leg("r", "running", -90_000, 3190, 10_000),
    )

    rows = activity_list(conform(pd.DataFrame(legs), SESSION_LIST))

    assert list(rows["activity_id"]) == ["d", "r"]
    duathlon, run = rows.iloc[0], rows.iloc[1]
    assert (duathlon["sport"], duathlon["distance"], duathlon["time"]) == (
        "Duathlon",
        "39.5 km",
        "2:00:42",
    )
    assert duathlon["how_fast"] == "2.5 km · 30.0 km · 7.0 km"
    assert (run["time"], run["how_fast"], run["heart_rate"]) == ("53:00", "5:18 /km", "150")


def test_no_sessions_are_no_rows_with_all_columns() -> None:
    rows = activity_list(empty(SESSION_LIST))

    assert tuple(rows.columns) == COLUMNS
    assert rows.empty
