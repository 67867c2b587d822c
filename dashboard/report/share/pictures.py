"""All pictures to post that a year's report gives."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.analysis.race_editions import race_key
from dashboard.analysis.year.model import RaceCard, RaceYears, YearReport
from dashboard.report.share import drawn, setting
from dashboard.report.share.season import season
from dashboard.report.share.sheet import SHAPES, Shape, Sheet

_NOT_A_NAME = re.compile(r"[^a-z0-9]+")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SharePicture:
    """One picture: ``name`` is for a file, ``title`` says what it shows to who cannot see it."""

    name: str
    title: str
    sheet: Sheet

    @property
    def shape(self) -> Shape:
        """Its size."""
        return self.sheet.shape

    def png(self) -> bytes:
        """Set it as PNG of exactly its size in pixels."""
        return setting.png(self.sheet, self.title)

    def svg(self) -> bytes:
        """Set it as SVG, its words as outlines."""
        return setting.svg(self.sheet, self.title)


def share_pictures(
    report: YearReport, shapes: tuple[Shape, ...] = SHAPES
) -> tuple[SharePicture, ...]:
    """Draw every picture that a year gives, each in every shape.

    Parameters
    ----------
    report : YearReport
        Any year: one without a race still has its numbers.
    shapes : tuple of Shape
        The sizes wanted.

    Returns
    -------
    tuple of SharePicture
        Of each race with a card its result and its splits, of each race its years, then the load
        of the year and the year in numbers. They hold metres at most, never a coordinate.
    """
    found = [
        SharePicture(f"{name}-{sheet.shape.name}", title, sheet)
        for shape in shapes
        for name, title, sheet in _drawn(report, shape)
        if sheet is not None
    ]
    return tuple(found)


def _drawn(report: YearReport, shape: Shape) -> Iterator[tuple[str, str, Sheet | None]]:
    language, names = report.language, _file_names(report)
    for name, card in zip(names, report.cards, strict=True):
        of_race = _years_of(report, card)
        said = f"{card.name}, {card.day}: {card.result}"
        yield f"{name}-result", said, drawn.result(card, of_race, shape, language)
        bars = drawn.splits(card, shape, language)
        yield f"{name}-splits", card.km.alt if card.km else said, bars
    for of_race in report.years:
        yield f"{file_name(of_race.race)}-years", of_race.alt, drawn.editions(of_race, shape)
    if report.load is not None:
        yield "season", report.load.alt, season(report, shape)
    told = ", ".join(f"{one.value} {one.label}" for one in report.numbers)
    yield "numbers", f"{report.year}: {told}", drawn.numbers(report, shape)


def _years_of(report: YearReport, card: RaceCard) -> RaceYears | None:
    mine = race_key(card.name)
    return next((years for years in report.years if race_key(years.race) == mine), None)


def _file_names(report: YearReport) -> list[str]:
    """Name the races; the second of one name gets a number."""
    names: list[str] = []
    for card in report.cards:
        name = file_name(card.name)
        names.append(f"{name}-{names.count(name) + 1}" if name in names else name)
    return names


def file_name(words: str, otherwise: str = "race") -> str:
    """Reduce words to what every file system takes: "springbank-half-marathon"."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return _NOT_A_NAME.sub("-", plain).strip("-")[:LONGEST_NAME] or otherwise
