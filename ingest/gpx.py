"""GPX: tracks with times become raw sessions; routes and waypoints are told apart from them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from gpxpy.gpx import GPXException
from gpxpy.gpxfield import parse_time

from ingest.errors import DamagedFile, EmptyFile, IngestError, NotAnActivity, TooLarge
from ingest.tables import Problem, RawSession
from ingest.xml_guard import Break, root_name, walk
from ingest.xml_points import (
    Sample,
    break_problem,
    claimed_offset_s,
    gap_s,
    instant,
    line,
    number,
    plural,
    records_of,
    refuse_too_many,
    start_of,
    stops_of,
)
from ingest.xml_sports import sport_of

# Tracks of one outing follow each other: a battery change, a lost fix, the next leg of a duathlon.
ONE_OUTING_S = 30 * 60
MAX_TRACKS = 20_000  # a recording may be broken into many tracks and still be one

# Extension names as exporters write them, without prefix, in lower case.
_SENSORS = {
    "hr": "heart_rate_bpm",
    "heartrate": "heart_rate_bpm",
    "heartratebpm": "heart_rate_bpm",
    "heart_rate": "heart_rate_bpm",
    "cad": "cadence",
    "cadence": "cadence",
    "runcadence": "cadence",
    "power": "power_w",
    "watts": "power_w",
    "powerinwatts": "power_w",
    "atemp": "temperature_c",
    "temp": "temperature_c",
    "temperature": "temperature_c",
    "speed": "speed_mps",
}


@dataclass(slots=True)
class _Track:
    name: str = ""
    sport_word: str = ""
    samples: list[Sample] = field(default_factory=list)
    without_time: int = 0
    without_position: int = 0

    def add(self, sample: Sample) -> None:
        if sample.time_us is None:
            self.without_time += 1
        elif not (sample.has_position or sample.has_sensor):
            self.without_position += 1
        else:
            self.samples.append(sample)

    @property
    def sport(self) -> tuple[str, str]:
        return sport_of(self.sport_word)

    def problems(self) -> Iterator[Problem]:
        if self.without_time:
            yield Problem(
                "no_time",
                f"Without a time, left out: {plural(self.without_time, 'point')} of the track.",
                records_lost=self.without_time,
            )
        if self.without_position:
            yield Problem(
                "no_position",
                "With neither a position nor a heart rate, cadence or power, left out: "
                f"{plural(self.without_position, 'point')} of the track.",
                records_lost=self.without_position,
            )


class _Tracks:
    """Collects the tracks of a document while it is walked."""

    def __init__(self) -> None:
        self.tracks: list[_Track] = []
        self.creator = ""
        self.title = ""
        self.stretches = 0
        self.planned = {"rtept": 0, "wpt": 0}
        self.unreadable_times = 0
        self.point: Sample | None = None

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "trkpt":
            self.point = Sample(
                stretch=self.stretches,
                latitude_deg=number(attributes.get("lat", "")),
                longitude_deg=number(attributes.get("lon", "")),
            )
        elif name == "trkseg":
            self.stretches += 1
        elif name == "trk":
            self._start_track()
        elif name == "gpx":
            self.creator = attributes.get("creator", "")[:100].strip()
        elif name in self.planned:
            self.planned[name] += 1

    def _start_track(self) -> None:
        if len(self.tracks) == MAX_TRACKS:
            raise TooLarge(
                f"This GPX file holds more than {MAX_TRACKS:,} tracks, as no recording does; it "
                "was not read. Export the activities one file each and add those."
            )
        self.tracks.append(_Track())

    def closed(self, name: str, parent: str, text: str) -> None:
        if self.point is None:
            self._describe(name, parent, text)
        elif name == "trkpt":
            self._track().add(self.point)
            self.point = None
        elif name == "time":
            if parent == "trkpt":
                moment = instant(text) or instant(text, _loose_time)
                self.point.set_time(moment)
                self.unreadable_times += moment is None and bool(text.strip())
        elif name == "ele":
            self.point.elevation_m = number(text)
        elif (sensor := _SENSORS.get(name.lower())) and math.isnan(getattr(self.point, sensor)):
            setattr(self.point, sensor, number(text))

    def _track(self) -> _Track:
        if not self.tracks:  # points outside any track
            self.tracks.append(_Track())
        return self.tracks[-1]

    def _describe(self, name: str, parent: str, text: str) -> None:
        if name == "name" and parent == "metadata":
            self.title = line(text)
        elif name == "name" and parent == "trk":
            self._track().name = line(text)
        elif name == "type" and parent == "trk":
            self._track().sport_word = line(text)


def _loose_time(text: str) -> datetime | None:
    """Read times that are nearly ISO 8601, such as 2021-1-7T9:05:00Z, with gpxpy's patience."""
    try:
        return parse_time(text)
    except GPXException as error:
        raise ValueError(text) from error


def sniff(data: bytes) -> bool:
    """Whether the first element is ``gpx``."""
    return root_name(data) == "gpx"


def read(data: bytes) -> tuple[RawSession, ...]:
    """Read every recorded track of a GPX file.

    Tracks that follow each other within half an hour are one outing: of the same sport they are
    joined into one session, of different sports they are legs of one part. Others are parts of
    their own. Points without a time, or with neither position nor sensor, are left out and
    counted; points stand in file order even where the clock steps back.

    Parameters
    ----------
    data : bytes
        A GPX 1.0 or 1.1 document, whole or broken off.

    Returns
    -------
    tuple of RawSession
        At least one, each with at least one record.

    Raises
    ------
    NotAnActivity
        Only routes, waypoints or tracks without times.
    EmptyFile
        No points at all.
    DamagedFile
        Broken before the first whole point, or no time or position in it can be read.
    TooLarge, UnsafeFile
        From the guard, see ``ingest.xml_guard.walk``.
    """
    tracks = _Tracks()
    broken = walk(data, tracks)
    timed = [track for track in tracks.tracks if track.samples]
    if not timed:
        raise _refusal(tracks, broken)
    kept = sum(len(track.samples) for track in timed)
    whole_file = (*_untimed_problem(tracks), *_broken_off(tracks, broken, kept))
    joined = _join(timed)
    refuse_too_many([part for part, _ in joined])
    return tuple(
        _session(track, part, tracks, whole_file if index == 0 else ())
        for index, (part, track) in enumerate(joined)
    )


def _untimed_problem(tracks: _Tracks) -> Iterator[Problem]:
    lost = sum(t.without_time + t.without_position for t in tracks.tracks if not t.samples)
    if lost:
        yield Problem(
            "no_time",
            "Planned or drawn, not recorded, and so left out: tracks without times, "
            f"{plural(lost, 'point')} in all.",
            records_lost=lost,
        )


def _broken_off(tracks: _Tracks, broken: Break | None, kept: int) -> Iterator[Problem]:
    return break_problem(broken, "trkpt", int(tracks.point is not None), kept)


def _refusal(tracks: _Tracks, broken: Break | None) -> IngestError:
    points = sum(t.without_time + t.without_position for t in tracks.tracks)
    if broken and not points:
        return DamagedFile(
            "This GPX file breaks off or is damaged before its first track point, so nothing of "
            "it can be kept. Copy or export it again."
        )
    if points and (tracks.unreadable_times or any(t.without_position for t in tracks.tracks)):
        what = "times" if tracks.unreadable_times else "positions"
        return DamagedFile(
            f"This GPX file holds a track ({plural(points, 'point')}), but its {what} are written "
            "in a way that cannot be read. Export it again, as FIT or TCX if you can."
        )
    if points:
        return NotAnActivity(
            f"This GPX file holds a track without times ({plural(points, 'point')}): a planned "
            "course or a drawn line, not a recording. To add a run, export the recorded activity."
        )
    if any(tracks.planned.values()):
        return NotAnActivity(
            "This GPX file holds no recorded track, only a plan: "
            f"{plural(tracks.planned['rtept'], 'route point')} and "
            f"{plural(tracks.planned['wpt'], 'waypoint')}. To add a run, export the recorded "
            "activity."
        )
    return EmptyFile(
        "This GPX file is an empty shell without a single track point. Export the activity again; "
        "if it comes out empty again, the watch recorded no positions: try FIT or TCX."
    )


def _join(tracks: list[_Track]) -> list[tuple[int, _Track]]:
    """Join tracks of one sport that follow each other, and number the parts."""
    joined: list[tuple[int, _Track]] = []
    for track in tracks:
        part, before = joined[-1] if joined else (-1, None)
        if before is None or not _follows(before, track):
            joined.append((part + 1, track))
        elif before.sport == track.sport:
            before.samples += track.samples
            before.without_time += track.without_time
            before.without_position += track.without_position
        else:
            joined.append((part, track))
    return joined


def _follows(before: _Track, after: _Track) -> bool:
    return 0 <= gap_s(before.samples[-1], after.samples[0]) <= ONE_OUTING_S


def _session(
    track: _Track, part: int, tracks: _Tracks, whole_file: tuple[Problem, ...]
) -> RawSession:
    sport, sub_sport = track.sport
    offset = claimed_offset_s(track.samples)
    return RawSession(
        sport=sport,
        sub_sport=sub_sport,
        part=part,
        samples=records_of(track.samples, sport),
        start_time=start_of(track.samples),
        stops=stops_of(track.samples),
        utc_offset_s=offset,
        utc_offset_source="unknown" if offset is None else "file_offset",
        # Exporters say so in the creator, as Strava's upload page asks them to.
        has_barometer="with barometer" in tracks.creator.casefold(),
        name=track.name or tracks.title,
        device=tracks.creator,
        problems=(*whole_file, *track.problems()),
    )
