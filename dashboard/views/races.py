"""Races: what was run where and how fast, the personal bests, and the way to add a result."""

import pandas as pd
import streamlit as st

from dashboard.analysis import race_page_words, race_tables, words
from dashboard.analysis.race_editions import personal_bests, same_race
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import (
    TableColumn,
    column_config,
    empty_state,
    heading,
    spoken,
    table_height,
)
from dashboard.views import race_reading, reading, routes
from dashboard.views.form_parts import offer_undo
from dashboard.views.reading import Who

RACES = {
    "day": TableColumn("Day", width=95),
    "race": TableColumn("Race"),
    "distance": TableColumn("Distance", width=150),
    "time": TableColumn("Time", "right", 90),
    "pace": TableColumn("Pace", "right", 90),
    "place": TableColumn("Place", "right", 120),
    "best": TableColumn("", width=110),
}
NARROW_RACES = ("day", "race", "time")
BESTS = {
    "distance": TableColumn("Distance", width=150),
    "time": TableColumn("Time", "right", 90),
    "pace": TableColumn("Pace", "right", 90),
    "race": TableColumn("Race"),
    "day": TableColumn("Day", width=95),
    "grade": TableColumn("Age grade", "right", 90),
}
NARROW_BESTS = ("distance", "time", "day")


def page() -> None:
    """Draw the page."""
    who = reading.who()
    offer_undo()
    known = race_reading.known(who)
    if not known:
        _nothing_yet(who)
        return
    newest = known[-1]
    same = same_race(known, newest.result.race)
    years = sorted({one.result.race_day.year for one in known})
    span = f"{years[0]} to {years[-1]}" if len(years) > 1 else str(years[0])
    heading(
        f"{words.counted(len(known), 'race')} · {span}",
        f"{spoken(newest.result.race)}, {words.day(newest.result.race_day)}: "
        f"{race_page_words.headline(newest, same, known)}",
    )
    with st.container(horizontal=True):
        routes.to_add_results()
        routes.to_settings("Races", "Write one by hand")
    _clickable(race_tables.race_rows(known), RACES, NARROW_RACES, f"races {who.revision}")
    st.caption("Click a race to open it. Time and distance are the official ones.")
    _bests(who)
    _waiting(who)


def _bests(who: Who) -> None:
    best = personal_bests(race_reading.known(who))
    if not best:
        return
    rows = race_tables.best_rows(best, race_reading.grades(who))
    columns = {name: BESTS[name] for name in BESTS if (rows[name] != "").any()}
    with st.container(gap="xsmall"):
        st.subheader("Personal bests", anchor=False)
        _clickable(rows, columns, NARROW_BESTS, f"bests {who.revision}")
        st.caption("Over official distances, by the chip where there is one.")


def _clickable(
    rows: pd.DataFrame, columns: dict[str, TableColumn], narrow: tuple[str, ...], key: str
) -> None:
    """Show races of which any cell opens its race."""
    kept = {name: columns[name] for name in narrow} if is_narrow() else columns
    chosen = st.dataframe(
        rows[list(kept)],
        hide_index=True,
        column_config=column_config(kept),
        height=table_height(rows),
        placeholder="",
        on_select="rerun",
        selection_mode="single-cell",
        key=key,
        alt="Races; a click on a row opens it",
    )
    if chosen.selection.cells:
        routes.open_race(rows["result_id"].iloc[chosen.selection.cells[0][0]])


def _waiting(who: Who) -> None:
    """Offer the races among the activities that have no official result yet."""
    waiting = race_reading.marked_without_result(who)
    if waiting.empty:
        return
    with st.container(gap="xsmall"):
        st.subheader("Races without an official result", anchor=False)
        for _, row in waiting.head(5).iterrows():
            with st.container(horizontal=True, vertical_alignment="center"):
                name = spoken(row["name"]) or "Race"
                st.markdown(f"{name}, {words.day(row['local_day'])}", width="stretch")
                if st.button("Open", key=f"waiting {row['activity_id']}"):
                    routes.open_activity(row["activity_id"])
        st.caption("Until then their distance and time are the watch's.")


def _nothing_yet(who: Who) -> None:
    heading("Races", "No race yet: add the result of one you ran.")
    empty_state(
        "Its official time and distance then count everywhere, beside the watch file if there is"
        " one. Or look around first, with a made-up season of four half marathons.",
        [
            routes.to_add_results,
            lambda: routes.to_settings("Races", "Write one by hand"),
            routes.to_demo,
        ],
    )
    _waiting(who)


if __name__ == "__main__":
    page()
