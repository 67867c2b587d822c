import numpy as np
import pytest

from dashboard.analysis.link import load_pain_link


@pytest.fixture
def rides(log, rng):
    """A year with a ride of an hour every 26 days, and pain of the days after it, if asked for."""

    def make(points: float = 0.0):
        ridden = np.zeros(364)
        ridden[20::26] = 60.0
        pain = rng.normal(2, 1, 364)
        pain[np.flatnonzero(ridden) + 1] += points
        pain[np.flatnonzero(ridden) + 2] += points
        return log(ridden, np.clip(np.round(pain), 0, 10))

    return make


def test_a_load_on_fewer_than_one_day_in_ten_has_its_points(rides) -> None:
    found = load_pain_link(*rides(4.0))

    assert found.verdict == "link_seen"
    assert found.window == "1-2 days"
    assert found.effect_points == pytest.approx(4.0, abs=0.5)
    assert 0 < found.low < 4.0 < found.high


def test_a_rare_load_without_pain_after_it_still_has_a_range(rides) -> None:
    windows = load_pain_link(*rides()).windows

    assert (windows["high"] > windows["low"]).all()


def test_a_rare_load_is_not_cleared_by_a_range_of_nothing(rides) -> None:
    found = load_pain_link(*rides())

    assert found.upper_limit >= found.windows["high"].iloc[0] > 0


def test_nine_heavy_days_of_ten_and_a_rare_rest_are_the_same_turned_round(log, rng) -> None:
    steady = np.full(364, 60.0)
    steady[20::26] = 0.0

    windows = load_pain_link(*log(steady, np.clip(np.round(rng.normal(2, 1, 364)), 0, 10))).windows

    assert (windows["high"] > windows["low"]).all()
