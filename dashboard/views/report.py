"""Report: a year to show to friends, as a page, on paper and as pictures to post."""

from collections.abc import Callable

import streamlit as st

from dashboard.analysis.users_text import as_markdown
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import empty_state, heading
from dashboard.views import reading, report_pictures, report_reading, report_words, routes
from dashboard.views.reading import Who

HEIGHT, NARROW_HEIGHT = 900, 640
POSTED_WIDTH = 520


def page() -> None:
    """Draw the page; only the part that is open is made."""
    who = reading.who()
    years = report_reading.years(who)
    if not years:
        _nothing_yet()
        return
    head, row = st.container(), st.container(horizontal=True, vertical_alignment="bottom")
    with row:
        year = st.selectbox("Year", years, key="report_year", bind="query-params", width=120)
        _downloads(who, year)
    content = report_reading.report(who, year).content
    with head:
        heading(as_markdown(content.overline), as_markdown(content.title))
    tabs = st.tabs(list(PARTS), key="report_part", bind="query-params")
    for tab, draw in zip(tabs, PARTS.values(), strict=True):
        if tab.open:
            with tab:
                draw(who, year)


def _nothing_yet() -> None:
    heading("Report", "A year's report needs a session or a race.")
    empty_state(
        "Add the files of your watch, or look at the demo season and its report.",
        [routes.to_add_files, routes.to_demo],
    )


def _downloads(who: Who, year: int) -> None:
    """Offer the page and the paper; each is made when it is asked for."""
    st.download_button(
        "Page (HTML)",
        data=lambda: report_reading.html(who, year),
        file_name=f"report-{year}.html",
        mime="text/html",
        type="primary",
        on_click="ignore",
        key="report_html",
        help="One file that opens in any browser, with no network.",
    )
    st.download_button(
        "Paper (PDF)",
        data=lambda: report_reading.pdf(who, year),
        file_name=f"report-{year}.pdf",
        mime="application/pdf",
        on_click="ignore",
        key="report_pdf",
    )


def _preview(who: Who, year: int) -> None:
    """Show the file itself; its own policy lets nothing run in it but its own few lines."""
    st.iframe(
        report_reading.html(who, year).decode("utf-8"),
        height=NARROW_HEIGHT if is_narrow() else HEIGHT,
        alt=f"The report of {year}",
    )


def _to_post(who: Who, year: int) -> None:
    shown = report_reading.posted(who, year)
    if not shown:
        st.markdown(f"{year} holds nothing to make a picture of.")
        return
    st.download_button(
        "All pictures (ZIP)",
        data=lambda: report_reading.all_posted(who, year),
        file_name=f"pictures-{year}.zip",
        mime="application/zip",
        on_click="ignore",
        key="report_posted",
        help="Wide (1200 x 630) and tall (1080 x 1350), as PNG and SVG.",
    )
    with st.container(horizontal=True, gap="medium"):
        for one in shown:
            with st.container(width=POSTED_WIDTH, gap="xsmall"):
                st.image(one.png, alt=one.title)
                st.download_button(
                    "Save this picture",
                    data=one.png,
                    file_name=f"{year}-{one.name}.png",
                    mime="image/png",
                    on_click="ignore",
                    key=f"post {one.name}",
                )


PARTS: dict[str, Callable[[Who, int], None]] = {
    "Preview": _preview,
    "Words": report_words.draw,
    "Pictures": report_pictures.draw,
    "To post": _to_post,
}


if __name__ == "__main__":
    page()
