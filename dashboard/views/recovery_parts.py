"""The parts of the recovery page: the six weeks, flare cards, phases beside active rest."""

import pandas as pd
import streamlit as st

from dashboard.analysis import recovery_page_words, units, users_text, words
from dashboard.analysis.before_flare import Fact, FlareCard
from dashboard.analysis.before_flare.cards import NOT_A_CAUSE
from dashboard.analysis.recovery_answer import Answer
from dashboard.analysis.return_phases import Progress
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import TableColumn, table, wrapped_table
from dashboard.views import recovery_reading, routes
from dashboard.views.drawing import chart, theme
from dashboard.views.link_reading import Look
from dashboard.views.reading import Who

# The newest cards stand open; the others are a click away.
OPEN_CARDS = 2
EARLIER_CARDS = 10
MORNINGS = {
    "day": TableColumn("Day", width=110),
    "run": TableColumn("Run", "right", 90),
    "before": TableColumn("Morning before", "right", 130),
    "after": TableColumn("Morning after", "right", 120),
    "state": TableColumn("By then"),
}


PHASES = {"phase": "Phase", "done": "Done", "days": "Days"}
REST = {
    "sport": TableColumn("Sport"),
    "sessions": TableColumn("Times", "right", 64),
    "hours": TableColumn("Hours", "right", 64),
    "load": TableColumn("Load", "right", 76),
}


def look() -> Look:
    """Say how figures are to be drawn now."""
    return Look(theme(), is_narrow(), units.chosen().word)


def picture(who: Who, found: Answer) -> None:
    """Draw the six weeks, and offer the mornings behind "settled"."""
    chart(
        recovery_reading.picture(who, found.question, look()),
        title=recovery_page_words.picture_title(found),
        alt=recovery_page_words.picture_alt(found),
        note=recovery_page_words.picture_note(found),
        key="recovery_course",
    )
    if found.mornings.empty:
        return
    if said := recovery_page_words.last_not_settled(found):
        st.markdown(users_text.as_markdown(said))
    with st.expander("Each run and its next morning"):
        table(
            recovery_page_words.mornings_table(found),
            MORNINGS,
            alt="Runs of the six weeks with the mornings around them, newest first",
            key=f"mornings {who.revision} {found.question}",
        )
        save_csv(found.mornings, "runs-and-mornings.csv", f"save mornings {found.question}")


def save_csv(rows: pd.DataFrame, name: str, key: str) -> None:
    """Offer the numbers behind a picture as a file."""
    st.download_button(
        "Save as CSV",
        data=lambda: rows.to_csv(index=False, date_format="%Y-%m-%d"),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        key=key,
    )


def cards(who: Who, found: Answer) -> None:
    """Show what changed before each flare, the newest first; older ones when asked for."""
    count = len(found.found)
    with st.container(gap="small"):
        st.subheader(recovery_page_words.cards_title(found), anchor=False)
        if not count:
            return
        st.caption(NOT_A_CAUSE)
        _cards(who, found, 0, OPEN_CARDS)
        if count > OPEN_CARDS:
            _earlier(who, found, count - OPEN_CARDS)
        if found.count.sentence:
            st.caption(users_text.as_markdown(found.count.sentence))


def _earlier(who: Who, found: Answer, count: int) -> None:
    opened = st.expander(f"Earlier flares ({count})", key="earlier_flares", on_change="rerun")
    if not opened.open:
        return
    key = f"earlier {who.athlete_id} {found.question}"
    shown = st.session_state.get(key, EARLIER_CARDS)
    with opened:
        _cards(who, found, OPEN_CARDS, OPEN_CARDS + shown)
        more = min(count - shown, EARLIER_CARDS)
        if more > 0 and st.button(f"Show {more} more", key="more_flares"):
            st.session_state[key] = shown + EARLIER_CARDS
            st.rerun()


def _cards(who: Who, found: Answer, first: int, end: int) -> None:
    newest = found.found.iloc[::-1]
    for place, card in enumerate(recovery_reading.cards(who, found.question, end)[first:]):
        _card(newest.iloc[first + place], card)


def _card(flare: pd.Series, card: FlareCard) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{users_text.as_markdown(recovery_page_words.card_title(flare))}**")
        for place, fact in enumerate(card.facts):
            _fact(fact, f"fact {card.onset:%Y-%m-%d} {place}")
        if card.not_found:
            st.caption(users_text.as_markdown(card.not_found))
        if is_narrow():
            _sessions(card)


def _fact(fact: Fact, key: str) -> None:
    """Show label and number beside the words with their day; a click opens the session."""
    number = f"{fact.label}  \n**{users_text.as_markdown(fact.number)}**"
    said = users_text.as_markdown(f"{words.day(fact.day)}: {fact.words}")
    if is_narrow():
        st.markdown(f"{fact.label} **{users_text.as_markdown(fact.number)}**  \n{said}")
        return
    left, middle, right = st.columns([3, 17, 2], gap="small", vertical_alignment="center")
    left.markdown(number)
    middle.markdown(said)
    with right:
        if fact.activity_id and st.button("Open", key=key, type="tertiary", help="This session"):
            routes.open_activity(fact.activity_id)


def _sessions(card: FlareCard) -> None:
    """On a phone one button a session stands under the card, not one beside each fact."""
    days = {fact.activity_id: fact.day for fact in card.facts if fact.activity_id}
    with st.container(horizontal=True):
        for activity_id, day in sorted(days.items(), key=lambda one: one[1]):
            key = f"session {card.onset:%Y-%m-%d} {activity_id}"
            if st.button(f"Open {words.day(day)}", key=key):
                routes.open_activity(activity_id)


def phases_and_rest(who: Who, found: Answer) -> None:
    """Put the way back to running beside what was done instead."""
    stopped = recovery_reading.stopped(who)
    progress = None if stopped else recovery_reading.progress(who, found.question)
    if progress is None:
        _rest(who, found)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        _phases(progress)
    with right:
        _rest(who, found)


def _phases(progress: Progress) -> None:
    with st.container(gap="xsmall"):
        st.subheader(progress.title, anchor=False)
        rows = recovery_page_words.phase_rows(progress)
        wrapped_table(rows, PHASES, alt="The phases of the return to running")
        for said in recovery_page_words.phase_notes(progress):
            st.caption(users_text.as_markdown(said))


def _rest(who: Who, found: Answer) -> None:
    rest = found.rest
    with st.container(gap="xsmall"):
        st.subheader(rest.title, anchor=False)
        if not rest.sessions:
            return
        table(
            recovery_page_words.rest_rows(rest),
            REST,
            alt="Active rest by sport",
            key=f"rest {who.revision} {found.question}",
        )
        st.caption(users_text.as_markdown(rest.note))


def method() -> None:
    """Say how it was worked out."""
    with st.expander("How this was worked out, and what it cannot say"):
        st.markdown(recovery_page_words.METHOD)
