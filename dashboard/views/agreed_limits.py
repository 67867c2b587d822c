"""The limits a physio and a runner agreed: who set them, from when, and the form for them."""

from functools import partial

import streamlit as st

from dashboard.access import PlanLimits
from dashboard.analysis import agreed_words, units, words
from dashboard.components.page_parts import spoken
from dashboard.views import form_parts, reading, recovery_reading, routes
from dashboard.views.form_parts import Form, columns, day_field, number_field
from dashboard.views.reading import Who

LONGEST_NAME, LONGEST_NOTE = 80, 300
FIELDS = ("valid_from", "longest_run_km", "week_km", "descent_m", "set_by", "note", "limits_id")


def draw(who: Who) -> None:
    """Offer a new set of limits, and list those there are, the newest first."""
    known = recovery_reading.agreed_limits(who).sort_values("valid_from", ascending=False)
    with st.expander("Limits agreed with a physio", key="agreed_limits"):
        st.caption(agreed_words.ABOUT)
        for row in zip(*(known[name] for name in FIELDS), strict=True):
            _row(who, PlanLimits(*row))
        if known.empty:
            _form(who, None)
        else:
            with st.popover("Agree on new limits"):
                _form(who, None)


def _row(who: Who, limits: PlanLimits) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(f"**From {words.day(limits.valid_from)}**: {agreed_words.listed(limits)}")
            note = f": {spoken(limits.note)}" if limits.note else ""
            st.caption(f"Set by {spoken(limits.set_by)}{note}")
        with st.popover("Change", key=f"change limits {limits.limits_id}"):
            _form(who, limits)
            if st.button("Delete", key=f"delete limits {limits.limits_id}"):
                _delete(who, limits)


def _form(who: Who, limits: PlanLimits | None) -> None:
    form = Form(f"limits {limits.limits_id if limits else f'new {who.athlete_id}'}")
    shown = limits or PlanLimits(reading.today(who))
    unit = units.chosen()
    factor = words.METRES_PER_KM / unit.metres
    with st.form(f"limits form {limits.limits_id if limits else 'new'}", border=False):
        first, second, third = columns(3)
        with first:
            longest = number_field(
                form, "longest_run_km", f"Longest run, {unit.many}", shown.longest_run_km * factor
            )
        with second:
            week = number_field(form, "week_km", f"Week, {unit.many}", shown.week_km * factor)
        with third:
            descent = number_field(form, "descent_m", "Descent of a run, m", shown.descent_m)
        left, right = columns(2)
        with left:
            since = day_field(form, "valid_from", "From", shown.valid_from)
        with right, form.field("set_by"):
            name = st.text_input(
                "Set by", shown.set_by, max_chars=LONGEST_NAME, key=form.key("set_by")
            )
        with form.field("note"):
            note = st.text_input("Note", shown.note, max_chars=LONGEST_NOTE, key=form.key("note"))
        if form.is_sent("Save these limits"):
            km = longest / factor, week / factor
            key = limits.limits_id if limits else ""
            new = PlanLimits(since, *km, descent, name, note, key)
            save = partial(reading.access().save_agreed_limits, who.athlete_id, new)
            form.save(save, "Limits saved.")


def _delete(who: Who, limits: PlanLimits) -> None:
    way = reading.access()
    way.delete_agreed_limits(who.athlete_id, limits.limits_id)
    form_parts.remember_undo(
        f"Deleted: limits from {words.day(limits.valid_from)}.",
        partial(way.restore_agreed_limits, who.athlete_id, limits.limits_id),
    )
    routes.say_next("Deleted.")
    st.rerun()
