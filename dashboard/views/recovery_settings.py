"""What is asked on the recovery page: place, moment, and the day the six weeks end with."""

from typing import Literal

import pandas as pd
import streamlit as st

from dashboard.analysis import link_words
from dashboard.analysis.pain import Site
from dashboard.analysis.pain_words import capital
from dashboard.analysis.recovery_answer import Question
from dashboard.components.browser import is_narrow
from dashboard.views import overview_reading, reading, recovery_reading
from dashboard.views.form_parts import DAY_FORMAT
from dashboard.views.reading import Who

SITE = "recovery_site"


def chosen(who: Who) -> Question:
    """Draw the settings in one row and return what they ask; the diary has an entry."""
    known = recovery_reading.places(who)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        site = _site(known)
        return Question(site, _moment(site, known[site]), _until(who))


def _site(known: dict[Site, dict[str, int]]) -> Site:
    by_key = {site.key: site for site in known}
    asked = st.query_params.get("site")
    if SITE not in st.session_state and asked in by_key:
        st.session_state[SITE] = asked
    elif st.session_state.get(SITE) not in by_key:
        # A place whose last entry was taken away, or another athlete's.
        st.session_state.pop(SITE, None)
    key = st.selectbox(
        "Place",
        list(by_key),
        format_func=lambda one: capital(by_key[one].words),
        key=SITE,
        persist_state="session",
        width=_width(230),
    )
    return by_key[str(key)]


def _moment(site: Site, days: dict[str, int]) -> str:
    key = f"recovery_moment {site.key}"
    if st.session_state.get(key) not in days:
        st.session_state.pop(key, None)
    return str(
        st.selectbox(
            "When it is felt",
            list(days),
            format_func=lambda one: link_words.moment_label(one, days[one]),
            key=key,
            persist_state="session",
            width=_width(210),
        )
    )


def _until(who: Who) -> pd.Timestamp:
    """Ask for the last of the six weeks; today unless said otherwise."""
    today = reading.today(who)
    first = overview_reading.history(who).entries["local_day"].min()
    last = max(today, first)
    day = st.date_input(
        "Six weeks to",
        value=_asked_day(first, last).date(),
        min_value=first.date(),
        max_value=last.date(),
        format=DAY_FORMAT,
        required=True,
        # Another day, another athlete: each begins with its own today.
        key=f"recovery_until {who.athlete_id} {today:%Y-%m-%d}",
        persist_state="session",
        width=_width(150),
    )
    return pd.Timestamp(day).as_unit("us")


def _asked_day(first: pd.Timestamp, last: pd.Timestamp) -> pd.Timestamp:
    """Return the day the page's address names, where it is one of the diary's; else the last."""
    try:
        asked = pd.Timestamp(st.query_params.get("until", ""))
    except ValueError:
        return last
    inside = not pd.isna(asked) and asked.tzinfo is None and first <= asked <= last
    return asked if inside else last


def _width(pixels: int) -> "int | Literal['stretch']":
    """On a phone every choice is as wide as the page."""
    return "stretch" if is_narrow() else pixels
