"""Twelve weeks of running over pain, for paper: a bar a week, a dot an entry, a lane a place."""

import math
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis import units, words
from dashboard.analysis.client import ClientSummary
from dashboard.analysis.client.said import place
from dashboard.analysis.flares import reaching_into
from dashboard.analysis.pain_words import capital
from dashboard.analysis.recovery_answer import Answer
from dashboard.report import svg
from dashboard.report.svg import Drawing, Part

# A unit is a quarter of a millimetre; the sheet is as wide as the page's text.
WIDTH = 712.0
LEFT, RIGHT = 30.0, 8.0
NAME_HEIGHT, BARS_HEIGHT, LANE_HEIGHT, DATES_HEIGHT, GAP = 16.0, 92.0, 58.0, 18.0, 8.0
BAR_SHARE = 0.62
LEAST_WITH_WORDS = 14.0
# Steps of the km axis; the first that gives at most three lines is taken.
STEPS = (5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 500.0)
MOST_LINES = 3
HIGHEST_NPRS = 10.0
WEEK = pd.Timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where days lie on the sheet: from the first Monday to the last Sunday."""

    first: pd.Timestamp
    end: pd.Timestamp

    def x(self, day: pd.Timestamp, *, hours: float = 0.0) -> float:
        """Place a day, and hours of it, between the margins."""
        share = (day - self.first + pd.Timedelta(hours=hours)) / (self.end - self.first)
        return LEFT + (WIDTH - LEFT - RIGHT) * float(share)


def picture(found: ClientSummary) -> Drawing:
    """Draw a client's twelve weeks.

    Parameters
    ----------
    found : ClientSummary
        Any; a client without runs or entries gives empty axes with their names.

    Returns
    -------
    Drawing
        712 units wide.
    """
    mondays = found.weeks["monday"]
    sheet = _Sheet(mondays.iloc[0], mondays.iloc[-1] + WEEK)
    top = NAME_HEIGHT
    parts = _bars(found, sheet, top)
    top += BARS_HEIGHT
    for answer in found.places:
        top += GAP + NAME_HEIGHT
        parts += _lane(answer, sheet, top)
        top += LANE_HEIGHT
    parts += _dates(mondays, sheet, top)
    return svg.drawing(WIDTH, top + DATES_HEIGHT, parts)


def alt(found: ClientSummary) -> str:
    """Say the picture for those who cannot see it."""
    lanes = words.joined([place(answer) for answer in found.places])
    return f"Running a week for 12 weeks{', with pain below: ' + lanes if lanes else ''}"


def _bars(found: ClientSummary, sheet: _Sheet, top: float) -> list[Part]:
    unit = units.chosen()
    far = [km * words.METRES_PER_KM / unit.metres for km in found.weeks["km"]]
    limit = found.agreed.week_km if found.agreed else math.nan
    agreed = limit * words.METRES_PER_KM / unit.metres
    highest = max([value for value in (*far, agreed) if math.isfinite(value)], default=0.0)
    step = next((one for one in STEPS if highest / one <= MOST_LINES), STEPS[-1])
    scale = (BARS_HEIGHT - 12.0) / max(highest, step)
    floor = top + BARS_HEIGHT
    parts: list[Part] = [svg.text(LEFT, top - 5, f"Running a week, {unit.many}", svg.NAME)]
    for number in range(int(max(highest, step) // step) + 1):
        y = floor - number * step * scale
        parts += [svg.line((LEFT, y), (WIDTH - RIGHT, y), svg.GRID)]
        parts += [svg.text(LEFT - 5, y + 3, words.number(number * step), svg.SCALE)]
    for monday, value in zip(found.weeks["monday"], far, strict=True):
        parts += _bar(sheet, monday, value, (floor, scale))
    if math.isfinite(agreed):
        parts += _limit(
            floor - agreed * scale, f"agreed: {words.number(agreed)} {unit.many} a week"
        )
    return parts


def _bar(sheet: _Sheet, monday: pd.Timestamp, value: float, on: tuple[float, float]) -> list[Part]:
    floor, scale = on
    left, right = sheet.x(monday), sheet.x(monday + WEEK)
    middle, width = (left + right) / 2, (right - left) * BAR_SHARE
    if not math.isfinite(value):
        return [svg.text(middle, floor - 4, "not known", svg.VALUE)]
    if not value:
        return []
    high = value * scale
    bar = svg.rect(middle - width / 2, floor - high, width, high, svg.RUN)
    told = words.number(value, decimals=1)
    # Inside the bar where it fits: the line of what was agreed often lies right above it.
    if high > LEAST_WITH_WORDS:
        return [bar, svg.text(middle, floor - high + 10, told, svg.ON_BAR)]
    return [bar, svg.text(middle, floor - high - 3, told, svg.VALUE)]


def _limit(y: float, words_of_it: str) -> list[Part]:
    """Draw what was agreed: the line with its ring, and its words on paper of their own."""
    ring = svg.dot(WIDTH - RIGHT - 8, y, 5.5, fill="none", edge=svg.INK)
    covered = svg.rect(LEFT + 2, y - 13, 7 + 4.7 * len(words_of_it), 11.5, svg.BACKGROUND)
    return [
        svg.line((LEFT, y), (WIDTH - RIGHT, y), svg.INK, 1.8),
        ring.replace('stroke-width="1"', 'stroke-width="1.8"'),
        covered,
        svg.text(LEFT + 5, y - 4, words_of_it, svg.Lettering(svg.INK, 8.5)),
    ]


def _lane(answer: Answer, sheet: _Sheet, top: float) -> list[Part]:
    floor = top + LANE_HEIGHT
    scale = (LANE_HEIGHT - 6.0) / HIGHEST_NPRS
    name = f"{capital(place(answer))}, 0 to 10"
    parts: list[Part] = [svg.text(LEFT, top - 5, name, svg.NAME)]
    last = sheet.end - pd.Timedelta(days=1)
    for _, row in reaching_into(answer.found, sheet.first, last).iterrows():
        parts += _flare(row, sheet, (top, last))
    for value in (0.0, 5.0, 10.0):
        y = floor - value * scale
        parts += [svg.line((LEFT, y), (WIDTH - RIGHT, y), svg.GRID)]
        parts += [svg.text(LEFT - 5, y + 3, words.number(value), svg.SCALE)]
    noted = answer.pain.dropna()
    shown = noted[noted.index >= sheet.first]
    top_day = shown.idxmax() if len(shown) and shown.max() > 0 else None
    for day, score in zip(pd.DatetimeIndex(shown.index), shown, strict=True):
        x, y = sheet.x(day, hours=12), floor - float(score) * scale
        radius = 1.8 + float(score) * 0.12
        parts += [svg.dot(x, y, radius, fill=svg.PAIN if score else svg.BACKGROUND, edge=svg.PAIN)]
        if day == top_day:
            parts += [_score(x, y, float(score))]
    if not len(shown):
        parts += [svg.text(WIDTH / 2, floor - LANE_HEIGHT / 2, "nothing entered", svg.VALUE)]
    return parts


def _score(x: float, y: float, score: float) -> Part:
    """Write the highest score over its dot."""
    return svg.text(x, y - 4.5, words.number(score), svg.HIGHEST)


def _flare(row: pd.Series, sheet: _Sheet, lane: tuple[float, pd.Timestamp]) -> list[Part]:
    top, last = lane
    begin = sheet.x(max(row["onset"], sheet.first))
    ended = last if pd.isna(row["end"]) else min(row["end"], last)
    end = sheet.x(ended, hours=24)
    is_at_edge = begin > WIDTH - RIGHT - 30
    look = svg.Lettering(svg.PAIN, 8.0, "end" if is_at_edge else "start")
    told = svg.text(end - 2 if is_at_edge else begin + 2, top + 9, "flare", look)
    return [svg.rect(begin, top, end - begin, LANE_HEIGHT, svg.BAND), told]


def _dates(mondays: pd.Series, sheet: _Sheet, top: float) -> list[Part]:
    """Write every second Monday under its own place."""
    return [
        svg.text(sheet.x(monday), top + 13, words.day(monday).rsplit(" ", 1)[0])
        for monday in mondays.iloc[1::2]
    ]
