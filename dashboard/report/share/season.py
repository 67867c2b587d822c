"""The load of a year by week, with pain below it where the author shows it."""

import math

import numpy as np
import pandas as pd

from dashboard.analysis.overview_lanes import Lane
from dashboard.analysis.year.language import Language
from dashboard.analysis.year.model import LoadYear, YearReport
from dashboard.report.share.frame import foot_of, head
from dashboard.report.share.hatching import filled, hatches
from dashboard.report.share.layout import chart_foot, chart_places
from dashboard.report.share.sheet import (
    FAINT,
    GROUND,
    PINK,
    SOFT,
    WHITE,
    Area,
    Look,
    Part,
    Shape,
    Sheet,
    line,
    rect,
    ring,
    sheet,
    text,
    way,
)

# A wide sheet has no room for a second one.
MOST_LANES = {True: 2, False: 1}
MOST_PENNANTS = 4
LANE_SHARE = 0.28
HIGHEST_NPRS = 10
WEEK_DAYS = 7
# A letter is about this share of its size wide.
LETTER = 0.4
# The band of a flare, mixed with the ground: a picture knows no see-through worth trusting.
BAND = "#3A3049"


def season(report: YearReport, shape: Shape) -> Sheet | None:
    """Draw the weeks of the year; None where fewer than two are known."""
    load = report.load
    if load is None:
        return None
    at = chart_places(shape)
    lanes = load.lanes[: MOST_LANES[shape.is_tall]]
    bottom = at.chart.bottom - at.letters * 1.5
    tall = at.chart.height * LANE_SHARE
    floor = bottom - tall * len(lanes)
    area = Area(at.chart.left, at.chart.top + at.letters * 2.2, at.chart.right, floor)
    parts: list[Part] = [
        hatches(load.families),
        *head(shape, report.overline, load.title),
        *_legend(load, at.chart, at.letters, report),
    ]
    for place, lane in enumerate(lanes):
        top = floor + tall * place
        inside = Area(area.left, top + at.letters * 1.7, area.right, top + tall)
        parts += _lane(lane, load, inside, at.letters, report.language)
    parts += [*_bars(load, area), *_average(load, area, at.letters)]
    parts += _pennants(load, area, at.letters)
    months = Area(area.left, 0, area.right, at.chart.bottom)
    parts += _months(load, report.language, months, at.letters)
    return sheet(shape, parts + foot_of(shape, chart_foot(shape), [load.panel]))


def _x(load: LoadYear, area: Area, day: pd.Timestamp, *, hours: float = 12.0) -> float:
    passed = (day - load.mondays[0]) / pd.Timedelta(days=WEEK_DAYS) + hours / (24 * WEEK_DAYS)
    return area.left + area.width * min(max(float(passed) / len(load.mondays), 0.0), 1.0)


def _scale(load: LoadYear, area: Area) -> float:
    known = [float(np.nanmax(load.height, initial=0.0)), *load.average[np.isfinite(load.average)]]
    return float(area.height / max(*known, 1e-9))


def _bars(load: LoadYear, area: Area) -> list[Part]:
    step, scale = area.width / len(load.mondays), _scale(load, area)
    parts: list[Part] = []
    for place, week in enumerate(np.nan_to_num(load.load)):
        left, floor = area.left + step * (place + 0.1), area.bottom
        for family, amount in zip(load.families, week, strict=True):
            tip = floor - float(amount) * scale
            # A gap of a pixel and a hatch tell sports apart where colours do not.
            if floor - tip > 1:
                bar = Area(left, tip, left + step * 0.8, floor - 1)
                parts.append(rect(bar, filled(family)))
            floor = tip
    return [*parts, line((area.left, area.bottom), (area.right, area.bottom), SOFT, 1.5)]


def _average(load: LoadYear, area: Area, size: float) -> list[Part]:
    """Draw the 42-day average over the bars, in a casing of the ground's colour."""
    step, scale = area.width / len(load.mondays), _scale(load, area)
    points = [
        (area.left + step * (place + 0.5), area.bottom - float(value) * scale)
        for place, value in enumerate(load.average)
        if math.isfinite(value)
    ]
    return [way(points, GROUND, size / 2.4), way(points, WHITE, size / 5.5)] if points else []


def _pennants(load: LoadYear, area: Area, size: float) -> list[Part]:
    """Fly a pennant at each race; a name that would reach into another's is left out."""
    races = load.marks.races[:MOST_PENNANTS]
    poles = [_x(load, area, mark.first) for mark in races]
    top = area.top - size * 0.55
    taken = [(x - 1, x + size) for x in poles]
    parts: list[Part] = []
    for x, mark in zip(poles, races, strict=True):
        parts += [line((x, top), (x, area.bottom), WHITE, size / 13), _cloth(x, top, size)]
        long, y = size * LETTER * len(mark.label), top + size * 0.55
        before, after = (x - size * 0.4 - long, x - size * 0.4), (x + size * 1.05, x + size + long)
        if before[0] > area.left and not _meets(before, taken):
            taken.append(before)
            parts.append(text(before[1], y, mark.label, Look(size * 0.8, WHITE, 600, "end")))
        elif after[1] < area.right and not _meets(after, taken):
            taken.append(after)
            parts.append(text(after[0], y, mark.label, Look(size * 0.8, WHITE, 600)))
    return parts


def _meets(reach: tuple[float, float], taken: list[tuple[float, float]]) -> bool:
    return any(reach[0] < end and reach[1] > begin for begin, end in taken)


def _cloth(x: float, top: float, size: float) -> str:
    long, deep = size * 0.75, size * 0.3
    points = f"M{x:.1f} {top:.1f}l{long:.1f} {deep:.1f}l{-long:.1f} {deep:.1f}z"
    return f'<path d="{points}" fill="{WHITE}"/>'


def _lane(lane: Lane, load: LoadYear, area: Area, size: float, language: Language) -> list[Part]:
    """Draw a dot a day at its height of 0 to 10; 0 is hollow."""
    panel = language.say.pain_panel.format(site=lane.name)
    parts: list[Part] = [
        rect(_band(row, load, area, size), BAND) for _, row in lane.flares.iterrows()
    ]
    parts.append(text(area.left, area.top - size * 0.45, panel, Look(size * 0.8, SOFT)))
    parts.append(line((area.left, area.bottom), (area.right, area.bottom), FAINT, 1.5))
    for day, score in zip(pd.DatetimeIndex(lane.days), lane.nprs, strict=True):
        y = area.bottom - area.height * int(score) / HIGHEST_NPRS
        fill = PINK if score else GROUND
        parts.append(ring(_x(load, area, day), y, size * 0.17 + 0.12 * int(score), PINK, 1.5, fill))
    return parts


def _band(row: pd.Series, load: LoadYear, area: Area, size: float) -> Area:
    end = load.last if pd.isna(row["end"]) else row["end"]
    left, right = _x(load, area, row["onset"], hours=0), _x(load, area, end, hours=24)
    return Area(left, area.top - size * 0.2, max(right, left + 2), area.bottom)


def _months(load: LoadYear, language: Language, area: Area, size: float) -> list[Part]:
    year = load.last.year
    firsts = [pd.Timestamp(year, month, 1) for month in range(1, load.last.month + 1)]
    return [
        text(_x(load, area, day, hours=0), area.bottom, name, Look(size * 0.8, SOFT))
        for day, name in zip(firsts, language.months, strict=False)
    ]


def _legend(load: LoadYear, area: Area, size: float, report: YearReport) -> list[Part]:
    """Name the colours in one row, the bottom of the stack first."""
    names = [report.language.say.sports.get(family, family) for family in load.families]
    widths = [size * (1.9 + 0.47 * len(name)) for name in names]
    share = min(1.0, area.width / sum(widths)) if widths else 1.0
    x, y = area.left, area.top + size * 0.6
    parts: list[Part] = []
    for family, name, width in zip(load.families, names, widths, strict=True):
        side = size * 0.8
        parts += [
            rect(Area(x, y - side, x + side, y), filled(family), 2),
            text(x + size * 1.1, y, name, Look(size * 0.85 * share, SOFT)),
        ]
        x += width * share
    return parts
