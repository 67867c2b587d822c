"""Add results: a list is read, corrected, searched, and one row of it kept with the field."""

import io

import openpyxl
import pandas as pd
import pytest

from dashboard.access import RaceResult

HEAD = "Place,Bib,Name,5 km,Gun time,Chip time\n"
ROWS = (
    "1,11,Ada Fast,0:20:00,0:41:12,0:41:10\n"
    "2,12,Bea Strong,0:24:30,0:49:40,0:49:30\n"
    "3,13,Runner Three,0:27:00,0:54:40,0:54:31\n"
    "4,14,Dee Steady,0:30:00,1:01:10,1:01:00\n"
    ",15,Eve Gone,,,DNF\n"
)
LIST = f"Ten of the town,2026-11-21,10 km\n{HEAD}{ROWS}"


def opened(pages):
    pages.app.run()
    pages.app.switch_page("views/results_in.py")
    return pages.app.run()


def field(page, kind: str, label: str):
    found = [one for one in page.get(kind) if one.label.startswith(label)]
    assert found, f"no {kind} {label}: {[one.label for one in page.get(kind)]}"
    return found[0]


def pasted(pages, text: str):
    page = opened(pages)
    field(page, "text_area", "Or paste").set_value(text)
    return page.run()


def press(pages, label: str):
    return pages.labelled(label).click().run()


def said(pages) -> str:
    return pages.words().replace("\\", "").replace("\N{WORD JOINER}", "")


@pytest.mark.usefixtures("filled")
def test_the_page_begins_with_the_two_ways_to_bring_a_list(pages) -> None:
    page = opened(pages)

    assert not page.exception
    assert page.get("file_uploader")[0].label == "The list of results"
    assert "Of the others only their times are kept, without names." in said(pages)


def test_a_row_of_a_list_is_kept_with_its_splits_and_the_field(pages, filled) -> None:
    page = pasted(pages, LIST)
    field(page, "text_input", "Your name or bib, among 5 rows").set_value("13")
    page = page.run()

    assert not page.exception
    assert "Found: Runner Three · bib 13 · 54:31 · place 3" in said(pages)
    assert "Faster than 25 % of 4 finishers." in said(pages)
    assert "Proposed as your watch's recording: 21 Nov 2026" in said(pages)
    assert field(page, "selectbox", "Race").value == "Ten of the town"
    page = press(pages, "Save this result")

    assert not page.exception
    way, who = filled.way, filled.runner
    kept = way.race_results(who).iloc[0]
    assert (kept["race"], kept["chip_time_s"], kept["gun_time_s"]) == (
        "Ten of the town",
        3271,
        3280,
    )
    assert (kept["official_distance_m"], kept["race_day"]) == (10_000, pd.Timestamp("2026-11-21"))
    assert (kept["place_overall"], kept["field_overall"]) == (3, 4)
    assert kept["session_id"] == filled.session(filled.recording("running"))
    assert way.race_splits(who)[["at_m", "time_s"]].to_numpy().tolist() == [[5000, 1620]]
    assert way.race_field(who, kept["result_id"]).tolist() == [2470, 2970, 3271, 3660]
    assert "Kept: 54:31 / 10 km = 5:27 /km." in said(pages)
    assert pages.app.button(key="to_saved_race")


def test_who_gave_up_is_kept_as_such(pages, filled) -> None:
    page = pasted(pages, LIST)
    field(page, "text_input", "Your name").set_value("15")
    page.run()
    assert "Found: Eve Gone · bib 15 · DNF" in said(pages)
    press(pages, "Save this result")

    assert "Kept: Did not finish.\n" in f"{said(pages)}\n"
    assert filled.way.race_results(filled.runner)["status"].item() == "DNF"


@pytest.mark.usefixtures("filled")
def test_several_rows_of_one_name_are_chosen_from(pages) -> None:
    page = pasted(pages, LIST.replace("Dee Steady", "Runner Four"))
    field(page, "text_input", "Your name").set_value("runner")
    page = page.run()

    which = field(page, "selectbox", "Which row is yours?")
    assert which.options == [
        "Runner Three · bib 13 · 54:31 · place 3",
        "Runner Four · bib 14 · 1:01:00 · place 4",
    ]
    which.select_index(1).run()
    assert field(page, "text_input", "Chip time").value == "1:01:00"


def test_a_corrected_column_is_followed_and_remembered(pages, filled) -> None:
    text = LIST.replace("Gun time,Chip time", "Gun time,Chip time,Finish")
    page = pasted(pages, text)
    field(page, "selectbox", "Gun time").set_value("")
    page = page.run()
    field(page, "text_input", "Your name").set_value("Runner Three")
    page = page.run()
    assert field(page, "text_input", "Gun time").value == ""
    press(pages, "Save this result")
    assert pd.isna(filled.way.race_results(filled.runner)["gun_time_s"].iloc[0])

    page = pasted(pages, text)
    assert field(page, "selectbox", "Gun time").value == ""
    assert "as you said last time" in page.expander[0].label


@pytest.mark.usefixtures("filled")
def test_no_time_among_the_columns_is_said_and_can_be_put_right(pages) -> None:
    page = pasted(pages, LIST)
    for name in ("Gun time", "Chip time"):
        field(page, "selectbox", name).set_value("")
    page = page.run()

    assert "No column is the finish time" in page.error[0].value
    field(page, "selectbox", "Chip time").set_value("time")
    assert not page.run().error


def test_a_result_kept_before_is_brought_up_to_date(pages, filled) -> None:
    before = RaceResult(
        "Ten of the Town", pd.Timestamp("2026-11-21"), official_distance_m=10_000, weather="Rain"
    )
    filled.way.save_race_result(filled.runner, before)
    page = pasted(pages, LIST)
    field(page, "text_input", "Your name").set_value("13")
    page.run()
    assert "A result of this race is kept already" in said(pages)
    press(pages, "Save this result")

    kept = filled.way.race_results(filled.runner)
    assert len(kept) == 1
    assert (kept["chip_time_s"].iloc[0], kept["weather"].iloc[0]) == (3271, "Rain")


def test_a_pasted_line_needs_no_search(pages, filled) -> None:
    page = pasted(pages, "Springbank Half Marathon 1:51:57 5:19 min/km 436/1183")

    assert not page.exception
    assert field(page, "text_input", "Chip time").value == "1:51:57"
    assert field(page, "text_input", "Place overall").value == "436 of 1,183"
    press(pages, "Save this result")
    assert filled.way.race_results(filled.runner)["published_pace_s_per_km"].item() == 319


def test_a_spreadsheet_is_read_as_it_was_saved(pages, filled) -> None:
    book = openpyxl.Workbook()
    for line in LIST.splitlines():
        book.active.append(line.split(","))
    kept = io.BytesIO()
    book.save(kept)
    page = opened(pages)
    page.file_uploader[0].upload("results 2026.xlsx", kept.getvalue())
    page = page.run()
    field(page, "text_input", "Your name").set_value("strong")
    page.run()

    assert not page.exception
    assert "Found: Bea Strong · bib 12 · 49:30 · place 2" in said(pages)
    press(pages, "Save this result")
    assert filled.way.race_results(filled.runner)["chip_time_s"].item() == 2970
    assert not pages.app.file_uploader[0].value


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Name,Bib,Club\nA,1,x\nB,2,y\n", "has no finish times"),
        (f"Place,Bib,Name,Time,Time\n,,,Gun,Chip\n{ROWS}", "two rows of headings"),
        ("Pos,Rider,UCI Points,Time\n1,A,100,4:12:10\n", "results of another sport"),
        ("hello", "has no finish times"),
    ],
)
def test_what_is_no_list_of_results_says_why(pages, filled, text, sentence) -> None:
    page = pasted(pages, text)

    assert not page.exception
    assert sentence in page.error[0].value.replace("\\", "")
    assert filled.way.race_results(filled.runner).empty


@pytest.mark.usefixtures("filled")
def test_markup_in_a_list_only_shows(pages) -> None:
    page = pasted(pages, LIST.replace("Runner Three", "![x](http://evil.example/a.png)"))
    field(page, "text_input", "Your name").set_value("13")
    page.run()

    assert not page.exception
    assert "![x](http" not in pages.words()


def test_the_legs_a_list_prints_stand_in_the_form(pages, filled) -> None:
    text = (
        "Duathlon of the town,2026-11-21\n"
        "Place,Bib,Name,Run 1,T1,Bike,T2,Run 2,Time\n"
        "1,13,Ada Fast,20:00,1:00,40:00,1:00,18:00,1:20:00\n"
        "2,14,Bea Strong,22:00,1:00,44:00,1:00,22:00,1:30:00\n"
    )
    page = pasted(pages, text)
    field(page, "text_input", "Your name").set_value("Bea")
    page = page.run()
    assert field(page, "text_area", "Legs").value.splitlines()[:2] == ["Run 22:00", "Change 1:00"]
    press(pages, "Save this result")

    assert not pages.app.exception
    assert filled.way.race_legs(filled.runner)["time_s"].tolist() == [1320, 60, 2640, 60, 1320]


def test_of_everybody_only_who_is_ticked_is_kept(pages, filled) -> None:
    way = filled.way
    bea = way.add_client("Strong Béa", "")
    way.add_client("Nobody Here", "")
    way.add_client("Steady Dee Marie", "")
    page = pasted(pages, LIST)
    field(page, "button_group", "Whose results").set_value("Everybody's").run()

    assert "2 athletes may be in this list." in said(pages)
    assert [one.value for one in page.checkbox] == [False, False]
    assert "one name has a word more" in page.checkbox[0].label
    page.checkbox[1].set_value(True)
    page = press(pages, "Keep the results of those ticked")
    assert not page.exception
    assert "Kept 1 result: Strong Béa." in said(pages)
    kept = way.race_results(bea)
    assert (kept["chip_time_s"].item(), kept["edition"].item()) == (2970, "2026")
    assert way.race_field(bea, kept["result_id"].item()).tolist() == [2470, 2970, 3271, 3660]
    assert way.race_results(filled.runner).empty
