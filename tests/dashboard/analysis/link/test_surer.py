from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.link import load_pain_link
from dashboard.analysis.link.surer import moment_to_log, surer, weeks_more


def windows(width: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "window": ["1-7 days", "spike 1-3 days"],
            "effect_points": [0.5, 0.2],
            "low": [0.5 - width, -9.0],
            "high": [0.5 + width, 9.0],
        }
    )


@pytest.fixture
def cannot_tell(runner):
    found = load_pain_link(*runner("E1 lags 1-2, b .5", 8))
    assert found.verdict == "cannot_tell"
    return found


def test_half_the_width_takes_four_times_the_weeks(cannot_tell):
    found = replace(cannot_tell, n_days=70, windows=windows(1.5))
    assert weeks_more(found) == 30


def test_a_width_already_small_enough_needs_one_more_week_at_least(cannot_tell):
    assert weeks_more(replace(cannot_tell, windows=windows(0.7))) == 1


def test_more_than_two_years_is_not_promised(cannot_tell):
    found = replace(cannot_tell, windows=windows(6.0))
    assert np.isnan(weeks_more(found))


def test_a_verdict_that_stands_needs_nothing(runner):
    load, pain = runner("E2 lags 1-2, b 1.0", 40)
    told = surer(load, {"morning": pain}, "morning", load_pain_link(load, pain))
    assert (told.weeks_more, told.sentence) == (0, "")


def test_most_have_a_verdict_after_the_weeks_promised(runner):
    kept = []
    for seed in range(8):
        load, pain = runner("N1 independent pain", 60, seed)
        found = load_pain_link(load.iloc[:144], pain.iloc[:144])
        if found.verdict == "cannot_tell" and weeks_more(found) < 48:
            then = 144 + int(7 * weeks_more(found))
            later = load_pain_link(load.iloc[:then], pain.iloc[:then])
            kept.append(later.verdict != "cannot_tell")
    assert len(kept) >= 4
    assert sum(kept) / len(kept) > 0.5


def test_too_few_entries_are_counted_up_to_the_least(log):
    pain = np.full(100, np.nan)
    pain[60:74:2] = [1, 4, 2, 5, 3, 1, 2]
    load, felt = log(np.arange(100.0) % 9, pain)
    told = surer(load, {"morning": felt}, "morning", load_pain_link(load, felt))
    # 7 entries in 13 days: 17 more take 4.5 weeks.
    assert told.weeks_more == 5
    assert told.sentence == (
        "About 5 more weeks at the pace so far (7 entries in 2 weeks) and there is enough to "
        "judge. Keep logging in the morning: moments are never mixed."
    )


def test_a_moment_never_logged_is_told_what_is_needed(log):
    load, felt = log(np.arange(100.0) % 9, np.full(100, np.nan))
    told = surer(load, {"morning": felt}, "morning", load_pain_link(load, felt))
    assert np.isnan(told.weeks_more)
    assert "six weeks of entries" in told.sentence


def test_the_moment_with_more_entries_is_named(runner, cannot_tell):
    load, pain = runner("E1 lags 1-2, b .5", 8)
    pains = {"morning": pain.iloc[:90], "during": pain}
    assert moment_to_log(load, pains) == "during"
    told = surer(load, pains, "morning", cannot_tell)
    assert "More of the entries here are during the session" in told.sentence


def test_the_morning_is_preferred_when_level(runner):
    load, pain = runner("E1 lags 1-2, b .5", 8)
    assert moment_to_log(load, {"during": pain, "morning": pain, "after": pain}) == "morning"
    assert moment_to_log(load, {}) == "morning"


@pytest.mark.parametrize("flat", ["pain", "load"])
def test_what_is_always_the_same_is_not_told_to_log_more(runner, flat):
    load, pain = runner("N1 independent pain", 12)
    if flat == "pain":
        pain = pain.where(pain.isna(), 3.0)
    else:
        load = load * 0 + 6.0
    said = surer(load, {"morning": pain}, "morning", load_pain_link(load, pain))
    assert np.isnan(said.weeks_more)
    assert said.sentence.startswith(f"It is not entries that are missing: {pain.count()}")
