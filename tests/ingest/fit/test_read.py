"""A FIT file becomes sessions: what a person did, sport by sport."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import IngestError, NotAnActivity
from ingest.fit import read


def test_a_plain_run(fit):
    (session,) = read(fit.encode(*fit.run(61, total_cycles=80, total_ascent=12, workout_rpe=70)))
    assert (session.sport, session.sub_sport, session.part) == ("running", "generic", 0)
    assert session.start_time == pd.Timestamp("2024-05-01T06:00:00Z")
    assert list(session.records) == ["time", "distance_m", "heart_rate_bpm", "lap"]
    assert session.records["distance_m"].iloc[-1] == 180.0
    assert session.records["lap"].tolist() == [1] * 61
    assert session.totals.distance_m == 180.0
    assert session.totals.steps == 160.0
    assert session.totals.rpe == 7.0
    assert session.problems == ()


def test_an_effort_of_zero_is_an_unanswered_question(fit):
    (session,) = read(fit.encode(*fit.run(5, workout_rpe=0)))
    assert pd.isna(session.totals.rpe)


def test_a_heart_rate_of_zero_is_no_heart_rate(fit):
    messages = fit.run(5)
    zeroed = [(n, f | {"heart_rate": 0}) if n == "record" else (n, f) for n, f in messages]
    (session,) = read(fit.encode(*zeroed))
    assert "heart_rate_bpm" not in session.samples


def duathlon(fit, *, counting_on):
    """Run, change, ride: 30 samples each, the distance counting on through the legs or not."""
    records, sessions = [], []
    sports = ("running", "transition", "cycling")
    for leg, sport in enumerate(sports):
        start = fit.start + 30 * leg
        base = 90.0 * leg if counting_on else 0.0
        records += [
            ("record", {"timestamp": start + i, "distance": base + 3.0 * (i + 1)})
            for i in range(30)
        ]
        # The summary-first habit: the message's own time is the start of the whole recording.
        times = {"timestamp": fit.start, "start_time": start, "total_elapsed_time": 30.0}
        sessions.append(("session", times | {"sport": sport}))
    return fit.encode(("file_id", {"type": "activity"}), *sessions, *records)


@pytest.mark.parametrize("counting_on", [True, False])
def test_a_multisport_recording_gives_its_legs_each_from_zero(fit, counting_on):
    sessions = read(duathlon(fit, counting_on=counting_on))
    assert [session.sport for session in sessions] == ["running", "transition", "cycling"]
    assert [len(session.records) for session in sessions] == [30, 30, 30]
    for session in sessions:
        assert session.records["distance_m"].iloc[[0, -1]].tolist() == [3.0, 90.0]


def test_a_first_leg_that_began_before_it_says_begins_with_its_samples(fit):
    messages = fit.run(60)
    name, said = messages[-1]
    late = (name, said | {"start_time": fit.start + 45})
    (session,) = read(fit.encode(*messages[:-1], late))
    assert session.start_time == pd.Timestamp("2024-05-01T06:00:00Z")
    assert len(session.records) == 60


def test_strength_without_a_single_sample_is_an_activity_of_its_totals(fit):
    whole = {"start_time": fit.start, "timestamp": fit.start + 1800, "total_elapsed_time": 1800.0}
    sport = {"sport": "training", "sub_sport": "strength_training"}
    (session,) = read(fit.encode(("file_id", {"type": "activity"}), ("session", whole | sport)))
    assert session.sport == "training"
    assert session.records.empty
    assert session.records["time"].dtype == "datetime64[us, UTC]"
    assert session.totals.elapsed_s == 1800.0
    assert session.start_time == pd.Timestamp("2024-05-01T06:00:00Z")


def test_laps_alone_are_an_activity_of_their_sums(fit):
    laps = [
        ("lap", {"start_time": fit.start + at, "total_elapsed_time": 600.0, "total_distance": m})
        for at, m in ((600, 2100.0), (0, 2000.0))
    ]
    (session,) = read(fit.encode(("file_id", {"type": "activity"}), *laps))
    assert session.start_time == pd.Timestamp("2024-05-01T06:00:00Z")
    assert (session.totals.distance_m, session.totals.elapsed_s) == (4100.0, 1200.0)
    assert math.isnan(session.totals.timer_s)
    assert session.laps["distance_m"].tolist() == [2000.0, 2100.0]


def test_chained_activities_are_parts_and_settings_between_them_are_said(fit):
    settings = fit.encode(("file_id", {"type": "settings"}))
    later = fit.run(9, start=fit.start + 3600)
    sessions = read(fit.encode(*fit.run(7)) + settings + fit.encode(*later))
    assert [(session.part, len(session.records)) for session in sessions] == [(0, 7), (1, 9)]
    assert [problem.code for problem in sessions[0].problems] == ["skipped_part"]


def test_settings_are_not_an_activity(fit):
    with pytest.raises(NotAnActivity, match="settings"):
        read(fit.encode(("file_id", {"type": "settings"})))


def test_a_run_cut_before_its_summary_is_still_a_run(fit):
    named = [("sport", {"sport": "running", "sub_sport": "trail"})]
    whole = fit.encode(*fit.run(60)[:1], *named, *fit.run(60)[1:])
    (session,) = read(whole[: len(whole) - 80])
    assert (session.sport, session.sub_sport) == ("running", "trail")
    assert len(session.records) == 60
    assert [problem.code for problem in session.problems] == ["truncated"]


@given(st.data())
def test_damage_anywhere_is_read_or_refused_with_a_sentence_never_a_crash(fit, data):
    whole = bytearray(fit.encode(*fit.run(30)))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        match data.draw(st.sampled_from(["change", "lose", "add"])):
            case "change":
                whole[at] = data.draw(st.integers(0, 255))
            case "lose":
                del whole[at]
            case _:
                whole.insert(at, data.draw(st.integers(0, 255)))
    sessions, sentence = _sessions_or_sentence(bytes(whole))
    assert sessions or sentence.endswith(".")
    assert all(session.records["time"].notna().all() for session in sessions)


def _sessions_or_sentence(data):
    try:
        return read(data), ""
    except IngestError as error:
        return (), str(error)
