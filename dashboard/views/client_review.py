"""The six-week review: how it went, what was agreed, what is decided, when the next one is."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.access import Review
from dashboard.analysis import users_text, words
from dashboard.analysis.client import ClientSummary, said
from dashboard.analysis.recovery import COURSE_DAYS
from dashboard.views import form_parts, reading, routes
from dashboard.views.form_parts import Form, columns, day_field, maybe_day_field
from dashboard.views.reading import Who

LONGEST_TEXT = 1000
SIX_WEEKS = pd.Timedelta(days=COURSE_DAYS)
KEEPS = "The figures below are kept with the review as they stand today."


def draw(who: Who, found: ClientSummary) -> None:
    """Draw the figures that the review rests on, the form, and the reviews held before."""
    st.subheader(said.review_due(found) or "No review is planned", anchor=False)
    st.caption(KEEPS)
    _figures(said.figures(found))
    with st.form("review_form"):
        _fields(who, found)
    reviews = found.record.reviews.sort_values("reviewed_on", ascending=False, kind="stable")
    if len(reviews):
        st.subheader("Held before", anchor=False)
    for _, row in reviews.iterrows():
        _review(who, row)


def _figures(text: str) -> None:
    with st.container(border=True, gap="xsmall"):
        for line in text.splitlines():
            st.markdown(users_text.as_markdown(line))


def _fields(who: Who, found: ClientSummary) -> None:
    form = Form(f"review {who.athlete_id}")
    file = found.record.file
    first, second, third = columns(3)
    with first:
        held = day_field(form, "reviewed_on", "Reviewed on", found.record.today)
    with second:
        since = maybe_day_field(
            form, "conservative_since", "Conservative management since", file.conservative_since
        )
    with third:
        due = maybe_day_field(form, "next_due", "Next review", found.record.today + SIX_WEEKS)
    with form.field("agreed"):
        agreed = st.text_area(
            "What was agreed", max_chars=LONGEST_TEXT, height=80, key=form.key("agreed")
        )
    with form.field("decision"):
        decision = st.text_area(
            "Decision", max_chars=LONGEST_TEXT, height=80, key=form.key("decision")
        )
    if form.is_sent("Keep this review"):
        review = Review(held, agreed, decision, due, said.figures(found))
        form.save(partial(_keep, who, found, review, since), "Review kept.")


def _keep(who: Who, found: ClientSummary, review: Review, since: pd.Timestamp | None) -> None:
    """Keep the review first: a day that cannot be refuses both."""
    way = reading.access()
    way.save_review(who.athlete_id, review)
    if since != found.record.file.conservative_since:
        file = way.client_file(who.athlete_id)
        way.save_client_file(who.athlete_id, replace(file, conservative_since=since))


def _review(who: Who, row: pd.Series) -> None:
    day = words.day(row["reviewed_on"])
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{day}**")
        if row["agreed"]:
            st.text(f"Agreed: {row['agreed']}")
        st.text(f"Decided: {row['decision']}")
        if pd.notna(row["next_due"]):
            st.caption(f"Next review named then: {words.day(row['next_due'])}")
        if row["figures"]:
            with st.expander("The figures of that day"):
                _figures(str(row["figures"]))
        key = str(row["review_id"])
        if st.button("Delete", key=f"delete review {key}", type="tertiary"):
            way = reading.access()
            way.delete_review(who.athlete_id, key)
            restore = partial(way.restore_review, who.athlete_id, key)
            form_parts.remember_undo(f"Deleted: the review of {day}.", restore)
            routes.say_next("Deleted.")
            st.rerun()
