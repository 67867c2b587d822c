"""A race on the Activity page: its official figures, the division, and what was published."""

import pandas as pd
import streamlit as st

from dashboard.access import RaceResult, StoredActivity
from dashboard.analysis import race_words, words
from dashboard.analysis.legs import Leg, legs_only
from dashboard.analysis.races import RaceFigures, compare_with_watch, figures
from dashboard.components.page_parts import Figure, spoken
from dashboard.views import race_form, reading, routes
from dashboard.views.reading import Who

TIME_LABELS = {"chip": "Chip time", "gun": "Gun time", "watch": "Elapsed time"}


def result_of(who: Who, recording: StoredActivity) -> RaceResult | None:
    """Find the official result of a recording; None when there is none."""
    return race_words.result_for(
        reading.race_results(who), recording.sessions["session_id"].tolist()
    )


def draw_form(who: Who, recording: StoredActivity, parts: tuple[Leg, ...]) -> None:
    """Draw the button behind which the official result is entered and changed."""
    first = (legs_only(parts) or parts)[0]
    known = result_of(who, recording) or RaceResult(
        recording.name, first.day, session_id=first.session_id
    )
    watch = {known.session_id: "This recording"}
    with st.popover("Race result", key=race_form.form_of(who, known).key("open")):
        if not known.result_id:
            st.caption("From the organiser's list, or typed below:")
            routes.to_add_results()
        race_form.draw(who, known, watch)


def numbers(result: RaceResult, shown: RaceFigures) -> list[Figure]:
    """Give a race's first figures: distance, time and pace, each official where there is one."""
    pace = words.pace(shown.distance_m, shown.time_s)
    return [
        Figure(
            "Official distance" if shown.distance_source == "official" else "Distance",
            words.exact_distance(shown.distance_m),
            "As the organiser measured it; the watch's own is named only in the comparison below.",
        ),
        Figure(TIME_LABELS.get(shown.time_source, "Time"), words.race_time(shown.time_s)),
        Figure("Pace", pace, f"{shown.sentence}." if result.status == "finished" else ""),
    ]


def card(who: Who, recording: StoredActivity, result: RaceResult, shown: RaceFigures) -> None:
    """Draw the card: the division, what was published, and the one comparison with the watch."""
    session = _watch_row(who, recording, result)
    with st.container(border=True, gap="small", key="race_card"):
        with st.container(gap=None):
            st.caption(spoken(f"{result.race} {result.edition}".strip()))
            # Our own words and numbers, with nothing in them that Markdown reads.
            st.subheader(shown.sentence, anchor=False)
        published = race_words.facts(result)
        if published:
            with st.container(horizontal=True, gap="medium"):
                for label, value in published:
                    with st.container(gap=None, width="content"):
                        st.caption(spoken(label))
                        st.markdown(spoken(value))
        compared = None if session is None else compare_with_watch(result, session)
        if compared is not None:
            st.caption(compared.sentence)
        if st.button("This race, and its other years", key="to_race"):
            routes.open_race(result.result_id)


def _watch_row(who: Who, recording: StoredActivity, result: RaceResult) -> pd.Series | None:
    """Read the watch's own row where one session is the whole race."""
    raced = recording.sessions[recording.sessions["sport"] != "transition"]
    if len(raced) != 1 or not result.session_id:
        return None
    way = reading.access()
    return way.watch_session(who.athlete_id, recording.activity_id, result.session_id)


def official(who: Who, recording: StoredActivity) -> tuple[RaceResult, RaceFigures] | None:
    """Give result and figures for the page's numbers; None where no result is known."""
    result = result_of(who, recording)
    if result is None:
        return None
    return result, figures(result, _watch_row(who, recording, result))
