"""The diary as a file: keep it, or bring one."""

from functools import partial

import streamlit as st

from dashboard.access import pain_entries_of
from dashboard.analysis import diary_file
from dashboard.analysis.diary_file import Asks, DayOrder, IngestError, PainRows, Side
from dashboard.analysis.users_text import as_markdown
from dashboard.components.page_parts import TableColumn, table
from dashboard.views import pain_saving
from dashboard.views.pain_reading import Diary, zone
from dashboard.views.pain_saving import Said
from dashboard.views.turns import to_the_end, turns

FORM = "diary file"

ORDERS: dict[DayOrder, str] = {"day_first": "Day first", "month_first": "Month first"}
SIDES: dict[Side, str] = {"left": "Left", "right": "Right"}
REFUSED = {
    "line": TableColumn("Line", "right", 60),
    "reason": TableColumn("Why it cannot be added", width=520),
    "row": TableColumn("Row"),
}


def draw(diary: Diary) -> None:
    """Draw both ways behind a click."""
    pain_saving.offer_undo(diary.who, "file")
    with st.expander("Keep or bring the diary as a file (CSV)", key="diary_as_file"):
        time_zone = str(zone())
        if len(diary.entries):
            st.download_button(
                "Save the diary as CSV",
                lambda: diary_file.written(diary.entries, time_zone),
                f"pain-diary-{diary.today:%Y-%m-%d}.csv",
                "text/csv",
                on_click="ignore",
                key="save_diary",
            )
        _bring(diary)


def _bring(diary: Diary) -> None:
    place = turns().of(FORM)
    file = st.file_uploader(
        "A diary to add: a table with a day, a place and a number in each row",
        type=["csv", "txt", "tsv"],
        max_upload_size=20,
        key=f"diary_file_{place}",
    )
    if file is None:
        return
    try:
        _offer(diary, file.getvalue(), file.name, place)
    except IngestError as error:
        st.markdown(f":red[{as_markdown(str(error))}]")


def _offer(diary: Diary, data: bytes, name: str, place: int) -> None:
    """Ask only what the file leaves open, then say what would come in."""
    side = _side() if _asks("side", _read(data, name, "", "")) else ""
    # A row's day is read after its place: only now does it show whether the order is open too.
    order = _order() if _asks("day_order", _read(data, name, "", side)) else ""
    rows = _read(data, name, order, side)
    st.markdown(f"**{diary_file.counted(rows)}**")
    for sentence in rows.assumed:
        st.caption(sentence)
    if len(rows.refused):
        shown = rows.refused.assign(line=rows.refused["line"].astype("str"))
        table(shown, REFUSED, alt="Rows that cannot be added, with the reason", key="refused_rows")
    if len(rows.entries):
        st.button(
            "Add to the diary",
            type="primary",
            key="add_diary",
            on_click=_add,
            args=(diary, rows, name, place),
        )
    pain_saving.wrong_beside(
        "file", "intensity_nprs", "felt_at", "local_day", "region", "side", "moment"
    )


def _asks(what: Asks, rows: PainRows) -> bool:
    return bool((rows.refused["asks"] == what).any())


def _read(data: bytes, name: str, order: DayOrder, side: Side) -> PainRows:
    return diary_file.read(data, name, time_zone=str(zone()), order=order, side=side)


def _order() -> DayOrder:
    return (
        st.segmented_control(
            "A day such as 06/09/2026 is written",
            list(ORDERS),
            format_func=ORDERS.__getitem__,
            key="diary_order",
        )
        or ""
    )


def _side() -> Side:
    return (
        st.segmented_control(
            "Where a row does not say which side, it is",
            list(SIDES),
            format_func=SIDES.__getitem__,
            key="diary_side",
        )
        or ""
    )


@to_the_end
def _add(diary: Diary, rows: PainRows, name: str, place: int) -> None:
    said = Said(f"Added from {name}: {diary_file.added(rows)}.", "file")
    entries = pain_entries_of(rows.entries)
    turns().once(FORM, place, partial(pain_saving.keep, diary.who, entries, said, diary.entries))
