"""TCX files become sessions with their laps, legs and pauses."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import DamagedFile, EmptyFile, IngestError, NotAnActivity, TooLarge, UnsafeFile
from ingest.tables import LAPS, RawSession
from ingest.tcx import read, sniff

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><TrainingCenterDatabase '
    'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" '
    'xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2">'
)
CREATOR = '<Creator xsi:type="Device_t"><Name>Watch 1</Name><UnitId>7</UnitId></Creator>'
TPX = (
    "<Extensions><ns3:TPX><ns3:Speed>3.5</ns3:Speed><ns3:RunCadence>85</ns3:RunCadence>"
    "<ns3:Watts>280</ns3:Watts></ns3:TPX></Extensions>"
)
POSITION = (
    "<Position><LatitudeDegrees>46.5</LatitudeDegrees><LongitudeDegrees>7.5</LongitudeDegrees>"
    "</Position>"
)


def clock(second: int) -> str:
    return f"2024-05-01T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000Z"


def point(second: int, metres: float | str = "", inside: str = "") -> str:
    distance = f"<DistanceMeters>{metres}</DistanceMeters>" if metres != "" else ""
    return f"<Trackpoint><Time>{clock(second)}</Time>{distance}{inside}</Trackpoint>"


def lap(
    second: int, *tracks: str, timer_s: float = 60, metres: float = 200, tag: str = "Lap"
) -> str:
    totals = (
        f"<TotalTimeSeconds>{timer_s}</TotalTimeSeconds><DistanceMeters>{metres}</DistanceMeters>"
        "<AverageHeartRateBpm><Value>140</Value></AverageHeartRateBpm>"
        "<MaximumHeartRateBpm><Value>160</Value></MaximumHeartRateBpm>"
    )
    inside = "".join(f"<Track>{points}</Track>" for points in tracks)
    return f'<{tag} StartTime="{clock(second)}">{totals}{inside}</{tag}>'


def activity(*laps: str, sport: str = "Running", started: str = "") -> str:
    inside = f"<Id>{started or clock(0)}</Id><Notes>Lake\n run</Notes>{''.join(laps)}{CREATOR}"
    return f'<Activity Sport="{sport}">{inside}</Activity>'


def tcx(*activities: str) -> bytes:
    author = "<Author><Name>Maker of the file</Name></Author>"
    return (
        f"{HEAD}<Activities>{''.join(activities)}</Activities>{author}</TrainingCenterDatabase>"
    ).encode()


def only(data: bytes) -> RawSession:
    (session,) = read(data)
    return session


def lost(sessions: tuple[RawSession, ...]) -> int:
    return sum(problem.records_lost for session in sessions for problem in session.problems)


def codes(session: RawSession) -> list[str]:
    return [problem.code for problem in session.problems]


def test_a_run_is_read() -> None:
    inside = (
        f"{POSITION}<AltitudeMeters>500</AltitudeMeters>"
        f"<HeartRateBpm><Value>150</Value></HeartRateBpm>{TPX}"
    )
    data = tcx(activity(lap(0, point(0, 0, inside) + point(1, 3.5, inside))))

    session = only(data)

    assert sniff(data)
    assert (session.sport, session.sub_sport, session.part) == ("running", "generic", 0)
    assert (session.name, session.device) == ("Lake run", "Watch 1")
    assert session.start_time == pd.Timestamp("2024-05-01T00:00:00Z")
    assert (session.utc_offset_s, session.utc_offset_source) == (None, "unknown")
    assert session.stops is None
    assert session.problems == ()
    assert session.records.iloc[1].to_dict() == {
        "time": pd.Timestamp("2024-05-01T00:00:01Z"),
        "latitude_deg": 46.5,
        "longitude_deg": 7.5,
        "elevation_m": 500.0,
        "distance_m": 3.5,
        "speed_mps": 3.5,
        "heart_rate_bpm": 150.0,
        "cadence_spm": 170.0,
        "power_w": 280.0,
        "lap": 1,
    }


def test_a_ride_s_cadence_counts_turns() -> None:
    data = tcx(activity(lap(0, point(0, 0, "<Cadence>88</Cadence>")), sport="Biking"))
    session = only(data)

    assert session.sport == "cycling"
    assert session.records["cadence_rpm"].tolist() == [88]


def test_samples_indoors_are_kept_without_positions() -> None:
    session = only(tcx(activity(lap(0, "".join(point(n, 3 * n) for n in range(5))))))

    assert list(session.records) == ["time", "distance_m", "lap"]
    assert len(session.records) == 5
    assert session.problems == ()


def test_a_creator_without_a_name_leaves_the_device_empty() -> None:
    data = tcx(activity(lap(0, point(0)))).replace(CREATOR.encode(), b"<Creator/>")

    assert only(data).device == ""


def test_laps_keep_the_device_s_totals() -> None:
    first = lap(0, point(0, 0) + point(60, 200), timer_s=60, metres=200)
    second = lap(62, point(62, 200) + point(130, 430), timer_s=66.5, metres=230)
    session = only(tcx(activity(first, second)))

    assert list(session.laps) == LAPS.names
    assert session.laps["lap"].tolist() == [1, 2]
    assert session.laps["start_time"].dt.second.tolist() == [0, 2]
    assert session.laps["elapsed_s"].tolist() == [62, 68]
    assert session.laps["timer_s"].tolist() == [60, 66.5]
    assert session.laps["distance_m"].tolist() == [200, 230]
    assert session.laps["heart_rate_mean_bpm"].tolist() == [140, 140]
    assert session.laps["heart_rate_max_bpm"].tolist() == [160, 160]
    assert session.records["lap"].tolist() == [1, 1, 2, 2]
    assert (session.totals.distance_m, session.totals.timer_s) == (430, 126.5)


def test_distance_runs_on_through_the_laps() -> None:
    laps = [lap(60 * n, point(60 * n, 200 * n) + point(60 * n + 50, 200 * n + 180)) for n in (0, 1)]
    session = only(tcx(activity(*laps)))

    assert session.records["distance_m"].tolist() == [0, 180, 200, 380]
    assert session.problems == ()


def test_laps_that_each_begin_at_zero_are_added_up() -> None:
    laps = [lap(60 * n, point(60 * n, 0) + point(60 * n + 50, 180 + n)) for n in range(3)]
    session = only(tcx(activity(*laps)))

    assert session.records["distance_m"].tolist() == [0, 180, 180, 361, 361, 543]
    assert codes(session) == ["distance_restarts"]


def test_one_stray_zero_at_a_lap_is_no_new_beginning() -> None:
    first = lap(0, point(0, 0) + point(50, 180))
    second = lap(60, point(60, 0) + point(61, 204) + point(62, 208))
    session = only(tcx(activity(first, second)))

    assert session.records["distance_m"].tolist() == [0, 180, 0, 204, 208]


def test_a_gap_between_tracks_is_a_pause() -> None:
    session = only(tcx(activity(lap(0, point(0, 0) + point(60, 200), point(180, 205)))))

    assert session.stops is not None
    assert session.stops["start_time"].tolist() == [pd.Timestamp("2024-05-01T00:01:00Z")]
    assert session.stops["end_time"].tolist() == [pd.Timestamp("2024-05-01T00:03:00Z")]


def stops_of(session: RawSession) -> list[tuple[float, float]]:
    assert session.stops is not None
    start = pd.Timestamp(clock(0))
    return [
        ((a - start).total_seconds(), (b - start).total_seconds())
        for a, b in zip(session.stops["start_time"], session.stops["end_time"], strict=True)
    ]


def test_a_lap_that_lasted_longer_than_its_timer_had_a_pause_in_its_longest_gap() -> None:
    wall = point(40, 25) + point(300, 50) + point(335, 75)
    session = only(tcx(activity(lap(0, point(0, 0) + wall, timer_s=115))))

    assert stops_of(session) == [(80, 300)]


def test_a_break_between_laps_is_a_pause_only_as_long_as_the_timer_says() -> None:
    # 25 m in 70 s looks like standing; the lap's timer ran for 36 s of it.
    first = lap(0, point(0, 0) + point(44, 25), timer_s=44)
    second = lap(44, point(114, 50), timer_s=36)

    assert stops_of(only(tcx(activity(first, second)))) == [(80, 114)]


def test_a_break_stays_a_pause_where_totals_know_of_none() -> None:
    tracks = point(0, 0) + point(60, 180), point(160, 181) + point(200, 300)

    assert stops_of(only(tcx(activity(lap(0, *tracks, timer_s=200))))) == [(60, 160)]


def test_a_timer_that_ran_short_of_samples_a_second_apart_tells_no_pause() -> None:
    samples = "".join(point(second, 3 * second) for second in range(60))

    assert only(tcx(activity(lap(0, samples, timer_s=40)))).stops is None


def test_several_activities_are_parts() -> None:
    sessions = read(
        tcx(activity(lap(0, point(0))), activity(lap(9000, point(9000)), sport="Biking"))
    )

    assert [(s.part, s.sport) for s in sessions] == [(0, "running"), (1, "cycling")]


def multisport(transition: str = "") -> str:
    run, ride = activity(lap(0, point(0))), activity(lap(700, point(700)), sport="Biking")
    return (
        f"<MultiSportSession><Id>{clock(0)}</Id><FirstSport>{run}</FirstSport>"
        f"<NextSport>{transition}{ride}</NextSport></MultiSportSession>"
    )


def test_a_multisport_session_gives_its_legs_and_transitions_in_order() -> None:
    transition = lap(600, point(600) + point(650), tag="Transition", timer_s=50, metres=30)
    sessions = read(tcx(multisport(transition), activity(lap(9000, point(9000)))))

    assert [(s.part, s.sport, len(s.records)) for s in sessions] == [
        (0, "running", 1),
        (0, "transition", 2),
        (0, "cycling", 1),
        (1, "running", 1),
    ]
    assert sessions[1].totals.timer_s == 50
    assert sessions[1].laps["lap"].tolist() == [1]


def test_a_transition_of_totals_alone_is_left_out_and_said() -> None:
    sessions = read(tcx(multisport(lap(600, tag="Transition"))))

    assert [(s.part, s.sport) for s in sessions] == [(0, "running"), (0, "cycling")]
    assert codes(sessions[0]) == ["no_samples"]
    assert "(transition)" in sessions[0].problems[0].message


def test_times_with_an_offset_are_utc_and_claim_it() -> None:
    data = tcx(activity(lap(0, point(0)))).replace(b"00:00:00.000Z", b"09:00:00+02:00")
    session = only(data)

    assert session.records["time"][0] == pd.Timestamp("2024-05-01T07:00:00Z")
    assert (session.utc_offset_s, session.utc_offset_source) == (7200, "file_offset")


def test_a_watch_with_no_clock_takes_the_start_its_activity_names() -> None:
    unset = lap(0, point(0, 0) + point(30, 25)).replace("2024-05-01", "1989-12-31")
    session = only(tcx(activity(unset, started="2012-09-01T15:18:04.000Z")))

    assert session.start_time == pd.Timestamp("2012-09-01T15:18:04Z")
    assert session.records["time"][1] == pd.Timestamp("2012-09-01T15:18:34Z")
    assert session.laps["start_time"][0] == pd.Timestamp("2012-09-01T15:18:04Z")
    assert codes(session) == ["clock_not_set"]


def test_samples_without_a_time_are_left_out_and_counted() -> None:
    nameless = "<Trackpoint><DistanceMeters>5</DistanceMeters></Trackpoint>"
    session = only(tcx(activity(lap(0, point(0) + nameless + point(1) + nameless))))

    assert len(session.records) == 2
    assert codes(session) == ["no_time"]
    assert lost((session,)) == 2


@pytest.mark.parametrize("bad", ["nan", "inf", "1" * 5000, "x", ""])
def test_a_value_that_is_no_number_costs_only_itself(bad: str) -> None:
    session = only(tcx(activity(lap(0, point(0, 0) + point(1, bad or " ")))))

    assert session.records["distance_m"].isna().tolist() == [False, True]
    assert session.problems == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" \r\n   <?xml", ""),
        ("\ufeff<?xml", ""),
        ("<?xml", "<!-- made by hand -->"),
    ],
)
def test_blanks_marks_and_comments_around_a_file_do_not_matter(before: str, after: str) -> None:
    data = tcx(activity(lap(0, point(0)))).decode().replace("<?xml", before, 1) + after

    assert sniff(data.encode())
    assert len(only(data.encode()).records) == 1


def test_a_file_without_its_outermost_element_is_read() -> None:
    data = f"<Activities>{activity(lap(0, point(0)))}</Activities>".encode()

    assert sniff(data)
    assert len(only(data).records) == 1


def test_the_first_version_calls_an_activity_a_run_in_a_group_of_its_sport() -> None:
    run = f"<Run>{lap(0, point(0, 0) + point(30, 90))}</Run>"
    groups = f"<Running>{run}</Running><Biking>{run}{run}</Biking>"
    sessions = read(f"{HEAD}<History>{groups}</History></TrainingCenterDatabase>".encode())

    assert [(s.part, s.sport) for s in sessions] == [(0, "running"), (1, "cycling"), (2, "cycling")]


def test_a_flood_of_laps_is_refused() -> None:
    laps = '<Lap StartTime="2024-05-01T07:00:00Z"/>' * 20_001

    with pytest.raises(TooLarge, match=r"more than 5,000 laps.*Export the activity again"):
        read(tcx(activity(laps)))


COURSE = f"<Courses><Course><Name>Loop</Name><Track>{point(0)}</Track></Course></Courses>"
WORKOUTS = "<Workouts><Workout/><Workout/></Workouts>"


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (COURSE, NotAnActivity, "holds 1 course: plans, not a recording.*export the recorded"),
        (WORKOUTS, NotAnActivity, "holds 2 workouts: plans, not a recording.*export"),
        (
            activity(lap(0)),
            EmptyFile,
            "no timed samples: an activity typed in.*Export the recorded",
        ),
        ("", EmptyFile, "no timed samples"),
        ("<Activities><Activity><Lap", DamagedFile, "before its first sample.*export it again"),
    ],
)
def test_what_is_no_recording_says_so(
    content: str, error: type[IngestError], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        read(f"{HEAD}{content}</TrainingCenterDatabase>".encode())


HOSTILE = {
    "depth": HEAD + "<a>" * 200_000,
    "deep laps": HEAD + "<Activity><Lap>" * 100_000,
    "floods": "<TrainingCenterDatabase" + " xmlns" * 80_000 + ">",
    "a DOCTYPE": "<!DOCTYPE TrainingCenterDatabase><TrainingCenterDatabase/>",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_trap_is_known_as_tcx_and_refused(text: str) -> None:
    assert sniff(text.encode())
    with pytest.raises((UnsafeFile, TooLarge), match="it was not read"):
        read(text.encode())


def test_a_file_cut_in_the_middle_keeps_what_was_whole() -> None:
    whole = tcx(activity(lap(0, "".join(map(point, range(10))))))
    session = only(whole[: whole.index(b"00:00:07") + 4])

    assert len(session.records) == 7
    assert len(session.laps) == 1
    assert codes(session) == ["truncated"]
    assert lost((session,)) == 1


VALID = tcx(multisport(lap(600, point(600, 5, TPX), tag="Transition")), activity(lap(9, point(9))))


def assert_read_or_refused(data: bytes) -> None:
    """Any other exception fails the test by itself."""
    try:
        sessions = read(data)
    except IngestError as refusal:
        said = str(refusal)
    else:
        said = f"{min(len(session.records) for session in sessions)} records."
    assert said.endswith(".")
    assert said != "0 records."


@given(st.integers(0, len(VALID)))
def test_a_cut_anywhere_gives_sessions_or_a_refusal(cut: int) -> None:
    assert_read_or_refused(VALID[:cut])


@given(st.integers(0, len(VALID) - 1), st.binary(max_size=8))
def test_a_few_wrong_bytes_give_sessions_or_a_refusal(place: int, wrong: bytes) -> None:
    assert_read_or_refused(VALID[:place] + wrong + VALID[place + len(wrong) :])


NAMES = ("Activity", "Lap", "Track", "Trackpoint", "Transition", "Time", "Id", "Value", "Notes")


@given(
    st.recursive(
        st.just(""),
        lambda s: st.tuples(st.sampled_from(NAMES), st.lists(s, max_size=4)).map(
            lambda element: f"<{element[0]}>{''.join(element[1])}</{element[0]}>"
        ),
    )
)
def test_elements_in_any_order_give_sessions_or_a_refusal(content: str) -> None:
    assert_read_or_refused(f"{HEAD}{content}</TrainingCenterDatabase>".encode())


def listed(corpus: Path) -> list[dict[str, str]]:
    with (corpus / "MANIFEST.csv").open(encoding="utf-8") as lines:
        return [row for row in csv.DictReader(lines) if row["kind"] == "tcx"]


def test_every_file_is_read_and_every_sample_accounted_for(corpus: Path) -> None:
    rows = listed(corpus)
    counts, laps, seconds = {}, {}, {}
    for row in rows:
        session = only((corpus / row["path"]).read_bytes())
        counts[row["path"]] = len(session.records) + lost((session,))
        laps[row["path"]] = len(session.laps)
        spread = session.records["time"].max() - session.records["time"].min()
        seconds[row["path"]] = round(spread.total_seconds())

    assert counts == {row["path"]: int(row["n_records"]) for row in rows}
    assert laps == {row["path"]: int(row["laps"]) for row in rows}
    assert seconds == {row["path"]: int(row["duration_s"]) for row in rows}


def test_distance_comes_close_to_the_device_s_own_total(corpus: Path) -> None:
    for row in listed(corpus):
        session = only((corpus / row["path"]).read_bytes())
        distance = session.records["distance_m"].dropna()

        assert distance.iloc[-1] - distance.iloc[0] == pytest.approx(
            session.totals.distance_m, rel=0.005
        ), row["path"]
