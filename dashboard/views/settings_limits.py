"""Settings, Limits: resting and highest heart rate and threshold pace, each from a day on."""

import math
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.access import Thresholds
from dashboard.analysis import settings_words, typed, units, words
from dashboard.components.page_parts import TableColumn, table
from dashboard.views import form_parts, reading, routes
from dashboard.views.form_parts import Form, columns, day_field, number_field
from dashboard.views.reading import Who

COLUMNS = {
    "valid_from": TableColumn("From", width=110),
    "rest": TableColumn("Resting", "right"),
    "top": TableColumn("Highest", "right"),
    "pace": TableColumn("Threshold pace", "right"),
}


def draw(who: Who) -> None:
    """Draw what is known and the form for a new set."""
    st.caption(
        "A session is read with the limits that hold on its day, so a new set changes no older "
        "session. Zones, TRIMP and threshold load are unknown without them."
    )
    limits = reading.athlete(who).thresholds
    if limits:
        rows = settings_words.limits_rows(limits)
        table(rows, COLUMNS, alt="Limits of your body, the newest first", key="limits")
        _delete(who, limits)
    st.subheader("New limits from a day on", anchor=False)
    with st.form("limits_form"):
        form = Form(f"limits {who.athlete_id}")
        _fields(form, who)


def _fields(form: Form, who: Who) -> None:
    left, right = columns(2)
    with left:
        rest = number_field(form, "heart_rate_rest_bpm", "Resting heart rate, bpm", math.nan)
    with right:
        top = number_field(
            form,
            "heart_rate_max_bpm",
            "Highest heart rate, bpm",
            math.nan,
            hint="The highest you have seen in a hard race or test; formulas by age are often "
            "wrong by 10 beats.",
        )
    left, right = columns(2)
    with left:
        pace = _pace(form)
    with right:
        day = day_field(form, "valid_from", "They hold from", reading.now(who))
    if form.is_sent("Save these limits"):
        form.save(lambda: _save(who, day, rest, top, pace), "Saved.")


def _pace(form: Form) -> str:
    own = units.chosen()
    with form.field("threshold_pace_s_per_km"):
        return st.text_input(
            f"Threshold pace, {words.pace_unit(own.metres)}",
            placeholder="5:06" if own is units.KM else "8:12",
            help="About the pace you could race for an hour.",
            key=form.key("pace"),
        )


def _save(who: Who, day: pd.Timestamp, rest: float, top: float, pace: str) -> None:
    limits = Thresholds(day, rest, top, typed.pace_s_per_km("threshold_pace_s_per_km", pace))
    reading.access().save_thresholds(who.athlete_id, limits)


def _delete(who: Who, limits: tuple[Thresholds, ...]) -> None:
    newest = sorted(limits, key=lambda row: row.valid_from, reverse=True)
    with st.popover("Delete limits"):
        for row in newest:
            said = f"From {words.day(row.valid_from)}: {settings_words.limits_words(row)}"
            if st.button(f"Delete: {said}", key=f"delete limits {row.valid_from:%Y%m%d}"):
                way = reading.access()
                way.delete_thresholds(who.athlete_id, row.valid_from)
                form_parts.remember_undo(
                    f"Deleted: {said}.", partial(way.save_thresholds, who.athlete_id, row)
                )
                routes.say_next("Deleted.")
                st.rerun()
