"""What the recovery page reads, computed once for each change and each question.

Answers are frozen and shared, never copied: nothing on a page may write into them.
"""

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard.analysis import recovery_answer, week_plan
from dashboard.analysis.before_flare import FlareCard
from dashboard.analysis.link_series import noted
from dashboard.analysis.load_line import LoadLine, agreed_on
from dashboard.analysis.pain import Site
from dashboard.analysis.recovery_answer import Answer, Question
from dashboard.analysis.red_flag_state import Stop, stops
from dashboard.analysis.return_phases import Progress, return_progress
from dashboard.analysis.week_plan import Planned, PlannedWeek
from dashboard.charts.load_line import load_line_picture
from dashboard.charts.recovery import recovery_picture
from dashboard.charts.tokens import tokens
from dashboard.views import overview_reading, reading
from dashboard.views.link_reading import Look
from dashboard.views.reading import Who

if TYPE_CHECKING:
    import plotly.graph_objects as go

KEPT = 32


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def places(who: Who) -> dict[Site, dict[str, int]]:
    """Days noted by place and moment, what to look at first comes first."""
    return noted(overview_reading.history(who).entries)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def answer(who: Who, question: Question) -> Answer:
    """Read six weeks of one place."""
    return recovery_answer.answer(overview_reading.history(who), question)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def cards(who: Who, question: Question, newest: int) -> tuple[FlareCard, ...]:
    """Say what changed before the newest flares, the newest first."""
    found = answer(who, question)
    return recovery_answer.flare_cards(overview_reading.history(who), found, newest)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def progress(who: Who, question: Question) -> Progress | None:
    """Follow the way back to running; a phase that a physio set holds today, not in the past."""
    stored = overview_reading.history(who)
    today = reading.today(who)
    file = reading.access().client_file(who.athlete_id)
    phase = file.phase if question.until == today else None
    return return_progress(
        stored.sessions, stored.entries, question.site, question.until, set_phase=phase
    )


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def line(who: Who, today: pd.Timestamp, holds_on: pd.Timestamp) -> LoadLine:
    """Give the load line of a day, with the limits agreed for another."""
    agreed = agreed_on(agreed_limits(who), holds_on)
    return recovery_answer.line_of(overview_reading.history(who), today, agreed)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def stopped(who: Who) -> tuple[Stop, ...]:
    """Return the places that somebody has to look at first, the most urgent first."""
    return stops(reading.access().red_flag_answers(who.athlete_id))


@st.cache_data(show_spinner=False, max_entries=KEPT)
def agreed_limits(who: Who) -> pd.DataFrame:
    """AGREED_LIMITS, the oldest first."""
    return reading.access().agreed_limits(who.athlete_id)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def questionnaires(who: Who) -> pd.DataFrame:
    """QUESTIONNAIRES, the oldest first."""
    return reading.access().questionnaires(who.athlete_id)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def planned(who: Who, monday: pd.Timestamp) -> tuple[Planned, ...]:
    """Return the runs planned in a week."""
    return week_plan.planned_runs(reading.access().week_plan(who.athlete_id, monday))


def week(who: Who, monday: pd.Timestamp, holding: LoadLine) -> PlannedWeek:
    """Set a week's plan beside the line."""
    return week_plan.beside_the_line(planned(who, monday), monday, holding, _done_runs(who))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _done_runs(who: Who) -> pd.DataFrame:
    return recovery_answer.done_runs(overview_reading.history(who))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def picture(who: Who, question: Question, look: Look) -> "go.Figure":
    """Draw the six weeks."""
    found = answer(who, question)
    return recovery_picture(found.course, found.pain, tokens(look.theme), is_narrow=look.is_narrow)


def line_figure(holding: LoadLine, ahead: tuple[Planned, ...], look: Look) -> "go.Figure":
    """Draw the load line."""
    return load_line_picture(holding, ahead, tokens(look.theme), is_narrow=look.is_narrow)
