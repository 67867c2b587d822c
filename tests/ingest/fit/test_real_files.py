"""Real FIT files of many watches: none of their samples disappears."""

import csv

import pytest

from ingest.errors import IngestError, NotAnActivity
from ingest.fit import read


@pytest.fixture(scope="session")
def fit_files(corpus):
    with (corpus / "MANIFEST.csv").open(encoding="utf-8", newline="") as manifest:
        rows = [row for row in csv.DictReader(manifest) if row["kind"] == "fit"]
    assert rows
    return [(row, (corpus / row["path"]).read_bytes()) for row in rows]


def named(fit_files, part_of_name):
    (data,) = [data for row, data in fit_files if part_of_name in row["path"]]
    return data


def test_readable_files_give_every_record_or_count_it_as_lost(fit_files):
    readable = 0
    for row, data in fit_files:
        if row["fitdecode_strict"] != "ok" or int(row["n_records"]) == 0:
            continue
        readable += 1
        sessions = read(data)
        kept = sum(len(session.records) for session in sessions)
        lost = sum(p.records_lost for session in sessions for p in session.problems)
        assert kept + lost == int(row["n_records"]), row["path"]
        assert all(session.records["time"].notna().all() for session in sessions), row["path"]
    assert readable >= 14


def test_the_others_are_saved_or_refused_with_a_sentence(fit_files):
    for row, data in fit_files:
        sessions, sentence = _sessions_or_sentence(data)
        kept = sum(len(session.records) for session in sessions)
        assert kept or sentence.endswith("."), row["path"]
        assert kept >= int(row["n_records"]), row["path"]


def _sessions_or_sentence(data):
    try:
        return read(data), ""
    except IngestError as error:
        return (), str(error)


def test_the_triathlon_is_swim_change_ride_change_run(fit_files):
    sessions = read(named(fit_files, "triathlon_summary_first"))
    assert [session.sport for session in sessions] == [
        "swimming",
        "transition",
        "cycling",
        "transition",
        "running",
    ]
    for session in sessions:
        last_m = session.records["distance_m"].iloc[-1]
        assert last_m == pytest.approx(session.totals.distance_m, rel=1e-6)
        assert len(session.records) == pytest.approx(session.totals.elapsed_s, abs=2)
    assert [len(session.laps) for session in sessions] == [3, 2, 2, 1, 3]


def test_the_day_of_seven_legs_begins_with_a_paddle_of_its_own(fit_files):
    sessions = read(named(fit_files, "large-fenxi2-multisport"))
    first = sessions[0]
    assert [session.sport for session in sessions] == [
        "generic",
        "transition",
        "running",
        "transition",
        "running",
        "transition",
        "cycling",
    ]
    assert first.start_time.strftime("%H:%M:%S") == "07:14:44"
    assert first.records["time"].max() < sessions[1].start_time
    for session in sessions:
        last_m = session.records["distance_m"].iloc[-1]
        assert last_m == pytest.approx(session.totals.distance_m, rel=1e-3)


def test_a_swim_without_times_stands_in_its_pool_lengths(fit_files):
    (session,) = read(named(fit_files, "ana__swim"))
    assert [problem.code for problem in session.problems] == ["no_times"]
    assert session.records["time"].is_monotonic_increasing
    assert session.records["distance_m"].iloc[-1] == pytest.approx(1371.6)
    assert session.start_time < session.records["time"].iloc[0]


def test_a_watch_without_a_date_is_shown_by_its_own_clock(fit_files):
    (session,) = read(named(fit_files, "compressed-speed-distance"))
    assert str(session.start_time)[:10] == "2012-02-13"
    assert session.utc_offset_s is None
    assert session.records["distance_m"].max() == pytest.approx(10_248.67, abs=0.1)


def test_a_file_that_lost_bytes_in_transfer_still_gives_its_whole_run(fit_files):
    (session,) = read(named(fit_files, "strava-android"))
    assert session.records["distance_m"].max() == pytest.approx(session.totals.distance_m)
    span_s = (session.records["time"].max() - session.records["time"].min()).total_seconds()
    assert span_s == pytest.approx(session.totals.elapsed_s, abs=2)
    assert {problem.code for problem in session.problems} == {"truncated", "damaged", "wrong_time"}


def test_steps_and_cadence_tell_the_same_story(fit_files):
    (session,) = read(named(fit_files, "activity_2477200414"))
    minutes = session.totals.timer_s / 60
    cadence = session.records["cadence_spm"].mean()
    assert cadence * minutes == pytest.approx(session.totals.steps, rel=0.05)


def test_monitoring_says_what_it_is(fit_files):
    with pytest.raises(NotAnActivity, match="all-day monitoring"):
        read(named(fit_files, "MonitoringFile"))
