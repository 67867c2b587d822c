"""A range of a season, ready to draw: bars by day or week, averages at their scale, marks in it."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis import units
from dashboard.analysis.methods import Currency, Method
from dashboard.analysis.overview import Counts, Season, Values
from dashboard.analysis.overview_lanes import Lane
from dashboard.analysis.overview_marks import Marks
from dashboard.analysis.spikes import BANDS, RATED, WINDOW_DAYS
from dashboard.analysis.sports import FAMILIES

WEEK = 7
# Over 200 days of daily bars are a comb nobody can read.
LONGEST_DAILY = 200
# A bar above this multiple of this percentile is cut, and labelled with what it is.
CUT_PERCENTILE, CUT_MULTIPLE = 93, 2.2
FEWEST_TO_CUT = 8

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """One sport family's bars; ``assumed`` is the part that rests on an assumed effort."""

    family: str
    scored: Values
    assumed: Values


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What one range shows.

    Loads are in ``unit``: the method's, but kilometres in the unit the person reads.
    ``days`` are its local days, ``bar_days`` how many of them one bar holds (1 or 7), ``starts``
    the first day of each bar. ``acute``, ``chronic`` (already times ``bar_days``),
    ``warming_up``, ``longest`` (km or miles) have one value a day; ``unknown`` counts each bar's
    sessions that could not be scored; ``height`` is each bar's sum. ``cut_at`` is the height above
    which a bar is cut, infinite when none is. ``spikes`` are the activities beyond 1.10 of the
    longest run of 30 known days before; ``scored`` and ``guessed`` count the sessions of the range.
    ``last_bar_days`` says how much of the last week there is.
    """

    method: Method
    unit: str
    days: pd.DatetimeIndex
    bar_days: int
    starts: pd.DatetimeIndex
    bars: tuple[Bars, ...]
    height: Values
    cut_at: float
    unknown: Counts
    last_bar_days: int
    acute: Values
    chronic: Values
    warming_up: NDArray[np.bool_]
    longest: Values
    spikes: pd.DataFrame
    lanes: tuple[Lane, ...]
    marks: Marks
    scored: int
    guessed: int
    load_until: pd.Timestamp | None
    has_load: bool

    @property
    def first(self) -> pd.Timestamp:
        """The first day."""
        return self.days[0]

    @property
    def last(self) -> pd.Timestamp:
        """The last day."""
        return self.days[-1]

    @property
    def counted(self) -> int:
        """Sessions of the range that the method counts, scored or not."""
        return self.scored + self.guessed + int(self.unknown.sum())

    @property
    def is_weekly(self) -> bool:
        """Whether a bar is a week."""
        return self.bar_days == WEEK

    @property
    def is_running(self) -> bool:
        """Whether the load counts running only."""
        return self.method.currency is Currency.RUNNING


def picture(season: Season, first: pd.Timestamp, last: pd.Timestamp) -> Picture:
    """Cut a range out of a season.

    Parameters
    ----------
    season : Season
        With at least one day.
    first, last : pandas.Timestamp
        Local days, both included; clipped to the season. A range of more than 200 days is drawn by
        weeks and begins on the Monday of its first week.

    Returns
    -------
    Picture
        Lanes without an entry in the range are left out; the others come most noted first.
    """
    first, last = max(first, season.days[0]), min(last, season.days[-1])
    first = min(first, last)
    bar_days = WEEK if (last - first).days >= LONGEST_DAILY else 1
    if bar_days == WEEK:
        first -= pd.Timedelta(days=first.weekday())
    days = pd.date_range(first, last).as_unit("us")
    place = season.days.get_indexer(days)
    scale = _to_unit(season.method.unit)
    load = _by_bar(_rows(season.load, place, 0.0), bar_days) * scale
    assumed = _by_bar(_rows(season.assumed, place, 0.0), bar_days) * scale
    height = load.sum(axis=1)
    return Picture(
        method=season.method,
        unit=units.chosen().many if season.method.unit == "km" else season.method.unit,
        days=days,
        bar_days=bar_days,
        starts=days[::bar_days],
        bars=_bars(load, assumed),
        height=height,
        cut_at=cut_at(height) if bar_days == 1 else float("inf"),
        unknown=_by_bar(_rows(season.unknown, place, 0), bar_days),
        last_bar_days=(len(days) - 1) % bar_days + 1,
        acute=_rows(season.acute, place, np.nan) * bar_days * scale,
        chronic=_rows(season.chronic, place, np.nan) * bar_days * scale,
        warming_up=_rows(season.warming_up, place, 0),
        longest=_rows(season.longest_km, place, np.nan) * _to_unit("km"),
        spikes=spikes_between(season, first, last),
        lanes=_lanes(season, first, last),
        marks=season.marks.between(first, last),
        scored=int(_rows(season.scored, place, 0).sum()),
        guessed=int(_rows(season.guessed, place, 0).sum()),
        load_until=season.last_load,
        has_load=season.has_load,
    )


def cut_at(height: Values) -> float:
    """Give the height above which one bar would flatten all others: 2.2 x the 93rd percentile.

    Infinite where there are fewer than eight bars, or none is that high.
    """
    bars = height[height > 0]
    if len(bars) < FEWEST_TO_CUT:
        return float("inf")
    limit = CUT_MULTIPLE * float(np.percentile(bars, CUT_PERCENTILE))
    return limit if (bars > limit).any() else float("inf")


def spikes_between(season: Season, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Find runs beyond 1.10 times the longest of 30 known days before, oldest first."""
    found = season.spikes
    beyond = (found["state"] == RATED) & (found["ratio"] > BANDS[0].up_to)
    known = found["history_days"] >= WINDOW_DAYS
    kept: pd.DataFrame = found[beyond & known & found["local_day"].between(first, last)]
    return kept


def minutes(season: Season, first: pd.Timestamp, last: pd.Timestamp) -> dict[str, float]:
    """Add up the minutes of a range by sport family; only families that have some."""
    inside = (season.days >= first) & (season.days <= last)
    sums = season.minutes[inside].sum(axis=0)
    return {name: float(total) for name, total in zip(FAMILIES, sums, strict=True) if total > 0}


def _to_unit(unit: str) -> float:
    """Give what turns a method's unit into the one the person reads: only km may become miles."""
    return units.METRES_PER_KM / units.chosen().metres if unit == "km" else 1.0


def _rows(values: NDArray[Scalar], place: NDArray[np.intp], blank: float) -> NDArray[Scalar]:
    """Take rows by place; -1, a day outside the season, is ``blank``."""
    taken = values[place]
    taken[place < 0] = blank
    return taken


def _by_bar(values: NDArray[Scalar], bar_days: int) -> NDArray[Scalar]:
    if bar_days == 1:
        return values
    sums: NDArray[Scalar] = np.add.reduceat(values, np.arange(0, len(values), bar_days), axis=0)
    return sums


def _bars(load: Values, assumed: Values) -> tuple[Bars, ...]:
    return tuple(
        Bars(name, load[:, column] - assumed[:, column], assumed[:, column])
        for column, name in enumerate(FAMILIES)
        if (load[:, column] > 0).any()
    )


def _lanes(season: Season, first: pd.Timestamp, last: pd.Timestamp) -> tuple[Lane, ...]:
    cut = [lane.between(first, last) for lane in season.lanes]
    return tuple(sorted((lane for lane in cut if len(lane.days)), key=lambda lane: -len(lane.days)))
