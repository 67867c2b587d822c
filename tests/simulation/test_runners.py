"""The equipment itself: the same runners for ever, true to what their scenario says."""

from dataclasses import replace

import numpy as np
import pytest

from simulation.calendars import HISTORY_DAYS
from simulation.runners import simulate
from simulation.scenarios import BREAKING, EFFECTS, NULLS, Scenario

ALL = NULLS | BREAKING | EFFECTS
PLAIN = Scenario()

# km in all, sum of the entries, and their number, for 26 weeks drawn with seed 7.
DRAWN = {
    "N1 independent pain": (876.612, 188, 126),
    "N2 autocorrelated pain": (876.612, 159, 126),
    "N3 N2 + reactive cut": (770.092, 259, 138),
    "N4 N3 + more entries in pain": (770.092, 280, 123),
    "N5 recovery, load rebuilt": (588.715, 349, 136),
    "N6 Monday pain": (843.544, 268, 127),
    "N7 random flares": (720.831, 220, 105),
    "N8 both drift up": (765.548, 349, 123),
    "N9 entry after the run": (886.682, 278, 132),
    "H1 phi .93": (813.173, 253, 122),
    "H2 two flares a month, sparse": (847.068, 68, 54),
    "H3 plan changes, Monday pain": (730.948, 286, 131),
    "H4 slow load and pain waves": (886.502, 206, 110),
    "H5 taper, race, rest": (732.766, 278, 129),
    "H6 entries only on run days": (825.272, 133, 81),
    "H7 mostly 0": (913.465, 41, 90),
    "H8 two-week holidays": (642.555, 206, 103),
    "H9 cut three days later": (770.273, 280, 123),
    "H10 heavy tails": (1028.942, 137, 94),
    "H11 level shifts": (728.893, 372, 122),
    "H12 full stop in pain": (729.102, 268, 109),
    "H13 flares that build up": (717.215, 223, 106),
    "B1 layoff while pain settles": (728.319, 233, 121),
    "B2 28-day cycle and cut-back": (876.612, 299, 117),
    "W1 Mondays and Tuesdays hurt": (876.612, 223, 112),
    "W2 the working week hurts": (818.352, 319, 133),
    "B3 plan and pain day change": (925.051, 189, 113),
    "B4 one shared slow wave": (886.502, 396, 135),
    "B5 unlogged session after long runs": (934.188, 297, 135),
    "E1 lags 1-2, b .5": (870.14, 223, 117),
    "E2 lags 1-2, b 1.0": (877.518, 214, 115),
    "E3 10 days, b .75": (859.089, 161, 110),
    "E4 10 days, b 1.5": (857.942, 113, 102),
    "E5 spike": (809.597, 256, 121),
    "E6 lags 4-7, b .5": (833.72, 215, 119),
    "E7 lags 4-7, b 1.0": (830.475, 180, 111),
}


def draw(scenario: Scenario, *, weeks: int = 26, seed: int = 7):
    return simulate(np.random.default_rng(seed), weeks, scenario)


@pytest.mark.parametrize("cell", ALL)
def test_a_cell_is_never_softened(cell):
    made = draw(ALL[cell])
    entered = made.pain[~np.isnan(made.pain)]
    assert (round(made.load.sum(), 3), int(entered.sum()), len(entered)) == DRAWN[cell]


def test_every_cell_of_each_kind_is_there():
    assert (len(NULLS), len(BREAKING), len(EFFECTS)) == (27, 2, 7)


@pytest.mark.parametrize("cell", NULLS | BREAKING)
def test_in_a_null_no_pain_is_caused_by_load(cell):
    assert not draw(ALL[cell]).caused.any()


@pytest.mark.parametrize("cell", EFFECTS)
def test_in_an_effect_pain_is_higher_by_what_load_caused(cell):
    # From a base of 5 little is cut off at 0 or 10.
    true = replace(EFFECTS[cell], reaction=0.0, base=5.0)
    with_effect, without = draw(true, weeks=52), draw(replace(true, effect="none"), weeks=52)
    assert np.array_equal(with_effect.load, without.load)
    both = ~np.isnan(with_effect.pain) & ~np.isnan(without.pain)
    more = (with_effect.pain - without.pain)[both]
    assert np.corrcoef(more, with_effect.caused[both])[0, 1] > 0.5


def test_the_diary_is_whole_numbers_from_0_to_10_after_the_history():
    made = draw(ALL["H10 heavy tails"])
    entered = made.pain[~np.isnan(made.pain)]
    assert np.isnan(made.pain[:HISTORY_DAYS]).all()
    assert set(entered.tolist()) <= set(range(11))
    assert (made.load >= 0).all()


def test_a_runner_who_reacts_runs_less_after_a_bad_morning():
    made = draw(ALL["N3 N2 + reactive cut"], weeks=520)
    bad = made.pain >= 4
    good = made.pain <= 1
    assert made.load[bad].mean() < 0.6 * made.load[good].mean()


def test_pain_of_today_does_not_move_the_run_of_a_runner_who_does_not_react():
    made = draw(PLAIN, weeks=520)
    seen = ~np.isnan(made.pain)
    assert abs(np.corrcoef(made.pain[seen], made.load[seen])[0, 1]) < 0.06


def test_entries_only_on_run_days_are_only_there():
    made = draw(ALL["H6 entries only on run days"])
    assert (made.load[~np.isnan(made.pain)] > 0).all()
