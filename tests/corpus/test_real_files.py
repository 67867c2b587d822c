"""What must hold for real files of real watches, with every exception and its cause."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from ingest import IngestError, NotAnActivity
from ingest.splits import lap_splits, splits
from ingest.tables import Samples
from ingest.track import track

SUMMED = ["distance_m", "elapsed_s", "moving_s"]

# Sessions whose records do not hold the device's total to 0.5 %, and why.
FIRST_METRES = "the leg's first record comes a second after it began, and the leg is short"
RECORDED_OTHERWISE = {
    ("fit/php-fit-file-ana__swim.fit", 0): "one record for each pool length, at its end: the first "
    "length lies before the first record",
    ("fit/fit__triathlon_summary_first.fit", 1): FIRST_METRES,
    ("fit/fit__triathlon_summary_first.fit", 3): FIRST_METRES,
    ("fit/python-fitparse__activity-large-fenxi2-multisport.fit", 3): FIRST_METRES,
}

# Sessions whose positions alone do not give the device's total to 2 %, and why.
CHANGING = "a transition: the runner stands about, and the watch counts the drift of the fixes"
POSITIONED_OTHERWISE = {
    ("fit/connectstats__activity_2477200414.fit", 0): "+2.8 %: the fixes leap 5 to 23 m some "
    "twenty times, and the watch's distance stands still while they do",
    ("fit/fit__triathlon_summary_first.fit", 0): "+2.2 %: a swim, where the wrist is under water "
    "and the watch smooths the few fixes it gets",
    ("fit/fit__triathlon_summary_first.fit", 1): CHANGING,
    ("fit/python-fitparse__activity-large-fenxi2-multisport.fit", 1): CHANGING,
    ("fit/python-fitparse__activity-large-fenxi2-multisport.fit", 3): FIRST_METRES,
    ("fit/python-fitparse__activity-large-fenxi2-multisport.fit", 5): CHANGING,
}

LEGS = {
    "fit/fit__triathlon_summary_first.fit": [
        (1, "swimming"), (None, "transition"), (2, "cycling"), (None, "transition"),
        (3, "running"),
    ],
    "fit/python-fitparse__activity-large-fenxi2-multisport.fit": [
        (1, "generic"), (None, "transition"), (2, "running"), (None, "transition"),
        (3, "running"), (None, "transition"), (4, "cycling"),
    ],
}  # fmt: skip


def is_readable(row: pd.Series) -> bool:
    if not row["n_records"] > 0:
        return False
    if row["kind"] == "fit":
        return row["fitdecode_strict"] == "ok"
    if row["kind"] == "gpx":
        return row["gpxpy"] == "ok"
    return "malformed" not in row.name


@pytest.fixture(scope="module")
def readable(manifest):
    return manifest[manifest.apply(is_readable, axis=1)]


@pytest.fixture(scope="module")
def saved(manifest, read):
    """Each file that gives sessions, and those sessions."""
    return {path: found for path in manifest.index if (found := sessions_or_none(read, path))}


def sessions_or_none(read, path):
    try:
        return read(path)
    except IngestError as refusal:
        assert str(refusal).endswith("."), path  # noqa: PT017 - the sentence is what is tested
        assert refusal.__cause__ is None, path  # noqa: PT017 - no reader stumbled
        return None


def test_there_are_enough_real_files(manifest, readable):
    assert len(manifest) >= 30
    assert len(readable) >= 20


def test_no_sample_of_a_readable_file_is_lost_silently(readable, saved):
    counted = {path: kept_and_lost(saved[path]) for path in readable.index}

    assert counted == readable["n_records"].astype(int).to_dict()


def kept_and_lost(sessions):
    lost = sum(problem.records_lost for s in sessions for problem in s.problems)
    return sum(len(s.records) for s in sessions) + lost


def test_the_others_give_what_can_be_saved_or_a_sentence(manifest, readable, read):
    refused = {}
    for path in manifest.index.difference(readable.index):
        try:
            assert read(path), path
        except IngestError as refusal:
            refused[path] = isinstance(refusal, NotAnActivity)

    assert refused == {
        "fit/python-fitparse__MonitoringFile.fit": True,
        "gpx/gpxpy__route.gpx": True,
        "gpx/gpxpy__unicode_with_bom.gpx": True,
        "gpx/strava_py__empty-trkseg.gpx": False,
    }


def test_distance_from_the_records_is_the_devices(saved, read_raw):
    off = set()
    for key, device_m, session in with_device_distance(saved, read_raw):
        if not abs(session.summary.distance_m / device_m - 1) <= 0.005:
            off.add(key)

    assert off == set(RECORDED_OTHERWISE)


def test_distance_from_positions_alone_is_near_the_devices(saved, read_raw):
    off, compared = set(), 0
    for key, device_m, _ in with_device_distance(saved, read_raw):
        path, position = key
        raw = read_raw(path)[position]
        if not {"latitude_deg", "longitude_deg"} <= set(raw.records.columns):
            continue
        bare = replace(raw, samples=raw.samples.without("distance_m", "speed_mps"))
        along = track(bare).records["distance_m"].dropna()
        if along.empty:
            continue
        compared += 1
        if not abs((along.iloc[-1] - along.iloc[0]) / device_m - 1) <= 0.02:
            off.add(key)

    assert compared >= 20
    assert off == set(POSITIONED_OTHERWISE)


def with_device_distance(saved, read_raw):
    for path, sessions in saved.items():
        for position, (raw, session) in enumerate(zip(read_raw(path), sessions, strict=True)):
            if raw.totals.distance_m > 0:
                yield (path, position), raw.totals.distance_m, session


def test_the_three_clocks_are_in_order(saved):
    for path, sessions in saved.items():
        for session in sessions:
            row = session.summary
            assert 0 <= row.moving_s <= row.timer_s <= row.elapsed_s, path


def test_times_rise_and_distance_never_falls(saved):
    for path, sessions in saved.items():
        for session in sessions:
            assert session.records["time"].is_monotonic_increasing, path
            assert not (session.records["distance_m"].diff() < 0).any(), path


@pytest.mark.parametrize("every_m", [400.0, 1000.0, 1609.344, 5000.0])
def test_splits_add_up(saved, every_m):
    for path, sessions in saved.items():
        for session in sessions:
            table = splits(session.records, every_m)
            assert_sums(path, table, session.records)


def test_laps_add_up(saved):
    for path, sessions in saved.items():
        for session in sessions:
            assert_sums(path, lap_splits(session.records), session.records)


def assert_sums(path, table, records):
    if table.empty:
        return
    elapsed_s = Samples.of(records).elapsed_s
    whole = [
        records["distance_m"].iloc[-1] - records["distance_m"].iloc[0],
        elapsed_s[-1],
        moving_s(records, np.diff(elapsed_s, prepend=0.0)),
    ]
    assert table[SUMMED].sum().to_numpy() == pytest.approx(whole, rel=1e-6), path


def moving_s(records, gap_s):
    paused_s = records["paused_s"].to_numpy() if "paused_s" in records else np.zeros(len(gap_s))
    return (gap_s - paused_s)[records["moving"].to_numpy()].sum()


def test_a_swim_of_a_sample_at_each_wall_has_its_rests_taken_out(saved):
    (swim,) = saved["tcx/connectstats__activity_217470507.tcx"]

    # 21 lengths of 25 m, of 13 to 50 s each; the timer also ran through three minutes of drills.
    assert 21 * 13 < swim.summary.moving_s < 756.0
    assert 1.5 < swim.summary.moving_s / swim.summary.distance_m * 100 / 60 < 2.0


def test_legs_come_in_order(saved):
    seen = {path: [(s.leg, s.sport) for s in saved[path]] for path in LEGS}

    assert seen == LEGS


def test_the_local_day_is_what_the_manifest_implies(manifest, saved):
    known = (
        manifest["tz_offset_h"]
        .dropna()
        .drop("fit/python-fitparse__MonitoringFile.fit", errors="ignore")
    )
    offsets = {path: {s.summary.utc_offset_s for s in saved[path]} for path in known.index}

    assert offsets == {path: {round(hours * 3600)} for path, hours in known.items()}
    for path in known.index:
        for session in saved[path]:
            shifted = session.start_time + pd.Timedelta(hours=known[path])
            assert session.summary.local_day == shifted.tz_localize(None).normalize()


def test_no_best_effort_is_faster_than_the_longer_one_before_it(saved):
    for path, sessions in saved.items():
        for session in sessions:
            times = session.summary.best_efforts_s
            assert (np.diff(times[np.isfinite(times)]) > 0).all(), path


def test_the_histograms_hold_no_more_than_the_session(saved):
    for path, sessions in saved.items():
        for session in sessions:
            row = session.summary
            assert row.heart_rate_seconds.sum() <= row.elapsed_s + 1, path
            assert row.graded_speed_seconds.sum() <= row.moving_s + 1e-6, path
            assert row.heart_rate_seconds.shape == (221,)
            assert row.graded_speed_seconds.shape == (241,)
