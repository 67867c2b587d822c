"""The overview without a browser: what it says with everything, with half of it, with nothing."""

import pandas as pd
import pytest

from dashboard.access import PainEntry
from dashboard.analysis.week_sentence import NOTHING_YET


def pain(nprs: int, when: str = "2026-11-21T08:00") -> PainEntry:
    return PainEntry(
        region="knee",
        side="left",
        aspect="medial",
        intensity_nprs=nprs,
        felt_at=pd.Timestamp(when, tz="Europe/Zurich"),
        moment="morning",
    )


def alts(page) -> list[str]:
    return [chart.proto.alt for chart in page.get("plotly_chart")]


def test_nothing_at_all_leads_to_add_files_and_to_the_demo(pages) -> None:
    page = pages.home()

    assert not page.exception
    assert page.header[0].value == NOTHING_YET
    assert page.button(key="to_add_files").label == "Add files"
    assert page.button(key="to_demo").label == "Look at the demo"


def test_runs_without_pain_are_drawn_and_lead_to_the_diary(pages, filled) -> None:
    page = pages.home()

    assert not page.exception
    (alt,) = alts(page)
    assert alt.startswith("Load a day, effort")
    assert len(filled.listed()) > 3
    assert page.button(key="to_pain_first").label == "Note pain"
    assert "No pain noted yet" in pages.words()


def test_pain_without_runs_is_drawn_and_leads_to_add_files(pages, filled) -> None:
    only_pain = filled.way._store.add_athlete("Another")
    filled.way.save_pain(only_pain.athlete_id, [pain(3)])
    pages.app.session_state["athlete_id"] = only_pain.athlete_id

    page = pages.home()

    assert not page.exception
    (alt,) = alts(page)
    assert alt.startswith("Pain, 21 Nov 2026")
    assert "Your files" not in page.header[0].value
    assert page.button(key="to_add_files")
    assert "No runs yet" in pages.words()


def test_an_entry_made_elsewhere_shows_on_the_next_run(pages, filled) -> None:
    page = pages.home()
    assert "Inner left knee" not in alts(page)[0]

    filled.way.save_pain(filled.runner, [pain(4)])
    page = page.run()

    assert "Inner left knee: 1 day noted, highest 4 of 10" in alts(page)[0]


def test_running_alone_is_counted_in_kilometres(pages, filled) -> None:
    page = pages.home()

    page = page.button_group(key="overview_currency").set_value("Running").run()

    assert not page.exception
    assert alts(page)[0].startswith("Running distance a day, km")
    assert filled.runner


def test_miles_reach_the_picture(pages, filled) -> None:
    settings = filled.way.settings(filled.runner)
    filled.way.save_athlete(
        filled.runner, type(settings)(units="mile", time_zone=settings.time_zone)
    )
    pages.home()

    page = pages.app.button_group(key="overview_currency").set_value("Running").run()

    assert alts(page)[0].startswith("Running distance a day, miles")


def test_the_ratio_is_shown_on_request_only_and_with_its_critique(pages, filled) -> None:
    page = pages.home()
    assert "Impellizzeri" not in pages.words()

    pages.app.session_state["overview_ratio"] = True
    page = page.run()

    assert not page.exception
    assert "Impellizzeri" in pages.words()
    assert filled.runner


def test_another_range_is_another_picture(demo) -> None:
    page = demo.app
    assert alts(page)[0].startswith("Load a week")

    page = page.button_group(key="overview_range_wide").set_value("3 months").run()

    assert not page.exception
    assert alts(page)[0].startswith("Load a day")


def test_the_demo_is_another_database_says_so_and_can_be_left(demo) -> None:
    page = demo.app

    assert not page.exception
    assert "Made-up demo season" in demo.words()
    page = page.button(key="leave_demo").click().run()
    assert page.header[0].value == NOTHING_YET
    assert "Made-up demo season" not in demo.words()


@pytest.mark.parametrize("name", ["activities", "add_files", "overview", "pain"])
def test_every_page_of_the_demo_says_that_it_is_made_up(demo, name: str) -> None:
    demo.app.switch_page(f"views/{name}.py")

    page = demo.app.run()

    assert not page.exception
    assert "Made-up demo season" in demo.words()


def test_the_duathlon_is_the_spike_before_the_first_entry_of_the_inner_left_knee(demo) -> None:
    spikes = demo.app.dataframe[0].value

    row = spikes[spikes["run"].str.contains("Duathlon")].iloc[0]
    assert row["day"] == "2 Aug 2026"
    assert row["far"] == "9.5 km after 6.0"
    assert row["beyond"].startswith("1.58")
    assert row["pain"].startswith("inner left knee ")


def test_the_race_is_told_with_its_official_time_and_no_watch_distance(demo) -> None:
    (alt,) = alts(demo.app)

    assert "Springbank Half Marathon 1:51:57 on 7 Jun 2026" in alt
    assert "21.2" not in alt
    assert "21.3" not in alt


def test_no_word_of_alarm_stands_on_the_page(demo) -> None:
    told = demo.words().lower()

    assert "risk" not in told
    assert "danger" not in told
