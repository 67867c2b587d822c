"""The diary looked back on: a strip for each site."""

import streamlit as st

from dashboard.analysis.pain_history import Strip, quiet_sites, strips
from dashboard.analysis.pain_words import capital
from dashboard.analysis.red_flag_state import stop_for
from dashboard.charts.pain_strip import MOST_DAYS_WITH_NUMBERS, pain_strip
from dashboard.components.browser import is_narrow
from dashboard.views.drawing import chart, colours
from dashboard.views.pain_reading import Diary

DAYS = {"4 weeks": 28, "3 months": 90}
NOTE = "Blank: nothing was entered. Grey: 0, no pain. Of several at one moment, the highest."


def draw(diary: Diary) -> None:
    """Draw the choice of days and the strips."""
    chosen = st.segmented_control(
        "Days",
        list(DAYS),
        default="4 weeks",
        required=True,
        key="pain_days",
        label_visibility="collapsed",
        persist_state="session",
    )
    days = DAYS[chosen]
    found = strips(diary.entries, diary.last_day, days)
    for place, strip in enumerate(found):
        chart(
            pain_strip(strip, colours(), is_narrow=is_narrow()),
            title=_title(diary, strip),
            alt=strip.alt,
            key=f"strip_{strip.site.key}",
            note=_note(days) if place == len(found) - 1 else "",
        )
    if quiet := quiet_sites(diary.entries, diary.last_day, days):
        st.caption(quiet)


def _title(diary: Diary, strip: Strip) -> str:
    """Give the finding; a place that needs looking at has none, only its name."""
    is_stopped = stop_for(diary.stops, strip.site) is not None
    return capital(strip.site.words) if is_stopped else strip.title


def _note(days: int) -> str:
    if days <= MOST_DAYS_WITH_NUMBERS and not is_narrow():
        return f"Each square is one entry. {NOTE}"
    return f"Stronger is more. {NOTE}" if days > MOST_DAYS_WITH_NUMBERS else NOTE
