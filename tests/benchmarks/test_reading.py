"""How much faster files are read than by the usual readers: printed, not asserted.

Both readers of a pair take turns in one process, and processor time is counted, so that a busy
machine slows both alike.
"""

import io
import math
import re
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import fitdecode
import gpxpy
import pytest
from gpxpy import parser

from ingest import activities, fit, gpx, read_activities, tcx
from ingest.formats import Format

pytestmark = pytest.mark.slow

ROUNDS = 7
RUNS = (
    "python-fitparse__activity-small-fenix2-run",
    "connectstats__activity_2477200414",
    "sports-lib__6860622783",
)
NINE = (
    *("timestamp", "position_lat", "position_long", "enhanced_altitude", "distance"),
    *("enhanced_speed", "heart_rate", "cadence", "temperature"),
)
RECORDS = 3600
START = datetime(2026, 5, 1, 6, 0, tzinfo=UTC)
EXTENSION = "http://www.garmin.com/xmlschemas/TrackPointExtension/v1"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gpx creator="{}" version="1.1" xmlns="http://www.topografix.com/GPX/1/1" '
    f'xmlns:gpxtpx="{EXTENSION}" xmlns:ns3="{EXTENSION}">\n'
    " <trk>\n  <name>Run</name>\n  <type>running</type>\n  <trkseg>\n"
)
TAIL = "  </trkseg>\n </trk>\n</gpx>\n"
STRAVA = (
    '   <trkpt lat="{lat:.7f}" lon="{lon:.7f}">\n    <ele>{ele:.1f}</ele>\n'
    "    <time>{time}Z</time>\n    <extensions>\n     <gpxtpx:TrackPointExtension>\n"
    "      <gpxtpx:hr>{hr}</gpxtpx:hr>\n      <gpxtpx:cad>{cad}</gpxtpx:cad>\n"
    "     </gpxtpx:TrackPointExtension>\n    </extensions>\n   </trkpt>\n"
)
GARMIN = (
    '      <trkpt lat="{lat:.15f}" lon="{lon:.15f}">\n        <ele>{ele:.12f}</ele>\n'
    "        <time>{time}.000Z</time>\n        <extensions>\n          <ns3:TrackPointExtension>\n"
    "            <ns3:atemp>21.0</ns3:atemp>\n            <ns3:hr>{hr}</ns3:hr>\n"
    "            <ns3:cad>{cad}</ns3:cad>\n          </ns3:TrackPointExtension>\n"
    "        </extensions>\n      </trkpt>\n"
)
APP = (
    '<trkpt lat="{lat}" lon="{lon}"><ele>{ele:.2f}</ele><time>{time}Z</time><extensions>'
    "<power>{power}</power><gpxtpx:TrackPointExtension><gpxtpx:hr>{hr}</gpxtpx:hr>"
    "<gpxtpx:speed>{speed:.2f}</gpxtpx:speed></gpxtpx:TrackPointExtension></extensions></trkpt>\n"
)
PLAIN = '<trkpt lat="{lat:.6f}" lon="{lon:.6f}"><ele>{ele:.0f}</ele><time>{time}Z</time></trkpt>\n'
# No two samples of the same elements: what is left when nothing can be taken for granted.
UNLIKE = APP.replace("<power>", "{tags}<power>")
EXPORTS = {"Strava": STRAVA, "Garmin Connect": GARMIN, "watch app": APP, "plain": PLAIN}


def written(sample: str, second: int) -> str:
    return sample.format(
        lat=47 + 0.02 * math.sin(second / 900) + second * 1e-6,
        lon=8 + 0.03 * math.cos(second / 700),
        ele=400 + 60 * math.sin(second / 700),
        time=(START + timedelta(seconds=second)).isoformat()[:19],
        hr=140 + round(15 * math.sin(second / 300)),
        cad=84 + second % 5,
        power=250 + second % 90,
        speed=3 + math.sin(second / 60),
        tags="".join(f"<t{second >> 3 * bit & 7}/>" for bit in range(4)),
    )


def made(maker: str, sample: str, records: int = RECORDS) -> bytes:
    points = "".join(written(sample, second) for second in range(records))
    return (HEAD.format(maker) + points + TAIL).encode()


@pytest.fixture(autouse=True)
def _gpxpy_is_at_its_fastest(monkeypatch: pytest.MonkeyPatch) -> None:
    """With lxml installed it takes that, and twice the time."""
    monkeypatch.setattr(parser, "mod_etree", ElementTree)


def cpu_s(work: Callable[[], object], times: int = 1) -> float:
    began = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - began) / times


def turns(
    theirs: Callable[[], object], ours: Callable[[], object], times: int = 1
) -> tuple[float, float]:
    """Give the median seconds of each, taken in turns of so many times."""
    ours()
    taken = [(cpu_s(theirs, times), cpu_s(ours, times)) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in taken), statistics.median(b for _, b in taken)


def say(capsys: pytest.CaptureFixture[str], what: str, theirs_s: float, ours_s: float) -> None:
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what this is for
            f"\n{what}: {theirs_s * 1e3:.1f} ms against {ours_s * 1e3:.1f} ms, "
            f"{theirs_s / ours_s:.1f} times as fast",
            end="",
        )


@pytest.mark.parametrize("maker", EXPORTS)
def test_a_common_gpx_export_is_read_many_times_as_fast(
    maker: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data = made(maker, EXPORTS[maker])

    theirs_s, ours_s = turns(lambda: gpxpy.parse(data), lambda: gpx.read(data))

    assert len(gpx.read(data)[0].samples) == RECORDS
    say(capsys, f"GPX of {maker}, {RECORDS:,} points, gpxpy", theirs_s, ours_s)


def test_a_gpx_of_samples_all_unlike_is_read_faster_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = made("any", UNLIKE)

    theirs_s, ours_s = turns(lambda: gpxpy.parse(data), lambda: gpx.read(data))

    assert len(gpx.read(data)[0].samples) == RECORDS
    say(capsys, f"GPX of samples all unlike, {RECORDS:,} points, gpxpy", theirs_s, ours_s)


@pytest.mark.parametrize("records", [60, 300, 900])
@pytest.mark.parametrize("maker", EXPORTS)
def test_a_short_gpx_is_read_sooner_too(
    maker: str, records: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Here the steps count that every file takes, not its bytes; an archive holds many such."""
    data = made(maker, EXPORTS[maker], records)
    as_many = RECORDS // records

    theirs_s, ours_s = turns(lambda: gpxpy.parse(data), lambda: gpx.read(data), as_many)

    assert len(gpx.read(data)[0].samples) == records
    say(capsys, f"GPX of {maker}, {records:,} points, gpxpy", theirs_s, ours_s)


COMMENTED = STRAVA.replace("<extensions>", "<!-- fixed --><extensions>")
CODED = STRAVA.replace("<extensions>", "<cmt>up &amp; down</cmt><extensions>")
WITHOUT_HEART = re.sub(r" *<gpxtpx:hr>.*\n", "", STRAVA)
SEGMENT_ENDS = "  </trkseg>\n  <trkseg>\n"
GATE = ' <wpt lat="47.1" lon="8.2"><ele>400</ele><name>Gate {}</name></wpt>\n'
ODD: dict[str, Callable[[int], str]] = {
    "comments in samples": lambda i: written(COMMENTED, i),
    "references in samples": lambda i: written(CODED, i),
    "heart rate in most samples": lambda i: written(STRAVA if i * i % 7 else WITHOUT_HEART, i),
    "segments of four samples": lambda i: written(STRAVA, i) + (SEGMENT_ENDS if i % 4 == 3 else ""),
    "as many waypoints": lambda i: written(STRAVA, i),
}


@pytest.mark.parametrize("records", [300, RECORDS])
@pytest.mark.parametrize("what", ODD)
def test_an_odd_gpx_is_read_faster_too(
    what: str, records: int, capsys: pytest.CaptureFixture[str]
) -> None:
    gates = "".join(map(GATE.format, range(records))) if what == "as many waypoints" else ""
    head = HEAD.format("any").replace(" <trk>", f"{gates} <trk>")
    data = f"{head}{''.join(map(ODD[what], range(records)))}{TAIL}".encode()

    theirs_s, ours_s = turns(lambda: gpxpy.parse(data), lambda: gpx.read(data), RECORDS // records)

    assert len(gpx.read(data)[0].samples) == records
    say(capsys, f"GPX with {what}, {records:,} points, gpxpy", theirs_s, ours_s)


def test_real_exports_are_read_soon(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [path for kind in ("gpx", "tcx") for path in sorted(corpus.glob(f"{kind}/*"))]
    large = {path.name: path.read_bytes() for path in paths if path.stat().st_size > 20_000}
    assert len(large) > 3
    for name, data in large.items():
        is_gpx = name.endswith(".gpx")
        reader, other = (gpx.read, gpxpy.parse) if is_gpx else (tcx.read, read_activities)
        what = f"{name}, {'gpxpy' if is_gpx else 'the whole door'}"
        say(capsys, what, *turns(partial(other, data), partial(reader, data)))


def by_fitdecode(data: bytes) -> list[list[object]]:
    """Give the nine record columns as they come out of fitdecode."""
    with fitdecode.FitReader(io.BytesIO(data)) as frames:
        return [
            [frame.get_value(name, fallback=None) for name in NINE]
            for frame in frames
            if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "record"
        ]


def test_the_whole_door_is_many_times_as_fast_as_with_fitdecode_under_it(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in RUNS:
        data = (corpus / "fit" / f"{name}.fit").read_bytes()
        raws = fit.read(data)
        read = Format("fit", fit.sniff, lambda _, raws=raws: raws)

        def theirs(data: bytes = data, read: Format = read) -> object:
            return by_fitdecode(data), activities._sessions(read, data)

        theirs_s, ours_s = turns(theirs, partial(read_activities, data))

        records = sum(len(raw.samples) for raw in raws)
        assert records > 2000
        say(capsys, f"the door, {name}, {records:,} records, fitdecode", theirs_s, ours_s)
