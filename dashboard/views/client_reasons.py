"""Why a client stands on the list: each reason again with its number and day, and who looked."""

from functools import partial

import streamlit as st

from dashboard.analysis import words
from dashboard.analysis.triage import ClientRow, Code, Reason
from dashboard.analysis.users_text import as_markdown
from dashboard.components.page_parts import spoken
from dashboard.views import reading, routes
from dashboard.views.form_parts import Form
from dashboard.views.reading import Who

LONGEST_NOTE = 300


def draw(who: Who, row: ClientRow | None) -> None:
    """Draw the reasons, those nobody has seen first, with the button that says they are seen."""
    if row is None or not row.reasons:
        return
    with st.container(border=True, gap="small", key="client_reasons"):
        for reason in row.reasons:
            _reason(reason)
        if row.seen_at is not None and row.is_seen:
            _seen(who, row)
        else:
            with st.popover("Seen", key="client_seen"):
                _look(who)


def _reason(reason: Reason) -> None:
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            # Red is for red flags alone; the word says which it is.
            st.badge(reason.label, color="red" if reason.code is Code.RED_FLAG else "gray")
            seen = ", seen" if reason.is_seen else ""
            st.caption(f"{words.day(reason.day)}{seen}", width="content")
        st.markdown(as_markdown(reason.words))
        if reason.aside:
            st.caption(as_markdown(reason.aside))


def _look(who: Who) -> None:
    form = Form(f"seen {who.athlete_id}")
    with form.field("note"):
        note = st.text_input("Note, if there is one", max_chars=LONGEST_NOTE, key=form.key("note"))
    if st.button("I have seen this", type="primary", key=form.key("save")):
        form.save(partial(reading.access().mark_seen, who.athlete_id, note), "Noted.")


def _seen(who: Who, row: ClientRow) -> None:
    zone = reading.settings(who).time_zone or "UTC"
    with st.container(horizontal=True, vertical_alignment="center"):
        told = "Seen"
        if row.seen_at is not None:
            at = row.seen_at.tz_convert(zone)
            told = f"Seen on {words.day(at)}, {at:%H:%M}"
        note = f": {spoken(row.seen_note)}" if row.seen_note else ""
        st.caption(f"{told}{note}", width="content")
        if st.button("Not seen after all", type="tertiary", key="unsee"):
            reading.access().unsee(who.athlete_id)
            routes.say_next("Taken back.")
            st.rerun()
