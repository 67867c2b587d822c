from dataclasses import replace

import pandas as pd
import pytest

from dashboard.analysis.link import load_pain_link
from dashboard.analysis.link_answer import Question, answer, start_question
from dashboard.analysis.pain import Site
from simulation.logs import NOTHING, STRONG, simulated, simulated_log

INNER = Site("knee", "left", "medial")


def test_the_answer_is_the_link_of_its_two_series() -> None:
    log = simulated_log(STRONG, 26)
    km, pain = simulated(STRONG, 26)
    ran = km[km > 0]

    found = answer(log, Question(INNER, "morning"))

    alone = load_pain_link(km[ran.index[0] : ran.index[-1]], pain)
    assert found.result.sentence == alone.sentence
    assert (found.result.low, found.result.high) == (alone.low, alone.high)
    assert found.n_active == int((km[pain.dropna().index[0] : pain.dropna().index[-1]] > 0).sum())


def test_the_start_is_the_place_noted_most_in_the_morning_and_running() -> None:
    question = start_question(simulated_log(STRONG, 12).entries)

    assert question == Question(INNER, "morning", "distance")
    assert start_question(simulated_log(STRONG, 12).entries.iloc[:0]) is None


def test_two_places_share_the_level() -> None:
    one = answer(simulated_log(STRONG, 26), Question(INNER, "morning"))
    log = simulated_log(STRONG, 26, sides=("left", "right"))

    two = answer(log, Question(INNER, "morning"))

    assert [place.site.side for place in two.places] == ["left", "right"]
    assert two.result.low < one.result.low
    assert two.result.p_value == one.result.p_value


def test_the_place_asked_about_comes_first() -> None:
    log = simulated_log(STRONG, 12, sides=("left", "right"))

    found = answer(log, Question(replace(INNER, side="right"), "morning"))

    assert [place.site.side for place in found.places] == ["right", "left"]
    assert found.places[0].result is found.result


def test_painkiller_days_are_left_out_on_request_only() -> None:
    log = simulated_log(NOTHING, 12)
    taken = log.entries.assign(painkiller_taken=log.entries.index < 5)
    dulled = replace(log, entries=taken)

    kept = answer(dulled, Question(INNER, "morning"))
    left_out = answer(dulled, Question(INNER, "morning", leaves_out_painkillers=True))

    assert len(kept.painkillers) == 5
    assert left_out.result.n_entries == kept.result.n_entries - 5
    assert list(left_out.painkillers) == list(kept.painkillers)


def test_loads_judged_together_share_the_level() -> None:
    log = simulated_log(STRONG, 26)
    alone = answer(log, Question(INNER, "morning"))

    together = answer(log, Question(INNER, "morning", beside=("session_rpe", "distance")))

    assert [one.load.key for one in together.beside] == ["session_rpe"]
    assert together.load.key == "distance"
    assert together.result.low < alone.result.low


def test_cycling_is_cleared_or_accused_by_itself_beside_running() -> None:
    log = simulated_log(NOTHING, 52)
    evenings = log.sessions.iloc[::2].assign(sport="cycling", sub_sport="road")
    both = replace(log, sessions=pd.concat([log.sessions, evenings], ignore_index=True))

    found = answer(both, Question(INNER, "morning", beside=("session_rpe:bike",)))

    [cycling] = found.beside
    assert cycling.n_active < found.n_active
    assert cycling.result.verdict in ("no_link_seen", "cannot_tell")


def test_loads_judged_together_at_two_places_share_one_level_by_holm() -> None:
    question = Question(INNER, "morning", beside=("session_rpe",))
    one = answer(simulated_log(STRONG, 26), question)

    two = answer(simulated_log(STRONG, 26, sides=("left", "right")), question)

    assert two.result.low < one.result.low
    assert two.places[1].result.n_entries == two.result.n_entries


def test_more_than_three_loads_are_refused() -> None:
    with pytest.raises(ValueError, match="One to three loads"):
        answer(
            simulated_log(NOTHING, 6),
            Question(INNER, "morning", beside=("session_rpe", "steps", "trimp")),
        )


def test_a_place_never_noted_is_not_enough() -> None:
    found = answer(simulated_log(NOTHING, 12), Question(Site("hip", "left"), "morning"))

    assert found.result.sentence == "Not enough entries yet (0 of 24)."
    assert found.n_active == 0


def test_without_sessions_nothing_is_judged() -> None:
    log = simulated_log(NOTHING, 12)

    found = answer(replace(log, sessions=log.sessions.iloc[:0]), Question(INNER, "morning"))

    assert found.result.verdict == "not_enough_entries"
    assert found.result.n_left_aside == found.pain.count()


def test_entries_after_the_last_day_known_are_left_aside() -> None:
    log = simulated_log(NOTHING, 12)
    half = log.sessions["local_day"].iloc[len(log.sessions) // 2]
    early = replace(log, sessions=log.sessions[log.sessions["local_day"] <= half])

    found = answer(early, Question(INNER, "morning"))

    assert found.result.n_left_aside == (found.pain.dropna().index > half).sum()


def test_an_unknown_load_is_an_error() -> None:
    with pytest.raises(ValueError, match="not one of"):
        answer(simulated_log(NOTHING, 6), Question(INNER, "morning", "mood"))


def test_the_log_stays_as_it_was() -> None:
    log = simulated_log(NOTHING, 12)
    before = log.sessions.copy(), log.entries.copy()

    answer(log, Question(INNER, "morning", "session_rpe"))

    pd.testing.assert_frame_equal(log.sessions, before[0])
    pd.testing.assert_frame_equal(log.entries, before[1])
