"""The link page in all its states: empty, too few, cannot tell, none seen, one seen."""

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import access
from dashboard.access import RedFlagAnswer
from dashboard.analysis import link_words
from ingest import open_store
from simulation.logs import STRONG, entry, felt, fill, simulated

WEEKS = 40


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of one runner with a link at the inner left knee."""
    place = tmp_path_factory.mktemp("link") / "runner.sqlite3"
    with open_store(str(place)) as store:
        me = store.add_athlete("Me", "UTC").athlete_id
        fill(store, me, simulated(STRONG, WEEKS), ("left",))
    return place


@pytest.fixture
def mine(runner: Path, database: Path) -> "access.Access":
    shutil.copy(runner, database)
    return access.open_access()


def whose(way: access.Access) -> str:
    return way.athletes()[0].athlete_id


def link(pages) -> AppTest:
    pages.home()
    pages.app.switch_page("views/link.py")
    return pages.app.run()


def plain(text: str) -> str:
    """Take away what keeps users' text from being read as Markdown."""
    return text.replace("\\", "").replace("\N{WORD JOINER}", "")


def keep_first(way: access.Access, count: int) -> None:
    """Take all entries but the first away."""
    for entry_id in way.pain_entries(whose(way))["entry_id"][count:]:
        way.delete_pain(whose(way), entry_id)


def test_an_empty_page_leads_to_pain_to_files_and_to_the_demo(pages) -> None:
    page = link(pages)

    assert not page.exception
    assert page.header[0].value == "No pain noted yet."
    assert {"Add files", "Note pain", "Look at the demo"} <= {b.label for b in page.button}


def test_a_sign_that_needs_a_look_stops_the_verdict_of_its_place(pages, mine) -> None:
    yes = RedFlagAnswer(
        "deformity",
        answer=True,
        answered_at=pd.Timestamp.now("UTC"),
        region="knee",
        side="left",
        asked_because="first_entry",
    )
    mine.save_red_flags(whose(mine), [yes])

    page = link(pages)

    assert not page.exception
    assert page.header[0].value == "Get the left knee looked at first."
    assert link_words.STOPPED in {caption.value for caption in page.caption}
    assert not page.get("plotly_chart")


@pytest.mark.usefixtures("database")
def test_pain_without_runs_leads_to_add_files(pages) -> None:
    way = access.open_access()
    pain = felt(simulated(STRONG, 12)[1])
    way.save_pain(way.athletes("UTC")[0].athlete_id, [entry(day, nprs) for day, nprs in pain])

    page = link(pages)

    assert page.header[0].value == "No runs yet."
    assert "Add files" in {button.label for button in page.button}
    assert "Note pain" not in {button.label for button in page.button}


def test_too_few_entries_show_how_far_along_and_lead_to_the_diary(pages, mine) -> None:
    keep_first(mine, 18)

    page = link(pages)

    assert not page.exception
    assert page.header[0].value == "Not enough entries yet (18 of 24)."
    bars = [bar.proto.text for bar in page.get("progress")]
    assert bars[0] == "Morning entries: 18 of 24"
    assert "Note pain" in {button.label for button in page.button}
    assert len(page.get("plotly_chart")) <= 1


@pytest.mark.usefixtures("mine")
def test_a_link_is_said_first_with_its_caveat_and_its_range(pages) -> None:
    page = link(pages)

    assert not page.exception
    assert page.header[0].value.startswith("A link seen: in ")
    assert "points higher." in page.header[0].value
    assert page.markdown[0].value.startswith("A pattern in your log, not proof of cause.")
    assert page.subheader[0].value.startswith("Pain after heavy days")
    assert "What it rests on" in pages.words()
    assert "The other way round: you ran" in plain(pages.words())


@pytest.mark.usefixtures("mine")
def test_the_settings_are_preset_before_looking(pages) -> None:
    page = link(pages)

    assert page.selectbox(key="link_site").value == "knee-left-medial"
    assert page.selectbox(key="link_moment knee-left-medial").value == "morning"
    assert page.selectbox(key="link_load").value == "distance"
    assert not page.toggle


@pytest.mark.usefixtures("mine")
def test_another_load_is_another_answer_and_counted_as_a_look(pages) -> None:
    page = link(pages)
    assert "combinations" not in pages.words()

    page.selectbox(key="link_load").select("session_rpe").run()

    assert not page.exception
    assert "Is heavier training followed by more pain?" in pages.words()
    assert "You have looked at 2 combinations" in pages.words()


def test_two_loads_judged_together_are_listed_with_their_verdicts(pages, mine) -> None:
    ride = access.SessionByHand("cycling", felt(simulated(STRONG, WEEKS)[1])[3][0], 60, 5)
    mine.add_session_by_hand(whose(mine), ride)
    page = link(pages)

    page.multiselect(key="link_beside").select("session_rpe:bike").run()

    assert not page.exception
    assert "The loads, judged together" in pages.words()
    assert len(page.table[0].value) == 2
    assert "Not enough sessions yet" in plain(page.table[0].value["What the log says"].iloc[1])

    page.selectbox(key="link_load").select("session_rpe:bike").run()

    assert not page.exception
    assert page.multiselect(key="link_beside").value == []


def test_a_moment_with_few_entries_is_judged_by_itself(pages, mine) -> None:
    pain = felt(simulated(STRONG, WEEKS)[1])[:10]
    during = [replace(entry(day, nprs), moment="during") for day, nprs in pain]
    mine.save_pain(whose(mine), during)
    page = link(pages)

    page.selectbox(key="link_moment knee-left-medial").select("during").run()

    assert page.header[0].value == "Not enough entries yet (10 of 24)."
    assert "that series will be sure sooner" in pages.words()


def test_painkiller_days_can_be_left_out(pages, mine) -> None:
    pain = felt(simulated(STRONG, WEEKS)[1])[:6]
    taken = [entry(day, nprs, painkiller_taken=True, note="again") for day, nprs in pain]
    mine.save_pain(whose(mine), taken)
    page = link(pages)
    [choice] = page.toggle
    before = page.header[0].value

    choice.set_value(True).run()

    assert choice.label == "Leave out 6 painkiller days"
    assert page.header[0].value != before


def test_every_place_is_listed_with_its_verdict(pages, mine) -> None:
    pain = felt(simulated(STRONG, WEEKS)[1])[:30]
    mine.save_pain(whose(mine), [entry(day, nprs, "right") for day, nprs in pain])

    page = link(pages)

    assert "Every place in your diary, judged together" in pages.words()
    listed = [plain(place) for place in page.table[0].value["Place"]]
    assert listed == ["Inner left knee, in the morning", "Inner right knee, in the morning"]


def test_the_address_chooses_what_is_asked(pages, mine) -> None:
    mine.save_pain(whose(mine), [entry(*felt(simulated(STRONG, WEEKS)[1])[0], side="right")])
    pages.home()
    pages.app.switch_page("views/link.py")
    pages.app.query_params["site"] = "knee-right-medial"
    pages.app.query_params["load"] = "session_rpe"

    page = pages.app.run()

    assert page.selectbox(key="link_site").value == "knee-right-medial"
    assert page.selectbox(key="link_load").value == "session_rpe"
    assert page.header[0].value == "Not enough entries yet (1 of 24)."


@pytest.mark.usefixtures("mine")
def test_an_address_that_asks_nonsense_is_passed_over(pages) -> None:
    pages.home()
    pages.app.switch_page("views/link.py")
    pages.app.query_params["site"] = "elbow-left"
    pages.app.query_params["load"] = "mood"

    page = pages.app.run()

    assert not page.exception
    assert page.selectbox(key="link_site").value == "knee-left-medial"


def test_a_place_that_is_gone_is_forgotten(pages, mine) -> None:
    [entry_id] = mine.save_pain(
        whose(mine), [entry(*felt(simulated(STRONG, WEEKS)[1])[0], side="right")]
    )
    page = link(pages)
    page.selectbox(key="link_site").select("knee-right-medial").run()

    mine.delete_pain(whose(mine), entry_id)
    page.run()

    assert not page.exception
    assert page.selectbox(key="link_site").value == "knee-left-medial"


def test_the_demo_season_answers(demo) -> None:
    demo.app.switch_page("views/link.py")

    page = demo.app.run()

    assert not page.exception
    assert page.header[0].value.startswith("Can't tell yet: in ")
    assert "Every place in your diary, judged together" in demo.words()
    assert len(page.get("plotly_chart")) >= 1
