import json

import numpy as np
import pandas as pd
import pytest

from dashboard.command.present import json_text, plain, printable, text_table


@pytest.mark.parametrize("nothing", [None, np.nan, np.float64("nan"), np.inf, pd.NA, pd.NaT])
def test_what_was_not_measured_is_null(nothing: object) -> None:
    assert plain(nothing) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (pd.Timestamp("2026-09-06 08:30", tz="UTC"), "2026-09-06T08:30:00Z"),
        (pd.Timestamp("2026-09-06 10:30:00.25", tz="Europe/Oslo"), "2026-09-06T08:30:00.250000Z"),
        (pd.Timestamp("2026-09-06"), "2026-09-06"),
    ],
)
def test_a_time_is_utc_and_a_day_is_a_date(value: pd.Timestamp, text: str) -> None:
    assert plain(value) == text


def test_a_frame_becomes_one_object_a_row() -> None:
    frame = pd.DataFrame(
        {
            "leg": pd.array([1, None], dtype="Int64"),
            "sport": ["running", "transition"],
            "distance_m": [2500.5, np.nan],
            "race": [True, False],
        }
    )

    assert json.loads(json_text({"rows": frame})) == {
        "rows": [
            {"leg": 1, "sport": "running", "distance_m": 2500.5, "race": True},
            {"leg": None, "sport": "transition", "distance_m": None, "race": False},
        ]
    }


def test_a_file_name_cannot_steer_the_terminal() -> None:
    assert printable("run\x1b[2J\r\n.fit") == "run�[2J��.fit"


def test_columns_of_a_table_line_up() -> None:
    text = text_table(("file", "what"), [("a.fit", "imported"), ("long name.gpx", "refused")])

    assert text.splitlines() == [
        "file           what",
        "a.fit          imported",
        "long name.gpx  refused",
    ]
