"""Simulated runners: daily load (km) and an irregular pain diary, with a known truth.

The order inside a day is fixed: pain is felt in the morning, then the day's run is decided (and
may answer that pain), and that run acts on pain from the next day on.

A generator of the same seed always gives the same runner. The order of the draws is part of the
equipment: with another order, published tables would no longer compare.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.bodies import Body
from simulation.calendars import HISTORY_DAYS, draw_calendar
from simulation.plans import Legs
from simulation.scenarios import Scenario

Floats = NDArray[np.float64]
MEAN_DAYS_BETWEEN_LAPSES = 45
FEWEST_LAPSED_DAYS, MOST_LAPSED_DAYS = 2, 7


@dataclass(frozen=True, slots=True, eq=False)
class Runner:
    """What is known of a runner, and the truth.

    Attributes
    ----------
    load : (days,) array
        km a day. The first 60 days are history.
    pain : (days,) array
        NPRS 0-10, NaN where nothing was entered.
    caused : (days,) array
        What load really did to the score: the score felt less the one that the same days would
        have had without any effect of load. Rounding and the ends of the scale are in it.
    """

    load: Floats
    pain: Floats
    caused: Floats


def simulate(rng: np.random.Generator, weeks: int, scenario: Scenario) -> Runner:
    """Draw one runner: 60 days of history and ``weeks`` with a diary."""
    calendar = draw_calendar(rng, weeks, scenario)
    load, felt = np.zeros(calendar.days), np.zeros(calendar.days)
    body = Body(rng, scenario, calendar, load)
    legs = Legs(rng, scenario, calendar, felt)
    for day in range(calendar.days):
        felt[day] = body.feels(day)
        load[day] = legs.run(day)
    said = felt + scenario.sore_after_a_run * (load > 0)
    said += rng.normal(0, scenario.entry_noise, calendar.days)
    pain = _scored(said)
    entered = _entered(rng, scenario, pain, load)
    entered &= ~calendar.away
    entered[:HISTORY_DAYS] = False
    return Runner(load, np.where(entered, pain, np.nan), pain - _scored(said - body.caused))


def _scored(said: Floats) -> Floats:
    scored: Floats = np.clip(np.round(said), 0, 10)
    return scored


def _entered(
    rng: np.random.Generator, scenario: Scenario, pain: Floats, load: Floats
) -> NDArray[np.bool_]:
    share = np.full(len(pain), scenario.entry_share)
    if scenario.entries_follow_pain:
        share = np.where(pain >= 3, 0.9, np.where(pain >= 1, 0.6, 0.3)) + 0.15 * (load > 0)
    if scenario.run_days_only:
        share = 0.9 * (load > 0)
    entered = rng.random(len(pain)) < np.clip(share, 0, 1)
    if scenario.lapses:
        _forget(rng, entered)
    return entered


def _forget(rng: np.random.Generator, entered: NDArray[np.bool_]) -> None:
    day = 0
    while day < len(entered):
        day += int(rng.exponential(MEAN_DAYS_BETWEEN_LAPSES)) + 1
        lapse = int(rng.integers(FEWEST_LAPSED_DAYS, MOST_LAPSED_DAYS + 1))
        entered[day : day + lapse] = False
        day += lapse
