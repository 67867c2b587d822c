"""One race over the years: a dot a year at its time, up is faster."""

import math

from dashboard.analysis.year.model import EditionRow, RaceYears
from dashboard.charts.tokens import LIGHT
from dashboard.report import svg
from dashboard.report.svg import Drawing, Lettering
from dashboard.report.yearly.marks import Parts, path, saying

WIDTH, HEIGHT = 340.0, 132.0
LEFT, RIGHT, TOP, FOOT = 30.0, 30.0, 26.0, 20.0
FEWEST, MOST = 2, 8


def years_chart(found: RaceYears) -> Drawing | None:
    """Draw the latest eight editions that have a time; None with fewer than two."""
    timed = [row for row in reversed(found.rows) if math.isfinite(row.time_s)][-MOST:]
    if len(timed) < FEWEST:
        return None
    slowest = max(row.time_s for row in timed)
    span = max(slowest - min(row.time_s for row in timed), 1.0)
    step = (WIDTH - LEFT - RIGHT) / (len(timed) - 1)
    room = HEIGHT - TOP - FOOT - 8
    places = [
        (LEFT + step * at, TOP + room * (1 - (slowest - row.time_s) / span))
        for at, row in enumerate(timed)
    ]
    parts: Parts = [path(places, LIGHT.neutral, 1.4)]
    for row, (x, y) in zip(timed, places, strict=True):
        parts += _dot(row, x, y)
    return svg.drawing(WIDTH, HEIGHT, parts)


def _dot(row: EditionRow, x: float, y: float) -> Parts:
    """Draw an edition: this year's filled and bold."""
    now = row.is_this_year
    dot = svg.dot(
        x, y, 5.0 if now else 3.6, fill=LIGHT.run if now else svg.BACKGROUND, edge=svg.INK
    )
    weight, colour = (600, svg.INK) if now else (400, svg.SOFT)
    return [
        saying(f"{row.day}: {row.time}", dot),
        svg.text(x, y - 9, row.time, Lettering(colour, 10.5, "middle", weight)),
        svg.text(x, HEIGHT - 6, row.year, Lettering(colour, 9.5, "middle", weight)),
    ]
