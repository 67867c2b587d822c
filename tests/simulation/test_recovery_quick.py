"""A quick slice of the simulated courses, in every run of the tests."""

import pytest

from simulation.flat_and_falling import FLAT, Cell, draw, falling, told
from simulation.line_fits import LINES
from simulation.measured import slack

RUNS = 12
ALLOWED = 6.0
FALSE = ("steady improvement", "getting worse")


@pytest.fixture(scope="module")
def flat():
    return told(FLAT, range(RUNS))


@pytest.mark.parametrize("label", FALSE)
def test_flat_pain_is_seldom_called_better_or_worse(label, flat):
    false = 100 * (flat["label"] == label).mean()
    assert false <= ALLOWED + slack(ALLOWED, len(flat))


def test_the_interval_mostly_holds_the_truth(flat):
    held = 100 * ((flat["low"] <= 0) & (flat["high"] >= 0)).mean()
    assert held >= 95 - slack(95, len(flat))


def test_a_clear_fall_is_a_steady_improvement_and_a_clear_rise_is_worse():
    for cell, label in (
        (Cell(0.7, 0.7, 0.95, fall=1.0), FALSE[0]),
        (Cell(0.7, 0.7, 0.95, -1.0), FALSE[1]),
    ):
        runs = told([cell], range(RUNS))
        assert (runs["label"] == label).mean() >= 0.6


def test_a_fall_is_seen_more_often_than_by_the_line_that_was_left():
    runs = told(falling(0.7), range(RUNS))
    ends = [
        LINES["widened Theil-Sen"](draw(cell, seed))
        for cell in falling(0.7)
        for seed in range(RUNS)
    ]
    assert (runs["high"] < 0).mean() > sum(high < 0 for _, high in ends) / len(ends)


def test_a_line_that_knows_no_memory_sees_trends_in_flat_pain():
    line = LINES["least squares"]
    ends = [line(draw(cell, seed)) for cell in FLAT for seed in range(RUNS)]
    assert sum(high < 0 or low > 0 for low, high in ends) / len(ends) > 0.2


def test_the_same_seed_gives_the_same_diary():
    assert draw(FLAT[0], 3).equals(draw(FLAT[0], 3))
    assert not draw(FLAT[0], 3).equals(draw(FLAT[0], 4))
