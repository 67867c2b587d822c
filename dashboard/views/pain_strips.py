"""The diary looked back on: a strip for each site."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard.analysis.pain_history import Strip, quiet_sites, strips
from dashboard.analysis.pain_words import capital
from dashboard.analysis.red_flag_state import stop_for
from dashboard.charts.pain_strip import MOST_DAYS_WITH_NUMBERS, pain_strip
from dashboard.charts.tokens import Theme, tokens
from dashboard.components.browser import is_narrow
from dashboard.views import pain_reading
from dashboard.views.drawing import chart
from dashboard.views.pain_reading import Diary
from dashboard.views.reading import Who

if TYPE_CHECKING:
    import plotly.graph_objects as go

KEPT = 16
DAYS = {"4 weeks": 28, "3 months": 90}
NOTE = "Blank: nothing was entered. Grey: 0, no pain. Of several at one moment, the highest."


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A strip with its figure."""

    strip: Strip
    figure: "go.Figure"


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
    theme: Theme = "dark" if st.context.theme.type == "dark" else "light"
    width = "narrow" if is_narrow() else "wide"
    found = _drawn(diary.who, diary.last_day, days, (theme, width))
    for place, one in enumerate(found):
        chart(
            one.figure,
            title=_title(diary, one.strip),
            alt=one.strip.alt,
            key=f"strip_{one.strip.site.key}",
            note=_note(days) if place == len(found) - 1 else "",
        )
    if quiet := quiet_sites(diary.entries, diary.last_day, days):
        st.caption(quiet)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _drawn(
    who: Who, last_day: pd.Timestamp, days: int, look: tuple[Theme, str]
) -> tuple[Drawn, ...]:
    """Draw a diary's strips once for each change of it, theme and width."""
    theme, width = look
    return tuple(
        Drawn(strip, pain_strip(strip, tokens(theme), is_narrow=width == "narrow"))
        for strip in strips(pain_reading.entries(who), last_day, days)
    )


def _title(diary: Diary, strip: Strip) -> str:
    """Give the finding; a place that needs looking at has none, only its name."""
    is_stopped = stop_for(diary.stops, strip.site) is not None
    return capital(strip.site.words) if is_stopped else strip.title


def _note(days: int) -> str:
    return f"Stronger is more. {NOTE}" if days > MOST_DAYS_WITH_NUMBERS else NOTE
