"""Activities: what is there, newest first, as a list or week by week; a click opens one."""

import pandas as pd
import streamlit as st

from dashboard.analysis import words
from dashboard.analysis.activity_filter import found, matching
from dashboard.analysis.unrated import unrated
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import (
    TableColumn,
    column_config,
    empty_state,
    heading,
    spoken,
)
from dashboard.views import activity_calendar, activity_filters, rating, reading, routes
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
# Rows travel to the browser at every click: beyond this the older ones come when asked for.
MOST_ROWS = 500
A_SCREEN_OF_ROWS, SCREEN_PX = 25, 900


def page() -> None:
    """Draw the page."""
    who = reading.who()
    routes.offer_undo(who)
    sessions = reading.sessions(who)
    if sessions.empty:
        _nothing_yet()
        return
    rows = reading.activity_rows(who)
    heading_place = st.container()
    _ask_effort(who, sessions)
    wanted, by_week = activity_filters.draw(who, rows)
    kept = matching(rows, wanted)
    with heading_place:
        heading(_span(kept, len(rows)), _newest(kept))
    if kept.empty:
        return
    if by_week:
        activity_calendar.draw(who, kept)
        return
    _list(kept, who)
    st.caption("Click a row to open it. Time is moving time; for a race or several legs, elapsed.")


def _nothing_yet() -> None:
    heading("No data yet", "Nothing here so far: add what your watch recorded.")
    empty_state(
        "Any .fit, .gpx or .tcx file, one or thousands, or the zip your watch's maker gives you. "
        "They stay on this computer. Or look around first, with a made-up season.",
        [routes.to_add_files, routes.to_by_hand, routes.to_demo],
    )


def _ask_effort(who: Who, sessions: pd.DataFrame) -> None:
    waiting = unrated(sessions)
    with st.container(horizontal=True, vertical_alignment="center"):
        if waiting:
            many = words.counted(len(waiting), "session")
            with st.popover(f"Rate the last {many}" if len(waiting) > 1 else "Rate 1 session"):
                rating.draw(who, waiting)
        routes.to_by_hand()


def _span(rows: pd.DataFrame, of: int) -> str:
    days = rows["local_day"]
    if rows.empty:
        return found(rows, of)
    first, last = words.day(days.min().date()), words.day(days.max().date())
    span = first if first == last else f"{first} to {last}"
    return f"{found(rows, of)} · {span}"


def _newest(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "Nothing matches: choose another sport, period or word."
    newest = rows.iloc[0]
    what = spoken(newest["name"]) or newest["sport"]
    done = " in ".join(text for text in (newest["distance"], newest["time"]) if text)
    return f"Newest: {what} on {newest['day']}, {done}."


def _list(rows: pd.DataFrame, who: Who) -> None:
    """Any cell of a row opens it; the key falls with the revision, and the choice with it."""
    newest = rows if st.session_state.get("all_rows") else rows.head(MOST_ROWS)
    shown, columns = _for_width(newest)
    chosen = st.dataframe(
        shown[list(columns)],
        hide_index=True,
        column_config=column_config(columns),
        height="content" if len(newest) <= A_SCREEN_OF_ROWS else SCREEN_PX,
        placeholder="",
        on_select="rerun",
        selection_mode="single-cell",
        key=f"activities {who.revision}",
        alt="Activities, newest first: day, sport, name, distance, time, pace and heart rate",
    )
    if chosen.selection.cells:
        routes.open_activity(newest["activity_id"].iloc[chosen.selection.cells[0][0]])
    if len(newest) < len(rows):
        older = words.counted(len(rows) - len(newest), "older activity", "older activities")
        st.button(f"Show {older} too", key="show_older", on_click=_show_all)


def _show_all() -> None:
    st.session_state["all_rows"] = True


def _for_width(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, TableColumn]]:
    if not is_narrow():
        nameless = (rows["name"] == "").all()
        return rows, {key: WIDE[key] for key in WIDE if not (key == "name" and nameless)}
    named = rows["name"].where(rows["name"] != "", rows["sport"])
    far = rows["distance"].where(rows["distance"] != "", rows["time"])
    return rows.assign(title=named, far=far), NARROW


if __name__ == "__main__":
    page()
