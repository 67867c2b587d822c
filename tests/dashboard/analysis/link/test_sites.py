import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.link import LoadWords, link_loads, link_sites, load_pain_link
from dashboard.analysis.link.sites import holm_levels

P_VALUES = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=2), st.floats(0, 1) | st.just(float("nan")), max_size=6
)


def test_holm_holds_the_smallest_p_to_its_share_and_the_next_to_more():
    levels = holm_levels({"knee": 0.01, "hip": 0.04, "back": 0.015}, 0.05)
    assert levels == pytest.approx({"knee": 0.05 / 3, "back": 0.025, "hip": 0.05})


def test_after_the_first_that_fails_no_other_can_pass():
    levels = holm_levels({"knee": 0.02, "hip": 0.021, "back": 0.022}, 0.05)
    assert set(levels.values()) == {0.05 / 3}


def test_a_site_that_cannot_be_judged_takes_no_share():
    levels = holm_levels({"knee": 0.03, "hip": float("nan")}, 0.05)
    assert levels == {"knee": 0.05, "hip": 0.05}


@given(P_VALUES)
def test_what_passes_is_what_holms_adjusted_p_says(p_values):
    judged = sorted(p for p in p_values.values() if not np.isnan(p))
    adjusted, worst = {}, 0.0
    for place, p in enumerate(judged):
        worst = max(worst, (len(judged) - place) * p)
        adjusted.setdefault(p, worst)
    levels = holm_levels(p_values, 0.05)
    for name, p in p_values.items():
        if not np.isnan(p) and abs(adjusted[p] - 0.05) > 1e-12 and judged.count(p) == 1:
            assert (p <= levels[name]) == (adjusted[p] <= 0.05)


def together_at(load, pains):
    found = link_sites([load], pains, words=[LoadWords()])
    return {name: only for name, (only,) in found.items()}


def test_several_sites_ask_more_of_each_and_keep_ends_and_verdict_together(runner):
    load, sore = runner("E2 lags 1-2, b 1.0", 20, 3)
    pains = {"knee": sore, "hip": sore.sample(frac=1, random_state=2).set_axis(sore.index)}
    alone, together = load_pain_link(load, sore), together_at(load, pains)
    assert list(together) == ["knee", "hip"]
    assert together["knee"].p_value == alone.p_value
    assert together["knee"].low < alone.low
    for found in together.values():
        assert (found.low > 0) == (found.verdict == "link_seen")


def test_one_site_is_judged_as_if_alone_and_named_by_its_load(runner):
    load, pain = runner("E2 lags 1-2, b 1.0", 20)
    words = LoadWords("more cycling", " of cycling", "long rides")
    (found,) = link_sites([load], {"knee": pain}, words=[words])["knee"]
    assert found.sentence == load_pain_link(load, pain, words=words).sentence


def test_loads_and_sites_share_one_level(runner):
    load, pain = runner("E2 lags 1-2, b 1.0", 20)
    easy = load.sample(frac=1, random_state=4).set_axis(load.index)
    words = [LoadWords(), LoadWords("more cycling", " of cycling", "long rides")]
    pains = {"knee": pain, "hip": pain.sample(frac=1, random_state=2).set_axis(pain.index)}
    found = link_sites([load, easy], pains, words=words)
    alone = link_loads([load, easy], pain, words=words, level=0.025)
    assert [one.low for one in found["knee"]] == [one.low for one in alone]
    assert [one.sentence for one in found["knee"]] == [one.sentence for one in alone]


def test_only_the_sites_asked_about_are_looked_at_again_for_slow_waves(runner):
    load, pain = runner("E2 lags 1-2, b 1.0", 52)
    pains = {"knee": pain, "calf": pain + 0.0}
    found = link_sites([load], pains, words=[LoadWords()], asked={"knee"})
    every = link_sites([load], pains, words=[LoadWords()])
    assert [one.verdict for (one,) in found.values()] == ["link_seen", "link_seen"]
    assert [one.caution for (one,) in found.values()] == ["", "not_looked"]
    assert [one.caution for (one,) in every.values()] == ["", ""]
