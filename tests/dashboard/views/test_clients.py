"""The list of clients: where it is offered, what it says, seen and open."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import access
from dashboard.access import ClientFile
from dashboard.analysis.triage import look_list

HOSTILE = '![x](http://evil.example/a.png) <img src="http://evil.example/b"> **loud** $a$ :tada:'


@pytest.fixture
def way(
    clinic_file: Path, tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> access.Access:
    """A small clinic of one's own, whose days stand still as the demo's do."""
    assert not database.exists()
    for file in clinic_file.parent.glob(f"{clinic_file.stem}*"):
        shutil.copy(file, tmp_path)
    monkeypatch.setenv("PLIMSOLL_DATABASE", str(tmp_path / clinic_file.name))
    return access.open_access()


def listed(pages) -> AppTest:
    pages.home()
    pages.app.switch_page("views/clients.py")
    page = pages.app.run()
    assert not page.exception
    return page


def plain(text: str) -> str:
    """Take away what keeps users' text from being read as Markdown."""
    return text.replace("\\", "").replace("\N{WORD JOINER}", "")


def rows_of(way: access.Access):
    return look_list(way.triage(way.demo_day), way.demo_day)


def whose(way: access.Access, number: int) -> str:
    return next(a.athlete_id for a in way.athletes() if a.name == f"Client {number:02}")


def shown(page: AppTest) -> list[str]:
    """Names on the cards, in their order."""
    bold = [plain(one.value) for one in page.markdown]
    return [text.strip("*") for text in bold if text.startswith("**") and text.endswith("**")]


def asked() -> None:
    """Run as a page: say whether the navigation offers the list."""
    import streamlit as st  # noqa: PLC0415 - a page's script stands alone

    from dashboard.views import routes  # noqa: PLC0415

    st.text(str(routes.has_clients()))


def test_the_list_is_offered_where_there_are_several_or_one_is_a_client(database):
    def offered() -> bool:
        return AppTest.from_function(asked).run().text[0].value == "True"

    way = access.open_access()
    me = way.athletes()[0].athlete_id
    assert not offered()
    way.save_client_file(me, ClientFile(is_client=True))
    assert offered()
    way.save_client_file(me, ClientFile())
    assert not offered()
    way._store.add_athlete("Bert")
    assert offered()
    assert database.is_file()


def test_who_needs_a_look_comes_first_each_reason_in_words_with_number_and_day(way, pages):
    page = listed(pages)
    rows = rows_of(way)
    asking = [row for row in rows if row.needs_look]

    assert page.header[0].value == f"{len(asking)} people need a look today."
    assert "Sunday 22 November 2026" in page.caption[1].value
    assert shown(page) == [row.name for row in asking]
    assert shown(page)[0] == "Client 17"
    said = plain(pages.words())
    for row in asking:
        for reason in row.reasons:
            assert reason.words in said
            assert str(reason.day.day) in reason.words
            assert f"{reason.day.year}" in reason.words


def test_the_others_with_a_reason_stand_in_the_table_with_pain_and_running(way, pages):
    (table,) = listed(pages).dataframe
    others = [row for row in rows_of(way) if row.open_reasons and not row.needs_look]

    assert list(table.value["name"]) == [row.name for row in others]
    first = table.value.iloc[0]
    assert len(first["running_km"]) in (0, 6)
    assert all(0 <= score <= 10 for score in first["pain"])


def test_seen_with_a_note_takes_a_card_away_and_it_can_be_brought_back(way, pages):
    key = whose(way, 17)
    page = listed(pages)
    before = len(shown(page))
    page.text_input(key=f"seen_note {key}").set_value("Called: at the hospital.").run()
    page.button(key=f"mark_seen {key}").click().run()

    assert not page.exception
    assert len(shown(page)) == before - 1
    assert way.seen(key)["note"].item() == "Called: at the hospital."
    page.pills(key="clients_view").set_value("Seen").run()
    assert shown(page) == ["Client 17"]
    assert "Called: at the hospital." in plain(pages.words())
    page.button(key=f"unsee {key}").click().run()
    assert way.seen(key).empty
    page.pills(key="clients_view").set_value("Needs a look").run()
    assert len(shown(page)) == before


def test_open_leads_to_the_client(way, pages):
    page = listed(pages)
    page.button(key=f"open {whose(way, 3)}").click().run()

    assert not page.exception
    assert any("Client 03" in plain(one.value) for one in page.caption)


def test_a_name_and_a_reason_narrow_the_list_and_none_found_says_so(way, pages):
    page = listed(pages)
    page.text_input(key="clients_name").set_value("client 0").run()
    assert {name[:8] for name in shown(page)} == {"Client 0"}
    page.text_input(key="clients_name").set_value("nobody").run()
    assert "Nobody matches" in pages.words()
    page.text_input(key="clients_name").set_value("").run()
    page.selectbox(key="clients_reason").set_value("Red flag").run()
    assert shown(page) == ["Client 17"]
    assert way.demo_day == pd.Timestamp("2026-11-22")


def test_all_lists_everybody_those_with_nothing_too(way, pages):
    page = listed(pages)
    page.pills(key="clients_view").set_value("All").run()
    (table,) = page.dataframe

    assert sorted(table.value["name"]) == sorted(one.name for one in way.athletes())
    assert "No entry and no session yet." in list(table.value["why"])


def test_users_text_is_shown_as_it_was_typed(way, pages):
    someone = way._store.add_athlete(HOSTILE).athlete_id
    way.save_client_file(someone, ClientFile(review_due=way.demo_day))
    way.mark_seen(whose(way, 17), HOSTILE)
    page = listed(pages)
    page.pills(key="clients_view").set_value("Seen").run()
    written = "\n".join(str(one.value) for one in [*page.markdown, *page.caption])

    assert "![x]" not in written
    assert "<img" not in written


def test_one_athlete_with_nothing_is_a_good_page(database, pages):
    way = access.open_access()
    way.save_client_file(way.athletes()[0].athlete_id, ClientFile(is_client=True))
    page = listed(pages)

    assert page.header[0].value == "Nobody needs a look today."
    assert "Nothing to look at here." in pages.words()
    assert database.is_file()


def test_beyond_a_screen_the_cards_come_when_asked_for(database, pages):
    way = access.open_access()
    today = pd.Timestamp.now("UTC")
    for number in range(23):
        someone = way._store.add_athlete(f"Client {number:02}").athlete_id
        way.save_red_flags(
            someone,
            [
                access.RedFlagAnswer(
                    "locking",
                    answer=True,
                    answered_at=today - pd.Timedelta(minutes=number),
                    region="knee",
                    side="left",
                    asked_because="first_entry",
                )
            ],
        )
    page = listed(pages)
    assert len(shown(page)) == 20
    pages.labelled("Show 3 more").click().run()
    assert len(shown(page)) == 23
    assert database.is_file()


def test_somebody_new_is_added_from_the_settings_and_then_listed(pages, database):
    pages.home()
    pages.app.switch_page("views/settings.py")
    pages.app.run()
    pages.app.text_input(key="new client 0 name").input("Client 7")
    page = pages.labelled("Add").click().run()
    assert not page.exception

    assert [one.name for one in access.open_access().athletes()] == ["Client 7", "Me"]
    assert "Client 7" in page.selectbox(key="athlete_id").options
    assert listed(pages).text_input(key="new client 1 name").value == ""
    assert database.is_file()


def test_a_name_that_is_taken_is_said_beside_it(way, pages):
    before = len(way.athletes())
    listed(pages).text_input(key="new client 0 name").input("Client 17")
    page = pages.labelled("Add").click().run()

    assert "somebody of this name already" in page.error[0].value
    assert len(way.athletes()) == before
