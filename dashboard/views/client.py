"""A client: what brought them onto the list, their six weeks, and what a physio keeps of them."""

from collections.abc import Callable

import streamlit as st

from dashboard.analysis import units, words
from dashboard.analysis.client import ClientSummary, said
from dashboard.analysis.pain_words import capital
from dashboard.analysis.triage import ClientRow
from dashboard.analysis.users_text import as_markdown
from dashboard.components.education_cards import education_cards
from dashboard.components.page_parts import heading, spoken
from dashboard.views import (
    client_assessment,
    client_exercises,
    client_notes,
    client_now,
    client_plan,
    client_reading,
    client_reasons,
    client_review,
    form_parts,
    reading,
    routes,
)
from dashboard.views.reading import Who

PARTS: dict[str, Callable[[Who, ClientSummary], None]] = {
    "Six weeks": client_now.draw,
    "Plan": client_plan.draw,
    "Exercises": client_exercises.draw,
    "Assessment": client_assessment.draw,
    "Notes": client_notes.draw,
    "Review": client_review.draw,
}


def page() -> None:
    """Draw the page; only the part that is open is computed."""
    who = reading.who()
    routes.keep_client(who)
    found = client_reading.summed_up(who, reading.today(who))
    row = client_reading.row(who, found.record.today)
    heading(_overline(found), _sentence(found, row))
    form_parts.offer_undo()
    for stop in found.stops:
        st.error(as_markdown(said.stop(stop)))
    client_reasons.draw(who, row)
    _actions(who, found)
    tabs = st.tabs(list(PARTS), key="client_part", bind="query-params")
    for tab, draw in zip(tabs, PARTS.values(), strict=True):
        if tab.open:
            with tab:
                draw(who, found)
    education_cards(tuple(one.question.site for one in found.places), "client")


def _overline(found: ClientSummary) -> str:
    parts = (spoken(found.record.name), words.long_day(found.record.today), said.managed(found))
    return " · ".join(filter(None, parts))


def _sentence(found: ClientSummary, row: ClientRow | None) -> str:
    """Answer the page's question: a red flag, else what is new, else how the first place does."""
    if found.stops:
        return found.stops[0].sentence
    if row is not None and row.needs_look:
        labels = list(dict.fromkeys(reason.label.lower() for reason in row.open_reasons))
        count = words.counted(len(labels), "reason")
        return f"{count} for a look: {words.joined(labels)}."
    if found.places:
        first = found.places[0]
        return f"{capital(first.question.site.words)}. {first.course.sentence}"
    return "Nothing noted yet." if found.is_empty else said.running(found)


def _actions(who: Who, found: ClientSummary) -> None:
    """Offer the sheet for paper, the athlete's own pages, and the way back to the list."""
    today = reading.today(who)
    unit = units.chosen().word
    with st.container(horizontal=True):
        st.download_button(
            "One page as PDF",
            data=lambda: client_reading.pdf(who, today, unit),
            file_name=f"{_file_name(found.record.name)}-{today:%Y-%m-%d}.pdf",
            mime="application/pdf",
            type="primary",
            on_click="ignore",
            key="client_pdf",
        )
        for label, place in {"All clients": routes.CLIENTS, **routes.OWN_PAGES}.items():
            if st.button(label, key=f"client to {place}"):
                st.switch_page(place)


def _file_name(name: str) -> str:
    """Keep letters and digits of a name: a download must not be a path."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in name.lower())
    return "-".join(filter(None, kept.split("-"))) or "client"


if __name__ == "__main__":
    page()
