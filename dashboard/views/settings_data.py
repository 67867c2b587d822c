"""Settings, Your data: take a copy, take everything in open formats, erase a person for good."""

import streamlit as st

from dashboard.access import StoreError
from dashboard.analysis import keeping_words
from dashboard.analysis.users_text import as_markdown
from dashboard.components.page_parts import spoken
from dashboard.views import reading
from dashboard.views.reading import Who

# A download is held in memory; beyond this the command, which is not, is the way.
LARGEST_DOWNLOAD_MB = 300
TOLD = "told of erasing"


def draw(who: Who) -> None:
    """Draw what can leave, and behind a click the end of it all."""
    way = reading.access()
    _say_erased()
    st.markdown(
        "It is yours: everything lies in one file on this computer, and whoever has a copy can "
        "read it."
    )
    if way.size_megabytes() > LARGEST_DOWNLOAD_MB:
        st.markdown(
            "The database is too large for a download. In a terminal, `plimsoll backup PATH` and "
            "`plimsoll export PATH` write it to a place you name."
        )
    else:
        _downloads(who)
    if way.is_demo:
        _reset_demo()
        return
    with st.expander("Erase everything", key="erase_everything"):
        _erasing(who)


def _downloads(who: Who) -> None:
    way, today = reading.access(), reading.now(who)
    with st.container(horizontal=True):
        st.download_button(
            "Save everything in open formats",
            lambda: way.export([who.athlete_id]),
            f"plimsoll-export-{today:%Y-%m-%d}.zip",
            "application/zip",
            on_click="ignore",
            key="save_export",
        )
        st.download_button(
            "Save a backup",
            way.backup,
            f"plimsoll-backup-{today:%Y-%m-%d}.sqlite3",
            "application/vnd.sqlite3",
            on_click="ignore",
            key="save_backup",
        )
    st.caption(
        "Open formats: your files as they came, CSV and Parquet, with a page that says what is "
        "where; `plimsoll import` takes it in again. A backup is the whole database with everybody "
        "in it; `plimsoll restore` puts it back."
    )


def _reset_demo() -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Reset the demo", key="reset_demo"):
            with st.spinner("Making the demo again…"):
                reading.access().reset_demo()
            _forget("The demo is as it was made.")
        st.caption(
            "This is a demonstration: there is nobody to erase. A reset takes back whatever was "
            "changed in it.",
            width="content",
        )


def _erasing(who: Who) -> None:
    name = reading.athlete(who).name
    st.markdown(
        f"Every activity, file, pain entry and note of **{spoken(name)}** is deleted for good. "
        "There is no undo. Save what you may want first. "
        "Backups and exports made before stay where you put them: delete those yourself."
    )
    with st.form("erase_form", border=False):
        typed = st.text_input(
            f"To go on, type the name: {spoken(name)}", key=f"erase name {who.athlete_id}"
        )
        pressed = st.form_submit_button("Erase for good")
    if not pressed:
        return
    if typed != name:
        st.error("That is another name. Nothing was erased.")
        return
    _erase(who)


def _erase(who: Who) -> None:
    try:
        gone = reading.access().erase(who.athlete_id)
    except StoreError as error:
        st.error(as_markdown(str(error)))
        return
    _forget(
        keeping_words.erased(spoken(gone.name), gone.n_activities, gone.cleaned, gone.not_cleaned)
    )


def _forget(told: str) -> None:
    """Drop what pages keep in memory of who is gone, and say what happened."""
    st.cache_data.clear()
    st.session_state.pop("athlete_id", None)
    st.session_state[TOLD] = told
    st.rerun()


def _say_erased() -> None:
    """Say once what became of somebody who was erased: it is too long to pass by."""
    told = st.session_state.pop(TOLD, "")
    if told:
        with st.container(border=True):
            st.markdown(told)
