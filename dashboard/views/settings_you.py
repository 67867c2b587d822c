"""Settings, You: units, time zone, sex, day of birth, default effort, load method, reports."""

import math
from dataclasses import replace
from datetime import date
from typing import Literal
from zoneinfo import available_timezones

import pandas as pd
import streamlit as st

from dashboard.access import AthleteSettings
from dashboard.analysis import settings_words
from dashboard.analysis.methods import METHODS
from dashboard.views import client_new, reading
from dashboard.views.form_parts import DAY_FORMAT, Form, columns, number_field
from dashboard.views.reading import Who

EARLIEST_BIRTH = date(1900, 1, 1)
UNITS: dict[Literal["km", "mile"], str] = {"km": "Kilometres", "mile": "Miles"}
SEXES: dict[Literal["male", "female", ""], str] = {
    "": "Not said",
    "female": "Female",
    "male": "Male",
}


def draw(who: Who) -> None:
    """Draw the form."""
    form, now = Form(f"you {who.athlete_id}"), reading.settings(who)
    with st.form("you_form"):
        units = _units(form, now)
        left, right = columns(2)
        with left:
            time_zone = _time_zone(form, now)
            sex = _sex(form, now)
        with right:
            method = _method(form, now)
            effort = _effort(form, now)
        with left:
            born_on = _born_on(form, who, now)
        reports_allowed = _reports_allowed(form, now)
        if form.is_sent("Save"):
            new = replace(
                now,
                units=units,
                time_zone=time_zone,
                sex=sex,
                default_rpe=effort,
                load_method=method,
                born_on=born_on,
                reports_allowed=reports_allowed,
            )
            form.save(lambda: reading.access().save_athlete(who.athlete_id, new), "Saved.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("You look after others too? Each has pages of their own, and you a list.")
        client_new.draw()


def _units(form: Form, now: AthleteSettings) -> Literal["km", "mile"]:
    with form.field("units"):
        return st.segmented_control(
            "Distances and paces in",
            list(UNITS),
            default=now.units,
            required=True,
            format_func=UNITS.__getitem__,
            help="Heights and pool lengths stay in metres.",
            key=form.key("units"),
        )


def _time_zone(form: Form, now: AthleteSettings) -> str:
    zones = sorted({*available_timezones(), now.time_zone, st.context.timezone or ""})
    with form.field("time_zone"):
        return st.selectbox(
            "Time zone",
            zones,
            index=zones.index(now.time_zone),
            format_func=lambda zone: zone or "Not said",
            help="Decides the day of files that do not say their own clock.",
            key=form.key("time_zone"),
        )


def _sex(form: Form, now: AthleteSettings) -> Literal["male", "female", ""]:
    with form.field("sex"):
        return st.selectbox(
            "Sex, for TRIMP and age grades",
            list(SEXES),
            index=list(SEXES).index(now.sex),
            format_func=SEXES.__getitem__,
            help="The published formula has one weight for men and one for women. Without an "
            "answer, load by heart-rate impulse (TRIMP) and age grades of races are unknown.",
            key=form.key("sex"),
        )


def _born_on(form: Form, who: Who, now: AthleteSettings) -> pd.Timestamp | None:
    with form.field("born_on"):
        chosen = st.date_input(
            "Born on",
            None if now.born_on is None else now.born_on.date(),
            min_value=EARLIEST_BIRTH,
            max_value=reading.now(who).date(),
            format=DAY_FORMAT,
            help="For age grades of races, and nothing else. Empty leaves them out.",
            key=form.key("born_on"),
        )
    return None if chosen is None else pd.Timestamp(chosen).as_unit("us")


def _reports_allowed(form: Form, now: AthleteSettings) -> bool:
    with form.field("reports_allowed"):
        return st.toggle(
            "May be in reports made for many",
            now.reports_allowed,
            help="A club or clinic can make the reports of a year for everybody at once. Only who "
            "allows it here is among them.",
            key=form.key("reports_allowed"),
        )


def _effort(form: Form, now: AthleteSettings) -> float | None:
    typed = number_field(
        form,
        "default_rpe",
        "Effort of a session nobody rated, 0 to 10",
        math.nan if now.default_rpe is None else now.default_rpe,
        hint="It counts, is drawn as assumed, and never as scored. Empty leaves such sessions "
        "without a load.",
    )
    return None if math.isnan(typed) else typed


def _method(form: Form, now: AthleteSettings) -> str:
    names = ["", *METHODS]
    with form.field("load_method"):
        return st.selectbox(
            "Load counted as",
            names,
            index=names.index(now.load_method) if now.load_method in names else 0,
            format_func=settings_words.method_words,
            help="One method for the whole series; never mixed. Left to what your files hold, it "
            "is the one that scored most sessions of the last 90 days.",
            key=form.key("load_method"),
        )
