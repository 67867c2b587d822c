"""What a TCX document says, gathered while it is walked: sessions, their laps and samples."""

from collections import Counter
from dataclasses import dataclass, field

from ingest.errors import TooLarge
from ingest.tables import Problem
from ingest.xml_points import NAN, Sample, instant, line, microseconds, number

MAX_LAPS = 20_000

# The first version calls an activity a run, in a group of its sport.
_GROUPS = ("Running", "Biking", "Other")
_LEGS = ("Activity", "Run", "Transition")

# (element, parent) -> where its number goes.
_POINT_VALUES = {
    ("LatitudeDegrees", "Position"): "latitude_deg",
    ("LongitudeDegrees", "Position"): "longitude_deg",
    ("AltitudeMeters", "Trackpoint"): "elevation_m",
    ("DistanceMeters", "Trackpoint"): "distance_m",
    ("Value", "HeartRateBpm"): "heart_rate_bpm",
    ("Cadence", "Trackpoint"): "cadence",
    ("RunCadence", "TPX"): "cadence",
    ("Speed", "TPX"): "speed_mps",
    ("Watts", "TPX"): "power_w",
}
_LAP_VALUES = {
    ("TotalTimeSeconds", "Lap"): "timer_s",
    ("TotalTimeSeconds", "Transition"): "timer_s",
    ("DistanceMeters", "Lap"): "distance_m",
    ("DistanceMeters", "Transition"): "distance_m",
    ("Value", "AverageHeartRateBpm"): "heart_rate_mean_bpm",
    ("Value", "MaximumHeartRateBpm"): "heart_rate_max_bpm",
}


@dataclass(slots=True)
class Lap:
    """A lap with the device's totals; NaN where it is silent."""

    lap: int
    start_us: int | None
    timer_s: float = NAN
    distance_m: float = NAN
    heart_rate_mean_bpm: float = NAN
    heart_rate_max_bpm: float = NAN


@dataclass(slots=True)
class Leg:
    """One ``Activity``, ``Run`` or ``Transition``; ``started_us`` is what its Id says."""

    part: int
    sport_word: str
    started_us: int | None = None
    name: str = ""
    device: str = ""
    laps: list[Lap] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    without_time: int = 0
    problems: list[Problem] = field(default_factory=list)

    def start_lap(self, start: str) -> None:
        """Begin the next lap.

        Raises
        ------
        TooLarge
            Beyond any day's laps.
        """
        if len(self.laps) == MAX_LAPS:
            raise TooLarge(
                f"This TCX file has an activity of more than {MAX_LAPS:,} laps, as no watch "
                "writes; it was not read. Export the activity again."
            )
        self.laps.append(Lap(len(self.laps) + 1, _time_us(start)))

    def add(self, sample: Sample) -> None:
        """Keep a sample that has a time, count one that has none."""
        if sample.time_us is None:
            self.without_time += 1
        else:
            self.samples.append(sample)


class Legs:
    """Collects the sessions of a document while it is walked."""

    def __init__(self) -> None:
        self.legs: list[Leg] = []
        self.part = -1
        self.in_multisport = False
        self.in_leg = False
        self.group = ""
        self.stretches = 0
        self.planned: Counter[str] = Counter()
        self.point: Sample | None = None

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a start tag."""
        if name == "Trackpoint" and self.in_leg:
            self.point = Sample(self.stretches, len(self.legs[-1].laps))
        elif name == "Track":
            self.stretches += 1
        elif name == "Lap" and self.in_leg:
            self.legs[-1].start_lap(attributes.get("StartTime", ""))
        elif name in _GROUPS:
            self.group = name
        elif name in _LEGS:
            self._start_leg(name, attributes)
        elif name == "MultiSportSession":
            self.part += 1
            self.in_multisport = True
        elif name in ("Course", "Workout"):
            self.planned[name] += 1

    def _start_leg(self, name: str, attributes: dict[str, str]) -> None:
        self.part += not self.in_multisport
        self.in_leg = True
        unsaid = self.group if name == "Run" else name
        self.legs.append(Leg(self.part, attributes.get("Sport", unsaid)))
        if name == "Transition":
            self.legs[-1].start_lap(attributes.get("StartTime", ""))

    def closed(self, name: str, parent: str, text: str) -> None:
        """Take note of an end tag and the text before it."""
        if self.point is not None:
            self._close_in_point(self.point, name, parent, text)
        elif name == "MultiSportSession":
            self.in_multisport = False
        elif name in _LEGS:
            self.in_leg = False
        elif self.in_leg:
            _describe(self.legs[-1], name, parent, text)

    def _close_in_point(self, point: Sample, name: str, parent: str, text: str) -> None:
        if name == "Trackpoint":
            self.legs[-1].add(point)
            self.point = None
        elif name == "Time":
            point.set_time(instant(text))
        elif column := _POINT_VALUES.get((name, parent)):
            setattr(point, column, number(text))


def _describe(leg: Leg, name: str, parent: str, text: str) -> None:
    if value := _LAP_VALUES.get((name, parent)):
        if leg.laps:
            setattr(leg.laps[-1], value, number(text))
    elif name == "Id" and parent == "Activity":
        leg.started_us = _time_us(text)
    elif name == "Notes" and parent == "Activity":
        leg.name = line(text)
    elif name == "Name" and parent == "Creator":
        leg.device = line(text)


def _time_us(text: str) -> int | None:
    moment = instant(text)
    return None if moment is None else microseconds(moment)
