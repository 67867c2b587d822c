"""The same session twice is found; two sessions that merely look alike never are one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import SessionEdit, Store, import_files, open_store
from ingest.diary import SessionByHand
from ingest.duplicates import Leg, Recording, match, samples_agree
from ingest.store import NotFound
from ingest.tables import RECORDS, conform
from sample_data.making.fit_bytes import encode
from sample_data.making.fit_messages import activity
from sample_data.making.gpx_text import Export, document, track
from sample_data.making.motion import ALL_CHANNELS, Motion, Plan, move
from sample_data.making.tcx_text import activity as tcx_activity
from sample_data.making.tcx_text import document as tcx_document

HALF_HOUR = 1800.0
DAY = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
LOOP = Plan(DAY, 2000, 640, 7, every_s=(2, 4), loop_m=2000, course_seed=3)
NO_HEART = ALL_CHANNELS - {"heart_rate", "cadence"}


def gpx(motion: Motion, name: str = "run.gpx") -> tuple[str, bytes]:
    return name, document(Export(), track(motion, Export())).encode()


def tcx(motion: Motion, name: str = "run.tcx") -> tuple[str, bytes]:
    return name, tcx_document(tcx_activity(motion)).encode()


def fit(motion: Motion, name: str = "run.fit") -> tuple[str, bytes]:
    return name, encode(activity(motion))


def shifted(plan: Plan, hours: float, **changes: object) -> Plan:
    return replace(plan, start=plan.start + timedelta(hours=hours), **changes)


def records(motion: Motion) -> pd.DataFrame:
    latitude, longitude = motion.position or (np.nan, np.nan)
    times = [motion.at(int(second)) for second in motion.seconds]
    frame = {
        "time": pd.DatetimeIndex(times).as_unit("us"),
        "latitude_deg": latitude,
        "longitude_deg": longitude,
        "heart_rate_bpm": np.nan if motion.heart_rate_bpm is None else motion.heart_rate_bpm,
    }
    return conform(pd.DataFrame(frame), RECORDS)


def leg(start_s: float = 0.0, elapsed_s: float = 3600.0, distance_m: float = 10_000.0) -> Leg:
    return Leg("", "running", start_s, elapsed_s, distance_m)


def recording(*legs: Leg, file: str = "a") -> Recording:
    return Recording(file, file, legs)


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(str(tmp_path / "runs.sqlite3")) as store:
        yield store


@pytest.fixture
def anna(store) -> str:
    return store.add_athlete("Anna", "Europe/Berlin").athlete_id


# --- what two recordings say of themselves ---------------------------------------------------


times = st.floats(1, 1e5)
metres = st.floats(100, 1e5)


@given(times, metres, st.floats(0.81, 1.0), st.floats(0.951, 1.0))
def test_four_fifths_of_the_longer_and_a_twentieth_of_the_distance_are_enough(
    elapsed_s, distance_m, share, of_distance
):
    late = leg((1 - share) * elapsed_s, share * elapsed_s, of_distance * distance_m)
    found = match(recording(leg(0, elapsed_s, distance_m)), recording(late, file="b"))
    assert found is not None
    assert found.shift_s == 0


@given(times, metres, st.floats(0, 0.79))
def test_less_overlap_is_another_session(elapsed_s, distance_m, share):
    late = leg((1 - share) * elapsed_s, elapsed_s, distance_m)
    found = match(recording(leg(0, elapsed_s, distance_m)), recording(late, file="b"))
    assert found is None or found.shift_s != 0


@given(times, metres, st.floats(0, 0.949))
def test_another_distance_is_another_session(elapsed_s, distance_m, of_distance):
    other = leg(0, elapsed_s, of_distance * distance_m)
    assert match(recording(leg(0, elapsed_s, distance_m)), recording(other, file="b")) is None


@given(st.integers(-28, 28), times, metres, st.floats(-50, 50))
def test_the_order_of_two_recordings_changes_nothing_but_the_sign(
    half_hours, elapsed_s, distance_m, seconds
):
    one = recording(leg(0, elapsed_s, distance_m))
    start = half_hours * HALF_HOUR + seconds
    other = recording(leg(start, elapsed_s, distance_m), file="b")
    there, back = match(one, other), match(other, one)
    assert there is not None
    assert back is not None
    assert there == back.turned
    assert there.shift_s in (0, half_hours * HALF_HOUR)


@given(st.floats(14.6, 1000))
def test_a_clock_is_not_shifted_by_more_than_fourteen_hours(hours):
    assert match(recording(leg()), recording(leg(hours * 3600), file="b")) is None


def test_a_run_and_a_ride_are_two_sessions():
    ride = replace(leg(), sport="cycling")
    assert match(recording(leg()), recording(ride, file="b")) is None
    walk = replace(leg(), sport="walking")
    assert match(recording(leg()), recording(walk, file="b")) is not None


def test_two_activities_of_one_file_are_not_shifted_copies():
    again = recording(leg(4 * HALF_HOUR))
    assert match(recording(leg()), again) is None
    assert match(recording(leg()), replace(again, sha256="b")) is not None


def test_a_leg_alone_and_a_flattened_whole_are_found_in_a_duathlon():
    run, ride, last = (
        leg(0, 1800),
        replace(leg(1900, 3600, 30_000), sport="cycling"),
        leg(5600, 900),
    )
    change = Leg("", "transition", 1800, 100, 100)
    duathlon = Recording("d", "d", (run, ride, last), (change,))
    assert match(recording(leg(1910, 3590, 30_100)), duathlon) is None
    alone = match(duathlon, recording(replace(ride, distance_m=30_100)))
    assert alone is not None
    assert [pair[0].sport for pair in alone.pairs] == ["cycling"]
    assert match(recording(leg(0, 6500, 50_100)), duathlon) is not None


# --- what the samples say --------------------------------------------------------------------


@pytest.mark.parametrize("half_hours", [-28, -3, 1, 2, 14, 28])
def test_one_recording_with_another_clock_is_known_by_its_samples(half_hours):
    motion = move(LOOP)
    later = replace(motion, plan=shifted(LOOP, half_hours / 2))
    assert samples_agree(records(motion), records(later), half_hours * HALF_HOUR)
    sparse = records(later).iloc[::2].reset_index(drop=True)
    assert samples_agree(records(motion), sparse, half_hours * HALF_HOUR)


@pytest.mark.parametrize("channels", [ALL_CHANNELS, NO_HEART], ids=["heart", "no heart"])
def test_the_same_loop_again_at_the_same_pace_is_another_run(channels):
    morning = replace(LOOP, channels=channels)
    evening = shifted(morning, 11, seed=8)
    assert not samples_agree(records(move(morning)), records(move(evening)), 22 * HALF_HOUR)


def test_without_positions_and_heart_rates_nothing_shows_that_two_are_one():
    indoors = replace(LOOP, channels=frozenset({"cadence"}))
    motion = move(indoors)
    later = replace(motion, plan=shifted(indoors, 1))
    assert not samples_agree(records(motion), records(later), 2 * HALF_HOUR)


# --- in the store ----------------------------------------------------------------------------


def test_a_run_as_fit_and_as_its_exports_counts_once_whatever_came_first(tmp_path):
    motion = move(LOOP)
    sources = [fit(motion), tcx(motion), gpx(motion)]
    for turn in range(3):
        with open_store(str(tmp_path / f"{turn}.sqlite3")) as store:
            anna = store.add_athlete("Anna").athlete_id
            receipt = import_files(store, anna, sources[turn:] + sources[:turn])
            counted = store.sessions(anna)
            assert list(counted["source_format"]) == ["fit"]
            assert counted["distance_m"].sum() == pytest.approx(2000, rel=0.01)
            group = store.same_session(anna, counted["activity_id"].item())
            assert group[0].source_format == "fit"
            assert {one.source_format for one in group} == {"fit", "gpx", "tcx"}
            told = receipt.rows[receipt.rows["reason"] != ""]
            assert told["reason"].str.contains("same session").all()
            assert receipt.counts["duplicate"] >= 1


def test_a_recording_whose_clock_is_two_hours_off_is_found(store, anna):
    motion = move(LOOP)
    later = replace(motion, plan=shifted(LOOP, 2))
    receipt = import_files(store, anna, [fit(motion), gpx(later)])
    assert list(receipt.rows["status"]) == ["imported", "duplicate"]
    assert len(store.sessions(anna)) == 1


def test_two_athletes_who_ran_together_keep_their_runs(store, anna):
    ben = store.add_athlete("Ben").athlete_id
    motion = move(LOOP)
    for athlete_id, source in ((anna, fit(motion)), (ben, gpx(motion))):
        assert list(import_files(store, athlete_id, [source]).rows["status"]) == ["imported"]


def test_undo_of_the_one_that_counts_brings_the_best_of_the_others_back(store, anna):
    motion = move(LOOP)
    import_files(store, anna, [gpx(motion), tcx(motion)])
    before = store.sessions(anna)
    receipt = import_files(store, anna, [fit(motion)])
    assert list(store.sessions(anna)["source_format"]) == ["fit"]
    receipt.undo()
    pd.testing.assert_frame_equal(store.sessions(anna), before)
    assert list(before["source_format"]) == ["tcx"]
    group = store.same_session(anna, before["activity_id"].item())
    assert [(one.source_format, one.is_counted) for one in group] == [("tcx", True), ("gpx", False)]


def test_undo_of_a_duathlon_brings_each_of_its_legs_back(store, anna):
    import sample_data  # noqa: PLC0415

    data = (sample_data.folder() / "duathlon.fit").read_bytes()
    whole = import_files(store, anna, [("whole.fit", data)])
    legs = store.sessions(anna).sort_values("start_time")
    exports = []
    for number, session_id in enumerate(legs["session_id"]):
        frame = store.records(anna, session_id)
        points = "".join(
            f'<trkpt lat="{p.latitude_deg}" lon="{p.longitude_deg}">'
            f"<time>{p.time:%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
            for p in frame[frame["latitude_deg"].notna()].itertuples()
        )
        text = f'<gpx version="1.1"><trk><trkseg>{points}</trkseg></trk></gpx>'
        exports.append((f"leg {number}.gpx", text.encode()))
    rows = import_files(store, anna, exports).rows
    assert list(rows["status"]) == ["duplicate"] * 3
    whole.undo()
    assert len(store.sessions(anna)) == 3


def test_what_was_said_goes_on_to_the_recording_that_counts_and_back(store, anna):
    motion = move(LOOP)
    import_files(store, anna, [gpx(motion)])
    session_id = store.sessions(anna)["session_id"].item()
    store.edit_session(anna, session_id, SessionEdit(name="Lake", rpe=7, is_race=True))
    receipt = import_files(store, anna, [fit(motion)])
    told = ["source_format", "name", "rpe", "is_race"]
    assert store.sessions(anna)[told].to_numpy().tolist() == [["fit", "Lake", 7, True]]
    receipt.undo()
    assert store.sessions(anna)[told].to_numpy().tolist() == [["gpx", "Lake", 7, True]]


def test_a_session_written_by_hand_gives_way_to_the_watch_and_keeps_its_effort(store, anna):
    by_hand = SessionByHand("running", pd.Timestamp("2026-05-04 08:00"), 11, rpe=6, name="Early")
    store.add_session_by_hand(anna, by_hand)
    receipt = import_files(store, anna, [fit(move(LOOP))])
    assert "counts instead of" in receipt.rows["reason"].item()
    told = ["source_format", "name", "rpe"]
    assert store.sessions(anna)[told].to_numpy().tolist() == [["fit", "Early", 6]]


def test_another_recording_of_a_session_can_be_preferred(store, anna):
    motion = move(LOOP)
    import_files(store, anna, [fit(motion), gpx(motion), tcx(motion)])
    counted = store.sessions(anna)["activity_id"].item()
    other = next(one for one in store.same_session(anna, counted) if one.source_format == "gpx")
    store.prefer(anna, other.activity_id)
    assert list(store.sessions(anna)["source_format"]) == ["gpx"]
    group = store.same_session(anna, counted)
    assert [one.is_counted for one in group] == [True, False, False]
    assert group[0].activity_id == other.activity_id


def test_a_deleted_run_does_not_come_back_as_another_file(store, anna):
    motion = move(LOOP)
    receipt = import_files(store, anna, [gpx(motion)])
    activity_id = receipt.rows["activity_id"].item()
    store.delete_activity(anna, activity_id)
    rows = import_files(store, anna, [fit(motion)]).rows
    assert "deleted" in rows["reason"].item()
    assert store.sessions(anna).empty
    store.restore_activity(anna, activity_id)
    assert len(store.sessions(anna)) == 1


def look_alikes(number: int) -> tuple[Plan, Plan]:
    """Two sessions of one day that are two, in ten ways that look like one."""
    first = replace(LOOP, start=DAY + timedelta(days=number), seed=1000 + number)
    another = {"seed": 5000 + number}
    without_heart = {"channels": NO_HEART}
    ways = (
        (first, shifted(first, 11, **another)),
        (replace(first, **without_heart), shifted(first, 10.5, **another, **without_heart)),
        (first, shifted(first, 0.5, **another)),
        (first, shifted(first, 640 / 3600, **another)),
        (first, shifted(first, 1, **another, duration_s=641)),
        (first, shifted(first, 0, **another, sport="cycling")),
        (first, shifted(first, 0, **another, distance_m=2200)),
        (first, shifted(first, 200 / 3600, **another)),
        (replace(first, loop_m=400), shifted(first, 0.5, **another, loop_m=400)),
        (first, shifted(first, 14, **another, pacing="faster")),
    )
    return ways[number % len(ways)]


def test_two_hundred_pairs_of_one_day_stay_apart(store, anna):
    plans = [plan for number in range(200) for plan in look_alikes(number)]
    sources = [gpx(move(plan), f"{number}.gpx") for number, plan in enumerate(plans)]
    receipt = import_files(store, anna, sources)
    merged = receipt.rows[receipt.rows["status"] != "imported"]
    assert merged[["source", "reason"]].to_dict("records") == []
    assert len(store.sessions(anna)) == 400


def test_two_sessions_taken_for_one_are_kept_apart_also_when_they_come_again(store, anna):
    motion = move(LOOP)
    files = [fit(motion), gpx(motion), tcx(motion)]
    receipt = import_files(store, anna, files)
    counted = store.sessions(anna)["activity_id"].item()
    other = next(one for one in store.same_session(anna, counted) if one.source_format == "gpx")

    store.separate(anna, other.activity_id)
    assert set(store.sessions(anna)["source_format"]) == {"fit", "gpx"}
    assert {one.source_format for one in store.kept_apart(anna, counted)} == {"gpx"}
    assert {one.source_format for one in store.kept_apart(anna, other.activity_id)} == {
        "fit",
        "tcx",
    }

    receipt.undo()
    for name, data in reversed(files):  # in another order, one by one
        import_files(store, anna, [(name, data)])
    assert "gpx" in set(store.sessions(anna)["source_format"])
    assert len(store.sessions(anna)) == 2

    store.rejoin(anna, other.activity_id)
    assert store.sessions(anna)["source_format"].item() == "fit"
    assert len(store.same_session(anna, other.activity_id)) == 3
    assert store.kept_apart(anna, counted) == ()
    with pytest.raises(NotFound):
        store.separate(anna, counted)
    with pytest.raises(NotFound):
        store.rejoin(anna, other.activity_id)


def test_a_third_recording_never_brings_two_together_that_are_kept_apart(store, anna):
    motion = move(LOOP)
    import_files(store, anna, [gpx(motion), tcx(motion)])
    counted = store.sessions(anna)["activity_id"].item()
    (other,) = (one for one in store.same_session(anna, counted) if not one.is_counted)
    store.separate(anna, other.activity_id)
    import_files(store, anna, [fit(motion)])
    assert set(store.sessions(anna)["source_format"]) == {"gpx", "tcx"}
