"""Activities: what is there, newest first; a click opens one."""

import pandas as pd
import streamlit as st

from dashboard.analysis import words
from dashboard.analysis.activity_list import activity_list
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import (
    TableColumn,
    column_config,
    empty_state,
    heading,
    spoken,
)
from dashboard.views import reading, routes
from dashboard.views.reading import Who

WIDE = {
    "day": TableColumn("Day", width=95),
    "sport": TableColumn("Sport", width=110),
    "name": TableColumn("Name"),
    "distance": TableColumn("Distance", "right", 90),
    "time": TableColumn("Time", "right", 80),
    "how_fast": TableColumn("Pace or legs", "right", 190),
    "heart_rate": TableColumn("bpm", "right", 60),
}
NARROW = {
    "day": TableColumn("Day", width=92),
    "title": TableColumn("Activity"),
    "far": TableColumn("Distance", "right", 84),
}


def page() -> None:
    """Draw the page."""
    who = reading.who()
    routes.offer_undo(who)
    sessions = reading.sessions(who)
    if sessions.empty:
        _nothing_yet()
        return
    rows = activity_list(sessions)
    heading(_span(sessions, len(rows)), _newest(rows))
    _list(rows, who)
    st.caption("Click a row to open it. Time is moving time; for a race or several legs, elapsed.")


def _nothing_yet() -> None:
    heading("No data yet", "Nothing here so far: add what your watch recorded.")
    empty_state(
        "Any .fit, .gpx or .tcx file, one or thousands, or the zip your watch's maker gives you. "
        "They stay on this computer. Or look around first, with a made-up season.",
        [routes.to_add_files, routes.to_demo],
    )


def _span(sessions: pd.DataFrame, count: int) -> str:
    days = sessions["local_day"]
    first, last = words.day(days.min().date()), words.day(days.max().date())
    span = first if first == last else f"{first} to {last}"
    return f"{words.counted(count, 'activity', 'activities')} · {span}"


def _newest(rows: pd.DataFrame) -> str:
    newest = rows.iloc[0]
    what = spoken(newest["name"]) or newest["sport"]
    done = " in ".join(text for text in (newest["distance"], newest["time"]) if text)
    return f"Newest: {what} on {newest['day']}, {done}."


def _list(rows: pd.DataFrame, who: Who) -> None:
    """Any cell of a row opens it; the key falls with the revision, and the choice with it."""
    shown, columns = _for_width(rows)
    chosen = st.dataframe(
        shown[list(columns)],
        hide_index=True,
        column_config=column_config(columns),
        height="content" if len(rows) <= 25 else 900,  # noqa: PLR2004 - a screen's worth
        placeholder="",
        on_select="rerun",
        selection_mode="single-cell",
        key=f"activities {who.revision}",
        alt="Activities, newest first: day, sport, name, distance, time, pace and heart rate",
    )
    if chosen.selection.cells:
        routes.open_activity(rows["activity_id"].iloc[chosen.selection.cells[0][0]])


def _for_width(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, TableColumn]]:
    if not is_narrow():
        nameless = (rows["name"] == "").all()
        return rows, {key: WIDE[key] for key in WIDE if not (key == "name" and nameless)}
    named = rows["name"].where(rows["name"] != "", rows["sport"])
    far = rows["distance"].where(rows["distance"] != "", rows["time"])
    return rows.assign(title=named, far=far), NARROW


if __name__ == "__main__":
    page()
