"""Each picture to post of a year's report, in either shape."""

from collections.abc import Sequence

from dashboard.analysis import words
from dashboard.analysis.year.language import Language
from dashboard.analysis.year.model import (
    EditionRow,
    LoadYear,
    Number,
    RaceCard,
    RaceYears,
    YearReport,
)
from dashboard.report.share import art
from dashboard.report.share.frame import foot_of, head
from dashboard.report.share.layout import (
    FootPlaces,
    chart_foot,
    chart_places,
    result_foot,
    result_places,
)
from dashboard.report.share.sentences import sentences
from dashboard.report.share.sheet import (
    BLUE,
    FAINT,
    SOFT,
    WHITE,
    Area,
    Look,
    Part,
    Run,
    Shape,
    Sheet,
    line,
    runs,
    sheet,
    text,
)

FEWEST_YEARS = 2
MOST_NUMBERS = 6
MOST_LEGS = 7
# Where nothing is drawn beside it, the time has the whole width.
ALONE = 1.6


def result(card: RaceCard, of_race: RaceYears | None, shape: Shape, language: Language) -> Sheet:
    """Draw a race's result: its time as large as it goes, its pace, its course."""
    at, foot = result_places(shape), result_foot(shape)
    parts = _beside(card, of_race, shape)
    room = at.column if parts else shape.inner
    time = Look(at.time * (1 if parts else ALONE), WHITE, 700, width=room)
    parts += [
        text(shape.edge, at.name_y, card.name, Look(at.name, WHITE, 600, width=room)),
        text(shape.edge, at.day_y, card.day, Look(at.day, SOFT, width=room)),
        text(shape.edge, at.time_y, card.result, time),
        runs(shape.edge, at.pace_y, _pace(card, language), Look(at.pace, width=room)),
    ]
    years = of_race.title if of_race is not None and len(of_race.rows) >= FEWEST_YEARS else ""
    said = list(filter(None, (years, _place(card, language))))
    return sheet(shape, parts + foot_of(shape, foot, said))


def splits(card: RaceCard, shape: Shape, language: Language) -> Sheet | None:
    """Draw a race's splits against its own pace; None where the watch has none."""
    if card.km is None:
        return None
    at, heads = chart_places(shape), language.say.heads
    parts = [
        *head(shape, _of_race(card), card.km.title),
        *art.km_bars(at.chart, card.km, at.letters),
    ]
    zero = art.zero_of(at.chart, card.km, at.letters)
    look = Look(at.letters * 0.8, SOFT, anchor="end")
    left = at.chart.left - at.letters * 0.6
    parts += [
        text(left, zero - at.letters * 0.8, heads.faster, look),
        text(left, zero + at.letters * 1.35, heads.slower, look),
    ]
    pace = "".join(run.words for run in _pace(card, language))
    return sheet(shape, parts + foot_of(shape, chart_foot(shape), [pace]))


def editions(of_race: RaceYears, shape: Shape) -> Sheet | None:
    """Draw the years of a race side by side; None with fewer than two times."""
    timed = _timed(of_race)
    if len(timed) < FEWEST_YEARS:
        return None
    at = chart_places(shape)
    parts = head(shape, of_race.race, of_race.title)
    parts += art.years(at.chart, timed, at.letters * 1.35)
    now = [row for row in timed if row.is_this_year]
    said = [" · ".join(filter(None, (row.pace, row.place))) for row in now]
    return sheet(shape, parts + foot_of(shape, chart_foot(shape), said))


def numbers(report: YearReport, shape: Shape) -> Sheet | None:
    """Draw the numbers of the year over its weeks; None where there are no numbers."""
    if not report.numbers:
        return None
    foot, said = chart_foot(shape), sentences(report.language)
    parts = head(shape, report.overline, said.numbers_title.format(year=report.year))
    parts += _grid(report.numbers[:MOST_NUMBERS], shape)
    parts += _weeks(report.load, shape, foot)
    return sheet(shape, parts + foot_of(shape, foot, [report.load.panel] if report.load else []))


def _place(card: RaceCard, language: Language) -> str:
    """Choose what was said of the place: other facts stand better in a table."""
    place, field = card.edition.result.place_overall, card.edition.result.field_overall
    if place is None or field is None:
        return ""
    begins = language.say.of.format(place=language.number(place), field=language.number(field))
    return next((fact for fact in card.facts if fact.startswith(begins)), begins)


def _of_race(card: RaceCard) -> str:
    return " · ".join((card.name, card.day, card.result))


def _pace(card: RaceCard, language: Language) -> list[Run]:
    """Write the pace with its distance; of several legs, or without a time, what is known."""
    figures = card.edition.figures
    pace = language.figures(words.pace(figures.distance_m, figures.time_s))
    if not pace or card.edition.several_legs:
        return [Run(card.division, SOFT)]
    far = language.figures(words.exact_distance(figures.distance_m))
    over = sentences(language).over.format(distance=far)
    return [Run(pace, WHITE, 600), Run(over, SOFT)]


def _beside(card: RaceCard, of_race: RaceYears | None, shape: Shape) -> list[Part]:
    """Draw what says most beside the time: the legs, the course, the splits, or the years."""
    at = result_places(shape)
    if card.legs:
        return _legs(card, at.art, at.letters * 1.3)
    if card.course is not None:
        return art.course(at.art, card.course.stretches, at.stroke)
    if card.km is not None:
        return art.km_bars(at.art, card.km, at.letters * 0.8)
    timed = _timed(of_race) if of_race is not None else []
    return art.years(at.art, timed, at.letters) if len(timed) >= FEWEST_YEARS else []


def _timed(of_race: RaceYears) -> list[EditionRow]:
    return [row for row in reversed(of_race.rows) if row.time_s > 0]


def _legs(card: RaceCard, area: Area, size: float) -> list[Part]:
    shown = card.legs[:MOST_LEGS]
    step = min(area.height / len(shown), size * 3.2)
    top = area.top + (area.height - step * len(shown)) / 2
    parts: list[Part] = []
    for place, leg in enumerate(shown):
        y = top + step * (place + 0.62)
        weight = 600 if leg.distance else 400
        parts += [
            text(area.left, y, leg.name, Look(size, WHITE, weight, width=area.width * 0.44)),
            text(area.left + area.width * 0.68, y, leg.distance, Look(size, SOFT, anchor="end")),
            text(area.right, y, leg.time, Look(size, WHITE, weight, "end")),
        ]
        if place:
            edge = y - step * 0.62
            parts.append(line((area.left, edge), (area.right, edge), FAINT, 1.5))
    return parts


def _grid(found: Sequence[Number], shape: Shape) -> list[Part]:
    """Set the numbers in rows of three, or of two on a tall sheet."""
    columns = 2 if shape.is_tall else 3
    at, foot = chart_places(shape), chart_foot(shape)
    top, bottom = at.title_y + at.title * 0.75, foot.line_y - _cargo_height(shape) * 1.2
    step = (bottom - top) / -(-len(found) // columns)
    size = min(step * 0.5, at.letters * 3.6)
    lefts = art.even(columns, Area(shape.edge, 0, shape.width - shape.edge, 0))
    room = shape.inner / columns - at.letters
    parts: list[Part] = []
    for place, one in enumerate(found):
        x, y = lefts[place % columns], top + step * (place // columns) + size
        value = Look(size, WHITE, 700, width=room)
        label = Look(at.letters * 1.25, SOFT, width=room)
        parts += [
            text(x, y, one.value, value),
            text(x, y + at.letters * 1.75, one.label, label),
        ]
    return parts


def _cargo_height(shape: Shape) -> float:
    return 260.0 if shape.is_tall else 104.0


def _weeks(load: LoadYear | None, shape: Shape, foot: FootPlaces) -> list[Part]:
    """Stand the weeks of the year on the line, up to its ring."""
    if load is None:
        return []
    right = shape.width - shape.edge - 2.6 * foot.ring
    area = Area(shape.edge, foot.line_y - _cargo_height(shape), right, foot.line_y)
    return art.cargo(area, load.height, BLUE)
