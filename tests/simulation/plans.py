"""The running of a simulated runner: a weekly plan, what gets in its way, and what pain does."""

import numpy as np
from numpy.typing import NDArray

from simulation.calendars import HISTORY_DAYS, WEEK, Calendar
from simulation.scenarios import Scenario

Floats = NDArray[np.float64]
# km by weekday, 0 = Monday: Tuesday, Thursday, Saturday, Sunday; 33 km a week, and the other plan.
PLAN = {1: 6.0, 3: 8.0, 5: 5.0, 6: 14.0}
OTHER_PLAN = {0: 10.0, 2: 6.0, 4: 12.0, 6: 5.0}
HALF_MARATHON_KM = 21.1
EXTRA_RUN_KM = 5.0
LAYOFF_DAYS, BUILD_BACK_DAYS = 28, 21
HALF_CUT_AT = 3.0
STOP_AT, GO_AT = 4.0, 2.0
# Days to the race at most, and the share of the plan that is run then.
TAPER = ((7, 0.4), (14, 0.65), (35, 1.25))
REST_AFTER_RACE_DAYS = 6


class Legs:
    """Runs by plan, mood and pain (felt day by day)."""

    def __init__(
        self, rng: np.random.Generator, scenario: Scenario, calendar: Calendar, felt: Floats
    ) -> None:
        self.rng, self.scenario, self.calendar, self.felt = rng, scenario, calendar, felt
        self.form = 0.0
        self.is_resting = False

    def run(self, day: int) -> float:
        """Give the km of one day."""
        self.form = 0.97 * self.form + self.rng.normal(0, 0.08)
        km = self._planned(day)
        km *= self._trend(day)
        period, phase = self.calendar.load_wave
        km *= 1 + self.scenario.season * np.sin(2 * np.pi * day / period + phase)
        km = self._around_races(day, km)
        km = self._layoff(day, km)
        return float(self._answer_pain(day, km))

    def _planned(self, day: int) -> float:
        """Give what the plan, form and chance ask for."""
        changed = self.scenario.plan_change and day >= self.calendar.midway
        plan = (OTHER_PLAN if changed else PLAN).get(day % WEEK, 0.0)
        if plan == 0 and self.rng.random() < 0.08:
            plan = EXTRA_RUN_KM
        km = plan * np.exp(self.form + self.rng.normal(0, 0.22)) if plan else 0.0
        if self.calendar.is_cut_back(day):
            km *= 0.7
        is_skipped = plan and self.rng.random() < 0.10
        if is_skipped:
            km = 0.0
        goes_too_far = plan and self.rng.random() < 0.02
        if goes_too_far:
            km *= 1.8
        return float(km)

    def _trend(self, day: int) -> float:
        in_diary = max(0, day - HISTORY_DAYS)
        days = self.calendar.diary_days
        if self.scenario.trend == "build":
            return 0.5 + 1.0 * in_diary / days
        if self.scenario.trend == "recovery":
            return 0.45 + 0.55 * min(1.0, in_diary / (0.6 * days))
        return 1.0

    def _around_races(self, day: int, km: float) -> float:
        races = self.calendar.races
        if not races:
            return km
        ahead = min((race - day for race in races if race >= day), default=99)
        since = min((day - race for race in races if race < day), default=99)
        if since <= REST_AFTER_RACE_DAYS:
            return 0.0
        if ahead == 0:
            return HALF_MARATHON_KM
        return km * next((share for days, share in TAPER if ahead <= days), 1.0)

    def _layoff(self, day: int, km: float) -> float:
        since = day - self.calendar.layoff
        if self.calendar.away[day] or 0 <= since < LAYOFF_DAYS:
            return 0.0
        if LAYOFF_DAYS <= since < LAYOFF_DAYS + BUILD_BACK_DAYS:
            return km * (0.4 + 0.6 * (since - LAYOFF_DAYS) / BUILD_BACK_DAYS)
        return km

    def _answer_pain(self, day: int, km: float) -> float:
        """Cut back or stop, by the pain of ``reaction_delay`` days before."""
        felt = max(self.felt[max(0, day - self.scenario.reaction_delay)], 0.0)
        if self.scenario.reaction:
            cut = self.scenario.reaction / (1 + np.exp(-(felt - HALF_CUT_AT) / 0.5))
            if self.rng.random() < 0.5 * cut:
                km = 0.0
            km *= 1 - 0.6 * cut
        if self.scenario.stops:
            self.is_resting = felt >= STOP_AT or (self.is_resting and felt > GO_AT)
            km = 0.0 if self.is_resting else km
        return km
