"""A quick slice of the whole suite, in every run of the tests."""

import pytest

from simulation.measured import alarms, shares, slack, told
from simulation.naive import NAIVE

NULLS = ("N2 autocorrelated pain", "N4 N3 + more entries in pain", "N6 Monday pain", "H7 mostly 0")
FOOLED = (
    "N2 autocorrelated pain",
    "N6 Monday pain",
    "N8 both drift up",
    "H4 slow load and pain waves",
)
EFFECTS = ("E2 lags 1-2, b 1.0", "E7 lags 4-7, b 1.0")
RUNS = 10


@pytest.fixture(scope="module")
def nulls():
    return told(NULLS, (12, 26), range(RUNS))


@pytest.fixture(scope="module")
def effects():
    return told(EFFECTS, (26,), range(RUNS))


def test_runners_without_a_link_are_seldom_told_of_one(nulls):
    alarm = 100 * (nulls["verdict"] == "link_seen").mean()
    assert alarm <= 5 + slack(5, len(nulls))


def test_a_strong_link_is_seen_in_half_a_year(effects):
    assert (shares(effects)[26] >= 94 - slack(94, RUNS)).all()


def test_the_lower_end_is_above_zero_exactly_when_a_link_is_seen(nulls, effects):
    for runs in (nulls, effects):
        assert ((runs["low"] > 0) == (runs["verdict"] == "link_seen")).all()


def test_the_same_seed_gives_the_same_verdict(effects):
    again = told(EFFECTS[:1], (26,), range(2))
    kept = effects[effects["cell"] == EFFECTS[0]].head(2).reset_index(drop=True)
    assert again.equals(kept)


@pytest.mark.parametrize("method", NAIVE)
def test_a_naive_method_sees_links_that_are_not_there(method):
    """What is in common use fails where the link holds."""
    share = 100 * alarms(NAIVE[method], FOOLED, (12, 26), range(RUNS))
    assert share > 10
