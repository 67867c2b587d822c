"""Link: whether more load is followed by more of this pain, and how surely."""

import streamlit as st

from dashboard.analysis import link_words
from dashboard.analysis.link_answer import Answer
from dashboard.analysis.red_flag_state import stop_for
from dashboard.components.page_parts import empty_state, heading
from dashboard.views import (
    link_parts,
    link_reading,
    link_settings,
    reading,
    recovery_reading,
    routes,
)
from dashboard.views.reading import Who
from dashboard.views.red_flag_questions import show_stopped


def page() -> None:
    """Draw the page: the verdict first, then what was asked, then what it rests on."""
    who = reading.who()
    log = link_reading.log(who)
    if log.entries.empty or log.sessions.empty:
        _nothing_yet(has_entries=not log.entries.empty, has_sessions=not log.sessions.empty)
        return
    stopped = recovery_reading.stopped(who)
    if stopped:
        # Where to go comes before any number.
        show_stopped(stopped, link_words.STOPPED)
    verdict = st.container(gap="small")
    question = link_settings.chosen(link_settings.choices(who))
    if stop := stop_for(stopped, question.site):
        with verdict:
            heading(link_words.NAME, stop.sentence)
        return
    found = link_reading.answer(who, question)
    with verdict:
        _verdict(who, found)
    if said := link_words.looked(link_settings.looked(who.athlete_id, question)):
        st.caption(said)
    link_parts.windows(who, found)
    link_parts.beside(found)
    link_parts.reverse(who, found)
    link_parts.places(found)
    link_parts.method()


def _verdict(who: Who, found: Answer) -> None:
    heading(link_words.overline(found), link_words.verdict(found.result))
    window = found.result.window
    strongest = link_reading.days(who, found.question, window) if window else None
    for said in link_words.beside_the_verdict(found.result, strongest):
        st.markdown(said)


def _nothing_yet(*, has_entries: bool, has_sessions: bool) -> None:
    heading(link_words.NAME, link_words.nothing_yet(has_entries=has_entries))
    actions = [] if has_sessions else [routes.to_add_files]
    if not has_entries:
        actions.append(lambda: routes.to_pain("link_to_pain"))
    empty_state(link_words.NOTHING_YET, [*actions, routes.to_demo])


if __name__ == "__main__":
    page()
