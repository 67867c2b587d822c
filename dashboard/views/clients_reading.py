"""What the list of clients reads: everybody at once, and looked at anew only after a change."""

import pandas as pd
import streamlit as st

from dashboard.analysis import units
from dashboard.analysis.triage import ClientRow, look_list
from dashboard.views import reading

KEPT = 8


def rows(today: pd.Timestamp) -> tuple[ClientRow, ...]:
    """Sort everybody by who needs a look, as of a local day."""
    way = reading.access()
    return _rows(way.database, way.revisions(), today, units.chosen().word)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _rows(database: str, revisions: int, today: pd.Timestamp, unit: str) -> tuple[ClientRow, ...]:
    """Read and sort; the arguments are what an answer holds for, the unit is in use already."""
    del database, revisions, unit
    return look_list(reading.access().triage(today), today)
