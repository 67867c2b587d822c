"""What was kept of a list, said above the next one, with the way to the race."""

from dataclasses import dataclass

import streamlit as st

from dashboard.analysis.users_text import as_markdown
from dashboard.views import routes

KEY = "results_in_saved"
TURN = "results_in_turn"


@dataclass(frozen=True, slots=True)
class Saved:
    """Sentences, and the one race they speak of; "" for several."""

    sentences: tuple[str, ...]
    result_id: str = ""


def say(saved: Saved) -> None:
    """Keep it for the next run, which begins with an empty form."""
    st.session_state[KEY] = saved
    st.session_state[TURN] = turn() + 1


def turn() -> int:
    """Count the lists that were brought, so that each begins anew."""
    known: int = st.session_state.get(TURN, 0)
    return known


def forget() -> None:
    """Say no more of it: another list is looked at."""
    st.session_state.pop(KEY, None)


def draw() -> None:
    """Say what was kept last."""
    saved: Saved | None = st.session_state.get(KEY)
    if saved is None:
        return
    with st.container(border=True, key="results_saved"):
        for sentence in saved.sentences:
            st.markdown(as_markdown(sentence))
        if saved.result_id and st.button("Look at this race", key="to_saved_race"):
            forget()
            routes.open_race(saved.result_id)
