"""What a TCX document says, gathered while it is walked: sessions, their laps and samples."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from ingest.errors import TooLarge
from ingest.markup.points import (
    NAN,
    NO_POINTS,
    Place,
    Points,
    line,
    number,
)
from ingest.markup.skeleton import COLUMN, NOT_WANTED, TIME, Grammar
from ingest.markup.times import instant, microseconds
from ingest.tables import Problem

MAX_LAPS = 5000  # four days of a lap a minute

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


def _column(name: str, parent: str) -> int:
    """Find the column of an element of a sample."""
    if name == "Time":
        return TIME
    value = _POINT_VALUES.get((name, parent))
    return COLUMN[value] if value else NOT_WANTED


_GRAMMAR = Grammar(
    sample="Trackpoint",
    attributes={},
    column=_column,
    structure=frozenset(
        {"Track", "Lap", "MultiSportSession", "Course", "Workout", *_GROUPS, *_LEGS}
    ),
)


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
    points: Points = NO_POINTS
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


class Legs:
    """Collects the sessions of a document while it is walked."""

    grammar = _GRAMMAR

    def __init__(self) -> None:
        self.legs: list[Leg] = []
        self.part = -1
        self.in_multisport = False
        self.in_leg = False
        self.group = ""
        self.stretches = 0
        self.planned: Counter[str] = Counter()
        self.places: list[Place] = []
        self.leg_of_place: list[int] = []
        self.here = (-1, -1, -1)

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a start tag."""
        if name == "Track":
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

    def place(self) -> int:
        """Give the number of the place of the next sample: nowhere outside of a session."""
        if not self.in_leg:
            return NOT_WANTED
        laps = len(self.legs[-1].laps)
        here = (len(self.legs), laps, self.stretches)
        if here != self.here:
            self.here = here
            self.places.append(Place(self.stretches, laps))
            self.leg_of_place.append(len(self.legs) - 1)
        return len(self.places) - 1

    def closed(self, name: str, parent: str, text: str) -> None:
        """Take note of an end tag and the text before it."""
        if name == "MultiSportSession":
            self.in_multisport = False
        elif name in _LEGS:
            self.in_leg = False
        elif self.in_leg:
            _describe(self.legs[-1], name, parent, text)

    def give(self, points: Points) -> None:
        """Give each session its points; those without a time are counted."""
        leg = np.array(self.leg_of_place, dtype=np.int64)[points.place]
        untimed = np.bincount(leg[~points.has_time], minlength=len(self.legs))
        timed = points.only(points.has_time)
        ends = np.cumsum(np.bincount(leg[points.has_time], minlength=len(self.legs)))
        begin = 0
        for mine, lost, end in zip(self.legs, untimed.tolist(), ends.tolist(), strict=True):
            mine.points, mine.without_time = timed.only(slice(begin, end)), lost
            begin = end


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
