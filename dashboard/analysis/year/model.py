"""The yearly report as plain values: what it is made from, and all that stands in it.

Texts here are finished sentences and cells in the chosen language; a user's own words among them
are not escaped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dashboard.analysis.overview import History, Values
from dashboard.analysis.overview_lanes import Lane
from dashboard.analysis.overview_marks import Marks
from dashboard.analysis.race_editions import Edition
from dashboard.analysis.stream import Track
from dashboard.analysis.year.language import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the author asks of the report.

    ``text`` is Markdown. ``with_body`` takes pain, flares, illness and heart rate in;
    ``near_start`` draws what lies within 500 m of a track's start and finish. ``race`` keeps
    the races of one name, empty all of them.
    """

    year: int
    title: str = ""
    text: str = ""
    with_body: bool = True
    near_start: bool = False
    race: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class RaceFile:
    """The watch's samples of a race as it measured them: RECORDS of each leg in order."""

    legs: tuple[pd.DataFrame, ...]


@dataclass(frozen=True, slots=True, eq=False)
class YearRecord:
    """What a report is made from.

    ``best_efforts_s`` has the seconds of each listed distance by session; ``files`` the samples of
    the year's races by session; ``until`` is the last day that is known, today in most cases.
    ``race_legs`` is RACE_LEGS; ``born_on`` is for age grades.
    """

    history: History
    wanted: Wanted
    until: pd.Timestamp
    method: str
    best_efforts_s: Mapping[str, Values] = field(default_factory=dict)
    files: Mapping[str, RaceFile] = field(default_factory=dict)
    banner: str = ""
    born_on: pd.Timestamp | None = None
    race_legs: pd.DataFrame | None = None
    language: Language = ENGLISH

    @property
    def first(self) -> pd.Timestamp:
        """The first of January."""
        return pd.Timestamp(self.wanted.year, 1, 1).as_unit("us")

    @property
    def last(self) -> pd.Timestamp:
        """The last day of the year that is known of, never before its first."""
        end = pd.Timestamp(self.wanted.year, 12, 31).as_unit("us")
        return max(self.first, min(end, self.until))


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the year and what it counts; ``value`` has its unit."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class KmBar:
    """A full split of a race: its number, its pace, and how many seconds faster than the whole."""

    number: int
    label: str
    faster_by_s: float


@dataclass(frozen=True, slots=True)
class KmBars:
    """The splits of a race against its own pace, which is ``average``."""

    title: str
    alt: str
    note: str
    unit: str
    average: str
    bars: tuple[KmBar, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Where a race went, as unbroken stretches in metres around a middle of their own."""

    title: str
    alt: str
    note: str
    stretches: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class LegRow:
    """A leg of a race of several sports, in cells."""

    name: str
    distance: str
    time: str
    pace: str


@dataclass(frozen=True, slots=True, eq=False)
class RaceCard:
    """A race of the year. ``result`` is the time, or the word for why there is none.

    ``division`` shows the arithmetic; ``facts`` are what was published and said beside it.
    """

    edition: Edition
    name: str
    day: str
    result: str
    division: str
    facts: tuple[str, ...]
    legs: tuple[LegRow, ...] = ()
    km: KmBars | None = None
    course: Course | None = None


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition of a race, in cells; ``time_s`` is NaN for one without a time."""

    year: str
    day: str
    time: str
    pace: str
    place: str
    gap: str
    time_s: float
    is_this_year: bool


@dataclass(frozen=True, slots=True)
class RaceYears:
    """One race in every year known, the newest first."""

    race: str
    title: str
    alt: str
    rows: tuple[EditionRow, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LoadYear:
    """Load by week, with pain below it.

    ``mondays`` begin the weeks; ``load`` is weeks x ``families``, NaN before the first session
    known; ``average`` is the 42-day average at the scale of a week, at each week's last day.
    ``lanes`` is empty without the body.
    """

    title: str
    alt: str
    note: str
    panel: str
    mondays: pd.DatetimeIndex
    families: tuple[str, ...]
    load: Values
    average: Values
    last: pd.Timestamp
    lanes: tuple[Lane, ...]
    marks: Marks

    @property
    def height(self) -> Values:
        """Load of each week in all."""
        return np.asarray(np.nansum(self.load, axis=1), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class FlareRow:
    """A flare, in cells: ``meanwhile`` says what was done while it lasted."""

    began: str
    where: str
    highest: str
    settled: str
    meanwhile: str


@dataclass(frozen=True, slots=True)
class EffortRow:
    """The fastest stretch of one distance in the year, in cells."""

    name: str
    time: str
    pace: str
    day: str
    during: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A session, in cells; ``name`` is the person's or the file's, else the sport's."""

    day: str
    name: str
    distance: str
    time: str
    pace: str


@dataclass(frozen=True, slots=True)
class ShoeRow:
    """A pair of shoes worn in the year, in cells."""

    name: str
    build: str
    distance: str
    runs: str
    since: str


@dataclass(frozen=True, slots=True, eq=False)
class YearReport:
    """The whole report.

    ``activities`` are listed only where they are too few for a course of the year; ``notes`` say
    what is missing, and so what could not be shown.
    """

    year: int
    language: Language
    athlete: str
    overline: str
    title: str
    lead: str
    text: str
    cards: tuple[RaceCard, ...]
    other_races: tuple[EditionRow, ...]
    other_names: tuple[str, ...]
    years: tuple[RaceYears, ...]
    numbers: tuple[Number, ...]
    load: LoadYear | None
    flares: tuple[FlareRow, ...]
    more_flares: str
    efforts: tuple[EffortRow, ...]
    shoes: tuple[ShoeRow, ...]
    notes: tuple[str, ...]
    foot: str
    activities: tuple[ActivityRow, ...] = ()
