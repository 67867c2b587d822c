"""The table of the list: those with something to know, with their pain and their running."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard.analysis import units
from dashboard.analysis.triage import ClientRow, listing
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import spoken
from dashboard.views import clients_cards, drawing

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

MOST_ROWS, TALLEST_PX = 14, 620
MOST_PAIN = 10


def draw(rows: Sequence[ClientRow], today: pd.Timestamp, *, is_beside: bool) -> None:
    """Draw the table, as cards where it is narrow; a click on a row offers its buttons."""
    if not rows:
        return
    if is_beside:
        st.subheader("This week", anchor=False)
    if is_narrow():
        clients_cards.draw(rows, today)
        return
    chosen_place = st.container()
    cells = listing.table(rows, today)
    chosen = st.dataframe(
        cells[list(listing.COLUMNS[1:])],
        hide_index=True,
        column_config=_columns(),
        height="content" if len(rows) <= MOST_ROWS else TALLEST_PX,
        row_height=44,
        placeholder="",
        on_select="rerun",
        selection_mode="single-cell",
        key=f"clients {len(rows)} {cells['athlete_id'].iloc[0]}",
        alt="Clients: name, why, where, 28 days of pain, 6 weeks of running, last entry",
    )
    st.caption(
        "Click a row for its buttons. Pain: the noted days of 28, 0 to 10, at the place noted most"
        " often. Running: six times 7 days."
    )
    if picked := chosen.selection.cells:
        with chosen_place:
            _chosen(rows[picked[0][0]], today)


def _chosen(row: ClientRow, today: pd.Timestamp) -> None:
    with clients_cards.frame("chosen_client"):
        with st.container(gap="xsmall", width="stretch"):
            st.markdown(f"**{spoken(row.name)}**")
            clients_cards.say(row.open_reasons or row.reasons)
            clients_cards.seen(row, today)
        clients_cards.actions(row)


def _columns() -> "dict[str, ColumnConfig]":
    colours = drawing.colours()
    unit = units.chosen().many
    column = st.column_config
    return {
        "name": column.TextColumn("Client", width=110),
        "why": column.TextColumn("Why", width=400),
        "where": column.TextColumn("Where", width=150),
        "pain": column.LineChartColumn(
            "Pain, 28 days (0 to 10)", width=150, y_min=0, y_max=MOST_PAIN, color=colours.pain
        ),
        "running_km": column.BarChartColumn(
            f"Running, 6 weeks ({unit})", width=130, y_min=0, color=colours.run
        ),
        "last_entry": column.TextColumn("Last entry", width=85),
    }
