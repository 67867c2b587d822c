"""What a GPX document says, gathered while it is walked: its tracks, and where points stand."""

from dataclasses import dataclass
from datetime import datetime

from gpxpy.gpx import GPXException
from gpxpy.gpxfield import parse_time

from ingest.errors import TooLarge
from ingest.markup.points import Manners, Place, line
from ingest.markup.skeleton import COLUMN, NOT_WANTED, TIME, Grammar
from ingest.markup.sports import sport_of

MAX_TRACKS = 20_000  # a recording may be broken into many tracks and still be one
MAX_SEGMENTS = 50_000

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


def _column(name: str, parent: str) -> int:
    """Find the column of an element of a point."""
    if name == "time":
        return TIME if parent == "trkpt" else NOT_WANTED
    if name == "ele":
        return COLUMN["elevation_m"]
    sensor = _SENSORS.get(name.lower())
    return COLUMN[sensor] if sensor else NOT_WANTED


_COUNTED = frozenset({"trk", "trkseg", "rtept", "wpt"})
GRAMMAR = Grammar(
    sample="trkpt",
    attributes={"lat": COLUMN["latitude_deg"], "lon": COLUMN["longitude_deg"]},
    column=_column,
    structure=frozenset({"gpx", *_COUNTED}),
    counted=_COUNTED,
    described=frozenset({("name", "metadata"), ("name", "trk"), ("type", "trk")}),
)


@dataclass(slots=True)
class Track:
    """What a track says of itself."""

    name: str = ""
    sport_word: str = ""

    @property
    def sport(self) -> tuple[str, str]:
        """FIT's sport and sub-sport."""
        return sport_of(self.sport_word)


class Tracks:
    """Collects the tracks of a document while it is walked."""

    grammar = GRAMMAR

    def __init__(self) -> None:
        self.tracks: list[Track] = []
        self.creator = ""
        self.title = ""
        self.stretches = 0
        self.planned = {"rtept": 0, "wpt": 0}
        self.places: list[Place] = []
        self.track_of_place: list[int] = []
        self.here = (-1, -1)

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a start tag."""
        if name == "trkseg":
            self._start_segment()
        elif name == "trk":
            self._start_track()
        elif name == "gpx":
            self.creator = attributes.get("creator", "")[:100].strip()
        elif name in self.planned:
            self.planned[name] += 1

    def _start_segment(self) -> None:
        if self.stretches == MAX_SEGMENTS:
            raise TooLarge(
                f"This GPX file holds more than {MAX_SEGMENTS:,} track segments, as no recording "
                "does; it was not read. Export the activities one file each and add those."
            )
        self.stretches += 1

    def _start_track(self) -> None:
        if len(self.tracks) == MAX_TRACKS:
            raise TooLarge(
                f"This GPX file holds more than {MAX_TRACKS:,} tracks, as no recording does; it "
                "was not read. Export the activities one file each and add those."
            )
        self.tracks.append(Track())

    def place(self) -> int:
        """Give the number of the place of the next point: a track and a segment."""
        self._track()
        here = (len(self.tracks), self.stretches)
        if here != self.here:
            self.here = here
            self.places.append(Place(self.stretches))
            self.track_of_place.append(len(self.tracks) - 1)
        return len(self.places) - 1

    def _track(self) -> Track:
        if not self.tracks:  # points outside any track
            self.tracks.append(Track())
        return self.tracks[-1]

    def closed(self, name: str, parent: str, text: str) -> None:
        """Take note of an end tag and the text before it."""
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


MANNERS = Manners(frozenset(_SENSORS.values()), _loose_time)
