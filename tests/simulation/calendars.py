"""What is fixed for a simulated runner before the first day: holidays, races, slow waves."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.scenarios import Scenario

HISTORY_DAYS = 60
WEEK = 7
NEVER = 10**9
HOLIDAY_DAYS = 14
DAYS_BETWEEN_RACES = 77


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Days counted from 0, a Monday; the diary begins after ``HISTORY_DAYS``.

    ``load_wave``, ``pain_wave``: period (days) and phase of the slow waves. ``layoff``: the day a
    layoff begins. ``away``: days of holiday.
    """

    days: int
    away: NDArray[np.bool_]
    layoff: int
    races: tuple[int, ...]
    load_wave: tuple[float, float]
    pain_wave: tuple[float, float]
    cycle_phase: float

    @property
    def diary_days(self) -> int:
        """Days with a diary."""
        return self.days - HISTORY_DAYS

    @property
    def midway(self) -> int:
        """The day on which what changes midway changes."""
        return HISTORY_DAYS + self.diary_days // 2

    def is_cut_back(self, day: int) -> bool:
        """Every fourth week is run at 70 %."""
        return (day // WEEK) % 4 == 3


def draw_calendar(rng: np.random.Generator, weeks: int, scenario: Scenario) -> Calendar:
    """Draw what a runner cannot change any more."""
    days = weeks * WEEK + HISTORY_DAYS
    away = _holidays(rng, days) if scenario.holidays else np.zeros(days, dtype=np.bool_)
    layoff = NEVER
    if scenario.layoff:
        layoff = HISTORY_DAYS + int(rng.uniform(0.25, 0.6) * (days - HISTORY_DAYS))
    races = _races(rng, days) if scenario.races else ()
    load_period, pain_period = rng.uniform(120, 365, 2).tolist()
    load_phase, pain_phase, cycle_phase = rng.uniform(0, 2 * np.pi, 3).tolist()
    load_wave = (load_period, load_phase)
    pain_wave = load_wave if scenario.shares_wave else (pain_period, pain_phase)
    return Calendar(days, away, layoff, races, load_wave, pain_wave, cycle_phase)


def _holidays(rng: np.random.Generator, days: int) -> NDArray[np.bool_]:
    away = np.zeros(days, dtype=np.bool_)
    day = HISTORY_DAYS + int(rng.integers(10, 50))
    while day < days:
        away[day : day + HOLIDAY_DAYS] = True
        day += int(rng.integers(50, 90))
    return away


def _races(rng: np.random.Generator, days: int) -> tuple[int, ...]:
    first_sunday = int(rng.integers(20, 70)) // WEEK * WEEK + 6
    return tuple(range(HISTORY_DAYS + first_sunday, days, DAYS_BETWEEN_RACES))
