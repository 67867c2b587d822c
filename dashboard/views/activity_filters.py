"""What to show on Activities: list or weeks, words, sport, races, period."""

import pandas as pd
import streamlit as st

from dashboard.analysis import activity_filter
from dashboard.analysis.activity_filter import Wanted
from dashboard.views import reading
from dashboard.views.reading import Who

EVERY_SPORT = "All sports"
RACES = "Races"
LIST, WEEKS = "List", "Weeks"


def draw(who: Who, rows: pd.DataFrame) -> tuple[Wanted, bool]:
    """Draw the settings in one row; give what is wanted, and whether by week."""
    with st.container(horizontal=True, vertical_alignment="center"):
        view = st.segmented_control(
            "View",
            (LIST, WEEKS),
            default=LIST,
            required=True,
            label_visibility="collapsed",
            key="activities_view",
            bind="query-params",
        )
        text = st.text_input(
            "Search",
            placeholder="Search names and notes",
            label_visibility="collapsed",
            width=220,
            key="activities_search",
        )
        kind = _kind(rows)
        first, last = _period(who, rows)
    family = "" if kind in (EVERY_SPORT, RACES) else kind
    return Wanted(text, family, kind == RACES, first, last), view == WEEKS


def _kind(rows: pd.DataFrame) -> str:
    """Choose a sport, or races of any."""
    kinds = [EVERY_SPORT, RACES, *activity_filter.families_in(rows)]
    return st.selectbox(
        "Sport",
        kinds,
        format_func=lambda kind: kind[:1].upper() + kind[1:],
        label_visibility="collapsed",
        width=140,
        key="activities_sport",
    )


def _period(who: Who, rows: pd.DataFrame) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    chosen = st.selectbox(
        "Period",
        activity_filter.periods(rows),
        label_visibility="collapsed",
        width=150,
        key="activities_period",
    )
    return activity_filter.days_of(chosen, reading.today(who))
