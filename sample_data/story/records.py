"""What stands beside the watch files of the season: one frozen record for each kind of row."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Self, TypeAlias

EventKind: TypeAlias = Literal["illness", "travel", "treatment", "new_shoe", "other"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a body that hold from a day on: beats a minute, and seconds for a km."""

    valid_from: date
    heart_rate_rest_bpm: float
    heart_rate_max_bpm: float
    threshold_pace_s_per_km: float


@dataclass(frozen=True, slots=True)
class Runner:
    """Who the season is about: nobody. ``default_rpe`` stands in where nobody gave an effort."""

    sex: Literal["male", "female"]
    time_zone: str
    units: Literal["km", "mile"]
    default_rpe: float
    limits: tuple[Limits, ...]
    born_on: date


@dataclass(frozen=True, slots=True)
class SeasonShoe:
    """A pair of shoes; ``start_km`` is what they had run before the first file."""

    name: str
    heel_drop_mm: float
    stack_mm: float
    first_use: date
    start_km: float = 0.0


@dataclass(frozen=True, slots=True)
class SeasonEvent:
    """Something on the time axis that is neither load nor pain; both days belong to it."""

    kind: EventKind
    first_day: date
    last_day: date
    note: str


@dataclass(frozen=True, slots=True)
class SeasonRace:
    """A finish as the organiser published it; places are (place, of how many).

    ``file`` names the watch file in the archive, empty for a race before the first file.
    ``splits`` are metres and seconds from the start, as published; ``field_s`` the seconds of all
    finishers, nothing else of them.
    """

    race: str
    edition: str
    race_day: date
    official_distance_m: float
    chip_time_s: float
    gun_time_s: float
    published_pace_s_per_km: float
    category: str
    overall: tuple[int, int]
    by_gender: tuple[int, int]
    by_category: tuple[int, int]
    file: str = ""
    splits: tuple[tuple[float, float], ...] = ()
    field_s: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class SeasonActivity:
    """One watch file of the archive: its name on screen, when it began, and what was worn.

    ``rpe`` is the effort 0-10 that the file itself holds; None where nobody gave one. ``shoe`` is
    the name of a :class:`SeasonShoe`, empty for what is not run in shoes.
    """

    file: str
    name: str
    start: datetime
    shoe: str = ""
    is_race: bool = False
    rpe: int | None = None


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """A feeling noted; ``file`` is the activity it belongs to, empty when it is free."""

    felt_at: datetime
    region: str
    side: str
    aspect: str
    intensity_nprs: int
    moment: str
    file: str = ""
    clicking: bool = False
    swelling: bool = False
    painkiller_taken: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Season:
    """Fourteen made-up months: an archive of watch files and everything that stands beside it."""

    archive: Path
    runner: Runner
    activities: tuple[SeasonActivity, ...]
    diary: tuple[DiaryEntry, ...]
    shoes: tuple[SeasonShoe, ...]
    events: tuple[SeasonEvent, ...]
    races: tuple[SeasonRace, ...]

    @property
    def rpe_by_file(self) -> dict[str, int]:
        """Give the effort of each file that has one."""
        return {one.file: one.rpe for one in self.activities if one.rpe is not None}

    @property
    def shoe_by_file(self) -> dict[str, str]:
        """Give the shoe of each file that was run in one."""
        return {one.file: one.shoe for one in self.activities if one.shoe}

    def until(self, now: datetime) -> Self:
        """Leave out of what is told all that lies after ``now``, a time with a zone.

        A diary refuses tomorrow, and a computer's clock may stand before the season's end.
        """
        today = now.date()
        limits = tuple(one for one in self.runner.limits if one.valid_from <= today)
        return replace(
            self,
            runner=replace(self.runner, limits=limits),
            diary=tuple(one for one in self.diary if one.felt_at <= now),
            shoes=tuple(one for one in self.shoes if one.first_use <= today),
            events=tuple(one for one in self.events if one.last_day <= today),
            races=tuple(one for one in self.races if one.race_day <= today),
        )
