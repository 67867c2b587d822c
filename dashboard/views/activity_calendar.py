"""Activities week by week: a cell a day, kilometres run and minutes of all sports beside it."""

import pandas as pd
import streamlit as st

from dashboard.analysis import units, words
from dashboard.analysis.weeks import DAYS, on_day, weeks
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import TableColumn, column_config
from dashboard.views import routes
from dashboard.views.reading import Who

A_SCREEN_OF_WEEKS, SCREEN_PX = 24, 880
DAY_PX = 124


def draw(who: Who, rows: pd.DataFrame) -> None:
    """Draw the weeks; a click on a day opens what was done, or offers it where it is several."""
    table = weeks(rows)
    columns = _columns()
    chosen = st.dataframe(
        table[list(columns)],
        hide_index=True,
        column_config=column_config(columns),
        height="content" if len(table) <= A_SCREEN_OF_WEEKS else SCREEN_PX,
        placeholder="",
        on_select="rerun",
        selection_mode="single-cell",
        key=f"weeks {who.revision}",
        alt="Weeks, newest first: what was done each day, distance run and minutes of all sports",
    )
    what = "week to see" if is_narrow() else "day to open"
    unit = units.chosen().many
    st.caption(f"Distances in {unit}, minutes of all sports. Click a {what} what was done.")
    if chosen.selection.cells:
        place, column = chosen.selection.cells[0]
        _open(rows, table["monday"].iloc[place], column)


def _columns() -> dict[str, TableColumn]:
    sums = {
        "running": TableColumn(f"Run, {units.chosen().many}", "right", 76),
        "minutes": TableColumn("Minutes", "right", 76),
    }
    if is_narrow():
        return {"week": TableColumn("Week of"), **sums, "sessions": TableColumn("Times", "right")}
    days = {name: TableColumn(name, width=DAY_PX) for name in DAYS}
    return {"week": TableColumn("Week of", width=95), **days, **sums}


def _open(rows: pd.DataFrame, monday: pd.Timestamp, column: str) -> None:
    """Open the only activity of a day, or name those of a day or week to choose from."""
    if column in DAYS:
        picked = on_day(rows, monday + pd.Timedelta(days=DAYS.index(column)))
    else:
        last = monday + pd.Timedelta(days=len(DAYS) - 1)
        picked = rows[rows["local_day"].between(monday, last)].iloc[::-1]
    if column in DAYS and len(picked) == 1:
        routes.open_activity(str(picked["activity_id"].iloc[0]))
    with st.container(horizontal=True):
        for _, row in picked.iterrows():
            said = " ".join(filter(None, (row["sport"], row["distance"] or row["time"])))
            weekday = words.WEEKDAYS[row["local_day"].weekday()]
            if st.button(f"{weekday}: {said}", key=f"open {row['activity_id']}"):
                routes.open_activity(str(row["activity_id"]))
