"""All entries in a table, and the way to change or delete one."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.access import PainEntry, pain_entries_of
from dashboard.analysis.pain import Site
from dashboard.analysis.pain_history import history
from dashboard.analysis.pain_moment import session_words
from dashboard.analysis.pain_place_words import ASPECTS, REGIONS, SIDES
from dashboard.analysis.pain_words import MOMENT_AFTER_A_DAY, SIGNS, capital, entry_words
from dashboard.analysis.pain_words import signs as signs_of
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import TableColumn, column_config
from dashboard.views import pain_saving
from dashboard.views.pain_details import LONGEST_NOTE
from dashboard.views.pain_reading import Diary, at
from dashboard.views.pain_saving import Said, forget_wrong, wrong_beside

COLUMNS = {
    "day": TableColumn("Day", width=95),
    "where": TableColumn("Where", width=150),
    "pain": TableColumn("Pain", "right", 75),
    "moment": TableColumn("When", width=130),
    "signs": TableColumn("Signs", width=150),
    "note": TableColumn("Note", width=420),
}
NARROW = ("day", "where", "pain")
ROWS_ON_A_SCREEN = 12
MOST_LISTED = 60
NEAR = pd.Timedelta(days=3)
CHOSEN = "change_entry"


def draw(diary: Diary) -> None:
    """Draw the table, the choice of an entry and its form."""
    rows = history(diary.entries)
    st.subheader("All entries", anchor=False)
    _table(diary, rows)
    pain_saving.offer_undo(diary.who, "table")
    known = {entry.entry_id: entry for entry in pain_entries_of(diary.entries)}
    if st.session_state.get(CHOSEN) not in known:
        st.session_state[CHOSEN] = None
    # The newest, and whichever was clicked in the table: a longer list would slow the page.
    newest = [*rows["entry_id"].head(MOST_LISTED), *filter(None, [st.session_state[CHOSEN]])]
    chosen = st.selectbox(
        "Change or delete an entry",
        list(dict.fromkeys(newest)),
        format_func=lambda one: capital(entry_words(known[one], diary.today.date())),
        placeholder="Choose an entry, or click it in the table",
        key=CHOSEN,
        on_change=forget_wrong,
    )
    if chosen is not None:
        _form(diary, known[chosen])


def _table(diary: Diary, rows: pd.DataFrame) -> None:
    """Any cell of a row chooses it; the key falls with the revision, and the choice with it."""
    kept = NARROW if is_narrow() else tuple(COLUMNS)
    key = f"pain_table_{diary.who.revision}"

    def choose() -> None:
        cells = st.session_state[key].selection.cells
        if cells:
            st.session_state[CHOSEN] = rows["entry_id"].iloc[cells[0][0]]
            forget_wrong()

    st.dataframe(
        rows[list(kept)],
        hide_index=True,
        column_config=column_config({name: COLUMNS[name] for name in kept}),
        height="content" if len(rows) <= ROWS_ON_A_SCREEN else 460,
        placeholder="",
        on_select=choose,
        selection_mode="single-cell",
        key=key,
        alt="All entries, newest first: day, place, pain, moment, signs and note",
    )


def _form(diary: Diary, old: PainEntry) -> None:
    key = f"{old.entry_id} {diary.who.revision}"
    with st.container(border=True, key="change_card"):
        new = _fields(diary, old, key)
        with st.container(horizontal=True):
            if st.button("Save the change", type="primary", key="save_change"):
                _save(diary, new)
            if st.button("Delete this entry", key="delete_entry"):
                said = f"Deleted: {entry_words(old, diary.today.date())}."
                pain_saving.delete(diary.who, old.entry_id, Said(said, "table"))
                st.rerun()


def _save(diary: Diary, new: PainEntry) -> None:
    where = Site(new.region, new.side, new.aspect).words
    said = Said(f"Changed: {where}, {new.intensity_nprs} of 10.", "table")
    if pain_saving.keep(diary.who, [new], said, diary.entries):
        st.session_state.pop(CHOSEN, None)
    st.rerun()


def _fields(diary: Diary, old: PainEntry, key: str) -> PainEntry:
    new = _place(old, key)
    new = _pain_and_moment(new, key)
    new = _time(diary, new, key)
    signs = st.pills(
        "Signs",
        list(SIGNS),
        selection_mode="multi",
        default=list(signs_of(old)),
        format_func=SIGNS.__getitem__,
        key=f"signs {key}",
    )
    note = st.text_area("Note", old.note, max_chars=LONGEST_NOTE, height=80, key=f"note {key}")
    return pain_saving.with_signs(replace(new, note=note), signs)


def _place(old: PainEntry, key: str) -> PainEntry:
    with st.container(horizontal=True):
        region = st.selectbox(
            "Where",
            list(REGIONS),
            index=list(REGIONS).index(old.region),
            format_func=REGIONS.__getitem__,
            key=f"region {key}",
        )
        side = st.selectbox(
            "Side",
            list(SIDES),
            index=list(SIDES).index(old.side),
            format_func=SIDES.__getitem__,
            key=f"side {key}",
        )
        aspect = st.selectbox(
            "Exactly",
            list(ASPECTS),
            index=list(ASPECTS).index(old.aspect),
            format_func=ASPECTS.__getitem__,
            key=f"aspect {key}",
        )
    wrong_beside("table", "region", "side", "aspect")
    return replace(old, region=region, side=side, aspect=aspect)


def _pain_and_moment(old: PainEntry, key: str) -> PainEntry:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        # No limits here: what is out of range gets a sentence, not a jump to another number.
        score = st.number_input(
            "Pain, 0 to 10", value=old.intensity_nprs, step=1, key=f"score {key}"
        )
        moment = st.selectbox(
            "When",
            list(MOMENT_AFTER_A_DAY),
            index=list(MOMENT_AFTER_A_DAY).index(old.moment),
            format_func=MOMENT_AFTER_A_DAY.__getitem__,
            key=f"moment {key}",
        )
    wrong_beside("table", "intensity_nprs", "moment")
    return replace(old, intensity_nprs=int(score), moment=moment)


def _time(diary: Diary, old: PainEntry, key: str) -> PainEntry:
    felt_at = old.felt_at.tz_convert(diary.now.tzinfo)
    with st.container(horizontal=True):
        day = st.date_input("Day", felt_at.date(), format="YYYY-MM-DD", key=f"day {key}")
        clock = st.time_input("Time", felt_at.time(), key=f"clock {key}")
        session_id = _session(diary, old, key)
    wrong_beside("table", "felt_at", "local_day")
    new = replace(old, session_id=session_id)
    # The field shows no seconds: a time left as it is keeps its own.
    shown = (felt_at.date(), felt_at.time().replace(second=0, microsecond=0))
    if day is None or clock is None or (day, clock) == shown:
        return new
    return replace(new, felt_at=at(day, clock), local_day=None)


def _session(diary: Diary, old: PainEntry, key: str) -> str:
    sessions = diary.sessions
    day = old.felt_at.tz_convert(diary.now.tzinfo).tz_localize(None).normalize()
    near = sessions[
        ((sessions["local_day"] - day).abs() <= NEAR) & (sessions["sport"] != "transition")
    ]
    columns = ("sport", "sub_sport", "distance_m", "local_day")
    named = {"": "No session"} | {
        str(row["session_id"]): session_words(*(row[name] for name in columns))
        for _, row in near.iterrows()
    }
    if old.session_id not in named:
        named[old.session_id] = "A session whose file was removed"
    return st.selectbox(
        "Session",
        list(named),
        index=list(named).index(old.session_id),
        format_func=named.__getitem__,
        key=f"session {key}",
    )
