"""Notes about a client, the newest first; they stand on no print."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.access import Note
from dashboard.analysis import words
from dashboard.analysis.client import ClientSummary
from dashboard.analysis.users_text import as_markdown, shortened
from dashboard.views import client_reading, form_parts, reading, routes
from dashboard.views.form_parts import Form, columns
from dashboard.views.reading import Who

LONGEST_NOTE, LONGEST_NAME = 4000, 80
ABOUT = "For whoever looks after this client. Notes do not go onto the printed page."


def draw(who: Who, _found: ClientSummary) -> None:
    """Draw the form for a new note, and those there are."""
    st.caption(ABOUT)
    with st.form("new_note_form"):
        _fields(who)
    notes = client_reading.notes(who)
    zone = reading.settings(who).time_zone or "UTC"
    for _, row in notes.iloc[::-1].iterrows():
        _note(who, row, zone)


def _fields(who: Who) -> None:
    form = Form(f"note {who.athlete_id}")
    with form.field("text", "written_at"):
        text = st.text_area("Note", max_chars=LONGEST_NOTE, height=100, key=form.key("text"))
    left, _ = columns(2)
    with left, form.field("author"):
        author = st.text_input(
            "Written by", _last_author(who), max_chars=LONGEST_NAME, key=form.key("author")
        )
    if form.is_sent("Keep this note"):
        note = Note(text, pd.Timestamp.now("UTC"), author)
        form.save(partial(reading.access().save_note, who.athlete_id, note), "Kept.")


def _last_author(who: Who) -> str:
    notes = client_reading.notes(who)
    return "" if notes.empty else str(notes["author"].iloc[-1])


def _note(who: Who, row: pd.Series, zone: str) -> None:
    at = row["written_at"].tz_convert(zone)
    with (
        st.container(border=True, gap="xsmall"),
        st.container(horizontal=True, vertical_alignment="top"),
    ):
        with st.container(gap=None):
            by = as_markdown(str(row["author"]))
            st.caption(", ".join(filter(None, (f"{words.day(at)}, {at:%H:%M}", by))))
            # As it was typed, with its line breaks, and nothing of it acts.
            st.text(str(row["text"]))
        if st.button("Delete", key=f"delete note {row['note_id']}", type="tertiary"):
            _delete(who, row)


def _delete(who: Who, row: pd.Series) -> None:
    way = reading.access()
    way.delete_note(who.athlete_id, str(row["note_id"]))
    told = as_markdown(shortened(str(row["text"]), 40))
    restore = partial(way.restore_note, who.athlete_id, str(row["note_id"]))
    form_parts.remember_undo(f"Deleted: {told}", restore)
    routes.say_next("Deleted.")
    st.rerun()
