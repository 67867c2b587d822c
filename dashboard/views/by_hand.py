"""A session no watch recorded: sport, start, minutes, effort, distance if any."""

import math
from datetime import time

import pandas as pd
import streamlit as st

from dashboard.access import SessionByHand
from dashboard.analysis import sports, units
from dashboard.analysis.unrated import HIGHEST_RPE, effort
from dashboard.components.page_parts import heading
from dashboard.views import reading, routes
from dashboard.views.form_parts import Form, columns, day_field, number_field
from dashboard.views.reading import Who

LONGEST_NAME, LONGEST_NOTE = 120, 2000
FIRST_CHOICE = next(iter(sports.BY_HAND))
FIVE_MINUTES_S = 300


def page() -> None:
    """Draw the page."""
    who = reading.who()
    heading("A session by hand", "What did you do without a watch?")
    form = Form("by_hand")
    with st.form("by_hand_form"):
        session = _asked(form, who)
        if form.is_sent("Save the session"):
            _save(form, who, session)
    routes.to_activities()


def _asked(form: Form, who: Who) -> SessionByHand:
    with form.field("sport"):
        chosen = st.pills(
            "Sport",
            list(sports.BY_HAND),
            default=FIRST_CHOICE,
            required=True,
            format_func=_sport_word,
            key=form.key("sport"),
        )
    sport, sub_sport = sports.BY_HAND[chosen or FIRST_CHOICE]
    start = _start(form, who)
    minutes, distance_m = _length(form)
    left, right = columns(2)
    with left:
        rpe = _effort(form)
    with right, form.field("name"):
        name = st.text_input("Name, if it has one", max_chars=LONGEST_NAME, key=form.key("name"))
    with form.field("note"):
        note = st.text_area("Note", max_chars=LONGEST_NOTE, height=80, key=form.key("note"))
    return SessionByHand(
        sport=sport,
        sub_sport=sub_sport,
        start=start,
        minutes=minutes,
        rpe=rpe,
        distance_m=distance_m,
        name=name,
        note=note,
        time_zone=reading.settings(who).time_zone or st.context.timezone or "",
    )


def _sport_word(name: str) -> str:
    return "Other" if name == "other" else sports.word(*sports.BY_HAND[name])


def _start(form: Form, who: Who) -> pd.Timestamp:
    now = reading.now(who)
    left, right = columns(2)
    with left:
        day = day_field(form, "start", "Day", now)
    with right:
        clock = st.time_input(
            "Began at", time(now.hour), step=FIVE_MINUTES_S, required=True, key=form.key("clock")
        )
    return day + pd.Timedelta(hours=clock.hour, minutes=clock.minute)


def _length(form: Form) -> tuple[float, float]:
    """Ask how long, and how far in the person's unit; metres come back."""
    unit = units.chosen()
    left, right = columns(2)
    with left:
        minutes = number_field(form, "minutes", "Minutes", math.nan)
    with right:
        far = number_field(
            form,
            "distance_m",
            f"Distance in {unit.many}, if any",
            math.nan,
            hint="Leave it empty for strength, yoga and the like.",
        )
    return minutes, far * unit.metres


def _effort(form: Form) -> float:
    with form.field("rpe"):
        chosen = st.selectbox(
            "Effort, 0 to 10",
            range(HIGHEST_RPE + 1),
            index=None,
            format_func=effort,
            placeholder="Not said",
            help="How hard the whole session felt, half an hour later.",
            key=form.key("rpe"),
        )
    return math.nan if chosen is None else float(chosen)


def _save(form: Form, who: Who, session: SessionByHand) -> None:
    said = f"Saved: {sports.word(session.sport, session.sub_sport).lower()}."
    form.save(lambda: reading.access().add_session_by_hand(who.athlete_id, session), said)


if __name__ == "__main__":
    page()
