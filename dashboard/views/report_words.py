"""Report, Words: the title, the author's own text, and what is in or out."""

from dataclasses import replace

import streamlit as st

from dashboard.access import ReportDraft
from dashboard.views import reading
from dashboard.views.form_parts import Form
from dashboard.views.reading import Who

LONGEST_TITLE = 200
TEXT_HELP = (
    "Markdown: **bold**, *italic*, - lists, # headings, [links](https://…). "
    "HTML and pictures from elsewhere stay text."
)


def draw(who: Who, year: int) -> None:
    """Draw the form; what is saved here stays with the year."""
    form = Form(f"report {who.athlete_id} {year}")
    now = reading.access().report_draft(who.athlete_id, year)
    with st.form("report_form"):
        title = _title(form, now)
        with form.field("text"):
            text = st.text_area(
                "Your words",
                now.text,
                height=260,
                placeholder="How the year was, what the body went through, who was there.",
                help=TEXT_HELP.replace("[", "\\[").replace("*", "\\*").replace("#", "\\#"),
                key=form.key("text"),
            )
        with_body = st.toggle(
            "With the body",
            now.with_body,
            help="Pain, flares, illness, treatment and heart rate. Without it, the report is "
            "about races and training alone.",
            key=form.key("with_body"),
        )
        near_start = st.toggle(
            "With the way near start and finish",
            now.near_start,
            help="Left out at first: what lies within 500 m of where a track begins and ends is "
            "often a front door, and is then not in the file either.",
            key=form.key("near_start"),
        )
        if form.is_sent("Save"):
            new = replace(now, title=title, text=text, with_body=with_body, near_start=near_start)
            form.save(
                lambda: reading.access().save_report_draft(who.athlete_id, new),
                "Saved. The preview is up to date.",
            )


def _title(form: Form, now: ReportDraft) -> str:
    with form.field("title"):
        return st.text_input(
            "Title",
            now.title,
            max_chars=LONGEST_TITLE,
            placeholder="Left empty, the year's race and its time",
            key=form.key("title"),
        )
