"""GPX files of many makers become sessions; plans, shells and traps are told apart."""

import csv
import math
import zipfile
from pathlib import Path

import gpxpy
import gpxpy.gpx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sample_data
from ingest.errors import DamagedFile, EmptyFile, IngestError, NotAnActivity, TooLarge, UnsafeFile
from ingest.gpx import read, sniff
from ingest.tables import RawSession

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="Maker">'
)


def point(second: int, *, extra: str = "", at: str = 'lat="46.5" lon="7.5"') -> str:
    clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    return f"<trkpt {at}><ele>500</ele><time>2024-05-01T{clock}Z</time>{extra}</trkpt>"


def segment(*points: str) -> str:
    return f"<trkseg>{''.join(points)}</trkseg>"


def track(*segments: str, sport: str = "running", name: str = "") -> str:
    return f"<trk><name>{name}</name><type>{sport}</type>{''.join(segments)}</trk>"


def gpx(*tracks: str, head: str = HEAD) -> bytes:
    return f"{head}{''.join(tracks)}</gpx>".encode()


def only(data: bytes) -> RawSession:
    (session,) = read(data)
    return session


def lost(sessions: tuple[RawSession, ...]) -> int:
    return sum(problem.records_lost for session in sessions for problem in session.problems)


def codes(session: RawSession) -> list[str]:
    return [problem.code for problem in session.problems]


def test_a_run_is_read() -> None:
    extra = (
        "<extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>150</gpxtpx:hr><gpxtpx:cad>85"
        "</gpxtpx:cad><gpxtpx:atemp>21</gpxtpx:atemp></gpxtpx:TrackPointExtension></extensions>"
    )
    data = gpx(track(segment(point(0, extra=extra), point(5, extra=extra)), name=" Lake \n run"))

    session = only(data)

    assert sniff(data)
    assert (session.sport, session.sub_sport, session.part) == ("running", "generic", 0)
    assert (session.name, session.device) == ("Lake run", "Maker")
    assert session.start_time == pd.Timestamp("2024-05-01T00:00:00Z")
    assert (session.utc_offset_s, session.utc_offset_source) == (None, "unknown")
    assert session.stops is None
    assert session.problems == ()
    assert session.records.iloc[1].to_dict() == {
        "time": pd.Timestamp("2024-05-01T00:00:05Z"),
        "latitude_deg": 46.5,
        "longitude_deg": 7.5,
        "elevation_m": 500.0,
        "heart_rate_bpm": 150.0,
        "cadence_spm": 170.0,
        "temperature_c": 21.0,
    }


@pytest.mark.parametrize(
    "extra",
    [
        "<extensions><ns3:TrackPointExtension><ns3:hr>99</ns3:hr></ns3:TrackPointExtension>"
        "</extensions>",
        "<extensions><gpxtpx:hr>99</gpxtpx:hr></extensions>",
        "<extensions><hr>99</hr></extensions>",
        "<extensions><gpxdata:hr>99</gpxdata:hr></extensions>",
        "<extensions><heartrate>99</heartrate></extensions>",
        "<extensions><HeartRateBpm>nan</HeartRateBpm><hr>99</hr></extensions>",
        "<hr>99</hr>",
    ],
)
def test_heart_rate_is_found_under_every_maker_s_name(extra: str) -> None:
    assert only(gpx(track(segment(point(0, extra=extra))))).records["heart_rate_bpm"][0] == 99


def test_power_and_speed_are_found() -> None:
    extra = "<speed>3.5</speed><extensions><power>280</power></extensions>"
    records = only(gpx(track(segment(point(0, extra=extra))))).records

    assert records[["power_w", "speed_mps"]].iloc[0].tolist() == [280, 3.5]


def test_a_point_s_own_name_or_type_is_not_the_track_s() -> None:
    extra = "<name>Marker</name><type>cycling</type><extensions><time>x</time></extensions>"
    session = only(gpx(track(segment(point(0, extra=extra)), name="Lake")))

    assert (session.name, session.sport, len(session.records)) == ("Lake", "running", 1)


def test_the_metadata_name_stands_in_for_a_track_without_one() -> None:
    title = "<metadata><name>Title</name><author><name>Person</name></author></metadata>"

    assert only(gpx(title, track(segment(point(0))))).name == "Title"


@pytest.mark.parametrize(("creator", "barometer"), [("Edge with barometer", True), ("Edge", False)])
def test_a_barometer_is_known_from_the_creator(creator: str, barometer: bool) -> None:  # noqa: FBT001
    head = f'<gpx version="1.1" creator="{creator}">'

    assert only(gpx(track(segment(point(0))), head=head)).has_barometer is barometer


@pytest.mark.parametrize("version", ["1.0", "1.1", "5.8", ""])
def test_the_version_makes_no_difference(version: str) -> None:
    extra = "<extensions><hr>99</hr></extensions>"
    session = only(gpx(track(segment(point(0, extra=extra))), head=f'<gpx version="{version}">'))

    assert session.records["heart_rate_bpm"].tolist() == [99]


def test_times_with_an_offset_are_utc_and_claim_it() -> None:
    at = '<trkpt lat="1" lon="2"><time>2024-05-01T09:00:00.250+02:00</time></trkpt>'
    session = only(gpx(track(segment(at))))

    assert session.records["time"][0] == pd.Timestamp("2024-05-01T07:00:00.250Z")
    assert (session.utc_offset_s, session.utc_offset_source) == (7200, "file_offset")


@pytest.mark.parametrize("written", ["2024-5-1T9:05:00Z", "2024-05-01T07:05:00\u221202:00"])
def test_times_that_are_nearly_right_are_read(written: str) -> None:
    at = f'<trkpt lat="1" lon="2"><time>{written}</time></trkpt>'

    assert only(gpx(track(segment(at)))).start_time == pd.Timestamp("2024-05-01T09:05:00Z")


@pytest.mark.parametrize(
    "written",
    [
        "now",
        "2024-13-01T00:00:00Z",
        "2024-5-40T9:05:00Z",
        "2024-05-01T00:00:00+24:00",
        "2024-05-01T00:00:00-99:00",
        "9" * 5000,
    ],
)
def test_what_is_no_time_leaves_the_point_out(written: str) -> None:
    at = f'<trkpt lat="1" lon="2"><time>{written}</time></trkpt>'
    session = only(gpx(track(segment(at, point(0)))))

    assert len(session.records) == 1
    assert codes(session) == ["no_time"]


def test_steps_back_in_time_keep_the_file_s_order() -> None:
    seconds = [0, 10, 5, 15, 15]
    records = only(gpx(track(segment(*map(point, seconds))))).records

    assert (records["time"].dt.second).tolist() == seconds


@pytest.mark.parametrize("bad", ["nan", "inf", "-inf", "1" * 5000, "0." + "9" * 5000, "x", ""])
def test_a_value_that_is_no_number_costs_only_itself(bad: str) -> None:
    data = gpx(track(segment(point(0), point(1, extra=f"<hr>{bad}</hr>")))).replace(
        b"<ele>500", b"<ele>" + bad.encode(), 1
    )
    session = only(data)

    assert len(session.records) == 2
    assert math.isnan(session.records["elevation_m"][0])
    assert "heart_rate_bpm" not in session.records
    assert session.problems == ()


@pytest.mark.parametrize(
    "at", ["", 'lat="46.5"', 'lat="x" lon="7"', 'lat="nan" lon="7"', 'lat="91" lon="0"']
)
def test_a_point_without_a_position_is_left_out_and_counted(at: str) -> None:
    session = only(gpx(track(segment(point(0, at=at), point(1), point(2)))))

    assert len(session.records) == 2
    assert codes(session) == ["no_position"]
    assert session.problems[0].message == (
        "With neither a position nor a heart rate, cadence or power, left out: 1 point of the "
        "track."
    )
    assert lost((session,)) == 1


def test_a_treadmill_run_without_positions_is_kept_for_its_heart_rate() -> None:
    session = only(gpx(track(segment(*(point(n, at="", extra="<hr>120</hr>") for n in range(3))))))

    assert len(session.records) == 3
    assert list(session.records) == ["time", "elevation_m", "heart_rate_bpm"]
    assert session.problems == ()


def test_points_without_a_time_are_left_out_and_counted() -> None:
    untimed = '<trkpt lat="1" lon="2"/>'
    drawn = track(segment(untimed, untimed))
    session = only(gpx(drawn, track(segment(untimed, point(0), point(1)))))

    assert len(session.records) == 2
    assert codes(session) == ["no_time", "no_time"]
    assert lost((session,)) == 3


def test_segments_are_one_session_with_the_pause_between_them() -> None:
    session = only(gpx(track(segment(point(0), point(10)), segment(point(130), point(140)))))

    assert len(session.records) == 4
    assert session.stops is not None
    assert session.stops.iloc[0].tolist() == [
        pd.Timestamp("2024-05-01T00:00:10Z"),
        pd.Timestamp("2024-05-01T00:02:10Z"),
    ]


def test_tracks_that_follow_each_other_are_one_session() -> None:
    session = only(
        gpx(track(segment(point(0)), name="One"), track(segment(point(600)), name="Two"))
    )

    assert len(session.records) == 2
    assert session.name == "One"


def test_tracks_far_apart_are_parts() -> None:
    sessions = read(gpx(*(track(segment(point(n), point(n + 60))) for n in (0, 7200, 20_000))))

    assert [session.part for session in sessions] == [0, 1, 2]
    assert [len(session.records) for session in sessions] == [2, 2, 2]


def test_a_track_that_begins_before_the_last_ended_is_a_part() -> None:
    sessions = read(gpx(track(segment(point(100))), track(segment(point(0)))))

    assert [session.part for session in sessions] == [0, 1]


def test_tracks_of_different_sports_that_follow_each_other_are_legs() -> None:
    words = ("running", "cycling", "running")
    sessions = read(gpx(*(track(segment(point(n * 600)), sport=w) for n, w in enumerate(words))))

    assert [(session.part, session.sport) for session in sessions] == [(0, w) for w in words]


def test_a_library_of_tracks_has_an_end() -> None:
    tracks = (track(segment(point(n % 2 * 40_000))) for n in range(2001))

    with pytest.raises(TooLarge, match=r"2,001 separate recordings.*one file each"):
        read(gpx(*tracks))


def test_a_recording_in_more_pieces_than_fit_into_one_is_refused() -> None:
    with pytest.raises(TooLarge, match=r"more than 20,000 tracks.*one file each"):
        read(gpx(track(segment(point(0))) * 20_001))
    with pytest.raises(TooLarge, match=r"more than 50,000 track segments.*one file each"):
        read(gpx(track(segment(point(0)) * 50_001)))


ROUTE = '<rte><rtept lat="1" lon="2"/><rtept lat="1" lon="2"/></rte>'
WAYPOINT = '<wpt lat="1" lon="2"><time>2024-05-01T00:00:00Z</time></wpt>'
DRAWN = track(segment('<trkpt lat="1" lon="2"/>', '<trkpt lat="1" lon="3"><time/></trkpt>'))

FOREIGN = track(segment('<trkpt lat="1" lon="2"><time>05/06/2024 7:08 AM</time></trkpt>'))
NOWHERE = track(segment('<trkpt lat="N1" lon="2"><time>2024-05-01T00:00:00Z</time></trkpt>'))


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (ROUTE, NotAnActivity, "only a plan: 2 route points and 0 waypoints.*export the recorded"),
        (
            WAYPOINT,
            NotAnActivity,
            "only a plan: 0 route points and 1 waypoint.*export the recorded",
        ),
        (DRAWN, NotAnActivity, r"a track without times \(2 points\): a planned course.*export"),
        (FOREIGN, DamagedFile, r"a track \(1 point\), but its times are .* cannot be read. Export"),
        (NOWHERE, DamagedFile, r"\(1 point\), but its positions are .* cannot be read. Export it"),
        (track("<trkseg/>"), EmptyFile, "without a single track point. Export the activity again"),
        ("", EmptyFile, "without a single track point. Export the activity again"),
        ("<trk><trkseg><trkpt", DamagedFile, "before its first track point.*export it again"),
        ("<wrong></oops>", DamagedFile, "before its first track point.*export it again"),
    ],
)
def test_what_is_no_recording_says_so(
    content: str, error: type[IngestError], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        read(gpx(content))


HOSTILE = {
    "depth": HEAD + "<a>" * 200_000,
    "deep points": HEAD + "<trk><trkseg>" + '<trkpt lat="1" lon="2">' * 200_000,
    "floods": "<gpx" + " xmlns" * 80_000 + ">",
    "a DOCTYPE": "<!DOCTYPE gpx><gpx/>",
    "laughs": '<!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><gpx><name>&b;</name></gpx>',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_trap_is_known_as_gpx_and_refused(text: str) -> None:
    assert sniff(text.encode())
    with pytest.raises((UnsafeFile, TooLarge), match="it was not read"):
        read(text.encode())


def test_a_file_cut_in_the_middle_keeps_what_was_whole() -> None:
    whole = gpx(track(segment(*map(point, range(10)))))
    cut = whole[: whole.index(b"00:00:07") + 4]
    session = only(cut)

    assert len(session.records) == 7
    assert codes(session) == ["truncated"]
    assert session.problems[0].records_lost == 1
    assert session.problems[0].at_byte == len(cut)
    assert session.problems[0].message.endswith(
        "7 samples before that are kept. Export it again to have the rest."
    )


def test_damage_in_the_middle_counts_the_points_behind_it() -> None:
    points = [*map(point, range(4)), "<broken></pieces>", *map(point, range(4, 9))]
    sessions = read(gpx(track(segment(*points))))

    assert len(sessions[0].records) == 4
    assert lost(sessions) == 5


EXTRA = "<extensions><hr>99</hr></extensions>"
VALID = gpx(
    ROUTE,
    track(segment(point(0, extra=EXTRA), point(5)), segment(point(70)), name="Zürich & more"),
    track(segment(point(9000))),
    head=HEAD.replace("Maker", "M&amp;M"),
)


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


@given(st.integers(0, len(VALID)), st.sampled_from(["utf-8", "utf-16", "utf-16-be"]))
def test_a_cut_anywhere_gives_sessions_or_a_refusal(cut: int, encoding: str) -> None:
    data = VALID.decode().encode(encoding)[:cut]

    assert_read_or_refused(data)


@given(st.integers(0, len(VALID) - 1), st.binary(max_size=8))
def test_a_few_wrong_bytes_give_sessions_or_a_refusal(place: int, wrong: bytes) -> None:
    data = VALID[:place] + wrong + VALID[place + len(wrong) :]

    assert_read_or_refused(data)


def listed(corpus: Path) -> list[dict[str, str]]:
    with (corpus / "MANIFEST.csv").open(encoding="utf-8") as lines:
        return [row for row in csv.DictReader(lines) if row["kind"] == "gpx"]


def test_every_readable_file_is_read_and_every_point_accounted_for(corpus: Path) -> None:
    readable = [row for row in listed(corpus) if row["gpxpy"] == "ok" and int(row["n_records"])]
    counts = {}
    for row in readable:
        sessions = read((corpus / row["path"]).read_bytes())
        counts[row["path"]] = sum(len(s.records) for s in sessions) + lost(sessions)

    assert len(counts) >= 5
    assert counts == {row["path"]: int(row["n_records"]) for row in readable}


def test_the_other_files_give_what_can_be_saved_or_say_why_not(corpus: Path) -> None:
    said = {}
    for row in listed(corpus):
        if row["gpxpy"] == "ok" and int(row["n_records"]):
            continue
        try:
            sessions = read((corpus / row["path"]).read_bytes())
            said[Path(row["path"]).stem] = f"{len(sessions[0].records)} and {lost(sessions)} lost"
        except IngestError as refusal:
            said[Path(row["path"]).stem] = refusal.code

    assert said == {
        "gpxpy__route": "not_activity",
        "gpxpy__unicode_with_bom": "not_activity",
        "strava_py__empty-trkseg": "empty",
        "strava_py__invalid-lon-lat-missing": "3 and 1 lost",
    }


def gpxpy_columns(data: bytes) -> pd.DataFrame:
    """Give the timed points as gpxpy reads them."""
    timed = [p for p in gpxpy.parse(data).walk(only_points=True) if p.time is not None]
    return pd.DataFrame(
        {
            "time": pd.to_datetime([p.time for p in timed], utc=True).astype("datetime64[us, UTC]"),
            "latitude_deg": [p.latitude for p in timed],
            "longitude_deg": [p.longitude for p in timed],
            "elevation_m": [p.elevation for p in timed],
            "heart_rate_bpm": [gpxpy_heart_rate(p) for p in timed],
        }
    )


def gpxpy_heart_rate(trackpoint: gpxpy.gpx.GPXTrackPoint) -> float:
    rates = (e.text for top in trackpoint.extensions for e in top.iter() if e.tag.endswith("hr"))
    return float(next(rates, "nan"))


def assert_as_gpxpy(data: bytes, for_gpxpy: bytes | None = None) -> None:
    sessions = read(data)
    ours = pd.concat([session.records for session in sessions], ignore_index=True)
    for name, theirs in gpxpy_columns(for_gpxpy or data).items():
        if str(name) not in ours:
            assert theirs.isna().all(), name
        elif name == "time":
            assert ours["time"].tolist() == theirs.tolist()
        else:
            np.testing.assert_array_equal(ours[str(name)], theirs.to_numpy("float64"))


def test_what_gpxpy_reads_is_read_the_same_to_the_bit(corpus: Path) -> None:
    for row in listed(corpus):
        if row["gpxpy"] == "ok" and int(row["n_records"]):
            assert_as_gpxpy((corpus / row["path"]).read_bytes())


def test_a_year_of_real_runs_is_read_as_gpxpy_reads_it(corpus: Path) -> None:
    with zipfile.ZipFile(corpus / "series" / "runpandas_runs_68gpx.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith(".gpx")][::16]
        for name in names:
            assert_as_gpxpy(archive.read(name))


def test_made_files_are_read_as_gpxpy_reads_them() -> None:
    assert_as_gpxpy(gpx(track(segment(*(point(n, extra=EXTRA) for n in range(50))))))


# A plan, or points without a latitude, which gpxpy does not read at all.
NOT_FOR_GPXPY = ("course_without_times", "route_only", "run_missing_latitude", "waypoints_only")


def as_gpxpy_needs_it(data: bytes) -> bytes:
    """UTF-8, every prefix declared."""
    text = data.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8")
    undeclared = "gpxdata:" in text and "xmlns:gpxdata" not in text
    text = text.replace("<gpx ", '<gpx xmlns:gpxdata="u" ', 1) if undeclared else text
    return text.replace("UTF-16", "UTF-8", 1).encode()


def test_every_made_file_is_read_as_gpxpy_reads_it() -> None:
    paths = sorted(sample_data.folder().rglob("*.gpx"))
    readable = [path for path in paths if path.stem not in NOT_FOR_GPXPY]

    assert len(readable) >= 8
    for path in readable:
        assert_as_gpxpy(path.read_bytes(), as_gpxpy_needs_it(path.read_bytes()))
