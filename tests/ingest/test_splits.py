import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.splits import WORLD_RECORDS_S, best_efforts, lap_splits, measured_s, splits
from ingest.tables import BEST_EFFORTS, EFFORT_DISTANCES_M, RECORDS, SPLITS, empty

SUMMED = ["distance_m", "elapsed_s", "moving_s"]


def test_a_run_is_cut_at_each_kilometre_and_keeps_its_rest(make_records):
    records = make_records([0, 250, 500, 750], distance_m=[0.0, 1000, 2000, 2500])

    table = splits(records)

    assert table["split"].tolist() == [1, 2, 3]
    assert table["distance_m"].tolist() == [1000, 1000, 500]
    assert table["elapsed_s"].tolist() == [250, 250, 250]


def test_a_boundary_between_two_samples_is_interpolated(make_records):
    records = make_records([0, 300, 600], distance_m=[0.0, 900, 2100])

    assert splits(records)["elapsed_s"].to_numpy() == pytest.approx([325, 250, 25])


def test_a_rest_at_the_kilometre_belongs_to_the_next(make_records):
    records = make_records([0, 250, 310, 560], distance_m=[0.0, 1000, 1000, 2000])

    assert splits(records)["elapsed_s"].tolist() == [250, 310]


def test_metre_0_is_the_first_record_whatever_it_says(make_records):
    records = make_records([0, 300, 600], distance_m=[14_000.0, 15_000, 16_000])

    assert splits(records)["distance_m"].tolist() == [1000, 1000]


def test_pauses_count_in_elapsed_and_not_in_moving(make_records):
    records = make_records(
        [0, 100, 400, 500], distance_m=[0.0, 400, 400, 800], moving=[False, True, False, True]
    )

    row = splits(records).iloc[0]

    assert (row["elapsed_s"], row["moving_s"]) == (500, 200)


def test_heart_rate_is_the_mean_over_time(make_records):
    records = make_records([0, 10, 30], distance_m=[0.0, 30, 90], heart_rate_bpm=[np.nan, 120, 150])

    assert splits(records)["heart_rate_mean_bpm"].tolist() == [140]


def test_climb_is_shared_out_where_it_was_climbed(make_records):
    seconds = np.arange(0, 601, 10.0)
    heights = np.clip(seconds - 300, 0, None) / 10

    table = splits(make_records(seconds, distance_m=seconds * 10 / 3, elevation_m=heights))

    assert table["ascent_m"].to_numpy() == pytest.approx([0, 30])


def test_the_tracks_own_climb_is_used_when_it_is_there(make_records):
    records = make_records(
        [0, 300], distance_m=[0.0, 900], elevation_m=[0.0, 4.0], ascent_m=[0.0, 4.0],
        descent_m=[0.0, 0.0],
    )  # fmt: skip

    assert splits(records)["ascent_m"].tolist() == [4]


@pytest.mark.parametrize(
    "distance_m",
    [
        pytest.param([np.nan, np.nan], id="unmeasured"),
        pytest.param([0.0, 0.0], id="standing"),
        pytest.param([0.0, np.nan], id="one sample with a distance"),
    ],
)
def test_without_distance_there_is_nothing_to_cut(make_records, distance_m):
    records = make_records([0, 60], distance_m=distance_m, lap=[1, 1])

    for table, shape in (
        (splits(records), SPLITS),
        (lap_splits(records), SPLITS),
        (best_efforts(records), BEST_EFFORTS),
    ):
        assert table.empty
        assert table.dtypes.equals(empty(shape).dtypes)


def test_an_empty_session_has_no_splits():
    assert splits(empty(RECORDS)).empty
    assert lap_splits(empty(RECORDS)).empty
    assert best_efforts(empty(RECORDS)).empty


@pytest.mark.parametrize("every_m", [0.0, -1.0, np.nan])
def test_a_split_has_a_length(make_records, every_m):
    with pytest.raises(ValueError, match="every_m must be above 0 m"):
        splits(make_records([0, 1], distance_m=[0.0, 3.0]), every_m)


def test_laps_keep_their_numbers(make_records):
    records = make_records([0, 10, 20, 30], distance_m=[0.0, 30, 60, 100], lap=[3, 3, 4, 4])

    table = lap_splits(records)

    assert table["split"].tolist() == [3, 4]
    assert table["distance_m"].tolist() == [60, 40]


def test_a_file_without_laps_has_no_lap_splits(make_records):
    assert lap_splits(make_records([0, 10], distance_m=[0.0, 30])).empty


samples = st.lists(
    st.tuples(
        st.floats(0.01, 400),
        st.one_of(st.just(0.0), st.floats(0, 900)),
        st.booleans(),
        st.one_of(st.just(np.nan), st.floats(40, 200)),
        st.integers(0, 1),
    ),
    min_size=2,
    max_size=60,
)


@given(samples, st.floats(5, 5000))
def test_splits_add_up_to_the_whole(make_records, rows, every_m):
    gap_s, step_m, moving, heart_rate_bpm, new_lap = zip(*rows, strict=True)
    distance_m = 200 + np.cumsum(step_m) - step_m[0]
    records = make_records(
        np.cumsum(gap_s), distance_m=distance_m, moving=moving,
        heart_rate_bpm=heart_rate_bpm, lap=1 + np.cumsum(new_lap),
    )  # fmt: skip
    elapsed_s = (records["time"] - records["time"].iloc[0]).dt.total_seconds().to_numpy()
    whole = [
        distance_m[-1] - distance_m[0],
        elapsed_s[-1],
        np.diff(elapsed_s)[records["moving"].to_numpy()[1:]].sum(),
    ]

    for table in (splits(records, every_m), lap_splits(records)):
        sums = table[SUMMED].sum().to_numpy() if len(table) else np.zeros(3)
        expected = whole if whole[0] > 0 else [0.0, 0.0, 0.0]
        assert sums == pytest.approx(expected, rel=1e-6, abs=1e-6)
    cut = splits(records, every_m)
    assert cut["distance_m"].iloc[:-1].to_numpy() == pytest.approx(
        np.full(max(len(cut) - 1, 0), every_m)
    )
    assert (cut["moving_s"] <= cut["elapsed_s"] + 1e-6).all()


def test_the_fastest_stretch_is_found_between_samples(make_records):
    # 4 m/s, then 500 m at 5 m/s, then 4 m/s again; samples do not fall on the stretch.
    seconds = np.arange(0, 601, 7.0)
    corners_s, corners_m = [0, 200, 300, 700], [0, 800, 1300, 2900]
    records = make_records(seconds, distance_m=np.interp(seconds, corners_s, corners_m))

    table = best_efforts(records).set_index("name")

    assert table.loc["400 m", "elapsed_s"] == pytest.approx(80, abs=0.5)
    assert 200 <= table.loc["400 m", "start_s"] <= 220
    assert table.loc["1 km", "elapsed_s"] == pytest.approx(100 + 500 / 4, abs=1.0)


def test_a_pause_counts_as_time(make_records):
    records = make_records([0, 100, 200, 300], distance_m=[0.0, 300, 300, 600])

    effort = best_efforts(records).set_index("name").loc["400 m"]

    assert effort["elapsed_s"] == pytest.approx(100 + 100 + 100 / 3)


def test_only_distances_that_fit_in_are_offered(make_records):
    records = make_records([0, 3600], distance_m=[0.0, 10_000.0])

    assert best_efforts(records)["name"].tolist() == ["400 m", "1 km", "mile", "5 km", "10 km"]


def test_faster_than_the_world_record_is_not_offered(make_records):
    seconds = np.arange(0, 1001, 1.0)
    distance_m = seconds * 3
    distance_m[500:] += 700  # a leap of the distance

    assert best_efforts(make_records(seconds, distance_m=distance_m))["name"].tolist() == ["mile"]


def test_every_listed_distance_has_a_world_record_and_longer_is_slower():
    assert list(WORLD_RECORDS_S) == list(EFFORT_DISTANCES_M)
    speeds = [EFFORT_DISTANCES_M[name] / time_s for name, time_s in WORLD_RECORDS_S.items()]
    assert speeds == sorted(speeds, reverse=True)


@given(samples)
def test_no_stretch_from_sample_to_sample_beats_the_best(make_records, rows):
    gap_s, step_m = (np.array(column) for column in list(zip(*rows, strict=True))[:2])
    seconds, along = np.cumsum(gap_s) - gap_s[0], np.cumsum(step_m) - step_m[0]
    records = make_records(seconds, distance_m=along)

    for effort in best_efforts(records).itertuples():
        spans = along[None, :] - along[:, None] >= effort.distance_m
        taken = (seconds[None, :] - seconds[:, None])[spans]
        assert effort.elapsed_s <= taken.min(initial=np.inf) + 1e-4


def test_a_value_stands_for_a_slow_recorders_step_but_not_for_a_pause():
    assert measured_s(np.array([0.0, 1, 2, 50])).tolist() == [0, 1, 1, 0]
    assert measured_s(np.array([0.0, 60, 120, 180])).tolist() == [0, 60, 60, 60]
