"""The signs that come before any number: asked, answered, and what a yes leads to."""

from collections.abc import Iterable

import streamlit as st

from dashboard.access import RedFlagAnswer
from dashboard.analysis import words
from dashboard.analysis.pain import Site
from dashboard.analysis.red_flag_state import Asking, Stop
from dashboard.analysis.red_flags import Question, Urgency
from dashboard.analysis.users_text import as_markdown
from dashboard.views import reading, routes
from dashboard.views.pain_reading import Diary, now
from dashboard.views.pain_saving import turn
from dashboard.views.reading import Who

HOW_SOON = {Urgency.NOW: "now", Urgency.TODAY: "today", Urgency.SOON: "in the next days"}


def ask(who: Who, asking: Asking) -> None:
    """Ask all questions at once; one tap says that nothing of it is true."""
    st.subheader("First, a few signs", anchor=False)
    st.markdown(f"{as_markdown(asking.sentence)} Tick what is true now.")
    with st.container(gap="small"):
        ticked = [question for question in asking.questions if _tick(question, asking.site)]
    label = "None of these"
    if ticked:
        label = f"Save: {words.counted(len(ticked), 'of these is', 'of these are')} true"
    st.button(
        label,
        type="primary",
        width="stretch",
        key="answer_red_flags",
        on_click=_answer,
        args=(who, asking, frozenset(question.code for question in ticked)),
    )
    st.caption("This is no diagnosis: some signs need a person who looks, not a number.")


def _tick(question: Question, site: Site) -> bool:
    return st.checkbox(
        question.text, key=f"flag_{turn()}_{site.region}_{site.side}_{question.code}"
    )


def _answer(who: Who, asking: Asking, ticked: frozenset[str]) -> None:
    answered_at = now()
    answers = [
        RedFlagAnswer(
            flag=question.code,
            answer=question.code in ticked,
            answered_at=answered_at,
            region=asking.site.region,
            side=asking.site.side,
            asked_because=asking.because,
        )
        for question in asking.questions
    ]
    reading.access().save_red_flags(who.athlete_id, answers)
    st.session_state.pop("pain_look_again", None)


def show_stops(diary: Diary) -> None:
    """Say on top of the page what needs looking at, where to go, and the way on afterwards."""
    for stop in diary.stops:
        _show(stop)


def _show(stop: Stop) -> None:
    place = (stop.region, stop.side)
    with st.container(border=True, key=f"stop_{stop.region}_{stop.side}"):
        st.subheader(_title(stop), anchor=False)
        st.markdown(stop.advice.sentence)
        said = " ".join(question.text for question in stop.advice.signs)
        st.caption(f"You said yes to: {said}")
        st.button(
            "Somebody has looked at it",
            key=f"looked_{stop.region}_{stop.side}",
            on_click=_look_again,
            args=(place,),
        )


def _look_again(place: tuple[str, str]) -> None:
    st.session_state["pain_look_again"] = place


def place_to_ask_again(diary: Diary) -> Site | None:
    """Return the place that was just said to have been looked at, while it is still stopped."""
    place = st.session_state.get("pain_look_again")
    known = {(stop.region, stop.side) for stop in diary.stops}
    return Site(*place) if place in known else None


def _title(stop: Stop) -> str:
    return f":red[Get this looked at {HOW_SOON[stop.advice.urgency]}: {stop.words}]"


def show_stopped(stopped: Iterable[Stop], instead: str) -> None:
    """Stand before the numbers of another page: where to go, how soon, and what is left out."""
    with st.container(border=True, gap="small", key="stopped"):
        for stop in stopped:
            st.subheader(_title(stop), anchor=False)
            st.markdown(stop.advice.sentence)
        st.caption(instead)
        routes.to_pain("stopped_to_pain")


def no_numbers(stop: Stop) -> None:
    """Stand where the numbers would be."""
    st.subheader("No number for now", anchor=False)
    st.markdown(
        f"Your {stop.words} needs somebody to look at it first. The diary keeps what is in it."
    )
