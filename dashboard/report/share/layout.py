"""Where things stand on a picture, for each of its two shapes."""

from dataclasses import dataclass

from dashboard.report.share.sheet import TALL, WIDE, Area, Shape


@dataclass(frozen=True, slots=True)
class ResultPlaces:
    """Of a result: base lines (``_y``), sizes of letters, and the room for its drawing."""

    name_y: float
    name: float
    day_y: float
    day: float
    time_y: float
    time: float
    pace_y: float
    pace: float
    art: Area
    column: float
    stroke: float
    letters: float


@dataclass(frozen=True, slots=True)
class ChartPlaces:
    """Of a chart: what stands over it, its area, and sizes of letters."""

    over_y: float
    over: float
    title_y: float
    title: float
    lines: int
    chart: Area
    letters: float


@dataclass(frozen=True, slots=True)
class FootPlaces:
    """Of the foot: the line, its ring, and what stands below."""

    line_y: float
    ring: float
    below_y: float
    below: float
    mark_y: float
    mark: float


_RESULT = {
    WIDE: ResultPlaces(92, 31, 127, 25, 310, 158, 396, 40, Area(640, 92, 1140, 424), 520, 9.5, 20),
    TALL: ResultPlaces(132, 46, 184, 33, 432, 296, 524, 56, Area(84, 592, 996, 1040), 912, 13, 30),
}
_CHART = {
    WIDE: ChartPlaces(76, 25, 128, 41, 2, Area(72, 208, 1128, 500), 19),
    TALL: ChartPlaces(124, 32, 204, 60, 3, Area(84, 400, 996, 1112), 27),
}
_RESULT_FOOT = {
    WIDE: FootPlaces(486, 38, 548, 29, 572, 46),
    TALL: FootPlaces(1124, 54, 1216, 37, 1262, 62),
}
_CHART_FOOT = {
    WIDE: FootPlaces(538, 27, 594, 24, 586, 40),
    TALL: FootPlaces(1186, 46, 1276, 32, 1268, 58),
}


def result_places(shape: Shape) -> ResultPlaces:
    """Give the places of a result."""
    return _RESULT[shape]


def chart_places(shape: Shape) -> ChartPlaces:
    """Give the places of a chart."""
    return _CHART[shape]


def result_foot(shape: Shape) -> FootPlaces:
    """Give the places of a result's foot."""
    return _RESULT_FOOT[shape]


def chart_foot(shape: Shape) -> FootPlaces:
    """Give the places of a chart's foot."""
    return _CHART_FOOT[shape]
