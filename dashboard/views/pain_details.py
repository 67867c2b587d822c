"""What may go with a number: the session, signs, a painkiller, a note, another time."""

from dataclasses import dataclass, replace
from datetime import date, time

import pandas as pd
import streamlit as st

from dashboard.analysis import words
from dashboard.analysis.pain_moment import near_sessions, session_moment
from dashboard.analysis.pain_words import SIGNS
from dashboard.views.pain_reading import Diary, at
from dashboard.views.pain_saving import turn, wrong_beside

LONGEST_NOTE = 2000
MOMENTS_OF_A_SESSION = ("before", "during", "after")


@dataclass(frozen=True, slots=True)
class Details:
    """The rest of an entry; ``felt_at`` None is the moment of saving.

    ``session`` names the session; ``is_earlier`` says that the person gave the time.
    """

    signs: tuple[str, ...] = ()
    session_id: str = ""
    felt_at: pd.Timestamp | None = None
    note: str = ""
    session: str = ""
    is_earlier: bool = False

    @property
    def words(self) -> str:
        """What of it the save button repeats: the session and a given time."""
        told = [self.session]
        if self.felt_at is not None and self.is_earlier:
            told.append(f"{words.day(self.felt_at.date())} {self.felt_at:%H:%M}")
        return ", ".join(filter(None, told))


def draw(diary: Diary, moment: str) -> Details:
    """Draw the session where the moment has one, and the rest behind a click."""
    session = _session(diary, moment)
    with st.expander("Clicking, swelling, a note, another time", key=f"details_{turn()}"):
        signs = st.pills(
            "What else",
            list(SIGNS),
            selection_mode="multi",
            format_func=SIGNS.__getitem__,
            key=f"signs_{turn()}",
        )
        note = st.text_area("Note", max_chars=LONGEST_NOTE, height=80, key=_note_key())
        felt_at = _another_time(diary)
    wrong_beside("entry", "felt_at", "local_day", "note", "session_id")
    details = Details(
        signs=tuple(signs), note=note, felt_at=felt_at, is_earlier=felt_at is not None
    )
    return _with_session(diary, details, session, moment)


def as_typed(details: Details) -> Details:
    """Take a note and a time as they stand in their fields, even while they were being typed."""
    details = replace(details, note=str(st.session_state.get(_note_key(), details.note)))
    day, clock = (st.session_state.get(key) for key in (_day_key(), _clock_key()))
    if isinstance(day, date) and isinstance(clock, time):
        return replace(details, felt_at=at(day, clock), is_earlier=True)
    return details


def _session(diary: Diary, moment: str) -> str:
    near = {one.session_id: one.words for one in near_sessions(diary.sessions, diary.now)}
    if moment not in MOMENTS_OF_A_SESSION or not near:
        return ""
    return (
        st.selectbox(
            "Session",
            list(near),
            index=None,
            format_func=near.__getitem__,
            placeholder="No session, or choose one",
            key=f"session_{turn()}",
            label_visibility="collapsed",
        )
        or ""
    )


def _with_session(diary: Diary, details: Details, session_id: str, moment: str) -> Details:
    """Tie to a session, at its time of that moment unless another time was given."""
    if not session_id:
        return details
    row = diary.sessions[diary.sessions["session_id"] == session_id].iloc[0]
    named = next(
        one.words
        for one in near_sessions(diary.sessions, diary.now)
        if one.session_id == session_id
    )
    felt_at = details.felt_at or session_moment(row, moment, diary.now)
    return replace(details, session_id=session_id, session=named, felt_at=felt_at)


def _another_time(diary: Diary) -> pd.Timestamp | None:
    if not st.toggle("At another time", key=f"earlier_{turn()}"):
        return None
    with st.container(horizontal=True):
        day = st.date_input(
            "Day",
            diary.today.date(),
            min_value=date(2000, 1, 1),
            max_value=date(2100, 1, 1),
            format="YYYY-MM-DD",
            key=_day_key(),
        )
        clock = st.time_input("Time", diary.now.time(), key=_clock_key())
    return None if day is None or clock is None else at(day, clock)


def _note_key() -> str:
    return f"note_{turn()}"


def _day_key() -> str:
    return f"day_{turn()}"


def _clock_key() -> str:
    return f"clock_{turn()}"
