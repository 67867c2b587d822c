"""The list: newest first, a duathlon as one row, an empty one that leads somewhere."""

import sample_data
from dashboard.access import session_edit
from ingest import import_files


def test_an_empty_list_leads_to_add_files_and_to_the_demo(pages) -> None:
    page = pages.list()

    assert not page.exception
    assert page.header[0].value == "Nothing here so far: add what your watch recorded."
    assert page.button(key="to_add_files").label == "Add files"
    assert page.button(key="to_demo").label == "Look at the demo"


def test_the_list_holds_one_row_a_recording_newest_first(pages, filled) -> None:
    page = pages.list()

    rows = page.dataframe[0].value
    assert not page.exception
    assert page.header[0].value == "Newest: Run on 21 Nov 2026, 10.0 km in 54:30."
    assert list(rows["sport"][:2]) == ["Run", "Duathlon"]
    assert rows["how_fast"][1] == "2.5 km · 30.0 km · 7.0 km"
    assert len(rows) == len(filled.listed())


def test_a_name_with_markup_shows_as_typed_in_the_list(pages, filled) -> None:
    hostile = "![x](http://evil.example/a.png)"
    edit = session_edit(name=hostile, sport="", rpe=5, is_race=False, note="")
    newest = filled.session(filled.recording("running"))
    filled.way.edit_session(filled.runner, newest, edit)

    page = pages.list()

    assert page.dataframe[0].value["name"][0] == hostile
    assert "![" not in page.header[0].value


def test_what_the_command_imports_shows_on_the_next_click(pages, filled) -> None:
    before = len(pages.list().dataframe[0].value)
    late = sample_data.folder() / "run_paused.fit"

    import_files(filled.way._store, filled.runner, [late])
    after = len(pages.app.run().dataframe[0].value)

    assert after == before + 1


def test_several_athletes_can_be_chosen_between(pages, filled) -> None:
    other = filled.way._store.add_athlete("Another")
    page = pages.list()

    page.selectbox(key="athlete_id").select(other.athlete_id).run()

    assert not page.exception
    assert page.header[0].value == "Nothing here so far: add what your watch recorded."
