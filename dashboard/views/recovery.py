"""Recovery: six weeks straight or up and down, what was carried, and what changed before flares."""

import streamlit as st

from dashboard.analysis import recovery_page_words
from dashboard.analysis.recovery_answer import Answer
from dashboard.analysis.red_flag_state import stop_for
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import Figure, empty_state, figures, heading
from dashboard.views import (
    overview_reading,
    questionnaire_form,
    reading,
    recovery_line,
    recovery_parts,
    recovery_reading,
    recovery_settings,
    routes,
)
from dashboard.views.form_parts import offer_undo
from dashboard.views.reading import Who


def page() -> None:
    """Draw the page: the course first, then what was carried, then each flare's card."""
    who = reading.who()
    offer_undo()
    history = overview_reading.history(who)
    if not history.entries.empty:
        _course(who)
    elif history.sessions.empty:
        heading("Recovery", "Nothing noted yet.")
        empty_state(
            recovery_page_words.NOTHING_YET,
            [lambda: routes.to_pain("recovery_to_pain"), routes.to_add_files, routes.to_demo],
        )
        return
    else:
        heading("Recovery", "No pain noted yet.")
        empty_state(
            recovery_page_words.NOTHING_YET,
            [lambda: routes.to_pain("recovery_to_pain"), routes.to_demo],
        )
        recovery_line.draw(who)
    questionnaire_form.draw(who)
    recovery_parts.method()


def _course(who: Who) -> None:
    stopped = recovery_reading.stopped(who)
    if stopped:
        # Where to go comes before any number.
        recovery_line.draw(who)
    verdict = st.container(gap="small")
    question = recovery_settings.chosen(who)
    found = recovery_reading.answer(who, question)
    stop = stop_for(stopped, question.site)
    with verdict:
        sentence = stop.sentence if stop else found.course.sentence
        heading(recovery_page_words.overline(found), sentence)
    if stop:
        return
    _figures(found)
    recovery_parts.picture(who, found)
    if not stopped:
        recovery_line.draw(who)
    recovery_parts.cards(who, found)
    recovery_parts.phases_and_rest(who, found)


def _figures(found: Answer) -> None:
    figures(
        [
            Figure(one.label, one.value, one.rests_on)
            for one in recovery_page_words.figures(found, is_narrow=is_narrow())
        ]
    )


if __name__ == "__main__":
    page()
