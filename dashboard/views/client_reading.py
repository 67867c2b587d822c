"""What the client page reads, computed once for each change: keyed by viewer, athlete, revision.

Answers are frozen and shared, never copied: nothing on a page may write into them.
"""

import pandas as pd
import streamlit as st

from dashboard.access import ClientFile, WorkingSite
from dashboard.analysis import units
from dashboard.analysis.client import ClientRecord, ClientSummary, summary
from dashboard.analysis.triage import ClientRow, look_at
from dashboard.report.client_page import client_pdf
from dashboard.views import overview_reading, reading, recovery_reading
from dashboard.views.reading import Who

KEPT = 16


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def summed_up(who: Who, today: pd.Timestamp) -> ClientSummary:
    """Sum up a client as of a day."""
    way, key = reading.access(), who.athlete_id
    record = ClientRecord(
        history=overview_reading.history(who),
        today=today,
        file=way.client_file(key),
        sites=way.working_sites(key),
        limits=recovery_reading.agreed_limits(who),
        exercises=way.exercises(key),
        log=way.exercise_log(key),
        questionnaires=recovery_reading.questionnaires(who),
        reviews=way.reviews(key),
        answers=way.red_flag_answers(key),
    )
    return summary(record)


def row(who: Who, today: pd.Timestamp) -> ClientRow | None:
    """Return the client's row of the list: the same reasons, in the same words."""
    return _row(who, today, units.chosen().word)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _row(who: Who, today: pd.Timestamp, unit: str) -> ClientRow | None:
    """Look at one client; the unit is in use already, and part of what an answer holds for."""
    del unit
    return look_at(reading.access().triage(today), who.athlete_id, today)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def notes(who: Who) -> pd.DataFrame:
    """List NOTES, the oldest first."""
    return reading.access().notes(who.athlete_id)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def assessments(who: Who) -> pd.DataFrame:
    """ASSESSMENTS, the oldest first."""
    return reading.access().assessments(who.athlete_id)


def file(who: Who) -> ClientFile:
    """Return what holds for the athlete as a client."""
    return summed_up(who, reading.today(who)).record.file


def working_sites(who: Who) -> tuple[WorkingSite, ...]:
    """Return the places worked on, the most important first."""
    rows = summed_up(who, reading.today(who)).record.sites
    columns = (rows[name] for name in ("region", "side", "since", "aspect"))
    return tuple(WorkingSite(*row) for row in zip(*columns, strict=True))


@st.cache_data(show_spinner=False, max_entries=KEPT)
def pdf(who: Who, today: pd.Timestamp, unit: str) -> bytes:  # noqa: ARG001 - the unit is part of the key
    """Set the one page for paper."""
    return client_pdf(summed_up(who, today), reading.access().banner)
