"""Report: a preview of the year, the author's words, what is in and out, and the empty page."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import access
from dashboard.access import Access

HOSTILE = (
    "<script>alert(1)</script> ![x](http://evil.example/a.png) [y](javascript:alert(1)) **bold**"
)


@pytest.fixture
def shown(filled, pages) -> AppTest:
    assert filled.listed()
    return opened(pages, "Preview")


def opened(pages, part: str) -> AppTest:
    pages.home()
    pages.app.switch_page("views/report.py")
    pages.app.run()
    pages.app.session_state["report_part"] = part
    return pages.app.run()


def preview(page: AppTest) -> str:
    [frame] = page.get("iframe")
    return str(frame.proto.srcdoc)


def title(page: AppTest) -> str:
    return str(page.header[0].value).replace("\\", "").replace("\N{WORD JOINER}", "")


def drafted(way: Access, year: int) -> access.ReportDraft:
    return way.report_draft(way.athletes()[0].athlete_id, year)


def test_nobody_has_a_report_without_a_session(pages) -> None:
    page = opened(pages, "Preview")

    assert not page.exception
    assert "needs a session or a race" in page.header[0].value
    assert pages.labelled("Add files")


def test_the_newest_year_is_shown_as_the_file_that_is_saved(shown: AppTest, filled) -> None:
    years = filled.way.sessions(filled.runner)["local_day"].dt.year

    assert not shown.exception
    assert shown.selectbox(key="report_year").value == years.max()
    assert preview(shown).startswith("<!doctype html>")
    assert f"<h1>{title(shown)}</h1>" in preview(shown)


def test_every_year_with_something_can_be_chosen(shown: AppTest, filled) -> None:
    years = sorted(set(filled.way.sessions(filled.runner)["local_day"].dt.year), reverse=True)

    assert shown.selectbox(key="report_year").options == [str(year) for year in years]


def test_words_are_kept_and_shown_harmless(filled, pages) -> None:
    page = opened(pages, "Words")
    year = page.selectbox(key="report_year").value
    fields = {one.label: one for one in (*page.text_input, *page.text_area)}

    fields["Title"].set_value("A year <b>of</b> runs")
    fields["Your words"].set_value(HOSTILE)
    pages.labelled("Save").click()
    page.run()

    assert drafted(filled.way, year).text == HOSTILE
    told = preview(opened(pages, "Preview"))
    assert "A year &lt;b&gt;of&lt;/b&gt; runs" in told
    assert "<script>alert" not in told
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told
    assert "evil.example" not in told
    assert 'href="javascript' not in told
    assert "<strong>bold</strong>" in told


def test_the_body_is_taken_out_with_one_choice(filled, pages) -> None:
    page = opened(pages, "Words")
    year = page.selectbox(key="report_year").value
    [body] = [one for one in page.toggle if one.label == "With the body"]

    assert body.value
    body.set_value(False)
    pages.labelled("Save").click()
    page.run()

    assert not drafted(filled.way, year).with_body
    assert "races and training alone" in preview(opened(pages, "Preview"))


def test_every_part_opens_for_the_demo(demo) -> None:
    for part in ("Preview", "Words", "Pictures", "To post"):
        page = opened(demo, part)
        assert not page.exception, part

    assert title(page) == "Springbank Half Marathon 2026: 1:51:57"
    assert len(page.get("download_button")) >= 2 + 1 + 4
