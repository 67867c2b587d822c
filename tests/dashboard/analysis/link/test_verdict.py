"""The whole test, on simulated runners and on logs that cannot be judged."""

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.link import LinkInputError, LoadWords, link_loads, load_pain_link

STRONG = "E2 lags 1-2, b 1.0"
CELLS = (STRONG, "E4 10 days, b 1.5", "E5 spike", "N1 independent pain", "N2 autocorrelated pain")


def test_a_strong_link_is_seen_with_its_window_and_size(runner):
    found = load_pain_link(*runner(STRONG, 52))
    assert (found.verdict, found.window) == ("link_seen", "1-2 days")
    assert 0.5 < found.low < found.effect_points < found.high < 4
    assert found.sentence.startswith(f"A link seen: in {found.n_entries} entries")
    assert found.windows["window"].tolist()[0] == "1-2 days"


def test_without_a_link_a_year_of_entries_clears_the_load(runner):
    found = load_pain_link(*runner("N1 independent pain", 52))
    assert found.verdict == "no_link_seen"
    assert found.upper_limit < 1
    assert found.low < 0 < found.high


def test_six_weeks_of_entries_cannot_tell_a_weak_link(runner):
    found = load_pain_link(*runner("E1 lags 1-2, b .5", 8))
    assert found.verdict == "cannot_tell"


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("weeks", [8, 16, 30])
def test_the_ends_and_the_verdict_always_agree(runner, cell, weeks):
    for seed in range(3):
        found = load_pain_link(*runner(cell, weeks, seed))
        if found.verdict == "not_enough_entries":
            continue
        assert (found.low > 0) == (found.verdict == "link_seen") == (found.p_value <= 0.05)
        assert found.low < found.effect_points < found.high
        ends = found.windows[["low", "effect_points", "high"]].to_numpy()
        assert (np.diff(ends, axis=1) > 0).all()


def test_the_same_log_gives_the_same_result_and_is_left_as_it_was(runner):
    load, pain = runner(STRONG, 20)
    before = load.copy(), pain.copy()
    first, second = load_pain_link(load, pain), load_pain_link(load, pain)
    pd.testing.assert_frame_equal(first.windows, second.windows, check_exact=True)
    assert first.p_value == second.p_value
    pd.testing.assert_series_equal(load, before[0])
    pd.testing.assert_series_equal(pain, before[1])


def test_the_unit_of_load_does_not_matter(runner):
    load, pain = runner(STRONG, 20)
    km, metres = load_pain_link(load, pain), load_pain_link(load * 1000, pain)
    assert km.p_value == pytest.approx(metres.p_value)
    assert km.effect_points == pytest.approx(metres.effect_points)


def test_load_after_the_last_entry_changes_nothing(runner):
    load, pain = runner(STRONG, 20)
    more = pd.Series(90.0, pd.date_range(load.index[-1] + pd.Timedelta(days=1), periods=40))
    longer = load_pain_link(pd.concat([load, more]), pain)
    assert longer.p_value == load_pain_link(load, pain).p_value


def test_a_stricter_level_asks_for_more(runner):
    load, pain = runner(STRONG, 12, 3)
    found = load_pain_link(load, pain)
    strict = load_pain_link(load, pain, level=found.p_value / 2)
    assert strict.p_value == found.p_value
    assert strict.verdict != "link_seen"
    assert strict.low < 0


def test_a_wave_that_load_and_pain_share_is_said_beside_the_verdict(log):
    rng = np.random.default_rng(0)
    wave = np.sin(2 * np.pi * np.arange(365) / 180)
    load = 8 * (1 + 0.8 * wave) * rng.random(365)
    pain = np.clip(4 + 1.5 * wave + rng.normal(size=365), 0, 10).round()
    found = load_pain_link(*log(load, pain))
    assert (found.verdict, found.caution) == ("link_seen", "slow_wave")


def test_a_link_from_day_to_day_is_not_cautioned(runner):
    found = load_pain_link(*runner(STRONG, 52))
    assert (found.verdict, found.caution) == ("link_seen", "")


def test_a_year_without_entries_is_bridged(runner):
    load, pain = runner("E2 lags 1-2, b 1.0", 80, 2)
    pain.iloc[150:515] = np.nan
    found = load_pain_link(load, pain)
    assert found.verdict != "not_enough_entries"
    assert found.n_days > 365


def test_a_year_without_known_load_is_left_out(runner):
    load, pain = runner(STRONG, 100, 2)
    gap = slice(load.index[150], load.index[515])
    unknown = load_pain_link(load.drop(load[gap].index), pain)
    assert unknown.n_left_aside > 0
    assert unknown.verdict == "link_seen"


NOTHING_TO_JUDGE = {
    "no entry": (np.full(100, 5.0), np.full(100, np.nan), "(0 of 24)"),
    "23 entries": (np.arange(100.0) % 9, np.r_[np.full(77, np.nan), np.arange(23) % 5], "(23 of"),
    "30 days": (np.arange(100.0) % 9, np.r_[np.full(70, np.nan), np.arange(30) % 5], "30 days"),
    "constant pain": (np.arange(100.0) % 9, np.full(100, 3.0), "entries are the same"),
    "no run at all": (np.zeros(100), np.arange(100) % 5, "(0 of 12)"),
    "the same week for ever": (np.tile([0, 6, 0, 8, 0, 5, 14], 20), np.arange(140) % 5, "same"),
    "the same run every day": (np.full(100, 5.0), np.arange(100) % 5, "same load"),
}


@pytest.mark.parametrize("case", NOTHING_TO_JUDGE)
def test_what_cannot_be_judged_is_said_and_has_no_numbers(case, log):
    load, pain, says = NOTHING_TO_JUDGE[case]
    found = load_pain_link(*log(load, pain))
    assert found.verdict == "not_enough_entries"
    assert says in found.sentence
    assert np.isnan([found.p_value, found.low, found.high, found.upper_limit]).all()
    assert found.windows.empty


def test_pain_of_weekdays_alone_is_no_link(log, rng):
    pain = np.tile([4.0, 0, 0, 0, 0, 0, 0], 30)
    found = load_pain_link(*log(10 * rng.random(210), pain))
    assert found.verdict == "no_link_seen"


def test_entries_in_the_future_are_left_aside(runner):
    load, pain = runner(STRONG, 20)
    ahead = pd.Series(10.0, pd.date_range("2030-01-01", periods=50))
    found = load_pain_link(load, pd.concat([pain, ahead]))
    assert found.p_value == load_pain_link(load, pain).p_value
    assert found.n_left_aside == 50


def test_two_entries_a_day_are_refused(runner):
    load, pain = runner(STRONG, 20)
    with pytest.raises(LinkInputError, match="day twice"):
        load_pain_link(load, pd.concat([pain, pain.iloc[-1:]]))


def test_several_loads_are_judged_together_and_one_can_be_cleared(runner, rng):
    load, pain = runner(STRONG, 60)
    rides = pd.Series(rng.gamma(1.0, 20.0, len(load)) * (rng.random(len(load)) < 0.5), load.index)
    names = (LoadWords(), LoadWords("more cycling", " of cycling", "long rides"))
    running, cycling = link_loads([load, rides], pain, words=names)
    assert running.verdict == "link_seen"
    assert cycling.verdict == "no_link_seen"
    assert "more cycling was not followed" in cycling.sentence


def test_a_second_load_makes_the_first_less_sure_not_surer(runner, rng):
    load, pain = runner("E1 lags 1-2, b .5", 26)
    other = pd.Series(rng.random(len(load)), load.index)
    alone = load_pain_link(load, pain)
    together = link_loads([load, other], pain, words=[LoadWords()] * 2)[0]
    assert together.p_value > alone.p_value
    assert together.effect_points == pytest.approx(alone.effect_points)


def test_a_load_hardly_ever_met_is_not_judged_and_costs_the_others_nothing(runner):
    load, pain = runner(STRONG, 26)
    rare = pd.Series(0.0, load.index)
    rare.iloc[100:105] = 30.0
    judged, unjudged = link_loads([load, rare], pain, words=[LoadWords()] * 2)
    assert unjudged.verdict == "not_enough_entries"
    assert "5 of 12" in unjudged.sentence
    assert judged.p_value == load_pain_link(load, pain).p_value


@pytest.mark.parametrize("n_loads", [0, 4])
def test_no_load_and_more_than_three_are_refused(runner, n_loads):
    load, pain = runner(STRONG, 12)
    with pytest.raises(LinkInputError, match=f"not {n_loads}"):
        link_loads([load] * n_loads, pain, words=[LoadWords()] * n_loads)
