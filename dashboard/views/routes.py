"""The ways between pages, and what one page says on behalf of another."""

import streamlit as st

from dashboard.components.page_parts import spoken
from dashboard.views import reading
from dashboard.views.reading import Who

OVERVIEW = "views/overview.py"
ACTIVITIES = "views/activities.py"
ACTIVITY = "views/activity.py"
RACES = "views/races.py"
RACE = "views/race.py"
REPORT = "views/report.py"
ADD_RESULTS = "views/results_in.py"
ADD_FILES = "views/add_files.py"
BY_HAND = "views/by_hand.py"
SETTINGS = "views/settings.py"
PAIN = "views/pain.py"
LINK = "views/link.py"
RECOVERY = "views/recovery.py"
CLIENT = "views/client.py"
CLIENTS = "views/clients.py"
# Whose data is looked at, once somebody chose.
CHOSEN = "chosen_athlete"
# The pages a person has for themselves; a physio reads them too.
OWN_PAGES = {"Overview": OVERVIEW, "Recovery": RECOVERY, "Pain": PAIN, "Link": LINK}


def open_activity(activity_id: str) -> None:
    """Go to a recording; its address can be kept and shared with oneself."""
    st.switch_page(ACTIVITY, query_params={"activity": activity_id})


def open_race(result_id: str) -> None:
    """Go to a race; its address can be kept and shared with oneself."""
    st.switch_page(RACE, query_params={"race": result_id})


def open_client(athlete_id: str) -> None:
    """Go to a client; their address can be kept."""
    st.session_state.pop("client_opened", None)
    st.switch_page(CLIENT, query_params={"client": athlete_id})


def has_clients() -> bool:
    """Say whether there is a list to look at: several athletes, or one marked as a client."""
    known = reading.athletes()
    return len(known) > 1 or reading.access().client_file(known[0].athlete_id).is_client


def follow_client() -> None:
    """Choose the athlete an address names, before the picker is drawn; each address once.

    The picker's own choice holds from then on, and :func:`keep_client` puts it into the address.
    """
    named = st.query_params.get("client")
    if named and named != st.session_state.get("client_opened"):
        st.session_state["client_opened"] = named
        if named in {athlete.athlete_id for athlete in reading.athletes()}:
            st.session_state[CHOSEN] = st.session_state["athlete_id"] = named


def keep_client(who: Who) -> None:
    """Keep in the address of a client's page whose it is."""
    st.session_state["client_opened"] = who.athlete_id
    if st.query_params.get("client") != who.athlete_id:
        st.query_params["client"] = who.athlete_id


def to_add_files() -> None:
    """Draw the button that leads to Add files."""
    if st.button("Add files", type="primary", key="to_add_files"):
        st.switch_page(ADD_FILES)


def to_activities() -> None:
    """Draw the button that leads back to the list."""
    if st.button("All activities", key="to_activities"):
        st.switch_page(ACTIVITIES)


def to_add_results() -> None:
    """Draw the button that leads to a list of results to be read."""
    if st.button("Bring a results list", key="to_add_results"):
        st.switch_page(ADD_RESULTS)


def to_races() -> None:
    """Draw the button that leads back to the races."""
    if st.button("All races", key="to_races"):
        st.switch_page(RACES)


def to_pain(key: str) -> None:
    """Draw the button that leads to the pain diary; a page may have two, each with its key."""
    if st.button("Note pain", type="primary", key=key):
        st.switch_page(PAIN)


def to_by_hand() -> None:
    """Draw the button that leads to the form for a session no watch recorded."""
    if st.button("Write a session by hand", key="to_by_hand"):
        st.switch_page(BY_HAND)


def to_settings(part: str, label: str) -> None:
    """Draw the button that leads to a part of Settings."""
    if st.button(label, key=f"to_settings {part}"):
        st.switch_page(SETTINGS, query_params={"part": part})


def to_demo() -> None:
    """Draw the button that shows the made-up season; on the demo itself there is nothing to do."""
    if reading.access().is_demo:
        return
    if st.button("Look at the demo", key="to_demo"):
        st.session_state["demo"] = True
        st.switch_page(OVERVIEW)


def demo_banner() -> None:
    """Say on every page of the demo that it is made up; with the way back where there is one."""
    if not reading.access().is_demo:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"**{reading.access().banner}**, in a database of its own.", width="content")
        if st.session_state.get("demo") and st.button("Back to my own", key="leave_demo"):
            del st.session_state["demo"]
            st.switch_page(OVERVIEW)


def say_next(sentence: str) -> None:
    """Keep a short message for the next run, which shows it."""
    st.session_state["said"] = sentence


def show_said() -> None:
    """Show the message kept by the run before."""
    said = st.session_state.pop("said", "")
    if said:
        st.toast(said)


def delete(who: Who, activity_id: str, name: str) -> None:
    """Delete a recording, remember it for undo and go to the list."""
    reading.access().delete_activity(who.athlete_id, activity_id)
    st.session_state["deleted"] = (activity_id, name)
    st.switch_page(ACTIVITIES)


def offer_undo(who: Who) -> None:
    """After a deletion, say so and offer the way back for as long as the page is open."""
    deleted = st.session_state.get("deleted")
    if deleted is None:
        return
    activity_id, name = deleted
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="undo_row"):
        st.markdown(f"Deleted: {spoken(name)}.", width="content")
        if st.button("Undo", key="undo_delete"):
            del st.session_state["deleted"]
            reading.access().restore_activity(who.athlete_id, activity_id)
            say_next("Restored.")
            open_activity(activity_id)
