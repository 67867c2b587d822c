"""Change what a person may change of an activity, or remove it."""

import math
from zlib import crc32

import streamlit as st

from dashboard.access import StoredActivity, session_edit
from dashboard.analysis import sports
from dashboard.analysis.legs import Leg
from dashboard.analysis.unrated import HIGHEST_RPE
from dashboard.analysis.unrated import effort as effort_words
from dashboard.views import reading, routes
from dashboard.views.reading import Who

LONGEST_NAME = 120
LONGEST_NOTE = 2000


def draw(who: Who, recording: StoredActivity, leg: Leg) -> None:
    """Draw the Edit button; behind it a form and the way to delete."""
    # A save changes what is stored, and with it the key: the form closes and begins anew. Other
    # writes, such as an import coming in meanwhile, leave what is being typed alone.
    with st.popover("Edit", key=f"edit of {_state(recording, leg)}"):
        _form(who, recording, leg)
        st.divider()
        if st.button("Delete this activity", key="delete"):
            name = recording.name or recording.file_name or leg.word
            routes.delete(who, recording.activity_id, name)


def _state(recording: StoredActivity, leg: Leg) -> str:
    said = (recording.name, recording.is_race, recording.note, leg.sport, leg.rpe)
    return f"{leg.session_id} {crc32(repr(said).encode()):08x}"


def _form(who: Who, recording: StoredActivity, leg: Leg) -> None:
    key = _state(recording, leg)
    with st.form(f"edit {key}", border=False):
        name = st.text_input("Name", recording.name, max_chars=LONGEST_NAME, key=f"name {key}")
        choices = list(dict.fromkeys((leg.sport, *sports.CHOICES)))
        sport = st.selectbox("Sport", choices, format_func=sports.word, key=f"sport {key}")
        efforts = (None, *range(HIGHEST_RPE + 1))
        effort = st.selectbox(
            "Effort, 0 to 10",
            efforts,
            index=efforts.index(round(leg.rpe) if math.isfinite(leg.rpe) else None),
            format_func=lambda rpe: "Not said" if rpe is None else effort_words(rpe),
            help="How hard the whole session felt, half an hour later.",
            key=f"rpe {key}",
        )
        is_race = st.checkbox("This was a race", recording.is_race, key=f"race {key}")
        note = st.text_area("Note", recording.note, max_chars=LONGEST_NOTE, key=f"note {key}")
        if st.form_submit_button("Save", type="primary"):
            edit = session_edit(
                name=name,
                sport=sport,
                rpe=math.nan if effort is None else float(effort),
                is_race=is_race,
                note=note,
            )
            reading.access().edit_session(who.athlete_id, leg.session_id, edit)
            routes.say_next("Saved.")
            st.rerun()
