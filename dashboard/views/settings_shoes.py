"""Settings, Shoes: what each pair is like and how far it has run; choose, add, change, retire."""

import math
from functools import partial

import streamlit as st

from dashboard.access import Shoe
from dashboard.analysis import settings_words, units, words
from dashboard.analysis import shoes as answers
from dashboard.analysis.shoes import ShoeUse
from dashboard.analysis.users_text import as_markdown
from dashboard.components.page_parts import spoken
from dashboard.views import form_parts, reading, routes
from dashboard.views.form_parts import Form, columns, maybe_day_field, number_field
from dashboard.views.reading import Who

LONGEST_NAME = 60


def draw(who: Who) -> None:
    """Draw the shoes and the form for a new pair."""
    uses = answers.shoe_uses(reading.shoes(who), reading.sessions(who), reading.today(who))
    shared = answers.rotation(uses)
    if shared:
        st.caption(as_markdown(shared))
    for use in uses:
        _row(who, use)
    st.subheader("A new pair", anchor=False)
    with st.form("new_shoe_form"):
        _fields(Form(f"new shoe {who.athlete_id}"), who, None)


def _row(who: Who, use: ShoeUse) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(f"**{spoken(use.name)}**")
            st.caption(as_markdown(" · ".join(filter(None, (use.build, _days(use))))))
            st.caption(as_markdown(answers.used(use)))
        form = Form(f"shoe {use.shoe_id}")
        with st.popover("Change", key=form.key("change")):
            with st.form(f"shoe_form {use.shoe_id}", border=False):
                _fields(form, who, use)
            if st.button("Delete this pair", key=f"delete shoe {use.shoe_id}"):
                _delete(who, use)


def _days(use: ShoeUse) -> str:
    first = f"first worn {words.day(use.first_use)}" if use.first_use is not None else ""
    last = f"retired {words.day(use.last_use)}" if use.last_use is not None else ""
    return " · ".join(filter(None, (first, last)))


def _fields(form: Form, who: Who, use: ShoeUse | None) -> None:
    """Ask for everything of a pair; without ``use`` it is a new one."""
    with form.field("name"):
        name = st.text_input(
            "Name",
            use.name if use else "",
            max_chars=LONGEST_NAME,
            placeholder="What you call this pair",
            key=form.key("name"),
        )
    left, right = columns(2)
    with left:
        drop = number_field(
            form, "heel_drop_mm", "Heel drop, mm", use.heel_drop_mm if use else math.nan
        )
    with right:
        stack = number_field(
            form, "stack_mm", "Stack under the heel, mm", use.stack_mm if use else math.nan
        )
    left, middle, right = columns(3)
    with left:
        first = maybe_day_field(form, "first_use", "First worn", use.first_use if use else None)
    with middle:
        last = maybe_day_field(form, "last_use", "Retired", use.last_use if use else None)
    with right:
        start_km = _run_before(form, use)
    shoe = Shoe(
        name=name,
        heel_drop_mm=drop,
        stack_mm=stack,
        first_use=first,
        last_use=last,
        start_km=start_km,
        shoe_id=use.shoe_id if use else "",
    )
    if form.is_sent("Save this pair"):
        form.save(partial(reading.access().save_shoe, who.athlete_id, shoe), "Saved.")


def _run_before(form: Form, use: ShoeUse | None) -> float:
    """Ask how far it was run before the first session here; kilometres come back."""
    unit = units.chosen()
    per_km = words.METRES_PER_KM / unit.metres
    known = use.start_km * per_km if use else 0.0
    typed = number_field(
        form,
        "start_km",
        f"{settings_words.LONG[unit.word].capitalize()} before",
        round(known, 1),
        hint="What it had run before its first session in here.",
    )
    return typed / per_km


def _delete(who: Who, use: ShoeUse) -> None:
    way = reading.access()
    way.delete_shoe(who.athlete_id, use.shoe_id)
    form_parts.remember_undo(
        f"Deleted: {spoken(use.name)}.", partial(way.restore_shoe, who.athlete_id, use.shoe_id)
    )
    routes.say_next("Deleted.")
    st.rerun()
