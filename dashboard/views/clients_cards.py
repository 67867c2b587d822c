"""The cards of the list: a name, the reasons in words, "Seen" with a note, and "Open"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard.analysis import users_text
from dashboard.analysis.triage import ClientRow, Code, Reason, listing
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import spoken
from dashboard.views import reading, routes

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

MOST_CARDS = 20


def draw(rows: Sequence[ClientRow], today: pd.Timestamp) -> None:
    """Draw a card a row; beyond a screen's worth the others come when asked for."""
    shown = rows if st.session_state.get("all_cards") else rows[:MOST_CARDS]
    for row in shown:
        _card(row, today)
    if len(shown) < len(rows):
        more = f"Show {len(rows) - len(shown)} more"
        # The first that was left out tells this button from another list's.
        key = f"show_more {rows[len(shown)].athlete_id}"
        st.button(more, key=key, on_click=_show_all)


def actions(row: ClientRow) -> None:
    """Draw "Seen" with its note, or the way back from it, and "Open"."""
    with st.container(
        horizontal=True,
        horizontal_alignment="right",
        vertical_alignment="center",
        width="content",
        gap="small",
    ):
        _seen_buttons(row)
        if st.button("Open", key=f"open {row.athlete_id}"):
            routes.open_client(row.athlete_id)


def frame(key: str) -> "DeltaGenerator":
    """Return the frame of a card: words beside the buttons, above them where it is narrow."""
    if is_narrow():
        return st.container(border=True, gap="xsmall", key=key)
    return st.container(border=True, horizontal=True, vertical_alignment="center", key=key)


def say(reasons: Sequence[Reason]) -> None:
    """Say reasons one below the other; a population's figure stands beside the words."""
    with st.container(gap=None):
        for reason in reasons:
            st.markdown(users_text.as_markdown(reason.words), help=reason.aside or None)


def seen(row: ClientRow, today: pd.Timestamp) -> None:
    """Say when somebody looked, and what they wrote, if anybody did."""
    if said := listing.seen_words(row, today):
        st.caption(users_text.as_markdown(said))


def _card(row: ClientRow, today: pd.Timestamp) -> None:
    reasons = row.open_reasons or row.reasons
    with frame(f"client {row.athlete_id}"):
        with st.container(gap="xsmall", width="stretch"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"**{spoken(row.name)}**", width="content")
                if reasons:
                    _badge(reasons[0])
                    st.caption(listing.day_words(reasons[0].day, today), width="content")
            say(reasons)
            if not reasons:
                st.caption(listing.why(row))
            seen(row, today)
        actions(row)


def _badge(reason: Reason) -> None:
    """Name the kind; a red flag is the only red."""
    st.badge(reason.label, color="red" if reason.code is Code.RED_FLAG else "gray")


def _seen_buttons(row: ClientRow) -> None:
    if row.is_seen:
        st.button(
            "Not seen",
            key=f"unsee {row.athlete_id}",
            type="tertiary",
            on_click=_unsee,
            args=(row,),
        )
    elif row.open_reasons:
        _seen_form(row)


def _seen_form(row: ClientRow) -> None:
    with st.popover("Seen", type="tertiary", key=f"seen {row.athlete_id}"):
        st.text_input(
            "Note",
            placeholder="What you did, in a word",
            max_chars=300,
            key=_note_key(row),
        )
        st.button(
            "Mark as seen",
            type="primary",
            key=f"mark_seen {row.athlete_id}",
            on_click=_mark_seen,
            args=(row,),
        )


def _note_key(row: ClientRow) -> str:
    return f"seen_note {row.athlete_id}"


def _mark_seen(row: ClientRow) -> None:
    # The note is looked up now: it may have been typed just before the button was pressed.
    note = st.session_state.pop(_note_key(row), "")
    reading.access().mark_seen(row.athlete_id, note)
    routes.say_next(f"Seen: {spoken(row.name)}.")


def _unsee(row: ClientRow) -> None:
    reading.access().unsee(row.athlete_id)
    routes.say_next(f"Not seen any more: {spoken(row.name)}.")


def _show_all() -> None:
    st.session_state["all_cards"] = True
