import pandas as pd
import pytest

from dashboard.analysis.pain import Site
from dashboard.analysis.return_phases import PHASES, return_began, return_progress
from dashboard.analysis.words import METRES_PER_MILE

KNEE = Site("knee", "left", "medial")
BEFORE = 0  # the last run before the pause
BACK = 30  # the first one after it


@pytest.fixture
def way_back(make_sessions, make_diary, day):
    """Progress of runs after a pause; the diary is calm unless ``noted`` says otherwise."""

    def make(runs, noted=(), walk=None, today=90, **others):
        rows = [{"day": BEFORE, "km": 10.0}]
        rows += [{"day": at, "km": km} for at, km in runs]
        rows += [{"day": walk, "km": 3.0, "minutes": 30, "sport": "walking"}] if walk else []
        sessions = make_sessions(*rows).assign(name="A run")
        calm = {at: (at, 1) for at in range(BACK - 10, today + 1)}
        entries = make_diary(*(calm | {entry[0]: entry for entry in noted}).values())
        return return_progress(sessions, entries, KNEE, day(today), **others)

    return make


def test_the_phases_are_those_of_the_programme():
    turns = [(one.walk_min, one.run_min, one.miles) for one in PHASES]
    assert turns == [(2, 3, 1.0), (2, 3, 1.5), (2, 4, 1.5), (2, 4, 2.0), (1, 4, 2.0), (0, 0, 2.0)]
    assert PHASES[0].words == "walk 2 min, run 3 min, 1.6 km in all"
    assert PHASES[5].words == "run all of 3.2 km"
    assert PHASES[5].distance_m == 2 * METRES_PER_MILE


def test_a_phase_is_done_after_two_calm_runs_with_a_day_of_rest_between(way_back):
    found = way_back([(30, 1.7), (32, 1.7), (34, 2.5)])
    assert (found.phase, found.done) == (2, 1)
    assert found.runs["phase"].tolist() == [1, 1, 2]
    assert found.phases["state"].tolist() == ["done", "now", *["to come"] * 4]
    assert found.title == "Return to running: phase 2 of 6, done 1 of 2 times"
    assert found.why_it_stays == ""
    assert found.table.iloc[0].tolist() == [
        "1 · walk 2 min, run 3 min, 1.6 km in all",
        "done",
        "4 Feb 2026 and 6 Feb 2026",
    ]
    assert found.table["done"].tolist() == ["done", "1 of 2", "", "", "", ""]


def test_twelve_calm_runs_end_it(way_back):
    found = way_back([(30 + 2 * at, 3.3) for at in range(13)])
    assert found.phase == 7
    assert found.phases["done"].tolist() == [2] * 6
    assert found.title == "Return to running: all 6 phases done"


@pytest.mark.parametrize(
    ("second", "noted", "why"),
    [
        ((31, 1.7), (), "no day of rest before it"),
        ((32, 1.7), ((33, 3),), "not settled, 3 the next morning, 1 the morning before"),
        ((32, 1.7), ((33, 1, {"swelling": True}),), "swelling was noted"),
        ((32, 1.2), (), "shorter than the 1.6 km of phase 1"),
        ((32, float("nan")), (), "how far it went is not known"),
    ],
)
def test_one_stays_for_a_reason_that_is_said(way_back, second, noted, why):
    found = way_back([(30, 1.7), second], noted)
    assert (found.phase, found.done) == (1, 1)
    assert found.runs["why_not"].tolist() == ["", why]
    assert found.why_it_stays.endswith(f"does not count yet: {why}.")


def test_a_run_of_today_waits_and_a_new_pause_begins_anew(way_back):
    waiting = way_back([(30, 1.7), (32, 1.7)], today=32)
    assert waiting.runs["why_not"].tolist() == ["", "its morning is still to come"]
    anew = way_back([(30, 1.7), (32, 1.7), (60, 1.7)])
    assert (anew.phase, anew.done, len(anew.runs)) == (1, 1, 1)


def test_a_morning_that_is_missing_counts_neither_way(make_sessions, make_diary, day):
    sessions = make_sessions({"day": 0, "km": 9.0}, {"day": 30, "km": 2.0}).assign(name="A run")
    found = return_progress(sessions, make_diary((30, 1)), KNEE, day(40))
    assert found.runs["why_not"].tolist() == ["a morning before or after is missing"]


def test_the_walk_that_comes_first_is_found_when_it_settled(way_back):
    assert way_back([(30, 1.7)], walk=27).gate_sentence == (
        "First came a brisk walk of 30 minutes without limp or pain: 1 Feb 2026."
    )
    assert way_back([(30, 1.7)], ((28, 3),), walk=27).gate is None
    assert "the files hold none" in way_back([(30, 1.7)]).gate_sentence


def test_it_begins_with_the_first_run_after_fourteen_days_without_one(day):
    runs = pd.DataFrame({"local_day": [day(at) for at in (0, 3, 17, 19, 40, 42)]})
    assert return_began(runs, day(50)) == day(40)
    assert return_began(runs, day(30)) == day(17)
    assert return_began(runs, day(5)) is None


def test_without_a_pause_there_is_no_way_back_to_follow(make_sessions, make_diary, day):
    steady = make_sessions(*({"day": at, "km": 5.0} for at in range(0, 40, 3))).assign(name="A run")
    assert return_progress(steady, make_diary((1, 1)), KNEE, day(40)) is None
    assert return_progress(steady.head(0), make_diary(), KNEE, day(40)) is None


def test_the_phase_a_physio_sets_holds_until_they_change_it(way_back):
    found = way_back([(30, 3.3), (32, 3.3), (34, 3.3)], set_phase=4)
    assert (found.phase, found.done, found.is_set) == (4, 3, True)
    assert found.phases["state"].tolist() == ["set", "set", "set", "now", "to come", "to come"]
    assert found.title == "Return to running: phase 4 of 6, as agreed, done 3 times"
    assert found.table["done"].tolist() == [*["as agreed"] * 3, "3 times", "", ""]


def test_a_physio_may_set_the_walk_or_the_end(way_back):
    first = way_back([(30, 1.7)], set_phase=0)
    assert (first.phase, first.title) == (0, "Return to running: the walk comes first")
    assert first.runs["why_not"].tolist() == ["the walk comes first"]
    assert way_back([(30, 1.7)], walk=27, set_phase=0).phase == 1
    assert way_back([(30, 1.7)], set_phase=7).phase == 7
    with pytest.raises(ValueError, match="0 to 7"):
        way_back([(30, 1.7)], set_phase=8)


def test_a_phase_may_be_set_before_the_first_run(make_sessions, make_diary, day):
    nothing = make_sessions({"day": 0, "km": 5.0}).head(0).assign(name="")
    found = return_progress(nothing, make_diary(), KNEE, day(5), set_phase=2)
    assert (found.phase, found.done, found.why_it_stays) == (2, 0, "")
    assert found.runs.empty


def test_runs_after_today_are_left_aside(way_back):
    assert len(way_back([(30, 1.7), (95, 1.7)]).runs) == 1
