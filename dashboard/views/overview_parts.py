"""What stands under the picture of the overview: tables, numbers, and how they are counted."""

import streamlit as st

from dashboard.analysis import overview_tables, overview_words, users_text, words
from dashboard.analysis.load import daily_load
from dashboard.analysis.overview import History, Season
from dashboard.analysis.overview_picture import Picture
from dashboard.analysis.trends import (
    ACUTE_DAYS,
    ACWR_KINDS,
    CHRONIC_DAYS,
    acute_chronic_ratio,
    smoothing,
)
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import TableColumn, column_config, table, table_height
from dashboard.views import routes
from dashboard.views.overview_reading import Drawn
from dashboard.views.reading import Who

SPIKES = {
    "day": TableColumn("Day", width=95),
    "run": TableColumn("Run"),
    "far": TableColumn("Distance", "right", 140),
    "beyond": TableColumn("Ratio (all sports)", "right", 140),
    "rate": TableColumn("Rate in 5,205 runners", "right", 150),
    "pain": TableColumn("Pain, 7 days after", width=190),
}
NARROW_SPIKES = {
    "day": TableColumn("Day", width=92),
    "far": TableColumn("km", "right"),
    "ratio": TableColumn("Ratio", "right", 64),
}
FLARES = {
    "began": TableColumn("Began", width=95),
    "where": TableColumn("Where"),
    "peak": TableColumn("Peak", "right", 60),
    "settled": TableColumn("Settled in", "right", 110),
}
NARROW_FLARES = {
    "began": TableColumn("Began", width=92),
    "site": TableColumn("Where"),
    "settled": TableColumn("Settled in", "right", 88),
}
MINUTES = {
    "sport": TableColumn("Sport"),
    "minutes": TableColumn("Minutes", "right", 90),
    "a_week": TableColumn("A week", "right", 80),
}


def spikes(who: Who, shown: Drawn) -> None:
    """List the runs much longer than the month before; a click opens one."""
    rows = shown.spikes
    if rows.empty:
        return
    columns = NARROW_SPIKES if is_narrow() else SPIKES
    with st.container(gap="xsmall"):
        st.subheader("Runs much longer than the month before", anchor=False)
        chosen = st.dataframe(
            rows[list(columns)],
            hide_index=True,
            column_config=column_config(columns),
            height=table_height(rows),
            placeholder="",
            on_select="rerun",
            selection_mode="single-cell",
            key=f"spikes {who.revision}",
            alt="Runs beyond the longest of the 30 days before; a click on a row opens it",
        )
        st.caption(f"{overview_tables.spike_note()} Click a row to open it.")
    if chosen.selection.cells:
        routes.open_activity(rows["activity_id"].iloc[chosen.selection.cells[0][0]])


def flares_and_minutes(who: Who, shown: Drawn) -> None:
    """Put flares and minutes side by side where there is room."""
    found, done = shown.flares, shown.minutes
    places = st.columns([3, 2], gap="medium")
    if not found.empty:
        columns = NARROW_FLARES if is_narrow() else FLARES
        with places[0], st.container(gap="xsmall"):
            st.subheader("Flares", anchor=False)
            table(found, columns, alt="Flares, newest first", key=f"flares {who.revision}")
    if not done.empty:
        with places[1 if len(found) else 0], st.container(gap="xsmall"):
            st.subheader("Minutes by sport", anchor=False)
            table(done, MINUTES, alt="Minutes by sport", key=f"minutes {who.revision}")
            st.caption(shown.cross_training)


def expanders(who: Who, history: History, season: Season, picture: Picture) -> None:
    """Offer the numbers, the method, and on request the ratio with its critique."""
    shown = st.expander("The numbers", key="overview_numbers", on_change="rerun")
    if shown.open:
        with shown:
            _numbers(who, picture)
    if not season.has_load:
        return
    with st.expander("How it is counted"):
        st.markdown(_method(season))
    asked = st.expander(
        "Acute to chronic ratio, on request", key="overview_ratio", on_change="rerun"
    )
    if asked.open:
        with asked:
            _ratio(history, season, picture)


def _numbers(who: Who, picture: Picture) -> None:
    numbers = overview_tables.numbers(picture)
    span = "week" if picture.is_weekly else "day"
    heads = {name: name.replace("_", " ").capitalize() for name in numbers.columns}
    st.dataframe(
        numbers.rename(columns=heads),
        hide_index=True,
        height=320,
        placeholder="",
        key=f"numbers {who.revision}",
        alt=f"Load and pain, one row a {span}, newest first",
    )
    st.download_button(
        "Save as CSV",
        data=lambda: numbers.to_csv(index=False),
        file_name=f"load-and-pain-by-{span}.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _method(season: Season) -> str:
    method = season.method
    source = f" ({method.source})" if method.source else ""
    return users_text.as_markdown(
        f"Load is {overview_words.method_words(method)}{source}; its unit is {method.unit}."
        f" Each average moves towards the day's load by 1{words.MINUS}exp({words.MINUS}1/N):"
        f" {smoothing(ACUTE_DAYS):.5f} for {ACUTE_DAYS} days, {smoothing(CHRONIC_DAYS):.5f} for"
        f" {CHRONIC_DAYS}. Both begin at 0 before the first file, so the first {CHRONIC_DAYS} days"
        " are warming up. A rest day counts 0. A day whose sessions could not be scored is unknown:"
        " the averages keep their value, and pause when more than a quarter of their days are."
        " All sports count in effort or heart rate; running alone counts in kilometres, so that"
        " active rest is seen without being read as load on a knee."
    )


def _ratio(history: History, season: Season, picture: Picture) -> None:
    kind = st.selectbox("Kind", ACWR_KINDS, key="overview_ratio_kind", width=220)
    daily = daily_load(
        history.sessions, history.athlete, season.method.name, until=history.known_until
    )
    answer = acute_chronic_ratio(daily, kind)
    known = answer.ratio[picture.first : picture.last].dropna()
    if known.empty:
        st.markdown("Not known in this range: it needs 28 known days.")
    else:
        last, low, high = (
            words.number(value, decimals=2) for value in (known.iloc[-1], known.min(), known.max())
        )
        st.markdown(
            f"{last} on {words.day(known.index[-1])}; between {low} and {high} in this range."
        )
    st.caption(users_text.as_markdown(answer.critique))
