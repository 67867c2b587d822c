import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.tables import (
    LAPS,
    RECEIPTS,
    RECORDS,
    SESSION_LIST,
    SPLITS,
    Table,
    assemble,
    conform,
    empty,
)

TABLES = (RECORDS, LAPS, SPLITS, SESSION_LIST, RECEIPTS)
NOON = pd.Timestamp("2026-05-03T12:00:00Z")


def dtypes(table: Table) -> dict[str, str]:
    return {column.name: column.dtype for column in table.columns}


@pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
def test_nothing_conforms_to_a_table_of_no_rows_with_all_dtypes(table):
    for frame in (empty(table), conform(pd.DataFrame(), table), conform(empty(table), table)):
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == dtypes(table)
        assert len(frame) == 0


def test_an_empty_frame_is_the_callers_own():
    mine = empty(LAPS)
    mine["extra"] = 1.0

    assert "extra" not in empty(LAPS)


def test_what_was_not_measured_is_blank_in_the_way_of_its_dtype():
    (row,) = conform(pd.DataFrame({"time": [NOON]}), RECORDS).to_dict("records")

    assert row["time"] == NOON
    assert np.isnan(row["distance_m"])
    assert (row["lap"], row["moving"]) == (0, False)
    (listed,) = conform(pd.DataFrame({"session_id": ["a"]}), SESSION_LIST).to_dict("records")
    assert (listed["name"], listed["is_race"]) == ("", False)
    assert pd.isna(listed["leg"])


def test_numbers_outside_what_is_believed_are_not_measured():
    frame = pd.DataFrame({"heart_rate_bpm": [0, 1, 255, 256, -3, np.inf]})

    kept = conform(frame, RECORDS)["heart_rate_bpm"]

    assert kept.notna().tolist() == [False, True, True, False, False, False]


@pytest.mark.parametrize(
    "values",
    [[1, 2], [1.0, 2.0], ["1", "2"], pd.array([1, 2], dtype="Int64"), [True, 2], ["1", "x"]],
    ids=str,
)
def test_any_kind_of_number_becomes_a_float(values):
    kept = conform(pd.DataFrame({"power_w": values}), RECORDS)["power_w"]

    assert kept.dtype == "float64"
    assert kept.iloc[0] == 1.0


def test_extra_columns_follow_sorted_where_a_table_allows_them():
    frame = pd.DataFrame({"z": ["1"], "time": [NOON], "a": [2]})

    assert conform(frame, RECORDS).columns.tolist() == [*RECORDS.names, "a", "z"]
    assert conform(frame, LAPS).columns.tolist() == LAPS.names


@given(st.lists(st.floats() | st.integers(-(10**9), 10**9), max_size=9))
def test_conforming_twice_changes_nothing_and_the_argument_never(values):
    frame = pd.DataFrame({"speed_mps": values, "lap": 3}, index=range(7, 7 + len(values)))
    before = frame.copy()

    once = conform(frame, RECORDS)

    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(conform(once, RECORDS), once)
    assert once.index.tolist() == list(range(len(values)))
    once["lap"] = 4
    pd.testing.assert_frame_equal(frame, before)


def test_columns_in_their_dtypes_are_assembled_as_conform_would():
    columns = {
        "heart_rate_mean_bpm": np.array([140.0, 0.0]),
        "lap": np.array([1, 2]),
        "start_time": pd.DatetimeIndex(["2024-05-01T06:00:00", None], tz="UTC").as_unit("us"),
    }
    floats = {c.name: np.array([1.0, np.nan]) for c in LAPS.columns if c.dtype == "float64"}
    made = assemble(floats | columns, LAPS)
    pd.testing.assert_frame_equal(made, conform(pd.DataFrame(floats | columns), LAPS))
    assert np.isnan(made["heart_rate_mean_bpm"][1])
