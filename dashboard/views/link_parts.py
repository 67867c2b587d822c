"""The parts of the link page: the picture, what would make it surer, the other way round, days."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard.analysis import link_progress, link_tables, link_words, units
from dashboard.analysis.link_answer import Answer
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import TableColumn, column_config, wrapped_table
from dashboard.views import link_reading, routes
from dashboard.views.drawing import chart, theme
from dashboard.views.link_reading import Look
from dashboard.views.reading import Who

DAYS = {
    "day": TableColumn("Day", width=110),
    "before": TableColumn("Load before", "right", 130),
    "kind": TableColumn("Heavy or light", width=110),
    "pain": TableColumn("Pain then", "right", 90),
    "note": TableColumn("Marked"),
}
NARROW_DAYS = ("day", "before", "pain")
AFTER = {
    "day": TableColumn("Day", width=110),
    "pain": TableColumn("Pain", "right", 90),
    "after": TableColumn("Load of the 3 days after", "right", 180),
}
# More rows than these scroll inside the table.
MOST_ROWS = 9
TABLE_PX = 350
LOADS = {"load": "Load", "verdict": "What the log says"}
PLACES = {"place": "Place", "verdict": "What the log says"}


def look() -> Look:
    """Say how figures are to be drawn now."""
    return Look(theme(), is_narrow(), units.chosen().word)


def windows(who: Who, found: Answer) -> None:
    """Draw the picture beside what would make it surer, and offer its days."""
    figure = link_reading.picture(who, found.question, look())
    if figure is None:
        surer(who, found)
        return
    left, right = st.columns([3, 2], gap="medium")
    with left:
        chart(
            figure,
            title=link_words.PICTURE_TITLE,
            alt=link_words.picture_alt(found.result),
            note=link_words.picture_note(found.question.site, found.result),
            key="link_windows",
        )
        opened = st.expander("The days behind these bars", key="link_days", on_change="rerun")
        if opened.open:
            with opened:
                _window_days(who, found)
    with right:
        surer(who, found)


def surer(who: Who, found: Answer) -> None:
    """Say how far along the log is, what would make the verdict surer, and lead there."""
    with st.container(gap="small"):
        st.subheader(link_progress.title(found), anchor=False)
        with st.container(border=True, gap="small"):
            for bar in link_progress.bars(found):
                st.progress(bar.share, text=bar.text)
            if not found.surer.sentence:
                strongest = link_reading.days(who, found.question, found.result.window)
                for said in link_progress.rests_on(found, strongest):
                    st.markdown(said)
            if said := link_progress.sentence(found):
                st.markdown(said)
            if aside := link_progress.left_aside(found):
                st.caption(aside)
            with st.container(horizontal=True):
                routes.to_pain("link_to_pain")
                if link_progress.is_behind(found):
                    routes.to_add_files()
                if found.result.verdict == "not_enough_entries":
                    routes.to_demo()


def reverse(who: Who, found: Answer) -> None:
    """Draw the other way round; where there is too little, its sentence alone."""
    figure = link_reading.reverse_figure(who, found.question, look())
    after = link_reading.after(who, found.question)
    title = link_tables.reverse_title(found.reverse)
    note = link_tables.reverse_note(found.reverse)
    if figure is None:
        with st.container(gap=None):
            st.subheader(title, anchor=False)
            st.caption(note)
    else:
        alt = link_tables.reverse_alt(after, found.load)
        chart(figure, title=title, alt=alt, note=note, key="link_reverse")
    if after.rows.empty:
        return
    opened = st.expander("The days behind this", key="link_reverse_days", on_change="rerun")
    if opened.open:
        with opened:
            rows = link_tables.reverse_table(after, found.load)
            _table(rows, AFTER, "Days with pain of 3 or more, newest first", "link_after")
            _save(after.rows, "after-pain")


def beside(found: Answer) -> None:
    """List the loads judged together; only where there are several."""
    if not found.beside:
        return
    with st.container(gap="xsmall"):
        st.subheader("The loads, judged together", anchor=False)
        wrapped_table(link_tables.beside_table(found), LOADS, alt="Each load and its verdict")
        st.caption(link_tables.BESIDE_NOTE)


def places(found: Answer) -> None:
    """List every place of the diary with its verdict; only where there are several."""
    if len(found.places) == 1:
        return
    with st.container(gap="xsmall"):
        st.subheader("Every place in your diary, judged together", anchor=False)
        wrapped_table(
            link_tables.places_table(found.places), PLACES, alt="Each place and its verdict"
        )
        st.caption(link_tables.PLACES_NOTE)


def method() -> None:
    """Say how it was worked out and what it cannot say."""
    with st.expander("How this was worked out, and what it cannot say"):
        st.markdown(link_words.METHOD)
        st.markdown(link_words.CANNOT_SAY)


def _window_days(who: Who, found: Answer) -> None:
    names = list(found.result.windows["window"])
    window = st.segmented_control(
        "Days before",
        names,
        default=found.result.window,
        required=True,
        format_func=link_words.WINDOWS.__getitem__,
        key=f"link_window {found.question}",
        label_visibility="collapsed",
    )
    days = link_reading.days(who, found.question, str(window))
    st.markdown(link_tables.days_title(days))
    rows = link_tables.days_table(days, found.load)
    columns = {name: DAYS[name] for name in NARROW_DAYS} if is_narrow() else DAYS
    _table(rows, columns, "Entries and the load before them, newest first", f"link_table {window}")
    st.caption(link_tables.days_note(days))
    _save(days.rows, f"pain-after-load-{str(window).replace(' ', '-')}")


def _table(rows: pd.DataFrame, columns: Mapping[str, TableColumn], alt: str, key: str) -> None:
    """Show many rows in the height of some; the rest is scrolled to."""
    st.dataframe(
        rows[list(columns)],
        hide_index=True,
        column_config=column_config(columns),
        height=TABLE_PX if len(rows) > MOST_ROWS else "content",
        placeholder="",
        alt=alt,
        key=key,
    )


def _save(rows: pd.DataFrame, name: str) -> None:
    st.download_button(
        "Save as CSV",
        data=lambda: rows.to_csv(index=False, date_format="%Y-%m-%d"),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"save {name}",
    )
