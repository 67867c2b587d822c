"""The assessment checklist: from the shoulder to the foot, side, finding and day."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.access import ASSESSMENT_ITEMS, Assessment
from dashboard.analysis.client import ClientSummary, checklist
from dashboard.components.page_parts import spoken, wrapped_table
from dashboard.views import client_reading, form_parts, reading, routes
from dashboard.views.form_parts import Form, day_field
from dashboard.views.reading import Who

LONGEST_FINDING = 300
COLUMNS = {"item": "Item", "side": "Side", "finding": "Found", "day": "On"}


def draw(who: Who, _found: ClientSummary) -> None:
    """Draw the newest finding of each item and side, and the checklist as a form."""
    rows = client_reading.assessments(who)
    newest = checklist.newest(rows)
    st.subheader(checklist.title(rows), anchor=False)
    if len(newest):
        wrapped_table(checklist.table(newest), COLUMNS, alt="The newest finding of each item")
    with st.expander("Go through the checklist", key="assess"):
        _form(who)
    if len(rows):
        with st.expander(f"Every finding ({len(rows)})", key="every_finding"):
            for _, row in rows.iloc[::-1].iterrows():
                _finding(who, row)


def _form(who: Who) -> None:
    form = Form(f"assessment {who.athlete_id}")
    st.caption("Write what was found; what stays empty is not kept.")
    with st.form("assessment_form", border=False):
        day = day_field(form, "assessed_on", "Assessed on", reading.today(who))
        found = [_item(form, code, day) for code in ASSESSMENT_ITEMS]
        with form.field("finding", "item", "side"):
            is_pressed = form.is_sent("Save the findings")
        if is_pressed:
            kept = [one for one in found if one.finding.strip()]
            if not kept:
                st.error("Nothing was written yet.")
                return
            save = partial(reading.access().save_assessments, who.athlete_id, kept)
            form.save(save, "Saved.")


def _item(form: Form, code: str, day: pd.Timestamp) -> Assessment:
    with st.container(gap="xxsmall"):
        name = checklist.capital(ASSESSMENT_ITEMS[code])
        sides = checklist.sides_of(code)
        side = sides[0]
        finding = st.text_input(name, max_chars=LONGEST_FINDING, key=form.key(f"finding {code}"))
        if len(sides) > 1:
            side = st.segmented_control(
                f"Side, {ASSESSMENT_ITEMS[code]}",
                list(sides),
                default=sides[0],
                required=True,
                format_func=checklist.SIDES.__getitem__,
                key=form.key(f"side {code}"),
                label_visibility="collapsed",
            )
    return Assessment(code, side, finding, day)


def _finding(who: Who, row: pd.Series) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        told = checklist.sentence(row)
        st.markdown(spoken(told), width="stretch")
        key = str(row["assessment_id"])
        if st.button("Delete", key=f"delete finding {key}", type="tertiary"):
            way = reading.access()
            way.delete_assessment(who.athlete_id, key)
            restore = partial(way.restore_assessment, who.athlete_id, key)
            form_parts.remember_undo(f"Deleted: {spoken(told)}.", restore)
            routes.say_next("Deleted.")
            st.rerun()
