import numpy as np
import pytest

from dashboard.analysis.link.reverse import reverse_direction


def test_a_runner_who_halves_the_days_after_pain_is_told_so(log):
    pain = np.full(140, 1.0)
    pain[20::10] = 5.0
    load = np.full(140, 8.0)
    for day in np.flatnonzero(pain >= 3):
        load[day + 1 : day + 4] = 4.0
    told = reverse_direction(*log(load, pain))
    # Some days after less pain are cut ones too: the usual is 64 / 9 km, 4 km are 44 % less.
    assert told.change_percent == pytest.approx(-43.75, abs=1)
    assert told.n_times == 12
    assert told.sentence == "You ran 44 % less in the 3 days after pain >= 3 (12 times)."


def test_the_plan_of_the_week_is_not_read_as_an_answer_to_pain(log):
    plan = np.tile([0.0, 6, 0, 8, 0, 5, 14], 20)
    pain = np.ones(140)
    # Painful every other Sunday: two rest days and a short run follow, in every week alike.
    pain[20::14] = 6.0
    told = reverse_direction(*log(plan, pain))
    assert told.change_percent == pytest.approx(0)
    assert told.sentence == "You ran as much as usual in the 3 days after pain >= 3 (9 times)."


def test_the_day_of_the_entry_and_days_not_known_are_left_out(log):
    pain = np.where(np.arange(100) % 5 == 0, 4.0, 1.0)
    load, felt = log(np.full(100, 6.0), pain)
    told = reverse_direction(load, felt)
    load.iloc[40] = np.nan
    fewer = reverse_direction(load, felt)
    assert told.n_times + told.n_others == 100 - 14 - 3
    assert fewer.n_times + fewer.n_others < told.n_times + told.n_others - 14


def test_a_simulated_runner_who_reacts_is_caught_and_one_who_does_not_is_not(runner):
    careful = reverse_direction(*runner("N3 N2 + reactive cut", 52))
    careless = reverse_direction(*runner("N2 autocorrelated pain", 52))
    assert careful.change_percent < -15
    assert careless.change_percent > -15


@pytest.mark.parametrize("pain", [np.full(100, 1.0), np.full(100, 5.0), np.full(100, np.nan)])
def test_too_few_of_either_kind_are_not_compared(log, pain):
    told = reverse_direction(*log(np.full(100, 6.0), pain))
    assert np.isnan(told.change_percent)
    assert told.sentence.startswith("Too few days to say how you ran after pain")


def test_no_load_at_all_is_no_change(log):
    told = reverse_direction(*log(np.zeros(100), np.arange(100) % 5))
    assert np.isnan(told.change_percent)
