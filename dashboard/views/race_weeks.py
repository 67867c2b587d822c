"""The weeks around a race on its page: running and pain as one picture, weeks and shoes below."""

import streamlit as st

from dashboard.analysis import race_page_words, race_tables, words
from dashboard.analysis.methods import Currency
from dashboard.analysis.users_text import as_markdown
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import TableColumn, table
from dashboard.views import overview_reading, reading
from dashboard.views.drawing import chart, theme
from dashboard.views.race_reading import Review
from dashboard.views.reading import Who

WEEKS = {
    "week": TableColumn("Week"),
    "days": TableColumn("Days"),
    "running": TableColumn("Running", "right"),
    "longest": TableColumn("Longest run", "right"),
    "load": TableColumn("Load", "right"),
    "pain": TableColumn("Highest pain", "right"),
}
# How many weeks before and after a phone has room for.
NARROW_DRAWN = (6, 3)
NARROW_NOTE = " Drawn are 6 weeks before and 3 after; all are below, week by week."
NARROW_WEEKS = ("week", "running", "pain")


def draw(who: Who, shown: Review) -> None:
    """Draw the twelve weeks before and the six after; nothing where nothing is known of them."""
    told = shown.weeks
    if not told.has_running and not told.lanes:
        st.caption("No file and no pain entry reaches into the 12 weeks before and the 6 after.")
        return
    width = "narrow" if is_narrow() else "wide"
    days = told.days(*NARROW_DRAWN) if is_narrow() else (told.first, told.last)
    drawn = overview_reading.drawn(who, Currency.RUNNING, days, (theme(), width))
    chart(
        drawn.figure,
        title=race_page_words.around_title(told),
        alt=f"{race_page_words.around_title(told)}. {drawn.alt}",
        key="race_weeks",
        note=race_page_words.pain_around(told) + (NARROW_NOTE if is_narrow() else ""),
    )
    worn = race_tables.shoe_words(told, reading.shoes(who))
    if worn:
        st.caption(as_markdown(worn))
    with st.expander("Week by week"):
        rows = race_tables.week_rows(told)
        wanted = NARROW_WEEKS if is_narrow() else tuple(WEEKS)
        kept = {name: WEEKS[name] for name in wanted if (rows[name] != "").any()}
        table(rows, kept, alt="Weeks around the race", key="race_week_table")
        st.caption(f"Load of all sports in {_unit(told.unit)}; a week ends on the race's weekday.")


def _unit(unit: str) -> str:
    return f"effort {words.TIMES} minutes" if unit == "AU" else unit
