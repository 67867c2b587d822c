"""The report laid out: the same words, tables and pictures for a screen and for paper."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from dashboard.access import FIRST_ATHLETE, ReportPicture
from dashboard.analysis import words
from dashboard.analysis.users_text import one_line
from dashboard.analysis.year.language import Language
from dashboard.analysis.year.model import KmBars, LoadYear, RaceCard, RaceYears, YearReport
from dashboard.report.svg import Drawing
from dashboard.report.yearly.course_chart import course_chart
from dashboard.report.yearly.km_chart import km_chart
from dashboard.report.yearly.load_chart import load_chart
from dashboard.report.yearly.markdown import Node, nodes
from dashboard.report.yearly.years_chart import years_chart

WORDMARK = Path(__file__).parents[2] / "assets" / "word-light.svg"
WEEK = pd.Timedelta(days=7)

# Short is left, and never broken: a date, a score.
Side: TypeAlias = Literal["left", "right", "short"]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of text; ``strong`` is the row that stands out, -1 for none."""

    head: tuple[str, ...]
    sides: tuple[Side, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: int = -1


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture under what it shows, with the numbers behind it where a page can hide them."""

    title: str
    drawing: Drawing
    alt: str
    note: str
    numbers: Grid | None = None


@dataclass(frozen=True, slots=True)
class CardSheet:
    """A race: its result large, the arithmetic, what was published, and its pictures."""

    name: str
    day: str
    result: str
    division: str
    facts: tuple[str, ...]
    legs: Grid | None
    splits: Figure | None
    course: Figure | None


@dataclass(frozen=True, slots=True)
class YearsSheet:
    """A race over the years: the table, and the picture where there are two times."""

    race: str
    title: str
    grid: Grid
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Part:
    """A table under its heading, with a line below it."""

    title: str
    grid: Grid
    more: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of the author's; ``data`` is JPEG."""

    name: str
    caption: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that stands in the report, in its order."""

    code: str
    title: str
    overline: str
    lead: str
    text: tuple[Node, ...]
    cards: tuple[CardSheet, ...]
    years: tuple[YearsSheet, ...]
    numbers: tuple[tuple[str, str], ...]
    load: Figure | None
    parts: tuple[Part, ...]
    photos: tuple[Photo, ...]
    notes: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    mark: str
    foot: str


def sheet(report: YearReport, pictures: Sequence[ReportPicture] = ()) -> Sheet:
    """Lay a report out.

    Parameters
    ----------
    report : YearReport
        Any, with nothing or with everything.
    pictures : sequence of ReportPicture
        In their order; already without place and camera.
    """
    language = report.language
    heads = language.say.heads
    return Sheet(
        code=language.code,
        title=report.title,
        overline=" · ".join(filter(None, (report.overline, _name(report)))),
        lead=report.lead,
        text=nodes(report.text),
        cards=tuple(_card(card, language) for card in report.cards),
        years=tuple(_years(one, language) for one in report.years),
        numbers=tuple((one.value, one.label) for one in report.numbers),
        load=None if report.load is None else _load(report.load, language),
        parts=tuple(_parts(report)),
        photos=tuple(
            Photo(f"picture-{place}.jpg", one_line(one.caption), one.data, one.width, one.height)
            for place, one in enumerate(pictures, 1)
        ),
        notes=report.notes,
        words=(
            ("numbers", heads.numbers),
            ("pictures", heads.pictures),
            ("notes", heads.notes),
            ("show", heads.show_numbers),
        ),
        mark=WORDMARK.read_text("utf-8"),
        foot=report.foot,
    )


def _name(report: YearReport) -> str:
    """Name whose report it is; nobody's name where they never gave one."""
    return "" if report.athlete == FIRST_ATHLETE else one_line(report.athlete)


def _card(card: RaceCard, language: Language) -> CardSheet:
    heads = language.say.heads
    legs = tuple((leg.name, leg.distance, leg.time, leg.pace) for leg in card.legs)
    head = (heads.leg, heads.distance, heads.time, heads.pace)
    course = card.course
    return CardSheet(
        name=one_line(card.name),
        day=card.day,
        result=card.result,
        division=card.division,
        facts=tuple(map(one_line, card.facts)),
        legs=Grid(head, _sides(4), legs) if legs else None,
        splits=None if card.km is None else _splits(card.km, language),
        course=None
        if course is None
        else Figure(course.title, course_chart(course), course.alt, course.note),
    )


def _splits(km: KmBars, language: Language) -> Figure:
    heads = language.say.heads
    rows = tuple((str(bar.number), bar.label, _against(bar.faster_by_s)) for bar in km.bars)
    grid = Grid((km.unit, heads.pace, heads.against), _sides(3), rows)
    return Figure(km.title, km_chart(km, language), km.alt, km.note, grid)


def _against(faster_by_s: float) -> str:
    """Write seconds behind the whole: "+4" is slower."""
    slower = -round(faster_by_s)
    return f"+{slower}" if slower > 0 else words.number(slower)


def _years(found: RaceYears, language: Language) -> YearsSheet:
    heads = language.say.heads
    rows = tuple((row.year, row.time, row.pace, row.place, row.gap) for row in found.rows)
    strong = next((at for at, row in enumerate(found.rows) if row.is_this_year), -1)
    head = (heads.year, heads.time, heads.pace, heads.place, heads.gap)
    drawn = years_chart(found)
    return YearsSheet(
        race=one_line(found.race),
        title=found.title,
        grid=Grid(head, _sides(5), rows, strong),
        figure=None if drawn is None else Figure("", drawn, found.alt, ""),
    )


def _load(found: LoadYear, language: Language) -> Figure:
    heads = language.say.heads
    pain = (heads.pain,) if found.lanes else ()
    head = (heads.week, *(language.say.sports[one] for one in found.families), heads.load)
    head = (*head, heads.average, *pain)
    rows = tuple(_week(found, place, language) for place in range(len(found.mondays)))
    grid = Grid(head, _sides(len(head)), rows)
    return Figure(found.title, load_chart(found, language), found.alt, found.note, grid)


def _week(found: LoadYear, place: int, language: Language) -> tuple[str, ...]:
    monday = found.mondays[place]
    load = (language.number(value) for value in found.load[place])
    whole = "" if np.isnan(found.load[place]).all() else language.number(found.height[place])
    row = (language.day(monday), *load, whole, language.number(float(found.average[place])))
    if not found.lanes:
        return row
    noted = [
        int(score)
        for lane in found.lanes
        for day, score in zip(pd.DatetimeIndex(lane.days), lane.nprs, strict=True)
        if monday <= day < monday + WEEK
    ]
    return (*row, language.number(max(noted, default=math.nan)))


def _parts(report: YearReport) -> list[Part]:
    heads = report.language.say.heads
    others = tuple(
        (row.day, one_line(name), row.time, row.pace, row.place)
        for row, name in zip(report.other_races, report.other_names, strict=True)
    )
    flares = tuple(
        (row.began, row.where, row.highest, row.settled, one_line(row.meanwhile))
        for row in report.flares
    )
    activities = tuple(
        (row.day, one_line(row.name), row.distance, row.time, row.pace) for row in report.activities
    )
    efforts = tuple(
        (row.name, row.time, row.pace, row.day, one_line(row.during)) for row in report.efforts
    )
    shoes = tuple(
        (one_line(row.name), row.build, row.distance, row.runs, row.since) for row in report.shoes
    )
    found = (
        Part(
            heads.other_races,
            Grid(
                (heads.day, heads.race, heads.time, heads.pace, heads.place),
                ("short", "left", "right", "right", "right"),
                others,
            ),
        ),
        Part(
            heads.flares,
            Grid(
                (heads.began, heads.where, heads.highest, heads.settled, heads.meanwhile),
                ("short", "left", "short", "short", "left"),
                flares,
            ),
            report.more_flares,
        ),
        Part(
            heads.activities,
            Grid(
                (heads.day, heads.activity, heads.distance, heads.time, heads.pace),
                ("short", "left", "right", "right", "right"),
                activities,
            ),
        ),
        Part(
            heads.efforts,
            Grid(
                (heads.over, heads.time, heads.pace, heads.day, heads.during),
                (*_sides(3), "short", "left"),
                efforts,
            ),
        ),
        Part(
            heads.shoes,
            Grid(
                (heads.pair, heads.build, heads.distance, heads.worn, heads.since),
                ("left", "left", "right", "right", "short"),
                shoes,
            ),
        ),
    )
    return [part for part in found if part.grid.rows]


def _sides(columns: int) -> tuple[Side, ...]:
    """Names left, numbers right."""
    numbers: Side = "right"
    return ("left", *(numbers,) * (columns - 1))
