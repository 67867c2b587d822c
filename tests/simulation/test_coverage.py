"""The ends of an effect hold the truth: a slice in every run, every cell on demand."""

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.link.judged import judge
from dashboard.analysis.link.series import diary
from simulation.coverage import CAUSED, coverage, true_slopes
from simulation.measured import WEEKS, daily, draw

RUNS = 300
LEAST = 92.0


def test_what_is_read_of_pain_itself_is_the_slope_that_was_found():
    load, pain = daily(draw("E2 lags 1-2, b 1.0", 12, 1))
    known = diary([load], pain)
    judged = judge(known, [0])
    felt = np.nan_to_num(known.pain[known.span])
    assert true_slopes(judged, felt) == pytest.approx(judged.found.mean_slope)


def test_the_ends_hold_the_truth_of_a_few_runners():
    assert coverage("lags 1-2, b .7", 12, range(12))["covered"] >= 75


@pytest.mark.slow
def test_the_ends_hold_the_truth_in_every_cell(show):
    cells = [coverage(name, weeks, range(RUNS)) for name in CAUSED for weeks in WEEKS]
    table = pd.DataFrame(cells)
    show(f"Coverage, % of {RUNS} runs, and width in points", table.round(1).to_string())
    assert table["covered"].min() >= LEAST
