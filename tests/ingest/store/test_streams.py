import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sample_data
from ingest.activities import read_legs
from ingest.store.streams import decode, encode, encode_samples, exact_step
from ingest.tables import RECORDS, Samples, conform

TOLERANCES = {
    "latitude_deg": 0.5e-7,
    "longitude_deg": 0.5e-7,
    "distance_m": 0.005,
    "speed_mps": 0.0005,
    "elevation_m": 0.1,
}


def test_an_hour_of_nine_columns_takes_at_most_30_kilobytes(made):
    assert len(encode(made.records())) < 30_000


def test_a_stream_comes_back_within_the_stated_tolerances(made):
    records = made.records()
    again = decode(encode(records))
    assert list(again.columns) == list(records.columns)
    assert (again.dtypes == records.dtypes).all()
    for name in records.columns.difference(list(TOLERANCES)):
        pd.testing.assert_series_equal(again[name], records[name])
    for name, tolerance in TOLERANCES.items():
        worst = (again[name] - records[name]).abs().max()
        assert worst <= tolerance * (1 + 1e-6)


def test_samples_are_packed_as_their_frame_is():
    for name in ("run_10km.fit", "swim_pool.fit", "run_gpxtpx.gpx", "duathlon.fit"):
        for leg in read_legs((sample_data.folder() / name).read_bytes()):
            assert encode_samples(leg.samples) == encode(leg.samples.records())
            nothing = Samples(leg.samples.time_us[:0])
            assert encode_samples(nothing) == encode(nothing.records())


def test_what_was_not_measured_stays_not_measured(made):
    records = made.records(length=10)
    records.loc[2:4, ["heart_rate_bpm", "latitude_deg", "distance_m"]] = np.nan
    again = decode(encode(records))
    for name in records.columns:
        assert (again[name].isna() == records[name].isna()).all()


def test_a_stream_of_no_samples_keeps_its_columns_and_dtypes(made):
    records = made.records(length=10).iloc[:0]
    again = decode(encode(records))
    pd.testing.assert_frame_equal(again, records)


def test_times_keep_their_microseconds_and_may_step_back(made):
    records = made.records(length=3)
    records["time"] = pd.to_datetime(
        ["2026-01-01T00:00:00.000001Z", "2026-01-01T00:00:09.5Z", "1999-12-31T23:59:59Z"],
        format="ISO8601",
    ).as_unit("us")
    assert (decode(encode(records))["time"] == records["time"]).all()


@given(
    st.lists(
        st.one_of(
            st.floats(allow_nan=True, allow_infinity=True),
            st.integers(-(10**6), 10**6).map(lambda n: n / 128),
            st.integers(-(10**6), 10**6).map(lambda n: n / 10),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_columns_beyond_the_standard_come_back_bit_for_bit(numbers):
    records = conform(
        pd.DataFrame(
            {
                "time": pd.date_range("2026-01-01", periods=len(numbers), freq="s", tz="UTC"),
                "stance_time_ms": numbers,
            }
        ),
        RECORDS,
    )
    again = decode(encode(records))
    if np.isnan(numbers).all():
        assert "stance_time_ms" not in again
    else:
        assert np.array_equal(again["stance_time_ms"], records["stance_time_ms"], equal_nan=True)


@pytest.mark.parametrize(
    ("numbers", "step"),
    [([1, 2, 3], 1), ([1.5], 2), ([0.1, 20.3], 10), ([87.015625], 64), ([1 / 3], 0), ([1e300], 0)],
)
def test_the_smallest_step_that_loses_nothing_is_chosen(numbers, step):
    assert exact_step(np.array(numbers, dtype=float)) == step
