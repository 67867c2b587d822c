"""A planned week against the load line and the spike rule: what stays under, and what does not.

The line comes first; the spike rule speaks where an agreed line lies above what was carried.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis.load_line import WEEK_DAYS, Limits, LoadLine
from dashboard.analysis.spikes import BANDS, WINDOW_DAYS, Band

# Distances are planned to a tenth of a kilometre, and never rounded up past a limit.
STEP_KM = 0.1
# What binary fractions may be off by.
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Planned:
    """A run somebody means to do; ``descent_m`` NaN where not said, ``note`` their own words."""

    day: pd.Timestamp
    distance_km: float
    descent_m: float = math.nan
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A planned run beside the line: ``over_km`` and ``over_descent_m`` are 0 at or under it.

    ``ratio`` is against the longest run of the 30 days before its day, ``longest_km``, done or
    planned; NaN where there is none. ``band`` is the spike's, None up to 1.10 times.
    """

    run: Planned
    over_km: float
    over_descent_m: float
    longest_km: float
    ratio: float
    band: Band | None

    @property
    def is_under(self) -> bool:
        """Whether it stays at or under the line."""
        return self.over_km <= 0 and self.over_descent_m <= 0


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """A week of planned runs in the order of their days; ``over_km`` is the week's own excess."""

    monday: pd.Timestamp
    days: tuple[PlannedDay, ...]
    week_km: float
    over_km: float

    @property
    def is_under(self) -> bool:
        """Whether every run and the week stay at or under the line."""
        return self.over_km <= 0 and all(day.is_under for day in self.days)

    @property
    def spikes(self) -> tuple[PlannedDay, ...]:
        """The runs that contradict the spike rule."""
        return tuple(day for day in self.days if day.band is not None)


def monday_of(day: pd.Timestamp) -> pd.Timestamp:
    """Return the Monday of a local day's week."""
    return day - pd.Timedelta(days=day.weekday())


def planned_runs(plan: pd.DataFrame) -> tuple[Planned, ...]:
    """Read PLANNED_RUNS, in the order of the days."""
    rows = plan.sort_values("day", kind="stable")
    names = ("day", "distance_km", "descent_m", "note")
    return tuple(Planned(*row) for row in zip(*(rows[name] for name in names), strict=True))


def beside_the_line(
    runs: Sequence[Planned], monday: pd.Timestamp, line: LoadLine, done: pd.DataFrame
) -> PlannedWeek:
    """Set a week's plan beside the line that holds and the spike rule.

    Parameters
    ----------
    runs : sequence of Planned
        Of the week from ``monday``.
    monday : pandas.Timestamp
        Its first day.
    line : LoadLine
        Carried, or agreed where something was agreed.
    done : pandas.DataFrame
        local_day and running_km of every run known.

    Returns
    -------
    PlannedWeek
        Nothing is over a limit nobody knows.
    """
    limits = line.limits
    ordered = sorted(runs, key=lambda run: run.day)
    days = tuple(_day(run, ordered[:at], limits, done) for at, run in enumerate(ordered))
    week_km = math.fsum(run.distance_km for run in runs)
    return PlannedWeek(monday, days, week_km, _over(week_km, limits.week_km))


def under_the_line(runs: Sequence[Planned], limits: Limits) -> tuple[Planned, ...]:
    """Shorten runs until each, and all of them together, are at or under the limits.

    Parameters
    ----------
    runs : sequence of Planned
        Of one week; a run that would shrink to nothing is left out.
    limits : Limits
        NaN limits nothing.
    """
    cut = [
        (
            run,
            _least(run.distance_km, limits.longest_run_km),
            _least(run.descent_m, limits.descent_m),
        )
        for run in runs
    ]
    whole = math.fsum(km for _, km, _ in cut)
    share = min(1.0, limits.week_km / whole) if whole > 0 and limits.week_km >= 0 else 1.0
    kept = ((run, _tenths(km * share), descent) for run, km, descent in cut)
    return tuple(
        Planned(run.day, km, descent, run.note) for run, km, descent in kept if km >= STEP_KM
    )


def like_last_week(line: LoadLine, monday: pd.Timestamp) -> tuple[Planned, ...]:
    """Offer the last seven days' runs again, on the same weekdays, none of it over the line.

    Empty where nothing was run, or nothing is known to have been carried.
    """
    since = line.today - pd.Timedelta(days=WEEK_DAYS - 1)
    lately = line.runs[(line.runs["local_day"] >= since) & (line.runs["running_km"] > 0)]
    if math.isnan(line.limits.longest_run_km):
        return ()
    by_weekday = lately.groupby(lately["local_day"].dt.day_of_week)["running_km"].max()
    again = [
        Planned(monday + pd.Timedelta(days=int(weekday)), float(km))
        for weekday, km in zip(by_weekday.index, by_weekday, strict=True)
    ]
    return under_the_line(again, line.limits)


def _day(run: Planned, before: Sequence[Planned], limits: Limits, done: pd.DataFrame) -> PlannedDay:
    first = run.day - pd.Timedelta(days=WINDOW_DAYS)
    lately = done[(done["local_day"] >= first) & (done["local_day"] < run.day)]
    planned = [one.distance_km for one in before if first <= one.day < run.day]
    longest = max([*planned, *lately["running_km"].dropna()], default=math.nan)
    ratio = round(run.distance_km / longest, 9) if longest > 0 else math.nan
    return PlannedDay(
        run=run,
        over_km=_over(run.distance_km, limits.longest_run_km),
        over_descent_m=_over(run.descent_m, limits.descent_m),
        longest_km=longest,
        ratio=ratio,
        band=next((band for band in BANDS[1:] if band.above < ratio <= band.up_to), None),
    )


def _over(value: float, limit: float) -> float:
    over = value - limit
    return over if over > TOLERANCE else 0.0


def _least(value: float, limit: float) -> float:
    return limit if value > limit else value


def _tenths(km: float) -> float:
    return min(km, math.floor(km / STEP_KM + TOLERANCE) / round(1 / STEP_KM))
