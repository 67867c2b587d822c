"""Load by week and sport, the 42-day average over it, races as pennants, pain below."""

import math
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dashboard.analysis.flares import reaching_into
from dashboard.analysis.overview_lanes import Lane
from dashboard.analysis.overview_marks import Mark
from dashboard.analysis.year.language import Language
from dashboard.analysis.year.model import LoadYear
from dashboard.report import svg
from dashboard.report.svg import Drawing, Lettering
from dashboard.report.yearly.marks import (
    WIDTH,
    Parts,
    fill,
    flare_band,
    hatches,
    nice_step,
    path,
    pennant,
    saying,
    width_of,
)

LEFT, RIGHT = 34.0, 6.0
LEGEND, ROW, NAME, BARS, LANE, GAP, DATES = 18.0, 13.0, 14.0, 150.0, 54.0, 8.0, 18.0
MOST_LANES, MOST_ROWS, MOST_LINES = 3, 4, 4
BAR_SHARE = 0.82
# Fewer empty weeks have no room for the words that say why.
FEWEST_UNKNOWN = 12
HIGHEST_NPRS = 10.0
WEEK = pd.Timedelta(days=7)
LABEL = Lettering(svg.INK, 9.0, weight=600)


def load_chart(found: LoadYear, language: Language) -> Drawing:
    """Draw the year, from January to its last week.

    Parameters
    ----------
    found : LoadYear
        At least one week. The first three lanes are drawn; the others stand in the table.
    language : Language
        Whose words name sports and months.
    """
    races, rows = _labels(found)
    top = LEGEND + ROW * rows + NAME
    floor = top + BARS
    lanes = found.lanes[:MOST_LANES]
    foot = floor + len(lanes) * (GAP + NAME + LANE)
    parts: Parts = [hatches(found.families), *_legend(found, language)]
    parts += _bars(found, language, top)
    for place, lane in enumerate(lanes):
        parts += _lane(found, lane, floor + GAP + NAME + place * (GAP + NAME + LANE), language)
    for race in races:
        parts += _race(found, race, foot)
    parts += _months(found, foot, language)
    return svg.drawing(WIDTH, foot + DATES, parts)


def _x(found: LoadYear, day: pd.Timestamp, hours: float = 0.0) -> float:
    first, end = found.mondays[0], found.mondays[-1] + WEEK
    share = (day - first + pd.Timedelta(hours=hours)) / (end - first)
    return LEFT + (WIDTH - LEFT - RIGHT) * float(share)


def _legend(found: LoadYear, language: Language) -> Parts:
    parts: Parts = []
    x = LEFT
    for family in found.families:
        name = language.say.sports[family]
        parts += [
            svg.rect(x, 1, 10, 10, fill(family)),
            svg.text(x + 14, 10, name, Lettering(svg.INK, 9.5)),
        ]
        x += 28 + width_of(name, 9.5)
    return parts


def _bars(found: LoadYear, language: Language, top: float) -> Parts:
    known = found.average[np.isfinite(found.average)]
    highest = max([*found.height, *known])
    step = nice_step(highest, MOST_LINES)
    scale = BARS / (math.ceil(highest / step) * step)
    floor = top + BARS
    parts: Parts = [svg.text(LEFT, top - 4, found.panel, svg.NAME)]
    for number in range(math.ceil(highest / step) + 1):
        y = floor - number * step * scale
        parts.append(svg.line((LEFT, y), (WIDTH - RIGHT, y), svg.GRID))
        parts.append(svg.text(LEFT - 5, y + 3, language.number(number * step), svg.SCALE))
    for place in range(len(found.mondays)):
        parts += _week(found, place, (floor, scale), language)
    begun = int(np.argmax(~np.isnan(found.load).all(axis=1)))
    if begun >= FEWEST_UNKNOWN:
        middle = (LEFT + _x(found, found.mondays[begun])) / 2
        parts.append(svg.text(middle, floor - BARS / 2, language.say.no_files, svg.VALUE))
    ends = [
        (_x(found, monday, 24 * 6.5), floor - value * scale)
        for monday, value in zip(found.mondays, found.average, strict=True)
    ]
    return [*parts, path(ends, svg.BACKGROUND, 4.5), path(ends, svg.INK, 2.0)]


def _week(found: LoadYear, place: int, on: tuple[float, float], language: Language) -> Parts:
    """Stack a week's sports, running at the bottom; an empty week draws nothing."""
    floor, scale = on
    if not found.height[place] > 0:
        return []
    monday = found.mondays[place]
    left, right = _x(found, monday), _x(found, monday + WEEK)
    width = (right - left) * BAR_SHARE
    shapes, said, base = [], [], floor
    for family, value in zip(found.families, found.load[place], strict=True):
        if value > 0:
            base -= value * scale
            shapes.append(
                svg.rect((left + right - width) / 2, base, width, value * scale, fill(family))
            )
            said.append(f"{language.say.sports[family]} {language.number(value)}")
    words = f"{language.day(monday)}: {language.number(found.height[place])} ({', '.join(said)})"
    return [saying(words, "".join(shapes))]


def _lane(found: LoadYear, lane: Lane, top: float, language: Language) -> Parts:
    floor = top + LANE
    scale = (LANE - 6.0) / HIGHEST_NPRS
    name = language.say.pain_panel.format(site=lane.name)
    parts: Parts = [svg.text(LEFT, top - 4, name, Lettering(svg.PAIN, 9.5, weight=600))]
    year = found.mondays[0]
    for _, row in reaching_into(lane.flares, year, found.last).iterrows():
        parts += _flare(found, row, top, language)
    for value in (0.0, 5.0, HIGHEST_NPRS):
        y = floor - value * scale
        parts.append(svg.line((LEFT, y), (WIDTH - RIGHT, y), svg.GRID))
        parts.append(svg.text(LEFT - 5, y + 3, language.number(value), svg.SCALE))
    for day, score in zip(pd.DatetimeIndex(lane.days), lane.nprs, strict=True):
        x, y = _x(found, day, 12), floor - float(score) * scale
        dot = svg.dot(
            x, y, 1.5 + score * 0.12, fill=svg.PAIN if score else svg.BACKGROUND, edge=svg.PAIN
        )
        parts.append(saying(f"{language.day(day)}: {score}", dot))
    return parts


def _flare(found: LoadYear, row: pd.Series, top: float, language: Language) -> Parts:
    begin = max(_x(found, row["onset"]), LEFT)
    ended = found.last if pd.isna(row["end"]) else min(row["end"], found.last)
    end = _x(found, ended, 24)
    return [
        saying(
            f"{language.say.flare_one}: {language.day(row['onset'])}",
            flare_band(begin, end, top, LANE),
        )
    ]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A race: the row of its label, the side it stands on; no label where no row is free."""

    mark: Mark
    row: int
    to_left: bool
    has_label: bool = True


def _labels(found: LoadYear) -> tuple[list[_Placed], int]:
    """Give each race a row and a side where its label meets no other; and how many rows."""
    ends: list[float] = []
    placed = []
    for mark in found.marks.races:
        x, width = _x(found, mark.first, 12), width_of(mark.label, LABEL.size) + 14
        to_left = x + width > WIDTH - RIGHT
        begin = x - width if to_left else x
        free = [row for row, end in enumerate(ends) if end < begin]
        if not free and len(ends) == MOST_ROWS:
            placed.append(_Placed(mark, MOST_ROWS, to_left, has_label=False))
            continue
        row = free[0] if free else len(ends)
        ends[row : row + 1] = [begin + width]
        placed.append(_Placed(mark, row, to_left))
    return placed, max((race.row + 1 for race in placed), default=0)


def _race(found: LoadYear, race: _Placed, floor: float) -> Parts:
    """Draw a race's pole, with its name beside the cloth; both say the arithmetic."""
    mark, x, top = race.mark, _x(found, race.mark.first, 12), LEGEND + ROW * race.row
    said = saying(f"{mark.label}. {mark.note}", pennant(x, top, floor, to_left=race.to_left))
    if not race.has_label:
        return [said]
    look = replace(LABEL, anchor="end" if race.to_left else "start")
    away = -13 if race.to_left else 13
    return [said, svg.text(x + away, top + 7.5, mark.label, look)]


def _months(found: LoadYear, foot: float, language: Language) -> Parts:
    firsts = pd.date_range(found.mondays[0], found.last, freq="MS")
    look = Lettering(size=9.0)
    return [
        svg.text(_x(found, day), foot + 13, language.months[day.month - 1], look)
        for day in firsts
        if _x(found, day) < WIDTH - RIGHT - 14
    ]
