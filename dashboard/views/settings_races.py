"""Settings, Races: official results, with or without a watch file."""

import pandas as pd
import streamlit as st

from dashboard.access import RaceResult
from dashboard.analysis import words
from dashboard.analysis.races import figures, result_of
from dashboard.components.page_parts import spoken
from dashboard.views import race_form, reading
from dashboard.views.reading import Who

# Older runs are linked from their own page.
MOST_WATCH_FILES = 500


def draw(who: Who) -> None:
    """Draw the results, the newest first, and the form for a new one."""
    results = reading.race_results(who)
    watch = watch_files(reading.sessions(who))
    with st.expander("A new result", expanded=results.empty):
        race_form.draw(who, RaceResult("", reading.now(who).normalize()), watch)
    for _, row in results.iloc[::-1].iterrows():
        _row(who, result_of(row), watch)


def _row(who: Who, result: RaceResult, watch: dict[str, str]) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(f"**{spoken(result.race)}**, {words.day(result.race_day)}")
            # Without the watch's row: what stands here is what was published.
            st.caption(figures(result).sentence)
        with st.popover("Change", key=race_form.form_of(who, result).key("change")):
            race_form.draw(who, result, watch)


def watch_files(sessions: pd.DataFrame) -> dict[str, str]:
    """Name the runs a result may belong to; of several legs, the first stands for all."""
    runs = sessions[sessions["sport"] == "running"].sort_values("position", kind="stable")
    firsts = runs.drop_duplicates("activity_id").sort_values("start_time", ascending=False)
    newest = firsts.head(MOST_WATCH_FILES)
    return {
        session_id: " · ".join(filter(None, (words.day(day), name or "Run")))
        for session_id, day, name in zip(
            newest["session_id"], newest["local_day"], newest["name"], strict=True
        )
    }
