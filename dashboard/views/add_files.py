"""Add files: drop them, watch them come in, read what became of each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard.access import StoredReceipt
from dashboard.analysis import receipt_words, words
from dashboard.analysis.unrated import unrated
from dashboard.analysis.users_text import shortened
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import TableColumn, heading, table, wrapped_table
from dashboard.views import rating, reading, routes
from dashboard.views.reading import Who

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

COLUMNS = {"file": "File", "status": "What happened", "why": "Why"}
REASON_COLUMNS = {"files": "Files", "status": "What happened", "reason": "Why"}
TABLE_COLUMNS = {name: TableColumn(label) for name, label in COLUMNS.items()}
MOST_IN_WORDS = 40
PHONE_LETTERS = 18
EARLIER = 5
POLL_S = 0.7


def page() -> None:
    """Draw the page."""
    who = reading.who()
    receipts = reading.access().receipts(who.athlete_id)
    running = receipts.loc[receipts["state"] == "running", "receipt_id"]
    heading(*_headline(who, receipts))
    if len(running):
        _progress(who.athlete_id, str(running.iloc[0]))
    else:
        _uploader(who)
        routes.to_by_hand()
    ended = receipts.loc[receipts["state"] != "running", "receipt_id"].tolist()
    if ended:
        _receipt(who, ended[0])
    if len(ended) > 1:
        _earlier(who, ended[1 : EARLIER + 1])


def _headline(who: Who, receipts: pd.DataFrame) -> tuple[str, str]:
    count = reading.sessions(who)["activity_id"].nunique()
    overline = f"{words.counted(count, 'activity', 'activities')} so far"
    if (receipts["state"] == "running").any():
        return overline, "Your files are coming in. You can leave this page meanwhile."
    return overline, "Drop your watch files here. They stay on this computer."


def _uploader(who: Who) -> None:
    """Whatever is dropped is imported at once: an import can be undone as a whole."""
    folder = st.toggle("A whole folder", key="folder")
    place = st.session_state.setdefault("uploads", 0)
    files = st.file_uploader(
        "FIT, GPX and TCX files, or a zip of them",
        accept_multiple_files="directory" if folder else True,
        key=f"upload {place}",
        help="One or thousands. Settings, courses and workouts among them are skipped.",
    )
    if files:
        _start(who, files)


def _start(who: Who, files: "Sequence[UploadedFile]") -> None:
    with st.spinner("Handing the files over…"):
        reading.access().start_import(who.athlete_id, [(file.name, file) for file in files])
    st.session_state["uploads"] += 1
    st.rerun()


@st.fragment(run_every=POLL_S)
def _progress(athlete_id: str, receipt_id: str) -> None:
    receipt = reading.access().receipt(athlete_id, receipt_id)
    if receipt.state != "running":
        st.rerun()
    share = receipt.done / receipt.total if receipt.total else 0.0
    seconds = (receipt.updated_at - receipt.started_at).total_seconds()
    told = receipt_words.progress(receipt.done, receipt.total, seconds)
    st.progress(min(share, 1.0), text=told)
    if st.button("Stop", key="stop_import", help="What came in so far is kept."):
        reading.access().cancel_import(athlete_id, receipt_id)
        st.rerun()


def _receipt(who: Who, receipt_id: str) -> None:
    receipt = reading.access().receipt(who.athlete_id, receipt_id)
    st.subheader(_sentence(receipt), anchor=False)
    if receipt.state == "cancelled":
        st.caption("It stopped before the end. Drop the files again: what is here is not doubled.")
    if receipt.undone_at is None:
        _actions(who, receipt)
    _why(receipt)
    if receipt.undone_at is None:
        _ask_effort(who, receipt)
    _rows(receipt)


def _ask_effort(who: Who, receipt: StoredReceipt) -> None:
    """Ask for the effort of what this import brought: the last ten that nobody rated."""
    waiting = unrated(reading.sessions(who), receipt_words.came_in(receipt.rows))
    if waiting:
        with st.container(border=True, key="ask_effort"):
            rating.draw(who, waiting)


def _sentence(receipt: StoredReceipt) -> str:
    undone = ", all taken out again" if receipt.undone_at is not None else ""
    return f"{receipt_words.counts(receipt.rows)}{undone}."


def _actions(who: Who, receipt: StoredReceipt) -> None:
    added = receipt_words.added(receipt.rows)
    sessions = reading.sessions(who)
    here = receipt_words.can_be_opened(receipt.rows)
    newest = sessions.loc[sessions["activity_id"].isin(here), "activity_id"]
    with st.container(horizontal=True):
        if len(newest) and st.button("Open the newest", type="primary", key="open_newest"):
            routes.open_activity(str(newest.iloc[0]))
        if added and st.button(
            "Undo this import",
            key=f"undo {receipt.receipt_id}",
            help="Takes out everything this import added, at once. As a command: "
            f"plimsoll undo {receipt_words.short_id(receipt.receipt_id)}",
        ):
            reading.access().undo_import(who.athlete_id, receipt.receipt_id)
            routes.say_next("Taken out again.")
            st.rerun()
        st.download_button(
            "Receipt as JSON",
            receipt_words.as_json(receipt.receipt_id, receipt.rows),
            "receipt.json",
            "application/json",
            on_click="ignore",
            key=f"json {receipt.receipt_id}",
        )


def _why(receipt: StoredReceipt) -> None:
    """Count the reasons of an import too long to be read file by file."""
    reasons = receipt_words.reasons(receipt.rows)
    if len(receipt.rows) > MOST_IN_WORDS and len(reasons):
        counted = reasons.assign(files=reasons["files"].map(words.number))
        wrapped_table(counted, REASON_COLUMNS, alt="Why, and of how many files")


def _rows(receipt: StoredReceipt) -> None:
    """Say what became of each file; in a long list first of those that need a word."""
    rows = receipt_words.receipt_rows(receipt.rows)
    if rows.empty:
        return
    if len(rows) <= MOST_IN_WORDS:
        _in_words(rows, "What became of each file")
        return
    remarked = rows[rows["status"].isin(receipt_words.UNWELL)].head(MOST_IN_WORDS)
    if len(remarked):
        _in_words(remarked, "Files that were refused or repaired")
    with st.expander(f"All {words.counted(len(rows), 'file')}"):
        table(rows, TABLE_COLUMNS, alt="Every file", key=f"rows {receipt.receipt_id}")


def _in_words(rows: pd.DataFrame, alt: str) -> None:
    if not is_narrow():
        wrapped_table(rows, COLUMNS, alt=alt)
        return
    short = rows.assign(
        file=[shortened(name.split("/")[-1], PHONE_LETTERS) for name in rows["file"]],
        told=(rows["status"] + ". " + rows["why"]).str.strip(),
    )
    wrapped_table(short, {"file": "File", "told": "What happened"}, alt=alt)


def _earlier(who: Who, receipt_ids: list[str]) -> None:
    st.subheader("Earlier imports", anchor=False)
    zone = st.context.timezone or "UTC"
    for receipt_id in receipt_ids:
        receipt = reading.access().receipt(who.athlete_id, receipt_id)
        began = receipt.started_at.tz_convert(zone)
        with st.expander(f"{words.day(began)}, {began:%H:%M}: {_sentence(receipt)}"):
            if receipt.undone_at is None:
                _actions(who, receipt)
            _why(receipt)
            _rows(receipt)


if __name__ == "__main__":
    page()
