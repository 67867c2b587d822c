"""Other recordings of the session on the Activity page: which one counts, and how to swap them."""

import streamlit as st

from dashboard.access import SameSession, StoredActivity
from dashboard.analysis import words
from dashboard.components.page_parts import spoken
from dashboard.views import reading, routes
from dashboard.views.reading import Who

BY_HAND = "by hand"


def draw(who: Who, recording: StoredActivity) -> None:
    """List the recordings of this session, where there are several."""
    _apart(who, recording)
    group = reading.access().same_session(who.athlete_id, recording.activity_id)
    if not group:
        return
    counted = group[0].activity_id == recording.activity_id
    if not counted:
        st.info("Another recording of this session counts. This one is in no sum and no list.")
    count = words.counted(len(group) - 1, "other recording")
    with st.expander(f"{count} of this session", expanded=not counted):
        st.caption("The same session from another device, format or export. One of them counts.")
        for one in group:
            _row(who, one, shown=one.activity_id == recording.activity_id)


def _row(who: Who, one: SameSession, *, shown: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_described(one), width="stretch")
        if not shown and st.button("Show", key=f"show {one.activity_id}"):
            routes.open_activity(one.activity_id)
        if one.is_counted:
            st.markdown("Counts", width="content")
        elif st.button("Count this one", key=f"prefer {one.activity_id}"):
            reading.access().prefer(who.athlete_id, one.activity_id)
            routes.say_next("This recording counts now.")
            routes.open_activity(one.activity_id)

        if not one.is_counted and st.button(
            "Another session",
            key=f"separate {one.activity_id}",
            help="These are two sessions: both count from now on. This can be taken back.",
        ):
            reading.access().separate(who.athlete_id, one.activity_id)
            routes.say_next("Both are sessions of their own now.")
            routes.open_activity(one.activity_id)


def _apart(who: Who, recording: StoredActivity) -> None:
    """Say what this session is kept apart from, and let that be taken back."""
    others = reading.access().kept_apart(who.athlete_id, recording.activity_id)
    if not others:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        names = ", ".join(spoken(other.file_name) for other in others)
        st.caption(f"You said that this is another session than {names}.", width="stretch")
        if st.button("They are one session", key="rejoin"):
            reading.access().rejoin(who.athlete_id, recording.activity_id)
            routes.say_next("They are one session again.")
            st.rerun()


def _described(one: SameSession) -> str:
    told = (
        "written by hand" if one.source_format == BY_HAND else one.source_format.upper(),
        one.device,
        "with track" if one.has_position else "",
        "with heart rate" if one.has_heart_rate else "",
        words.counted(one.n_records, "sample") if one.n_records else "",
    )
    return " · ".join([spoken(one.file_name), *(spoken(text) for text in told if text)])
