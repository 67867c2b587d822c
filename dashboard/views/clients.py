"""Clients: who needs a look today and why, the most urgent first; one row an athlete."""

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.triage import ClientRow, listing
from dashboard.analysis.triage.listing import NEEDS_LOOK, VIEWS, Wanted
from dashboard.components.page_parts import heading
from dashboard.views import (
    client_new,
    clients_cards,
    clients_reading,
    clients_table,
    reading,
    routes,
)


def page() -> None:
    """Draw the page: the sentence, what to show, cards, and the others in a table."""
    today = reading.today(reading.who())
    rows = clients_reading.rows(today)
    heading(listing.overline(rows, today), listing.sentence(rows))
    wanted = _wanted(rows)
    shown = listing.listing(rows, wanted)
    clients_cards.draw(shown.cards, today)
    clients_table.draw(shown.table, today, is_beside=bool(shown.cards))
    if not shown.cards and not shown.table:
        st.markdown(listing.nothing_words(wanted))
        routes.to_demo()
    if said := listing.quiet_words(shown.quiet):
        st.caption(said)


def _wanted(rows: Sequence[ClientRow]) -> Wanted:
    """Draw what the list is filtered by, in one row."""
    with st.container(horizontal=True, vertical_alignment="center"):
        name = st.text_input(
            "Name",
            placeholder="Name",
            label_visibility="collapsed",
            width=200,
            key="clients_name",
        )
        view = st.pills(
            "Show",
            VIEWS,
            default=NEEDS_LOOK,
            required=True,
            label_visibility="collapsed",
            key="clients_view",
            bind="query-params",
        )
        reason = st.selectbox(
            "Reason",
            listing.reasons_in(rows),
            label_visibility="collapsed",
            width=200,
            key="clients_reason",
        )
        client_new.draw()
    return Wanted(name, view, reason)


if __name__ == "__main__":
    page()
