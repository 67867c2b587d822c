"""What the link page reads, computed once for each change and each question.

Answers are frozen and shared, never copied: nothing on a page may write into them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import gathering
from dashboard.analysis import link_answer
from dashboard.analysis.link_answer import Answer, Question
from dashboard.analysis.link_days import AfterPain, WindowDays, after_pain, days_of, heavy_days
from dashboard.analysis.link_series import Load, Log, daily_series
from dashboard.analysis.link_tables import heavy_words
from dashboard.analysis.link_words import too_small
from dashboard.charts.link import lag_picture
from dashboard.charts.link_reverse import reverse_picture
from dashboard.charts.tokens import Theme, tokens
from dashboard.views import reading
from dashboard.views.reading import Who

if TYPE_CHECKING:
    import plotly.graph_objects as go

KEPT = 32


@dataclass(frozen=True, slots=True)
class Look:
    """What a figure depends on beside the answer: theme, width, unit."""

    theme: Theme
    is_narrow: bool
    unit: str


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def log(who: Who) -> Log:
    """Everything the store holds of the athlete that the link is read from."""
    return gathering.link_log(reading.access(), who.athlete_id, reading.zone(who))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def answer(who: Who, question: Question) -> Answer:
    """Answer a question."""
    return link_answer.answer(log(who), question, lambda _, load: series(who, load))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def series(who: Who, load: Load) -> pd.Series:
    """Give a load by day, for every question about it."""
    return daily_series(log(who), load)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def days(who: Who, question: Question, window: str) -> WindowDays:
    """Give the days behind one bar."""
    found = answer(who, question)
    return days_of(found.known, window, found.painkillers)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def after(who: Who, question: Question) -> AfterPain:
    """Give the days behind the other way round."""
    found = answer(who, question)
    return after_pain(found.daily, found.pain, found.reverse)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def picture(who: Who, question: Question, look: Look) -> "go.Figure | None":
    """Draw the windows; None when nothing could be judged."""
    found = answer(who, question)
    if found.result.windows.empty:
        return None
    counted = heavy_days(found.known)
    heavy = [heavy_words(counted[name]) for name in found.result.windows["window"]]
    band = too_small(question.site)
    return lag_picture(found.result, heavy, band, tokens(look.theme), is_narrow=look.is_narrow)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def reverse_figure(who: Who, question: Question, look: Look) -> "go.Figure | None":
    """Draw the other way round; None when there is nothing to compare."""
    known = after(who, question)
    if not np.isfinite(known.usual) or known.usual <= 0:
        return None
    load = answer(who, question).load
    return reverse_picture(known, load, tokens(look.theme), is_narrow=look.is_narrow)
