"""Settings, Events: illness, travel, treatment and the like, which stand on the time axis."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.access import Event
from dashboard.analysis import event_words
from dashboard.components.page_parts import spoken
from dashboard.views import form_parts, reading, routes
from dashboard.views.form_parts import Form, columns, day_field, maybe_day_field
from dashboard.views.reading import Who

LONGEST_NOTE = 200


def draw(who: Who) -> None:
    """Draw the form for a new event, and those there are, the newest first."""
    st.caption("They stand under load and pain on the overview: what a watch cannot know.")
    with st.form("new_event_form"):
        _fields(Form(f"new event {who.athlete_id}"), who, None)
    events = _events(reading.events(who))
    if events:
        st.subheader("On the time axis", anchor=False)
    for event in events:
        _row(who, event)


def _events(frame: pd.DataFrame) -> list[Event]:
    known = frame.sort_values("first_day", ascending=False)
    names = ("kind", "first_day", "last_day", "note", "event_id")
    rows = zip(*(known[name] for name in names), strict=True)
    return [
        Event(kind, first, None if pd.isna(last) else last, note, event_id)
        for kind, first, last, note, event_id in rows
    ]


def _row(who: Who, event: Event) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            days = event_words.when(event.first_day, event.last_day)
            st.markdown(f"**{event_words.KINDS.get(event.kind, event.kind)}**, {days}")
            if event.note:
                st.caption(spoken(event.note))
        form = Form(f"event {event.event_id}")
        with st.popover("Change", key=form.key("change")):
            with st.form(f"event_form {event.event_id}", border=False):
                _fields(form, who, event)
            if st.button("Delete", key=f"delete event {event.event_id}"):
                _delete(who, event)


def _fields(form: Form, who: Who, event: Event | None) -> None:
    kinds = list(event_words.KINDS)
    with form.field("kind"):
        kind = st.segmented_control(
            "What",
            kinds,
            default=event.kind if event else kinds[0],
            required=True,
            format_func=event_words.KINDS.__getitem__,
            key=form.key("kind"),
        )
    left, right = columns(2)
    with left:
        first = day_field(
            form, "first_day", "First day", event.first_day if event else reading.now(who)
        )
    with right:
        last = maybe_day_field(
            form, "last_day", "Last day, empty while it goes on", event.last_day if event else None
        )
    with form.field("note"):
        note = st.text_input(
            "Note", event.note if event else "", max_chars=LONGEST_NOTE, key=form.key("note")
        )
    new = Event(kind or kinds[0], first, last, note, event.event_id if event else "")
    if form.is_sent("Save this event"):
        form.save(partial(reading.access().save_event, who.athlete_id, new), "Saved.")


def _delete(who: Who, event: Event) -> None:
    way = reading.access()
    way.delete_event(who.athlete_id, event.event_id)
    days = event_words.when(event.first_day, event.last_day)
    form_parts.remember_undo(
        f"Deleted: {event_words.KINDS.get(event.kind, event.kind).lower()}, {days}.",
        partial(way.restore_event, who.athlete_id, event.event_id),
    )
    routes.say_next("Deleted.")
    st.rerun()
