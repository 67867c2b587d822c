"""A year of many athletes at once: who ran the same race, the fastest, and sums without names."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis.race_editions import RUNNING, Edition, editions, race_key
from ingest.tables import Athlete

SECONDS_PER_HOUR = 3600.0
METRES_PER_KM = 1000.0


@dataclass(frozen=True, slots=True, eq=False)
class AthleteYear:
    """What of one athlete's year stands beside that of others; small enough for hundreds."""

    athlete_id: str
    name: str
    races: tuple[Edition, ...]
    activities: int
    runs: int
    run_km: float
    hours: float


@dataclass(frozen=True, slots=True, eq=False)
class Finish:
    """One athlete in one race."""

    athlete_id: str
    name: str
    edition: Edition


@dataclass(frozen=True, slots=True, eq=False)
class RaceTogether:
    """A race of the year with everyone who started, the fastest first, then who has no time."""

    race: str
    first_day: pd.Timestamp
    finishes: tuple[Finish, ...]


@dataclass(frozen=True, slots=True, eq=False)
class FastestOf:
    """The fastest over one usual distance."""

    distance: str
    finish: Finish


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all, without a name; km and hours count what is known."""

    athletes: int
    activities: int
    runs: int
    run_km: float
    hours: float
    finishes: int


def athlete_year(
    athlete: Athlete, sessions: pd.DataFrame, results: pd.DataFrame, year: int
) -> AthleteYear:
    """Sum up one athlete's year.

    Parameters
    ----------
    athlete : Athlete
        Whose it is; the name is what others will read.
    sessions : pandas.DataFrame
        SESSION_LIST, a race with its official distance.
    results : pandas.DataFrame
        RACE_RESULTS.
    year : int
        Local days of this year count.
    """
    mine = sessions[(sessions["local_day"].dt.year == year) & (sessions["sport"] != "transition")]
    runs = mine[mine["sport"] == RUNNING]
    spent = mine["timer_s"].fillna(mine["elapsed_s"])
    alone = int((mine["activity_id"] == "").sum())
    known = editions(results, sessions)
    return AthleteYear(
        athlete_id=athlete.athlete_id,
        name=athlete.name,
        races=tuple(one for one in known if one.result.race_day.year == year),
        activities=int(mine.loc[mine["activity_id"] != "", "activity_id"].nunique()) + alone,
        runs=len(runs),
        run_km=float(runs["distance_m"].sum()) / METRES_PER_KM,
        hours=float(spent.sum()) / SECONDS_PER_HOUR,
    )


def races_together(years: Iterable[AthleteYear]) -> tuple[RaceTogether, ...]:
    """Bring everyone of each race together, in the order of days; who did not start is left out."""
    by_race: dict[str, list[Finish]] = {}
    for athlete in years:
        for one in athlete.races:
            if one.result.status != "DNS":
                by_race.setdefault(race_key(one.result.race), []).append(
                    Finish(athlete.athlete_id, athlete.name, one)
                )
    found = [_together(finishes) for finishes in by_race.values()]
    return tuple(sorted(found, key=lambda race: (race.first_day, race.race)))


def _together(finishes: Sequence[Finish]) -> RaceTogether:
    ordered = sorted(finishes, key=_order)
    first = min(one.edition.result.race_day for one in finishes)
    return RaceTogether(ordered[0].edition.result.race, first, tuple(ordered))


def _order(finish: Finish) -> tuple[float, float, str]:
    """Sort the longer distance first, within it the faster; without a time last."""
    figures = finish.edition.figures
    far = figures.distance_m if math.isfinite(figures.distance_m) else 0.0
    time_s = figures.time_s if math.isfinite(figures.time_s) else math.inf
    return -round(far), time_s, finish.name


def fastest(years: Iterable[AthleteYear]) -> tuple[FastestOf, ...]:
    """Choose the fastest run over each usual distance, the shortest distance first.

    Only finished races of one leg with an official distance count.
    """
    best: dict[str, Finish] = {}
    for athlete in years:
        for one in athlete.races:
            name = one.distance_word
            if not (one.counts and name and one.sport == RUNNING):
                continue
            if name not in best or one.figures.time_s < best[name].edition.figures.time_s:
                best[name] = Finish(athlete.athlete_id, athlete.name, one)
    ordered = sorted(best.items(), key=lambda item: item[1].edition.figures.distance_m)
    return tuple(FastestOf(name, finish) for name, finish in ordered)


def totals(years: Sequence[AthleteYear]) -> Totals:
    """Add up all athletes."""
    return Totals(
        athletes=len(years),
        activities=sum(one.activities for one in years),
        runs=sum(one.runs for one in years),
        run_km=math.fsum(one.run_km for one in years),
        hours=math.fsum(one.hours for one in years),
        finishes=sum(edition.result.status == "finished" for one in years for edition in one.races),
    )
