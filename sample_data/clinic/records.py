"""What a made client brings: one frozen record for each kind of row, in the words of the tables."""

import math
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, Self, TypeAlias

Units: TypeAlias = Literal["km", "mile"]
Sex: TypeAlias = Literal["male", "female", ""]


@dataclass(frozen=True, slots=True)
class Outing:
    """A session: ``start`` by the clock on the wall; NaN distance and None effort: not known."""

    start: datetime
    sport: str
    minutes: float
    distance_m: float = math.nan
    rpe: float | None = None
    name: str = ""
    sub_sport: str = "generic"


@dataclass(frozen=True, slots=True)
class Felt:
    """A feeling noted, at a place written as ``knee-left-medial``."""

    felt_at: datetime
    place: str
    intensity_nprs: int
    moment: str
    clicking: bool = False
    painkiller_taken: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """A red-flag question answered with yes at a place."""

    answered_at: datetime
    flag: str
    place: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """The most that was agreed from a day on, in km; NaN: no limit of that kind."""

    valid_from: date
    longest_run_km: float = math.nan
    week_km: float = math.nan
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The runs planned for a week from its Monday on: day and km."""

    week: date
    runs: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class Training:
    """An exercise of the plan and the days it was done."""

    name: str
    dose: str
    first_day: date
    sessions_per_week: int
    done: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The total of a questionnaire; ``options`` are the numbers chosen, where they are known."""

    questionnaire: str
    answered_on: date
    total: float
    options: tuple[int, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One item of the checklist, looked at."""

    assessed_on: date
    item: str
    side: str
    finding: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A six-week review as it was held."""

    reviewed_on: date
    agreed: str
    decision: str
    next_due: date | None = None


@dataclass(frozen=True, slots=True)
class Shoes:
    """A pair of shoes, worn on every run from its first day on."""

    name: str
    heel_drop_mm: float
    first_use: date


@dataclass(frozen=True, slots=True)
class Client:
    """One made client of the clinic: a number and a story, never a name.

    ``story`` says in a line what there is to see. ``notes`` are the physio's, ``sites`` the places
    worked on since a day. ``seen`` is what was noted when the reasons were last looked at.
    """

    number: int
    story: str
    units: Units = "km"
    time_zone: str = "Europe/Berlin"
    sex: Sex = ""
    outings: tuple[Outing, ...] = ()
    diary: tuple[Felt, ...] = ()
    signs: tuple[Sign, ...] = ()
    shoes: tuple[Shoes, ...] = ()
    sites: tuple[tuple[str, date], ...] = ()
    conservative_since: date | None = None
    review_due: date | None = None
    phase: int | None = None
    agreed: tuple[Agreed, ...] = ()
    plans: tuple[Plan, ...] = ()
    training: tuple[Training, ...] = ()
    scores: tuple[Score, ...] = ()
    findings: tuple[Found, ...] = ()
    reviews: tuple[Reviewed, ...] = ()
    notes: tuple[tuple[datetime, str], ...] = ()
    seen: str = ""

    @property
    def name(self) -> str:
        """How the client is called: "Client 07"."""
        return f"Client {self.number:02}"

    def until(self, now: datetime) -> Self:
        """Leave out all that lies after ``now``, a time on the wall: a diary refuses tomorrow."""
        today = now.date()
        return replace(
            self,
            outings=tuple(one for one in self.outings if one.start <= now),
            diary=tuple(one for one in self.diary if one.felt_at <= now),
            signs=tuple(one for one in self.signs if one.answered_at <= now),
            shoes=tuple(one for one in self.shoes if one.first_use <= today),
            sites=tuple(one for one in self.sites if one[1] <= today),
            scores=tuple(one for one in self.scores if one.answered_on <= today),
            findings=tuple(one for one in self.findings if one.assessed_on <= today),
            reviews=tuple(one for one in self.reviews if one.reviewed_on <= today),
            notes=tuple(one for one in self.notes if one[0] <= now),
            training=tuple(
                replace(one, done=tuple(day for day in one.done if day <= today))
                for one in self.training
            ),
        )
