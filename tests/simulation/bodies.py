"""The pain of a simulated runner, morning by morning."""

import numpy as np
from numpy.typing import NDArray

from simulation.calendars import HISTORY_DAYS, WEEK, Calendar
from simulation.scenarios import Scenario

Floats = NDArray[np.float64]
MONTH = 28.0
EIGHT_WEEKS = 56.0
FLARE_HALF_LIFE_DAYS = 4.0
RAMP_SHARE = 0.3
LONGEST_DAYS = 30
# What km mean to this body: mean and SD of each exposure of the usual plan.
USUAL_KM = 4.7
ACUTE_SD_KM, ACCUMULATED_SD_KM, DELAYED_SD_KM = 3.9, 1.15, 2.1
SPIKE_WEIGHTS = ((1, 1.0), (2, 0.8), (3, 0.6), (4, 0.4), (5, 0.2))
SPIKE_FROM = 1.1
LONG_RUN_KM = 8.0


class Body:
    """Feels pain from its own past, its calendar and the load so far (km, filled day by day)."""

    def __init__(
        self, rng: np.random.Generator, scenario: Scenario, calendar: Calendar, load: Floats
    ) -> None:
        self.rng, self.scenario, self.calendar, self.load = rng, scenario, calendar, load
        self.caused = np.zeros(calendar.days)
        self.memory = self.flare = self.building = self.level = 0.0

    def feels(self, day: int) -> float:
        """Give the pain of one morning, before it is said, rounded or cut off at 0."""
        self._move()
        pain = self.scenario.base + self.memory + self.flare + self.level
        self.caused[day] = self._from_load(day)
        pain += self.caused[day]
        pain += self._by_the_calendar(day)
        hidden = self.scenario.hidden
        if hidden and self.load[day - 1] > LONG_RUN_KM and self.rng.random() < 0.7:
            pain += hidden
        return float(pain)

    def _move(self) -> None:
        """Move what has nothing to do with load."""
        true, rng = self.scenario, self.rng
        change = rng.standard_t(3) / np.sqrt(3) if true.heavy_tails else rng.normal()
        change *= true.spread * np.sqrt(1 - true.persistence**2)
        self.memory = true.persistence * self.memory + change
        if true.flares and rng.random() < true.flares / MONTH:
            self.flare += rng.uniform(3, 5)
        if true.ramps and rng.random() < true.ramps / MONTH:
            self.building += rng.uniform(3, 5)
        self.flare += self.building * RAMP_SHARE
        self.building *= 1 - RAMP_SHARE
        self.flare *= 0.5 ** (1 / FLARE_HALF_LIFE_DAYS)
        if true.steps and rng.random() < true.steps / EIGHT_WEEKS:
            self.level = rng.normal(0, 1.5)

    def _from_load(self, day: int) -> float:
        """Give the points of pain that load causes on this day."""
        load, strength = self.load, self.scenario.strength
        if day <= LONGEST_DAYS:
            return 0.0
        match self.scenario.effect:
            case "acute":
                met = 0.65 * load[day - 1] + 0.35 * load[day - 2]
                return float(strength * (met - USUAL_KM) / ACUTE_SD_KM)
            case "accumulated":
                met = load[day - 10 : day].mean()
                return float(strength * (met - USUAL_KM) / ACCUMULATED_SD_KM)
            case "delayed":
                met = load[day - 7 : day - 3].mean()
                return float(strength * (met - USUAL_KM) / DELAYED_SD_KM)
            case "spike":
                return float(strength * 2.0 * self._spikes(day))
        return 0.0

    def _spikes(self, day: int) -> float:
        """Add up the weights of the days before that went beyond the longest of 30."""
        felt = 0.0
        for lag, weight in SPIKE_WEIGHTS:
            ran = day - lag
            longest = self.load[max(0, ran - LONGEST_DAYS) : ran].max()
            if longest > 0 and self.load[ran] > SPIKE_FROM * longest:
                felt += weight
        return felt

    def _by_the_calendar(self, day: int) -> float:
        true, calendar = self.scenario, self.calendar
        pain = self._weekday(day) + self._trend(day) + self._layoff(day)
        period, phase = calendar.pain_wave
        pain += true.wave * np.sin(2 * np.pi * day / period + phase)
        pain += true.cycle * np.sin(2 * np.pi * day / MONTH + calendar.cycle_phase)
        return float(pain)

    def _weekday(self, day: int) -> float:
        has_changed = self.scenario.weekday_change and day >= self.calendar.midway
        painful = 3 if has_changed else 0
        pain = self.scenario.weekday_pain if day % WEEK == painful else 0.0
        return pain + self.scenario.working_week[day % WEEK]

    def _trend(self, day: int) -> float:
        in_diary, days = day - HISTORY_DAYS, self.calendar.diary_days
        if self.scenario.trend == "build" and in_diary >= 0:
            return 2.5 * in_diary / days
        if self.scenario.trend == "recovery":
            return 3.0 * max(0.0, 1 - in_diary / (0.6 * days)) if in_diary >= 0 else 3.0
        return 0.0

    def _layoff(self, day: int) -> float:
        since = day - self.calendar.layoff
        if since < -7:
            return 0.0
        return 4.0 if since < 0 else 4.0 * 0.5 ** (since / 9.0)
