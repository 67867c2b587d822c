"""Overview: what changed this week, and load and pain over the same days."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.analysis import week_sentence, words
from dashboard.analysis.methods import Currency
from dashboard.analysis.overview import History, Season
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import empty_state, heading
from dashboard.views import overview_parts, overview_reading, reading, routes
from dashboard.views.drawing import chart, theme
from dashboard.views.overview_range import chosen_days
from dashboard.views.reading import Who

CURRENCIES = {"All sports": Currency.ALL_SPORT, "Running": Currency.RUNNING}


def page() -> None:
    """Draw the page."""
    who = reading.who()
    history = overview_reading.history(who)
    if history.sessions.empty and history.entries.empty:
        _nothing_yet()
        return
    season = overview_reading.season(who, _currency())
    today = overview_reading.today(who, season)
    heading(
        _overline(history, season, today),
        week_sentence.week_sentence(season, history.entries, today),
    )
    days = _controls(season)
    _picture(who, history, season, days)
    _missing(history)


def _nothing_yet() -> None:
    heading("No data yet", week_sentence.NOTHING_YET)
    empty_state(
        "Drop the files of your watch, or its maker's whole export: daily load appears at once, and"
        " pain beside it as soon as you note some. Or look around first, with a made-up season.",
        [routes.to_add_files, routes.to_demo],
    )


def _overline(history: History, season: Season, today: pd.Timestamp) -> str:
    activities = history.sessions["activity_id"].nunique()
    counts = [
        words.long_day(today),
        words.counted(activities, "activity", "activities") if activities else "",
        words.counted(len(history.entries), "pain entry", "pain entries")
        if len(history.entries)
        else "",
    ]
    if season.last_load is not None and season.last_load < today:
        counts.append(f"files up to {words.day(season.last_load)}")
    return " · ".join(filter(None, counts))


def _currency() -> Currency:
    """Read the choice before its widget is drawn: the sentence above it needs the season."""
    return CURRENCIES.get(str(st.session_state.get("overview_currency")), Currency.ALL_SPORT)


def _controls(season: Season) -> tuple[pd.Timestamp, pd.Timestamp]:
    with st.container(horizontal=True, vertical_alignment="center"):
        days = chosen_days(season.days)
        if season.has_load:
            st.segmented_control(
                "What counts",
                list(CURRENCIES),
                default=next(iter(CURRENCIES)),
                required=True,
                key="overview_currency",
                persist_state="session",
                label_visibility="collapsed",
            )
        routes.to_pain("to_pain")
    return days


def _picture(
    who: Who, history: History, season: Season, days: tuple[pd.Timestamp, pd.Timestamp]
) -> None:
    width = "narrow" if is_narrow() else "wide"
    shown = overview_reading.drawn(who, _currency(), days, (theme(), width))
    chart(shown.figure, title=shown.title, alt=shown.alt, key="overview", note=shown.note)
    overview_parts.spikes(who, shown)
    overview_parts.flares_and_minutes(who, shown)
    overview_parts.expanders(who, history, season, shown.picture)


def _missing(history: History) -> None:
    """Say which half of the picture is not there yet, and what brings it."""
    if history.sessions.empty:
        empty_state(
            "No runs yet: the load above your pain comes from your watch's files.",
            [routes.to_add_files, routes.to_demo],
        )
    elif history.entries.empty:
        empty_state(
            "No pain noted yet: a place and a number take ten seconds, and a 0 counts too.",
            [partial(routes.to_pain, "to_pain_first"), routes.to_demo],
        )


if __name__ == "__main__":
    page()
