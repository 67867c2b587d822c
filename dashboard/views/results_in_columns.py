"""How the columns of a list were read, each with a box to correct it; remembered by its shape."""

import pandas as pd
import streamlit as st

from dashboard.analysis import results_in
from dashboard.analysis.results_in import ResultList
from dashboard.components.page_parts import TableColumn, spoken, table
from dashboard.views import reading
from dashboard.views.reading import Who

MOST_SHOWN = 40
SHOWN_ROWS = 5


def roles(who: Who, guessed: ResultList) -> tuple[str, ...]:
    """Draw a box for each column, and return what the person leaves or makes of them."""
    if not guessed.roles:
        return ()
    known = reading.access().result_mapping(who.athlete_id, guessed.shape)
    start = known if known and results_in.is_mapping_of(guessed, known) else guessed.roles
    with st.expander(_label(start, is_known=start is known), key="results_columns"):
        st.caption("Correct what is wrong. It is remembered for lists with the same headings.")
        chosen = [_box(guessed, start, at) for at in range(min(len(start), MOST_SHOWN))]
    return (*chosen, *start[len(chosen) :])


def remember(who: Who, read: ResultList, guessed: ResultList) -> None:
    """Keep what was corrected, and what takes an older correction back."""
    way = reading.access()
    known = way.result_mapping(who.athlete_id, read.shape) if read.shape else None
    if read.shape and read.roles != (guessed.roles if known is None else known):
        way.save_result_mapping(who.athlete_id, read.shape, read.roles)


def preview(read: ResultList) -> None:
    """Show the first rows as they were understood."""
    rows = read.results.head(SHOWN_ROWS)
    shown = pd.DataFrame({"row": [results_in.row_words(row) for _, row in rows.iterrows()]})
    table(shown, {"row": TableColumn("As read")}, alt="The first rows", key="results_preview")


def _label(start: tuple[str, ...], *, is_known: bool) -> str:
    found = [role for role in start if role]
    how = "as you said last time" if is_known else "found by headings and content"
    return f"How the columns were read: {len(found)} of {len(start)}, {how}"


def _box(guessed: ResultList, start: tuple[str, ...], at: int) -> str:
    heading = guessed.headings[at].strip() or f"Column {at + 1}"
    options = results_in.choices([*start, *guessed.roles])
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None, width=260):
            st.markdown(f"**{spoken(heading)}**")
            st.caption(spoken(", ".join(guessed.examples[at]) or "empty"))
        return st.selectbox(
            heading,
            options,
            index=options.index(start[at]),
            format_func=results_in.role_words,
            label_visibility="collapsed",
            key=f"role {guessed.shape} {at}",
            width=280,
        )
