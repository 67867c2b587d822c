"""The six weeks of a client: figures, the course of each place, and what was carried."""

import streamlit as st

from dashboard.analysis import recovery_page_words, users_text, words
from dashboard.analysis.client import ClientSummary, said
from dashboard.analysis.pain_words import capital
from dashboard.analysis.recovery_answer import Answer
from dashboard.components.page_parts import Figure, empty_state, figures
from dashboard.views import recovery_parts, recovery_reading, routes
from dashboard.views.drawing import chart
from dashboard.views.reading import Who

NOTHING_YET = (
    "This client has neither runs nor pain entries yet. Files come in on Add files; a first pain "
    "score takes three taps."
)


def draw(who: Who, found: ClientSummary) -> None:
    """Draw the figures, then one picture a place with its flares in words."""
    if found.is_empty:
        actions = [routes.to_add_files, lambda: routes.to_pain("client_to_pain")]
        empty_state(NOTHING_YET, actions)
        return
    figures(_figures(found))
    for answer in found.places:
        _place(who, found, answer)
    if not found.places:
        st.caption(said.NO_PLACE)
    st.markdown(users_text.as_markdown(f"{said.running(found)} {said.carried(found)}"))


def _figures(found: ClientSummary) -> list[Figure]:
    kept = found.adherence
    done, due = sum(one.done for one in kept), sum(one.due for one in kept)
    flares = sum(len(one.course.flares) for one in found.places)
    return [
        Figure("Runs", words.number(found.runs), f"{said.period(found)}, of whatever length."),
        Figure("Distance run", said.distance(found.run_km) if found.runs else "none"),
        Figure(
            "Active rest",
            f"{words.number(found.rest.hours, decimals=1)} h" if found.rest.sessions else "none",
            found.rest.note,
        ),
        Figure("Flares", words.number(flares), "2 points or more above the week before."),
        Figure(
            "Exercises",
            f"{words.number(done)} of {words.number(due)}" if due else "",
            "Times ticked, of the times planned in six weeks.",
        ),
    ]


def _place(who: Who, found: ClientSummary, answer: Answer) -> None:
    if said.is_stopped(found, answer):
        with st.container(gap=None):
            st.subheader(capital(said.place(answer)), anchor=False)
            st.caption(said.course(found, answer))
        return
    told = [said.last_entry(answer), said.mornings(answer)]
    if len(answer.pain.dropna()):
        chart(
            recovery_reading.picture(who, answer.question, recovery_parts.look()),
            title=f"{capital(said.place(answer))}: {answer.course.label}",
            alt=recovery_page_words.picture_alt(answer),
            note=". ".join(capital(part) for part in told if part),
            key=f"client_course {answer.question.site.key}",
        )
    else:
        st.subheader(f"{capital(said.place(answer))}: nothing entered", anchor=False)
    for _, row in answer.course.flares.iloc[::-1].iterrows():
        st.caption(users_text.as_markdown(f"Flare {said.flare(row)}"))
