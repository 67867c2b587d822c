"""GPX files: the ways of exporters, and their oddities."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from sample_data import ExpectedSession, Sample
from sample_data.making.gpx_text import Export, document, points, segments, track
from sample_data.making.made import Made, day, expected
from sample_data.making.motion import Motion, Plan, move

_SUMMER_S = 7200
_FIRST_DAY = day(8, 1, "16:00:00")


def made() -> Iterator[Made]:
    """Make every file of this module."""
    yield from _exporters()
    yield from _encodings()
    yield from _pieces()
    yield from _damages()
    yield from _plans_only()


def _run(number: int) -> Motion:
    """Return the short run of one oddity: 1.5 km on a day of its own."""
    start = _FIRST_DAY + timedelta(days=number, minutes=9 * number)
    channels = frozenset({"position", "elevation", "heart_rate", "cadence"})
    plan = Plan(start, 1500, 480 + 3 * number, 400 + number, channels=channels, every_s=(7, 9))
    return move(replace(plan, utc_offset_s=_SUMMER_S))


def _made(name: str, what: str, text: str, *given: ExpectedSession) -> Made:
    return Made(Sample(name, "gpx", what, "ok", sessions=given), text.encode())


def _repaired(code: str, file: Made) -> Made:
    return replace(file, sample=replace(file.sample, status="repaired", code=code))


def _from(motion: Motion) -> ExpectedSession:
    return expected(motion, "position")


def _exporters() -> Iterator[Made]:
    start = day(10, 18, "8:15:00")
    long = Plan(start, 9000, 3060, 450, loop_m=4500, every_s=(9, 10), utc_offset_s=_SUMMER_S)
    long = replace(long, heart_bpm=(90, 146))
    run = move(long)
    what = "heart rate and cadence under gpxtpx"
    text = document(Export(), track(run, Export()))
    yield _made("run_gpxtpx.gpx", what, text, _from(run))

    run = _run(1)
    garmin = Export("ns3", "subsecond", "Invented watch with barometer")
    what = "heart rate under ns3, parts of a second"
    yield _made("run_ns3_subsecond.gpx", what, document(garmin, track(run, garmin)), _from(run))

    run = _run(2)
    local = Export("none", "local")
    what = "times with the local offset, no heart rate"
    given = replace(expected(run, "file_offset"), has_heart_rate=False)
    yield _made("run_local_times.gpx", what, document(local, track(run, local)), given)

    run = _run(3)
    undeclared = Export("gpxdata")
    what = "heart rate under a prefix that is declared nowhere"
    text = document(undeclared, track(run, undeclared))
    yield _made("run_undeclared_prefix.gpx", what, text, _from(run))


def _encodings() -> Iterator[Made]:
    run = _run(4)
    text = document(Export(), track(run, Export())).replace("UTF-8", "UTF-16")
    what = "UTF-16 with a byte order mark"
    sample = Sample("run_utf16.gpx", "gpx", what, "ok", sessions=(_from(run),))
    yield Made(sample, b"\xff\xfe" + text.encode("utf-16-le"))

    run = _run(5)
    text = "\ufeff" + document(Export(), track(run, Export()))
    yield _made("run_byte_order_mark.gpx", "UTF-8 with a byte order mark", text, _from(run))


def _pieces() -> Iterator[Made]:
    start = _FIRST_DAY + timedelta(days=6)
    pauses = ((200, 60), (420, 140))
    plan = Plan(start, 2000, 625, 406, every_s=(7, 9), pauses=pauses, utc_offset_s=_SUMMER_S)
    run = move(plan)
    # A pause here reaches from the last point of a segment to the first of the next, 1 s on.
    given = replace(_from(run), timer_s=run.timer_s - len(pauses))
    what = "three segments: the recording was paused twice"
    text = document(Export(), segments(_cut_at_pauses(run), "running"))
    yield _made("run_three_segments.gpx", what, text, given)

    one, other = _run(7), _run(8)
    text = document(Export(), [*track(one, Export()), *track(other, Export())])
    given = replace(_from(other), part=1)
    what = "two tracks, a day apart"
    yield _made("two_tracks.gpx", what, text, _from(one), given)


def _cut_at_pauses(run: Motion) -> list[list[str]]:
    lines = points(run, Export())
    cuts = [int(again) for _, again in run.stops()]
    edges = [0, *(int((run.seconds <= cut).sum()) for cut in cuts), len(lines)]
    return [lines[edges[i] : edges[i + 1]] for i in range(len(edges) - 1)]


def _damages() -> Iterator[Made]:
    run = _run(9)
    bare = Export("none")
    lines = points(run, bare)
    for index, attribute in ((20, "lat"), (21, "lat"), (50, "lon")):
        lines[index] = lines[index].replace(f" {attribute}=", f" no-{attribute}=")
    given = replace(_from(run), n_records=len(lines) - 3, has_heart_rate=False)
    what = "three points lack a latitude or a longitude"
    text = document(bare, segments([lines], "running"))
    yield _repaired("no_position", _made("run_missing_latitude.gpx", what, text, given))

    run = _run(10)
    seconds = run.seconds.copy()
    seconds[[30, 31, 50]] -= 45
    stepped = replace(run, seconds=seconds)
    what = "three points are stamped 45 s too early"
    text = document(Export(), track(stepped, Export()))
    yield _repaired("clock_jump", _made("run_backward_time.gpx", what, text, _from(run)))


def _plans_only() -> Iterator[Made]:
    run = _run(11)
    timeless = Export("none", "none")
    yield _plan("course_without_times.gpx", "a track without times", track(run, timeless))

    spots = (("Start", 51.2, 8.9), ("Turn", 51.21, 8.92))
    waypoints = [
        f'<wpt lat="{latitude}" lon="{longitude}"><name>{name}</name></wpt>'
        for name, latitude, longitude in spots
    ]
    yield _plan("waypoints_only.gpx", "waypoints and no track", waypoints)

    route = ["<rte>", *(point.replace("wpt", "rtept") for point in waypoints), "</rte>"]
    yield _plan("route_only.gpx", "a route and no track", route)


def _plan(name: str, what: str, content: list[str]) -> Made:
    text = document(Export("none"), content)
    return Made(Sample(name, "gpx", what, "not_activity", "not_activity"), text.encode())
